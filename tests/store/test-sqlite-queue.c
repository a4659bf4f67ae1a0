/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "dz-store-held.h"
#include "dz-store-offers.h"
#include "raw-file.h"

#include <string.h>

/* How the queue is read, and what the step that made it quick did to data from before it. */

/* A queue of a hundred thousand is read by an index, in its order, and the rows themselves are not
 * looked at: whoever wants the few that fail does not read all the others. */
static void
assert_by_index (sqlite3    *db,
                 const char *sql,
                 const char *index)
{
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autofree char *wanted = g_strconcat ("SEARCH submissions USING COVERING INDEX ", index, NULL);
  g_autoptr(GString) plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  g_test_message ("%s", plan->str);
  g_assert_nonnull (strstr (plan->str, wanted));
  /* The people of an agency are few; who asks whether others are left may look at them all. */
  g_string_replace (plan, "SCAN others", "", 0);
  g_assert_null (strstr (plan->str, "SCAN"));
}

static void
test_plans (Fixture      *fixture,
            gconstpointer data)
{
  sqlite3 *db = raw_open (fixture->dir);
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", DZ_OFFERS_REVIEW, NULL);
  sqlite3_stmt *statement;

  assert_by_index (db, DZ_OFFERS_REVIEW, "submissions_by_state");
  assert_by_index (db, DZ_OFFERS_REVIEW_OF_WINDOW, "submissions_by_window");
  assert_by_index (db, DZ_OFFERS_SUPERVISOR, "submissions_by_state");
  assert_by_index (db, DZ_OFFERS_SUPERVISOR_OF_WINDOW, "submissions_by_window");
  /* No sorting: the first twenty are known without the last thousand. */
  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_assert_null (strstr ((const char *) sqlite3_column_text (statement, 3), "ORDER BY"));
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

/* Of a thousand decisions that rest for a day only the asker's own are read. */
static void
test_held_plan (Fixture      *fixture,
                gconstpointer data)
{
  sqlite3 *db = raw_open (fixture->dir);
  g_autoptr(GString) plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "EXPLAIN QUERY PLAN " DZ_HELD_OF_USER, -1, &statement,
                                       NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_test_message ("%s", plan->str);
  g_assert_true (g_str_has_prefix (plan->str,
                                   "SEARCH decisions USING INDEX decisions_that_rest (user_id=?)"));
  g_assert_nonnull (strstr (plan->str, "SEARCH submissions USING INDEX sqlite_autoindex_"));
  g_assert_null (strstr (plan->str, "SCAN"));
}

static char *
read_outcome (sqlite3    *db,
              const char *submission)
{
  g_autofree char *sql = g_strdup_printf ("SELECT outcome FROM submissions WHERE id = '%s'",
                                          submission);
  sqlite3_stmt *statement;
  char *outcome;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  outcome = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return outcome;
}

/* What the step says of findings from before it is what the program says of them. */
static void
test_backfill (void)
{
  g_autofree char *dir = fixture_make_dir ();
  g_autoptr(DzStore) store = NULL;
  sqlite3 *db;
  sqlite3_stmt *statement;
  guint n_checked = 0;

  raw_make (dir, 5);
  store = fixture_open_store (dir);
  db = raw_open (dir);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT submission_id FROM measurements", -1,
                                       &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      g_autoptr(DzSubmission) submission = dz_store_get_submission (store, id, NULL);
      g_autofree char *outcome = read_outcome (db, id);

      g_assert_cmpstr (outcome, ==,
                       dz_outcome_to_nick (dz_findings_verdict (submission->findings)));
      n_checked++;
    }
  g_assert_cmpuint (n_checked, ==, 2);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_clear_pointer (&store, dz_store_close);
  fixture_remove_dir (dir);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/sqlite-queue/plans", fixture_set_up, test_plans);
  fixture_add ("/store/sqlite-queue/held-plan", fixture_set_up, test_held_plan);
  g_test_add_func ("/store/sqlite-queue/backfill", test_backfill);
  return g_test_run ();
}
