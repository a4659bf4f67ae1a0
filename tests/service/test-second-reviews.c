/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A school wants decisions judged twice: over HTTP, as desks ask. */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"

#define POLICY "/schools/" FIXTURE_SCHOOL "/policy"
#define EARS "{\"verdict\":\"reject\",\"reasons\":[\"ears\"],\"retake\":true}"
#define EYES "{\"verdict\":\"reject\",\"reasons\":[\"eyes\"],\"retake\":true}"

/* A photo, and who judges it. */
typedef struct
{
  Fixture fixture;
  char   *identity;   /* owned */
  char   *submission; /* owned */
  char   *li;         /* owned: a reviewer's token */
  char   *wang;       /* owned: another's */
  char   *zhao;       /* owned: a supervisor's */
} Case;

static void
set_up (Case         *self,
        gconstpointer user_data)
{
  fixture_set_up (&self->fixture, NULL);
  self->identity = fixture_verify (&self->fixture, 0);
  self->submission = fixture_submit (&self->fixture, self->identity, 0);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wang = fixture_sign_in (&self->fixture, "wang", DZ_ROLE_REVIEWER, "desk-2");
  self->zhao = fixture_sign_in (&self->fixture, "zhao", DZ_ROLE_SUPERVISOR, "desk-3");
}

static void
tear_down (Case         *self,
           gconstpointer user_data)
{
  g_free (self->identity);
  g_free (self->submission);
  g_free (self->li);
  g_free (self->wang);
  g_free (self->zhao);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
ask (Case       *self,
     const char *token,
     const char *method,
     const char *path,
     const char *body)
{
  return fixture_ask_staff (&self->fixture, method, path, token, body);
}

static void
set_policy (Case       *self,
            const char *text)
{
  g_autofree char *body = g_strdup_printf ("{\"second_review\":\"%s\"}", text);
  g_autoptr(Reply) reply = ask (self, self->zhao, "POST", POLICY, body);

  assert_reply (reply, 200, NULL);
  g_assert_cmpstr (reply_string (reply, "second_review"), ==, text);
}

static Reply *
lease (Case       *self,
       const char *token,
       const char *queue,
       guint       n_wanted)
{
  g_autofree char *body = g_strdup_printf ("{\"wanted\":1,\"queue\":\"%s\"}", queue);
  Reply *reply = ask (self, token, "POST", "/leases", body);

  assert_reply (reply, 200, NULL);
  g_assert_cmpuint (reply_length (reply, "items"), ==, n_wanted);
  return reply;
}

static void
decide (Case       *self,
        const char *token,
        Reply      *leased,
        const char *decision)
{
  g_autofree char *id = dz_id_new ();
  g_autofree char *approval = fixture_approval (&self->fixture, self->submission);
  g_autofree char *body = fixture_command (id, "decide", self->submission,
                                           reply_int (leased, "items.0.submission.version"),
                                           reply_string (leased, "items.0.submission.photo"),
                                           decision != NULL ? decision : approval);
  g_autoptr(Reply) reply = ask (self, token, "POST", "/commands", body);

  assert_reply (reply, 200, NULL);
  g_assert_cmpstr (reply_string (reply, "state"), ==, "held");
}

static void
seal (Case *self)
{
  self->fixture.ahead_us += 60 * G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (self->fixture.store, NULL, NULL));
}

static void
lease_and_decide (Case       *self,
                  const char *token,
                  const char *queue,
                  const char *decision)
{
  g_autoptr(Reply) leased = lease (self, token, queue, 1);

  decide (self, token, leased, decision);
  seal (self);
}

/* What the student reads. */
static void
assert_student_reads (Case       *self,
                      const char *state)
{
  g_autoptr(Reply) own = fixture_ask_students (&self->fixture, "GET", "/submissions",
                                               self->identity, NULL);

  assert_reply (own, 200, NULL);
  g_assert_cmpstr (reply_string (own, "submissions.0.state"), ==, state);
}

static char *
body_of (Reply *reply)
{
  return g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
}

/* Not a byte of what the second judge gets tells of the first, nor that they are the second. */
static void
assert_blind (Reply *leased)
{
  g_autofree char *body = body_of (leased);

  g_assert_cmpstr (reply_string (leased, "items.0.submission.state"), ==, "leased");
  g_assert_cmpstr (reply_string (leased, "items.0.lease.origin"), ==, "pending");
  g_assert_null (strstr (body, "second"));
  g_assert_null (strstr (body, "\"li\""));
  g_assert_null (strstr (body, "\"reject\""));
}

