/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "dz-store-tasks.h"

typedef struct
{
  Fixture       fixture;
  DzUser       *zhao;   /* supervisor */
  DzSubmission *leased; /* by wang */
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(DzSubmission) queued = NULL;

  fixture_set_up (&self->fixture, data);
  self->zhao = dz_store_add_user (self->fixture.store, "赵主任", "$argon2id$", DZ_ROLE_SUPERVISOR,
                                  DZ_STORE_ACTOR_SERVICE, NULL);
  queued = fixture_queue (self->fixture.store, 0, "photo");
  items = fixture_lease (&self->fixture, self->fixture.wang, 1);
  self->leased = dz_submission_copy (((DzItem *) g_ptr_array_index (items, 0))->submission);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  g_clear_pointer (&self->zhao, dz_user_free);
  g_clear_pointer (&self->leased, dz_submission_free);
  fixture_tear_down (&self->fixture, data);
}

static DzCommand *
new_escalation (Case       *self,
                const char *code,
                const char *words)
{
  DzCommand *command = fixture_command (NULL, DZ_COMMAND_ESCALATE, self->leased);

  command->escalation = dz_escalation_new (code, words);
  return command;
}

static void
escalate (Case *self)
{
  g_autoptr(DzCommand) command = new_escalation (self, "identity", "像是她姐姐");
  g_autoptr(DzCommandAnswer) answer = fixture_apply (&self->fixture, self->fixture.wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_ESCALATED);
  g_assert_cmpuint (answer->version, ==, self->leased->version);
}

static GPtrArray *
lease_set_apart (Case         *self,
                 const DzUser *user)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = dz_store_lease (self->fixture.store, user, FIXTURE_DESK, DZ_QUEUE_SUPERVISOR,
                                     5, &error);

  g_assert_no_error (error);
  return items;
}

static GPtrArray *
list_tasks (Case *self,
            guint n_wanted)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *tasks = dz_store_list_tasks (self->fixture.store, self->zhao, 10, &error);
  DzQueueCounts counts;

  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, n_wanted);
  g_assert_true (dz_store_count_queue (self->fixture.store, self->zhao, &counts, &error));
  g_assert_cmpuint (counts.tasks, ==, n_wanted);
  return tasks;
}

/* Reviewers get it no more; a supervisor does, and reads who asked and why. */
static void
test_escalate (Case         *self,
               gconstpointer data)
{
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GPtrArray) apart = NULL;
  const DzItem *item;

  escalate (self);
  again = fixture_lease (&self->fixture, self->fixture.wang, 5);
  others = fixture_lease (&self->fixture, self->fixture.li, 5);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpuint (others->len, ==, 0);
  apart = lease_set_apart (self, self->zhao);
  g_assert_cmpuint (apart->len, ==, 1);
  item = g_ptr_array_index (apart, 0);
  g_assert_cmpstr (item->submission->id, ==, self->leased->id);
  g_assert_cmpint (item->lease->origin, ==, DZ_STATE_ESCALATED);
  g_assert_nonnull (item->escalation);
  g_assert_cmpstr (item->escalation->code, ==, "identity");
  g_assert_cmpstr (item->escalation->words, ==, "像是她姐姐");
  g_assert_cmpstr (item->escalation->by, ==, "王老师");
  g_assert_cmpint (item->escalation->at_us, >, self->leased->received_us);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "escalate"), ==, 1);
}

/* It is in the list of what waits for supervisors, and counted, until it is decided. */
static void
test_task (Case         *self,
           gconstpointer data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) apart = NULL;
  g_autoptr(GPtrArray) held = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(DzCommand) decide = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  const DzTask *task;

  escalate (self);
  before = list_tasks (self, 1);
  task = g_ptr_array_index (before, 0);
  g_assert_cmpint (task->kind, ==, DZ_TASK_ESCALATION);
  g_assert_null (task->id);
  g_assert_cmpstr (task->submission, ==, self->leased->id);
  g_assert_cmpstr (task->asked_by, ==, "王老师");
  g_assert_cmpstr (task->code, ==, "identity");
  g_assert_cmpstr (task->reason, ==, "像是她姐姐");
  g_assert_cmpint (task->judge, ==, DZ_TASK_JUDGE_ANY);
  g_assert_null (task->twin);
  apart = lease_set_apart (self, self->zhao);
  held = list_tasks (self, 1); /* whoever has it now, it waits */
  decide = fixture_approve (((DzItem *) g_ptr_array_index (apart, 0))->submission);
  answer = fixture_apply (&self->fixture, self->zhao, decide);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  after = list_tasks (self, 0);
}

