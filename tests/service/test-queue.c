/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include "dz-id.h"

/* Many reviewers at one queue, over HTTP. */

typedef struct
{
  Fixture fixture;
  char   *submission; /* owned */
  char   *li;         /* owned: a reviewer's token */
  char   *wang;       /* owned: another's */
  char   *zhao;       /* owned: a supervisor's */
} Queue;

static void
set_up (Queue        *self,
        gconstpointer user_data)
{
  g_autofree char *identity = NULL;

  fixture_set_up (&self->fixture, NULL);
  identity = fixture_verify (&self->fixture, 0);
  self->submission = fixture_submit (&self->fixture, identity, 0);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wang = fixture_sign_in (&self->fixture, "wang", DZ_ROLE_REVIEWER, "desk-2");
  self->zhao = fixture_sign_in (&self->fixture, "zhao", DZ_ROLE_SUPERVISOR, "desk-3");
}

static void
tear_down (Queue        *self,
           gconstpointer user_data)
{
  g_free (self->submission);
  g_free (self->li);
  g_free (self->wang);
  g_free (self->zhao);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
lease (Queue      *self,
       const char *token,
       const char *more)
{
  g_autofree char *body = g_strdup_printf ("{\"wanted\":5%s}", more);

  return fixture_ask_staff (&self->fixture, "POST", "/leases", token, body);
}

#define FILTER(school, window, verdict, attempt) \
  ",\"filter\":{\"school\":" school ",\"window\":" window ",\"verdict\":\"" verdict "\"," \
  "\"attempt\":\"" attempt "\",\"waited_min\":0}"

static void
test_filter (Queue        *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) later = lease (self, self->li, FILTER ("null", "null", "any", "later"));
  g_autoptr(Reply) first
      = lease (self, self->li, FILTER ("\"11414\"", "null", "any", "first"));
  const char *lease_id = reply_string (first, "items.0.lease.id");
  g_autofree char *given_up
      = g_strdup_printf (FILTER ("null", "null", "any", "later") ",\"given_up\":[\"%s\"]",
                         lease_id);
  g_autoptr(Reply) changed = NULL;

  assert_reply (later, 200, NULL);
  g_assert_cmpuint (reply_length (later, "items"), ==, 0);
  g_assert_cmpint (reply_int (later, "counts.free"), ==, 1);
  g_assert_cmpint (reply_int (later, "counts.fitting"), ==, 0);
  assert_reply (first, 200, NULL);
  g_assert_cmpuint (reply_length (first, "items"), ==, 1);
  changed = lease (self, self->li, given_up);
  assert_reply (changed, 200, NULL);
  g_assert_cmpuint (reply_length (changed, "items"), ==, 0);
  g_assert_cmpint (reply_int (changed, "counts.free"), ==, 1);
}

static void
test_bad_filters (Queue        *self,
                  gconstpointer user_data)
{
  static const struct
  {
    const char *more;
    guint       status;
    const char *code;
  } cases[] = {
    { FILTER ("\"99999\"", "null", "any", "any"), 422, "unknown-filter" },
    { FILTER ("null", "\"0123456789abcdef0123456789abcdef\"", "any", "any"), 422,
      "unknown-filter" },
    { FILTER ("null", "null", "maybe", "any"), 400, "bad-json" },
    { FILTER ("null", "null", "any", "third"), 400, "bad-json" },
    { FILTER ("\"\"", "null", "any", "any"), 400, "bad-json" },
    { ",\"filter\":{\"verdict\":\"any\",\"attempt\":\"any\",\"waited_min\":-1}", 400, "bad-json" },
    { ",\"filter\":[]", 400, "bad-json" },
    { ",\"given_up\":[1]", 400, "bad-json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Reply) reply = lease (self, self->li, cases[i].more);

      g_test_message ("%s", cases[i].more);
      assert_reply (reply, cases[i].status, cases[i].code);
    }
}

static void
test_who_holds (Queue        *self,
                gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "");
  g_autoptr(Reply) holders = fixture_ask_staff (&self->fixture, "GET", "/queue/holders",
                                                self->wang, NULL);
  g_autoptr(Reply) windows = fixture_ask_staff (&self->fixture, "GET", "/queue/windows",
                                                self->wang, NULL);

  assert_reply (leased, 200, NULL);
  assert_reply (holders, 200, NULL);
  g_assert_cmpuint (reply_length (holders, "holders"), ==, 1);
  g_assert_cmpstr (reply_string (holders, "holders.0.name"), ==, "li");
  g_assert_cmpint (reply_int (holders, "holders.0.leases"), ==, 1);
  g_assert_cmpint (reply_int (holders, "holders.0.last_us"), ==,
                   reply_int (leased, "items.0.lease.expires_us"));
  assert_reply (windows, 200, NULL);
  g_assert_cmpuint (reply_length (windows, "windows"), ==, 1);
  g_assert_cmpstr (reply_string (windows, "windows.0.window"), ==, self->fixture.window->id);
  g_assert_cmpint (reply_int (windows, "windows.0.free"), ==, 0);
}

