/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions that somebody else judges too before they take effect. */
#include "exceptions-fixture.h"

#include <string.h>

#include "dz-store-escalations.h"
#include "dz-store-held.h"
#include "dz-store-second-policy.h"
#include "dz-store-tasks.h"
#include "dz-store-waivers.h"

typedef struct
{
  Fixture fixture;
  DzUser *wei; /* a supervisor */
} Case;

static DzUser *
add_user (Case       *self,
          const char *name,
          DzRole      roles)
{
  g_autoptr(GError) error = NULL;
  DzUser *user = dz_store_add_user (self->fixture.store, name, "$argon2id$", roles,
                                    DZ_STORE_ACTOR_SERVICE, &error);

  g_assert_no_error (error);
  return user;
}

static void
set_up (Case         *self,
        gconstpointer data)
{
  fixture_set_up (&self->fixture, NULL);
  self->wei = add_user (self, "魏主管", DZ_ROLE_SUPERVISOR);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  fixture_check_history (&self->fixture);
  dz_user_free (self->wei);
  fixture_tear_down (&self->fixture, NULL);
}

static void
set_policy (Case       *self,
            const char *text)
{
  g_autoptr(GError) error = NULL;
  DzSecondPolicy policy;

  g_assert_true (dz_second_policy_from_text (text, &policy));
  dz_store_set_second_policy (self->fixture.store, FIXTURE_SCHOOL, &policy, self->wei->id, &error);
  g_assert_no_error (error);
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

static DzState
state_of (Case       *self,
          const char *id)
{
  g_autoptr(DzSubmission) submission = get (self, id);

  return submission->state;
}

static void
seal (Case *self)
{
  g_autoptr(GError) error = NULL;

  self->fixture.now_us += (DZ_WINDOW_HOLD_S_DEFAULT + 1) * G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (self->fixture.store, NULL, &error));
  g_assert_no_error (error);
}

/* @user's only item. */
static DzItem *
take (Case         *self,
      const DzUser *user)
{
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, user, 5);

  g_assert_cmpuint (items->len, ==, 1);
  return dz_item_copy (g_ptr_array_index (items, 0));
}

static DzItem *
take_apart (Case         *self,
            const DzUser *user)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = dz_store_lease (self->fixture.store, user, FIXTURE_DESK,
                                               DZ_QUEUE_SUPERVISOR, 5, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  return dz_item_copy (g_ptr_array_index (items, 0));
}

/* @reason: NULL to approve */
static void
decide (Case         *self,
        const DzUser *user,
        const DzItem *item,
        const char   *reason)
{
  g_autoptr(DzCommand) command = reason != NULL ? fixture_reject (item->submission, reason, NULL)
                                                : fixture_approve (item->submission);
  g_autoptr(DzCommandAnswer) answer = NULL;

  if (reason != NULL)
    command->decision->retake = TRUE;
  answer = fixture_apply (&self->fixture, user, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_HELD);
  g_assert_cmpint (answer->hold_until_us, >, self->fixture.now_us);
}

static void
take_and_decide (Case         *self,
                 const DzUser *user,
                 const char   *reason)
{
  g_autoptr(DzItem) item = take (self, user);

  decide (self, user, item, reason);
}

static void
undo (Case         *self,
      const DzUser *user,
      const char   *id)
{
  g_autoptr(DzSubmission) held = get (self, id);
  g_autoptr(DzCommand) command = fixture_command (NULL, DZ_COMMAND_UNDO, held);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (&self->fixture, user, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_LEASED);
}

static guint
count_offered (Case         *self,
               const DzUser *user)
{
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, user, 5);
  DzQueueCounts counts;

  g_assert_true (dz_store_count_queue (self->fixture.store, user, &counts, NULL));
  g_assert_cmpuint (counts.free, ==, 0);
  return items->len;
}

static guint
count_messages (Case *self)
{
  g_autoptr(GPtrArray) messages = dz_store_list_messages (self->fixture.store, 0, 100, NULL);

  return messages->len;
}

static guint
count_held (Case         *self,
            const DzUser *user)
{
  gint64 now_us;
  g_autoptr(GPtrArray) held = dz_store_list_held (self->fixture.store, user, G_MAXINT64, "",
                                                   &now_us, NULL);

  g_assert_nonnull (held);
  return held->len;
}

