/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-queue.h"

#include "dz-store-leases.h"
#include "dz-store-moves.h"
#include "dz-store-offers.h"
#include "dz-store-private.h"

#define COUNT_MINE_HERE \
  "SELECT COUNT(*) FROM leases WHERE user_id = ?1 AND workstation = ?2 AND ended IS NULL"
#define RENEW \
  "UPDATE leases SET expires_us = ?4" \
  " WHERE id = ?1 AND user_id = ?2 AND workstation = ?3 AND ended IS NULL"
#define FIND_MINE \
  "SELECT submission_id FROM leases" \
  " WHERE id = ?1 AND user_id = ?2 AND workstation = ?3 AND ended IS NULL"
/* A photo may be seen by who holds the submission, or decided it and may still undo that, and so
 * may the photos of earlier attempts and of its duplicates, and the one that its student was
 * admitted with. */
#define WHERE_MINE \
  " LEFT JOIN leases ON leases.submission_id = mine.id AND leases.ended IS NULL" \
  " LEFT JOIN decisions ON decisions.id = mine.decision_id AND mine.state = 'held'" \
  " WHERE seen.photo = ?1 AND (leases.user_id = ?2 OR decisions.user_id = ?2) LIMIT 1"
#define MAY_SEE \
  "SELECT 1 FROM submissions seen" \
  " JOIN submissions mine ON mine.student_id = seen.student_id" \
  "  AND mine.window_id = seen.window_id AND mine.attempt >= seen.attempt" WHERE_MINE
#define MAY_SEE_FOUND \
  "SELECT 1 FROM submissions seen JOIN twins ON twins.other_id = seen.id" \
  " JOIN submissions mine ON mine.id = twins.submission_id" WHERE_MINE
#define MAY_SEE_FINDER \
  "SELECT 1 FROM submissions seen JOIN twins ON twins.submission_id = seen.id" \
  " JOIN submissions mine ON mine.id = twins.other_id" WHERE_MINE
#define MAY_SEE_ADMISSION \
  "SELECT 1 FROM admission_photos seen" \
  " JOIN submissions mine ON mine.student_id = seen.student_id" WHERE_MINE
#define IS_REFERRED_TO \
  "SELECT 1 FROM submissions WHERE photo = ?1" \
  " UNION ALL SELECT 1 FROM admission_photos WHERE photo = ?1 LIMIT 1"
#define COUNT_QUEUE \
  "SELECT" \
  " (SELECT COUNT(*) FROM leases WHERE ended IS NULL AND expires_us > ?2 AND user_id = ?1)," \
  " (SELECT COUNT(*) FROM leases WHERE ended IS NULL AND expires_us > ?2 AND user_id <> ?1)," \
  " (SELECT COUNT(*) FROM submissions JOIN decisions ON decisions.id = submissions.decision_id" \
  "  WHERE state = 'held' AND decisions.user_id = ?1)," \
  " CASE WHEN ?3 THEN (SELECT COUNT(*) FROM tasks WHERE done_us IS NULL)" \
  "  + (SELECT COUNT(*) FROM submissions WHERE state IN ('quarantined', 'escalated'))" \
  "  + (SELECT COUNT(*) FROM leases" \
  "     WHERE ended IS NULL AND from_state IN ('quarantined', 'escalated')) ELSE 0 END"

/* What was set apart is for supervisors. */
static gboolean
check_queue (const DzUser *user,
             DzQueueKind   queue,
             GError      **error)
{
  if (queue == DZ_QUEUE_REVIEW || (user->roles & DZ_ROLE_SUPERVISOR) != 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
               "only supervisors take what was set apart");
  return FALSE;
}

static gboolean
check_role (const DzUser *user,
            GError      **error)
{
  if (dz_actor_of_user (user) != 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
               "only reviewers and supervisors work on the queue");
  return FALSE;
}

static gboolean
lease_one (DzStore      *self,
           const char   *submission,
           const char   *state,
           const DzUser *user,
           const char   *workstation,
           GError      **error)
{
  DzState origin = DZ_STATE_PENDING;

  dz_state_from_nick (state, &origin);
  return dz_store_begin_lease (self, submission, origin, user, workstation, NULL, error);
}

