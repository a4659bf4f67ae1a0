/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-leases.h"

#include "dz-id.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-sessions.h"

#define EXPIRED_AT_ONCE 500

#define READ_HOLDER \
  "SELECT id, user_id, workstation, begun_us, expires_us FROM leases" \
  " WHERE submission_id = ?1 AND ended IS NULL"
#define ADD_LEASE \
  "INSERT INTO leases (id, submission_id, user_id, workstation, begun_us, expires_us, from_state)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define READ_ORIGIN "SELECT from_state FROM leases WHERE id = ?1"
#define END_LEASE "UPDATE leases SET ended = ?2, ended_us = ?3 WHERE id = ?1 AND ended IS NULL"
#define LIST_EXPIRED \
  "SELECT id, submission_id FROM leases WHERE ended IS NULL AND expires_us <= ?1" \
  " ORDER BY expires_us LIMIT ?2"
#define COUNT_EXPIRED "SELECT COUNT(*) FROM leases WHERE ended IS NULL AND expires_us <= ?1"
#define COUNT_UNTOLD "SELECT COUNT(*) FROM refused_sign_ins WHERE since_us <= ?1"

/**
 * dz_holder_clear:
 * @self: a holder
 */
void
dz_holder_clear (DzHolder *self)
{
  g_clear_pointer (&self->lease, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->workstation, g_free);
}

/**
 * dz_store_read_holder:
 * @self: a store, within a transaction
 * @submission: submission id
 * @holder: (out): who holds it; empty where nobody does
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_read_holder (DzStore    *self,
                      const char *submission,
                      DzHolder   *holder,
                      GError    **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "reading a lease", READ_HOLDER,
                                             DZ_VALUES (DZ_TEXT (submission)), error);
  DzStep step = dz_query_step (row, error);

  *holder = (DzHolder) { NULL, NULL, NULL, 0, 0 };
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  holder->lease = dz_statement_dup_text (row, 0);
  holder->user = dz_statement_dup_text (row, 1);
  holder->workstation = dz_statement_dup_text (row, 2);
  holder->begun_us = dz_statement_get_int64 (row, 3);
  holder->expires_us = dz_statement_get_int64 (row, 4);
  return TRUE;
}

/**
 * dz_store_read_origin:
 * @self: a store, within a transaction
 * @lease: lease id
 * @origin: (out): the state from which its submission was leased
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_read_origin (DzStore    *self,
                      const char *lease,
                      DzState    *origin,
                      GError    **error)
{
  g_autofree char *word = NULL;

  if (!dz_store_read_text (self, "reading a lease", READ_ORIGIN, DZ_VALUES (DZ_TEXT (lease)), &word,
                           error))
    return FALSE;
  if (dz_state_from_nick (word, origin))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               "reading a lease: its origin is unknown");
  return FALSE;
}

/* Only supervisors take what does not wait for everybody, and so they are who brings it back. */
static DzActor
actor_at (DzState       origin,
          const DzUser *user)
{
  if (dz_lease_tell_origin (origin) == DZ_STATE_PENDING)
    return dz_actor_of_user (user);
  return user->roles & DZ_ROLE_SUPERVISOR ? DZ_ACTOR_SUPERVISOR : 0;
}

/**
 * dz_store_write_lease:
 * @self: a store, within a write transaction
 * @submission: id of a submission that is leased by the move that goes with this
 * @origin: the state to which it goes back where the lease ends without a decision
 * @user: to whom
 * @workstation: where
 * @lease: (out) (optional) (transfer full): its id
 * @error: return location
 *
 * Returns: whether the lease was written
 */
gboolean
dz_store_write_lease (DzStore      *self,
                      const char   *submission,
                      DzState       origin,
                      const DzUser *user,
                      const char   *workstation,
                      char        **lease,
                      GError      **error)
{
  g_autofree char *id = dz_id_new ();

  if (!dz_store_run (self, "leasing a submission", ADD_LEASE,
                     DZ_VALUES (DZ_TEXT (id), DZ_TEXT (submission), DZ_TEXT (user->id),
                                DZ_TEXT (workstation), DZ_INT (self->now_us),
                                DZ_INT (self->now_us + DZ_STORE_LEASE_US),
                                DZ_TEXT (dz_state_to_nick (origin))),
                     NULL, error))
    return FALSE;
  if (lease != NULL)
    *lease = g_steal_pointer (&id);
  return TRUE;
}

/**
 * dz_store_begin_lease:
 * @self: a store, within a write transaction
 * @submission: id of a submission that waits
 * @origin: where it does: pending, second-review, quarantined or escalated
 * @user: to whom
 * @workstation: where
 * @lease: (out) (optional) (transfer full): the lease's id
 * @error: return location
 *
 * Returns: whether it was leased
 */
