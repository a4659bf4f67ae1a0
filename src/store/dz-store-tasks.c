/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-tasks.h"

#include <string.h>

#include "dz-store-private.h"
#include "dz-store-second-reviews.h"
#include "dz-store-twin-rows.h"

/* What is set apart is a task while nobody decided it, who holds it notwithstanding. It is known
 * since when by the twin found last. Roles are words joined by commas. */
#define COLUMNS \
  " s.id, s.photo, s.state, schools.name, st.name, st.identifier, "
#define FROM \
  " FROM submissions s JOIN students st ON st.id = s.student_id" \
  " JOIN schools ON schools.code = st.school_code"
#define SET_APART(state) \
  " WHERE s.id IN (SELECT id FROM submissions WHERE state = '" state "' UNION ALL" \
  "  SELECT submission_id FROM leases WHERE ended IS NULL AND from_state = '" state "')"
#define DISAGREEMENTS " FROM second_reviews WHERE ended = 'disagreed' AND final_us IS NULL"
#define DECIDED_BY "SELECT user_id FROM decisions WHERE submission_id = s.id AND undone_us IS NULL"
#define JUDGE \
  "CASE WHEN NOT EXISTS (" DECIDED_BY ") THEN 'any'" \
  " WHEN NOT EXISTS (SELECT 1 FROM users WHERE ',' || roles || ',' LIKE '%,supervisor,%'" \
  "  AND id NOT IN (" DECIDED_BY ")) THEN 'nobody'" \
  " WHEN ?2 IN (" DECIDED_BY ") THEN 'others' ELSE 'any' END"
#define LIST_TASKS \
  "SELECT NULL, 'quarantine', NULL, NULL, NULL, NULL, NULL, NULL," \
  " COALESCE ((SELECT MAX(found_us) FROM twins" \
  "  WHERE submission_id = s.id OR other_id = s.id), s.received_us) AS raised_us," COLUMNS JUDGE \
  ", NULL" FROM SET_APART ("quarantined") \
  " UNION ALL " \
  "SELECT NULL, 'escalation', NULL, (SELECT name FROM users WHERE id = escalations.user_id)," \
  " escalations.words, NULL, NULL, NULL, escalations.at_us," COLUMNS JUDGE \
  ", escalations.code" FROM " JOIN escalations ON escalations.rowid =" \
  "  (SELECT rowid FROM escalations WHERE submission_id = s.id" \
  "   ORDER BY at_us DESC, rowid DESC LIMIT 1)" SET_APART ("escalated") \
  "  AND NOT EXISTS (SELECT 1" DISAGREEMENTS " AND submission_id = s.id)" \
  " UNION ALL " \
  "SELECT NULL, 'disagreement', NULL, NULL, NULL, NULL, NULL, NULL, second_reviews.ended_us," \
  COLUMNS JUDGE ", NULL" FROM " JOIN second_reviews ON second_reviews.id =" \
  "  (SELECT id" DISAGREEMENTS " AND submission_id = s.id)" SET_APART ("escalated") \
  " UNION ALL " \
  "SELECT tasks.id, tasks.kind, tasks.other_id," \
  " (SELECT name FROM users WHERE id = tasks.asked_by), tasks.reason, tasks.draft_verdict," \
  " tasks.draft_reasons, tasks.draft_note, tasks.raised_us," COLUMNS "'any', NULL" FROM \
  " JOIN tasks ON tasks.submission_id = s.id WHERE tasks.done_us IS NULL" \
  " ORDER BY raised_us, 10 LIMIT ?1"
#define FIND_TASK "SELECT kind, submission_id, done_us FROM tasks WHERE id = ?1"
#define LIST_OF_SUBMISSION \
  "SELECT id, kind FROM tasks WHERE submission_id = ?1 AND done_us IS NULL ORDER BY raised_us, id"
#define END_TASK "UPDATE tasks SET done_us = ?2, done_by = ?3 WHERE id = ?1"

#define DOING "reading tasks"