static gboolean
lease_waiting (DzStore       *self,
               const DzOffer *offer,
               const char    *workstation,
               guint          n_missing,
               GError       **error)
{
  g_autoptr(GPtrArray) pairs = dz_offer_list (self, offer, n_missing, error);

  if (pairs == NULL)
    return FALSE;
  for (guint i = 0; i < pairs->len; i += 2)
    {
      if (!lease_one (self, g_ptr_array_index (pairs, i), g_ptr_array_index (pairs, i + 1),
                      offer->user, workstation, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
top_up (DzStore       *self,
        const DzOffer *offer,
        const char    *workstation,
        guint          wanted,
        GError       **error)
{
  gint64 n_mine;

  if (!dz_store_return_expired (self, NULL, error) ||
      !dz_store_read_int (self, "leasing submissions", COUNT_MINE_HERE,
                          DZ_VALUES (DZ_TEXT (offer->user->id), DZ_TEXT (workstation)), 0, &n_mine,
                          error))
    return FALSE;
  wanted = MIN (wanted, DZ_STORE_LEASES_MAX);
  return wanted <= n_mine ||
         lease_waiting (self, offer, workstation, wanted - (guint) n_mine, error);
}

static gboolean
give_up_one (DzStore       *self,
             const DzOffer *offer,
             const char    *workstation,
             const char    *lease,
             GError       **error)
{
  g_autofree char *submission = NULL;
  gboolean fits = TRUE;

  if (!dz_store_read_text (self, "releasing leases", FIND_MINE,
                           DZ_VALUES (DZ_TEXT (lease), DZ_TEXT (offer->user->id),
                                      DZ_TEXT (workstation)),
                           &submission, error))
    return FALSE;
  if (submission == NULL)
    return TRUE;
  return dz_offer_fits (self, offer, submission, &fits, error) &&
         (fits || dz_store_return_lease (self, lease, submission, "release", offer->user, error));
}

static gboolean
give_up (DzStore           *self,
         const DzOffer     *offer,
         const char        *workstation,
         const char *const *leases,
         GError           **error)
{
  for (guint i = 0; leases != NULL && leases[i] != NULL; i++)
    {
      if (!give_up_one (self, offer, workstation, leases[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_store_lease_fitting:
 * @self: a store
 * @user: a reviewer or supervisor
 * @workstation: opaque id of the desk
 * @queue: from where; DZ_QUEUE_SUPERVISOR for supervisors only
 * @filter: (nullable): what of it is wanted
 * @given_up: (nullable): leases held there that are given back where they do not fit @filter; those
 *   that are not held there are passed over
 * @wanted: how many submissions to hold; more than DZ_STORE_LEASES_MAX are not given
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN, DZ_STORE_ERROR_UNKNOWN_FILTER
 *
 * Tops up what a user holds at a desk: first what is of a window that is about to close
 * (DZ_STORE_CLOSING_US), then the oldest, without what the user skipped or escalated a short while
 * ago. Leases whose time is over count as free; those that last keep their end.
 *
 * Returns: (transfer full) (nullable) (element-type DzItem): everything the user holds there, in
 *   the order in which it is to be judged
 */
GPtrArray *
dz_store_lease_fitting (DzStore             *self,
                        const DzUser        *user,
                        const char          *workstation,
                        DzQueueKind          queue,
                        const DzQueueFilter *filter,
                        const char *const   *given_up,
                        guint                wanted,
                        GError             **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(GPtrArray) items = NULL;
  DzOffer offer = { user, queue, filter, 0 };

  g_return_val_if_fail (self != NULL && user != NULL && workstation != NULL, NULL);

  if (!check_role (user, error) || !check_queue (user, queue, error))
    return NULL;
  transaction = dz_transaction_begin_write (self, "leasing submissions", error);
  if (transaction == NULL || !dz_offer_check (self, filter, error))
    return NULL;
  offer.now_us = self->now_us;
  if (!give_up (self, &offer, workstation, given_up, error) ||
      !top_up (self, &offer, workstation, wanted, error))
    return NULL;
  items = dz_store_load_items (self, user, workstation, error);
  if (items == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&items);
}

/**
 * dz_store_lease:
 * @self: a store
 * @user: a reviewer or supervisor
 * @workstation: opaque id of the desk
 * @queue: from where; DZ_QUEUE_SUPERVISOR for supervisors only
 * @wanted: how many submissions to hold; more than DZ_STORE_LEASES_MAX are not given
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN
 *
 * Tops up what a user holds at a desk from the whole of the queue, as dz_store_lease_fitting().
 *
 * Returns: (transfer full) (nullable) (element-type DzItem): everything the user holds there
 */
GPtrArray *
dz_store_lease (DzStore      *self,
                const DzUser *user,
                const char   *workstation,
                DzQueueKind   queue,
                guint         wanted,
                GError      **error)
{
  return dz_store_lease_fitting (self, user, workstation, queue, NULL, NULL, wanted, error);
}

/* @gone: takes the lease where it is not held there any more */
static gboolean
renew (DzStore      *self,
       const DzUser *user,
       const char   *workstation,
       const char   *lease,
       gint64        ends_us,
       GStrvBuilder *gone,
       GError      **error)
{
  guint n_changed;

  if (!dz_store_run (self, "renewing leases", RENEW,
                     DZ_VALUES (DZ_TEXT (lease), DZ_TEXT (user->id), DZ_TEXT (workstation),
                                DZ_INT (ends_us)),
                     &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    g_strv_builder_add (gone, lease);
  return TRUE;
}

/**
 * dz_store_renew_leases:
 * @self: a store
 * @user: who holds them
 * @workstation: at which desk
 * @leases: lease ids
 * @expires_us: (out) (optional): when the renewed ones end
 * @lost: (out) (optional) (transfer full): those that are not held there any more
 * @error: return location
 *
 * Prolongs leases. One whose time is over is still renewed where nobody took the submission.
 *
 * Returns: whether all were tried
 */
gboolean
dz_store_renew_leases (DzStore      *self,
                       const DzUser *user,
                       const char   *workstation,
                       GStrv         leases,
                       gint64       *expires_us,
                       GStrv        *lost,
                       GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(GStrvBuilder) gone = g_strv_builder_new ();
  gint64 ends_us;

  g_return_val_if_fail (self != NULL && user != NULL && workstation != NULL && leases != NULL,
                        FALSE);

  transaction = dz_transaction_begin_write (self, "renewing leases", error);
  if (transaction == NULL)
    return FALSE;
  ends_us = self->now_us + DZ_STORE_LEASE_US;
  for (guint i = 0; leases[i] != NULL; i++)
    if (!renew (self, user, workstation, leases[i], ends_us, gone, error))
      return FALSE;
  if (!dz_transaction_commit (transaction, error))
    return FALSE;
  if (expires_us != NULL)
    *expires_us = ends_us;
  if (lost != NULL)
    *lost = g_strv_builder_end (gone);
  return TRUE;
}

static gboolean
release (DzStore      *self,
         const DzUser *user,
         const char   *workstation,
         const char   *lease,
         guint        *n_released,
         GError      **error)
{
  g_autofree char *submission = NULL;

  if (!dz_store_read_text (self, "releasing leases", FIND_MINE,
                           DZ_VALUES (DZ_TEXT (lease), DZ_TEXT (user->id), DZ_TEXT (workstation)),
                           &submission, error))
    return FALSE;
  if (submission == NULL)
    return TRUE;
  (*n_released)++;
  return dz_store_return_lease (self, lease, submission, "release", user, error);
}

/**
 * dz_store_release_leases:
 * @self: a store
 * @user: who holds them
 * @workstation: at which desk
 * @leases: lease ids; those that are not held there are passed over
 * @n_released: (out) (optional): how many were given back
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN
 *
 * Gives leases back, so that others get the submissions at once.
 *
 * Returns: whether all were tried
 */
gboolean
dz_store_release_leases (DzStore      *self,
                         const DzUser *user,
                         const char   *workstation,
                         GStrv         leases,
                         guint        *n_released,
                         GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  guint count = 0;

  g_return_val_if_fail (self != NULL && user != NULL && workstation != NULL && leases != NULL,
                        FALSE);

  if (!check_role (user, error))
    return FALSE;
  transaction = dz_transaction_begin_write (self, "releasing leases", error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; leases[i] != NULL; i++)
    {
      if (!release (self, user, workstation, leases[i], &count, error))
        return FALSE;
    }
  if (!dz_transaction_commit (transaction, error))
    return FALSE;
  if (n_released != NULL)
    *n_released = count;
  return TRUE;
}

static gboolean
may_reviewer_see (DzStore      *self,
                  const DzUser *user,
                  const char   *sha256,
                  gint64       *may,
                  GError      **error)
{
  static const char *const questions[] = {
    MAY_SEE, MAY_SEE_FOUND, MAY_SEE_FINDER, MAY_SEE_ADMISSION,
  };

  for (guint i = 0; *may == 0 && i < G_N_ELEMENTS (questions); i++)
    {
      if (!dz_store_read_int (self, "asking for a photo", questions[i],
                              DZ_VALUES (DZ_TEXT (sha256), DZ_TEXT (user->id)), 0, may, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_store_may_see_photo:
 * @self: a store
 * @user: a user
 * @sha256: SHA-256 of the photo in hex
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN
 *
 * Says whether a user may see a photo: a supervisor any that is referred to; a reviewer those of
 * the submissions they hold or whose decision they may still undo, earlier attempts, duplicates and
 * the photos that their students were admitted with included.
 *
 * Returns: whether they may
 */
gboolean
dz_store_may_see_photo (DzStore      *self,
                        const DzUser *user,
                        const char   *sha256,
                        GError      **error)
{
  gint64 may = 0;

  g_return_val_if_fail (self != NULL && user != NULL && sha256 != NULL, FALSE);

  if ((user->roles & DZ_ROLE_SUPERVISOR) &&
      !dz_store_read_int (self, "asking for a photo", IS_REFERRED_TO, DZ_VALUES (DZ_TEXT (sha256)),
                          0, &may, error))
    return FALSE;
  if ((user->roles & DZ_ROLE_REVIEWER) && !may_reviewer_see (self, user, sha256, &may, error))
    return FALSE;
  if (may != 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
               "this photo is of no submission that you work on");
  return FALSE;
}

static gboolean
count_held (DzStore       *self,
            const DzUser  *user,
            gint64         now_us,
            DzQueueCounts *counts,
            GError       **error)
{
  gboolean is_supervisor = (user->roles & DZ_ROLE_SUPERVISOR) != 0;
  g_autoptr(DzStatement) row = dz_query_new (self, "counting the queue", COUNT_QUEUE,
                                             DZ_VALUES (DZ_TEXT (user->id), DZ_INT (now_us),
                                                        DZ_INT (is_supervisor ? 1 : 0)),
                                             error);

  if (dz_query_step (row, error) != DZ_STEP_ROW)
    return FALSE;
  counts->mine = (guint) dz_statement_get_int64 (row, 0);
  counts->others = (guint) dz_statement_get_int64 (row, 1);
  counts->held = (guint) dz_statement_get_int64 (row, 2);
  counts->tasks = (guint) dz_statement_get_int64 (row, 3);
  return TRUE;
}

/**
 * dz_store_count_fitting:
 * @self: a store
 * @user: who asks
 * @filter: (nullable): what of the queue they want
 * @counts: (out): how much waits; only its number of those that fit is of @filter
 * @error: return location
 *
 * Counts the queue as it stands now. Free is what the user would be offered: leases whose time is
 * over are, what they decided before or skipped a short while ago is not.
 *
 * Returns: whether it could be counted
 */
gboolean
dz_store_count_fitting (DzStore             *self,
                        const DzUser        *user,
                        const DzQueueFilter *filter,
                        DzQueueCounts       *counts,
                        GError             **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  DzOffer offer = { user, DZ_QUEUE_REVIEW, NULL, 0 };

  g_return_val_if_fail (self != NULL && user != NULL && counts != NULL, FALSE);

  /* Of one state of the data: what somebody takes meanwhile is counted once. */
  transaction = dz_transaction_begin_read (self, "counting the queue", error);
  if (transaction == NULL || !dz_store_read_time (self, &offer.now_us, error) ||
      !count_held (self, user, offer.now_us, counts, error) ||
      !dz_offer_count (self, &offer, &counts->free, error))
    return FALSE;
  counts->fitting = counts->free;
  offer.filter = filter;
  return dz_queue_filter_is_empty (filter) ||
         dz_offer_count (self, &offer, &counts->fitting, error);
}

/**
 * dz_store_count_queue:
 * @self: a store
 * @user: who asks
 * @counts: (out): how much waits
 * @error: return location
 *
 * Counts the whole of the queue, as dz_store_count_fitting().
 *
 * Returns: whether it could be counted
 */
gboolean
dz_store_count_queue (DzStore       *self,
                      const DzUser  *user,
                      DzQueueCounts *counts,
                      GError       **error)
{
  return dz_store_count_fitting (self, user, NULL, counts, error);
}
