/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One photo of two students, seen from the desks: what waits for a supervisor, who may take it, and
 * how it ends. */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-store-tasks.h"
#include "dz-test-wait.h"

#define NOBODYS "0123456789abcdef0123456789abcdef"

/* A submission that waits, and who may do something with it. */
typedef struct
{
  Fixture fixture;
  char   *first; /* owned: student 0's submission */
  char   *li;    /* owned: a reviewer's token */
  char   *wei;   /* owned: a supervisor's */
} Tasks;

static char *
send_photo (Tasks *self,
            guint  student,
            guint  photo)
{
  g_autofree char *identity = fixture_verify (&self->fixture, student);

  return fixture_submit (&self->fixture, identity, photo);
}

static void
set_up (Tasks        *self,
        gconstpointer user_data)
{
  fixture_set_up (&self->fixture, NULL);
  self->first = send_photo (self, 0, 0);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wei = fixture_sign_in (&self->fixture, "wei", DZ_ROLE_SUPERVISOR, "desk-2");
}

static void
tear_down (Tasks        *self,
           gconstpointer user_data)
{
  g_free (self->first);
  g_free (self->li);
  g_free (self->wei);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
ask (Tasks      *self,
     const char *method,
     const char *path,
     const char *token,
     const char *json)
{
  return fixture_ask_staff (&self->fixture, method, path, token, json);
}

static Reply *
list_tasks (Tasks *self)
{
  Reply *reply = ask (self, "GET", "/tasks", self->wei, NULL);

  assert_reply (reply, 200, NULL);
  return reply;
}

static DzTask *
read_task (Reply *reply,
           guint  n)
{
  g_autofree char *path = g_strdup_printf ("tasks.%u", n);
  g_autoptr(GError) error = NULL;
  DzTask *task = dz_wire_task_from_json (reply_get (reply, path), &error);

  g_assert_no_error (error);
  return task;
}

/* Of student @n, and of student @twin too. */
static void
assert_task (const DzTask *task,
             DzTaskKind    kind,
             const char   *submission,
             guint         n,
             const char   *twin,
             guint         n_twin)
{
  g_autofree char *identifier = g_strdup_printf ("20200003%u", n);
  g_autofree char *twin_identifier = g_strdup_printf ("20200003%u", n_twin);

  g_assert_cmpint (task->kind, ==, kind);
  g_assert_cmpstr (task->submission, ==, submission);
  g_assert_cmpstr (task->identifier, ==, identifier);
  g_assert_cmpint (task->raised_us, >, 0);
  g_assert_nonnull (task->twin);
  g_assert_cmpint (task->twin->kind, ==, DZ_TWIN_BYTES);
  g_assert_cmpstr (task->twin->submission, ==, twin);
  g_assert_cmpstr (task->twin->identifier, ==, twin_identifier);
}

/* Each names the other, and nobody ends it but by deciding. */
static void
test_quarantined (Tasks        *self,
                  gconstpointer user_data)
{
  g_autoptr(Reply) none = list_tasks (self);
  g_autofree char *second = send_photo (self, 1, 0);
  g_autoptr(Reply) two = list_tasks (self);
  g_autoptr(DzTask) one = NULL;
  g_autoptr(DzTask) other = NULL;
  gboolean in_order;

  g_assert_cmpuint (reply_length (none, "tasks"), ==, 0);
  g_assert_cmpuint (reply_length (two, "tasks"), ==, 2);
  one = read_task (two, 0);
  other = read_task (two, 1);
  in_order = g_str_equal (one->submission, self->first);
  assert_task (in_order ? one : other, DZ_TASK_QUARANTINE, self->first, 0, second, 1);
  assert_task (in_order ? other : one, DZ_TASK_QUARANTINE, second, 1, self->first, 0);
  g_assert_null (one->id);
  g_assert_cmpint (one->state, ==, DZ_STATE_QUARANTINED);
}

static void
test_limits (Tasks        *self,
             gconstpointer user_data)
{
  static const char *const bad[] = { "0", "-1", "1001", "many", "", "1e2", "99999999999999999999" };
  g_autofree char *second = send_photo (self, 1, 0);
  g_autoptr(Reply) one = ask (self, "GET", "/tasks?limit=1", self->wei, NULL);
  g_autoptr(Reply) most = ask (self, "GET", "/tasks?limit=1000", self->wei, NULL);
  g_autoptr(Reply) reviewer = ask (self, "GET", "/tasks", self->li, NULL);
  g_autoptr(Reply) nobody = ask (self, "GET", "/tasks", NULL, NULL);

  g_assert_nonnull (second);
  assert_reply (one, 200, NULL);
  g_assert_cmpuint (reply_length (one, "tasks"), ==, 1);
  assert_reply (most, 200, NULL);
  g_assert_cmpuint (reply_length (most, "tasks"), ==, 2);
  assert_reply (reviewer, 403, "forbidden");
  assert_reply (nobody, 401, "signed-out");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/tasks?limit=", bad[i], NULL);
      g_autoptr(Reply) reply = ask (self, "GET", path, self->wei, NULL);

      g_test_message ("limit %s", bad[i]);
      g_assert_cmpuint (reply->status, ==, 400);
    }
}

