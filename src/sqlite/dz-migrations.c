/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-migrations-private.h"

#include "dz-statement.h"

static gboolean
read_pragma (sqlite3    *db,
             const char *pragma,
             const char *doing,
             gint64     *value,
             GError    **error)
{
  g_autoptr(DzStatement) statement = dz_statement_new (db, pragma, doing, error);

  if (statement == NULL || dz_statement_step (statement, error) != DZ_STEP_ROW)
    return FALSE;
  *value = dz_statement_get_int64 (statement, 0);
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The steps' names in order; their numbers are their places. */
static char **
list_steps (const DzSqliteSchema *schema)
{
  char **names = g_resource_enumerate_children (schema->resource, schema->path,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_return_val_if_fail (names != NULL, NULL);

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

/* Whether a file with these numbers is of this kind and not from the future. A fresh one has
 * neither number yet. */
gboolean
dz_migrations_check (const DzSqliteSchema *schema,
                     gint64                application_id,
                     gint64                version,
                     const char           *doing,
                     GError              **error)
{
  g_auto(GStrv) steps = list_steps (schema);

  if (application_id != schema->application_id && (application_id != 0 || version != 0))
    {
      g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_OPEN,
                   "%s: it is a database of another program", doing);
      return FALSE;
    }
  if (version > (gint64) g_strv_length (steps))
    {
      g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_TOO_NEW,
                   "%s: it was written by a newer release (schema %" G_GINT64_FORMAT
                   ", this program knows %u); nothing was changed",
                   doing, version, g_strv_length (steps));
      return FALSE;
    }
  return TRUE;
}

/* The same of an open file, whose numbers may still stand in its journal. */
gboolean
dz_migrations_check_open (sqlite3              *db,
                          const char           *file,
                          const DzSqliteSchema *schema,
                          GError              **error)
{
  g_autofree char *doing = g_strdup_printf ("opening %s", file);
  gint64 application_id;
  gint64 version;

  return read_pragma (db, "PRAGMA application_id", doing, &application_id, error) &&
         read_pragma (db, "PRAGMA user_version", doing, &version, error) &&
         dz_migrations_check (schema, application_id, version, doing, error);
}

static gboolean
copy_pages (sqlite3    *from,
            sqlite3    *to,
            const char *doing,
            GError    **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int result;

  if (backup == NULL)
    {
      dz_sqlite_set_error (to, doing, error);
      return FALSE;
    }
  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  if (result == SQLITE_DONE)
    return TRUE;
  g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_DISK, "%s: %s", doing,
               sqlite3_errstr (result));
  return FALSE;
}

/* Keeps the whole file as it was, beside it, named by its version. */
static gboolean
back_up (sqlite3    *db,
         const char *file,
         gint64      version,
         GError    **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.schema-%" G_GINT64_FORMAT ".backup", file, version);
  g_autofree char *doing = g_strdup_printf ("backing up to %s", copy);
  sqlite3 *to = NULL;
  gboolean done;

  if (sqlite3_open_v2 (copy, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      dz_sqlite_set_error (to, doing, error);
      sqlite3_close (to);
      return FALSE;
    }
  done = copy_pages (db, to, doing, error);
  sqlite3_close (to);
  return done;
}

static gboolean
apply_in_transaction (sqlite3    *db,
                      const char *sql,
                      guint       version,
                      int         application_id,
                      const char *doing,
                      GError    **error)
{
  g_autofree char *bump = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d;",
                                           version, application_id);

  return dz_sqlite_exec (db, sql, doing, error) && dz_sqlite_exec (db, bump, doing, error) &&
         dz_sqlite_exec (db, "COMMIT", doing, error);
}

/* One step and its number, all or nothing. Another process may have taken the step while this one
 * waited for the lock, so the number is read again under it. */
static gboolean
take_step (sqlite3              *db,
           const DzSqliteSchema *schema,
           const char           *name,
           guint                 number,
           GError              **error)
{
  g_autofree char *doing = g_strdup_printf ("taking the step %s", name);
  g_autofree char *path = g_strconcat (schema->path, "/", name, NULL);
  g_autoptr(GBytes) sql = g_resource_lookup_data (schema->resource, path,
                                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (sql == NULL || !dz_sqlite_exec (db, "BEGIN IMMEDIATE", doing, error))
    return FALSE;
  if (dz_sqlite_get_version (db) >= number)
    return dz_sqlite_exec (db, "ROLLBACK", doing, error);
  if (apply_in_transaction (db, g_bytes_get_data (sql, NULL), number, schema->application_id, doing,
                            error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Brings the file to the present schema, one transaction a step, after a backup. */
gboolean
dz_migrations_run (sqlite3              *db,
                   const char           *file,
                   const DzSqliteSchema *schema,
                   GError              **error)
{
  g_auto(GStrv) steps = list_steps (schema);
  guint version = dz_sqlite_get_version (db);

  if (version > 0 && version < g_strv_length (steps) && !back_up (db, file, version, error))
    return FALSE;
  for (guint i = version; i < g_strv_length (steps); i++)
    {
      if (!take_step (db, schema, steps[i], i + 1, error))
        return FALSE;
    }
  return TRUE;
}
