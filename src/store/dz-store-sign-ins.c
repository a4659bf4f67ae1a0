/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-private.h"
#include "dz-store-sessions.h"

/* How refused sign-ins come into the history without letting a guesser fill it: the first refusal
 * of a user writes an entry at once, outcome "1". Further ones within ten minutes are only counted,
 * in the table refused_sign_ins. Once the ten minutes are over, or the user signs in, one more
 * entry tells their number, outcome "4 more". So a user costs at most two entries in ten minutes;
 * all names that nobody has count as one user. */

#define FIND_USER_ID "SELECT id FROM users WHERE id = ?1"
#define COUNT_MORE \
  "UPDATE refused_sign_ins SET uncounted = uncounted + 1 WHERE user_id = ?1 AND since_us > ?2"
#define BEGIN_COUNT \
  "INSERT INTO refused_sign_ins (user_id, since_us, uncounted) VALUES (?1, ?2, 0)"
#define LIST_COUNTS \
  "SELECT user_id, uncounted FROM refused_sign_ins" \
  " WHERE since_us <= ?2 AND (?1 IS NULL OR user_id = ?1) ORDER BY user_id"
#define DROP_COUNTS \
  "DELETE FROM refused_sign_ins WHERE since_us <= ?2 AND (?1 IS NULL OR user_id = ?1)"

#define DOING "noting a refused sign-in"

static gboolean
tell_count (DzStore    *self,
            const char *user,
            gint64      count,
            GError    **error)
{
  g_autofree char *outcome = g_strdup_printf ("%" G_GINT64_FORMAT " more", count);

  return count == 0 || dz_store_append_entry (self, "sign-in-refused", DZ_STORE_ACTOR_SERVICE, user,
                                              outcome, NULL, error);
}

/**
 * dz_store_tell_refused_sign_ins:
 * @self: a store, within a write transaction
 * @user: (nullable): whose counting to end; %NULL for all
 * @began_before_us: only countings that began then or before
 * @error: return location
 *
 * Ends countings of refused sign-ins and writes what they counted into the history.
 *
 * Returns: whether it was written
 */
gboolean
dz_store_tell_refused_sign_ins (DzStore    *self,
                                const char *user,
                                gint64      began_before_us,
                                GError    **error)
{
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;

  rows = dz_query_new (self, DOING, LIST_COUNTS,
                       DZ_VALUES (DZ_TEXT (user), DZ_INT (began_before_us)), error);
  if (rows == NULL)
    return FALSE;
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!tell_count (self, dz_statement_get_text (rows, 0), dz_statement_get_int64 (rows, 1),
                       error))
        return FALSE;
    }
  return step == DZ_STEP_DONE &&
         dz_store_run (self, DOING, DROP_COUNTS,
                       DZ_VALUES (DZ_TEXT (user), DZ_INT (began_before_us)), NULL, error);
}

static gboolean
count_refusal (DzStore    *self,
               const char *user,
               GError    **error)
{
  gint64 since_us = self->now_us - DZ_STORE_REFUSALS_US;
  guint n_counted;

  if (!dz_store_tell_refused_sign_ins (self, NULL, since_us, error) ||
      !dz_store_run (self, DOING, COUNT_MORE, DZ_VALUES (DZ_TEXT (user), DZ_INT (since_us)),
                     &n_counted, error))
    return FALSE;
  if (n_counted > 0)
    return TRUE;
  return dz_store_run (self, DOING, BEGIN_COUNT, DZ_VALUES (DZ_TEXT (user), DZ_INT (self->now_us)),
                       NULL, error) &&
         dz_store_append_entry (self, "sign-in-refused", DZ_STORE_ACTOR_SERVICE, user, "1", NULL,
                                error);
}

/**
 * dz_store_note_refused_sign_in:
 * @self: a store
 * @user: (nullable): id of the user whose password was wrong; %NULL where nobody has the name. What
 *   was typed there is never kept: it may be a password
 * @error: return location
 *
 * Notes a refused sign-in in the history; within ten minutes further ones are counted and told
 * together.
 *
 * Returns: whether it was noted
 */
gboolean
dz_store_note_refused_sign_in (DzStore    *self,
                               const char *user,
                               GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autofree char *known = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, DOING, error);
  return transaction != NULL &&
         dz_store_read_text (self, DOING, FIND_USER_ID, DZ_VALUES (DZ_TEXT (user)), &known,
                             error) &&
         count_refusal (self, known != NULL ? known : "", error) &&
         dz_transaction_commit (transaction, error);
}
