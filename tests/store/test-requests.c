/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks a supervisor to look at a decision again. */
#include "dz-store-fixture.h"
#include "dz-store-tasks.h"

#include <string.h>

/* A submission that wang rejected, before it takes effect. */
static DzSubmission *
reject_one (Fixture *fixture)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);
  const DzItem *item = g_ptr_array_index (items, 0);
  g_autoptr(DzCommand) command = fixture_reject (item->submission, "background-colour", "蓝色");
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  return dz_store_get_submission (fixture->store, queued->id, NULL);
}

static DzCommand *
new_request (const char         *id,
             const DzSubmission *submission,
             const char         *reason)
{
  DzCommand *command = fixture_command (id, DZ_COMMAND_ASK, submission);

  command->reason = g_strdup (reason);
  return command;
}

static void
seal (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->now_us += (DZ_WINDOW_HOLD_S_DEFAULT + 1) * G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_tasks (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *tasks = dz_store_list_tasks (fixture->store, NULL, 10, &error);

  g_assert_no_error (error);
  return tasks;
}

/* Another reviewer disagrees, and says what they would have decided. */
static void
test_contest (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzSubmission) held = reject_one (fixture);
  g_autoptr(DzCommand) command = new_request (NULL, held, "背景在范围之内");
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzCommandAnswer) again = NULL;
  g_autoptr(DzSubmission) after = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  const DzTask *task;

  command->decision = dz_decision_new ();
  command->decision->verdict = DZ_VERDICT_REJECT;
  command->decision->reasons = g_strsplit ("background-shadow other", " ", -1);
  command->decision->note = g_strdup ("有阴影");
  answer = fixture_apply (fixture, fixture->li, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  again = fixture_apply (fixture, fixture->li, command);
  g_assert_cmpint (again->result, ==, DZ_COMMAND_RESULT_REPEATED);
  seal (fixture);
  after = dz_store_get_submission (fixture->store, held->id, NULL);
  g_assert_cmpint (after->state, ==, DZ_STATE_REJECTED); /* nothing but the asking has happened */
  tasks = list_tasks (fixture);
  g_assert_cmpuint (tasks->len, ==, 1);
  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (task->kind, ==, DZ_TASK_REQUEST);
  g_assert_cmpstr (task->submission, ==, held->id);
  g_assert_cmpint (task->state, ==, DZ_STATE_REJECTED);
  g_assert_cmpstr (task->asked_by, ==, fixture->li->name);
  g_assert_cmpstr (task->reason, ==, "背景在范围之内");
  g_assert_cmpint (task->draft->verdict, ==, DZ_VERDICT_REJECT);
  g_assert_cmpstr (task->draft->reasons[1], ==, "other");
  g_assert_cmpstr (task->draft->note, ==, "有阴影");
  g_assert_null (task->twin);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "ask"), ==, 1);
  fixture_check_history (fixture);
}

/* Their own decision took effect before they could take it back; there is no draft then. */
static void
test_too_late (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) held = reject_one (fixture);
  g_autoptr(DzCommand) command = new_request (NULL, held, "按错了键");
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(DzUser) supervisor = dz_user_copy (fixture->li);
  g_autoptr(GError) error = NULL;
  const DzTask *task;

  seal (fixture);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  tasks = list_tasks (fixture);
  task = g_ptr_array_index (tasks, 0);
  g_assert_null (task->draft);
  supervisor->roles |= DZ_ROLE_SUPERVISOR;
  g_assert_true (dz_store_finish_task (fixture->store, supervisor, task->id, "重新审核", &error));
  g_assert_no_error (error);
  after = list_tasks (fixture);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
assert_refused (Fixture      *fixture,
                const DzUser *user,
                DzCommand    *command,
                DzStoreError  code)
{
  g_autoptr(GError) error = NULL;
  guint n_before = fixture_count_entries (fixture->store, "ask");

  g_assert_null (dz_store_apply (fixture->store, user, FIXTURE_DESK, command, "body", &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "ask"), ==, n_before);
}

/* Who can undo the decision asks nobody. */
static void
test_undoable (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) held = reject_one (fixture);
  g_autoptr(DzCommand) command = new_request (NULL, held, "按错了键");
  g_autoptr(GPtrArray) tasks = NULL;

  assert_refused (fixture, fixture->wang, command, DZ_STORE_ERROR_UNDOABLE);
  tasks = list_tasks (fixture);
  g_assert_cmpuint (tasks->len, ==, 0);
}

