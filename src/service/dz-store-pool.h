/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

G_BEGIN_DECLS

/**
 * DzStorePool:
 *
 * Connections to one data directory, each lent to one thread at a time.
 */
typedef struct _DzStorePool DzStorePool;

DzStorePool *dz_store_pool_new       (const char   *data_dir,
                                      DzStoreClock  clock,
                                      gpointer      clock_data);
void         dz_store_pool_free      (DzStorePool  *self);
DzStore     *dz_store_pool_borrow    (DzStorePool  *self,
                                      GError      **error);
void         dz_store_pool_give_back (DzStorePool  *self,
                                      DzStore      *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzStorePool, dz_store_pool_free)

G_END_DECLS
