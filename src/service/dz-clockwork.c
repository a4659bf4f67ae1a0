/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-clockwork.h"

#include "dz-store-heads.h"
#include "dz-store-history.h"
#include "dz-store-queue.h"

#define FILL_TOLD 100000 /* so many entries are told of in one line */

struct _DzClockwork
{
  DzStorePool       *stores; /* unowned */
  guint              tick_ms;
  DzClockworkPickUp  pick_up;
  gpointer           user_data;
  GThread           *thread; /* owned */
  GMutex             mutex;
  GCond              cond;
  gboolean           ending;
  gboolean           filled;   /* all entries have their aspects */
  guint64            n_filled; /* how many were looked at */
  guint64            n_told;   /* how often it was told */
  char              *said;   /* owned, nullable: the last problem told, so that it is told once */
};

static void
say_once (DzClockwork  *self,
          const GError *error)
{
  if (error == NULL)
    {
      g_clear_pointer (&self->said, g_free);
      return;
    }
  if (g_strcmp0 (self->said, error->message) == 0)
    return;
  g_message ("The clockwork stumbles: %s", error->message);
  g_free (self->said);
  self->said = g_strdup (error->message);
}

/* Entries from before there were aspects get theirs, a few at a time, until all have them. */
static void
fill_aspects (DzClockwork *self,
              DzStore     *store,
              GError     **error)
{
  guint n;

  if (self->filled || !dz_store_fill_aspects (store, DZ_CLOCKWORK_FILL, &n, error))
    return;
  self->filled = n == 0;
  self->n_filled += n;
  if ((self->filled && self->n_filled > 0) || self->n_filled / FILL_TOLD > self->n_told)
    g_message ("Preparing earlier entries of the history to be searched: %" G_GUINT64_FORMAT "%s",
               self->n_filled, self->filled ? ", done" : "");
  self->n_told = self->n_filled / FILL_TOLD;
}

static void
tick (DzClockwork *self)
{
  g_autoptr(GError) error = NULL;
  DzStore *store = dz_store_pool_borrow (self->stores, &error);
  guint n;

  if (store != NULL)
    {
      dz_store_seal_due (store, &n, &error);
      dz_store_expire_leases (store, &n, error == NULL ? &error : NULL);
      dz_store_sign_due (store, error == NULL ? &error : NULL);
      fill_aspects (self, store, error == NULL ? &error : NULL);
    }
  dz_store_pool_give_back (self->stores, store);
  say_once (self, error);
}

/* Returns whether the clockwork goes on. */
static gboolean
wait_for_tick (DzClockwork *self)
{
  gint64 end_us = g_get_monotonic_time () + (gint64) self->tick_ms * 1000;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->ending)
    {
      if (!g_cond_wait_until (&self->cond, &self->mutex, end_us))
        return !self->ending;
    }
  return FALSE;
}

static gpointer
run (gpointer data)
{
  DzClockwork *self = data;
  guint n = 0;

  do
    {
      tick (self);
      if (n++ % DZ_CLOCKWORK_PICK_UP_TICKS == 0)
        self->pick_up (self->user_data);
    }
  while (wait_for_tick (self));
  return NULL;
}

/**
 * dz_clockwork_new:
 * @stores: connections; they outlive the clockwork
 * @tick_ms: how often
 * @pick_up: begins to pick up photos, at once and every DZ_CLOCKWORK_PICK_UP_TICKS
 * @user_data: handed to @pick_up
 *
 * Returns: (transfer full): a clockwork that goes
 */
DzClockwork *
dz_clockwork_new (DzStorePool       *stores,
                  guint              tick_ms,
                  DzClockworkPickUp  pick_up,
                  gpointer           user_data)
{
  DzClockwork *self = g_new0 (DzClockwork, 1);

  self->stores = stores;
  self->tick_ms = tick_ms;
  self->pick_up = pick_up;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("clockwork", run, self);
  return self;
}

/**
 * dz_clockwork_free:
 * @self: (transfer full) (nullable): a clockwork
 *
 * Stops it and waits for the tick under way.
 */
void
dz_clockwork_free (DzClockwork *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self->said);
  g_free (self);
}
