/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

G_BEGIN_DECLS

gboolean dz_store_keep_profile (DzStore     *self,
                                const char  *hash,
                                GBytes      *json,
                                GError     **error);
GBytes  *dz_store_get_profile  (DzStore     *self,
                                const char  *hash,
                                GError     **error);

G_END_DECLS
