/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-builtin.h"
#include "dz-store-fixture.h"

/* One submission, leased by wang. */
static DzSubmission *
lease_one (Fixture *fixture)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);

  g_assert_cmpuint (items->len, ==, 1);
  return dz_submission_copy (((DzItem *) g_ptr_array_index (items, 0))->submission);
}

static DzState
state_of (Fixture    *fixture,
          const char *id)
{
  g_autoptr(DzSubmission) now = dz_store_get_submission (fixture->store, id, NULL);

  return now->state;
}

static void
assert_invalid (Fixture         *fixture,
                const DzCommand *command,
                const char      *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_reject (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, "background-colour", "请用蓝色背景");
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(GPtrArray) messages = NULL;
  const DzMessage *message;

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (answer->version, ==, leased->version + 1);
  g_assert_cmpint (answer->hold_until_us, ==,
                   answer->at_us + DZ_WINDOW_HOLD_S_DEFAULT * G_USEC_PER_SEC);
  fixture->now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, &error));
  sealed = dz_store_get_submission (fixture->store, leased->id, &error);
  g_assert_cmpint (sealed->state, ==, DZ_STATE_REJECTED);
  g_assert_cmpint (sealed->hold_until_us, ==, 0);
  g_assert_cmpint (sealed->decision->verdict, ==, DZ_VERDICT_REJECT);
  g_assert_cmpstr (sealed->decision->reasons[0], ==, "background-colour");
  g_assert_cmpstr (sealed->decision->note, ==, "请用蓝色背景");
  messages = dz_store_list_messages (fixture->store, 0, 10, &error);
  g_assert_cmpuint (messages->len, ==, 1);
  message = g_ptr_array_index (messages, 0);
  g_assert_cmpstr (message->kind, ==, "rejected");
  g_assert_cmpstr (message->student, ==, leased->student);
  g_assert_nonnull (strstr (message->text, "背景颜色不符合要求"));
  g_assert_nonnull (strstr (message->text, "请用蓝色背景"));
}

static void
test_rejected_may_send_again (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr(DzSubmission) again = NULL;

  test_reject (fixture, data);
  again = fixture_receive (fixture->store, 0, "photo 2");
  g_assert_cmpuint (again->attempt, ==, 2);
}

static void
test_approved_may_not (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(GBytes) photo = fixture_photo ("photo 2");

  fixture->now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, &error));
  g_assert_null (dz_store_receive (fixture->store, identity, photo, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_APPROVED_ALREADY);
}

/* One decision is due and another is not yet. */
static void
test_seal_only_due (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DzSubmission) first = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) second = fixture_queue (fixture->store, 1, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 2);
  g_autoptr(DzCommand) early = fixture_approve (first);
  g_autoptr(DzCommand) late = fixture_approve (second);
  g_autoptr(DzCommandAnswer) early_answer = fixture_apply (fixture, fixture->wang, early);
  g_autoptr(DzCommandAnswer) late_answer = NULL;
  guint n_sealed;

  fixture->now_us += 10 * G_TIME_SPAN_SECOND;
  late_answer = fixture_apply (fixture, fixture->wang, late);
  fixture->now_us = early_answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, NULL));
  g_assert_cmpuint (n_sealed, ==, 1);
  g_assert_cmpint (state_of (fixture, first->id), ==, DZ_STATE_APPROVED);
  g_assert_cmpint (state_of (fixture, second->id), ==, DZ_STATE_HELD);
}

/* The same command again is answered as before, and nothing happens twice. */
static void
test_repeated (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) first = fixture_apply (fixture, fixture->wang, command);
  g_autoptr(DzCommandAnswer) second = NULL;

  fixture->now_us += G_TIME_SPAN_HOUR;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, &error));
  fixture_reopen (fixture);
  second = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (second->result, ==, DZ_COMMAND_RESULT_REPEATED);
  g_assert_cmpint (second->state, ==, DZ_STATE_HELD); /* what was answered then */
  g_assert_cmpuint (second->version, ==, first->version);
  g_assert_cmpint (second->hold_until_us, ==, first->hold_until_us);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "decide"), ==, 1);
}

static void
test_reused (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, "other",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_COMMAND_REUSED);
  g_clear_error (&error);
  g_assert_null (dz_store_apply (fixture->store, fixture->li, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_COMMAND_REUSED);
}

static const char *
id_of (Fixture    *fixture,
       const char *name)
{
  if (name == NULL)
    return NULL;
  return g_str_equal (name, fixture->wang->name) ? fixture->wang->id : fixture->li->id;
}

