/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-builtin.h"
#include "dz-store-fixture.h"
#include "dz-store-reasons.h"

#include <string.h>

static DzReason *
words (const char *code,
       const char *zh)
{
  DzReason *reason = dz_reason_new ();

  reason->code = g_strdup (code);
  reason->rules = g_strdup ("MOUTH-01");
  reason->label_zh = g_strdup ("戴口罩");
  reason->label_en = g_strdup ("Wears a mask");
  reason->zh = g_strdup (zh);
  reason->en = g_strdup ("Please take off the mask.");
  return reason;
}

static void
add (Fixture    *fixture,
     const char *code,
     const char *zh,
     guint       version)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReason) new_words = words (code, zh);
  g_autoptr(DzReason) added = dz_store_add_reason (fixture->store, new_words, version - 1,
                                                   fixture->li->id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (added->version, ==, version);
  g_assert_cmpint (added->since_us, >=, fixture->now_us);
  g_assert_cmpint (added->retired_us, ==, 0);
}

static void
retire (Fixture    *fixture,
        const char *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReason) retired = dz_store_retire_reason (fixture->store, code,
                                                        DZ_STORE_REASON_ANY, fixture->li->id,
                                                        &error);

  g_assert_no_error (error);
  g_assert_cmpint (retired->retired_us, >=, fixture->now_us);
}

static DzReasonList *
list (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  DzReasonList *reasons = dz_store_list_reasons (fixture->store, &error);

  g_assert_no_error (error);
  return reasons;
}

/* A new store begins with what the program brings, which nobody did. */
static void
test_filled (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzReasonList) reasons = list (fixture);
  g_autoptr(DzReasonList) after = NULL;
  GPtrArray *all = dz_reason_list_get_all (reasons);
  guint n_reasons;
  const DzReason *builtin = dz_reason_builtin_all (&n_reasons);

  g_assert_cmpuint (all->len, ==, n_reasons);
  for (guint i = 0; i < n_reasons; i++)
    {
      const DzReason *reason = g_ptr_array_index (all, i);

      g_assert_true (dz_reason_says_alike (reason, &builtin[i]));
      g_assert_cmpuint (reason->version, ==, 1);
      g_assert_cmpint (reason->since_us, ==, 0);
    }
  g_assert_cmpuint (fixture_count_entries (fixture->store, "reason-add"), ==, 0);
  fixture_reopen (fixture);
  after = list (fixture);
  g_assert_cmpuint (dz_reason_list_get_revision (after), ==, n_reasons);
}

/* Other words are another version, and what people made of a reason outlives the next start. */
static void
test_add_and_retire (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DzReasonList) reasons = NULL;
  const DzReason *first;

  add (fixture, "mask", "请摘下口罩。", 1);
  add (fixture, "mask", "请摘下口罩后重拍。", 2);
  add (fixture, "mouth", "请闭合嘴唇。", 2);
  retire (fixture, "ears");
  fixture_reopen (fixture);
  reasons = list (fixture);
  first = dz_reason_list_find_version (reasons, "mask", 1);
  g_assert_cmpstr (first->zh, ==, "请摘下口罩。");
  g_assert_cmpint (first->retired_us, >, 0);
  g_assert_cmpstr (dz_reason_list_find (reasons, "mask")->zh, ==, "请摘下口罩后重拍。");
  g_assert_cmpstr (dz_reason_list_find (reasons, "mouth")->zh, ==, "请闭合嘴唇。");
  g_assert_null (dz_reason_list_find (reasons, "ears"));
  g_assert_nonnull (dz_reason_list_find_version (reasons, "ears", 1));
  g_assert_cmpuint (fixture_count_entries (fixture->store, "reason-add"), ==, 3);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "reason-retire"), ==, 1);
  add (fixture, "ears", "请露出双耳。", 2); /* it may come back */
  fixture_check_history (fixture);
}

static void
test_entry (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GPtrArray) entries = NULL;
  const DzEntry *last;

  add (fixture, "mask", "请摘下口罩。", 1);
  entries = dz_store_read_history (fixture->store, 1, 1000, NULL, NULL);
  last = g_ptr_array_index (entries, entries->len - 1);
  g_assert_cmpstr (last->kind, ==, "reason-add");
  g_assert_cmpstr (last->actor, ==, fixture->li->id);
  g_assert_cmpstr (last->subject, ==, "mask");
  g_assert_nonnull (strstr (last->detail, "请摘下口罩。"));
}

