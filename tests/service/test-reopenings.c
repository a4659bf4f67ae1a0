/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision that took effect and is taken back, as a student's phone and the desks see it. */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-test-wait.h"

#define REJECT "{\"verdict\":\"reject\",\"reasons\":[\"background-colour\"]}"

typedef struct
{
  Fixture fixture;
  char   *identity;   /* owned */
  char   *submission; /* owned */
  char   *photo;      /* owned: its SHA-256 */
  char   *li;         /* owned: a reviewer's token */
  char   *wang;       /* owned: another's */
  char   *wei;        /* owned: a supervisor's */
} Case;

static void
set_up (Case         *self,
        gconstpointer user_data)
{
  fixture_set_up (&self->fixture, NULL);
  self->identity = fixture_verify (&self->fixture, 0);
  self->submission = fixture_submit (&self->fixture, self->identity, 0);
  self->photo = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fixture_photo (0));
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wang = fixture_sign_in (&self->fixture, "wang", DZ_ROLE_REVIEWER, "desk-2");
  self->wei = fixture_sign_in (&self->fixture, "wei", DZ_ROLE_SUPERVISOR, "desk-3");
}

static void
tear_down (Case         *self,
           gconstpointer user_data)
{
  g_free (self->identity);
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->li);
  g_free (self->wang);
  g_free (self->wei);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
ask (Case       *self,
     const char *method,
     const char *path,
     const char *token,
     const char *json)
{
  return fixture_ask_staff (&self->fixture, method, path, token, json);
}

static Reply *
lease (Case       *self,
       const char *token)
{
  Reply *reply = ask (self, "POST", "/leases", token, "{\"wanted\":5}");

  assert_reply (reply, 200, NULL);
  return reply;
}

static Reply *
decide (Case       *self,
        const char *token,
        const char *decision)
{
  g_autoptr(Reply) leased = lease (self, token);
  g_autofree char *id = dz_id_new ();
  g_autofree char *body = NULL;

  g_assert_cmpuint (reply_length (leased, "items"), ==, 1);
  body = fixture_command (id, "decide", self->submission,
                          reply_int (leased, "items.0.submission.version"), self->photo, decision);
  return ask (self, "POST", "/commands", token, body);
}

static guint
read_version (Case *self)
{
  g_autofree char *path = g_strconcat ("/submissions/", self->submission, "/standing", NULL);
  g_autoptr(Reply) reply = ask (self, "GET", path, self->wei, NULL);

  assert_reply (reply, 200, NULL);
  return reply_int (reply, "submission.version");
}

static Reply *
say_why (Case       *self,
         const char *kind,
         const char *token,
         const char *reason)
{
  g_autofree char *id = dz_id_new ();
  g_autofree char *body
    = g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"submission\":\"%s\",\"version\":%u,"
                       "\"photo\":\"%s\",\"shown_ms\":0,\"decision\":null%s%s%s,\"made_us\":1}", id,
                       kind, self->submission, read_version (self), self->photo,
                       reason != NULL ? ",\"reason\":\"" : "", reason != NULL ? reason : "",
                       reason != NULL ? "\"" : "");

  return ask (self, "POST", "/commands", token, body);
}

static Reply *
read_own (Case *self)
{
  return fixture_ask_students (&self->fixture, "GET", "/submissions", self->identity, NULL);
}

static gboolean
is_told (gpointer data)
{
  g_autoptr(Reply) own = read_own (data);

  return !g_str_equal (reply_string (own, "submissions.0.state"), "in-review");
}

static void
reject_and_seal (Case *self)
{
  g_autoptr(Reply) rejected = decide (self, self->li, REJECT);

  assert_reply (rejected, 200, NULL);
  self->fixture.ahead_us += G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_told, self, 30, "the rejection seals");
}