static GPtrArray *
list_tasks (Case         *self,
            const DzUser *user)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *tasks = dz_store_list_tasks (self->fixture.store, user, 10, &error);

  g_assert_no_error (error);
  return tasks;
}

/* Nothing that the second judge gets tells of a first. */
static void
assert_blind (Case         *self,
              const DzItem *item)
{
  g_assert_cmpint (item->submission->state, ==, DZ_STATE_LEASED);
  g_assert_cmpint (item->lease->origin, ==, DZ_STATE_PENDING);
  g_assert_null (item->submission->decision);
  g_assert_cmpint (item->submission->hold_until_us, ==, 0);
  g_assert_false (item->submission->reopened);
  g_assert_null (item->escalation);
  g_assert_null (item->reopening);
  g_assert_cmpuint (item->waivers->len, ==, 0);
}

/* The way of a refusal that both see: each rests, each can be undone, the student hears once. */
static void
test_agreed (Case         *self,
             gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzItem) second = NULL;
  g_autoptr(DzItem) again = NULL;
  g_autoptr(DzSubmission) after = NULL;
  g_autoptr(JsonObject) detail = NULL;

  set_policy (self, "refusals");
  take_and_decide (self, self->fixture.wang, "background-colour");
  undo (self, self->fixture.wang, queued->id);
  take_and_decide (self, self->fixture.wang, "ears");
  g_assert_cmpuint (count_held (self, self->fixture.wang), ==, 1);
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_SECOND_REVIEW);
  g_assert_cmpuint (count_messages (self), ==, 0);
  g_assert_cmpuint (count_held (self, self->fixture.wang), ==, 0);
  g_assert_cmpuint (count_offered (self, self->fixture.wang), ==, 0);
  second = take (self, self->fixture.li);
  assert_blind (self, second);
  decide (self, self->fixture.li, second, "eyes");
  undo (self, self->fixture.li, queued->id);
  again = take (self, self->fixture.li);
  assert_blind (self, again);
  decide (self, self->fixture.li, again, "ears");
  g_assert_cmpuint (count_messages (self), ==, 0);
  g_assert_cmpuint (count_held (self, self->fixture.li), ==, 1);
  seal (self);
  after = get (self, queued->id);
  g_assert_cmpint (after->state, ==, DZ_STATE_REJECTED);
  g_assert_cmpstr (after->decision->decided_by, ==, self->fixture.wang->name);
  g_assert_false (after->reopened);
  g_assert_cmpuint (count_messages (self), ==, 1);
  g_assert_cmpuint (count_held (self, self->fixture.li), ==, 0);
  detail = exceptions_last_detail (&self->fixture, "reject");
  g_assert_cmpstr (json_object_get_string_member (detail, "second_review"), ==, "agreed");
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "await-second-review"), ==, 1);
}

static void
assert_opinion (const DzTask *task,
                guint         position,
                const DzUser *user,
                DzVerdict     verdict)
{
  const DzDecision *opinion = g_ptr_array_index (task->opinions, position);

  g_assert_cmpstr (opinion->decided_by, ==, user->name);
  g_assert_cmpint (opinion->verdict, ==, verdict);
}

/* Two who differ: a supervisor gets both, and what they decide takes effect without a third. */
static void
test_disagreed (Case         *self,
                gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) then = NULL;
  g_autoptr(DzItem) apart = NULL;
  g_autoptr(DzSubmission) after = NULL;
  const DzTask *task;

  set_policy (self, "refusals,approvals=100");
  take_and_decide (self, self->fixture.wang, "ears");
  seal (self);
  take_and_decide (self, self->fixture.li, NULL);
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_ESCALATED);
  g_assert_cmpuint (count_messages (self), ==, 0);
  tasks = list_tasks (self, self->wei);
  g_assert_cmpuint (tasks->len, ==, 1);
  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (task->kind, ==, DZ_TASK_DISAGREEMENT);
  g_assert_cmpint (task->judge, ==, DZ_TASK_JUDGE_ANY);
  g_assert_null (task->id);
  g_assert_cmpuint (task->opinions->len, ==, 2);
  assert_opinion (task, 0, self->fixture.wang, DZ_VERDICT_REJECT);
  assert_opinion (task, 1, self->fixture.li, DZ_VERDICT_APPROVE);
  apart = take_apart (self, self->wei);
  g_assert_cmpint (apart->lease->origin, ==, DZ_STATE_ESCALATED);
  g_assert_null (apart->submission->decision);
  decide (self, self->wei, apart, "ears");
  seal (self);
  after = get (self, queued->id);
  g_assert_cmpint (after->state, ==, DZ_STATE_REJECTED);
  g_assert_cmpstr (after->decision->decided_by, ==, self->wei->name);
  g_assert_false (after->reopened);
  g_assert_cmpuint (count_messages (self), ==, 1);
  then = list_tasks (self, self->wei);
  g_assert_cmpuint (then->len, ==, 0);
}

