/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions-fixture.h"

#include <string.h>

#include "dz-sheet.h"

#define STOOD_MS 7200

static DzFinding *
new_finding (const char *rule,
             DzAuthority authority,
             DzOutcome   outcome)
{
  DzFinding *finding = dz_finding_new (rule, authority);

  finding->outcome = outcome;
  return finding;
}

/* Records what the rules say of a photo that was received: one passes, the other as given. */
static void
examine (Fixture    *fixture,
         const char *submission,
         DzAuthority authority,
         DzOutcome   outcome)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzExamination examination = { measurement, findings, NULL, 0, "graduate-2022", "hash" };
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  g_ptr_array_add (findings, new_finding ("FILE-04", DZ_AUTHORITY_AUTO, DZ_OUTCOME_PASS));
  g_ptr_array_add (findings, new_finding ("FACE-01", authority, outcome));
  examined = dz_store_record_examination (fixture->store, submission, &examination, &error);
  g_assert_no_error (error);
  g_assert_cmpint (examined->state, ==, DZ_STATE_PENDING);
}

/* Queues a photo of student 0 and leases it for wang. */
static DzItem *
lease_photo (Fixture    *fixture,
             const char *photo,
             DzAuthority authority,
             DzOutcome   outcome)
{
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(GPtrArray) items = NULL;

  fixture_bind (fixture->store, 0);
  received = fixture_receive (fixture->store, 0, photo);
  examine (fixture, received->id, authority, outcome);
  items = fixture_lease (fixture, fixture->wang, 1);
  g_assert_cmpuint (items->len, ==, 1);
  return dz_item_copy (g_ptr_array_index (items, 0));
}

static DzCommand *
new_approval (const DzItem *item)
{
  DzCommand *command = fixture_approve (item->submission);

  command->decision->sheet_ms = STOOD_MS;
  return command;
}

static void
assert_refused (Fixture         *fixture,
                const DzUser    *user,
                const DzCommand *command,
                int              code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) now = NULL;
  guint n_before = fixture_count_entries (fixture->store, "decide");

  g_assert_null (dz_store_apply (fixture->store, user, FIXTURE_DESK, command, "body", &error));
  g_assert_error (error, DZ_STORE_ERROR, code);
  g_test_message ("%s", error->message);
  now = dz_store_get_submission (fixture->store, command->submission, NULL);
  g_assert_cmpint (now->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "decide"), ==, n_before);
}

static void
allow (Fixture *fixture,
       gboolean allowed)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_store_set_sheet_allowed (fixture->store, FIXTURE_SCHOOL, allowed,
                                             DZ_STORE_ACTOR_SERVICE, &error));
  g_assert_no_error (error);
}

/* How long the sheet stood is kept with the decision, and the history tells it. */
static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzItem) item = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_autoptr(DzCommand) command = new_approval (item);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;

  g_assert_true (item->sheet_allowed);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  fixture_reopen (fixture);
  held = dz_store_get_submission (fixture->store, item->submission->id, NULL);
  g_assert_cmpuint (held->decision->sheet_ms, ==, STOOD_MS);
  detail = exceptions_last_detail (fixture, "decide");
  g_assert_cmpint (json_object_get_int_member (detail, "sheet_ms"), ==, STOOD_MS);
  g_assert_cmpint (json_object_get_int_member (detail, "shown_ms"), ==, 900);
  fixture_check_history (fixture);
}

/* A photo that was judged alone has no sheet, whatever the school allows. */
static void
test_alone (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DzItem) item = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_autoptr(DzCommand) command = fixture_approve (item->submission);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;

  allow (fixture, FALSE);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  held = dz_store_get_submission (fixture->store, item->submission->id, NULL);
  g_assert_cmpuint (held->decision->sheet_ms, ==, 0);
  detail = exceptions_last_detail (fixture, "decide");
  g_assert_false (json_object_has_member (detail, "sheet_ms"));
}

/* A policy counts for a sheet that stands already, and is written down each time it changes. */
static void
test_forbidden (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzItem) item = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_autoptr(DzCommand) command = new_approval (item);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  allow (fixture, FALSE);
  allow (fixture, FALSE);
  assert_refused (fixture, fixture->wang, command, DZ_STORE_ERROR_SHEET_FORBIDDEN);
  items = fixture_lease (fixture, fixture->wang, 1);
  g_assert_false (((DzItem *) g_ptr_array_index (items, 0))->sheet_allowed);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "school-policy"), ==, 1);
  detail = exceptions_last_detail (fixture, "school-policy");
  g_assert_cmpstr (json_object_get_string_member (detail, "sheet"), ==, "forbid");
  allow (fixture, TRUE);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "school-policy"), ==, 2);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  fixture_check_history (fixture);
}