static Reply *
lease (Tasks      *self,
       const char *token,
       const char *queue)
{
  g_autofree char *body = queue != NULL
                            ? g_strdup_printf ("{\"wanted\":5,\"queue\":\"%s\"}", queue)
                            : g_strdup ("{\"wanted\":5}");

  return ask (self, "POST", "/leases", token, body);
}

static void
assert_leased (Reply *reply,
               guint  n)
{
  assert_reply (reply, 200, NULL);
  g_assert_cmpuint (reply_length (reply, "items"), ==, n);
}

/* What was set apart is no reviewer's, and what waits for everybody is in no supervisor's queue of
 * what was set apart. */
static void
test_queues (Tasks        *self,
             gconstpointer user_data)
{
  g_autofree char *second = send_photo (self, 1, 0);
  g_autofree char *plain = send_photo (self, 2, 1);
  g_autoptr(Reply) refused = lease (self, self->li, "supervisor");
  g_autoptr(Reply) nonsense = lease (self, self->wei, "everything");
  g_autoptr(Reply) reviewers = lease (self, self->li, NULL);
  g_autoptr(Reply) apart = lease (self, self->wei, "supervisor");
  g_autoptr(Reply) again = lease (self, self->wei, "review");
  g_autoptr(GError) error = NULL;

  assert_reply (refused, 403, "forbidden");
  assert_reply (nonsense, 400, "bad-json");
  assert_leased (reviewers, 1);
  g_assert_cmpstr (reply_string (reviewers, "items.0.submission.id"), ==, plain);
  g_assert_cmpint (reply_int (reviewers, "counts.free"), ==, 0);
  assert_leased (apart, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_strdup_printf ("items.%u", i);
      g_autoptr(DzItem) item = dz_wire_item_from_json (reply_get (apart, path), &error);
      gboolean is_first;

      g_assert_no_error (error);
      is_first = g_str_equal (item->submission->id, self->first);
      g_assert_cmpstr (item->submission->id, ==, is_first ? self->first : second);
      g_assert_cmpuint (item->twins->len, ==, 1);
      g_assert_cmpstr (((DzTwin *) g_ptr_array_index (item->twins, 0))->submission, ==,
                       is_first ? second : self->first);
    }
  assert_leased (again, 2); /* what is held comes again, and nothing is added */
}

/* Given back, it is set apart still. */
static void
test_released (Tasks        *self,
               gconstpointer user_data)
{
  g_autofree char *second = send_photo (self, 1, 0);
  g_autoptr(Reply) apart = lease (self, self->wei, "supervisor");
  g_autofree char *leases = g_strdup_printf ("{\"leases\":[\"%s\",\"%s\"]}",
                                             reply_string (apart, "items.0.lease.id"),
                                             reply_string (apart, "items.1.lease.id"));
  g_autoptr(Reply) released = ask (self, "POST", "/leases/release", self->wei, leases);
  g_autoptr(Reply) reviewers = lease (self, self->li, NULL);
  g_autoptr(Reply) tasks = list_tasks (self);

  g_assert_nonnull (second);
  assert_reply (released, 200, NULL);
  g_assert_cmpint (reply_int (released, "released"), ==, 2);
  g_assert_cmpint (reply_int (released, "counts.free"), ==, 0);
  assert_leased (reviewers, 0);
  g_assert_cmpuint (reply_length (tasks, "tasks"), ==, 2);
}

static gboolean
is_approved (gpointer data)
{
  Tasks *self = data;
  g_autofree char *path = g_strconcat ("/submissions/", self->first, NULL);
  g_autoptr(Reply) reply = ask (self, "GET", path, self->wei, NULL);

  return g_str_equal (reply_string (reply, "state"), "approved");
}

static void
approve_first (Tasks *self)
{
  g_autoptr(Reply) leased = lease (self, self->li, NULL);
  g_autofree char *approval = fixture_approval (&self->fixture, self->first);
  g_autofree char *id = dz_id_new ();
  g_autofree char *body = fixture_command (id, "decide", self->first,
                                           reply_int (leased, "items.0.submission.version"),
                                           reply_string (leased, "items.0.submission.photo"),
                                           approval);
  g_autoptr(Reply) decided = ask (self, "POST", "/commands", self->li, body);

  assert_reply (decided, 200, NULL);
  self->fixture.ahead_us = G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_approved, self, 30, "the decision seals");
}

static Reply *
finish (Tasks      *self,
        const char *token,
        const char *task,
        const char *json)
{
  g_autofree char *path = g_strdup_printf ("/tasks/%s/finish", task);

  return ask (self, "POST", path, token, json);
}

