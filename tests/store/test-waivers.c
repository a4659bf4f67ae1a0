/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "dz-override.h"
#include "dz-roster-row.h"

static char *
find_student (Fixture *fixture,
              guint    student)
{
  g_autofree char *identifier = fixture_identifier (student);
  g_autoptr(GError) error = NULL;
  char *id = dz_store_find_student (fixture->store, FIXTURE_SCHOOL, NULL, identifier, &error);

  g_assert_no_error (error);
  return id;
}

static void
grant (Fixture    *fixture,
       const char *student,
       const char *rule,
       const char *reason)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWaiver) waiver = dz_store_grant_waiver (fixture->store, student, rule, reason,
                                                      fixture->li->id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (waiver->rule, ==, rule);
  g_assert_cmpstr (waiver->reason, ==, reason);
  g_assert_cmpstr (waiver->granted_by, ==, "李老师");
  g_assert_cmpstr (waiver->student, ==, student);
  g_assert_cmpint (waiver->granted_us, >=, fixture->now_us);
}

static guint
count (Fixture    *fixture,
       const char *student)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) waivers = dz_store_list_waivers (fixture->store, student, &error);

  g_assert_no_error (error);
  return waivers->len;
}

static void
test_grant_and_withdraw (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *student = find_student (fixture, 0);
  g_autofree char *other = find_student (fixture, 1);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(JsonObject) granted = NULL;
  g_autoptr(DzWaiver) ended = NULL;
  const DzEntry *last;

  grant (fixture, student, "HEAD-01", "宗教");
  g_assert_cmpuint (count (fixture, student), ==, 1);
  g_assert_cmpuint (count (fixture, other), ==, 0);
  granted = exceptions_last_detail (fixture, "waiver-grant");
  g_assert_cmpstr (json_object_get_string_member (granted, "rule"), ==, "HEAD-01");
  g_assert_cmpstr (json_object_get_string_member (granted, "reason"), ==, "宗教");
  ended = dz_store_withdraw_waiver (fixture->store, student, "HEAD-01", DZ_STORE_ACTOR_SERVICE,
                                    NULL);
  g_assert_cmpstr (ended->reason, ==, "宗教");
  g_assert_cmpuint (count (fixture, student), ==, 0);
  entries = dz_store_read_history (fixture->store, 1, 1000, NULL, NULL);
  last = g_ptr_array_index (entries, entries->len - 1);
  g_assert_cmpstr (last->kind, ==, "waiver-withdraw");
  g_assert_cmpstr (last->actor, ==, DZ_STORE_ACTOR_SERVICE);
  g_assert_cmpstr (last->subject, ==, student);
  g_assert_cmpstr (last->outcome, ==, "withdrawn"); /* the rule may tell a faith: it is erasable */
  grant (fixture, student, "HEAD-01", "医疗"); /* again, with another reason */
  g_assert_cmpuint (count (fixture, student), ==, 1);
  fixture_check_history (fixture);
}

