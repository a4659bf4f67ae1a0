/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions-fixture.h"

#include <string.h>

#include "dz-override.h"
#include "dz-roster-row.h"
#include "dz-store-delivery.h"

#define DOCTORS_IDENTITY "4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a"
#define DOCTOR "赵六"

static DzDeliveryFacts *
read_facts (Fixture    *fixture,
            const char *window)
{
  g_autoptr(GError) error = NULL;
  DzDeliveryFacts *facts = dz_store_get_delivery_facts (fixture->store, window, &error);

  g_assert_no_error (error);
  return facts;
}

static void
assert_counts (const DzDeliveryFacts *facts,
               DzDeliveryCounts       wanted)
{
  const DzDeliveryCounts *counts = &facts->counts;

  g_assert_cmpuint (counts->approved, ==, wanted.approved);
  g_assert_cmpuint (counts->waiting, ==, wanted.waiting);
  g_assert_cmpuint (counts->refused, ==, wanted.refused);
  g_assert_cmpuint (counts->unpaid, ==, wanted.unpaid);
  g_assert_cmpuint (counts->closed, ==, wanted.closed);
  g_assert_cmpuint (counts->not_sent, ==, wanted.not_sent);
}

static void
seal (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->now_us += G_TIME_SPAN_MINUTE;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, &error));
  g_assert_no_error (error);
}

static void
apply (Fixture         *fixture,
       const DzCommand *command)
{
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

/* Student @n sends a photo that fails BG-01 and POS-04; it is approved, BG-01 by a reason for this
 * photo and POS-04 by a waiver. Not in effect yet. */
static DzSubmission *
approve (Fixture *fixture,
         guint    n)
{
  g_autofree char *photo = g_strdup_printf ("photo %u", n);
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, n, photo, FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);

  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "POS-04", TRUE, "颈部支具");
  ((DzOverride *) g_ptr_array_index (command->decision->overrides, 1))->code = g_strdup ("medical");
  apply (fixture, command);
  return g_steal_pointer (&leased);
}

static void
reject (Fixture *fixture,
        guint    n)
{
  g_autofree char *photo = g_strdup_printf ("bad photo %u", n);
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, n, photo, FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, "background-colour", NULL);

  apply (fixture, command);
}

static void
grant (Fixture    *fixture,
       const char *student,
       const char *rule)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWaiver) waiver = dz_store_grant_waiver (fixture->store, student, rule, "宗教",
                                                      fixture->li->id, &error);

  g_assert_no_error (error);
}

static char *
find_student (Fixture *fixture,
              guint    n)
{
  g_autofree char *identifier = fixture_identifier (n);
  const DzLevel master = DZ_LEVEL_MASTER;

  return dz_store_find_student (fixture->store, FIXTURE_SCHOOL, &master, identifier, NULL);
}

/* A doctor, who is not of the window. */
static void
import_doctor (Fixture *fixture)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  DzRosterRow *row = dz_roster_row_new ();
  const DzLevel doctor = DZ_LEVEL_DOCTOR;

  row->line = 2;
  row->identifier = fixture_identifier (0);
  row->name = g_strdup (DOCTOR);
  g_ptr_array_add (rows, row);
  g_assert_true (dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, &doctor, rows,
                                         DZ_STORE_ACTOR_SERVICE, NULL, NULL));
}

/* Each student is counted once, where the last photo stands; who is of another level is not. */
static void
test_counts (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzDeliveryFacts) before = read_facts (fixture, fixture->window->id);
  g_autoptr(DzDeliveryFacts) facts = NULL;
  g_autoptr(DzDeliveryFacts) later = NULL;
  g_autoptr(DzSubmission) approved = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(DzSubmission) small = NULL;
  g_autoptr(DzSubmission) again = NULL;

  assert_counts (before, (DzDeliveryCounts) { .not_sent = 5 });
  g_assert_null (before->profile_hashes[0]);
  import_doctor (fixture);
  approved = approve (fixture, 0);
  reject (fixture, 1);
  reject (fixture, 2);
  seal (fixture);
  held = approve (fixture, 3);
  again = exceptions_send (fixture, 1, "photo 1", FALSE);
  facts = read_facts (fixture, fixture->window->id);
  assert_counts (facts, (DzDeliveryCounts) { .approved = 1, .waiting = 2, .refused = 1,
                                             .not_sent = 1 });
  small = exceptions_send (fixture, 4, "small", TRUE);
  seal (fixture);
  later = read_facts (fixture, fixture->window->id);
  assert_counts (later, (DzDeliveryCounts) { .approved = 2, .waiting = 1, .refused = 2 });
  g_assert_cmpint (later->made_us, >, facts->made_us);
}

