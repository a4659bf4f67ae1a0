/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-migrations-private.h"

#include "dz-statement.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Pages have four kilobytes. */
#define STEP_PAGES 1024
#define TOLD_PAGES 65536 /* of a smaller file nothing is told, it is copied in a second or two */
#define TOLD_PERCENT 10

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

static gboolean
check_numbers (const DzSqliteSchema *schema,
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

/* Whether a file is of this kind and not from the future. A fresh one has neither number yet. */
gboolean
dz_migrations_check_numbers (sqlite3              *db,
                             const char           *file,
                             const DzSqliteSchema *schema,
                             gint64               *version,
                             GError              **error)
{
  g_autofree char *doing = g_strdup_printf ("opening %s", file);
  gint64 application_id;

  return read_pragma (db, "PRAGMA user_version", doing, version, error) &&
         read_pragma (db, "PRAGMA application_id", doing, &application_id, error) &&
         check_numbers (schema, application_id, *version, doing, error);
}

/* The same with what still stands in the journal. A file of ours gets its tables and its numbers in
 * one transaction, so tables without a number are another program's. They are read in this order
 * because another process may be taking the first step meanwhile. */
gboolean
dz_migrations_check_open (sqlite3              *db,
                          const char           *file,
                          const DzSqliteSchema *schema,
                          GError              **error)
{
  g_autofree char *doing = g_strdup_printf ("opening %s", file);
  gint64 version;
  gint64 n_tables;

  if (!read_pragma (db, "SELECT COUNT(*) FROM sqlite_schema", doing, &n_tables, error) ||
      !dz_migrations_check_numbers (db, file, schema, &version, error))
    return FALSE;
  if (version > 0 || n_tables == 0)
    return TRUE;
  g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_OPEN,
               "%s: it is a database of another program", doing);
  return FALSE;
}

/* Data of years have gigabytes: whoever starts the program is told that it is not stuck. */
static void
tell_progress (sqlite3_backup *backup,
               const char     *doing,
               int            *told)
{
  int total = sqlite3_backup_pagecount (backup);
  int percent = total >= TOLD_PAGES
                  ? (int) ((gint64) (total - sqlite3_backup_remaining (backup)) * 100 / total) : 0;

  if (percent < *told + TOLD_PERCENT)
    return;
  *told = percent;
  g_message ("%s: %d %%", doing, percent);
}

static int
copy_in_steps (sqlite3_backup *backup,
               const char     *doing)
{
  int told = 0;
  int result;

  do
    {
      result = sqlite3_backup_step (backup, STEP_PAGES);
      tell_progress (backup, doing, &told);
    }
  while (result == SQLITE_OK);
  return result;
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
  result = copy_in_steps (backup, doing);
  sqlite3_backup_finish (backup);
  if (result == SQLITE_DONE)
    return TRUE;
  g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_DISK, "%s: %s", doing,
               sqlite3_errstr (result));
  return FALSE;
}

static sqlite3 *
open_plain (const char *file,
            int         flags,
            const char *doing,
            GError    **error)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (file, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    return db;
  dz_sqlite_set_error (db, doing, error);
  sqlite3_close (db);
  return NULL;
}

static gboolean
copy_file (const char *file,
           const char *copy,
           const char *doing,
           GError    **error)
{
  sqlite3 *from = open_plain (file, SQLITE_OPEN_READWRITE, doing, error);
  sqlite3 *to = from != NULL ? open_plain (copy, SQLITE_OPEN_READWRITE, doing, error) : NULL;
  gboolean done = to != NULL && copy_pages (from, to, doing, error);

  sqlite3_close (to);
  sqlite3_close (from);
  return done;
}

static gboolean
set_file_error (GError    **error,
                const char *doing)
{
  int saved_errno = errno;

  g_set_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_DISK, "%s: %s", doing,
               g_strerror (saved_errno));
  return FALSE;
}

/* What is personal in a file is no less so in its copy. */
static gboolean
make_closed_file (const char *file,
                  const char *doing,
                  GError    **error)
{
  int fd = open (file, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return set_file_error (error, doing);
  close (fd);
  return TRUE;
}

static gboolean
sync_path (const char *path,
           const char *doing,
           GError    **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    set_file_error (error, doing);
  if (fd >= 0)
    close (fd);
  return done;
}

/* Keeps the whole file as it was, beside it, named by its version. The caller's connection holds
 * the write lock, so nobody writes between the copy and the first step; another connection reads.
 * A copy stands under its name only once the disk has it. */
static gboolean
back_up (const char *file,
         gint64      version,
         GError    **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.schema-%" G_GINT64_FORMAT ".backup", file, version);
  g_autofree char *partial = g_strconcat (copy, ".partial", NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *doing = g_strdup_printf ("backing up to %s", copy);

  if (!make_closed_file (partial, doing, error) || !copy_file (file, partial, doing, error) ||
      !sync_path (partial, doing, error))
    return FALSE;
  if (g_rename (partial, copy) != 0)
    return set_file_error (error, doing);
  return sync_path (folder, doing, error);
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

/* What is done under the write lock. Another process may have taken the step while this one waited
 * for it, so the number is read again. */
static gboolean
take_step_locked (sqlite3              *db,
                  const char           *file,
                  const DzSqliteSchema *schema,
                  const char           *name,
                  guint                 number,
                  gboolean             *backed_up,
                  GError              **error)
{
  g_autofree char *doing = g_strdup_printf ("taking the step %s", name);
  g_autofree char *path = g_strconcat (schema->path, "/", name, NULL);
  g_autoptr(GBytes) sql = g_resource_lookup_data (schema->resource, path,
                                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  guint version = dz_sqlite_get_version (db);

  if (sql == NULL)
    return FALSE;
  if (version >= number)
    return dz_sqlite_exec (db, "ROLLBACK", doing, error);
  if (version > 0 && !*backed_up && !back_up (file, version, error))
    return FALSE;
  *backed_up = TRUE;
  return apply_in_transaction (db, g_bytes_get_data (sql, NULL), number, schema->application_id,
                               doing, error);
}

/* One step and its number, all or nothing. */
static gboolean
take_step (sqlite3              *db,
           const char           *file,
           const DzSqliteSchema *schema,
           const char           *name,
           guint                 number,
           gboolean             *backed_up,
           GError              **error)
{
  if (!dz_sqlite_exec (db, "BEGIN IMMEDIATE", "taking a step of the schema", error))
    return FALSE;
  if (take_step_locked (db, file, schema, name, number, backed_up, error))
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
  guint n_steps = g_strv_length (steps);
  gboolean backed_up = FALSE;

  for (guint i = dz_sqlite_get_version (db); i < n_steps; i++)
    {
      if (!take_step (db, file, schema, steps[i], i + 1, &backed_up, error))
        return FALSE;
    }
  return TRUE;
}
