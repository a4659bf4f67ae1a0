/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sqlite.h"

#include "dz-migrations-private.h"
#include "dz-statement.h"

#define BUSY_MS 10000
#define RETRY_MS 5

G_DEFINE_QUARK (dz-sqlite-error-quark, dz_sqlite_error)

static DzSqliteError
code_of (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DZ_SQLITE_ERROR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return DZ_SQLITE_ERROR_DISK;
    case SQLITE_CORRUPT:
      return DZ_SQLITE_ERROR_DAMAGED;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return DZ_SQLITE_ERROR_OPEN;
    case SQLITE_CONSTRAINT:
      return DZ_SQLITE_ERROR_CONSTRAINT;
    default:
      return DZ_SQLITE_ERROR_SQL;
    }
}

/**
 * dz_sqlite_set_error:
 * @db: a connection whose last call failed
 * @doing: what was being done
 * @error: return location; any #DzSqliteError
 */
void
dz_sqlite_set_error (sqlite3    *db,
                     const char *doing,
                     GError    **error)
{
  g_set_error (error, DZ_SQLITE_ERROR, (int) code_of (sqlite3_errcode (db)), "%s: %s", doing,
               sqlite3_errmsg (db));
}

/**
 * dz_sqlite_exec:
 * @db: a connection
 * @sql: statements without parameters, constants
 * @doing: what they are for
 * @error: return location; any #DzSqliteError
 *
 * Returns: whether all were done
 */
gboolean
dz_sqlite_exec (sqlite3    *db,
                const char *sql,
                const char *doing,
                GError    **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  dz_sqlite_set_error (db, doing, error);
  return FALSE;
}

static sqlite3 *
open_file (const char *file,
           const char *name,
           int         flags,
           GError    **error)
{
  g_autofree char *doing = g_strdup_printf ("opening %s", file);
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (name, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_extended_result_codes (db, 1);
      sqlite3_busy_timeout (db, BUSY_MS);
      return db;
    }
  dz_sqlite_set_error (db, doing, error);
  sqlite3_close (db);
  return NULL;
}

/* WAL lets readers go on while one writes. Several who make the file at once each hold a read lock
 * when they ask for more, and SQLite then refuses at once instead of waiting, since waiting could
 * last for ever (sqlite3_busy_handler): one has to let go and ask anew. */
static gboolean
switch_to_wal (sqlite3 *db,
               GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_MS * G_TIME_SPAN_MILLISECOND;

  while (sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) != SQLITE_OK)
    {
      if (code_of (sqlite3_errcode (db)) != DZ_SQLITE_ERROR_BUSY ||
          g_get_monotonic_time () > deadline)
        {
          dz_sqlite_set_error (db, "setting up the database", error);
          return FALSE;
        }
      g_usleep (RETRY_MS * 1000);
    }
  return TRUE;
}

/* FULL makes a commit survive a power cut. */
static gboolean
set_up (sqlite3 *db,
        GError **error)
{
  return switch_to_wal (db, error) &&
         dz_sqlite_exec (db,
                         "PRAGMA synchronous = FULL;"
                         "PRAGMA foreign_keys = ON;"
                         "PRAGMA trusted_schema = OFF;",
                         "setting up the database", error);
}

/* A connection that looks at the file alone: no journal is read, made or taken away. It must be
 * SQLite that opens the file: when any descriptor of a file is closed, POSIX gives up all locks
 * that the process holds on it, and another program could then take the journal away from under
 * this one's other connections (sqlite.org/howtocorrupt.html §2.2). SQLite keeps its own open. */
static sqlite3 *
open_to_look (const char *file,
              GError    **error)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *name = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;

  return name != NULL ? open_file (file, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error)
                      : NULL;
}

/* A newer or foreign file must not be touched, not even by the journal that SQLite leaves beside
 * what it opens. A file that seems damaged may only be one whose journal another process moves in
 * just now: whoever opens it with locks knows. */
static gboolean
look_first (const char           *file,
            const DzSqliteSchema *schema,
            GError              **error)
{
  g_autoptr(GError) found = NULL;
  gint64 version;
  sqlite3 *db;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;
  db = open_to_look (file, &found);
  if (db != NULL)
    dz_migrations_check_numbers (db, file, schema, &version, &found);
  sqlite3_close (db);
  if (found == NULL || g_error_matches (found, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&found));
  return FALSE;
}

/**
 * dz_sqlite_open:
 * @file: path of the file; made where there is none
 * @schema: what kind of file it is
 * @error: return location; any #DzSqliteError
 *
 * Opens a file in WAL mode with foreign keys, a busy timeout and synchronous=FULL, and brings it to
 * the present schema. A newer file or another program's is refused untouched.
 *
 * Returns: (transfer full) (nullable): a connection for one thread
 */
sqlite3 *
dz_sqlite_open (const char           *file,
                const DzSqliteSchema *schema,
                GError              **error)
{
  sqlite3 *db;

  g_return_val_if_fail (file != NULL && schema != NULL, NULL);

  if (!look_first (file, schema, error))
    return NULL;
  db = open_file (file, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (db == NULL)
    return NULL;
  if (dz_migrations_check_open (db, file, schema, error) && set_up (db, error) &&
      dz_migrations_run (db, file, schema, error))
    return db;
  /* What is refused is not tidied up on closing either. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close (db);
  return NULL;
}

/**
 * dz_sqlite_close:
 * @db: (transfer full) (nullable): a connection without open statements
 */
void
dz_sqlite_close (sqlite3 *db)
{
  if (db != NULL && sqlite3_close (db) != SQLITE_OK)
    g_critical ("a statement is still open: %s", sqlite3_errmsg (db));
}

/**
 * dz_sqlite_get_version:
 * @db: a connection
 *
 * Returns: the number of the last step that was applied, 0 for none
 */
guint
dz_sqlite_get_version (sqlite3 *db)
{
  g_autoptr(DzStatement) statement = dz_statement_new (db, "PRAGMA user_version",
                                                       "reading the schema version", NULL);

  if (statement == NULL || dz_statement_step (statement, NULL) != DZ_STEP_ROW)
    return 0;
  return (guint) dz_statement_get_int64 (statement, 0);
}