/* A supervisor who was one of the two is not the one who weighs both. */
static void
test_not_by_the_two (Case         *self,
                     gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzUser) both = add_user (self, "赵两职", DZ_ROLE_SUPERVISOR | DZ_ROLE_REVIEWER);
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) apart = NULL;
  g_autoptr(DzItem) others = NULL;

  set_policy (self, "refusals");
  take_and_decide (self, both, "ears");
  seal (self);
  g_assert_cmpuint (count_offered (self, both), ==, 0);
  take_and_decide (self, self->fixture.li, "eyes");
  seal (self);
  tasks = list_tasks (self, both);
  g_assert_cmpint (((DzTask *) g_ptr_array_index (tasks, 0))->judge, ==, DZ_TASK_JUDGE_OTHERS);
  apart = dz_store_lease (self->fixture.store, both, FIXTURE_DESK, DZ_QUEUE_SUPERVISOR, 5, NULL);
  g_assert_cmpuint (apart->len, ==, 0);
  others = take_apart (self, self->wei);
  g_assert_cmpstr (others->submission->id, ==, queued->id);
}

/* The only supervisor left judges second only where nobody else can: who would weigh both? */
static void
test_last_supervisor (Case         *self,
                      gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) other = NULL;
  g_autoptr(DzUser) second = NULL;

  set_policy (self, "refusals");
  take_and_decide (self, self->fixture.wang, "ears");
  seal (self);
  g_assert_cmpuint (count_offered (self, self->wei), ==, 0);
  second = add_user (self, "孙主管", DZ_ROLE_SUPERVISOR);
  g_assert_cmpuint (count_offered (self, self->wei), ==, 1);
}

/* Whom a conflict told of the decision does not judge it blind. */
static void
test_told (Case         *self,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzItem) stale = take (self, self->fixture.li);
  g_autoptr(DzCommand) late = fixture_approve (stale->submission);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzUser) zhou = NULL;

  set_policy (self, "refusals");
  self->fixture.now_us += DZ_STORE_LEASE_US + G_USEC_PER_SEC;
  take_and_decide (self, self->fixture.wang, "ears");
  answer = fixture_apply (&self->fixture, self->fixture.li, late);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpstr (answer->verdict, ==, "reject");
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_SECOND_REVIEW);
  g_assert_cmpuint (count_offered (self, self->fixture.li), ==, 0);
  zhou = add_user (self, "周工", DZ_ROLE_REVIEWER);
  g_assert_cmpuint (count_offered (self, zhou), ==, 1);
}

/* Skipped, run out, given back: it waits for another second judge, and a late decision counts. */
static void
test_leases (Case         *self,
             gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzUser) zhou = add_user (self, "周工", DZ_ROLE_REVIEWER);
  g_autoptr(DzItem) item = NULL;
  g_autoptr(DzItem) late = NULL;
  g_autoptr(DzCommand) skip = NULL;
  g_autoptr(DzCommandAnswer) skipped = NULL;

  set_policy (self, "refusals");
  take_and_decide (self, self->fixture.wang, "ears");
  seal (self);
  item = take (self, self->fixture.li);
  skip = fixture_command (NULL, DZ_COMMAND_SKIP, item->submission);
  skipped = fixture_apply (&self->fixture, self->fixture.li, skip);
  g_assert_cmpint (skipped->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (skipped->state, ==, DZ_STATE_PENDING); /* they may get it again */
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_SECOND_REVIEW);
  late = take (self, zhou);
  self->fixture.now_us += DZ_STORE_LEASE_US + G_USEC_PER_SEC;
  g_assert_true (dz_store_expire_leases (self->fixture.store, NULL, NULL));
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_SECOND_REVIEW);
  decide (self, zhou, late, "ears");
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_REJECTED);
}