static void
test_bad (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(GError) invalid = NULL;
  g_autoptr(GError) exists = NULL;
  g_autoptr(GError) unknown = NULL;
  g_autoptr(GError) twice = NULL;
  g_autoptr(DzReason) open = words ("mask", "[请摘下口罩。");
  g_autoptr(DzReason) same = words ("mask", "请摘下口罩。");

  add (fixture, "mask", "请摘下口罩。", 1);
  g_assert_null (dz_store_add_reason (fixture->store, open, DZ_STORE_REASON_ANY,
                                      fixture->li->id, &invalid));
  g_assert_error (invalid, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_assert_null (dz_store_add_reason (fixture->store, same, DZ_STORE_REASON_ANY,
                                      fixture->li->id, &exists));
  g_assert_error (exists, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS);
  g_assert_null (dz_store_retire_reason (fixture->store, "none", DZ_STORE_REASON_ANY,
                                         fixture->li->id, &unknown));
  g_assert_error (unknown, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  retire (fixture, "mask");
  g_assert_null (dz_store_retire_reason (fixture->store, "mask", DZ_STORE_REASON_ANY,
                                         fixture->li->id, &twice));
  g_assert_error (twice, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "reason-add"), ==, 1);
}

/* Who changes what another has changed meanwhile is told, and nothing of either is lost; the list
 * names both. */
static void
test_overtaken (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) taken = NULL;
  g_autoptr(GError) late = NULL;
  g_autoptr(GError) unseen = NULL;
  g_autoptr(DzReason) mine = words ("mask", "请取下口罩。");
  g_autoptr(DzReasonList) list = NULL;

  add (fixture, "mask", "请摘下口罩。", 1);
  g_assert_null (dz_store_add_reason (fixture->store, mine, 0, fixture->li->id, &taken));
  g_assert_error (taken, DZ_STORE_ERROR, DZ_STORE_ERROR_OVERTAKEN);
  add (fixture, "mask", "请摘下口罩后重拍。", 2);
  g_assert_null (dz_store_add_reason (fixture->store, mine, 1, fixture->li->id, &late));
  g_assert_error (late, DZ_STORE_ERROR, DZ_STORE_ERROR_OVERTAKEN);
  g_assert_null (dz_store_retire_reason (fixture->store, "mask", 1, fixture->li->id, &unseen));
  g_assert_error (unseen, DZ_STORE_ERROR, DZ_STORE_ERROR_OVERTAKEN);
  list = dz_store_list_reasons (fixture->store, NULL);
  g_assert_cmpstr (dz_reason_list_find (list, "mask")->zh, ==, "请摘下口罩后重拍。");
  g_assert_cmpstr (dz_reason_list_find (list, "mask")->made_by, ==, fixture->li->name);
  g_assert_cmpstr (dz_reason_list_find_version (list, "mask", 1)->retired_by, ==,
                   fixture->li->name);
  g_assert_null (dz_reason_list_find (list, "mask")->retired_by);
  g_assert_null (dz_reason_list_find (list, "mouth")->made_by);
}

/* One submission, leased by wang now. */
static DzSubmission *
lease_one (Fixture *fixture,
           guint    student)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, student, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);

  g_assert_cmpuint (items->len, ==, 1);
  return dz_submission_copy (((DzItem *) g_ptr_array_index (items, 0))->submission);
}

static void
seal (Fixture               *fixture,
      const DzCommandAnswer *answer)
{
  g_autoptr(GError) error = NULL;

  fixture->now_us = answer->hold_until_us;
  dz_store_seal_due (fixture->store, NULL, &error);
  g_assert_no_error (error);
}

static char *
last_message (Fixture *fixture)
{
  g_autoptr(GPtrArray) messages = dz_store_list_messages (fixture->store, 0, 100, NULL);

  g_assert_cmpuint (messages->len, >, 0);
  return g_strdup (((DzMessage *) g_ptr_array_index (messages, messages->len - 1))->text);
}

/* What was decided, and what the student was told, stays as it was whatever becomes of the
 * reason. */
static void
test_old_decision (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture, 0);
  g_autoptr(DzCommand) command = fixture_reject (leased, "mouth", NULL);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autoptr(DzSubmission) sealed = NULL;
  g_autofree char *told = NULL;

  add (fixture, "mouth", "请闭合嘴唇。", 2);
  retire (fixture, "mouth");
  seal (fixture, answer);
  told = last_message (fixture);
  g_assert_nonnull (strstr (told, "1. 嘴唇未闭合或露齿。"));
  sealed = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpstr (sealed->decision->reasons[0], ==, "mouth");
  g_assert_cmpuint (sealed->decision->reason_versions[0], ==, 1);
}

static void
assert_retired (Fixture         *fixture,
                const DzCommand *command)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, command->id,
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_RETIRED);
  g_assert_nonnull (strstr (error->message, "嘴唇未闭合"));
}