gboolean
dz_store_begin_lease (DzStore      *self,
                      const char   *submission,
                      DzState       origin,
                      const DzUser *user,
                      const char   *workstation,
                      char        **lease,
                      GError      **error)
{
  DzStateChange change = { submission, origin, DZ_STATE_LEASED, actor_at (origin, user), user->id,
                           NULL, NULL, FALSE };

  return dz_store_move (self, &change, NULL, error) &&
         dz_store_write_lease (self, submission, origin, user, workstation, lease, error);
}

/**
 * dz_store_close_lease:
 * @self: a store, within a write transaction
 * @lease: id of a lease that lasts
 * @how: "expiry", "release", "recall", "skip", "escalate", "decide" or "quarantine"
 * @error: return location
 *
 * Returns: whether it was ended
 */
gboolean
dz_store_close_lease (DzStore    *self,
                      const char *lease,
                      const char *how,
                      GError    **error)
{
  return dz_store_run (self, "ending a lease", END_LEASE,
                       DZ_VALUES (DZ_TEXT (lease), DZ_TEXT (how), DZ_INT (self->now_us)), NULL,
                       error);
}

/**
 * dz_store_return_lease:
 * @self: a store, within a write transaction
 * @lease: id of a lease that lasts
 * @submission: its submission
 * @how: "expiry", "release", "recall" or "skip"
 * @user: (nullable): who gives it back; %NULL where its time is over
 * @error: return location
 *
 * Lets a submission wait again where it was leased from.
 *
 * Returns: whether it waits
 */
gboolean
dz_store_return_lease (DzStore      *self,
                       const char   *lease,
                       const char   *submission,
                       const char   *how,
                       const DzUser *user,
                       GError      **error)
{
  DzStateChange change = { submission, DZ_STATE_LEASED, DZ_STATE_PENDING, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, how, NULL, FALSE };

  if (!dz_store_read_origin (self, lease, &change.to, error))
    return FALSE;
  if (user != NULL)
    {
      change.actor = actor_at (change.to, user);
      change.actor_id = user->id;
    }
  return dz_store_close_lease (self, lease, how, error) &&
         dz_store_move (self, &change, NULL, error);
}

/**
 * dz_store_return_expired:
 * @self: a store, within a write transaction
 * @n_expired: (inout) (nullable): grows by the number of leases that ended
 * @error: return location
 *
 * Ends leases whose time is over, the oldest first, some hundreds at once.
 *
 * Returns: whether all went well
 */
gboolean
dz_store_return_expired (DzStore *self,
                         guint   *n_expired,
                         GError **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, "returning leases", LIST_EXPIRED,
                                              DZ_VALUES (DZ_INT (self->now_us),
                                                         DZ_INT (EXPIRED_AT_ONCE)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 0));
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 1));
    }
  if (step != DZ_STEP_DONE)
    return FALSE;
  for (guint i = 0; i < pairs->len; i += 2)
    {
      if (!dz_store_return_lease (self, g_ptr_array_index (pairs, i),
                                  g_ptr_array_index (pairs, i + 1), "expiry", NULL, error))
        return FALSE;
      if (n_expired != NULL)
        (*n_expired)++;
    }
  return TRUE;
}

/* Asks before it writes: the clock ticks often and mostly nothing is due. */
static gboolean
is_due (DzStore  *self,
        gboolean *due,
        GError  **error)
{
  gint64 now_us;
  gint64 n_expired;
  gint64 n_untold;

  if (!dz_store_read_time (self, &now_us, error) ||
      !dz_store_read_int (self, "returning leases", COUNT_EXPIRED, DZ_VALUES (DZ_INT (now_us)), 0,
                          &n_expired, error) ||
      !dz_store_read_int (self, "returning leases", COUNT_UNTOLD,
                          DZ_VALUES (DZ_INT (now_us - DZ_STORE_REFUSALS_US)), 0, &n_untold, error))
    return FALSE;
  *due = n_expired > 0 || n_untold > 0;
  return TRUE;
}

/**
 * dz_store_expire_leases:
 * @self: a store
 * @n_expired: (out) (optional): how many leases ended
 * @error: return location
 *
 * Lets submissions wait again whose leases are over, and tells the history of refused sign-ins that
 * were only counted so far. To be called every some seconds, by any number of processes.
 *
 * Returns: whether all went well
 */
gboolean
dz_store_expire_leases (DzStore *self,
                        guint   *n_expired,
                        GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  gboolean due;
  guint count = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (n_expired != NULL)
    *n_expired = 0;
  if (!is_due (self, &due, error))
    return FALSE;
  if (!due)
    return TRUE;
  transaction = dz_transaction_begin_write (self, "returning leases", error);
  if (transaction == NULL || !dz_store_return_expired (self, &count, error) ||
      !dz_store_tell_refused_sign_ins (self, NULL, self->now_us - DZ_STORE_REFUSALS_US, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  if (n_expired != NULL)
    *n_expired = count;
  return TRUE;
}
