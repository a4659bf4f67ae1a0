/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-cache.h"

G_BEGIN_DECLS

/**
 * DzCacheFunc:
 * @cache: the desk's data
 * @data: given with the call
 * @error: return location
 *
 * One piece of work on a thread of the cache's.
 *
 * Returns: (transfer full) (nullable): its result
 */
typedef gpointer (*DzCacheFunc) (DzCache *cache,
                                 gpointer data,
                                 GError **error);

/**
 * DzCacheWorker:
 *
 * The threads that the desk's data belong to: one for commands, and one beside it for photos. On
 * each, work is done in the order in which it was asked for.
 */
#define DZ_TYPE_CACHE_WORKER (dz_cache_worker_get_type ())
G_DECLARE_FINAL_TYPE (DzCacheWorker, dz_cache_worker, DZ, CACHE_WORKER, GObject)

DzCacheWorker *dz_cache_worker_new        (DzCache             *cache);
void           dz_cache_worker_close      (DzCacheWorker       *self);
const char    *dz_cache_worker_get_workstation (DzCacheWorker  *self);
void           dz_cache_worker_run_async  (DzCacheWorker       *self,
                                           DzCacheFunc          func,
                                           gpointer             data,
                                           GDestroyNotify       free_data,
                                           GDestroyNotify       free_result,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
void           dz_cache_worker_run_photo_async (DzCacheWorker  *self,
                                           DzCacheFunc          func,
                                           gpointer             data,
                                           GDestroyNotify       free_data,
                                           GDestroyNotify       free_result,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gpointer       dz_cache_worker_run_finish (DzCacheWorker       *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
