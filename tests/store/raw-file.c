/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-file.h"

/* The steps of the schema after the first. */
static const char *const later_steps[] = {
  "0002-exceptions.sql", "0003-duplicates.sql", "0004-debts.sql", "0005-reason-codes.sql",
  "0006-requests.sql", "0007-queue.sql", "0008-reasons.sql",
  "0009-crops.sql", "0010-sheets.sql", "0011-held.sql",
  "0012-admission-photos.sql", "0013-reopenings.sql", "0014-history.sql",
  "0015-second-reviews.sql",
};

sqlite3 *
raw_open (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "duizhao.sqlite", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

void
raw_run (sqlite3    *db,
         const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

void
raw_do (const char *dir,
        const char *sql)
{
  sqlite3 *db = raw_open (dir);

  raw_run (db, sql);
  sqlite3_close (db);
}

static void
run_file (sqlite3    *db,
          const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), folder, name, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  raw_run (db, sql);
}

void
raw_make (const char *dir,
          guint       version)
{
  sqlite3 *db = raw_open (dir);

  g_assert_cmpuint (version, >=, 1);
  g_assert_cmpuint (version, <=, raw_get_n_schemas ());
  run_file (db, "fixtures/sql", "store-0001.sql");
  for (guint step = 2; step <= version; step++)
    {
      g_autofree char *bump = g_strdup_printf ("PRAGMA user_version = %u", step);

      run_file (db, "../data/sql/store", later_steps[step - 2]);
      raw_run (db, bump);
    }
  sqlite3_close (db);
}

guint
raw_get_n_schemas (void)
{
  return 1 + G_N_ELEMENTS (later_steps);
}
