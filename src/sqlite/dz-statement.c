/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-statement.h"

#include <math.h>

struct _DzStatement
{
  sqlite3      *db;     /* unowned */
  sqlite3_stmt *stmt;   /* owned */
  const char   *doing;  /* unowned, a constant: what the statement is for */
  int           n_bound;
  int           bind_result; /* the first refusal of a bind, SQLITE_OK where there was none */
};

/**
 * dz_statement_new:
 * @db: a connection
 * @sql: one statement, a constant
 * @doing: what it is for, "leasing a submission"; a constant, for messages
 * @error: return location; any #DzSqliteError
 *
 * Returns: (transfer full) (nullable): a statement to bind and step
 */
DzStatement *
dz_statement_new (sqlite3    *db,
                  const char *sql,
                  const char *doing,
                  GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  DzStatement *self;

  g_return_val_if_fail (db != NULL && sql != NULL && doing != NULL, NULL);

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    {
      dz_sqlite_set_error (db, doing, error);
      return NULL;
    }
  self = g_new0 (DzStatement, 1);
  self->db = db;
  self->stmt = stmt;
  self->doing = doing;
  return self;
}

/**
 * dz_statement_free:
 * @self: (transfer full) (nullable): a statement
 */
void
dz_statement_free (DzStatement *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static void
note_bind (DzStatement *self,
           int          result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

/**
 * dz_statement_bind_text:
 * @self: a statement
 * @text: (nullable): the next parameter; %NULL binds NULL
 */
void
dz_statement_bind_text (DzStatement *self,
                        const char  *text)
{
  note_bind (self, sqlite3_bind_text (self->stmt, ++self->n_bound, text, -1, SQLITE_TRANSIENT));
}

/**
 * dz_statement_bind_int64:
 * @self: a statement
 * @value: the next parameter
 */
void
dz_statement_bind_int64 (DzStatement *self,
                         gint64       value)
{
  note_bind (self, sqlite3_bind_int64 (self->stmt, ++self->n_bound, value));
}

/**
 * dz_statement_bind_double:
 * @self: a statement
 * @value: the next parameter; NaN binds NULL
 */
void
dz_statement_bind_double (DzStatement *self,
                          double       value)
{
  if (isnan (value))
    note_bind (self, sqlite3_bind_null (self->stmt, ++self->n_bound));
  else
    note_bind (self, sqlite3_bind_double (self->stmt, ++self->n_bound, value));
}

/**
 * dz_statement_bind_blob:
 * @self: a statement
 * @data: (nullable): the next parameter; %NULL binds NULL
 * @length: bytes
 */
void
dz_statement_bind_blob (DzStatement  *self,
                        gconstpointer data,
                        gsize         length)
{
  note_bind (self, sqlite3_bind_blob64 (self->stmt, ++self->n_bound, data, length,
                                        SQLITE_TRANSIENT));
}

/**
 * dz_statement_step:
 * @self: a statement, bound
 * @error: return location; any #DzSqliteError
 *
 * Returns: whether there is a row, no more, or an error
 */
DzStep
dz_statement_step (DzStatement *self,
                   GError     **error)
{
  if (self->bind_result != SQLITE_OK)
    {
      g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_SQL, "%s: a parameter was refused: %s",
                   self->doing, sqlite3_errstr (self->bind_result));
      return DZ_STEP_FAILED;
    }
  switch (sqlite3_step (self->stmt))
    {
    case SQLITE_ROW:
      return DZ_STEP_ROW;
    case SQLITE_DONE:
      return DZ_STEP_DONE;
    default:
      dz_sqlite_set_error (self->db, self->doing, error);
      return DZ_STEP_FAILED;
    }
}

/**
 * dz_statement_run:
 * @self: a statement, bound, whose rows nobody wants
 * @error: return location; any #DzSqliteError
 *
 * Returns: whether it was done
 */
gboolean
dz_statement_run (DzStatement *self,
                  GError     **error)
{
  DzStep step;

  do
    step = dz_statement_step (self, error);
  while (step == DZ_STEP_ROW);
  return step == DZ_STEP_DONE;
}

/**
 * dz_statement_reset:
 * @self: a statement
 *
 * Makes it ready to be bound from the left and stepped again.
 */
void
dz_statement_reset (DzStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->n_bound = 0;
  self->bind_result = SQLITE_OK;
}

/**
 * dz_statement_get_changes:
 * @self: a statement that was run
 *
 * Returns: how many rows it changed: what a conditional UPDATE claimed
 */
int
dz_statement_get_changes (DzStatement *self)
{
  return sqlite3_changes (self->db);
}

/**
 * dz_statement_get_text:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, valid until the next step
 */
const char *
dz_statement_get_text (DzStatement *self,
                       int          column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * dz_statement_dup_text:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
dz_statement_dup_text (DzStatement *self,
                       int          column)
{
  return g_strdup (dz_statement_get_text (self, column));
}

/**
 * dz_statement_get_int64:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: the number, 0 for NULL
 */
gint64
dz_statement_get_int64 (DzStatement *self,
                        int          column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * dz_statement_get_double:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: the number, NaN for NULL
 */
double
dz_statement_get_double (DzStatement *self,
                         int          column)
{
  return dz_statement_is_null (self, column) ? NAN : sqlite3_column_double (self->stmt, column);
}

/**
 * dz_statement_get_blob:
 * @self: a statement with a row
 * @column: from 0
 * @length: (out): bytes
 *
 * Returns: (transfer none) (nullable): the bytes, valid until the next step
 */
gconstpointer
dz_statement_get_blob (DzStatement *self,
                       int          column,
                       gsize       *length)
{
  gconstpointer data = sqlite3_column_blob (self->stmt, column);

  *length = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data;
}

/**
 * dz_statement_is_null:
 * @self: a statement with a row
 * @column: from 0
 *
 * Returns: whether there is no value
 */
gboolean
dz_statement_is_null (DzStatement *self,
                      int          column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}
