/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sqlite.h"

#include "dz-statement.h"
#include "steps-resources.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define APPLICATION_ID 0x447a5445
#define N_AT_ONCE 8
#define N_ROUNDS 60

/* Three states of one program: before its second step, with it, and with a third that is broken. */
static DzSqliteSchema first = { APPLICATION_ID, NULL, "/first" };
static DzSqliteSchema second = { APPLICATION_ID, NULL, "/second" };
static DzSqliteSchema broken = { APPLICATION_ID, NULL, "/broken" };

static const char *own_path;

typedef struct
{
  char *dir;
  char *file;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("dz-sqlite-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->dir, "test.sqlite", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->file);
}

static sqlite3 *
open_well (Fixture              *fixture,
           const DzSqliteSchema *schema)
{
  g_autoptr(GError) error = NULL;
  sqlite3 *db = dz_sqlite_open (fixture->file, schema, &error);

  g_assert_no_error (error);
  return db;
}

static void
assert_refused (Fixture              *fixture,
                const DzSqliteSchema *schema,
                DzSqliteError         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_sqlite_open (fixture->file, schema, &error));
  g_assert_error (error, DZ_SQLITE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "test.sqlite"));
}

static gint64
ask (sqlite3    *db,
     const char *sql)
{
  g_autoptr(DzStatement) statement = dz_statement_new (db, sql, "asking", NULL);

  g_assert_nonnull (statement);
  g_assert_cmpint (dz_statement_step (statement, NULL), ==, DZ_STEP_ROW);
  return dz_statement_get_int64 (statement, 0);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_fresh (Fixture      *fixture,
            gconstpointer data)
{
  sqlite3 *db = open_well (fixture, &second);
  g_autoptr(DzStatement) mode = dz_statement_new (db, "PRAGMA journal_mode", "asking", NULL);

  g_assert_cmpuint (dz_sqlite_get_version (db), ==, 2);
  g_assert_cmpint (ask (db, "PRAGMA application_id"), ==, APPLICATION_ID);
  g_assert_cmpint (ask (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (ask (db, "PRAGMA synchronous"), ==, 2);
  dz_statement_step (mode, NULL);
  g_assert_cmpstr (dz_statement_get_text (mode, 0), ==, "wal");
  g_clear_pointer (&mode, dz_statement_free);
  dz_sqlite_close (db);
}

static void
test_step_keeps_rows_and_a_backup (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->file, ".schema-1.backup", NULL);
  sqlite3 *db = open_well (fixture, &first);
  GStatBuf status;

  g_assert_true (dz_sqlite_exec (db, "INSERT INTO words (word) VALUES ('对照')", "adding", NULL));
  dz_sqlite_close (db);
  db = open_well (fixture, &second);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM words WHERE word = '对照' AND weight = 1"), ==, 1);
  dz_sqlite_close (db);
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (sqlite3_open (copy, &db), ==, SQLITE_OK);
  g_assert_cmpint (ask (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM words WHERE word = '对照'"), ==, 1);
  sqlite3_close (db);
}

/* Nothing is left out of the copy of a file that is copied in many steps. */
static void
test_large_backup (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->file, ".schema-1.backup", NULL);
  sqlite3 *db = open_well (fixture, &first);

  g_assert_true (dz_sqlite_exec (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
                                 " FROM n WHERE i < 10) INSERT INTO words (word)"
                                 " SELECT i || hex (zeroblob (600000)) FROM n", "adding", NULL));
  dz_sqlite_close (db);
  dz_sqlite_close (open_well (fixture, &second));
  g_assert_cmpint (sqlite3_open (copy, &db), ==, SQLITE_OK);
  g_assert_cmpint (ask (db, "SELECT sum (length (word)) FROM words"), ==, 11 + 10 * 1200000);
  sqlite3_close (db);
}

static void
test_failing_step_leaves_the_last_whole_version (Fixture      *fixture,
                                                 gconstpointer data)
{
  sqlite3 *db = open_well (fixture, &first);
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_sqlite_exec (db, "INSERT INTO words (word) VALUES ('a')", "adding", NULL));
  dz_sqlite_close (db);
  g_assert_null (dz_sqlite_open (fixture->file, &broken, &error));
  g_assert_nonnull (strstr (error->message, "0003-broken.sql"));
  db = open_well (fixture, &second);
  g_assert_cmpuint (dz_sqlite_get_version (db), ==, 2);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM words"), ==, 1);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'halfway'"), ==, 0);
  dz_sqlite_close (db);
}