static void
test_head (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) one = approve (fixture, 0);
  g_autoptr(DzSubmission) other = approve (fixture, 1);
  g_autoptr(DzDeliveryFacts) facts = NULL;
  g_autoptr(DzDeliveryFacts) none = NULL;
  g_autoptr(GError) error = NULL;

  seal (fixture);
  facts = read_facts (fixture, fixture->window->id);
  g_assert_cmpstr (facts->school->code, ==, FIXTURE_SCHOOL);
  g_assert_nonnull (strstr (facts->school->name, "石油大学"));
  g_assert_cmpstr (facts->window->id, ==, fixture->window->id);
  g_assert_cmpuint (g_strv_length (facts->profile_hashes), ==, 1); /* two photos, one profile */
  g_assert_cmpstr (facts->profile_hashes[0], ==, one->profile_hash);
  g_assert_cmpint (facts->made_us, >=, fixture->now_us);
  none = dz_store_get_delivery_facts (fixture->store, "0123456789abcdef0123456789abcdef", &error);
  g_assert_null (none);
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

static void
assert_waived (const DzDeliveryFacts *facts,
               guint                  position,
               guint                  student,
               const char            *rule,
               gboolean               judged,
               DzOutcome              outcome)
{
  const DzWaived *waived = g_ptr_array_index (facts->waived, position);
  g_autofree char *identifier = fixture_identifier (student);
  g_autofree char *name = fixture_name (student);

  g_assert_cmpstr (waived->identifier, ==, identifier);
  g_assert_cmpstr (waived->name, ==, name);
  g_assert_cmpint (waived->level, ==, DZ_LEVEL_MASTER);
  g_assert_cmpstr (waived->waiver->rule, ==, rule);
  g_assert_cmpint (waived->judged, ==, judged);
  if (judged)
    g_assert_cmpint (waived->outcome, ==, outcome);
}

/* All waivers that stand, with what their rules said of the approved photo. */
static void
test_waived (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzSubmission) second = approve (fixture, 1);
  g_autoptr(DzSubmission) first = approve (fixture, 0);
  g_autoptr(DzDeliveryFacts) facts = NULL;
  const DzWaived *waived;

  grant (fixture, first->student, "EAR-01");   /* unmeasured */
  grant (fixture, first->student, "GLASS-01"); /* not judged */
  grant (fixture, first->student, "HEAD-01");  /* warns */
  grant (fixture, first->student, "FILE-02");  /* passes */
  seal (fixture);
  facts = read_facts (fixture, fixture->window->id);
  g_assert_cmpuint (facts->waived->len, ==, 6);
  assert_waived (facts, 0, 0, "EAR-01", TRUE, DZ_OUTCOME_UNMEASURED);
  assert_waived (facts, 1, 0, "FILE-02", TRUE, DZ_OUTCOME_PASS);
  assert_waived (facts, 2, 0, "GLASS-01", FALSE, DZ_OUTCOME_PASS);
  assert_waived (facts, 3, 0, "HEAD-01", TRUE, DZ_OUTCOME_WARN);
  assert_waived (facts, 4, 0, "POS-04", TRUE, DZ_OUTCOME_FAIL);
  assert_waived (facts, 5, 1, "POS-04", TRUE, DZ_OUTCOME_FAIL);
  waived = g_ptr_array_index (facts->waived, 4);
  g_assert_cmpstr (waived->waiver->code, ==, "medical");
  g_assert_cmpstr (waived->waiver->reason, ==, "颈部支具");
  g_assert_cmpstr (waived->waiver->granted_by, ==, "王老师");
  g_assert_cmpint (waived->waiver->granted_us, >, fixture->window->opens_us);
  g_assert_cmpint (waived->waiver->granted_us, <, facts->made_us);
}

