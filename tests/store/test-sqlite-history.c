/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-bytes.h"
#include "dz-store-fixture.h"
#include "raw-file.h"

/* Somebody with the file in hands: the history refuses what it can, and notices the rest. */

static void
test_rows_refuse (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE entries SET bytes = x'00' WHERE seq = 2",
    "UPDATE entries SET seq = 100 WHERE seq = 2",
    "DELETE FROM entries WHERE seq = 2",
    "DELETE FROM entries",
    "INSERT OR REPLACE INTO entries (seq, bytes, hash) VALUES (2, x'00', x'00')",
    "UPDATE entry_details SET value = '{}'",
    "UPDATE entry_details SET salt = zeroblob (16)",
  };
  sqlite3 *db = raw_open (fixture->dir);

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_cmpint (sqlite3_exec (db, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (db);
  fixture_check_history (fixture);
}

static void
test_erasing_leaves_it_whole (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_auto(DzHistoryCheck) check = { 0 };
  sqlite3 *db = raw_open (fixture->dir);

  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM entry_details WHERE seq = 2", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (dz_store_verify_history (fixture->store, NULL, &check, &error));
  g_assert_cmpstr (check.problem, ==, NULL);
  g_assert_cmpint (check.erased, ==, 1);
  entries = dz_store_read_history (fixture->store, 2, 1, NULL, &error);
  g_assert_null (((DzEntry *) g_ptr_array_index (entries, 0))->detail);
}

#define UNGUARD \
  "DROP TRIGGER entries_refuse_update; DROP TRIGGER entries_refuse_delete;" \
  "DROP TRIGGER entries_refuse_replace; DROP TRIGGER entry_details_refuse_update;"

static void
test_tampering_is_found (void)
{
  static const struct
  {
    const char *sql;
    gint64      first_bad;
    const char *words;
  } cases[] = {
    { "UPDATE entries SET bytes ="
      " CAST (substr (bytes, 1, 12) || x'ff' || substr (bytes, 14) AS BLOB) WHERE seq = 3",
      3, "its hash" },
    { "UPDATE entries SET bytes ="
      " CAST (substr (bytes, 1, 12) || x'00' || substr (bytes, 14) AS BLOB) WHERE seq = 3",
      3, "its time" },
    { "UPDATE entries SET hash = zeroblob (32) WHERE seq = 2", 2, "its hash" },
    { "UPDATE entries SET bytes = CAST (x'02' || substr (bytes, 2) AS BLOB) WHERE seq = 2",
      2, "form" },
    { "UPDATE entries SET bytes = CAST (bytes || x'00' AS BLOB) WHERE seq = 2", 2, "form" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE seq = 2", 3, "missing" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE seq = 1", 2, "missing" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE seq = 4", 4, "end" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM entries", 1, "end" },
    { "UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE seq = 1),"
      " hash = (SELECT hash FROM entries WHERE seq = 1) WHERE seq = 2", 2, "another place" },
    { "UPDATE entry_details SET value = '{\"name\":\"another\"}' WHERE seq = 3", 3, "detail" },
    { "UPDATE entry_details SET salt = zeroblob (16) WHERE seq = 3", 3, "detail" },
    { "UPDATE entry_index SET actor = 'somebody' WHERE seq = 2", 2, "index" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM entry_index WHERE seq = 2", 2, "index" },
    { "UPDATE clock SET last_us = 5", 4, "clock" },
    { "UPDATE history_head SET seq = 9", 5, "end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0 };
      g_autoptr(GError) error = NULL;
      g_auto(DzHistoryCheck) check = { 0 };
      sqlite3 *db;

      g_test_message ("%s", cases[i].sql);
      fixture_set_up (&fixture, NULL);
      db = raw_open (fixture.dir);
      g_assert_cmpint (sqlite3_exec (db, UNGUARD, NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      g_assert_true (dz_store_verify_history (fixture.store, NULL, &check, &error));
      g_assert_no_error (error);
      g_assert_cmpint (check.first_bad, ==, cases[i].first_bad);
      g_assert_nonnull (strstr (check.problem, cases[i].words));
      g_clear_pointer (&fixture.store, dz_store_close);
      fixture_tear_down (&fixture, NULL);
    }
}

/* Whoever rewrites a hash must rewrite all that follow. */
static void
test_rewritten_entry (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_auto(DzHistoryCheck) check = { 0 };
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *set = NULL;
  sqlite3 *db = raw_open (fixture->dir);
  sqlite3_stmt *row;

  g_assert_cmpint (sqlite3_exec (db, UNGUARD
                                 "UPDATE entries SET bytes = CAST (substr (bytes, 1, 16) ||"
                                 " x'7f' || substr (bytes, 18) AS BLOB) WHERE seq = 2",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT bytes FROM entries WHERE seq = 2", -1, &row,
                                       NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  g_checksum_update (checksum, sqlite3_column_blob (row, 0), sqlite3_column_bytes (row, 0));
  sqlite3_finalize (row);
  set = g_strdup_printf ("UPDATE entries SET hash = x'%s' WHERE seq = 2",
                         g_checksum_get_string (checksum));
  g_assert_cmpint (sqlite3_exec (db, set, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (dz_store_verify_history (fixture->store, NULL, &check, &error));
  g_assert_cmpint (check.first_bad, ==, 3);
  g_assert_nonnull (strstr (check.problem, "follow"));
  g_clear_pointer (&fixture->store, dz_store_close);
}

static void
test_bytes_are_short (Fixture      *fixture,
                      gconstpointer data)
{
  sqlite3 *db;
  sqlite3_stmt *row;
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzUser) all = dz_store_add_user (fixture->store, "alle", "x", DZ_ROLE_ALL,
                                             DZ_STORE_ACTOR_SERVICE, NULL);

  db = raw_open (fixture->dir);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT max (length (bytes)), min (length (hash)),"
                                       " max (length (hash)) FROM entries", -1, &row, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (row, 0), <=, DZ_ENTRY_BYTES_MAX);
  g_assert_cmpint (sqlite3_column_int (row, 1), ==, 32);
  g_assert_cmpint (sqlite3_column_int (row, 2), ==, 32);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

/* What is wrong with one decision must not hold up the others. */
static void
test_damaged_decision_alone (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(DzSubmission) damaged = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) whole = fixture_queue (fixture->store, 1, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 2);
  g_autoptr(DzCommand) first = fixture_approve (damaged);
  g_autoptr(DzCommand) second = fixture_approve (whole);
  g_autoptr(DzCommandAnswer) first_answer = fixture_apply (fixture, fixture->wang, first);
  g_autoptr(DzCommandAnswer) second_answer = fixture_apply (fixture, fixture->wang, second);
  g_autofree char *sql = g_strdup_printf ("UPDATE submissions SET decision_id = NULL"
                                          " WHERE id = '%s'", damaged->id);
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3 *db = raw_open (fixture->dir);
  guint n_sealed;

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  fixture->now_us = second_answer->hold_until_us;
  g_assert_false (dz_store_seal_due (fixture->store, &n_sealed, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (n_sealed, ==, 1);
  sealed = dz_store_get_submission (fixture->store, whole->id, NULL);
  g_assert_cmpint (sealed->state, ==, DZ_STATE_APPROVED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/sqlite/history/rows-refuse", fixture_set_up, test_rows_refuse);
  fixture_add ("/store/sqlite/history/erasing", fixture_set_up, test_erasing_leaves_it_whole);
  g_test_add_func ("/store/sqlite/history/tampering", test_tampering_is_found);
  fixture_add ("/store/sqlite/history/rewritten", fixture_set_up, test_rewritten_entry);
  fixture_add ("/store/sqlite/history/damaged-decision", fixture_set_up,
               test_damaged_decision_alone);
  fixture_add ("/store/sqlite/history/short", fixture_set_up, test_bytes_are_short);
  return g_test_run ();
}
