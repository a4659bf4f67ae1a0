/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "dz-store-tasks.h"

/* The same picture of two students, whatever became of the first one. */
typedef struct
{
  Fixture fixture;
  DzUser *supervisor; /* owned */
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up (&self->fixture, data);
  self->supervisor = dz_store_add_user (self->fixture.store, "赵主任", "$argon2id$",
                                        DZ_ROLE_SUPERVISOR, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  dz_user_free (self->supervisor);
  fixture_tear_down (&self->fixture, data);
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
assert_state (Case       *self,
              const char *id,
              DzState     state)
{
  g_autoptr(DzSubmission) now = get (self, id);

  g_assert_cmpstr (dz_state_to_nick (now->state), ==, dz_state_to_nick (state));
}

static DzPeers *
make_peers (const char *other,
            DzTwinKind  kind,
            gboolean    same_student)
{
  DzPeers *peers = dz_peers_new ();
  DzTwin *twin = dz_twin_new ();

  twin->submission = g_strdup (other);
  twin->kind = kind;
  twin->same_student = same_student;
  twin->distance = kind == DZ_TWIN_ALIKE ? 3 : 0;
  g_ptr_array_add (peers->twins, twin);
  peers->searched = TRUE;
  return peers;
}

/* Student @student sends what @other is. */
static DzSubmission *
send_twin (Case       *self,
           guint       student,
           const char *other,
           DzTwinKind  kind)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = make_peers (other, kind, FALSE);
  g_autoptr(DzSubmission) received = NULL;

  fixture_bind (self->fixture.store, student);
  received = fixture_receive (self->fixture.store, student, "a copy");
  return fixture_examine_among (self->fixture.store, received->id, measurement, peers, G_MAXINT64);
}

static void
seal (Case *self)
{
  g_autoptr(GError) error = NULL;

  self->fixture.now_us += G_TIME_SPAN_HOUR;
  g_assert_true (dz_store_seal_due (self->fixture.store, NULL, &error));
  g_assert_no_error (error);
}

static const DzSubmission *
lease_one (Case         *self,
           const DzUser *user,
           GPtrArray   **items)
{
  *items = fixture_lease (&self->fixture, user, 1);
  g_assert_cmpuint ((*items)->len, ==, 1);
  return ((DzItem *) g_ptr_array_index (*items, 0))->submission;
}

static GPtrArray *
lease_apart (Case *self,
             guint wanted)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = dz_store_lease (self->fixture.store, self->supervisor, FIXTURE_DESK,
                                     DZ_QUEUE_SUPERVISOR, wanted, &error);

  g_assert_no_error (error);
  return items;
}

static GPtrArray *
list_tasks (Case *self)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *tasks = dz_store_list_tasks (self->fixture.store, NULL, 100, &error);

  g_assert_no_error (error);
  return tasks;
}

static void
assert_apart (Case       *self,
              const char *id,
              guint       version_before)
{
  g_autoptr(DzSubmission) now = get (self, id);

  g_assert_cmpint (now->state, ==, DZ_STATE_QUARANTINED);
  g_assert_cmpuint (now->version, ==, version_before + 1);
  g_assert_null (now->decision);
  g_assert_cmpint (now->hold_until_us, ==, 0);
}

static void
test_pending (Case         *self,
              gconstpointer data)
{
  g_autoptr(DzSubmission) first = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) second = send_twin (self, 1, first->id, DZ_TWIN_PIXELS);
  g_autoptr(GPtrArray) nothing = NULL;

  g_assert_cmpint (second->state, ==, DZ_STATE_QUARANTINED);
  assert_apart (self, first->id, first->version);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "quarantine"), ==, 2);
  nothing = fixture_lease (&self->fixture, self->fixture.wang, 5);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* What only looks alike is the reviewers' matter, and so is what one student sent twice. */
static void
test_alike (Case         *self,
            gconstpointer data)
{
  g_autoptr(DzSubmission) first = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) second = send_twin (self, 1, first->id, DZ_TWIN_ALIKE);
  g_autoptr(GPtrArray) tasks = list_tasks (self);

  g_assert_cmpint (second->state, ==, DZ_STATE_PENDING);
  assert_state (self, first->id, DZ_STATE_PENDING);
  g_assert_cmpuint (tasks->len, ==, 0);
}