static void
test_unknown_school (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  gboolean allowed;

  g_assert_false (dz_store_get_sheet_allowed (fixture->store, "00000", &allowed, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL);
  g_clear_error (&error);
  g_assert_false (dz_store_set_sheet_allowed (fixture->store, "00000", FALSE,
                                              DZ_STORE_ACTOR_SERVICE, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL);
}

static void
test_finding (Fixture      *fixture,
              gconstpointer outcome)
{
  g_autoptr(DzItem) item = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST,
                                        GPOINTER_TO_INT (outcome));
  g_autoptr(DzCommand) command = new_approval (item);

  assert_refused (fixture, fixture->wang, command,
                  GPOINTER_TO_INT (outcome) == DZ_OUTCOME_FAIL ? DZ_STORE_ERROR_FAILING
                                                               : DZ_STORE_ERROR_SHEET_UNFIT);
}

/* The photo after one that was refused is judged alone, however well it does. */
static void
test_second_attempt (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DzItem) first = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_autoptr(DzCommand) refusal = fixture_reject (first->submission, "ears", NULL);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, refusal);
  g_autoptr(DzItem) second = NULL;
  g_autoptr(DzCommand) command = NULL;
  guint n_sealed;

  fixture->now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, NULL));
  second = lease_photo (fixture, "another", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_assert_cmpuint (second->submission->attempt, ==, 2);
  command = new_approval (second);
  assert_refused (fixture, fixture->wang, command, DZ_STORE_ERROR_SHEET_UNFIT);
}

/* What was left to a supervisor is not the supervisor's to approve in passing. */
static void
test_set_apart (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzUser) zhao = dz_store_add_user (fixture->store, "赵主任", "$argon2id$",
                                              DZ_ROLE_SUPERVISOR, DZ_STORE_ACTOR_SERVICE, NULL);
  g_autoptr(DzItem) item = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_autoptr(DzCommand) escalation = fixture_command (NULL, DZ_COMMAND_ESCALATE, item->submission);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(DzCommand) command = NULL;

  escalation->escalation = dz_escalation_new ("identity", "像是她姐姐");
  answer = fixture_apply (fixture, fixture->wang, escalation);
  items = dz_store_lease (fixture->store, zhao, FIXTURE_DESK, DZ_QUEUE_SUPERVISOR, 1, NULL);
  command = new_approval (g_ptr_array_index (items, 0));
  assert_refused (fixture, zhao, command, DZ_STORE_ERROR_SHEET_UNFIT);
}

/* What no sheet sends is not believed to come from one. */
static void
test_bad (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DzItem) item = lease_photo (fixture, "photo", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_PASS);
  g_autoptr(DzCommand) refusal = fixture_reject (item->submission, "ears", NULL);
  g_autoptr(DzCommand) overruled = new_approval (item);
  g_autoptr(DzCommand) corrected = new_approval (item);
  g_autoptr(DzCommand) hasty = new_approval (item);

  refusal->decision->sheet_ms = STOOD_MS;
  exceptions_override (overruled, "BG-01", FALSE, "x");
  corrected->decision->correction.crown_y = 56;
  hasty->decision->sheet_ms = DZ_SHEET_PHOTO_MS - 1;
  assert_refused (fixture, fixture->wang, refusal, DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, overruled, DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, corrected, DZ_STORE_ERROR_INVALID);
  assert_refused (fixture, fixture->wang, hasty, DZ_STORE_ERROR_INVALID);
}

#define ADD_FINDING(name, outcome)                                                         \
  g_test_add ("/store/sheets/" name, Fixture, GINT_TO_POINTER (outcome), fixture_set_up,   \
              test_finding, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/sheets/kept", fixture_set_up, test_kept);
  fixture_add ("/store/sheets/alone", fixture_set_up, test_alone);
  fixture_add ("/store/sheets/forbidden", fixture_set_up, test_forbidden);
  fixture_add ("/store/sheets/unknown-school", fixture_set_up, test_unknown_school);
  ADD_FINDING ("fails", DZ_OUTCOME_FAIL);
  ADD_FINDING ("warns", DZ_OUTCOME_WARN);
  ADD_FINDING ("unmeasured", DZ_OUTCOME_UNMEASURED);
  fixture_add ("/store/sheets/second-attempt", fixture_set_up, test_second_attempt);
  fixture_add ("/store/sheets/set-apart", fixture_set_up, test_set_apart);
  fixture_add ("/store/sheets/bad", fixture_set_up, test_bad);
  return g_test_run ();
}