static void
test_decided_by_supervisor (Case         *self,
                            gconstpointer data)
{
  g_autoptr(GPtrArray) apart = NULL;
  g_autoptr(DzCommand) decide = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  escalate (self);
  apart = lease_set_apart (self, self->zhao);
  decide = fixture_approve (((DzItem *) g_ptr_array_index (apart, 0))->submission);
  answer = fixture_apply (&self->fixture, self->zhao, decide);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_HELD);
}

/* The reviewer's own decision from before comes too late: it is a supervisor's now. */
static void
test_no_decision_after (Case         *self,
                        gconstpointer data)
{
  g_autoptr(DzCommand) decide = fixture_approve (self->leased);
  g_autoptr(DzCommandAnswer) answer = NULL;

  escalate (self);
  answer = fixture_apply (&self->fixture, self->fixture.wang, decide);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpint (answer->state, ==, DZ_STATE_ESCALATED);
}

static void
test_late (Case         *self,
           gconstpointer data)
{
  self->fixture.now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_expire_leases (self->fixture.store, NULL, NULL));
  escalate (self);
}

static void
test_conflicts (Case         *self,
                gconstpointer data)
{
  g_autoptr(DzCommand) others = new_escalation (self, "identity", NULL);
  g_autoptr(DzCommand) old = new_escalation (self, "identity", NULL);
  g_autoptr(DzCommandAnswer) not_mine = NULL;
  g_autoptr(DzCommandAnswer) changed = NULL;

  old->version--;
  not_mine = fixture_apply (&self->fixture, self->fixture.li, others);
  g_assert_cmpint (not_mine->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpstr (not_mine->by, ==, "王老师");
  changed = fixture_apply (&self->fixture, self->fixture.wang, old);
  g_assert_cmpint (changed->result, ==, DZ_COMMAND_RESULT_CONFLICT);
}

static void
assert_invalid (Case         *self,
                const DzUser *user,
                const char   *code,
                const char   *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzCommand) command = new_escalation (self, code, words);

  g_assert_null (dz_store_apply (self->fixture.store, user, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
}

static void
test_invalid (Case         *self,
              gconstpointer data)
{
  g_autofree char *long_words = g_strnfill (DZ_ESCALATION_WORDS_MAX + 1, 'a');

  assert_invalid (self, self->fixture.wang, "because", NULL);
  assert_invalid (self, self->fixture.wang, "other", NULL); /* says nothing without words */
  assert_invalid (self, self->fixture.wang, "other", " 　");
  assert_invalid (self, self->fixture.wang, "identity", long_words);
}

/* There is nobody above a supervisor. */
static void
test_not_twice (Case         *self,
                gconstpointer data)
{
  g_autoptr(GPtrArray) apart = NULL;

  escalate (self);
  apart = lease_set_apart (self, self->zhao);
  g_assert_cmpuint (apart->len, ==, 1);
  assert_invalid (self, self->zhao, "identity", NULL);
}

/* Who is both is not asked at once what they asked a colleague. */
static void
test_of_both_roles (Case         *self,
                    gconstpointer data)
{
  DzUser both = *self->fixture.wang;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) later = NULL;

  both.roles |= DZ_ROLE_SUPERVISOR;
  escalate (self);
  none = lease_set_apart (self, &both);
  g_assert_cmpuint (none->len, ==, 0);
  self->fixture.now_us += DZ_STORE_SKIP_US + G_TIME_SPAN_SECOND;
  later = lease_set_apart (self, &both);
  g_assert_cmpuint (later->len, ==, 1);
}

/* What a supervisor gives back waits for supervisors. */
static void
test_given_back (Case         *self,
                 gconstpointer data)
{
  g_autoptr(GPtrArray) apart = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) now = NULL;

  escalate (self);
  apart = lease_set_apart (self, self->zhao);
  g_assert_true (dz_store_recall_leases (self->fixture.store, self->zhao, self->zhao->id, NULL,
                                         &error));
  g_assert_no_error (error);
  now = dz_store_get_submission (self->fixture.store, self->leased->id, &error);
  g_assert_cmpint (now->state, ==, DZ_STATE_ESCALATED);
  others = fixture_lease (&self->fixture, self->fixture.li, 5);
  g_assert_cmpuint (others->len, ==, 0);
}

#define add(path, test) \
  g_test_add ("/store/escalations/" path, Case, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("escalate", test_escalate);
  add ("task", test_task);
  add ("decided-by-supervisor", test_decided_by_supervisor);
  add ("no-decision-after", test_no_decision_after);
  add ("late", test_late);
  add ("conflicts", test_conflicts);
  add ("invalid", test_invalid);
  add ("not-twice", test_not_twice);
  add ("of-both-roles", test_of_both_roles);
  add ("given-back", test_given_back);
  return g_test_run ();
}