static void
test_same_student (Case         *self,
                   gconstpointer data)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) refused = NULL;
  g_autoptr(DzSubmission) again = NULL;
  g_autoptr(DzSubmission) examined = NULL;
  g_autoptr(DzPeers) peers = NULL;

  fixture_bind (self->fixture.store, 0);
  first = fixture_receive (self->fixture.store, 0, "photo");
  refused = fixture_examine (self->fixture.store, first->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  again = fixture_receive (self->fixture.store, 0, "photo");
  peers = make_peers (first->id, DZ_TWIN_BYTES, TRUE);
  examined = fixture_examine_among (self->fixture.store, again->id, measurement, peers, G_MAXINT64);
  g_assert_cmpint (examined->state, ==, DZ_STATE_PENDING);
  assert_state (self, first->id, DZ_STATE_REFUSED_BY_RULE);
}

/* Who held it finds it gone, and what comes too late is told what happened. */
static void
test_leased (Case         *self,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, self->fixture.wang, 1);
  const DzItem *item = g_ptr_array_index (items, 0);
  const char *leases[] = { item->lease->id, NULL };
  g_autoptr(DzCommand) approve = fixture_approve (item->submission);
  g_autoptr(DzSubmission) second = send_twin (self, 1, queued->id, DZ_TWIN_BYTES);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_auto(GStrv) lost = NULL;

  assert_apart (self, queued->id, queued->version);
  g_assert_true (dz_store_renew_leases (self->fixture.store, self->fixture.wang, FIXTURE_DESK,
                                        (char **) leases, NULL, &lost, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (lost), ==, 1);
  answer = fixture_apply (&self->fixture, self->fixture.wang, approve);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpint (answer->state, ==, DZ_STATE_QUARANTINED);
  assert_state (self, queued->id, DZ_STATE_QUARANTINED);
  assert_state (self, second->id, DZ_STATE_QUARANTINED);
}

/* A lease that ran out counts as free, until it is not where it was. */
static void
test_leased_long_ago (Case         *self,
                      gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(GPtrArray) items = NULL;
  const DzSubmission *leased = lease_one (self, self->fixture.wang, &items);
  g_autoptr(DzCommand) approve = fixture_approve (leased);
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  self->fixture.now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_expire_leases (self->fixture.store, NULL, NULL));
  second = send_twin (self, 1, queued->id, DZ_TWIN_BYTES);
  /* Even one that judged the present version, as a desk would that heard of it. */
  approve->version++;
  answer = fixture_apply (&self->fixture, self->fixture.wang, approve);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  assert_apart (self, queued->id, queued->version);
}

static void
test_held (Case         *self,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(GPtrArray) items = NULL;
  const DzSubmission *leased = lease_one (self, self->fixture.wang, &items);
  g_autoptr(DzCommand) approve = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) held = fixture_apply (&self->fixture, self->fixture.wang, approve);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzSubmission) second = send_twin (self, 1, queued->id, DZ_TWIN_PIXELS);
  g_autoptr(DzCommandAnswer) late = NULL;
  g_autoptr(GPtrArray) messages = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  assert_apart (self, queued->id, held->version);
  seal (self);
  assert_state (self, queued->id, DZ_STATE_QUARANTINED);
  messages = dz_store_list_messages (self->fixture.store, 0, 10, NULL);
  g_assert_cmpuint (messages->len, ==, 0);
  late = fixture_apply (&self->fixture, self->fixture.wang, undo);
  g_assert_cmpint (late->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpint (late->state, ==, DZ_STATE_QUARANTINED);
  tasks = list_tasks (self);
  g_assert_cmpuint (tasks->len, ==, 2);
  g_assert_cmpint (second->state, ==, DZ_STATE_QUARANTINED);
}

