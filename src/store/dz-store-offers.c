/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-offers.h"

#include "dz-outcome.h"
#include "dz-store-private.h"

#define CHECK_FILTER \
  "SELECT (?1 IS NULL OR EXISTS (SELECT 1 FROM schools WHERE code = ?1))" \
  " AND (?2 IS NULL OR EXISTS (SELECT 1 FROM windows WHERE id = ?2" \
  "  AND (?1 IS NULL OR school_code = ?1)))"
/* The parameters are those of DZ_OFFERS_FIT, but for the third: that is each statement's own. */
#define COUNT_FITTING \
  "SELECT COUNT(*) FROM submissions WHERE state IN ('pending', 'second-review')" \
  " AND (?4 IS NULL OR window_id = ?4)" DZ_OFFERS_FIT DZ_OFFERS_NEW DZ_OFFERS_OTHERS \
  DZ_OFFERS_BLIND ("state")
#define COUNT_FITTING_EXPIRED \
  "SELECT COUNT(*) FROM leases AS late JOIN submissions ON submissions.id = late.submission_id" \
  " WHERE late.ended IS NULL AND late.expires_us <= ?3" \
  " AND late.from_state IN ('pending', 'second-review')" \
  " AND (?4 IS NULL OR window_id = ?4)" DZ_OFFERS_FIT DZ_OFFERS_NEW DZ_OFFERS_OTHERS \
  DZ_OFFERS_BLIND ("late.from_state")
#define FITS \
  "SELECT COUNT(*) FROM submissions WHERE id = ?1 AND (?4 IS NULL OR window_id = ?4)" DZ_OFFERS_FIT

#define DOING "looking for submissions"

typedef struct
{
  const char *outcome;       /* nullable */
  const char *other_outcome; /* nullable */
  gint64      attempt_min;
  gint64      attempt_max;
  gint64      received_max_us;
} Limits;

/* What could not be measured is to be looked at like what warns. */
static void
limit_outcome (Limits         *limits,
               DzFilterVerdict verdict)
{
  static const DzOutcome outcomes[DZ_N_FILTER_VERDICTS][2] = {
    [DZ_FILTER_VERDICT_FAIL] = { DZ_OUTCOME_FAIL, DZ_OUTCOME_FAIL },
    [DZ_FILTER_VERDICT_WARN] = { DZ_OUTCOME_WARN, DZ_OUTCOME_UNMEASURED },
    [DZ_FILTER_VERDICT_PASS] = { DZ_OUTCOME_PASS, DZ_OUTCOME_PASS },
  };

  if (verdict == DZ_FILTER_VERDICT_ANY)
    return;
  limits->outcome = dz_outcome_to_nick (outcomes[verdict][0]);
  limits->other_outcome = dz_outcome_to_nick (outcomes[verdict][1]);
}

static Limits
find_limits (const DzQueueFilter *filter,
             gint64               now_us)
{
  Limits limits = { NULL, NULL, 0, G_MAXINT32, G_MAXINT64 };

  if (filter == NULL)
    return limits;
  limit_outcome (&limits, filter->verdict);
  if (filter->attempt == DZ_FILTER_ATTEMPT_FIRST)
    limits.attempt_max = 1;
  else if (filter->attempt == DZ_FILTER_ATTEMPT_LATER)
    limits.attempt_min = 2;
  if (filter->waited_min > 0)
    limits.received_max_us = now_us - (gint64) filter->waited_min * G_TIME_SPAN_MINUTE;
  return limits;
}

/* The values of a statement that ends with DZ_OFFERS_FIT; the first three are its own. */
#define FIT_VALUES(first, second, third, window, filter, limits) \
  DZ_VALUES (first, second, third, DZ_TEXT (window), \
             DZ_TEXT ((filter) != NULL ? (filter)->school : NULL), DZ_TEXT ((limits).outcome), \
             DZ_TEXT ((limits).other_outcome), DZ_INT ((limits).attempt_min), \
             DZ_INT ((limits).attempt_max), DZ_INT ((limits).received_max_us))

static const char *
window_of (const DzOffer *offer)
{
  return offer->filter != NULL ? offer->filter->window : NULL;
}

/**
 * dz_offer_check:
 * @self: a store, within a transaction
 * @filter: (nullable): what somebody wants of the queue
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_FILTER
 *
 * Returns: whether its school and window are there, and belong together
 */
gboolean
dz_offer_check (DzStore             *self,
                const DzQueueFilter *filter,
                GError             **error)
{
  gint64 is_known;

  if (filter == NULL)
    return TRUE;
  if (!dz_store_read_int (self, DOING, CHECK_FILTER,
                          DZ_VALUES (DZ_TEXT (filter->school), DZ_TEXT (filter->window)), 0,
                          &is_known, error))
    return FALSE;
  if (is_known != 0)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_FILTER,
                       DOING ": the school or window of the filter is not there");
  return FALSE;
}

