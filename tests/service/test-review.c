/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-test-wait.h"

#define REJECT "{\"verdict\":\"reject\",\"reasons\":[\"%s\"],\"note\":\"请重拍\"}"

/* A submission that waits, and the token of a reviewer. */
typedef struct
{
  Fixture fixture;
  char   *identity;   /* owned */
  char   *submission; /* owned */
  char   *li;         /* owned: a reviewer's token */
  char   *wang;       /* owned: another's */
  char   *photo;      /* owned: its SHA-256 */
  char   *approval;   /* owned: an approval of it */
} Review;

static void
set_up (Review       *self,
        gconstpointer user_data)
{
  fixture_set_up (&self->fixture, NULL);
  self->identity = fixture_verify (&self->fixture, 0);
  self->submission = fixture_submit (&self->fixture, self->identity, 0);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wang = fixture_sign_in (&self->fixture, "wang", DZ_ROLE_REVIEWER, "desk-2");
  self->approval = fixture_approval (&self->fixture, self->submission);
  self->photo = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fixture_photo (0));
}

static void
tear_down (Review       *self,
           gconstpointer user_data)
{
  g_free (self->identity);
  g_free (self->submission);
  g_free (self->li);
  g_free (self->wang);
  g_free (self->photo);
  g_free (self->approval);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
lease (Review     *self,
       const char *token,
       guint       wanted)
{
  g_autofree char *body = g_strdup_printf ("{\"wanted\":%u}", wanted);

  return fixture_ask_staff (&self->fixture, "POST", "/leases", token, body);
}

/* Leases the one submission for @token and returns its version. */
static guint
lease_it (Review     *self,
          const char *token)
{
  g_autoptr(Reply) reply = lease (self, token, 1);

  assert_reply (reply, 200, NULL);
  g_assert_cmpuint (reply_length (reply, "items"), ==, 1);
  return reply_int (reply, "items.0.submission.version");
}

static Reply *
command (Review     *self,
         const char *token,
         const char *id,
         const char *kind,
         guint       version,
         const char *decision)
{
  g_autofree char *body = fixture_command (id, kind, self->submission, version, self->photo,
                                           decision);

  return fixture_ask_staff (&self->fixture, "POST", "/commands", token, body);
}

static void
test_lease (Review       *self,
            gconstpointer user_data)
{
  g_autoptr(Reply) first = lease (self, self->li, 5);
  g_autoptr(Reply) again = lease (self, self->li, 5);
  g_autoptr(Reply) other = lease (self, self->wang, 5);
  g_autoptr(Reply) queue = fixture_ask_staff (&self->fixture, "GET", "/queue", self->wang, NULL);
  g_autoptr(Reply) bad = lease (self, self->li, 51);
  g_autoptr(GError) error = NULL;
  DzItem *item;

  assert_reply (first, 200, NULL);
  g_assert_cmpuint (reply_length (first, "items"), ==, 1);
  item = dz_wire_item_from_json (reply_get (first, "items.0"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (item->submission->id, ==, self->submission);
  g_assert_cmpstr (item->submission->photo, ==, self->photo);
  g_assert_cmpint (item->submission->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (item->submission->findings->len, >, 10);
  g_assert_cmpstr (item->student->name, ==, "王梦梦");
  g_assert_cmpstr (item->school_name, ==, "中国石油大学（北京）");
  g_assert_cmpint (item->lease->expires_us, >, g_get_real_time ());
  dz_item_free (item);
  g_assert_cmpint (reply_int (first, "counts.mine"), ==, 1);
  assert_reply (again, 200, NULL);
  g_assert_cmpuint (reply_length (again, "items"), ==, 1);
  g_assert_cmpstr (reply_string (again, "items.0.lease.id"), ==,
                   reply_string (first, "items.0.lease.id"));
  assert_reply (other, 200, NULL);
  g_assert_cmpuint (reply_length (other, "items"), ==, 0);
  g_assert_cmpint (reply_int (queue, "others"), ==, 1);
  g_assert_cmpint (reply_int (queue, "free"), ==, 0);
  assert_reply (bad, 400, "bad-json");
}

static void
test_renew_and_release (Review       *self,
                        gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, 1);
  g_autofree char *body = g_strdup_printf ("{\"leases\":[\"%s\",\"%s\"]}",
                                           reply_string (leased, "items.0.lease.id"),
                                           "0123456789abcdef0123456789abcdef");
  g_autoptr(Reply) renewed = fixture_ask_staff (&self->fixture, "POST", "/leases/renew", self->li,
                                                body);
  g_autoptr(Reply) stolen = fixture_ask_staff (&self->fixture, "POST", "/leases/release",
                                               self->wang, body);
  g_autoptr(Reply) released = fixture_ask_staff (&self->fixture, "POST", "/leases/release",
                                                 self->li, body);
  g_autoptr(Reply) bad = fixture_ask_staff (&self->fixture, "POST", "/leases/renew", self->li,
                                            "{\"leases\":[1]}");

  assert_reply (renewed, 200, NULL);
  g_assert_cmpint (reply_int (renewed, "expires_us"), >, g_get_real_time ());
  g_assert_cmpuint (reply_length (renewed, "lost"), ==, 1);
  assert_reply (stolen, 200, NULL);
  g_assert_cmpint (reply_int (stolen, "released"), ==, 0);
  assert_reply (released, 200, NULL);
  g_assert_cmpint (reply_int (released, "released"), ==, 1);
  g_assert_cmpint (reply_int (released, "counts.free"), ==, 1);
  assert_reply (bad, 400, "bad-json");
}

static void
test_photo (Review       *self,
            gconstpointer user_data)
{
  g_autofree char *path = g_strconcat ("/photos/", self->photo, NULL);
  g_autoptr(Reply) before = fixture_ask_staff (&self->fixture, "GET", path, self->li, NULL);
  g_autoptr(Reply) leased = lease (self, self->li, 1);
  g_autoptr(Reply) mine = fixture_ask_staff (&self->fixture, "GET", path, self->li, NULL);
  g_autoptr(Reply) others = fixture_ask_staff (&self->fixture, "GET", path, self->wang, NULL);
  g_autoptr(Reply) nonsense = fixture_ask_staff (&self->fixture, "GET", "/photos/abc", self->li,
                                                 NULL);

  assert_reply (before, 403, "forbidden");
  assert_reply (leased, 200, NULL);
  g_assert_cmpuint (mine->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (mine->headers, NULL), ==,
                   "application/octet-stream");
  g_assert_cmpstr (soup_message_headers_get_one (mine->headers, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (soup_message_headers_get_one (mine->headers, "X-Content-Type-Options"), ==,
                   "nosniff");
  g_assert_true (g_bytes_equal (mine->body, fixture_photo (0)));
  assert_reply (others, 403, "forbidden");
  assert_reply (nonsense, 404, "not-found");
}

static void
test_decide_once (Review       *self,
                  gconstpointer user_data)
{
  guint version = lease_it (self, self->li);
  g_autofree char *id = dz_id_new ();
  g_autoptr(Reply) first = command (self, self->li, id, "decide", version, self->approval);
  g_autoptr(Reply) again = command (self, self->li, id, "decide", version, self->approval);
  g_autoptr(Reply) reused = command (self, self->li, id, "skip", version, NULL);

  assert_reply (first, 200, NULL);
  g_assert_cmpstr (reply_string (first, "command"), ==, id);
  g_assert_cmpstr (reply_string (first, "result"), ==, "applied");
  g_assert_cmpstr (reply_string (first, "state"), ==, "held");
  g_assert_cmpint (reply_int (first, "hold_until_us"), >, g_get_real_time ());
  assert_reply (again, 200, NULL);
  g_assert_cmpstr (reply_string (again, "command"), ==, id);
  g_assert_cmpstr (reply_string (again, "result"), ==, "repeated");
  assert_reply (reused, 422, "command-reused");
}

static void
test_undo (Review       *self,
           gconstpointer user_data)
{
  guint version = lease_it (self, self->li);
  g_autofree char *decide = dz_id_new ();
  g_autofree char *undo = dz_id_new ();
  g_autofree char *skip = dz_id_new ();
  g_autoptr(Reply) decided = command (self, self->li, decide, "decide", version, self->approval);
  g_autoptr(Reply) undone = command (self, self->li, undo, "undo",
                                     reply_int (decided, "version"), NULL);
  g_autoptr(Reply) skipped = command (self, self->li, skip, "skip",
                                      reply_int (undone, "version"), NULL);

  assert_reply (undone, 200, NULL);
  g_assert_cmpstr (reply_string (undone, "state"), ==, "leased");
  assert_reply (skipped, 200, NULL);
  g_assert_cmpstr (reply_string (skipped, "state"), ==, "pending");
}

/* Somebody else was there first: nothing is done, and what happened is told. */
static void
test_conflict (Review       *self,
               gconstpointer user_data)
{
  guint version = lease_it (self, self->li);
  g_autofree char *mine = dz_id_new ();
  g_autofree char *late = dz_id_new ();
  g_autoptr(Reply) decided = command (self, self->li, mine, "decide", version, self->approval);
  g_autoptr(Reply) conflict = command (self, self->wang, late, "decide", version,
                                       self->approval);
  g_autoptr(DzWireProblem) problem = NULL;

  assert_reply (decided, 200, NULL);
  assert_reply (conflict, 409, "conflict");
  g_assert_cmpstr (reply_string (conflict, "answer.result"), ==, "conflict");
  g_assert_cmpstr (reply_string (conflict, "answer.by"), ==, "li");
  g_assert_nonnull (strstr (reply_string (conflict, "error.zh"), "li"));
  problem = dz_wire_problem_from_json (conflict->json, NULL);
  g_assert_nonnull (problem);
}

static void
test_bad_commands (Review       *self,
                   gconstpointer user_data)
{
  guint version = lease_it (self, self->li);
  g_autofree char *id = dz_id_new ();
  g_autofree char *other = dz_id_new ();
  g_autofree char *nobodys = fixture_command (other, "skip", other, 1, self->photo, NULL);
  g_autoptr(Reply) no_reason = command (self, self->li, id, "decide", version,
                                        "{\"verdict\":\"reject\",\"reasons\":[]}");
  g_autoptr(Reply) unknown = command (self, self->li, id, "decide", version,
                                      "{\"verdict\":\"reject\",\"reasons\":[\"because\"]}");
  g_autoptr(Reply) no_decision = command (self, self->li, id, "decide", version, NULL);
  g_autoptr(Reply) bad_id = command (self, self->li, "1", "skip", version, NULL);
  g_autoptr(Reply) gone = fixture_ask_staff (&self->fixture, "POST", "/commands", self->li,
                                             nobodys);
  g_autoptr(Reply) still = lease (self, self->li, 1);

  g_assert_cmpuint (no_reason->status, >=, 400);
  g_assert_cmpuint (no_reason->status, <, 500);
  assert_reply (unknown, 422, "invalid");
  assert_reply (no_decision, 400, "bad-json");
  assert_reply (bad_id, 400, "bad-json");
  assert_reply (gone, 404, "not-found");
  g_assert_cmpint (reply_int (still, "items.0.submission.version"), ==, version);
}

typedef struct
{
  Review     *review;
  const char *wanted;
} Await;

static gboolean
student_sees (gpointer data)
{
  Await *await = data;
  g_autoptr(Reply) reply = fixture_ask_students (&await->review->fixture, "GET", "/submissions",
                                                 await->review->identity, NULL);

  return g_str_equal (reply_string (reply, "submissions.0.state"), await->wanted);
}

/* The student learns nothing while the decision rests, and everything once the clockwork has sealed
 * it. */
static void
test_sealed (Review       *self,
             gconstpointer user_data)
{
  guint version = lease_it (self, self->li);
  g_autofree char *id = dz_id_new ();
  g_autofree char *supervisor = fixture_sign_in (&self->fixture, "s", DZ_ROLE_SUPERVISOR, "desk-3");
  g_autofree char *path = g_strconcat ("/submissions/", self->submission, NULL);
  g_autoptr(Reply) reasons = fixture_ask_staff (&self->fixture, "GET", "/reasons", self->li, NULL);
  const char *reason = reply_string (reasons, "reasons.0.code");
  g_autofree char *decision = g_strdup_printf (REJECT, reason);
  g_autoptr(Reply) decided = command (self, self->li, id, "decide", version, decision);
  g_autoptr(Reply) held = fixture_ask_students (&self->fixture, "GET", "/submissions",
                                                self->identity, NULL);
  Await await = { self, "rejected" };
  g_autoptr(Reply) sealed = NULL;
  g_autoptr(Reply) whole = NULL;

  assert_reply (decided, 200, NULL);
  g_assert_cmpstr (reply_string (held, "submissions.0.state"), ==, "in-review");
  g_assert_cmpuint (reply_length (held, "submissions.0.problems"), ==, 0);
  g_assert_null (reply_string (held, "submissions.0.note"));
  self->fixture.ahead_us = 60 * G_USEC_PER_SEC;
  dz_test_wait_for (student_sees, &await, 30, "the decision seals");
  sealed = fixture_ask_students (&self->fixture, "GET", "/submissions", self->identity, NULL);
  g_assert_cmpstr (reply_string (sealed, "submissions.0.problems.0.reason"), ==, reason);
  g_assert_cmpstr (reply_string (sealed, "submissions.0.note"), ==, "请重拍");
  whole = fixture_ask_staff (&self->fixture, "GET", path, supervisor, NULL);
  assert_reply (whole, 200, NULL);
  g_assert_cmpstr (reply_string (whole, "state"), ==, "rejected");
  g_assert_cmpstr (reply_string (whole, "decision.decided_by"), ==, "li");
  g_assert_cmpuint (reply_length (whole, "findings"), >, 10);
}

static gboolean
lease_is_over (gpointer data)
{
  Review *self = data;
  g_autoptr(Reply) queue = fixture_ask_staff (&self->fixture, "GET", "/queue", self->wang, NULL);

  return reply_int (queue, "free") == 1;
}

static void
test_lease_expires (Review       *self,
                    gconstpointer user_data)
{
  lease_it (self, self->li);
  self->fixture.ahead_us = DZ_STORE_LEASE_US + G_USEC_PER_SEC;
  dz_test_wait_for (lease_is_over, self, 30, "the lease expires");
  lease_it (self, self->wang);
}

static void
test_get_submission (Review       *self,
                     gconstpointer user_data)
{
  g_autofree char *supervisor = fixture_sign_in (&self->fixture, "s", DZ_ROLE_SUPERVISOR, "desk-3");
  g_autoptr(Reply) nobodys = fixture_ask_staff (
    &self->fixture, "GET", "/submissions/0123456789abcdef0123456789abcdef", supervisor, NULL);
  g_autoptr(Reply) nonsense = fixture_ask_staff (&self->fixture, "GET", "/submissions/1",
                                                 supervisor, NULL);

  assert_reply (nobodys, 404, "not-found");
  assert_reply (nonsense, 404, "not-found");
}

#define TEST(name, function) \
  g_test_add ("/service/review/" name, Review, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("lease", test_lease);
  TEST ("renew-and-release", test_renew_and_release);
  TEST ("photo", test_photo);
  TEST ("decide-once", test_decide_once);
  TEST ("undo", test_undo);
  TEST ("conflict", test_conflict);
  TEST ("bad-commands", test_bad_commands);
  TEST ("sealed", test_sealed);
  TEST ("lease-expires", test_lease_expires);
  TEST ("get-submission", test_get_submission);
  return g_test_run ();
}
