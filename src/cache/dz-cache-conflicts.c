/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache-private.h"

#define ADD \
  "INSERT INTO conflicts (command, user, submission, body, refused, state, version, by_name," \
  " at_us, verdict, noted_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define LIST \
  "SELECT command, user, submission, body, refused, state, version, by_name, at_us, verdict," \
  " noted_us FROM conflicts WHERE user = ? AND ending IS NULL ORDER BY noted_us, rowid"
#define END \
  "UPDATE conflicts SET ending = ?, ended_us = ? WHERE command = ? AND ending IS NULL"

static gboolean
write_conflict (DzCache          *self,
                const DzConflict *conflict,
                GError          **error)
{
  const DzCommandAnswer *answer = conflict->answer;
  g_autoptr(DzStatement) statement
    = dz_cache_new_statement (self, ADD, "listing a conflict", error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, conflict->command);
  dz_statement_bind_text (statement, conflict->user);
  dz_statement_bind_text (statement, conflict->submission);
  dz_statement_bind_text (statement, conflict->body);
  dz_statement_bind_text (statement, conflict->refused);
  dz_statement_bind_text (statement, answer != NULL ? dz_state_to_nick (answer->state) : NULL);
  dz_statement_bind_int64 (statement, answer != NULL ? answer->version : 0);
  dz_statement_bind_text (statement, answer != NULL ? answer->by : NULL);
  dz_statement_bind_int64 (statement, answer != NULL ? answer->at_us : 0);
  dz_statement_bind_text (statement, answer != NULL ? answer->verdict : NULL);
  dz_statement_bind_int64 (statement, conflict->noted_us);
  return dz_cache_run (statement, error);
}

static gboolean
begin (DzCache *self,
       GError **error)
{
  GError *problem = NULL;

  return dz_sqlite_exec (self->db, "BEGIN IMMEDIATE", "listing a conflict", &problem) ||
         dz_cache_take_error (problem, error);
}

static gboolean
commit (DzCache *self,
        GError **error)
{
  GError *problem = NULL;

  return dz_sqlite_exec (self->db, "COMMIT", "listing a conflict", &problem) ||
         dz_cache_take_error (problem, error);
}

/**
 * dz_cache_add_conflict:
 * @self: the desk's data
 * @conflict: what was not applied; a command that waits
 * @outcome: "conflict" or "refused"
 * @error: return location; as dz_cache_finish_command()
 *
 * Ends a command and lists it for its person, in one step: it is never neither.
 *
 * Returns: whether both were written
 */
gboolean
dz_cache_add_conflict (DzCache          *self,
                       const DzConflict *conflict,
                       const char       *outcome,
                       GError          **error)
{
  const char *answer;

  g_return_val_if_fail (self != NULL && conflict != NULL && outcome != NULL, FALSE);

  answer = conflict->answer != NULL ? dz_state_to_nick (conflict->answer->state)
                                    : conflict->refused;
  if (!begin (self, error))
    return FALSE;
  if (dz_cache_finish_command (self, conflict->command, outcome, answer, error) &&
      write_conflict (self, conflict, error) && commit (self, error))
    return TRUE;
  dz_sqlite_exec (self->db, "ROLLBACK", "listing a conflict", NULL);
  return FALSE;
}

static DzConflict *
read_conflict (DzStatement *row)
{
  DzConflict *conflict = dz_conflict_new ();
  DzState state;

  conflict->command = dz_statement_dup_text (row, 0);
  conflict->user = dz_statement_dup_text (row, 1);
  conflict->submission = dz_statement_dup_text (row, 2);
  conflict->body = dz_statement_dup_text (row, 3);
  conflict->refused = dz_statement_dup_text (row, 4);
  conflict->noted_us = dz_statement_get_int64 (row, 10);
  if (!dz_state_from_nick (dz_statement_get_text (row, 5), &state))
    return conflict;
  conflict->answer = dz_command_answer_new ();
  conflict->answer->result = DZ_COMMAND_RESULT_CONFLICT;
  conflict->answer->state = state;
  conflict->answer->version = (guint) dz_statement_get_int64 (row, 6);
  conflict->answer->by = dz_statement_dup_text (row, 7);
  conflict->answer->at_us = dz_statement_get_int64 (row, 8);
  conflict->answer->verdict = dz_statement_dup_text (row, 9);
  return conflict;
}

/**
 * dz_cache_list_conflicts:
 * @self: the desk's data
 * @user: id of a person
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Returns: (transfer full) (element-type DzConflict) (nullable): what of theirs was not applied and
 *   has not been ended yet, the oldest first
 */
GPtrArray *
dz_cache_list_conflicts (DzCache    *self,
                         const char *user,
                         GError    **error)
{
  g_autoptr(GPtrArray) conflicts
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_conflict_free);
  g_autoptr(DzStatement) statement = NULL;
  GError *problem = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && user != NULL, NULL);

  statement = dz_cache_new_statement (self, LIST, "reading conflicts", error);
  if (statement == NULL)
    return NULL;
  dz_statement_bind_text (statement, user);
  while ((step = dz_statement_step (statement, &problem)) == DZ_STEP_ROW)
    g_ptr_array_add (conflicts, read_conflict (statement));
  if (step != DZ_STEP_FAILED)
    return g_steal_pointer (&conflicts);
  dz_cache_take_error (problem, error);
  return NULL;
}

/**
 * dz_cache_end_conflict:
 * @self: the desk's data
 * @command: id of a command that was not applied
 * @ending: DZ_CONFLICT_ADOPTED, …
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Takes a conflict off the list. One that has ended already stays as it ended.
 *
 * Returns: whether it is off the list
 */
gboolean
dz_cache_end_conflict (DzCache    *self,
                       const char *command,
                       const char *ending,
                       GError    **error)
{
  g_autoptr(DzStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && command != NULL && ending != NULL, FALSE);

  statement = dz_cache_new_statement (self, END, "ending a conflict", error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, ending);
  dz_statement_bind_int64 (statement, g_get_real_time ());
  dz_statement_bind_text (statement, command);
  return dz_cache_run (statement, error);
}
