/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision that is in effect, and a supervisor who takes it back. */
#include "dz-store-fixture.h"
#include "dz-store-reopenings.h"
#include "dz-store-standing.h"
#include "dz-store-tasks.h"
#include "dz-store-waivers.h"

#include <string.h>

#define WHY "背景在范围之内"

typedef struct
{
  Fixture fixture;
  DzUser *wei; /* a supervisor */
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up (&self->fixture, NULL);
  self->wei = dz_store_add_user (self->fixture.store, "魏主管", "$argon2id$", DZ_ROLE_SUPERVISOR,
                                 DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  dz_user_free (self->wei);
  fixture_tear_down (&self->fixture, NULL);
}

static DzSubmission *
get (Case       *self,
     const char *id)
{
  g_autoptr(GError) error = NULL;
  DzSubmission *submission = dz_store_get_submission (self->fixture.store, id, &error);

  g_assert_no_error (error);
  return submission;
}

static void
seal (Case *self)
{
  g_autoptr(GError) error = NULL;

  self->fixture.now_us += (DZ_WINDOW_HOLD_S_DEFAULT + 1) * G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (self->fixture.store, NULL, &error));
  g_assert_no_error (error);
}

static guint
count_free (Case         *self,
            const DzUser *user)
{
  DzQueueCounts counts;

  g_assert_true (dz_store_count_queue (self->fixture.store, user, &counts, NULL));
  return counts.free;
}

static guint
count_offered (Case         *self,
               const DzUser *user)
{
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, user, 5);

  return items->len;
}

/* Leased by @user, who finds one. */
static DzSubmission *
take (Case         *self,
      const DzUser *user)
{
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, user, 5);

  g_assert_cmpuint (items->len, ==, 1);
  return dz_submission_copy (((DzItem *) g_ptr_array_index (items, 0))->submission);
}

/* What @user takes and rejects; it is held. */
static DzSubmission *
reject (Case         *self,
        const DzUser *user)
{
  g_autoptr(DzSubmission) leased = take (self, user);
  g_autoptr(DzCommand) command = fixture_reject (leased, "background-colour", "蓝色");
  g_autoptr(DzCommandAnswer) answer = fixture_apply (&self->fixture, user, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  return get (self, leased->id);
}

static DzSubmission *
reject_and_seal (Case         *self,
                 const DzUser *user)
{
  g_autoptr(DzSubmission) held = reject (self, user);

  seal (self);
  return get (self, held->id);
}

static DzCommand *
new_reopening (const DzSubmission *submission,
               const char         *reason)
{
  DzCommand *command = fixture_command (NULL, DZ_COMMAND_REOPEN, submission);

  command->reason = g_strdup (reason);
  return command;
}

static DzCommandAnswer *
reopen (Case               *self,
        const DzSubmission *submission)
{
  g_autoptr(DzCommand) command = new_reopening (submission, WHY);

  return fixture_apply (&self->fixture, self->wei, command);
}

static void
assert_reopened (Case               *self,
                 const DzSubmission *submission)
{
  g_autoptr(DzCommandAnswer) answer = reopen (self, submission);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_PENDING);
  g_assert_cmpuint (answer->version, ==, submission->version + 1);
}

static void
assert_refused (Case            *self,
                const DzUser    *user,
                const DzCommand *command,
                DzStoreError     code)
{
  g_autoptr(DzSubmission) before = get (self, command->submission);
  g_autoptr(DzSubmission) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_store_apply (self->fixture.store, user, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
  after = get (self, command->submission);
  g_assert_cmpint (after->state, ==, before->state);
  g_assert_cmpuint (after->version, ==, before->version);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "reopen"), ==, 0);
}

/* Another student sends the same photo. */
static DzSubmission *
send_twin (Case       *self,
           const char *other)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) received = NULL;
  DzTwin *found = dz_twin_new ();

  fixture_bind (self->fixture.store, 1);
  received = fixture_receive (self->fixture.store, 1, "photo");
  found->submission = g_strdup (other);
  g_ptr_array_add (peers->twins, found);
  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  return fixture_examine_among (self->fixture.store, received->id, measurement, peers, G_MAXINT64);
}