static guint
count_waivers (Case       *self,
               const char *student)
{
  g_autoptr(GPtrArray) waivers = dz_store_list_waivers (self->fixture.store, student, NULL);

  return waivers->len;
}

static void
approve_against (Case         *self,
                 const DzUser *user,
                 const DzItem *item)
{
  g_autoptr(DzCommand) command = fixture_approve (item->submission);
  g_autoptr(DzCommandAnswer) answer = NULL;

  exceptions_override (command, "BG-01", FALSE, "校方同意");
  exceptions_override (command, "POS-04", TRUE, "身体原因");
  answer = fixture_apply (&self->fixture, user, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

/* What the first granted stands aside too: else the second would see it. */
static void
test_failing (Case         *self,
              gconstpointer data)
{
  g_autoptr(DzSubmission) sent = exceptions_send (&self->fixture, 0, "photo", FALSE);
  g_autoptr(DzItem) first = NULL;
  g_autoptr(DzItem) second = NULL;
  g_autoptr(GPtrArray) waivers = NULL;
  const DzWaiver *waiver;

  set_policy (self, "failing");
  first = take (self, self->fixture.wang);
  approve_against (self, self->fixture.wang, first);
  g_assert_cmpuint (count_waivers (self, sent->student), ==, 1);
  seal (self);
  g_assert_cmpint (state_of (self, sent->id), ==, DZ_STATE_SECOND_REVIEW);
  g_assert_cmpuint (count_waivers (self, sent->student), ==, 0);
  second = take (self, self->fixture.li);
  assert_blind (self, second);
  approve_against (self, self->fixture.li, second);
  seal (self);
  g_assert_cmpint (state_of (self, sent->id), ==, DZ_STATE_APPROVED);
  waivers = dz_store_list_waivers (self->fixture.store, sent->student, NULL);
  g_assert_cmpuint (waivers->len, ==, 1);
  waiver = g_ptr_array_index (waivers, 0);
  g_assert_cmpstr (waiver->rule, ==, "POS-04");
  g_assert_cmpstr (waiver->reason, ==, "身体原因");
  g_assert_cmpstr (waiver->granted_by, ==, self->fixture.wang->name);
}

/* What the policy does not name takes effect at once. */
static void
test_not_picked (Case         *self,
                 gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");

  set_policy (self, "failing,refusals");
  take_and_decide (self, self->fixture.wang, NULL);
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_APPROVED);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "await-second-review"), ==, 0);
}

/* It counts at the seal, not when it was decided; and what waits goes on waiting. */
static void
test_policy_changes (Case         *self,
                     gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");

  take_and_decide (self, self->fixture.wang, NULL);
  set_policy (self, "approvals=100");
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_SECOND_REVIEW);
  set_policy (self, "none");
  take_and_decide (self, self->fixture.li, "ears");
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_ESCALATED);
}

/* Left to a supervisor by the second judge, with what the first one decided. */
static void
test_escalated (Case         *self,
                gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzItem) item = NULL;
  g_autoptr(DzItem) apart = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  const DzTask *task;

  set_policy (self, "approvals=100");
  take_and_decide (self, self->fixture.wang, NULL);
  seal (self);
  item = take (self, self->fixture.li);
  command = fixture_command (NULL, DZ_COMMAND_ESCALATE, item->submission);
  command->escalation = dz_escalation_new ("other", "看不清");
  answer = fixture_apply (&self->fixture, self->fixture.li, command);
  g_assert_cmpint (answer->state, ==, DZ_STATE_ESCALATED);
  tasks = list_tasks (self, self->wei);
  g_assert_cmpuint (tasks->len, ==, 1);
  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (task->kind, ==, DZ_TASK_ESCALATION);
  g_assert_cmpstr (task->reason, ==, "看不清");
  g_assert_cmpuint (task->opinions->len, ==, 1);
  assert_opinion (task, 0, self->fixture.wang, DZ_VERDICT_APPROVE);
  apart = take_apart (self, self->wei);
  decide (self, self->wei, apart, NULL);
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_APPROVED);
}