static gboolean
draft_from_row (DzStatement *row,
                DzDecision **draft)
{
  g_autoptr(DzDecision) made = dz_decision_new ();
  const char *reasons = dz_statement_get_text (row, 6);

  if (dz_statement_is_null (row, 5))
    return TRUE;
  if (reasons != NULL && *reasons != '\0')
    made->reasons = g_strsplit (reasons, " ", -1);
  made->note = dz_statement_dup_text (row, 7);
  if (!dz_verdict_from_nick (dz_statement_get_text (row, 5), &made->verdict))
    return FALSE;
  *draft = g_steal_pointer (&made);
  return TRUE;
}

/* A task, and the other submission where the row names it. */
static DzTask *
task_from_row (DzStatement *row,
               char       **other,
               GError     **error)
{
  g_autoptr(DzTask) task = dz_task_new ();

  task->id = dz_statement_dup_text (row, 0);
  *other = dz_statement_dup_text (row, 2);
  task->asked_by = dz_statement_dup_text (row, 3);
  task->reason = dz_statement_dup_text (row, 4);
  task->raised_us = dz_statement_get_int64 (row, 8);
  task->submission = dz_statement_dup_text (row, 9);
  task->photo = dz_statement_dup_text (row, 10);
  task->school_name = dz_statement_dup_text (row, 12);
  task->name = dz_statement_dup_text (row, 13);
  task->identifier = dz_statement_dup_text (row, 14);
  task->code = dz_statement_dup_text (row, 16);
  if (dz_task_kind_from_nick (dz_statement_get_text (row, 1), &task->kind) &&
      dz_state_from_nick (dz_statement_get_text (row, 11), &task->state) &&
      dz_task_judge_from_nick (dz_statement_get_text (row, 15), &task->judge) &&
      draft_from_row (row, &task->draft))
    return g_steal_pointer (&task);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               DOING ": a kind, state or verdict is unknown");
  return NULL;
}

/* The submission that the task names, or the closest of another student. */
static gboolean
is_meant (const DzTwin *twin,
          const char   *other)
{
  return other != NULL ? g_str_equal (twin->submission, other)
                       : !twin->same_student && dz_twin_is_identical (twin);
}

static gboolean
find_twin (DzStore    *self,
           DzTask     *task,
           const char *other,
           GError    **error)
{
  g_autoptr(GPtrArray) twins = NULL;

  if (task->kind != DZ_TASK_QUARANTINE && task->kind != DZ_TASK_SEALED_TWIN)
    return TRUE;
  twins = dz_store_load_twins (self, task->submission, G_MAXINT32, error);
  for (guint i = 0; twins != NULL && task->twin == NULL && i < twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (twins, i);

      if (is_meant (twin, other))
        task->twin = dz_twin_copy (twin);
    }
  return twins != NULL;
}

static gboolean
find_opinions (DzStore *self,
               DzTask  *task,
               GError **error)
{
  if (task->kind != DZ_TASK_DISAGREEMENT && task->kind != DZ_TASK_ESCALATION)
    return TRUE;
  if (!dz_store_load_opinions (self, task->submission, &task->opinions, error))
    return FALSE;
  if (task->opinions->len == 0)
    g_clear_pointer (&task->opinions, g_ptr_array_unref);
  return TRUE;
}

static GPtrArray *
load_tasks (DzStore      *self,
            const DzUser *user,
            guint         limit,
            GError      **error)
{
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_task_free);
  g_autoptr(DzStatement) rows =
    dz_query_new (self, DOING, LIST_TASKS,
                  DZ_VALUES (DZ_INT (limit), DZ_TEXT (user != NULL ? user->id : NULL)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      g_autofree char *other = NULL;
      DzTask *task = task_from_row (rows, &other, error);

      if (task == NULL)
        return NULL;
      g_ptr_array_add (tasks, task);
      if (!find_twin (self, task, other, error) || !find_opinions (self, task, error))
        return NULL;
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&tasks) : NULL;
}

