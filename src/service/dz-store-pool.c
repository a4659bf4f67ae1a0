/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-pool.h"

#include "dz-framer.h"
#include "dz-judge.h"

struct _DzStorePool
{
  char         *data_dir;
  DzStoreClock  clock;      /* nullable */
  gpointer      clock_data; /* unowned */
  GMutex        mutex;
  GQueue        idle;       /* (element-type DzStore), owned */
};

/**
 * dz_store_pool_new:
 * @data_dir: the data directory
 * @clock: (nullable): the clock of every connection, for tests
 * @clock_data: handed to @clock; outlives the pool
 *
 * Returns: (transfer full): a pool that has opened nothing yet
 */
DzStorePool *
dz_store_pool_new (const char   *data_dir,
                   DzStoreClock  clock,
                   gpointer      clock_data)
{
  DzStorePool *self = g_new0 (DzStorePool, 1);

  self->data_dir = g_strdup (data_dir);
  self->clock = clock;
  self->clock_data = clock_data;
  g_mutex_init (&self->mutex);
  g_queue_init (&self->idle);
  return self;
}

/**
 * dz_store_pool_free:
 * @self: (transfer full) (nullable): a pool; everything lent must have come back
 */
void
dz_store_pool_free (DzStorePool *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->idle, (GDestroyNotify) dz_store_close);
  g_mutex_clear (&self->mutex);
  g_free (self->data_dir);
  g_free (self);
}

static DzStore *
take_idle (DzStorePool *self)
{
  DzStore *store;

  g_mutex_lock (&self->mutex);
  store = g_queue_pop_head (&self->idle);
  g_mutex_unlock (&self->mutex);
  return store;
}

/**
 * dz_store_pool_borrow:
 * @self: a pool
 * @error: return location; DZ_STORE_ERROR of opening
 *
 * Lends a connection to the calling thread, which must give it back.
 *
 * Returns: (transfer none) (nullable): a connection
 */
DzStore *
dz_store_pool_borrow (DzStorePool *self,
                      GError     **error)
{
  DzStore *store = take_idle (self);

  if (store != NULL)
    return store;
  store = dz_store_open (self->data_dir, error);
  if (store == NULL)
    return NULL;
  dz_store_set_judge (store, dz_judge_corrected, NULL);
  dz_store_set_frame (store, dz_framer_check, NULL);
  if (self->clock != NULL)
    dz_store_set_clock (store, self->clock, self->clock_data);
  return store;
}

/**
 * dz_store_pool_give_back:
 * @self: a pool
 * @store: (nullable): what it lent
 */
void
dz_store_pool_give_back (DzStorePool *self,
                         DzStore     *store)
{
  if (store == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->idle, store);
  g_mutex_unlock (&self->mutex);
}
