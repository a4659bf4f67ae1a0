/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include "dz-id.h"
#include "dz-test-wait.h"

#include <string.h>

/* What a reviewer can still take back, asked over HTTP. */

typedef struct
{
  Fixture fixture;
  char   *submission; /* owned */
  char   *li;         /* owned: a reviewer's token */
  char   *wang;       /* owned: another's */
} Held;

static Reply *
ask_for (Held       *self,
         const char *query)
{
  g_autofree char *path = g_strconcat ("/decisions/held", query, NULL);

  return fixture_ask_staff (&self->fixture, "GET", path, self->li, NULL);
}

static Reply *
ask (Held       *self,
     const char *token)
{
  return fixture_ask_staff (&self->fixture, "GET", "/decisions/held", token, NULL);
}

static Reply *
command (Held       *self,
         const char *kind,
         Reply      *seen,
         const char *decision)
{
  g_autofree char *id = dz_id_new ();
  g_autofree char *body = fixture_command (
    id, kind, self->submission, (guint) reply_int (seen, "items.0.submission.version"),
    reply_string (seen, "items.0.submission.photo"), decision);

  return fixture_ask_staff (&self->fixture, "POST", "/commands", self->li, body);
}

/* Li has rejected it. */
static void
set_up (Held         *self,
        gconstpointer user_data)
{
  g_autofree char *identity = NULL;
  g_autoptr(Reply) leased = NULL;
  g_autoptr(Reply) decided = NULL;

  fixture_set_up (&self->fixture, NULL);
  identity = fixture_verify (&self->fixture, 0);
  self->submission = fixture_submit (&self->fixture, identity, 0);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wang = fixture_sign_in (&self->fixture, "wang", DZ_ROLE_REVIEWER, "desk-2");
  leased = fixture_ask_staff (&self->fixture, "POST", "/leases", self->li, "{\"wanted\":1}");
  assert_reply (leased, 200, NULL);
  decided = command (self, "decide", leased,
                     "{\"verdict\":\"reject\",\"reasons\":[\"background-colour\"]}");
  assert_reply (decided, 200, NULL);
}

static void
tear_down (Held         *self,
           gconstpointer user_data)
{
  g_free (self->submission);
  g_free (self->li);
  g_free (self->wang);
  fixture_tear_down (&self->fixture, NULL);
}

static void
test_mine (Held         *self,
           gconstpointer user_data)
{
  g_autofree char *admin = fixture_sign_in (&self->fixture, "admin", DZ_ROLE_ADMINISTRATOR, "d-3");
  g_autoptr(Reply) mine = ask (self, self->li);
  g_autoptr(Reply) others = ask (self, self->wang);
  g_autoptr(Reply) forbidden = ask (self, admin);
  g_autoptr(Reply) nobody = ask (self, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzItem) item = dz_wire_item_from_json (reply_get (mine, "items.0"), &error);
  gint64 left_us;

  assert_reply (mine, 200, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (reply_length (mine, "items"), ==, 1);
  g_assert_cmpstr (item->submission->id, ==, self->submission);
  g_assert_cmpint (item->submission->state, ==, DZ_STATE_HELD);
  g_assert_cmpstr (item->submission->decision->reasons[0], ==, "background-colour");
  g_assert_cmpuint (item->submission->findings->len, >, 10);
  g_assert_cmpstr (item->student->name, ==, "王梦梦");
  left_us = item->submission->hold_until_us - reply_int (mine, "now_us");
  g_assert_cmpint (left_us, >, 0);
  g_assert_cmpint (left_us, <=, DZ_WINDOW_HOLD_S_DEFAULT * G_USEC_PER_SEC);
  assert_reply (others, 200, NULL);
  g_assert_cmpuint (reply_length (others, "items"), ==, 0);
  assert_reply (forbidden, 403, "forbidden");
  g_assert_cmpuint (nobody->status, ==, 401);
}

/* What is listed names the page behind it. */
static void
test_pages (Held         *self,
            gconstpointer user_data)
{
  g_autoptr(Reply) first = ask (self, self->li);
  gint64 ends_us = reply_int (first, "items.0.submission.hold_until_us");
  g_autofree char *behind = g_strdup_printf ("?before=%" G_GINT64_FORMAT "-%s", ends_us,
                                             self->submission);
  g_autofree char *later = g_strdup_printf ("?before=%" G_GINT64_FORMAT "-%s", ends_us + 1,
                                            self->submission);
  g_autoptr(Reply) rest = ask_for (self, behind);
  g_autoptr(Reply) again = ask_for (self, later);

  assert_reply (rest, 200, NULL);
  g_assert_cmpuint (reply_length (rest, "items"), ==, 0);
  assert_reply (again, 200, NULL);
  g_assert_cmpuint (reply_length (again, "items"), ==, 1);
}

/* A desk that counts what it leaves out learns why it gets nothing. */
static void
test_strange_pages (Held         *self,
                    gconstpointer user_data)
{
  static const char *const strange[]
    = { "?before=", "?before=12", "?before=x-" , "?before=12-34",
        "?before=-5-00000000000000000000000000000000",
        "?before=-00000000000000000000000000000000",
        "?before=99999999999999999999-00000000000000000000000000000000" };
  g_autoptr(Reply) counting = ask_for (self, "?skip=0");

  assert_reply (counting, 400, "no-skip");
  g_assert_nonnull (strstr (reply_string (counting, "error.en"), "update the desk"));
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr(Reply) reply = ask_for (self, strange[i]);

      g_test_message ("%s", strange[i]);
      assert_reply (reply, 400, "bad-request");
    }
}

/* What the list says is enough to take it back, and then it is listed no more. */
static void
test_undone (Held         *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) before = ask (self, self->li);
  g_autoptr(Reply) undone = command (self, "undo", before, NULL);
  g_autoptr(Reply) after = ask (self, self->li);

  assert_reply (undone, 200, NULL);
  g_assert_cmpstr (reply_string (undone, "state"), ==, "leased");
  g_assert_cmpuint (reply_length (after, "items"), ==, 0);
}

static gboolean
is_rejected (gpointer data)
{
  Held *self = data;
  g_autoptr(DzSubmission) submission
    = dz_store_get_submission (self->fixture.store, self->submission, NULL);

  return submission->state == DZ_STATE_REJECTED;
}

static void
test_sealed (Held         *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) after = NULL;

  self->fixture.ahead_us += G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_rejected, self, 60, "the decision seals");
  after = ask (self, self->li);
  assert_reply (after, 200, NULL);
  g_assert_cmpuint (reply_length (after, "items"), ==, 0);
}

#define TEST(name, function) \
  g_test_add ("/service/held/" name, Held, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("mine", test_mine);
  TEST ("pages", test_pages);
  TEST ("strange-pages", test_strange_pages);
  TEST ("undone", test_undone);
  TEST ("sealed", test_sealed);
  return g_test_run ();
}