static DzTaskJudge
judge_of (GPtrArray  *tasks,
          const char *submission)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      if (g_str_equal (task->submission, submission))
        return task->judge;
    }
  g_assert_not_reached ();
}

/* The newest message, and how many there are. */
static DzMessage *
last_message (Case  *self,
              guint *n)
{
  g_autoptr(GPtrArray) messages = dz_store_list_messages (self->fixture.store, 0, 100, NULL);

  *n = messages->len;
  return g_ptr_array_steal_index (messages, messages->len - 1);
}

static void
assert_told (Case       *self,
             guint       n_wanted,
             const char *kind,
             const char *words)
{
  guint n;
  g_autoptr(DzMessage) message = last_message (self, &n);

  g_assert_cmpuint (n, ==, n_wanted);
  g_assert_cmpstr (message->kind, ==, kind);
  g_assert_nonnull (strstr (message->text, words));
}

/* The detail of the last entry of a kind. */
static char *
find_detail (Case       *self,
             const char *kind)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (self->fixture.store, 1, 100, NULL, NULL);

  for (guint i = entries->len; i > 0; i--)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i - 1);

      if (g_str_equal (entry->kind, kind))
        return g_strdup (entry->detail);
    }
  g_assert_not_reached ();
}

/* Who judges it again reads why they do. */
static void
assert_told_why (Case *self)
{
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, self->fixture.li, 5);
  const DzItem *item = g_ptr_array_index (items, 0);

  g_assert_nonnull (item->reopening);
  g_assert_cmpstr (item->reopening->reason, ==, WHY);
  g_assert_cmpstr (item->reopening->by, ==, self->wei->name);
  g_assert_cmpint (item->reopening->at_us, >=, self->fixture.now_us);
}

/* Judged anew by somebody else; the student is told both times, and who asked is answered. */
static void
test_anew (Case         *self,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzCommand) ask = fixture_command (NULL, DZ_COMMAND_ASK, sealed);
  g_autoptr(DzCommandAnswer) asked = NULL;
  g_autoptr(DzSubmission) open = NULL;
  g_autoptr(DzSubmission) taken = NULL;
  g_autoptr(DzCommand) approve = NULL;
  g_autoptr(DzCommandAnswer) approved = NULL;
  g_autoptr(DzSubmission) after = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autofree char *detail = NULL;

  g_assert_cmpint (sealed->state, ==, DZ_STATE_REJECTED);
  g_assert_false (sealed->reopened);
  ask->reason = g_strdup ("按错了键");
  asked = fixture_apply (&self->fixture, self->fixture.wang, ask);
  g_assert_cmpint (asked->result, ==, DZ_COMMAND_RESULT_APPLIED);
  assert_told (self, 1, "rejected", "未通过");
  assert_reopened (self, sealed);
  open = get (self, queued->id);
  g_assert_null (open->decision);
  g_assert_true (open->reopened);
  assert_told (self, 2, "reopened", "已撤回");
  detail = find_detail (self, "reopen");
  g_assert_nonnull (strstr (detail, WHY));
  tasks = dz_store_list_tasks (self->fixture.store, NULL, 10, NULL);
  g_assert_cmpuint (tasks->len, ==, 0);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "task-finish"), ==, 1);
  g_assert_cmpuint (count_free (self, self->fixture.wang), ==, 0);
  g_assert_cmpuint (count_free (self, self->fixture.li), ==, 1);
  g_assert_cmpuint (count_offered (self, self->fixture.wang), ==, 0);
  assert_told_why (self);
  taken = take (self, self->fixture.li);
  g_assert_cmpstr (taken->id, ==, queued->id);
  g_assert_true (taken->reopened);
  approve = fixture_approve (taken);
  approved = fixture_apply (&self->fixture, self->fixture.li, approve);
  g_assert_cmpint (approved->result, ==, DZ_COMMAND_RESULT_APPLIED);
  seal (self);
  after = get (self, queued->id);
  g_assert_cmpint (after->state, ==, DZ_STATE_APPROVED);
  assert_told (self, 3, "approved", "以本次结果为准。\n您的照片已通过审核");
}

