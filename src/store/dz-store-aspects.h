/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry-aspects.h"
#include "dz-entry-view.h"
#include "dz-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What entries are found by, besides what stands in their bytes. */

gboolean    dz_store_gather_aspects (DzStore              *self,
                                     const char           *kind,
                                     const char           *subject,
                                     JsonObject           *detail,
                                     DzEntryAspects       *aspects,
                                     GError              **error);
GByteArray *dz_store_derive_aspects (DzStore              *self,
                                     const DzEntryView    *entry,
                                     const char           *detail,
                                     GError              **error);
gboolean    dz_store_write_aspects  (DzStore              *self,
                                     gint64                seq,
                                     const DzEntryAspects *aspects,
                                     GError              **error);

G_END_DECLS