static void
assert_not_granted (Fixture     *fixture,
                    const char  *student,
                    const char  *rule,
                    const char  *reason,
                    DzStoreError code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_store_grant_waiver (fixture->store, student, rule, reason, fixture->li->id,
                                        &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
}

static void
test_bad (Fixture      *fixture,
          gconstpointer data)
{
  g_autofree char *student = find_student (fixture, 0);
  g_autofree char *longer = g_strnfill (DZ_OVERRIDE_REASON_MAX + 1, 'x');
  g_autoptr(GError) error = NULL;

  grant (fixture, student, "HEAD-01", "宗教");
  assert_not_granted (fixture, student, "HEAD-01", "宗教", DZ_STORE_ERROR_EXISTS);
  assert_not_granted (fixture, student, "NONE-01", "x", DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, student, "FILE-01", "x", DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, student, "ORIG-05", "x", DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, student, "EAR-01", "", DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, student, "EAR-01", " 　", DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, student, "EAR-01", longer, DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, student, "EAR-01", NULL, DZ_STORE_ERROR_INVALID);
  assert_not_granted (fixture, "0123456789abcdef0123456789abcdef", "EAR-01", "x",
                      DZ_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (fixture, student), ==, 1);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "waiver-grant"), ==, 1);
  g_assert_null (dz_store_withdraw_waiver (fixture->store, student, "EAR-01", fixture->li->id,
                                           &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

static void
test_find_student (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *identifier = fixture_identifier (0);
  const DzLevel doctor = DZ_LEVEL_DOCTOR;
  const DzLevel master = DZ_LEVEL_MASTER;
  g_autoptr(GError) error = NULL;
  g_autofree char *found = dz_store_find_student (fixture->store, FIXTURE_SCHOOL, &master,
                                                  identifier, &error);
  g_autofree char *typed = g_strconcat (" ", identifier, " ", NULL);
  g_autofree char *same = dz_store_find_student (fixture->store, FIXTURE_SCHOOL, NULL, typed,
                                                 &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, same);
  g_assert_null (dz_store_find_student (fixture->store, FIXTURE_SCHOOL, &doctor, identifier,
                                        &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dz_store_find_student (fixture->store, "00000", NULL, identifier, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL);
}

/* The same number among masters and doctors is two students. */
static void
test_find_one_of_two (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *identifier = fixture_identifier (0);
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  DzRosterRow *row = dz_roster_row_new ();
  const DzLevel doctor = DZ_LEVEL_DOCTOR;
  g_autoptr(GError) error = NULL;
  DzRosterChange change;
  g_autofree char *found = NULL;

  row->line = 2;
  row->identifier = g_strdup (identifier);
  row->name = g_strdup ("赵六");
  g_ptr_array_add (rows, row);
  g_assert_true (dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, &doctor, rows,
                                         DZ_STORE_ACTOR_SERVICE, &change, &error));
  g_assert_null (dz_store_find_student (fixture->store, FIXTURE_SCHOOL, NULL, identifier, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_clear_error (&error);
  found = dz_store_find_student (fixture->store, FIXTURE_SCHOOL, &doctor, identifier, &error);
  g_assert_no_error (error);
}

static DzSubmission *
approve (Fixture    *fixture,
         DzCommand  *command)
{
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  return dz_store_get_submission (fixture->store, command->submission, NULL);
}

/* An override that is a waiver stands for the student: it is there at the next attempt, which then
 * fails as measured and needs no override again. */
static void
test_by_decision (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(GPtrArray) waivers = NULL;
  const DzWaiver *waiver;

  exceptions_override (command, "POS-04", TRUE, "颈部支具");
  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "HEAD-01", TRUE, "宗教"); /* only warns, and may be waived */
  held = approve (fixture, command);
  g_assert_cmpuint (held->version, ==, leased->version + 1); /* not more, for all its waivers */
  waivers = dz_store_list_waivers (fixture->store, leased->student, NULL);
  g_assert_cmpuint (waivers->len, ==, 2);
  waiver = g_ptr_array_index (waivers, 1);
  g_assert_cmpstr (waiver->rule, ==, "POS-04");
  g_assert_cmpstr (waiver->reason, ==, "颈部支具");
  g_assert_cmpstr (waiver->granted_by, ==, "王老师");
  detail = exceptions_last_detail (fixture, "waiver-grant");
  g_assert_cmpstr (json_object_get_string_member (detail, "submission"), ==, leased->id);
  g_assert_true (json_object_has_member (detail, "decision"));
  g_assert_true (json_object_has_member (detail, "command"));
}

/* A photo of a student whose rules are waived already. */
/* The program takes a decision back, because another student sends the same picture: what it
 * granted goes with it, as when a person takes it back. */
static void
test_undone_by_quarantine (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(DzSubmission) copy = NULL;
  g_autoptr(DzSubmission) examined = NULL;
  g_autoptr(DzSubmission) after = NULL;
  DzTwin *twin = dz_twin_new ();

  exceptions_override (command, "POS-04", TRUE, "颈部支具");
  exceptions_override (command, "BG-01", FALSE, "x");
  held = approve (fixture, command);
  g_assert_cmpuint (count (fixture, leased->student), ==, 1);
  twin->submission = g_strdup (sent->id);
  twin->kind = DZ_TWIN_BYTES;
  g_ptr_array_add (peers->twins, twin);
  fixture_bind (fixture->store, 1);
  copy = fixture_receive (fixture->store, 1, "photo");
  examined = fixture_examine_among (fixture->store, copy->id, measurement, peers, G_MAXINT64);
  g_assert_cmpint (examined->state, ==, DZ_STATE_QUARANTINED);
  after = dz_store_get_submission (fixture->store, sent->id, NULL);
  g_assert_cmpint (after->state, ==, DZ_STATE_QUARANTINED);
  g_assert_cmpuint (after->version, >, held->version);
  g_assert_cmpuint (count (fixture, leased->student), ==, 0);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "waiver-withdraw"), ==, 1);
}

static void
test_later_attempt (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *student = find_student (fixture, 0);
  g_autoptr(DzSubmission) sent = NULL;
  g_autoptr(DzItem) item = NULL;
  g_autoptr(DzCommand) again = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *waived;

  grant (fixture, student, "POS-04", "颈部支具");
  sent = exceptions_send (fixture, 0, "photo", FALSE);
  item = exceptions_lease_item (fixture);
  g_assert_cmpuint (item->waivers->len, ==, 1);
  g_assert_nonnull (dz_waivers_find (item->waivers, "POS-04"));
  g_assert_cmpint (dz_findings_find (item->submission->findings, "POS-04")->outcome, ==,
                   DZ_OUTCOME_FAIL);
  again = fixture_approve (item->submission);
  exceptions_override (again, "BG-01", FALSE, "x");
  exceptions_override (again, "POS-04", FALSE, "x");
  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, again, "b", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  command = fixture_approve (item->submission);
  exceptions_override (command, "BG-01", FALSE, "x");
  held = approve (fixture, command);
  detail = exceptions_last_detail (fixture, "decide");
  waived = json_object_get_array_member (detail, "waived");
  g_assert_cmpuint (json_array_get_length (waived), ==, 1);
  g_assert_true (g_str_has_prefix (json_array_get_string_element (waived, 0), "POS-04:"));
}

/* Who judges a photo while a waiver of its student comes or goes must look again. */
static void
test_versions (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) now = NULL;

  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "POS-04", FALSE, "x");
  grant (fixture, leased->student, "POS-04", "颈部支具");
  now = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpuint (now->version, ==, leased->version + 1);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_null (answer->by);
}

