/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-transaction.h"

#include "dz-store-private.h"

#define BEGIN_WRITE "BEGIN IMMEDIATE"
#define BEGIN_READ "BEGIN"
#define COMMIT "COMMIT"
#define ROLLBACK "ROLLBACK"
#define READ_CLOCK "SELECT last_us FROM clock WHERE id = 1"
#define SET_CLOCK "UPDATE clock SET last_us = ?1 WHERE id = 1"

struct _DzTransaction
{
  DzStore    *store;  /* unowned */
  const char *doing;  /* unowned, static */
  gboolean    writes; /* whether it holds the directory's turn */
  gboolean    open;
};

static DzTransaction *
transaction_new (DzStore    *store,
                 const char *doing,
                 gboolean    writes)
{
  DzTransaction *self = g_new0 (DzTransaction, 1);

  self->store = store;
  self->doing = doing;
  self->writes = writes;
  self->open = TRUE;
  store->in_transaction = TRUE;
  return self;
}

/* Time is issued here and nowhere else. It is stored with what happened at it, so that it cannot
 * run back: not between processes, nor when the machine's clock is set back. */
static gboolean
issue_time (DzStore *store,
            GError **error)
{
  gint64 last_us;

  if (!dz_store_read_int (store, "reading the clock", READ_CLOCK, DZ_VALUES (), 0, &last_us, error))
    return FALSE;
  store->now_us = MAX (store->clock (store->clock_data), last_us + 1);
  return dz_store_run (store, "issuing a time", SET_CLOCK, DZ_VALUES (DZ_INT (store->now_us)), NULL,
                       error);
}

/**
 * dz_transaction_begin_timeless:
 * @store: a store, with no transaction running
 * @doing: what is being done, for errors. A static string
 * @error: return location; DZ_STORE_ERROR_BUSY
 *
 * Waits for this process's turn and takes the write lock. Issues no time: for what is written while
 * a store is being opened, before anybody could have given it another clock.
 *
 * Returns: (transfer full) (nullable): a transaction
 */
DzTransaction *
dz_transaction_begin_timeless (DzStore    *store,
                               const char *doing,
                               GError    **error)
{
  g_assert (!store->in_transaction);

  dz_turn_take (store->turn);
  if (dz_store_exec (store, doing, BEGIN_WRITE, error))
    return transaction_new (store, doing, TRUE);
  dz_turn_give (store->turn);
  return NULL;
}

/**
 * dz_transaction_begin_write:
 * @store: a store, with no transaction running
 * @doing: what is being done, for errors. A static string
 * @error: return location; DZ_STORE_ERROR_BUSY
 *
 * Waits for this process's turn, takes the write lock and issues the time of everything that is
 * written until the commit.
 *
 * Returns: (transfer full) (nullable): a transaction
 */
DzTransaction *
dz_transaction_begin_write (DzStore    *store,
                            const char *doing,
                            GError    **error)
{
  g_autoptr(DzTransaction) self = dz_transaction_begin_timeless (store, doing, error);

  if (self == NULL || !issue_time (store, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_transaction_begin_read:
 * @store: a store, with no transaction running
 * @doing: what is being done, for errors. A static string
 * @error: return location
 *
 * Makes several reads see one state of the data.
 *
 * Returns: (transfer full) (nullable): a transaction
 */
DzTransaction *
dz_transaction_begin_read (DzStore    *store,
                           const char *doing,
                           GError    **error)
{
  g_assert (!store->in_transaction);

  if (!dz_store_exec (store, doing, BEGIN_READ, error))
    return NULL;
  return transaction_new (store, doing, FALSE);
}

static void
end (DzTransaction *self)
{
  self->open = FALSE;
  self->store->in_transaction = FALSE;
  if (self->writes)
    dz_turn_give (self->store->turn);
}

/**
 * dz_transaction_commit:
 * @self: an open transaction
 * @error: return location; DZ_STORE_ERROR_DISK
 *
 * Makes what was written durable. Where that fails nothing of it stands.
 *
 * Returns: whether it is on the disk
 */
gboolean
dz_transaction_commit (DzTransaction *self,
                       GError       **error)
{
  g_assert (self->open);

  if (!dz_store_exec (self->store, self->doing, COMMIT, error))
    return FALSE; /* dz_transaction_free() rolls back */
  end (self);
  return TRUE;
}

/**
 * dz_transaction_free:
 * @self: (transfer full) (nullable): a transaction
 *
 * Rolls back what was not committed.
 */
void
dz_transaction_free (DzTransaction *self)
{
  if (self == NULL)
    return;
  if (self->open)
    {
      /* SQLite may have rolled back by itself, after a full disk for instance. */
      if (!sqlite3_get_autocommit (self->store->db))
        sqlite3_exec (self->store->db, ROLLBACK, NULL, NULL, NULL);
      end (self);
    }
  g_free (self);
}

/**
 * dz_store_read_time:
 * @self: a store
 * @now_us: (out): the time
 * @error: return location
 *
 * Says what time it is for a reader: the machine's, but never before what was issued last.
 *
 * Returns: whether the clock could be read
 */
gboolean
dz_store_read_time (DzStore *self,
                    gint64  *now_us,
                    GError **error)
{
  gint64 last_us;

  if (!dz_store_read_int (self, "reading the clock", READ_CLOCK, DZ_VALUES (), 0, &last_us, error))
    return FALSE;
  *now_us = MAX (self->clock (self->clock_data), last_us);
  return TRUE;
}
