/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What supervisors do at a desk, against the real service. */
#include "dz-sync-oversight.h"

#include "dz-test-wait.h"
#include "oversight-world.h"

static void
set_up (World        *world,
        gconstpointer roles)
{
  world_open (world, (DzRole) GPOINTER_TO_UINT (roles));
}

static void
tear_down (World        *world,
           gconstpointer roles)
{
  world_close (world);
}

static GPtrArray *
load_tasks (World   *world,
            GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_sync_load_tasks_async (world->sync, NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "the tasks");
  return dz_sync_load_tasks_finish (world->sync, result, error);
}

static DzItem *
load_standing (World      *world,
               const char *submission)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  DzItem *item;

  dz_sync_load_standing_async (world->sync, submission, NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "how it stands");
  item = dz_sync_load_standing_finish (world->sync, result, &error);
  g_assert_no_error (error);
  return item;
}

static void
assert_photo (World      *world,
              const char *sha256)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *found = NULL;

  dz_sync_load_picture_async (world->sync, sha256, NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "the photo");
  bytes = dz_sync_load_photo_finish (world->sync, result, &error);
  g_assert_no_error (error);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_assert_cmpstr (found, ==, sha256);
}

static void
finish_task (World      *world,
             const char *id,
             int         code)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done;

  dz_sync_finish_task_async (world->sync, id, "看过了，退回是对的", NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "the task ends");
  done = dz_sync_finish_task_finish (world->sync, result, &error);
  g_assert_true (done == (code < 0));
  if (code >= 0)
    g_assert_error (error, DZ_SYNC_ERROR, code);
}

/* What a reviewer asked comes with their words, the decision that stands and the photo, and ends
 * with words of the supervisor. */
static void
test_tasks (World        *world,
            gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (world, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = load_tasks (world, &error);
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(DzItem) item = NULL;
  const DzTask *task;

  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 1);
  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (task->kind, ==, DZ_TASK_REQUEST);
  g_assert_cmpstr (task->submission, ==, submission);
  g_assert_cmpstr (task->asked_by, ==, "li");
  g_assert_cmpstr (task->reason, ==, WORLD_WHY);
  item = load_standing (world, submission);
  g_assert_cmpstr (item->submission->decision->decided_by, ==, "li");
  g_assert_cmpint (item->submission->decision->verdict, ==, DZ_VERDICT_REJECT);
  assert_photo (world, task->photo);
  finish_task (world, "0123456789abcdef0123456789abcdef", DZ_SYNC_ERROR_GONE);
  finish_task (world, task->id, -1);
  rest = load_tasks (world, &error);
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_cmpuint (world_count_entries (world, "task-finish", "看过了，退回是对的"), ==, 1);
}

static gboolean
reopen (World              *world,
        const DzSubmission *seen,
        GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_sync_reopen_async (world->sync, seen, 1500, "背景合格，退回有误", NULL, world_result_cb,
                        &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "it is reopened");
  return dz_sync_finish_task_finish (world->sync, result, error);
}

/* The task ends with it, whoever decided it is not asked again, and the second time is told to be
 * too late. */
static void
test_reopen (World        *world,
             gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (world, 0);
  g_autofree char *wang = fixture_sign_in (&world->fixture, "wang", DZ_ROLE_REVIEWER, "desk-3");
  g_autoptr(DzItem) item = load_standing (world, submission);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) late = NULL;
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(Reply) lis = NULL;
  g_autoptr(Reply) wangs = NULL;

  reopen (world, item->submission, &error);
  g_assert_no_error (error);
  g_assert_false (reopen (world, item->submission, &late));
  g_assert_error (late, DZ_SYNC_ERROR, DZ_SYNC_ERROR_OVERTAKEN);
  rest = load_tasks (world, &error);
  g_assert_cmpuint (rest->len, ==, 0);
  lis = fixture_ask_staff (&world->fixture, "POST", "/leases", world->li, "{\"wanted\":5}");
  g_assert_cmpuint (reply_length (lis, "items"), ==, 0);
  wangs = fixture_ask_staff (&world->fixture, "POST", "/leases", wang, "{\"wanted\":5}");
  g_assert_cmpuint (reply_length (wangs, "items"), ==, 1);
  g_assert_cmpstr (reply_string (wangs, "items.0.submission.id"), ==, submission);
}

static DzReason *
new_mask (const char *zh)
{
  DzReason *reason = dz_reason_new ();

  reason->code = g_strdup ("mask");
  reason->rules = g_strdup ("MOUTH-01");
  reason->label_zh = g_strdup ("戴口罩");
  reason->label_en = g_strdup ("Wears a mask");
  reason->zh = g_strdup (zh);
  reason->en = g_strdup ("Please take off the mask.");
  return reason;
}