/* A rule that refuses by itself does not where it is waived; then a person looks. Other such rules
 * still do. */
static void
test_auto (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *student = find_student (fixture, 0);
  g_autoptr(DzSubmission) first = exceptions_send (fixture, 0, "photo", TRUE);
  g_autoptr(DzSubmission) others = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzItem) item = NULL;

  g_assert_cmpint (first->state, ==, DZ_STATE_REFUSED_BY_RULE);
  grant (fixture, student, "FILE-02", "学校只有这一张底片");
  second = exceptions_send (fixture, 0, "photo 2", TRUE);
  g_assert_cmpint (second->state, ==, DZ_STATE_PENDING);
  g_assert_cmpint (dz_findings_find (second->findings, "FILE-02")->outcome, ==, DZ_OUTCOME_FAIL);
  others = exceptions_send (fixture, 1, "photo 3", TRUE);
  g_assert_cmpint (others->state, ==, DZ_STATE_REFUSED_BY_RULE);
  item = exceptions_lease_item (fixture);
  g_assert_cmpstr (item->submission->id, ==, second->id);
  g_assert_nonnull (dz_waivers_find (item->waivers, "FILE-02"));
}

/* What a supervisor has withdrawn meanwhile is not withdrawn a second time. */
static void
test_undo_after_withdrawal (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommandAnswer) undone = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(DzWaiver) ended = NULL;

  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "POS-04", TRUE, "颈部支具");
  held = approve (fixture, command);
  ended = dz_store_withdraw_waiver (fixture->store, leased->student, "POS-04", fixture->li->id,
                                    NULL);
  g_assert_nonnull (ended);
  undone = fixture_apply (fixture, fixture->wang, undo);
  g_assert_cmpint (undone->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "waiver-withdraw"), ==, 1);
  g_assert_cmpuint (count (fixture, leased->student), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/waivers/grant-and-withdraw", fixture_set_up, test_grant_and_withdraw);
  fixture_add ("/store/waivers/bad", fixture_set_up, test_bad);
  fixture_add ("/store/waivers/find-student", fixture_set_up, test_find_student);
  fixture_add ("/store/waivers/find-one-of-two", fixture_set_up, test_find_one_of_two);
  fixture_add ("/store/waivers/by-decision", fixture_set_up, test_by_decision);
  fixture_add ("/store/waivers/undone-by-quarantine", fixture_set_up,
               test_undone_by_quarantine);
  fixture_add ("/store/waivers/later-attempt", fixture_set_up, test_later_attempt);
  fixture_add ("/store/waivers/versions", fixture_set_up, test_versions);
  fixture_add ("/store/waivers/auto", fixture_set_up, test_auto);
  fixture_add ("/store/waivers/undo-after-withdrawal", fixture_set_up, test_undo_after_withdrawal);
  return g_test_run ();
}