static DzSubmission *
queue_unpaid (Case *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWindow) wanted = fixture_new_window (self->fixture.window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;
  DzSubmission *first;

  wanted->payer = DZ_PAYER_STUDENT;
  wanted->fee_fen = 3000;
  window = dz_store_open_window (self->fixture.store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  self->fixture.now_us = window->opens_us;
  first = fixture_queue (self->fixture.store, 0, "photo");
  g_assert_cmpint (first->state, ==, DZ_STATE_UNPAID);
  return first;
}

/* Set apart, neither is paid for: one may be refused, and none be approved for nothing. */
static void
test_unpaid (Case         *self,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) first = queue_unpaid (self);
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) items = NULL;

  second = send_twin (self, 1, first->id, DZ_TWIN_BYTES);
  g_assert_cmpint (second->state, ==, DZ_STATE_QUARANTINED);
  assert_apart (self, first->id, first->version);
  items = lease_apart (self, 5);
  g_assert_cmpuint (items->len, ==, 2);
  for (guint i = 0; i < items->len; i++)
    {
      const DzSubmission *leased = ((DzItem *) g_ptr_array_index (items, i))->submission;
      g_autoptr(DzCommand) approve = fixture_approve (leased);
      g_autoptr(DzCommand) reject = fixture_reject (leased, "duplicate", NULL);
      g_autoptr(DzCommandAnswer) answer = NULL;

      g_assert_null (dz_store_apply (self->fixture.store, self->supervisor, FIXTURE_DESK, approve,
                                     "body", &error));
      g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNPAID);
      g_clear_error (&error);
      assert_state (self, leased->id, DZ_STATE_LEASED);
      answer = fixture_apply (&self->fixture, self->supervisor, reject);
      g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
    }
}

static const DzTask *
find_task (GPtrArray *tasks,
           DzTaskKind kind)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      if (task->kind == kind)
        return task;
    }
  g_assert_not_reached ();
}

static void
assert_task (const DzTask       *task,
             const DzSubmission *submission,
             guint               student,
             const DzSubmission *twin,
             guint               twin_student)
{
  g_autofree char *name = fixture_name (student);
  g_autofree char *identifier = fixture_identifier (twin_student);

  g_assert_cmpstr (task->submission, ==, submission->id);
  g_assert_cmpstr (task->photo, ==, submission->photo);
  g_assert_cmpstr (task->name, ==, name);
  g_assert_nonnull (task->school_name);
  g_assert_cmpint (task->raised_us, >, 0);
  g_assert_cmpstr (task->twin->submission, ==, twin->id);
  g_assert_cmpstr (task->twin->photo, ==, twin->photo);
  g_assert_cmpstr (task->twin->identifier, ==, identifier);
}