/* The task about a decision in effect; the other one is the later photo, which is set apart. */
static DzTask *
find_sealed (Tasks *self)
{
  g_autoptr(Reply) tasks = list_tasks (self);

  g_assert_cmpuint (reply_length (tasks, "tasks"), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(DzTask) task = read_task (tasks, i);

      if (task->kind == DZ_TASK_SEALED_TWIN)
        return g_steal_pointer (&task);
    }
  g_assert_not_reached ();
}

static void
test_finish (Tasks        *self,
             gconstpointer user_data)
{
  g_autofree char *second = NULL;
  g_autoptr(DzTask) task = NULL;
  g_autoptr(Reply) reviewer = NULL;
  g_autoptr(Reply) once = NULL;
  g_autoptr(Reply) twice = NULL;
  g_autoptr(Reply) rest = NULL;

  approve_first (self);
  second = send_photo (self, 1, 0);
  g_assert_true (is_approved (self));
  task = find_sealed (self);
  assert_task (task, DZ_TASK_SEALED_TWIN, self->first, 0, second, 1);
  g_assert_cmpint (task->state, ==, DZ_STATE_APPROVED);
  reviewer = finish (self, self->li, task->id, "{}");
  assert_reply (reviewer, 403, "forbidden");
  once = finish (self, self->wei, task->id, "{\"note\":\"是本人的照片\"}");
  assert_reply (once, 200, NULL);
  twice = finish (self, self->wei, task->id, "{\"note\":null}");
  assert_reply (twice, 200, NULL);
  rest = list_tasks (self);
  g_assert_cmpuint (reply_length (rest, "tasks"), ==, 1);
  g_assert_cmpstr (reply_string (rest, "tasks.0.submission"), ==, second);
  g_assert_true (is_approved (self));
}

/* How often a task was finished, and the words with it, as the history tells it. */
static guint
count_finished (Tasks      *self,
                const char *words)
{
  g_autoptr(Reply) history = ask (self, "GET", "/history?from=1&limit=1000", self->wei, NULL);
  guint n = 0;

  assert_reply (history, 200, NULL);
  for (guint i = 0; i < reply_length (history, "entries"); i++)
    {
      g_autofree char *kind = g_strdup_printf ("entries.%u.kind", i);
      g_autofree char *detail = g_strdup_printf ("entries.%u.detail", i);

      if (!g_str_equal (reply_string (history, kind), "task-finish"))
        continue;
      n++;
      g_assert_nonnull (strstr (reply_string (history, detail), words));
    }
  return n;
}

/* Nothing of what is refused ends the task. */
static void
test_bad_finish (Tasks        *self,
                 gconstpointer user_data)
{
  static const struct
  {
    const char *task; /* NULL for the one that waits */
    const char *json;
    guint       status;
    const char *code;
  } bad[] = {
    { NOBODYS, "{}", 404, "not-found" },   { "1", "{}", 404, "not-found" },
    { NULL, "{\"note\":1}", 400, "bad-json" }, { NULL, "{\"note\"", 400, "bad-json" },
    { NULL, "[]", 400, "bad-json" },       { NULL, "", 400, "bad-json" },
  };
  g_autofree char *long_note = g_strnfill (DZ_STORE_TASK_NOTE_MAX + 1, 'x');
  g_autofree char *long_json = g_strdup_printf ("{\"note\":\"%s\"}", long_note);
  g_autofree char *second = NULL;
  g_autoptr(DzTask) task = NULL;
  g_autoptr(DzTask) still = NULL;
  g_autoptr(Reply) too_long = NULL;
  g_autoptr(Reply) done = NULL;

  approve_first (self);
  second = send_photo (self, 1, 0);
  task = find_sealed (self);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *id = bad[i].task != NULL ? bad[i].task : task->id;
      g_autoptr(Reply) reply = finish (self, self->wei, id, bad[i].json);

      g_test_message ("%s %s", bad[i].task, bad[i].json);
      assert_reply (reply, bad[i].status, bad[i].code);
    }
  too_long = finish (self, self->wei, task->id, long_json);
  assert_reply (too_long, 422, "invalid");
  still = find_sealed (self);
  g_assert_cmpstr (still->id, ==, task->id);
  done = finish (self, self->wei, task->id, "{\"note\":\"双胞胎\"}");
  assert_reply (done, 200, NULL);
  g_assert_cmpuint (count_finished (self, "双胞胎"), ==, 1);
}

#define TEST(name, function) \
  g_test_add ("/service/tasks/" name, Tasks, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("quarantined", test_quarantined);
  TEST ("limits", test_limits);
  TEST ("queues", test_queues);
  TEST ("released", test_released);
  TEST ("finish", test_finish);
  TEST ("bad-finish", test_bad_finish);
  return g_test_run ();
}