static void
assert_conflict (Fixture         *fixture,
                 const DzUser    *user,
                 const DzCommand *command,
                 const char      *by,
                 const char      *verdict)
{
  for (guint i = 0; i < 2; i++) /* a repetition is answered alike */
    {
      g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, user, command);

      g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
      g_assert_cmpstr (answer->by, ==, by);
      g_assert_cmpstr (answer->by_id, ==, id_of (fixture, by));
      g_assert_cmpstr (answer->verdict, ==, verdict);
    }
}

static void
test_conflicts (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) others = fixture_approve (leased);
  g_autoptr(DzCommand) old_version = fixture_approve (leased);
  g_autoptr(DzCommand) other_photo = fixture_approve (leased);
  g_autoptr(DzCommand) mine = fixture_approve (leased);
  g_autoptr(DzCommand) late = fixture_reject (leased, "blurred", NULL);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommand) skip = fixture_command (NULL, DZ_COMMAND_SKIP, leased);
  g_autoptr(DzCommandAnswer) answer = NULL;

  old_version->version--;
  other_photo->photo[0] = other_photo->photo[0] == 'a' ? 'b' : 'a';
  assert_conflict (fixture, fixture->li, others, "王老师", NULL); /* wang holds it */
  /* Nobody stands in wang's own way: what was shown has changed. */
  assert_conflict (fixture, fixture->wang, old_version, NULL, NULL);
  assert_conflict (fixture, fixture->wang, other_photo, NULL, NULL);
  assert_conflict (fixture, fixture->wang, undo, NULL, NULL); /* nothing is decided yet */
  g_assert_cmpint (state_of (fixture, leased->id), ==, DZ_STATE_LEASED);
  answer = fixture_apply (fixture, fixture->wang, mine);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  assert_conflict (fixture, fixture->li, late, "王老师", "approve");
  assert_conflict (fixture, fixture->li, skip, "王老师", "approve");
  g_assert_cmpint (state_of (fixture, leased->id), ==, DZ_STATE_HELD);
}

static void
test_invalid (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) unseen = fixture_approve (leased);
  g_autoptr(DzCommand) no_reason = fixture_reject (leased, NULL, NULL);
  g_autoptr(DzCommand) unknown = fixture_reject (leased, "because", NULL);
  g_autoptr(DzCommand) no_note = fixture_reject (leased, "other", NULL);
  g_autoptr(DzCommand) blank_note = fixture_reject (leased, "other", " \n　");
  g_autoptr(DzCommand) reasoned = fixture_reject (leased, "blurred", NULL);
  g_autoptr(DzCommand) no_id = fixture_approve (leased);
  g_autoptr(DzCommand) noted = fixture_reject (leased, "other", "背景有文字");
  g_autoptr(DzCommandAnswer) answer = NULL;

  unseen->shown_ms = 0;
  reasoned->decision->verdict = DZ_VERDICT_APPROVE;
  no_id->id[0] = '\0';
  assert_invalid (fixture, unseen, "what was not shown cannot be decided");
  assert_invalid (fixture, no_reason, "reason");
  assert_invalid (fixture, unknown, "not known");
  assert_invalid (fixture, no_note, "note");
  assert_invalid (fixture, blank_note, "note");
  assert_invalid (fixture, reasoned, "approval");
  assert_invalid (fixture, no_id, "id");
  g_assert_cmpint (state_of (fixture, leased->id), ==, DZ_STATE_LEASED);
  answer = fixture_apply (fixture, fixture->wang, noted);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

/* However much is wrong with a photo, all of it can be said. */
static void
test_all_reasons (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, NULL, "全部不符合要求");
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr(DzCommandAnswer) answer = NULL;
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);

  for (guint i = 0; i < n_reasons; i++)
    g_strv_builder_add (codes, reasons[i].code);
  g_strfreev (command->decision->reasons);
  command->decision->reasons = g_strv_builder_end (codes);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

static void
test_unknown_submission (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);

  command->submission[0] = command->submission[0] == 'a' ? 'b' : 'a';
  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) decide = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) decided = fixture_apply (fixture, fixture->wang, decide);
  g_autoptr(DzCommand) theirs = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommandAnswer) undone = NULL;
  g_autoptr(GPtrArray) items = NULL;
  const DzItem *item;
  guint n_sealed;

  undo->version = decided->version;
  assert_conflict (fixture, fixture->li, theirs, "王老师", "approve");
  undone = fixture_apply (fixture, fixture->wang, undo);
  g_assert_cmpint (undone->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (undone->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (undone->version, ==, decided->version + 1);
  g_assert_cmpint (undone->hold_until_us, ==, 0);
  items = fixture_lease (fixture, fixture->wang, 1);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_null (item->submission->decision);
  fixture->now_us = decided->hold_until_us + G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, &error));
  g_assert_cmpuint (n_sealed, ==, 0);
}