/* The same picture of another student undoes what rests, and what stands aside. */
static void
test_set_apart (Case         *self,
                gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) twin = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  DzTwin *found = dz_twin_new ();

  set_policy (self, "approvals=100");
  take_and_decide (self, self->fixture.wang, NULL);
  seal (self);
  take_and_decide (self, self->fixture.li, "ears");
  fixture_bind (self->fixture.store, 1);
  received = fixture_receive (self->fixture.store, 1, "photo");
  found->submission = g_strdup (queued->id);
  g_ptr_array_add (peers->twins, found);
  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  twin = fixture_examine_among (self->fixture.store, received->id, measurement, peers, G_MAXINT64);
  g_assert_cmpint (twin->state, ==, DZ_STATE_QUARANTINED);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_QUARANTINED);
  seal (self);
  g_assert_cmpint (state_of (self, queued->id), ==, DZ_STATE_QUARANTINED);
  tasks = list_tasks (self, self->wei);
  g_assert_cmpuint (tasks->len, ==, 2);
  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      g_assert_cmpint (task->kind, ==, DZ_TASK_QUARANTINE);
      g_assert_cmpint (task->judge, ==, DZ_TASK_JUDGE_ANY);
    }
}

static void
test_policy (Case         *self,
             gconstpointer data)
{
  const DzSecondPolicy refusals = { 0, FALSE, TRUE };
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(GError) unknown = NULL;
  DzSecondPolicy read;

  g_assert_true (dz_store_get_second_policy (self->fixture.store, FIXTURE_SCHOOL, &read, NULL));
  g_assert_true (dz_second_policy_is_none (&read));
  set_policy (self, "refusals");
  set_policy (self, "refusals");
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "school-policy"), ==, 1);
  detail = exceptions_last_detail (&self->fixture, "school-policy");
  g_assert_cmpstr (json_object_get_string_member (detail, "second_review"), ==, "refusals");
  g_assert_true (dz_store_get_second_policy (self->fixture.store, FIXTURE_SCHOOL, &read, NULL));
  g_assert_true (dz_second_policy_equal (&read, &refusals));
  g_assert_false (dz_store_set_second_policy (self->fixture.store, "00000", &refusals,
                                              self->wei->id, &unknown));
  g_assert_error (unknown, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL);
}

/* Nobody could judge twice. */
static void
test_alone (Case         *self,
            gconstpointer data)
{
  const DzSecondPolicy refusals = { 0, FALSE, TRUE };
  Fixture empty = { .now_us = FIXTURE_NOON_US };
  g_autoptr(GError) error = NULL;

  fixture_set_up_empty (&empty, NULL);
  g_assert_false (dz_store_set_second_policy (empty.store, FIXTURE_SCHOOL, &refusals,
                                              DZ_STORE_ACTOR_SERVICE, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_SECOND);
  g_assert_cmpuint (fixture_count_entries (empty.store, "school-policy"), ==, 0);
  fixture_tear_down (&empty, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Case, NULL, set_up, func, tear_down)
  ADD ("/store/second-reviews/agreed", test_agreed);
  ADD ("/store/second-reviews/disagreed", test_disagreed);
  ADD ("/store/second-reviews/not-by-the-two", test_not_by_the_two);
  ADD ("/store/second-reviews/last-supervisor", test_last_supervisor);
  ADD ("/store/second-reviews/told", test_told);
  ADD ("/store/second-reviews/leases", test_leases);
  ADD ("/store/second-reviews/failing", test_failing);
  ADD ("/store/second-reviews/not-picked", test_not_picked);
  ADD ("/store/second-reviews/policy-changes", test_policy_changes);
  ADD ("/store/second-reviews/escalated", test_escalated);
  ADD ("/store/second-reviews/set-apart", test_set_apart);
  ADD ("/store/second-reviews/policy", test_policy);
  ADD ("/store/second-reviews/alone", test_alone);
  return g_test_run ();
}