/* What does not go to the school: a waiver of whose photo is not approved, one that was withdrawn,
 * one of an approval that was taken back. */
static void
test_not_waived (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *nobody = find_student (fixture, 4);
  g_autofree char *refused = find_student (fixture, 2);
  g_autoptr(DzSubmission) approved = approve (fixture, 0);
  g_autoptr(DzSubmission) undone = NULL;
  g_autoptr(DzCommand) undo = NULL;
  g_autoptr(DzDeliveryFacts) held = read_facts (fixture, fixture->window->id);
  g_autoptr(DzDeliveryFacts) sealed = NULL;
  g_autoptr(DzDeliveryFacts) after = NULL;
  g_autoptr(DzWaiver) ended = NULL;

  g_assert_cmpuint (held->waived->len, ==, 0);
  grant (fixture, nobody, "HEAD-01");
  grant (fixture, refused, "HEAD-01");
  reject (fixture, 2);
  undone = approve (fixture, 3);
  undo = fixture_command (NULL, DZ_COMMAND_UNDO, undone);
  apply (fixture, undo);
  seal (fixture);
  sealed = read_facts (fixture, fixture->window->id);
  g_assert_cmpuint (sealed->waived->len, ==, 1);
  assert_waived (sealed, 0, 0, "POS-04", TRUE, DZ_OUTCOME_FAIL);
  ended = dz_store_withdraw_waiver (fixture->store, approved->student, "POS-04", fixture->li->id,
                                    NULL);
  g_assert_nonnull (ended);
  after = read_facts (fixture, fixture->window->id);
  g_assert_cmpuint (after->waived->len, ==, 0);
  g_assert_cmpuint (after->counts.approved, ==, 1);
}

/* The photo was judged by the lines that the reviewer corrected. */
static void
test_corrected (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *student = find_student (fixture, 0);
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzDeliveryFacts) facts = NULL;
  guint n_asked = 0;

  grant (fixture, student, "POS-04");
  leased = exceptions_lease (fixture);
  command = fixture_approve (leased);
  dz_store_set_judge (fixture->store, exceptions_judge, &n_asked);
  exceptions_override (command, "BG-01", FALSE, "x");
  command->decision->correction.crown_y = 56;
  apply (fixture, command);
  seal (fixture);
  facts = read_facts (fixture, fixture->window->id);
  g_assert_cmpuint (facts->waived->len, ==, 1);
  assert_waived (facts, 0, 0, "POS-04", TRUE, DZ_OUTCOME_PASS);
}

/* Another window of the same students knows nothing of this one; there, students pay. */
static void
test_other_window (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzSubmission) approved = approve (fixture, 0);
  g_autoptr(DzWindow) wanted = fixture_new_window (fixture->window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzSubmission) unpaid = NULL;
  g_autoptr(DzDeliveryFacts) first = NULL;
  g_autoptr(DzDeliveryFacts) second = NULL;

  seal (fixture);
  wanted->payer = DZ_PAYER_STUDENT;
  wanted->fee_fen = 3000;
  window = dz_store_open_window (fixture->store, wanted, DZ_STORE_ACTOR_SERVICE, NULL);
  fixture->now_us = window->opens_us;
  unpaid = exceptions_send (fixture, 0, "photo of this year", FALSE);
  g_assert_cmpint (unpaid->state, ==, DZ_STATE_UNPAID);
  first = read_facts (fixture, fixture->window->id);
  second = read_facts (fixture, window->id);
  assert_counts (first, (DzDeliveryCounts) { .approved = 1, .not_sent = 4 });
  g_assert_cmpuint (first->waived->len, ==, 1);
  assert_counts (second, (DzDeliveryCounts) { .unpaid = 1, .not_sent = 4 });
  g_assert_cmpuint (second->waived->len, ==, 0);
  g_assert_null (second->profile_hashes[0]);
}