/* @code: of the error; -1 for none */
static DzReason *
add_reason (World      *world,
            const char *zh,
            guint       last,
            int         code)
{
  g_autoptr(DzReason) words = new_mask (zh);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  DzReason *added;

  dz_sync_add_reason_async (world->sync, words, last, NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "a reason is added");
  added = dz_sync_change_reason_finish (world->sync, result, &error);
  g_assert_true ((added != NULL) == (code < 0));
  if (code >= 0)
    g_assert_error (error, DZ_SYNC_ERROR, code);
  return added;
}

typedef struct
{
  DzSync     *sync;
  const char *zh; /* NULL where it is given no more */
} Known;

static gboolean
is_known (gpointer data)
{
  const Known *known = data;
  const DzReason *reason = dz_reason_list_find (dz_sync_get_reasons (known->sync), "mask");

  return g_strcmp0 (reason != NULL ? reason->zh : NULL, known->zh) == 0;
}

static void
retire (World          *world,
        const DzReason *reason,
        int             code)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReason) retired = NULL;

  dz_sync_retire_reason_async (world->sync, reason, NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "a reason is retired");
  retired = dz_sync_change_reason_finish (world->sync, result, &error);
  g_assert_true ((retired != NULL) == (code < 0));
  if (code >= 0)
    g_assert_error (error, DZ_SYNC_ERROR, code);
}

/* A reason is added, changed and retired, and the desk knows it at once; nobody overwrites what
 * they have not seen. */
static void
test_reasons (World        *world,
              gconstpointer roles)
{
  Known known = { world->sync, "请摘下口罩。" };
  g_autoptr(DzReason) first = add_reason (world, "请摘下口罩。", 0, -1);
  g_autoptr(DzReason) second = NULL;

  dz_test_wait_for (is_known, &known, WORLD_WAIT_S, "the desk knows it");
  g_assert_cmpuint (first->version, ==, 1);
  second = add_reason (world, "请摘下口罩后重拍。", 1, -1);
  known.zh = "请摘下口罩后重拍。";
  dz_test_wait_for (is_known, &known, WORLD_WAIT_S, "the desk knows the other words");
  g_assert_cmpuint (second->version, ==, 2);
  g_assert_cmpstr (dz_reason_list_find (dz_sync_get_reasons (world->sync), "mask")->made_by, ==,
                   "wei");
  g_assert_null (add_reason (world, "请取下口罩。", 1, DZ_SYNC_ERROR_OVERTAKEN));
  g_assert_null (add_reason (world, "[请取下口罩。", 2, DZ_SYNC_ERROR_REFUSED));
  retire (world, first, DZ_SYNC_ERROR_OVERTAKEN);
  retire (world, second, -1);
  known.zh = NULL;
  dz_test_wait_for (is_known, &known, WORLD_WAIT_S, "it is given no more");
}

/* The service says no to who is none of them; nothing changes. */
static void
test_reviewer (World        *world,
               gconstpointer roles)
{
  g_autoptr(GError) error = NULL;

  g_autofree char *submission = world_raise_request (world, 0);
  g_autoptr(Reply) counts = world_ask (world, "GET", "/queue", NULL);

  g_assert_nonnull (submission);
  g_assert_cmpint (reply_int (counts, "tasks"), ==, 0); /* it waits, but not for them */
  g_assert_null (load_tasks (world, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED);
  g_assert_null (add_reason (world, "请摘下口罩。", 0, DZ_SYNC_ERROR_REFUSED));
  retire (world, dz_reason_list_find (dz_sync_get_reasons (world->sync), "mouth"),
          DZ_SYNC_ERROR_REFUSED);
  finish_task (world, "0123456789abcdef0123456789abcdef", DZ_SYNC_ERROR_REFUSED);
}

/* Nobody answers: that is said, the desk knows it, and whoever gives up is left alone. */
static void
test_offline (World        *world,
              gconstpointer roles)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gone = NULL;

  dz_sync_load_tasks_async (world->sync, cancellable, world_result_cb, &result);
  g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WORLD_WAIT_S, "it was given up");
  g_assert_null (dz_sync_load_tasks_finish (world->sync, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  soup_server_disconnect (world->fixture.staff);
  g_assert_null (load_tasks (world, &gone));
  g_assert_error (gone, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE);
  g_assert_cmpint (dz_sync_get_connection (world->sync), ==, DZ_CONNECTION_OFFLINE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, roles, func) \
  g_test_add ("/sync/oversight/" path, World, GUINT_TO_POINTER (roles), set_up, func, tear_down)
  ADD ("tasks", DZ_ROLE_SUPERVISOR, test_tasks);
  ADD ("reopen", DZ_ROLE_SUPERVISOR, test_reopen);
  ADD ("reasons", DZ_ROLE_SUPERVISOR, test_reasons);
  ADD ("reviewer", DZ_ROLE_REVIEWER, test_reviewer);
  ADD ("offline", DZ_ROLE_SUPERVISOR, test_offline);
  return g_test_run ();
}