static gboolean
list_of_window (DzStore       *self,
                const DzOffer *offer,
                const char    *window,
                guint          limit,
                GPtrArray     *pairs,
                GError       **error)
{
  static const char *const questions[][2] = {
    [DZ_QUEUE_REVIEW] = { DZ_OFFERS_REVIEW, DZ_OFFERS_REVIEW_OF_WINDOW },
    [DZ_QUEUE_SUPERVISOR] = { DZ_OFFERS_SUPERVISOR, DZ_OFFERS_SUPERVISOR_OF_WINDOW },
  };
  Limits limits = find_limits (offer->filter, offer->now_us);
  g_autoptr(DzStatement) rows
      = dz_query_new (self, DOING, questions[offer->queue][window != NULL ? 1 : 0],
                      FIT_VALUES (DZ_TEXT (offer->user->id),
                                  DZ_INT (offer->now_us - DZ_STORE_SKIP_US), DZ_INT (limit), window,
                                  offer->filter, limits),
                      error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 0));
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 1));
    }
  return step == DZ_STEP_DONE;
}

static GPtrArray *
list_closing (DzStore       *self,
              const DzOffer *offer,
              GError       **error)
{
  g_autoptr(GPtrArray) windows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) rows
      = dz_query_new (self, DOING, DZ_OFFERS_CLOSING,
                      DZ_VALUES (DZ_INT (offer->now_us),
                                 DZ_INT (offer->now_us + DZ_STORE_CLOSING_US)),
                      error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (windows, dz_statement_dup_text (rows, 0));
  return step == DZ_STEP_DONE ? g_steal_pointer (&windows) : NULL;
}

/* Those of windows about to close, the first to close first. */
static gboolean
list_urgent (DzStore       *self,
             const DzOffer *offer,
             guint          limit,
             GPtrArray     *pairs,
             GError       **error)
{
  g_autoptr(GPtrArray) windows = list_closing (self, offer, error);

  if (windows == NULL)
    return FALSE;
  for (guint i = 0; i < windows->len && pairs->len / 2 < limit; i++)
    {
      if (!list_of_window (self, offer, g_ptr_array_index (windows, i), limit - pairs->len / 2,
                           pairs, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_listed (GPtrArray  *pairs,
           guint       n_pairs,
           const char *submission)
{
  for (guint i = 0; i < n_pairs; i++)
    {
      if (g_str_equal (g_ptr_array_index (pairs, 2 * i), submission))
        return TRUE;
    }
  return FALSE;
}

/* The urgent ones come again with all the others. */
static void
drop_repeated (GPtrArray *pairs,
               guint      n_urgent,
               guint      limit)
{
  for (guint i = n_urgent; i < pairs->len / 2;)
    {
      if (is_listed (pairs, n_urgent, g_ptr_array_index (pairs, 2 * i)))
        g_ptr_array_remove_range (pairs, 2 * i, 2);
      else
        i++;
    }
  if (pairs->len > 2 * limit)
    g_ptr_array_remove_range (pairs, 2 * limit, pairs->len - 2 * limit);
}

/**
 * dz_offer_list:
 * @self: a store, within a transaction
 * @offer: the question
 * @limit: how many at most
 * @error: return location
 *
 * Finds what waits: first what is of a window that closes within DZ_STORE_CLOSING_US, the first to
 * close first, because who must send another photo needs the time that is left; then the oldest.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): submission ids, each followed by the
 *   word of its state
 */
GPtrArray *
dz_offer_list (DzStore       *self,
               const DzOffer *offer,
               guint          limit,
               GError       **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  guint n_urgent;

  if (window_of (offer) != NULL)
    return list_of_window (self, offer, window_of (offer), limit, pairs, error)
             ? g_steal_pointer (&pairs) : NULL;
  if (!list_urgent (self, offer, limit, pairs, error))
    return NULL;
  n_urgent = pairs->len / 2;
  if (n_urgent < limit && !list_of_window (self, offer, NULL, limit, pairs, error))
    return NULL;
  drop_repeated (pairs, n_urgent, limit);
  return g_steal_pointer (&pairs);
}

/**
 * dz_offer_count:
 * @self: a store
 * @offer: the question
 * @n_fitting: (out): how many its user would be offered in the end; leases whose time is over count
 *   as free
 * @error: return location
 *
 * Returns: whether they could be counted
 */
gboolean
dz_offer_count (DzStore       *self,
                const DzOffer *offer,
                guint         *n_fitting,
                GError       **error)
{
  Limits limits = find_limits (offer->filter, offer->now_us);
  const DzValue *values = FIT_VALUES (DZ_TEXT (offer->user->id),
                                      DZ_INT (offer->now_us - DZ_STORE_SKIP_US),
                                      DZ_INT (offer->now_us), window_of (offer), offer->filter,
                                      limits);
  gint64 n_free;
  gint64 n_expired;

  if (!dz_store_read_int (self, "counting the queue", COUNT_FITTING, values, 0, &n_free, error) ||
      !dz_store_read_int (self, "counting the queue", COUNT_FITTING_EXPIRED, values, 0, &n_expired,
                          error))
    return FALSE;
  *n_fitting = (guint) (n_free + n_expired);
  return TRUE;
}

/**
 * dz_offer_fits:
 * @self: a store, within a transaction
 * @offer: the question; its user and queue do not matter
 * @submission: submission id
 * @fits: (out): whether it is among what is asked for
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
dz_offer_fits (DzStore       *self,
               const DzOffer *offer,
               const char    *submission,
               gboolean      *fits,
               GError       **error)
{
  Limits limits = find_limits (offer->filter, offer->now_us);
  gint64 count;

  if (!dz_store_read_int (self, DOING, FITS,
                          FIT_VALUES (DZ_TEXT (submission), DZ_INT (0), DZ_INT (0),
                                      window_of (offer), offer->filter, limits),
                          0, &count, error))
    return FALSE;
  *fits = count > 0;
  return TRUE;
}