/* A draft may be older than what became of its reason, but not than the lease of its photo. */
static void
test_old_draft (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) before = lease_one (fixture, 0);
  g_autoptr(DzSubmission) after = NULL;
  g_autoptr(DzCommand) old = fixture_reject (before, "mouth", NULL);
  g_autoptr(DzCommand) late = NULL;
  g_autoptr(DzCommand) again = NULL;
  g_autoptr(DzCommandAnswer) taken = NULL;
  g_autoptr(DzCommandAnswer) left = NULL;
  g_autofree char *told = NULL;

  fixture->now_us += G_USEC_PER_SEC;
  add (fixture, "mouth", "请闭合嘴唇。", 2);
  fixture->now_us += G_USEC_PER_SEC;
  old->decision->reason_versions[0] = 1;
  taken = fixture_apply (fixture, fixture->wang, old);
  g_assert_cmpint (taken->result, ==, DZ_COMMAND_RESULT_APPLIED);
  after = lease_one (fixture, 1);
  late = fixture_reject (after, "mouth", NULL);
  late->decision->reason_versions[0] = 1;
  assert_retired (fixture, late);
  again = fixture_reject (after, "mouth", NULL);
  left = fixture_apply (fixture, fixture->wang, again);
  g_assert_cmpint (left->result, ==, DZ_COMMAND_RESULT_APPLIED);
  seal (fixture, left);
  told = last_message (fixture);
  g_assert_nonnull (strstr (told, "1. 请闭合嘴唇。"));
}

/* A lease whose time ran out offline is no new beginning. */
static void
test_old_draft_expired (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(DzSubmission) before = lease_one (fixture, 0);
  g_autoptr(DzCommand) old = fixture_reject (before, "mouth", NULL);
  g_autoptr(DzCommandAnswer) taken = NULL;

  fixture->now_us += G_USEC_PER_SEC;
  retire (fixture, "mouth");
  fixture->now_us += (gint64) 3600 * G_USEC_PER_SEC;
  g_assert_true (dz_store_expire_leases (fixture->store, NULL, NULL));
  taken = fixture_apply (fixture, fixture->wang, old);
  g_assert_cmpint (taken->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture, 0);
  g_autoptr(DzCommand) command = fixture_reject (leased, "mouth", NULL);

  command->decision->reason_versions[0] = 7; /* of a service restored from a backup */
  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
}

/* A final refusal lets no photo follow in this window, and the message says so. */
static void
test_final (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) leased = lease_one (fixture, 0);
  g_autoptr(DzCommand) command = fixture_reject (leased, "mouth", NULL);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) sealed = NULL;
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(GBytes) photo = fixture_photo ("another");
  g_autofree char *told = NULL;

  command->decision->retake = FALSE;
  answer = fixture_apply (fixture, fixture->wang, command);
  seal (fixture, answer);
  told = last_message (fixture);
  g_assert_nonnull (strstr (told, "不再接受"));
  g_assert_null (dz_store_receive (fixture->store, identity, photo, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FINAL);
  sealed = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_false (sealed->decision->retake);
}

/* Undone, it was never final. */
static void
test_final_undone (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture, 0);
  g_autoptr(DzCommand) command = fixture_reject (leased, "mouth", NULL);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommand) again = NULL;
  g_autoptr(DzCommandAnswer) decided = NULL;
  g_autoptr(DzCommandAnswer) undone = NULL;
  g_autoptr(DzCommandAnswer) decided_again = NULL;
  g_autoptr(DzSubmission) retaken = NULL;

  command->decision->retake = FALSE;
  decided = fixture_apply (fixture, fixture->wang, command);
  undo->version = decided->version;
  undone = fixture_apply (fixture, fixture->wang, undo);
  leased->version = undone->version;
  again = fixture_reject (leased, "mouth", NULL);
  decided_again = fixture_apply (fixture, fixture->wang, again);
  seal (fixture, decided_again);
  retaken = fixture_receive (fixture->store, 0, "another");
  g_assert_cmpuint (retaken->attempt, ==, 2);
}

/* Reasons can be listed by how often they are given. */
static void
test_uses (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzReasonList) reasons = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(DzSubmission) leased = lease_one (fixture, i);
      g_autoptr(DzCommand) command = fixture_reject (leased, i < 2 ? "mouth" : "ears", NULL);
      g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

      g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
    }
  reasons = list (fixture);
  g_assert_cmpuint (dz_reason_list_find (reasons, "mouth")->uses, ==, 2);
  g_assert_cmpuint (dz_reason_list_find (reasons, "ears")->uses, ==, 1);
  g_assert_cmpuint (dz_reason_list_find (reasons, "hair")->uses, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/reasons/filled", fixture_set_up, test_filled);
  fixture_add ("/store/reasons/add-and-retire", fixture_set_up, test_add_and_retire);
  fixture_add ("/store/reasons/entry", fixture_set_up, test_entry);
  fixture_add ("/store/reasons/bad", fixture_set_up, test_bad);
  fixture_add ("/store/reasons/overtaken", fixture_set_up, test_overtaken);
  fixture_add ("/store/reasons/old-decision", fixture_set_up, test_old_decision);
  fixture_add ("/store/reasons/old-draft", fixture_set_up, test_old_draft);
  fixture_add ("/store/reasons/old-draft-expired", fixture_set_up, test_old_draft_expired);
  fixture_add ("/store/reasons/unknown", fixture_set_up, test_unknown);
  fixture_add ("/store/reasons/final", fixture_set_up, test_final);
  fixture_add ("/store/reasons/final-undone", fixture_set_up, test_final_undone);
  fixture_add ("/store/reasons/uses", fixture_set_up, test_uses);
  return g_test_run ();
}