/* What is in effect stays, and a supervisor is told until they say that it is done. */
static void
test_sealed (Case         *self,
             gconstpointer data)
{
  gboolean approved = GPOINTER_TO_INT (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) queued = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(GPtrArray) items = NULL;
  const DzSubmission *leased = lease_one (self, self->fixture.wang, &items);
  g_autoptr(DzCommand) command = approved ? fixture_approve (leased)
                                          : fixture_reject (leased, "background-colour", NULL);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (&self->fixture, self->fixture.wang, command);
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) after = NULL;
  const DzTask *task;

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  seal (self);
  second = send_twin (self, 1, queued->id, DZ_TWIN_BYTES);
  g_assert_cmpint (second->state, ==, DZ_STATE_QUARANTINED);
  assert_state (self, queued->id, approved ? DZ_STATE_APPROVED : DZ_STATE_REJECTED);
  tasks = list_tasks (self);
  g_assert_cmpuint (tasks->len, ==, 2);
  task = find_task (tasks, DZ_TASK_SEALED_TWIN);
  assert_task (task, queued, 0, second, 1);
  assert_task (find_task (tasks, DZ_TASK_QUARANTINE), second, 1, queued, 0);
  g_assert_cmpstr (find_task (tasks, DZ_TASK_QUARANTINE)->id, ==, NULL);
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "task-raise"), ==, 1);

  g_assert_false (dz_store_finish_task (self->fixture.store, self->fixture.wang, task->id, NULL,
                                        &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_false (dz_store_finish_task (self->fixture.store, self->supervisor, "none", NULL,
                                        &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (dz_store_finish_task (self->fixture.store, self->supervisor, task->id,
                                           "是本人的照片", &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (fixture_count_entries (self->fixture.store, "task-finish"), ==, 1);
  after = list_tasks (self);
  g_assert_cmpuint (after->len, ==, 1);
}

/* What came to its end without a decision has nothing to be set apart. */
static void
test_ended (Case         *self,
            gconstpointer data)
{
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) refused = NULL;
  g_autoptr(DzSubmission) second = NULL;

  fixture_bind (self->fixture.store, 0);
  received = fixture_receive (self->fixture.store, 0, "photo");
  refused = fixture_examine (self->fixture.store, received->id, DZ_OUTCOME_FAIL,
                             DZ_AUTHORITY_AUTO);
  second = send_twin (self, 1, refused->id, DZ_TWIN_BYTES);
  g_assert_cmpint (second->state, ==, DZ_STATE_QUARANTINED);
  assert_state (self, refused->id, DZ_STATE_REFUSED_BY_RULE);
}

/* One that is refused by rule is at its end; what it is a copy of is set apart all the same. */
static void
test_refused_copy (Case         *self,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzSubmission) first = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzPeers) peers = make_peers (first->id, DZ_TWIN_BYTES, FALSE);
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzFinding *finding = dz_finding_new ("FILE-02", DZ_AUTHORITY_AUTO);
  DzExamination examination = { measurement, findings, peers, G_MAXINT64, "p", "h" };
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) refused = NULL;

  finding->outcome = DZ_OUTCOME_FAIL;
  g_ptr_array_add (findings, finding);
  fixture_bind (self->fixture.store, 1);
  received = fixture_receive (self->fixture.store, 1, "photo");
  refused = dz_store_record_examination (self->fixture.store, received->id, &examination, &error);
  g_assert_no_error (error);
  g_assert_cmpint (refused->state, ==, DZ_STATE_REFUSED_BY_RULE);
  assert_apart (self, first->id, first->version);
}

/* A third one: those that are set apart stay, and the decision a supervisor made is undone. */
static void
test_third (Case         *self,
            gconstpointer data)
{
  g_autoptr(DzSubmission) first = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) second = send_twin (self, 1, first->id, DZ_TWIN_BYTES);
  g_autoptr(GPtrArray) items = lease_apart (self, 1);
  const DzSubmission *leased = ((DzItem *) g_ptr_array_index (items, 0))->submission;
  g_autoptr(DzCommand) approve = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) held = fixture_apply (&self->fixture, self->supervisor, approve);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = make_peers (first->id, DZ_TWIN_BYTES, FALSE);
  g_autoptr(DzPeers) more = make_peers (second->id, DZ_TWIN_BYTES, FALSE);
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) third = NULL;

  g_assert_cmpint (held->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpstr (leased->id, ==, first->id);
  g_ptr_array_add (peers->twins, dz_twin_copy (g_ptr_array_index (more->twins, 0)));
  fixture_bind (self->fixture.store, 2);
  received = fixture_receive (self->fixture.store, 2, "photo");
  third = fixture_examine_among (self->fixture.store, received->id, measurement, peers, G_MAXINT64);
  g_assert_cmpint (third->state, ==, DZ_STATE_QUARANTINED);
  assert_apart (self, first->id, held->version);
  assert_state (self, second->id, DZ_STATE_QUARANTINED);
}

static void
test_supervisor_decides (Case         *self,
                         gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) first = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) second = send_twin (self, 1, first->id, DZ_TWIN_PIXELS);
  g_autoptr(GPtrArray) nothing = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  g_assert_null (dz_store_lease (self->fixture.store, self->fixture.wang, FIXTURE_DESK,
                                 DZ_QUEUE_SUPERVISOR, 5, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  nothing = fixture_lease (&self->fixture, self->supervisor, 5);
  g_assert_cmpuint (nothing->len, ==, 0);
  items = lease_apart (self, 5);
  g_assert_cmpuint (items->len, ==, 2);
  tasks = list_tasks (self);
  g_assert_cmpuint (tasks->len, ==, 2); /* while they are looked at */
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);
      const DzSubmission *now = item->submission;
      gboolean is_first = g_str_equal (now->id, first->id);
      g_autoptr(DzCommand) command = is_first ? fixture_approve (now)
                                              : fixture_reject (now, "duplicate", NULL);
      g_autoptr(DzCommandAnswer) answer = NULL;

      g_assert_cmpuint (item->twins->len, ==, 1);
      answer = fixture_apply (&self->fixture, self->supervisor, command);
      g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
    }
  seal (self);
  assert_state (self, first->id, DZ_STATE_APPROVED);
  assert_state (self, second->id, DZ_STATE_REJECTED);
  g_clear_pointer (&tasks, g_ptr_array_unref);
  tasks = list_tasks (self);
  g_assert_cmpuint (tasks->len, ==, 0);
}

