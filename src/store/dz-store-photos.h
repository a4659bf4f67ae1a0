/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-files.h"
#include "dz-store.h"

G_BEGIN_DECLS

gboolean dz_store_keep_photo             (DzStore      *self,
                                          DzPhotoDraft *draft,
                                          gsize         n_bytes,
                                          GError      **error);
void     dz_store_drop_photo_without_row (DzStore      *self,
                                          const char   *sha256);

G_END_DECLS