static void
test_newer_is_untouched (Fixture      *fixture,
                         gconstpointer data)
{
  sqlite3 *db = open_well (fixture, &second);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before;
  gsize length_after;

  dz_sqlite_close (db);
  g_assert_true (g_file_get_contents (fixture->file, &before, &length_before, NULL));
  assert_refused (fixture, &first, DZ_SQLITE_ERROR_TOO_NEW);
  g_assert_true (g_file_get_contents (fixture->file, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->file, &db), ==, SQLITE_OK);
  g_assert_true (dz_sqlite_exec (db, "PRAGMA application_id = 7; CREATE TABLE t (x)", "", NULL));
  sqlite3_close (db);
  assert_refused (fixture, &first, DZ_SQLITE_ERROR_OPEN);
}

/* A file of ours gets its tables and its numbers at once. */
static void
test_tables_without_numbers (Fixture      *fixture,
                             gconstpointer data)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->file, &db), ==, SQLITE_OK);
  g_assert_true (dz_sqlite_exec (db, "CREATE TABLE t (x)", "", NULL));
  sqlite3_close (db);
  assert_refused (fixture, &first, DZ_SQLITE_ERROR_OPEN);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_not_a_database (Fixture      *fixture,
                     gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->file, "姓名,学号\n", -1, NULL));
  assert_refused (fixture, &first, DZ_SQLITE_ERROR_OPEN);
}

static void
test_values_round_trip (Fixture      *fixture,
                        gconstpointer data)
{
  sqlite3 *db = open_well (fixture, &second);
  g_autoptr(DzStatement) statement
    = dz_statement_new (db, "SELECT ?, ?, ?, ?, ?, ?", "asking", NULL);
  const guint8 blob[] = { 0, 255, 0 };
  gconstpointer back;
  gsize length;

  dz_statement_bind_text (statement, "𠮷'; DROP TABLE words; --");
  dz_statement_bind_int64 (statement, G_MAXINT64);
  dz_statement_bind_double (statement, 0.1);
  dz_statement_bind_double (statement, NAN);
  dz_statement_bind_blob (statement, blob, sizeof blob);
  dz_statement_bind_text (statement, NULL);
  g_assert_cmpint (dz_statement_step (statement, NULL), ==, DZ_STEP_ROW);
  g_assert_cmpstr (dz_statement_get_text (statement, 0), ==, "𠮷'; DROP TABLE words; --");
  g_assert_cmpint (dz_statement_get_int64 (statement, 1), ==, G_MAXINT64);
  g_assert_cmpfloat (dz_statement_get_double (statement, 2), ==, 0.1);
  g_assert_true (isnan (dz_statement_get_double (statement, 3)));
  back = dz_statement_get_blob (statement, 4, &length);
  g_assert_cmpmem (back, length, blob, sizeof blob);
  g_assert_true (dz_statement_is_null (statement, 5));
  g_clear_pointer (&statement, dz_statement_free);
  dz_sqlite_close (db);
}

static void
test_too_many_values (Fixture      *fixture,
                      gconstpointer data)
{
  sqlite3 *db = open_well (fixture, &second);
  g_autoptr(DzStatement) statement = dz_statement_new (db, "SELECT ?", "asking", NULL);
  g_autoptr(GError) error = NULL;

  dz_statement_bind_int64 (statement, 1);
  dz_statement_bind_int64 (statement, 2);
  g_assert_cmpint (dz_statement_step (statement, &error), ==, DZ_STEP_FAILED);
  g_assert_error (error, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_SQL);
  g_clear_pointer (&statement, dz_statement_free);
  dz_sqlite_close (db);
}