static void
test_supervisor_returns (Case         *self,
                         gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) first = fixture_queue (self->fixture.store, 0, "photo");
  g_autoptr(DzSubmission) second = send_twin (self, 1, first->id, DZ_TWIN_PIXELS);
  g_autoptr(GPtrArray) released = lease_apart (self, 1);
  const DzItem *item = g_ptr_array_index (released, 0);
  const char *leases[] = { item->lease->id, NULL };
  g_autoptr(GPtrArray) expired = NULL;
  g_autoptr(GPtrArray) skipped = NULL;
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(DzCommand) late = fixture_approve (item->submission);
  g_autoptr(DzCommand) undo = NULL;
  g_autoptr(DzCommand) skip = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  DzQueueCounts counts;

  /* Given back, and run out: it is set apart still, and nobody's. */
  g_assert_true (dz_store_release_leases (self->fixture.store, self->supervisor, FIXTURE_DESK,
                                          (char **) leases, NULL, &error));
  g_assert_no_error (error);
  assert_state (self, first->id, DZ_STATE_QUARANTINED);
  expired = lease_apart (self, 1);
  self->fixture.now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_count_queue (self->fixture.store, self->fixture.wang, &counts, &error));
  g_assert_cmpuint (counts.free, ==, 0);
  g_assert_true (dz_store_expire_leases (self->fixture.store, NULL, &error));
  assert_state (self, first->id, DZ_STATE_QUARANTINED);

  /* A late decision of the supervisor's fits as any other's, and undone it is set apart again. */
  answer = fixture_apply (&self->fixture, self->supervisor, late);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  undo = fixture_command (NULL, DZ_COMMAND_UNDO, item->submission);
  g_clear_pointer (&answer, dz_command_answer_free);
  answer = fixture_apply (&self->fixture, self->supervisor, undo);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  assert_state (self, first->id, DZ_STATE_LEASED);
  skip = fixture_command (NULL, DZ_COMMAND_SKIP, item->submission);
  skip->version = answer->version;
  g_clear_pointer (&answer, dz_command_answer_free);
  answer = fixture_apply (&self->fixture, self->supervisor, skip);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  assert_state (self, first->id, DZ_STATE_QUARANTINED);
  skipped = lease_apart (self, 5);
  g_assert_cmpuint (skipped->len, ==, 1);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (skipped, 0))->submission->id, ==, second->id);
  rest = fixture_lease (&self->fixture, self->fixture.wang, 5);
  g_assert_cmpuint (rest->len, ==, 0);
}

#define add(path, data, test) g_test_add (path, Case, data, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/store/quarantine/pending", NULL, test_pending);
  add ("/store/quarantine/alike", NULL, test_alike);
  add ("/store/quarantine/same-student", NULL, test_same_student);
  add ("/store/quarantine/leased", NULL, test_leased);
  add ("/store/quarantine/leased-long-ago", NULL, test_leased_long_ago);
  add ("/store/quarantine/held", NULL, test_held);
  add ("/store/quarantine/unpaid", NULL, test_unpaid);
  add ("/store/quarantine/approved", GINT_TO_POINTER (TRUE), test_sealed);
  add ("/store/quarantine/rejected", GINT_TO_POINTER (FALSE), test_sealed);
  add ("/store/quarantine/ended", NULL, test_ended);
  add ("/store/quarantine/refused-copy", NULL, test_refused_copy);
  add ("/store/quarantine/third", NULL, test_third);
  add ("/store/quarantine/supervisor-decides", NULL, test_supervisor_decides);
  add ("/store/quarantine/supervisor-returns", NULL, test_supervisor_returns);
  return g_test_run ();
}