static void
test_recall (Queue        *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "");
  const char *user = reply_string (leased, "items.0.lease.user");
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\"}", user);
  g_autoptr(Reply) forbidden = fixture_ask_staff (&self->fixture, "POST", "/leases/recall",
                                                  self->wang, body);
  g_autoptr(Reply) nobody = fixture_ask_staff (
    &self->fixture, "POST", "/leases/recall", self->zhao,
    "{\"user\":\"0123456789abcdef0123456789abcdef\"}");
  g_autoptr(Reply) recalled = fixture_ask_staff (&self->fixture, "POST", "/leases/recall",
                                                 self->zhao, body);
  g_autoptr(Reply) others = lease (self, self->wang, "");

  assert_reply (forbidden, 403, "forbidden");
  assert_reply (nobody, 404, "not-found");
  assert_reply (recalled, 200, NULL);
  g_assert_cmpint (reply_int (recalled, "released"), ==, 1);
  g_assert_cmpuint (reply_length (others, "items"), ==, 1);
}

static Reply *
escalate (Queue      *self,
          Reply      *leased,
          const char *escalation)
{
  g_autofree char *id = dz_id_new ();
  g_autofree char *body = g_strdup_printf (
    "{\"id\":\"%s\",\"kind\":\"escalate\",\"submission\":\"%s\",\"version\":%u,"
    "\"photo\":\"%s\",\"shown_ms\":900,\"decision\":null,\"escalation\":%s,\"made_us\":1}",
    id, self->submission, (guint) reply_int (leased, "items.0.submission.version"),
    reply_string (leased, "items.0.submission.photo"), escalation);

  return fixture_ask_staff (&self->fixture, "POST", "/commands", self->li, body);
}

static void
test_escalate (Queue        *self,
               gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "");
  g_autoptr(Reply) unknown = escalate (self, leased, "{\"code\":\"because\",\"at_us\":0}");
  g_autoptr(Reply) wordless = escalate (self, leased, "{\"code\":\"other\",\"at_us\":0}");
  g_autoptr(Reply) missing = escalate (self, leased, "null");
  g_autoptr(Reply) done = escalate (
    self, leased, "{\"code\":\"identity\",\"words\":\"像是她姐姐\",\"by\":\"nobody\",\"at_us\":0}");
  g_autoptr(Reply) apart = lease (self, self->zhao, ",\"queue\":\"supervisor\"");
  g_autoptr(Reply) none = lease (self, self->wang, "");

  assert_reply (unknown, 400, "bad-json");
  assert_reply (wordless, 422, "invalid");
  assert_reply (missing, 400, "bad-json");
  assert_reply (done, 200, NULL);
  g_assert_cmpstr (reply_string (done, "state"), ==, "escalated");
  g_assert_cmpuint (reply_length (apart, "items"), ==, 1);
  g_assert_cmpstr (reply_string (apart, "items.0.escalation.code"), ==, "identity");
  g_assert_cmpstr (reply_string (apart, "items.0.escalation.words"), ==, "像是她姐姐");
  g_assert_cmpstr (reply_string (apart, "items.0.escalation.by"), ==, "li");
  g_assert_cmpuint (reply_length (none, "items"), ==, 0);
}

#define TEST(name, function) \
  g_test_add ("/service/queue/" name, Queue, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("filter", test_filter);
  TEST ("bad-filters", test_bad_filters);
  TEST ("who-holds", test_who_holds);
  TEST ("recall", test_recall);
  TEST ("escalate", test_escalate);
  return g_test_run ();
}
