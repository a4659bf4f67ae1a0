/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-letter-reopened.h"
#include "dz-store-messages.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-queue.h"
#include "dz-store-reason-rows.h"
#include "dz-store-rows.h"
#include "dz-store-second-reviews.h"

#define LIST_DUE \
  "SELECT id FROM submissions WHERE state = 'held' AND hold_until_us <= ?1" \
  " ORDER BY hold_until_us, id"
#define LOAD_DUE \
  "SELECT id FROM submissions WHERE id = ?1 AND state = 'held' AND hold_until_us <= ?2"
#define MARK_SEALED \
  "UPDATE decisions SET sealed_us = ?2" \
  " WHERE id = (SELECT decision_id FROM submissions WHERE id = ?1)"
#define HOLD_NO_MORE "UPDATE submissions SET hold_until_us = 0 WHERE id = ?1"

#define DOING "sealing a decision"

static gboolean
write_message (DzStore            *self,
               const DzSubmission *submission,
               DzState             to,
               GError            **error)
{
  g_autoptr(DzReasonList) reasons = dz_store_load_reasons (self, error);
  g_autofree char *text = NULL;

  if (reasons == NULL)
    return FALSE;
  text = dz_letter_say_of (submission, reasons);
  return dz_store_write_message (self, submission, to, text, error);
}

static gboolean
write_seal (DzStore            *self,
            const DzSubmission *submission,
            DzState             to,
            GError            **error)
{
  return dz_store_run (self, DOING, MARK_SEALED,
                       DZ_VALUES (DZ_TEXT (submission->id), DZ_INT (self->now_us)), NULL, error) &&
         dz_store_run (self, DOING, HOLD_NO_MORE, DZ_VALUES (DZ_TEXT (submission->id)), NULL,
                       error) &&
         write_message (self, submission, to, error);
}

static gboolean
seal (DzStore            *self,
      const DzSubmission *submission,
      JsonBuilder        *detail,
      guint              *n_sealed,
      GError            **error)
{
  DzStateChange change = { submission->id, DZ_STATE_HELD, DZ_STATE_APPROVED, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, NULL, detail, FALSE };
  gboolean claimed;

  if (submission->decision->verdict == DZ_VERDICT_REJECT)
    change.to = DZ_STATE_REJECTED;
  if (!dz_store_move (self, &change, &claimed, error))
    return FALSE;
  if (!claimed)
    return TRUE; /* another process was faster */
  (*n_sealed)++;
  return write_seal (self, submission, change.to, error) &&
         dz_store_settle_second (self, submission->id, error);
}

static gboolean
seal_or_ask (DzStore            *self,
             const DzSubmission *submission,
             guint              *n_sealed,
             GError            **error)
{
  g_autoptr(JsonBuilder) detail = NULL;
  g_autoptr(DzSubmission) standing = NULL;

  if (submission->decision == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   "%s: %.40s is held without a decision", DOING, submission->id);
      return FALSE;
    }
  if (!dz_store_review_twice (self, submission, &detail, &standing, error))
    return FALSE;
  return standing == NULL || seal (self, standing, detail, n_sealed, error);
}

/* One decision, one transaction: what is wrong with one must not hold up the others. */
static gboolean
seal_one (DzStore    *self,
          const char *id,
          guint      *n_sealed,
          GError    **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);
  g_autoptr(GPtrArray) due = NULL;
  guint count = 0;

  if (transaction == NULL)
    return FALSE;
  due = dz_store_load_submissions (self, DOING, LOAD_DUE,
                                   DZ_VALUES (DZ_TEXT (id), DZ_INT (self->now_us)),
                                   DZ_LOAD_FINDINGS, error);
  if (due == NULL)
    return FALSE;
  if (due->len == 1 && !seal_or_ask (self, g_ptr_array_index (due, 0), &count, error))
    return FALSE;
  if (!dz_transaction_commit (transaction, error))
    return FALSE;
  *n_sealed += count;
  return TRUE;
}

static GPtrArray *
list_due (DzStore *self,
          GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) query = NULL;
  gint64 now_us;
  DzStep step;

  if (!dz_store_read_time (self, &now_us, error))
    return NULL;
  query = dz_query_new (self, DOING, LIST_DUE, DZ_VALUES (DZ_INT (now_us)), error);
  if (query == NULL)
    return NULL;
  while ((step = dz_query_step (query, error)) == DZ_STEP_ROW)
    g_ptr_array_add (ids, dz_statement_dup_text (query, 0));
  return step == DZ_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * dz_store_seal_due:
 * @self: a store
 * @n_sealed: (out) (optional): how many decisions took effect
 * @error: return location
 *
 * Lets held decisions take effect whose time to be undone is over, each with the message to its
 * student; or has them judged by somebody else too, where the school wants that. To be called every
 * some seconds, by any number of processes.
 *
 * Returns: whether all that were due are sealed or wait for a second judge; where not, the error is
 *   the first one's, and the others are sealed all the same
 */
gboolean
dz_store_seal_due (DzStore *self,
                   guint   *n_sealed,
                   GError **error)
{
  g_autoptr(GPtrArray) due = NULL;
  g_autoptr(GError) first = NULL;
  guint count = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  due = list_due (self, error);
  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++)
    seal_one (self, g_ptr_array_index (due, i), &count, first == NULL ? &first : NULL);
  if (n_sealed != NULL)
    *n_sealed = count;
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}