/* A desk that was offline sends decide and undo together, both with the version it saw. */
static void
test_undo_with_version_seen (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) decide = fixture_approve (leased);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommandAnswer) decided = fixture_apply (fixture, fixture->wang, decide);
  g_autoptr(DzCommandAnswer) undone = fixture_apply (fixture, fixture->wang, undo);

  g_assert_cmpint (decided->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (undone->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

static void
test_undo_too_late (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) decide = fixture_approve (leased);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommandAnswer) decided = fixture_apply (fixture, fixture->wang, decide);

  fixture->now_us = decided->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, NULL));
  assert_conflict (fixture, fixture->wang, undo, "王老师", "approve");
  g_assert_cmpint (state_of (fixture, leased->id), ==, DZ_STATE_APPROVED);
}

static void
test_skip (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) skip = fixture_command (NULL, DZ_COMMAND_SKIP, leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, skip);
  g_autoptr(GPtrArray) none = fixture_lease (fixture, fixture->wang, 5);
  g_autoptr(GPtrArray) again = NULL;

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_PENDING);
  g_assert_cmpuint (answer->version, ==, leased->version);
  g_assert_cmpuint (none->len, ==, 0);
  fixture->now_us += DZ_STORE_SKIP_US + G_TIME_SPAN_SECOND;
  again = fixture_lease (fixture, fixture->wang, 5);
  g_assert_cmpuint (again->len, ==, 1);
}

static void
test_skipped_goes_to_others (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) skip = fixture_command (NULL, DZ_COMMAND_SKIP, leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, skip);
  g_autoptr(GPtrArray) others = fixture_lease (fixture, fixture->li, 5);

  g_assert_cmpuint (others->len, ==, 1);
}

/* The lease ran out while the desk was away, and nobody took the submission. */
static void
test_late_decision (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) strangers = fixture_approve (leased);
  g_autoptr(DzCommand) late = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;

  fixture->now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_expire_leases (fixture->store, NULL, &error));
  g_assert_cmpint (state_of (fixture, leased->id), ==, DZ_STATE_PENDING);
  assert_conflict (fixture, fixture->li, strangers, NULL, NULL); /* never held it */
  answer = fixture_apply (fixture, fixture->wang, late);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_HELD);
}

static void
test_late_but_taken (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) late = fixture_approve (leased);
  g_autoptr(DzCommand) later = fixture_approve (leased);
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  fixture->now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND;
  others = fixture_lease (fixture, fixture->li, 1);
  g_assert_cmpuint (others->len, ==, 1);
  assert_conflict (fixture, fixture->wang, late, "李老师", NULL);
  fixture->now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND; /* now li's ran out, too */
  answer = fixture_apply (fixture, fixture->wang, later);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

/* Whether a lease that ran out was returned yet is the service's matter. */
static void
test_expired_but_mine (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;

  fixture->now_us += 2 * DZ_STORE_LEASE_US;
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/commands/reject", fixture_set_up, test_rejected_may_send_again);
  fixture_add ("/store/commands/approve", fixture_set_up, test_approved_may_not);
  fixture_add ("/store/commands/seal-only-due", fixture_set_up, test_seal_only_due);
  fixture_add ("/store/commands/repeated", fixture_set_up, test_repeated);
  fixture_add ("/store/commands/reused", fixture_set_up, test_reused);
  fixture_add ("/store/commands/conflicts", fixture_set_up, test_conflicts);
  fixture_add ("/store/commands/invalid", fixture_set_up, test_invalid);
  fixture_add ("/store/commands/all-reasons", fixture_set_up, test_all_reasons);
  fixture_add ("/store/commands/unknown", fixture_set_up, test_unknown_submission);
  fixture_add ("/store/commands/undo", fixture_set_up, test_undo);
  fixture_add ("/store/commands/undo-version", fixture_set_up, test_undo_with_version_seen);
  fixture_add ("/store/commands/undo-too-late", fixture_set_up, test_undo_too_late);
  fixture_add ("/store/commands/skip", fixture_set_up, test_skip);
  fixture_add ("/store/commands/skipped", fixture_set_up, test_skipped_goes_to_others);
  fixture_add ("/store/commands/late", fixture_set_up, test_late_decision);
  fixture_add ("/store/commands/late-but-taken", fixture_set_up, test_late_but_taken);
  fixture_add ("/store/commands/expired-but-mine", fixture_set_up, test_expired_but_mine);
  return g_test_run ();
}
