/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-query.h"

#include "dz-store-private.h"

static void
bind_value (DzStatement   *query,
            const DzValue *value)
{
  switch (value->type)
    {
    case SQLITE_TEXT:
      dz_statement_bind_text (query, value->text);
      break;
    case SQLITE_INTEGER:
      dz_statement_bind_int64 (query, value->integer);
      break;
    case SQLITE_FLOAT:
      dz_statement_bind_double (query, value->real);
      break;
    default:
      g_assert (value->type == SQLITE_BLOB);
      dz_statement_bind_blob (query, value->blob, value->blob_length);
    }
}

static void
bind_values (DzStatement   *query,
             const DzValue *values)
{
  for (guint i = 0; values[i].type != 0; i++)
    bind_value (query, &values[i]);
}

/**
 * dz_query_new:
 * @store: a store
 * @doing: what is being done, for errors: "reading a school". A static string
 * @sql: one statement, a named constant
 * @values: what to bind, from DZ_VALUES()
 * @error: return location
 *
 * Prepares a statement and binds its values. %NULL text and NaN become NULL.
 *
 * Returns: (transfer full) (nullable): a statement before its first row
 */
DzStatement *
dz_query_new (DzStore       *store,
              const char    *doing,
              const char    *sql,
              const DzValue *values,
              GError       **error)
{
  g_autoptr(GError) met = NULL;
  DzStatement *query = dz_statement_new (store->db, sql, doing, &met);

  if (query == NULL)
    {
      dz_store_take_sqlite_error (error, g_steal_pointer (&met));
      return NULL;
    }
  bind_values (query, values);
  return query;
}

/**
 * dz_query_again:
 * @query: a statement that was stepped
 * @values: what to bind this time
 *
 * Makes a statement ready for its next round, which costs less than preparing it anew.
 */
void
dz_query_again (DzStatement   *query,
                const DzValue *values)
{
  dz_statement_reset (query);
  bind_values (query, values);
}

/**
 * dz_query_step:
 * @query: (nullable): a statement; %NULL where making it failed, which has set @error
 * @error: return location
 *
 * Goes on to the next row.
 *
 * Returns: whether there is a row, no further row, or an error
 */
DzStep
dz_query_step (DzStatement *query,
               GError     **error)
{
  g_autoptr(GError) met = NULL;
  DzStep step;

  if (query == NULL)
    return DZ_STEP_FAILED;
  step = dz_statement_step (query, &met);
  if (step == DZ_STEP_FAILED)
    dz_store_take_sqlite_error (error, g_steal_pointer (&met));
  return step;
}

/**
 * dz_store_exec:
 * @self: a store
 * @doing: what is being done, for errors
 * @sql: statements without values
 * @error: return location
 *
 * Returns: whether all of them ran
 */
gboolean
dz_store_exec (DzStore    *self,
               const char *doing,
               const char *sql,
               GError    **error)
{
  g_autoptr(GError) met = NULL;

  if (dz_sqlite_exec (self->db, sql, doing, &met))
    return TRUE;
  dz_store_take_sqlite_error (error, g_steal_pointer (&met));
  return FALSE;
}

/**
 * dz_store_run:
 * @self: a store
 * @doing: what is being done, for errors
 * @sql: a statement that returns no rows
 * @values: what to bind
 * @n_changed: (out) (nullable): how many rows it changed
 * @error: return location
 *
 * Returns: whether it ran
 */
gboolean
dz_store_run (DzStore       *self,
              const char    *doing,
              const char    *sql,
              const DzValue *values,
              guint         *n_changed,
              GError       **error)
{
  g_autoptr(DzStatement) query = dz_query_new (self, doing, sql, values, error);

  if (dz_query_step (query, error) == DZ_STEP_FAILED)
    return FALSE;
  if (n_changed != NULL)
    *n_changed = (guint) dz_statement_get_changes (query);
  return TRUE;
}

/**
 * dz_store_read_int:
 * @self: a store
 * @doing: what is being done, for errors
 * @sql: a statement that returns one number or nothing
 * @values: what to bind
 * @otherwise: what to give where there is no row, or NULL in it
 * @value: (out): the number
 * @error: return location
 *
 * Returns: whether it ran
 */
gboolean
dz_store_read_int (DzStore       *self,
                   const char    *doing,
                   const char    *sql,
                   const DzValue *values,
                   gint64         otherwise,
                   gint64        *value,
                   GError       **error)
{
  g_autoptr(DzStatement) query = dz_query_new (self, doing, sql, values, error);
  DzStep step = dz_query_step (query, error);

  if (step == DZ_STEP_FAILED)
    return FALSE;
  *value = step == DZ_STEP_ROW && !dz_statement_is_null (query, 0)
             ? dz_statement_get_int64 (query, 0)
             : otherwise;
  return TRUE;
}

/**
 * dz_store_read_text:
 * @self: a store
 * @doing: what is being done, for errors
 * @sql: a statement that returns one text or nothing
 * @values: what to bind
 * @value: (out) (transfer full) (nullable): the text; %NULL where there is no row, or NULL in it
 * @error: return location
 *
 * Returns: whether it ran
 */
gboolean
dz_store_read_text (DzStore       *self,
                    const char    *doing,
                    const char    *sql,
                    const DzValue *values,
                    char         **value,
                    GError       **error)
{
  g_autoptr(DzStatement) query = dz_query_new (self, doing, sql, values, error);
  DzStep step = dz_query_step (query, error);

  if (step == DZ_STEP_FAILED)
    return FALSE;
  *value = step == DZ_STEP_ROW ? dz_statement_dup_text (query, 0) : NULL;
  return TRUE;
}
