/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-entry-aspects.h"

G_BEGIN_DECLS

gboolean dz_entry_aspects_are_in_detail (const char     *kind);
void     dz_entry_aspects_take_detail   (DzEntryAspects *self,
                                         const char     *kind,
                                         JsonObject     *detail);

G_END_DECLS
