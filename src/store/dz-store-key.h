/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-chain-key.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* The secret that signs the history, in a file beside the database. */
#define DZ_STORE_KEY_FILE "history.key"

gboolean    dz_store_make_key      (DzStore          *self,
                                    GError          **error);
DzChainKey *dz_store_load_key      (DzStore          *self,
                                    GError          **error);
DzChainKey *dz_store_load_any_key  (DzStore          *self,
                                    GError          **error);
gboolean    dz_store_set_key       (DzStore          *self,
                                    const DzChainKey *key,
                                    GError          **error);
gboolean    dz_store_put_next_key  (DzStore          *self,
                                    const DzChainKey *key,
                                    GError          **error);

G_END_DECLS
