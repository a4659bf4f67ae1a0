/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache-private.h"

#include "dz-statement.h"

#define ADD \
  "INSERT INTO outbox (id, service, user, submission, body, outcome, made_us)" \
  " VALUES (?, ?, ?, ?, ?, 'waiting', ?)"
#define ADDING "putting a command into the outbox"
#define LIST \
  "SELECT id, service, user, submission, body, outcome, answer FROM outbox" \
  " WHERE (?1 IS NULL OR user = ?1) AND outcome = ?2 ORDER BY seq"
#define FINISH \
  "UPDATE outbox SET outcome = ?, answer = ?, finished_us = ?" \
  " WHERE id = ? AND outcome = 'waiting'"
#define NAME_PERSON \
  "INSERT INTO people (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = ?2"
#define COUNT_WAITING \
  "SELECT outbox.user, people.name, COUNT(*) FROM outbox LEFT JOIN people" \
  " ON people.id = outbox.user WHERE outcome = 'waiting' GROUP BY outbox.user ORDER BY MIN(seq)"

/**
 * dz_outbox_row_new:
 *
 * Returns: (transfer full): an empty row
 */
DzOutboxRow *
dz_outbox_row_new (void)
{
  return g_new0 (DzOutboxRow, 1);
}

/**
 * dz_outbox_row_copy:
 * @self: a row
 *
 * Returns: (transfer full): a deep copy
 */
DzOutboxRow *
dz_outbox_row_copy (const DzOutboxRow *self)
{
  DzOutboxRow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = dz_outbox_row_new ();
  copy->id = g_strdup (self->id);
  copy->service = g_strdup (self->service);
  copy->user = g_strdup (self->user);
  copy->submission = g_strdup (self->submission);
  copy->body = g_strdup (self->body);
  copy->outcome = g_strdup (self->outcome);
  copy->answer = g_strdup (self->answer);
  return copy;
}

/**
 * dz_outbox_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
dz_outbox_row_free (DzOutboxRow *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->service);
  g_free (self->user);
  g_free (self->submission);
  g_free (self->body);
  g_free (self->outcome);
  g_free (self->answer);
  g_free (self);
}

/**
 * dz_cache_add_command:
 * @self: the desk's data
 * @row: a command; its outcome and answer are not looked at
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Puts a command into the outbox. When this returns it is on disk.
 *
 * Returns: whether it is
 */
gboolean
dz_cache_add_command (DzCache           *self,
                      const DzOutboxRow *row,
                      GError           **error)
{
  g_autoptr(DzStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  statement = dz_cache_new_statement (self, ADD, ADDING, error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, row->id);
  dz_statement_bind_text (statement, row->service);
  dz_statement_bind_text (statement, row->user);
  dz_statement_bind_text (statement, row->submission);
  dz_statement_bind_text (statement, row->body);
  dz_statement_bind_int64 (statement, g_get_real_time ());
  return dz_cache_run (statement, error);
}

static gboolean
add_each (DzCache   *self,
          GPtrArray *rows,
          GError   **error)
{
  GError *problem = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      if (!dz_cache_add_command (self, g_ptr_array_index (rows, i), error))
        return FALSE;
    }
  return dz_sqlite_exec (self->db, "COMMIT", ADDING, &problem) ||
         dz_cache_take_error (problem, error);
}

/**
 * dz_cache_add_commands:
 * @self: the desk's data
 * @rows: (element-type DzOutboxRow): commands, as for dz_cache_add_command()
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Puts several commands into the outbox, all of them or none. When this returns they are on disk.
 *
 * Returns: whether they are
 */
gboolean
dz_cache_add_commands (DzCache   *self,
                       GPtrArray *rows,
                       GError   **error)
{
  GError *problem = NULL;

  g_return_val_if_fail (self != NULL && rows != NULL, FALSE);

  if (!dz_sqlite_exec (self->db, "BEGIN IMMEDIATE", ADDING, &problem))
    return dz_cache_take_error (problem, error);
  if (add_each (self, rows, error))
    return TRUE;
  dz_sqlite_exec (self->db, "ROLLBACK", ADDING, NULL);
  return FALSE;
}

static DzOutboxRow *
read_row (DzStatement *statement)
{
  DzOutboxRow *row = dz_outbox_row_new ();

  row->id = dz_statement_dup_text (statement, 0);
  row->service = dz_statement_dup_text (statement, 1);
  row->user = dz_statement_dup_text (statement, 2);
  row->submission = dz_statement_dup_text (statement, 3);
  row->body = dz_statement_dup_text (statement, 4);
  row->outcome = dz_statement_dup_text (statement, 5);
  row->answer = dz_statement_dup_text (statement, 6);
  return row;
}

