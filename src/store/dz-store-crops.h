/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-store-commands.h"

G_BEGIN_DECLS

gboolean dz_store_check_crop (DzStore             *self,
                              const DzApplication *application,
                              GError             **error);
gboolean dz_store_write_crop (DzStore             *self,
                              const char          *decision,
                              const DzCrop        *crop,
                              GError             **error);
gboolean dz_store_load_crop  (DzStore             *self,
                              const char          *decision,
                              DzCrop              *crop,
                              GError             **error);
void     dz_detail_add_crop  (JsonBuilder         *detail,
                              const DzDecision    *decision);

G_END_DECLS