/* Asked for, done, judged by another; the phone tells all of it. */
static void
test_way (Case         *self,
          gconstpointer user_data)
{
  g_autofree char *approval = fixture_approval (&self->fixture, self->submission);
  g_autoptr(Reply) asked = NULL;
  g_autoptr(Reply) waiting = NULL;
  g_autoptr(Reply) reopened = NULL;
  g_autoptr(Reply) own = NULL;
  g_autoptr(Reply) done = NULL;
  g_autoptr(Reply) same = NULL;
  g_autoptr(Reply) approved = NULL;
  g_autoptr(Reply) after = NULL;

  reject_and_seal (self);
  asked = say_why (self, "ask", self->li, "按错了键");
  assert_reply (asked, 200, NULL);
  waiting = ask (self, "GET", "/tasks", self->wei, NULL);
  g_assert_cmpuint (reply_length (waiting, "tasks"), ==, 1);
  reopened = say_why (self, "reopen", self->wei, "背景合格");
  assert_reply (reopened, 200, NULL);
  g_assert_cmpstr (reply_string (reopened, "state"), ==, "pending");
  own = read_own (self);
  g_assert_cmpstr (reply_string (own, "submissions.0.state"), ==, "in-review");
  g_assert_nonnull (strstr (reply_string (own, "submissions.0.message"), "已撤回"));
  g_assert_nonnull (strstr (reply_string (own, "submissions.0.correction.zh"), "已撤回"));
  g_assert_nonnull (strstr (reply_string (own, "submissions.0.correction.en"), "withdrawn"));
  g_assert_cmpuint (reply_length (own, "submissions.0.problems"), ==, 0);
  done = ask (self, "GET", "/tasks", self->wei, NULL);
  g_assert_cmpuint (reply_length (done, "tasks"), ==, 0);
  same = lease (self, self->li);
  g_assert_cmpuint (reply_length (same, "items"), ==, 0);
  approved = decide (self, self->wang, approval);
  assert_reply (approved, 200, NULL);
  self->fixture.ahead_us += G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_told, self, 30, "the approval seals");
  after = read_own (self);
  g_assert_cmpstr (reply_string (after, "submissions.0.state"), ==, "approved");
  g_assert_true (g_str_has_prefix (reply_string (after, "submissions.0.message"), "此前"));
  g_assert_nonnull (strstr (reply_string (after, "submissions.0.message"), "已通过审核"));
  g_assert_nonnull (strstr (reply_string (after, "submissions.0.correction.en"), "corrected"));
}

/* Nothing of what is refused changes what the student reads. */
static void
test_refused (Case         *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) rejected = decide (self, self->li, REJECT);
  g_autoptr(Reply) held = NULL;
  g_autoptr(Reply) reviewer = NULL;
  g_autoptr(Reply) nobody = NULL;
  g_autoptr(Reply) silent = NULL;
  g_autoptr(Reply) blank = NULL;
  g_autoptr(Reply) own = NULL;

  assert_reply (rejected, 200, NULL);
  held = say_why (self, "reopen", self->wei, "背景合格");
  assert_reply (held, 422, "not-sealed");
  self->fixture.ahead_us += G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_told, self, 30, "the rejection seals");
  reviewer = say_why (self, "reopen", self->wang, "背景合格");
  assert_reply (reviewer, 403, "forbidden");
  nobody = say_why (self, "reopen", NULL, "背景合格");
  assert_reply (nobody, 401, "signed-out");
  silent = say_why (self, "reopen", self->wei, NULL);
  assert_reply (silent, 400, "bad-json");
  blank = say_why (self, "reopen", self->wei, "  ");
  assert_reply (blank, 422, "invalid");
  own = read_own (self);
  g_assert_cmpstr (reply_string (own, "submissions.0.state"), ==, "rejected");
  g_assert_true (JSON_NODE_HOLDS_NULL (reply_get (own, "submissions.0.correction")));
}

/* Somebody else was faster, or nobody has decided. */
static void
test_conflict (Case         *self,
               gconstpointer user_data)
{
  g_autoptr(Reply) undecided = say_why (self, "reopen", self->wei, "背景合格");

  assert_reply (undecided, 409, "conflict");
  g_assert_cmpstr (reply_string (undecided, "answer.state"), ==, "pending");
}

static void
test_superseded (Case         *self,
                 gconstpointer user_data)
{
  g_autofree char *later = NULL;
  g_autoptr(Reply) reply = NULL;

  reject_and_seal (self);
  later = fixture_submit (&self->fixture, self->identity, 1);
  g_assert_cmpstr (later, !=, self->submission);
  reply = say_why (self, "reopen", self->wei, "背景合格");
  assert_reply (reply, 422, "superseded");
}

#define TEST(name, function) \
  g_test_add ("/service/reopenings/" name, Case, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("way", test_way);
  TEST ("refused", test_refused);
  TEST ("conflict", test_conflict);
  TEST ("superseded", test_superseded);
  return g_test_run ();
}