/**
 * dz_cache_list_commands:
 * @self: the desk's data
 * @user: (nullable): id of a person, %NULL for everybody
 * @outcome: "waiting", "done", "conflict" or "refused"
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Returns: (transfer full) (element-type DzOutboxRow) (nullable): such commands, oldest first
 */
GPtrArray *
dz_cache_list_commands (DzCache    *self,
                        const char *user,
                        const char *outcome,
                        GError    **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_outbox_row_free);
  g_autoptr(DzStatement) statement = NULL;
  GError *problem = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && outcome != NULL, NULL);

  statement = dz_cache_new_statement (self, LIST, "reading the outbox", error);
  if (statement == NULL)
    return NULL;
  dz_statement_bind_text (statement, user);
  dz_statement_bind_text (statement, outcome);
  while ((step = dz_statement_step (statement, &problem)) == DZ_STEP_ROW)
    g_ptr_array_add (rows, read_row (statement));
  if (step == DZ_STEP_FAILED)
    {
      dz_cache_take_error (problem, error);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

/**
 * dz_cache_finish_command:
 * @self: the desk's data
 * @id: the command's id
 * @outcome: "done", "conflict" or "refused"
 * @answer: (nullable): what the service said
 * @error: return location; DZ_CACHE_ERROR_NOT_FOUND where no such command waits,
 *   DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Writes down how a command ended. It never waits again.
 *
 * Returns: whether it was written
 */
gboolean
dz_cache_finish_command (DzCache    *self,
                         const char *id,
                         const char *outcome,
                         const char *answer,
                         GError    **error)
{
  g_autoptr(DzStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && id != NULL && outcome != NULL, FALSE);

  statement = dz_cache_new_statement (self, FINISH, "finishing a command", error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, outcome);
  dz_statement_bind_text (statement, answer);
  dz_statement_bind_int64 (statement, g_get_real_time ());
  dz_statement_bind_text (statement, id);
  if (!dz_cache_run (statement, error))
    return FALSE;
  if (dz_statement_get_changes (statement) == 1)
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND, "no command %s waits", id);
  return FALSE;
}

/**
 * dz_cache_name_person:
 * @self: the desk's data
 * @user: id of a person who signed in here
 * @name: what they are called
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Keeps the name, so that whoever comes next can be told for whom commands wait.
 *
 * Returns: whether it is kept
 */
gboolean
dz_cache_name_person (DzCache    *self,
                      const char *user,
                      const char *name,
                      GError    **error)
{
  g_autoptr(DzStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && user != NULL && name != NULL, FALSE);

  statement = dz_cache_new_statement (self, NAME_PERSON, "naming a person", error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, user);
  dz_statement_bind_text (statement, name);
  return dz_cache_run (statement, error);
}

/**
 * dz_waiting_free:
 * @self: (transfer full) (nullable): what waits for one person
 */
void
dz_waiting_free (DzWaiting *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  g_free (self->name);
  g_free (self);
}

static DzWaiting *
read_waiting (DzStatement *statement)
{
  DzWaiting *waiting = g_new0 (DzWaiting, 1);

  waiting->user = dz_statement_dup_text (statement, 0);
  waiting->name = dz_statement_dup_text (statement, 1);
  waiting->n_commands = (guint) dz_statement_get_int64 (statement, 2);
  return waiting;
}

/**
 * dz_cache_count_waiting:
 * @self: the desk's data
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Counts what waits at this desk, whoever gave it, without a word of whom it is about.
 *
 * Returns: (transfer full) (element-type DzWaiting) (nullable): one for each person
 */
GPtrArray *
dz_cache_count_waiting (DzCache *self,
                        GError **error)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiting_free);
  g_autoptr(DzStatement) statement = NULL;
  GError *problem = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  statement = dz_cache_new_statement (self, COUNT_WAITING, "counting what waits", error);
  if (statement == NULL)
    return NULL;
  while ((step = dz_statement_step (statement, &problem)) == DZ_STEP_ROW)
    g_ptr_array_add (people, read_waiting (statement));
  if (step != DZ_STEP_FAILED)
    return g_steal_pointer (&people);
  dz_cache_take_error (problem, error);
  return NULL;
}