/* Twice: neither of the two who decided it is offered it again, whatever way they try. */
static void
test_never_again (Case         *self,
                  gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) first = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzSubmission) open = NULL;
  g_autoptr(DzSubmission) taken = NULL;
  g_autoptr(DzCommand) late = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  gboolean retaken;

  assert_reopened (self, first);
  second = reject_and_seal (self, self->fixture.li);
  assert_reopened (self, second);
  g_assert_cmpuint (count_offered (self, self->fixture.wang), ==, 0);
  g_assert_cmpuint (count_offered (self, self->fixture.li), ==, 0);
  g_assert_true (dz_store_retake (self->fixture.store, self->fixture.li, FIXTURE_DESK, queued->id,
                                  &retaken, NULL));
  g_assert_false (retaken);
  open = get (self, queued->id);
  late = fixture_approve (open);
  answer = fixture_apply (&self->fixture, self->fixture.li, late);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  taken = take (self, self->wei);
  g_assert_cmpstr (taken->id, ==, queued->id);
}

/* A lease that ran out once gives no right to decide again what was decided since. */
static void
test_late_command (Case         *self,
                   gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) leased = take (self, self->fixture.wang);
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(DzSubmission) open = NULL;
  g_autoptr(DzCommand) late = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  self->fixture.now_us += DZ_STORE_LEASE_US + 1;
  g_assert_true (dz_store_expire_leases (self->fixture.store, NULL, NULL));
  sealed = reject_and_seal (self, self->fixture.wang);
  g_assert_cmpstr (sealed->id, ==, leased->id);
  assert_reopened (self, sealed);
  open = get (self, queued->id);
  late = fixture_approve (open);
  answer = fixture_apply (&self->fixture, self->fixture.wang, late);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpuint (count_offered (self, self->fixture.li), ==, 1);
}

static void
test_forbidden (Case         *self,
                gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzCommand) command = new_reopening (sealed, WHY);

  g_assert_nonnull (queued);
  assert_refused (self, self->fixture.li, command, DZ_STORE_ERROR_FORBIDDEN);
}

static void
test_no_reason (Case         *self,
                gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autofree char *endless = g_strnfill (DZ_DECISION_NOTE_MAX + 1, 'x');
  const char *reasons[] = { NULL, "", " \u3000\n", endless, "\xff" };

  g_assert_nonnull (queued);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr(DzCommand) command = new_reopening (sealed, reasons[i]);

      assert_refused (self, self->wei, command, DZ_STORE_ERROR_INVALID);
    }
}

/* What can still be undone is undone. */
static void
test_held (Case         *self,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) held = reject (self, self->fixture.wang);
  g_autoptr(DzCommand) command = new_reopening (held, WHY);

  g_assert_nonnull (queued);
  assert_refused (self, self->wei, command, DZ_STORE_ERROR_NOT_SEALED);
}

static void
test_superseded (Case         *self,
                 gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzSubmission) later = fixture_receive (self->fixture.store, 0, "another");
  g_autoptr(DzCommand) command = new_reopening (sealed, WHY);

  g_assert_nonnull (queued);
  g_assert_cmpuint (later->attempt, ==, 2);
  assert_refused (self, self->wei, command, DZ_STORE_ERROR_SUPERSEDED);
}

/* What the program refused was judged by nobody and stands in nobody's place; and while the photo
 * before waits for its result again, no other is taken. */