/* The service has not sealed it yet, but desks, which go by its time, do not offer to undo it. */
static void
test_due (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DzSubmission) held = reject_one (fixture);
  g_autoptr(DzCommand) command = new_request (NULL, held, "按错了键");
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  fixture->now_us = held->hold_until_us;
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_HELD);
  tasks = list_tasks (fixture);
  g_assert_cmpuint (tasks->len, ==, 1);
}

/* Each asks once about one, until they are answered; another may ask too. */
static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DzSubmission) held = reject_one (fixture);
  g_autoptr(DzCommand) first = new_request (NULL, held, "背景在范围之内");
  g_autoptr(DzCommand) second = new_request (NULL, held, "还没有人看");
  g_autoptr(DzCommand) other = new_request (NULL, held, "按错了键");
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzCommandAnswer) answer_of_other = NULL;
  g_autoptr(DzCommandAnswer) again = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GError) error = NULL;

  seal (fixture);
  answer = fixture_apply (fixture, fixture->li, first);
  assert_refused (fixture, fixture->li, second, DZ_STORE_ERROR_ASKED_ALREADY);
  answer_of_other = fixture_apply (fixture, fixture->wang, other);
  g_assert_cmpint (answer_of_other->result, ==, DZ_COMMAND_RESULT_APPLIED);
  tasks = list_tasks (fixture);
  g_assert_cmpuint (tasks->len, ==, 2);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_true (dz_store_finish_task (fixture->store, NULL,
                                         ((DzTask *) g_ptr_array_index (tasks, i))->id, NULL,
                                         &error));
  again = fixture_apply (fixture, fixture->li, second);
  g_assert_cmpint (again->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

/* A desk that asks about everything stops being heard. */
static void
test_much (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzCommand) command = NULL;

  for (guint i = 0; i <= DZ_STORE_ASKED_MAX; i++)
    {
      g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, i, "photo");
      g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);
      g_autoptr(DzCommand) reject =
        fixture_reject (((DzItem *) g_ptr_array_index (items, 0))->submission, "blurred", NULL);
      g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, reject);
      g_autoptr(DzSubmission) held = dz_store_get_submission (fixture->store, queued->id, NULL);
      g_autoptr(DzCommandAnswer) asked = NULL;

      g_clear_pointer (&command, dz_command_free);
      command = new_request (NULL, held, "不清楚");
      if (i < DZ_STORE_ASKED_MAX)
        asked = fixture_apply (fixture, fixture->li, command);
    }
  assert_refused (fixture, fixture->li, command, DZ_STORE_ERROR_ASKED_MUCH);
}

static void
set_up_many (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up_empty (fixture, data);
  fixture_fill (fixture->store, DZ_STORE_ASKED_MAX + 1, fixture->now_us, &fixture->window);
  fixture->wang = dz_store_add_user (fixture->store, "王老师", "$argon2id$", DZ_ROLE_REVIEWER,
                                     DZ_STORE_ACTOR_SERVICE, &error);
  fixture->li = dz_store_add_user (fixture->store, "李老师", "$argon2id$", DZ_ROLE_REVIEWER,
                                   DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
}

/* What nobody has decided is judged, not asked about. */
static void
test_undecided (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzCommand) command = new_request (NULL, queued, "为什么");
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autoptr(GPtrArray) tasks = list_tasks (fixture);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpuint (tasks->len, ==, 0);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "ask"), ==, 0);
}

static void
test_no_reason (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) held = reject_one (fixture);
  g_autofree char *endless = g_strnfill (DZ_DECISION_NOTE_MAX + 1, 'x');
  const char *reasons[] = { NULL, "", " \u3000\n", endless, "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr(DzCommand) command = new_request (NULL, held, reasons[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (dz_store_apply (fixture->store, fixture->li, FIXTURE_DESK, command, "body",
                                     &error));
      g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/requests/contest", fixture_set_up, test_contest);
  fixture_add ("/requests/too-late", fixture_set_up, test_too_late);
  fixture_add ("/requests/undoable", fixture_set_up, test_undoable);
  fixture_add ("/requests/due", fixture_set_up, test_due);
  fixture_add ("/requests/twice", fixture_set_up, test_twice);
  fixture_add ("/requests/much", set_up_many, test_much);
  fixture_add ("/requests/undecided", fixture_set_up, test_undecided);
  fixture_add ("/requests/no-reason", fixture_set_up, test_no_reason);
  return g_test_run ();
}
