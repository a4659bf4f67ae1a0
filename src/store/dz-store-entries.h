/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Writing the history, within a write transaction. */

JsonBuilder *dz_detail_new         (void);
void         dz_detail_add         (JsonBuilder *detail,
                                    const char  *name,
                                    const char  *value);
void         dz_detail_add_int     (JsonBuilder *detail,
                                    const char  *name,
                                    gint64       value);
gboolean     dz_store_append_entry (DzStore     *self,
                                    const char  *kind,
                                    const char  *actor,
                                    const char  *subject,
                                    const char  *outcome,
                                    JsonBuilder *detail,
                                    GError     **error);
char        *dz_actor_of_student   (const char  *student);

G_END_DECLS