static void
test_not_superseded (Case         *self,
                     gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzSubmission) later = fixture_receive (self->fixture.store, 0, "another");
  g_autoptr(DzSubmission) refused = fixture_examine (self->fixture.store, later->id,
                                                     DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(GBytes) bytes = fixture_photo ("a third");
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (queued);
  g_assert_cmpint (refused->state, ==, DZ_STATE_REFUSED_BY_RULE);
  assert_reopened (self, sealed);
  g_assert_null (dz_store_receive (self->fixture.store, identity, bytes, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_IN_REVIEW);
}

/* Refused when no other photo would be taken any more, it is not said that one would. */
static void
test_retakes_over (Case         *self,
                   gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) first = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzSubmission) second = NULL;

  g_assert_nonnull (queued);
  g_assert_false (first->retakes_over);
  assert_told (self, 1, "rejected", "修改后重新上传");
  assert_reopened (self, first);
  self->fixture.now_us = self->fixture.window->retake_ends_us;
  second = reject_and_seal (self, self->fixture.li);
  g_assert_true (second->retakes_over);
  assert_told (self, 3, "rejected", "重新上传时间已过");
}

/* Where everybody has judged it there is nobody to judge it again. */
static void
test_nobody_else (Case         *self,
                  gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) first = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzSubmission) third = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (queued);
  assert_reopened (self, first);
  second = reject_and_seal (self, self->fixture.li);
  assert_reopened (self, second);
  third = reject_and_seal (self, self->wei);
  command = new_reopening (third, WHY);
  g_assert_null (dz_store_apply (self->fixture.store, self->wei, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOBODY_ELSE);
}

/* Where the only supervisor has judged it, it is not left to supervisors: it would wait on. */
static void
test_no_supervisor (Case         *self,
                    gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->wei);
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzUser) another = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) apart = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (queued);
  assert_reopened (self, sealed);
  leased = take (self, self->fixture.wang);
  command = fixture_command (NULL, DZ_COMMAND_ESCALATE, leased);
  command->escalation = dz_escalation_new ("identity", "像是她姐姐");
  g_assert_null (dz_store_apply (self->fixture.store, self->fixture.wang, FIXTURE_DESK, command,
                                 "body", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_SUPERVISOR);
  g_assert_cmpuint (count_offered (self, self->fixture.wang), ==, 1); /* theirs to judge still */
  another = dz_store_add_user (self->fixture.store, "赵主任", "$argon2id$", DZ_ROLE_SUPERVISOR,
                               DZ_STORE_ACTOR_SERVICE, NULL);
  answer = fixture_apply (&self->fixture, self->fixture.wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  apart = dz_store_lease (self->fixture.store, another, FIXTURE_DESK, DZ_QUEUE_SUPERVISOR, 5, NULL);
  g_assert_cmpuint (apart->len, ==, 1);
}

/* Another student sends the same picture while it waits to be judged again: it is a supervisor's
 * then, and where the only one has judged it the list says that it waits for another one. */
static void
test_set_apart_again (Case         *self,
                      gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->wei);
  g_autoptr(DzSubmission) twin = NULL;
  g_autoptr(GPtrArray) alone = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) theirs = NULL;
  g_autoptr(DzUser) another = NULL;

  assert_reopened (self, sealed);
  twin = send_twin (self, queued->id);
  g_assert_cmpint (twin->state, ==, DZ_STATE_QUARANTINED);
  alone = dz_store_list_tasks (self->fixture.store, self->wei, 10, NULL);
  g_assert_cmpint (judge_of (alone, queued->id), ==, DZ_TASK_JUDGE_NOBODY);
  g_assert_cmpint (judge_of (alone, twin->id), ==, DZ_TASK_JUDGE_ANY);
  another = dz_store_add_user (self->fixture.store, "赵主任", "$argon2id$", DZ_ROLE_SUPERVISOR,
                               DZ_STORE_ACTOR_SERVICE, NULL);
  mine = dz_store_list_tasks (self->fixture.store, self->wei, 10, NULL);
  g_assert_cmpint (judge_of (mine, queued->id), ==, DZ_TASK_JUDGE_OTHERS);
  theirs = dz_store_list_tasks (self->fixture.store, another, 10, NULL);
  g_assert_cmpint (judge_of (theirs, queued->id), ==, DZ_TASK_JUDGE_ANY);
}

