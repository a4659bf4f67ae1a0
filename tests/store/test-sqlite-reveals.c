/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what is hidden of a record, and that it is written down before they do. */
#include "dz-store-fixture.h"

#include <string.h>

#include "dz-roster-row.h"
#include "dz-store-reveals.h"
#include "raw-file.h"

#define NUMBER "11010519491231002X"

/* Wang holds it. */
static DzSubmission *
lease_one (Fixture *fixture)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);

  g_assert_cmpuint (items->len, ==, 1);
  return dz_submission_copy (((DzItem *) g_ptr_array_index (items, 0))->submission);
}

static void
assert_shown (Fixture      *fixture,
              const DzUser *user,
              const char   *submission)
{
  g_autofree char *number = NULL;
  g_autoptr(GError) error = NULL;

  dz_store_reveal (fixture->store, user, submission, "asked", NULL, &number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, NUMBER);
}

static void
assert_refused (Fixture      *fixture,
                const DzUser *user,
                const char   *submission,
                const char   *code,
                const char   *words,
                DzStoreError  wanted)
{
  g_autofree char *number = NULL;
  g_autoptr(GError) error = NULL;
  guint before = fixture_count_entries (fixture->store, "reveal");

  g_assert_false (dz_store_reveal (fixture->store, user, submission, code, words, &number,
                                   &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) wanted);
  g_assert_null (number);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "reveal"), ==, before);
}

static DzUser *
new_supervisor (Fixture *fixture)
{
  DzUser *supervisor = dz_user_copy (fixture->li);

  supervisor->roles = DZ_ROLE_SUPERVISOR;
  return supervisor;
}

/* Whoever judges it or may undo that, and supervisors; nobody else, nor once it is given back. */
static void
test_who (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzUser) supervisor = new_supervisor (fixture);
  g_autoptr(DzUser) other = dz_user_copy (fixture->wang);
  g_autoptr(DzCommand) command = fixture_command (NULL, DZ_COMMAND_SKIP, leased);
  g_autoptr(DzCommandAnswer) answer = NULL;

  assert_shown (fixture, fixture->wang, leased->id);
  assert_shown (fixture, supervisor, leased->id);
  assert_refused (fixture, fixture->li, leased->id, "asked", NULL, DZ_STORE_ERROR_FORBIDDEN);
  other->roles = DZ_ROLE_DELIVERER | DZ_ROLE_ADMINISTRATOR;
  assert_refused (fixture, other, leased->id, "asked", NULL, DZ_STORE_ERROR_FORBIDDEN);
  assert_refused (fixture, supervisor, "0123456789abcdef0123456789abcdef", "asked", NULL,
                  DZ_STORE_ERROR_NOT_FOUND);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  assert_refused (fixture, fixture->wang, leased->id, "asked", NULL, DZ_STORE_ERROR_FORBIDDEN);
}

static void
test_held (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autoptr(GError) error = NULL;
  guint n_sealed;

  assert_shown (fixture, fixture->wang, leased->id);
  fixture->now_us += G_TIME_SPAN_DAY;
  dz_store_seal_due (fixture->store, &n_sealed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_sealed, ==, 1);
  assert_refused (fixture, fixture->wang, leased->id, "asked", NULL, DZ_STORE_ERROR_FORBIDDEN);
}

/* A lease whose time is over shows nothing, though nobody has tidied it up yet. */
static void
test_expired (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);

  fixture->now_us += G_TIME_SPAN_DAY;
  assert_refused (fixture, fixture->wang, leased->id, "asked", NULL, DZ_STORE_ERROR_FORBIDDEN);
}

static void
test_reasons (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autofree char *longest = g_strnfill (DZ_STORE_REVEAL_WORDS_MAX, 'w');
  g_autofree char *longer = g_strnfill (DZ_STORE_REVEAL_WORDS_MAX + 1, 'w');
  g_autofree char *number = NULL;
  g_autoptr(GError) error = NULL;

  assert_refused (fixture, fixture->wang, leased->id, "curious", NULL, DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, leased->id, "", NULL, DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, leased->id, "other", NULL, DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, leased->id, "other", "", DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, leased->id, "other", longer, DZ_STORE_ERROR_INVALID);
  dz_store_reveal (fixture->store, fixture->wang, leased->id, "other", longest, &number, &error);
  g_assert_no_error (error);
}

/* One entry a look, by whom, of what and why; the number itself is nowhere in it. */
static void
test_entry (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  const DzEntry *last;

  assert_shown (fixture, fixture->wang, leased->id);
  assert_shown (fixture, fixture->wang, leased->id);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "reveal"), ==, 2);
  entries = dz_store_read_history (fixture->store, 1, 1000, fixture->wang->id, &error);
  g_assert_no_error (error);
  last = g_ptr_array_index (entries, entries->len - 1);
  g_assert_cmpstr (last->kind, ==, "reveal");
  g_assert_cmpstr (last->subject, ==, leased->id);
  g_assert_cmpstr (last->outcome, ==, "id-number");
  g_assert_nonnull (strstr (last->detail, "\"code\":\"asked\""));
  g_assert_nonnull (strstr (last->detail, leased->student));
  g_assert_null (strstr (last->detail, NUMBER));
  fixture_check_history (fixture);
}

/* What cannot be written down is not shown. */
static void
test_unwritten (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  sqlite3 *db = raw_open (fixture->dir);
  g_autofree char *number = NULL;
  g_autoptr(GError) error = NULL;

  raw_run (db, "CREATE TRIGGER full BEFORE INSERT ON entries"
               " BEGIN SELECT RAISE (ABORT, 'no room'); END");
  sqlite3_close (db);
  g_assert_false (dz_store_reveal (fixture->store, fixture->wang, leased->id, "asked", NULL,
                                   &number, &error));
  g_assert_nonnull (error);
  g_assert_null (number);
}

static void
take_number (Fixture *fixture)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzRosterRow *row = dz_roster_row_new ();
  DzLevel level = DZ_LEVEL_MASTER;
  DzRosterChange change;

  row->line = 2;
  row->identifier = fixture_identifier (0);
  row->name = fixture_name (0);
  g_ptr_array_add (rows, row);
  dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, &level, rows, DZ_STORE_ACTOR_SERVICE,
                          &change, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change.changed, ==, 1);
}

/* A record without a number has nothing to show, and nothing is written of that. */
static void
test_none (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzUser) supervisor = new_supervisor (fixture);

  take_number (fixture);
  assert_refused (fixture, supervisor, queued->id, "asked", NULL, DZ_STORE_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/reveals/who", fixture_set_up, test_who);
  fixture_add ("/store/reveals/held", fixture_set_up, test_held);
  fixture_add ("/store/reveals/expired", fixture_set_up, test_expired);
  fixture_add ("/store/reveals/reasons", fixture_set_up, test_reasons);
  fixture_add ("/store/reveals/entry", fixture_set_up, test_entry);
  fixture_add ("/store/reveals/unwritten", fixture_set_up, test_unwritten);
  fixture_add ("/store/reveals/none", fixture_set_up, test_none);
  return g_test_run ();
}