/* Another program with the file, as somebody with the sqlite3 tool. */
static int
write_from_outside (const char *file)
{
  sqlite3 *db = NULL;
  int result = sqlite3_open (file, &db);

  if (result == SQLITE_OK)
    result = sqlite3_exec (db, "INSERT INTO words (word) VALUES ('outside')", NULL, NULL, NULL);
  sqlite3_close (db);
  return result;
}

/* The last who closes a file takes its journal away. Another program is not the last while this one
 * has a connection, however many others were opened and closed here since. */
static void
test_outsider_is_not_the_last (Fixture      *fixture,
                               gconstpointer data)
{
  sqlite3 *db = open_well (fixture, &first);
  g_autofree char *journal = g_strconcat (fixture->file, "-wal", NULL);
  g_autoptr(GSubprocess) outsider = NULL;
  g_autoptr(GError) error = NULL;

  dz_sqlite_exec (db, "INSERT INTO words (word) VALUES ('before')", "writing", &error);
  g_assert_no_error (error);
  dz_sqlite_close (open_well (fixture, &first));
  outsider = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, own_path, "--write", fixture->file,
                               NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (outsider, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  dz_sqlite_exec (db, "INSERT INTO words (word) VALUES ('after')", "writing", &error);
  g_assert_no_error (error);
  dz_sqlite_close (db);
  db = open_well (fixture, &first);
  g_assert_cmpint (ask (db, "SELECT COUNT(*) FROM words"), ==, 3);
  dz_sqlite_close (db);
}

/* Puts the first page of one file into another, from outside: closing a descriptor in here would
 * give up the locks of this process. */
static void
copy_first_page (const char *from,
                 const char *to)
{
  g_autofree char *in = g_strconcat ("if=", from, NULL);
  g_autofree char *out = g_strconcat ("of=", to, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) dd
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "dd", in, out, "bs=4096",
                        "count=1", "conv=notrunc", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (dd, NULL, &error));
}

/* Another process moves its journal into the file page by page. Who looks in between, without a
 * lock, finds a first page that speaks of more pages than there are. */
static void
test_half_moved_journal (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *whole = g_strconcat (fixture->file, ".whole", NULL);
  g_autofree char *copying = g_strdup_printf ("VACUUM INTO '%s'", whole);
  sqlite3 *db = open_well (fixture, &second);

  g_assert_true (dz_sqlite_exec (db, copying, "copying", NULL));
  copy_first_page (whole, fixture->file);
  dz_sqlite_close (open_well (fixture, &second));
  dz_sqlite_close (db);
}

static gpointer
open_and_close (gpointer data)
{
  dz_sqlite_close (open_well (data, &second));
  return NULL;
}

/* Eight find no file and all make it: each has to wait for the others' steps, not be refused. */
static void
test_made_by_many (Fixture      *fixture,
                   gconstpointer data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      GThread *threads[N_AT_ONCE];

      g_free (fixture->file);
      fixture->file = g_strdup_printf ("%s/%u-test.sqlite", fixture->dir, round);
      for (guint i = 0; i < N_AT_ONCE; i++)
        threads[i] = g_thread_new ("opening", open_and_close, fixture);
      for (guint i = 0; i < N_AT_ONCE; i++)
        g_thread_join (threads[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_from_outside (argv[2]);
  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  first.resource = second.resource = broken.resource = steps_get_resource ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/sqlite/fresh", test_fresh);
  ADD ("/sqlite/step", test_step_keeps_rows_and_a_backup);
  ADD ("/sqlite/large-backup", test_large_backup);
  ADD ("/sqlite/failing-step", test_failing_step_leaves_the_last_whole_version);
  ADD ("/sqlite/newer", test_newer_is_untouched);
  ADD ("/sqlite/foreign", test_foreign);
  ADD ("/sqlite/tables-without-numbers", test_tables_without_numbers);
  ADD ("/sqlite/not-a-database", test_not_a_database);
  ADD ("/sqlite/outsider", test_outsider_is_not_the_last);
  ADD ("/sqlite/half-moved-journal", test_half_moved_journal);
  ADD ("/sqlite/made-by-many", test_made_by_many);
  ADD ("/sqlite/values", test_values_round_trip);
  ADD ("/sqlite/too-many-values", test_too_many_values);
  return g_test_run ();
}