/* Two supervisors at once, or one who saw an older version: nothing is done, and it is said. */
static void
test_stale (Case         *self,
            gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzCommandAnswer) again = NULL;
  g_autoptr(DzSubmission) open = NULL;
  g_autoptr(DzCommandAnswer) undecided = NULL;

  assert_reopened (self, sealed);
  again = reopen (self, sealed);
  g_assert_cmpint (again->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  open = get (self, queued->id);
  undecided = reopen (self, open);
  g_assert_cmpint (undecided->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "reopen"), ==, 1);
}

/* What an approval granted does not outlive it. */
static void
test_waiver (Case         *self,
             gconstpointer data)
{
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) queued = NULL;
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) approve = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  fixture_bind (self->fixture.store, 0);
  received = fixture_receive (self->fixture.store, 0, "photo");
  queued = fixture_examine (self->fixture.store, received->id, DZ_OUTCOME_FAIL,
                            DZ_AUTHORITY_ASSIST);
  leased = take (self, self->fixture.wang);
  approve = fixture_approve (leased);
  approve->decision->overrides = dz_overrides_new ();
  g_ptr_array_add (approve->decision->overrides, dz_override_new ("FILE-04", TRUE, "终身佩戴"));
  answer = fixture_apply (&self->fixture, self->fixture.wang, approve);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  seal (self);
  before = dz_store_list_waivers (self->fixture.store, queued->student, NULL);
  g_assert_cmpuint (before->len, ==, 1);
  sealed = get (self, queued->id);
  assert_reopened (self, sealed);
  after = dz_store_list_waivers (self->fixture.store, queued->student, NULL);
  g_assert_cmpuint (after->len, ==, 0);
}

/* Whose the very same picture is, is a supervisor's to say, now as before. */
static void
test_twin (Case         *self,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = reject_and_seal (self, self->fixture.wang);
  g_autoptr(DzSubmission) twin = send_twin (self, queued->id);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  g_assert_cmpint (twin->state, ==, DZ_STATE_QUARANTINED);
  answer = reopen (self, sealed);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_QUARANTINED);
  g_assert_cmpuint (count_offered (self, self->fixture.li), ==, 0);
  tasks = dz_store_list_tasks (self->fixture.store, NULL, 10, NULL);
  g_assert_cmpuint (tasks->len, ==, 2);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_cmpint (((DzTask *) g_ptr_array_index (tasks, i))->kind, ==, DZ_TASK_QUARANTINE);
}

/* Who works on the data directory itself. */
static void
test_by_hand (Case         *self,
              gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(DzSubmission) open = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_store_reopen (self->fixture.store, queued->id, WHY, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_clear_error (&error);
  sealed = reject_and_seal (self, self->fixture.wang);
  g_assert_false (dz_store_reopen (self->fixture.store, sealed->id, " ", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (dz_store_reopen (self->fixture.store, sealed->id, WHY, &error));
  g_assert_no_error (error);
  open = get (self, queued->id);
  g_assert_cmpint (open->state, ==, DZ_STATE_PENDING);
  g_assert_false (dz_store_reopen (self->fixture.store, "nothing", WHY, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/reopenings/" path, Case, NULL, set_up, test, tear_down)
  ADD ("anew", test_anew);
  ADD ("never-again", test_never_again);
  ADD ("late-command", test_late_command);
  ADD ("forbidden", test_forbidden);
  ADD ("no-reason", test_no_reason);
  ADD ("held", test_held);
  ADD ("superseded", test_superseded);
  ADD ("not-superseded", test_not_superseded);
  ADD ("retakes-over", test_retakes_over);
  ADD ("nobody-else", test_nobody_else);
  ADD ("no-supervisor", test_no_supervisor);
  ADD ("set-apart-again", test_set_apart_again);
  ADD ("stale", test_stale);
  ADD ("waiver", test_waiver);
  ADD ("twin", test_twin);
  ADD ("by-hand", test_by_hand);
  return g_test_run ();
}
