/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-leases.h"
#include "dz-store-private.h"

/* Who holds what of the queue, and where it waits. */

#define LIST_HOLDERS \
  "SELECT users.id, users.name, COUNT(*), MIN(leases.expires_us), MAX(leases.expires_us)" \
  " FROM leases JOIN users ON users.id = leases.user_id" \
  " WHERE leases.ended IS NULL AND leases.expires_us > ?1" \
  " GROUP BY users.id ORDER BY users.name, users.id"
#define LIST_OF_USER \
  "SELECT id, submission_id FROM leases WHERE user_id = ?1 AND ended IS NULL ORDER BY begun_us, id"
#define FIND_USER "SELECT id FROM users WHERE id = ?1"
/* Windows whose photos may still come, and those of which some wait. */
#define LIST_WINDOWS \
  "SELECT windows.id, windows.school_code, schools.name, windows.levels, windows.opens_us," \
  " windows.retake_ends_us," \
  " (SELECT COUNT(*) FROM submissions" \
  "   WHERE submissions.window_id = windows.id" \
  "   AND submissions.state IN ('pending', 'second-review'))" \
  "  + (SELECT COUNT(*) FROM leases JOIN submissions ON submissions.id = leases.submission_id" \
  "     WHERE leases.ended IS NULL AND leases.expires_us <= ?1" \
  "     AND leases.from_state IN ('pending', 'second-review')" \
  "     AND submissions.window_id = windows.id) AS n_free" \
  " FROM windows JOIN schools ON schools.code = windows.school_code" \
  " WHERE windows.opens_us <= ?1 AND (windows.retake_ends_us > ?1 OR EXISTS" \
  "  (SELECT 1 FROM submissions WHERE submissions.window_id = windows.id" \
  "   AND submissions.state IN" \
  "    ('pending', 'leased', 'second-review', 'quarantined', 'escalated')))" \
  " ORDER BY windows.school_code, windows.opens_us, windows.id"

/* How an ending is told in the history and kept in the lease. */
#define RECALL "recall"

static DzQueueHolder *
holder_from_row (DzStatement *row)
{
  DzQueueHolder *holder = dz_queue_holder_new ();

  holder->user = dz_statement_dup_text (row, 0);
  holder->name = dz_statement_dup_text (row, 1);
  holder->n_leases = (guint) dz_statement_get_int64 (row, 2);
  holder->first_us = dz_statement_get_int64 (row, 3);
  holder->last_us = dz_statement_get_int64 (row, 4);
  return holder;
}

/**
 * dz_store_list_holders:
 * @self: a store
 * @error: return location
 *
 * Says who holds how many submissions until when. A lease whose time is over holds nothing.
 *
 * Returns: (transfer full) (nullable) (element-type DzQueueHolder): by name
 */
GPtrArray *
dz_store_list_holders (DzStore *self,
                       GError **error)
{
  g_autoptr(GPtrArray) holders = NULL;
  g_autoptr(DzStatement) rows = NULL;
  gint64 now_us;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  if (!dz_store_read_time (self, &now_us, error))
    return NULL;
  holders = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_queue_holder_free);
  rows = dz_query_new (self, "listing who holds what", LIST_HOLDERS, DZ_VALUES (DZ_INT (now_us)),
                       error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (holders, holder_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&holders) : NULL;
}

static GPtrArray *
list_leases (DzStore    *self,
             const char *user,
             GError    **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, "recalling leases", LIST_OF_USER,
                                              DZ_VALUES (DZ_TEXT (user)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 0));
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 1));
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&pairs) : NULL;
}

static gboolean
recall (DzStore      *self,
        const DzUser *supervisor,
        const char   *user,
        guint        *n_recalled,
        GError      **error)
{
  g_autoptr(GPtrArray) pairs = list_leases (self, user, error);

  if (pairs == NULL)
    return FALSE;
  for (guint i = 0; i < pairs->len; i += 2)
    {
      if (!dz_store_return_lease (self, g_ptr_array_index (pairs, i),
                                  g_ptr_array_index (pairs, i + 1), RECALL, supervisor, error))
        return FALSE;
    }
  *n_recalled = pairs->len / 2;
  return TRUE;
}

static gboolean
check_recall (DzStore      *self,
              const DzUser *supervisor,
              const char   *user,
              GError      **error)
{
  g_autofree char *found = NULL;

  if ((supervisor->roles & DZ_ROLE_SUPERVISOR) == 0)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
                   "only supervisors give back what others hold");
      return FALSE;
    }
  if (!dz_store_read_text (self, "recalling leases", FIND_USER, DZ_VALUES (DZ_TEXT (user)), &found,
                           error))
    return FALSE;
  if (found != NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no user has the id %.40s", user);
  return FALSE;
}

/**
 * dz_store_recall_leases:
 * @self: a store
 * @supervisor: who asks for it
 * @user: id of the user who holds them, at whichever desks
 * @n_recalled: (out) (optional): how many submissions wait again
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN, DZ_STORE_ERROR_NOT_FOUND
 *
 * Gives back what somebody else holds, who went home perhaps. Each return is an entry in the
 * supervisor's name. A decision that comes late all the same is taken as after any lease that was
 * lost: where nobody else holds the submission.
 *
 * Returns: whether all were given back
 */
gboolean
dz_store_recall_leases (DzStore      *self,
                        const DzUser *supervisor,
                        const char   *user,
                        guint        *n_recalled,
                        GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  guint count = 0;

  g_return_val_if_fail (self != NULL && supervisor != NULL && user != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, "recalling leases", error);
  if (transaction == NULL || !check_recall (self, supervisor, user, error) ||
      !recall (self, supervisor, user, &count, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  if (n_recalled != NULL)
    *n_recalled = count;
  return TRUE;
}

static DzQueueWindow *
window_from_row (DzStatement *row)
{
  DzQueueWindow *window = dz_queue_window_new ();

  window->window = dz_statement_dup_text (row, 0);
  window->school = dz_statement_dup_text (row, 1);
  window->school_name = dz_statement_dup_text (row, 2);
  window->levels = (guint) dz_statement_get_int64 (row, 3);
  window->opens_us = dz_statement_get_int64 (row, 4);
  window->closes_us = dz_statement_get_int64 (row, 5);
  window->n_free = (guint) dz_statement_get_int64 (row, 6);
  return window;
}

/**
 * dz_store_list_queue_windows:
 * @self: a store
 * @error: return location
 *
 * Says what waits of which window. Windows that have opened are told until they have closed and
 * nothing of them waits.
 *
 * Returns: (transfer full) (nullable) (element-type DzQueueWindow): by school, the oldest first
 */
GPtrArray *
dz_store_list_queue_windows (DzStore *self,
                             GError **error)
{
  g_autoptr(GPtrArray) windows = NULL;
  g_autoptr(DzStatement) rows = NULL;
  gint64 now_us;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  if (!dz_store_read_time (self, &now_us, error))
    return NULL;
  windows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_queue_window_free);
  rows = dz_query_new (self, "listing the queue by window", LIST_WINDOWS,
                       DZ_VALUES (DZ_INT (now_us)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (windows, window_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&windows) : NULL;
}
