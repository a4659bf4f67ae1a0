/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-rows.h"

#include "dz-store-private.h"
#include "dz-store-reason-rows.h"

#define GET_SUBMISSION \
  "SELECT id, student_id, window_id, attempt, photo, state, version, received_us," \
  " hold_until_us, profile_hash, decision_id," \
  " EXISTS (SELECT 1 FROM decisions WHERE submission_id = submissions.id" \
  "  AND sealed_us IS NOT NULL AND decisions.id IS NOT submissions.decision_id)," \
  " (SELECT ?2 >= retake_ends_us OR attempts_max <=" \
  "  (SELECT MAX(attempt) FROM submissions AS all_of" \
  "   WHERE all_of.student_id = submissions.student_id" \
  "   AND all_of.window_id = submissions.window_id) FROM windows WHERE id = window_id)" \
  " FROM submissions WHERE id = ?1"
#define GET_DECISION \
  "SELECT verdict, note, internal_note, users.name, decided_us, retake, sheet_ms" \
  " FROM decisions JOIN users ON users.id = decisions.user_id WHERE decisions.id = ?1"

#define DOING "reading a submission"

static gboolean
set_damaged (GError    **error,
             const char *what,
             const char *word)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               "reading a submission: the %s “%.40s” is none", what, word);
  return FALSE;
}

/**
 * dz_store_load_decision:
 * @self: a store, within a transaction
 * @id: id of a decision
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the decision with all that belongs to it
 */
DzDecision *
dz_store_load_decision (DzStore    *self,
                        const char *id,
                        GError    **error)
{
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(DzStatement) row = dz_query_new (self, DOING, GET_DECISION, DZ_VALUES (DZ_TEXT (id)),
                                             error);
  DzStep step = dz_query_step (row, error);

  if (step == DZ_STEP_DONE)
    set_damaged (error, "decision", id);
  if (step != DZ_STEP_ROW)
    return NULL;
  if (!dz_verdict_from_nick (dz_statement_get_text (row, 0), &decision->verdict))
    {
      set_damaged (error, "verdict", dz_statement_get_text (row, 0));
      return NULL;
    }
  decision->note = dz_statement_dup_text (row, 1);
  decision->internal_note = dz_statement_dup_text (row, 2);
  decision->decided_by = dz_statement_dup_text (row, 3);
  decision->decided_us = dz_statement_get_int64 (row, 4);
  decision->retake = dz_statement_get_int64 (row, 5) != 0;
  decision->sheet_ms = (guint) dz_statement_get_int64 (row, 6);
  if (!dz_store_load_given (self, id, decision, error) ||
      !dz_store_load_exceptions (self, id, decision, error))
    return NULL;
  return g_steal_pointer (&decision);
}

static gboolean
fill_from_row (DzSubmission *submission,
               DzStatement  *row,
               GError      **error)
{
  submission->id = dz_statement_dup_text (row, 0);
  submission->student = dz_statement_dup_text (row, 1);
  submission->window = dz_statement_dup_text (row, 2);
  submission->attempt = (guint) dz_statement_get_int64 (row, 3);
  submission->photo = dz_statement_dup_text (row, 4);
  submission->version = (guint) dz_statement_get_int64 (row, 6);
  submission->received_us = dz_statement_get_int64 (row, 7);
  submission->hold_until_us = dz_statement_get_int64 (row, 8);
  submission->profile_hash = dz_statement_dup_text (row, 9);
  submission->reopened = dz_statement_get_int64 (row, 11) != 0;
  submission->retakes_over = dz_statement_get_int64 (row, 12) != 0;
  return dz_state_from_nick (dz_statement_get_text (row, 5), &submission->state) ||
         set_damaged (error, "state", dz_statement_get_text (row, 5));
}

/**
 * dz_store_load_submission:
 * @self: a store, within a transaction
 * @id: submission id
 * @load: whether with its findings
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the submission with its decision
 */
DzSubmission *
dz_store_load_submission (DzStore    *self,
                          const char *id,
                          DzLoad      load,
                          GError    **error)
{
  g_autoptr(DzSubmission) submission = dz_submission_new ();
  g_autoptr(DzStatement) row = NULL;
  const char *decision;
  gint64 now_us;
  DzStep step;

  if (!dz_store_read_time (self, &now_us, error))
    return NULL;
  row = dz_query_new (self, DOING, GET_SUBMISSION, DZ_VALUES (DZ_TEXT (id), DZ_INT (now_us)),
                      error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no submission has the id %.40s",
                 id);
  if (step != DZ_STEP_ROW || !fill_from_row (submission, row, error))
    return NULL;
  decision = dz_statement_get_text (row, 10);
  if (decision != NULL)
    submission->decision = dz_store_load_decision (self, decision, error);
  if (decision != NULL && submission->decision == NULL)
    return NULL;
  if (load == DZ_LOAD_FINDINGS && !dz_store_load_findings (self, submission, decision, error))
    return NULL;
  return g_steal_pointer (&submission);
}

static GPtrArray *
load_ids (DzStore       *self,
          const char    *doing,
          const char    *sql,
          const DzValue *values,
          GError       **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, doing, sql, values, error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (ids, dz_statement_dup_text (rows, 0));
  return step == DZ_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * dz_store_load_submissions:
 * @self: a store, within a transaction
 * @doing: what is being done, for errors
 * @sql: a statement whose first column is a submission's id
 * @values: what to bind
 * @load: whether with findings
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzSubmission): the submissions, in that order
 */
GPtrArray *
dz_store_load_submissions (DzStore       *self,
                           const char    *doing,
                           const char    *sql,
                           const DzValue *values,
                           DzLoad         load,
                           GError       **error)
{
  g_autoptr(GPtrArray) ids = load_ids (self, doing, sql, values, error);
  g_autoptr(GPtrArray) submissions = NULL;

  if (ids == NULL)
    return NULL;
  submissions = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_submission_free);
  for (guint i = 0; i < ids->len; i++)
    {
      DzSubmission *submission = dz_store_load_submission (self, g_ptr_array_index (ids, i), load,
                                                           error);

      if (submission == NULL)
        return NULL;
      g_ptr_array_add (submissions, submission);
    }
  return g_steal_pointer (&submissions);
}