/* The doctor's photo keeps every rule and is approved. */
static void
approve_doctor (Fixture *fixture)
{
  g_autofree char *identifier = fixture_identifier (0);
  g_autoptr(GBytes) photo = fixture_photo ("a doctor's");
  g_autoptr(DzStudent) bound = dz_store_bind_student (fixture->store, DOCTORS_IDENTITY,
                                                      FIXTURE_SCHOOL, DZ_LEVEL_DOCTOR, DOCTOR,
                                                      identifier, NULL);
  g_autoptr(DzSubmission) received = dz_store_receive (fixture->store, DOCTORS_IDENTITY, photo,
                                                       NULL);
  g_autoptr(DzSubmission) examined = fixture_examine (fixture->store, received->id, DZ_OUTCOME_PASS,
                                                      DZ_AUTHORITY_AUTO);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);

  apply (fixture, command);
  grant (fixture, bound->id, "HEAD-01");
}

/* Two students of one number, a master and a doctor, and one profile for both. */
static void
test_two_levels (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DzWindow) wanted = fixture_new_window (fixture->window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzSubmission) masters = NULL;
  g_autoptr(DzDeliveryFacts) facts = NULL;

  wanted->levels = 1 << DZ_LEVEL_MASTER | 1 << DZ_LEVEL_DOCTOR;
  window = dz_store_open_window (fixture->store, wanted, DZ_STORE_ACTOR_SERVICE, NULL);
  fixture->now_us = window->opens_us;
  import_doctor (fixture);
  masters = approve (fixture, 0);
  approve_doctor (fixture);
  seal (fixture);
  facts = read_facts (fixture, window->id);
  assert_counts (facts, (DzDeliveryCounts) { .approved = 2, .not_sent = 4 });
  g_assert_cmpuint (g_strv_length (facts->profile_hashes), ==, 1);
  g_assert_cmpuint (facts->waived->len, ==, 2);
  g_assert_cmpstr (((DzWaived *) g_ptr_array_index (facts->waived, 0))->name, ==, DOCTOR);
  g_assert_cmpint (((DzWaived *) g_ptr_array_index (facts->waived, 0))->level, ==, DZ_LEVEL_DOCTOR);
  assert_waived (facts, 1, 0, "POS-04", TRUE, DZ_OUTCOME_FAIL);
}

/* Where something is still to be done, nobody is told that it is over. */
static void
test_states (void)
{
  for (DzState state = 0; state < DZ_N_STATES; state++)
    {
      DzDeliveryCounts counts = { 0 };
      guint n_moves;
      const DzMove *moves = dz_state_get_moves (&n_moves);
      gboolean goes_on = FALSE;

      (*dz_delivery_counts_at (&counts, state))++;
      for (guint i = 0; i < n_moves; i++)
        goes_on |= moves[i].from == state && moves[i].to != DZ_STATE_REOPENED;
      g_test_message ("%s", dz_state_to_nick (state));
      g_assert_cmpuint (counts.waiting + counts.unpaid, ==, goes_on ? 1 : 0);
      g_assert_cmpuint (counts.approved, ==, state == DZ_STATE_APPROVED ? 1 : 0);
      g_assert_cmpuint (counts.not_sent, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/delivery/counts", fixture_set_up, test_counts);
  fixture_add ("/store/delivery/head", fixture_set_up, test_head);
  fixture_add ("/store/delivery/waived", fixture_set_up, test_waived);
  fixture_add ("/store/delivery/not-waived", fixture_set_up, test_not_waived);
  fixture_add ("/store/delivery/corrected", fixture_set_up, test_corrected);
  fixture_add ("/store/delivery/other-window", fixture_set_up, test_other_window);
  fixture_add ("/store/delivery/two-levels", fixture_set_up, test_two_levels);
  g_test_add_func ("/store/delivery/states", test_states);
  return g_test_run ();
}