static void
test_agreed (Case         *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) second = NULL;
  g_autoptr(Reply) none = NULL;
  g_autoptr(Reply) own = NULL;
  g_autofree char *history = NULL;

  set_policy (self, "refusals");
  lease_and_decide (self, self->li, "review", EARS);
  assert_student_reads (self, "in-review");
  none = lease (self, self->li, "review", 0);
  second = lease (self, self->wang, "review", 1);
  assert_blind (second);
  decide (self, self->wang, second, EARS);
  assert_student_reads (self, "in-review");
  own = ask (self, self->wang, "GET", "/history", NULL);
  history = body_of (own);
  g_assert_nonnull (strstr (history, "decide"));
  g_assert_null (strstr (history, "second"));
  seal (self);
  assert_student_reads (self, "rejected");
}

/* Both stand before the supervisor, who ends it. */
static void
test_disagreed (Case         *self,
                gconstpointer user_data)
{
  g_autoptr(Reply) tasks = NULL;
  g_autoptr(Reply) forbidden = NULL;
  g_autoptr(Reply) counts = NULL;

  set_policy (self, "refusals");
  lease_and_decide (self, self->li, "review", EARS);
  lease_and_decide (self, self->wang, "review", EYES);
  assert_student_reads (self, "in-review");
  forbidden = ask (self, self->wang, "GET", "/tasks", NULL);
  assert_reply (forbidden, 403, "forbidden");
  counts = ask (self, self->zhao, "GET", "/queue", NULL);
  g_assert_cmpint (reply_int (counts, "tasks"), ==, 1);
  tasks = ask (self, self->zhao, "GET", "/tasks", NULL);
  assert_reply (tasks, 200, NULL);
  g_assert_cmpuint (reply_length (tasks, "tasks"), ==, 1);
  g_assert_cmpstr (reply_string (tasks, "tasks.0.kind"), ==, "disagreement");
  g_assert_cmpuint (reply_length (tasks, "tasks.0.opinions"), ==, 2);
  g_assert_cmpstr (reply_string (tasks, "tasks.0.opinions.0.decided_by"), ==, "li");
  g_assert_cmpstr (reply_string (tasks, "tasks.0.opinions.0.reasons.0"), ==, "ears");
  g_assert_cmpstr (reply_string (tasks, "tasks.0.opinions.1.decided_by"), ==, "wang");
  g_assert_cmpstr (reply_string (tasks, "tasks.0.opinions.1.reasons.0"), ==, "eyes");
  lease_and_decide (self, self->zhao, "supervisor", NULL);
  assert_student_reads (self, "approved");
}

static void
test_policy (Case         *self,
             gconstpointer user_data)
{
  static const char *const bad[] = {
    "{}", "{\"second_review\":\"all\"}", "{\"second_review\":\"approvals=0\"}",
    "{\"second_review\":\"approvals=101\"}", "{\"second_review\":5}", "{\"second_review\":null}",
    "{\"sheet\":true,\"second_review\":\"failing,failing\"}",
  };
  g_autoptr(Reply) reviewer = ask (self, self->li, "POST", POLICY,
                                   "{\"second_review\":\"none\"}");
  g_autoptr(Reply) both = NULL;
  g_autoptr(Reply) read = NULL;

  assert_reply (reviewer, 403, "forbidden");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(Reply) refused = ask (self, self->zhao, "POST", POLICY, bad[i]);

      g_test_message ("%s", bad[i]);
      assert_reply (refused, 400, "bad-json");
    }
  both = ask (self, self->zhao, "POST", POLICY,
              "{\"sheet\":false,\"second_review\":\"refusals,approvals=5\"}");
  assert_reply (both, 200, NULL);
  read = ask (self, self->zhao, "GET", POLICY, NULL);
  g_assert_cmpstr (reply_string (read, "second_review"), ==, "approvals=5,refusals");
  g_assert_false (json_node_get_boolean (reply_get (read, "sheet")));
}

/* The first setting up: one person, who may not ask for what nobody could do. */
static void
test_alone (void)
{
  Fixture fixture = { 0 };
  g_autofree char *admin = NULL;
  g_autoptr(Reply) refused = NULL;
  g_autoptr(Reply) none = NULL;

  fixture_set_up (&fixture, NULL);
  admin = fixture_sign_in (&fixture, "root", DZ_ROLE_ADMINISTRATOR, "desk-1");
  refused = fixture_ask_staff (&fixture, "POST", POLICY, admin, "{\"second_review\":\"failing\"}");
  assert_reply (refused, 422, "no-second");
  none = fixture_ask_staff (&fixture, "POST", POLICY, admin, "{\"second_review\":\"none\"}");
  assert_reply (none, 200, NULL);
  fixture_tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Case, NULL, set_up, func, tear_down)
  ADD ("/service/second-reviews/agreed", test_agreed);
  ADD ("/service/second-reviews/disagreed", test_disagreed);
  ADD ("/service/second-reviews/policy", test_policy);
  g_test_add_func ("/service/second-reviews/alone", test_alone);
  return g_test_run ();
}