/**
 * dz_store_list_tasks:
 * @self: a store
 * @user: (nullable): who asks; %NULL for who works on the data directory itself
 * @limit: how many at most
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Lists what waits for a supervisor: submissions that are set apart, that a reviewer left to
 * supervisors or of which two people said different things, decisions in effect on a photo that
 * another student sent too, and decisions that a reviewer asks to look at again.
 *
 * Returns: (transfer full) (nullable) (element-type DzTask): the oldest first
 */
GPtrArray *
dz_store_list_tasks (DzStore      *self,
                     const DzUser *user,
                     guint         limit,
                     GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  return transaction != NULL ? load_tasks (self, user, limit, error) : NULL;
}

static gboolean
check_finish (const DzUser *user,
              const char   *note,
              GError      **error)
{
  if (user != NULL && (user->roles & DZ_ROLE_SUPERVISOR) == 0)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
                   "only supervisors finish tasks");
      return FALSE;
    }
  if (note == NULL || (strlen (note) <= DZ_STORE_TASK_NOTE_MAX && g_utf8_validate (note, -1, NULL)))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "the note is too long or not UTF-8");
  return FALSE;
}

static gboolean
end_task (DzStore      *self,
          const DzUser *user,
          const char   *task,
          const char   *kind,
          const char   *submission,
          const char   *note,
          GError      **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  const char *by = user != NULL ? user->id : NULL;

  dz_detail_add (detail, "task", task);
  dz_detail_add (detail, "note", note);
  return dz_store_run (self, "finishing a task", END_TASK,
                       DZ_VALUES (DZ_TEXT (task), DZ_INT (self->now_us), DZ_TEXT (by)), NULL,
                       error) &&
         dz_store_append_entry (self, "task-finish", by != NULL ? by : DZ_STORE_ACTOR_SERVICE,
                                submission, kind, detail, error);
}

/**
 * dz_store_finish_tasks_of:
 * @self: a store, within a write transaction
 * @user: (nullable): who finishes them; %NULL for who works on the data directory itself
 * @submission: a submission's id
 * @note: (nullable): what was done, for the history
 * @error: return location
 *
 * Ends what waits of one submission: who reopens it has answered whoever asked.
 *
 * Returns: whether all went well
 */
gboolean
dz_store_finish_tasks_of (DzStore      *self,
                          const DzUser *user,
                          const char   *submission,
                          const char   *note,
                          GError      **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, "finishing tasks", LIST_OF_SUBMISSION,
                                              DZ_VALUES (DZ_TEXT (submission)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 0));
      g_ptr_array_add (pairs, dz_statement_dup_text (rows, 1));
    }
  for (guint i = 0; step == DZ_STEP_DONE && i < pairs->len; i += 2)
    {
      if (!end_task (self, user, g_ptr_array_index (pairs, i), g_ptr_array_index (pairs, i + 1),
                     submission, note, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_finish_task:
 * @self: a store
 * @user: (nullable): a supervisor; %NULL for who works on the data directory itself
 * @task: the task's id
 * @note: (nullable): what was found and done, for the history
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN, DZ_STORE_ERROR_NOT_FOUND,
 *   DZ_STORE_ERROR_INVALID
 *
 * Says that a task is done. One that is done already stays as it is.
 *
 * Returns: whether it is done
 */
gboolean
dz_store_finish_task (DzStore      *self,
                      const DzUser *user,
                      const char   *task,
                      const char   *note,
                      GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzStatement) row = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *submission = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && task != NULL, FALSE);

  if (!check_finish (user, note, error))
    return FALSE;
  transaction = dz_transaction_begin_write (self, "finishing a task", error);
  if (transaction == NULL)
    return FALSE;
  row = dz_query_new (self, "finishing a task", FIND_TASK, DZ_VALUES (DZ_TEXT (task)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no task has the id %.40s", task);
  if (step != DZ_STEP_ROW)
    return FALSE;
  if (!dz_statement_is_null (row, 2))
    return TRUE;
  kind = dz_statement_dup_text (row, 0);
  submission = dz_statement_dup_text (row, 1);
  g_clear_pointer (&row, dz_statement_free);
  return end_task (self, user, task, kind, submission, note, error) &&
         dz_transaction_commit (transaction, error);
}
