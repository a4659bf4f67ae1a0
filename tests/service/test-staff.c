/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-sign-in-guard.h"
#include "dz-store-history.h"
#include "dz-test-models.h"
#include "dz-test-wait.h"

#define SET_UP                                                                                    \
  "{\"credential\":\"" FIXTURE_CREDENTIAL "\",\"name\":\"李\",\"password\":\"" FIXTURE_PASSWORD "\"}"
#define SIGN_IN "{\"name\":\"李\",\"password\":\"" FIXTURE_PASSWORD "\",\"workstation\":\"w1\"}"
#define SIGN_IN_WRONG "{\"name\":\"李\",\"password\":\"wrong horse\",\"workstation\":\"w1\"}"
#define SIGN_IN_NOBODY "{\"name\":\"nobody\",\"password\":\"wrong horse\",\"workstation\":\"w1\"}"
#define BY_CREDENTIAL "{\"credential\":\"" FIXTURE_CREDENTIAL "\",\"workstation\":\"w1\"}"

static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) before = fixture_ask_staff (self, "GET", "/service", NULL, NULL);
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autoptr(Reply) after = fixture_ask_staff (self, "GET", "/service", NULL, NULL);

  assert_reply (before, 200, NULL);
  g_assert_true (json_node_get_boolean (reply_get (before, "needs_setup")));
  g_assert_cmpint (reply_int (before, "api"), ==, 1);
  /* It looks for faces, or says why not. */
  g_assert_true (JSON_NODE_HOLDS_NULL (reply_get (before, "models")) !=
                 JSON_NODE_HOLDS_NULL (reply_get (before, "models_problem")));
  assert_reply (set_up, 201, NULL);
  assert_reply (after, 200, NULL);
  g_assert_false (json_node_get_boolean (reply_get (after, "needs_setup")));
}

/* What is wrong with the models is told to whoever asks; where they lie on this machine is not. */
static void
assert_problem (DzTestModelsFault  kind,
                const char        *folder,
                const char        *problem)
{
  const char *fault;
  g_autofree char *copy = dz_test_models_spoil (folder, kind, &fault);
  g_autofree char *before = g_strdup (g_getenv ("DUIZHAO_MODELS"));
  g_autoptr(Reply) reply = NULL;
  Fixture fixture = { 0 };

  g_setenv ("DUIZHAO_MODELS", copy, TRUE);
  fixture_set_up (&fixture, NULL);
  reply = fixture_ask_staff (&fixture, "GET", "/service", NULL, NULL);
  assert_reply (reply, 200, NULL);
  g_assert_true (JSON_NODE_HOLDS_NULL (reply_get (reply, "models")));
  g_assert_cmpstr (json_node_get_string (reply_get (reply, "models_problem")), ==, problem);
  g_assert_null (g_strstr_len (g_bytes_get_data (reply->body, NULL),
                               g_bytes_get_size (reply->body), copy));
  fixture_tear_down (&fixture, NULL);
  if (before != NULL)
    g_setenv ("DUIZHAO_MODELS", before, TRUE);
  else
    g_unsetenv ("DUIZHAO_MODELS");
  dz_test_remove_tree (copy);
}

static void
test_models (void)
{
  g_autofree char *folder = dz_test_models_folder ();

  if (folder == NULL)
    return;
  assert_problem (DZ_TEST_MODELS_NO_FACE, folder, "missing");
  assert_problem (DZ_TEST_MODELS_MASK_BIT, folder, "altered");
}

static void
test_set_up (Fixture      *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) wrong = fixture_ask_staff (
    self, "POST", "/setup", NULL,
    "{\"credential\":\"0123456789abcdef-twice\",\"name\":\"a\",\"password\":\"12345678\"}");
  g_autoptr(Reply) weak = fixture_ask_staff (
    self, "POST", "/setup", NULL,
    "{\"credential\":\"" FIXTURE_CREDENTIAL "\",\"name\":\"a\",\"password\":\"1234567\"}");
  g_autoptr(Reply) first = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autoptr(Reply) second = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);

  assert_reply (wrong, 401, "wrong-credential");
  assert_reply (weak, 422, "weak-password");
  assert_reply (first, 201, NULL);
  g_assert_cmpuint (reply_length (first, "roles"), ==, 4);
  assert_reply (second, 409, "set-up-already");
}

static void
test_sign_in (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autoptr(Reply) wrong = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN_WRONG);
  g_autoptr(Reply) nobody = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN_NOBODY);
  g_autoptr(Reply) shape = fixture_ask_staff (self, "POST", "/sessions", NULL, "{\"name\":\"x\"}");
  g_autoptr(Reply) right = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN);
  g_autoptr(Reply) queue = NULL;
  g_autoptr(Reply) out = NULL;
  g_autoptr(Reply) gone = NULL;
  const char *token;

  assert_reply (set_up, 201, NULL);
  assert_reply (wrong, 401, "wrong-password");
  assert_reply (nobody, 401, "wrong-password");
  g_assert_cmpstr (reply_string (wrong, "error.zh"), ==, reply_string (nobody, "error.zh"));
  assert_reply (shape, 400, "bad-json");
  assert_reply (right, 201, NULL);
  g_assert_cmpstr (reply_string (right, "user.name"), ==, "李");
  g_assert_cmpint (reply_int (right, "expires_us"), >, g_get_real_time ());
  token = reply_string (right, "token");
  queue = fixture_ask_staff (self, "GET", "/queue", token, NULL);
  assert_reply (queue, 200, NULL);
  out = fixture_ask_staff (self, "DELETE", "/sessions/current", token, NULL);
  assert_reply (out, 200, NULL);
  gone = fixture_ask_staff (self, "GET", "/queue", token, NULL);
  assert_reply (gone, 401, "signed-out");
}

static void
test_expired (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "w");
  g_autoptr(Reply) before = fixture_ask_staff (self, "GET", "/queue", token, NULL);
  g_autoptr(Reply) after = NULL;

  assert_reply (before, 200, NULL);
  self->ahead_us = 2 * G_TIME_SPAN_HOUR;
  after = fixture_ask_staff (self, "GET", "/queue", token, NULL);
  assert_reply (after, 401, "signed-out");
}

static void
test_credential (Fixture      *self,
                 gconstpointer user_data)
{
  g_autoptr(Reply) too_early = fixture_ask_staff (self, "POST", "/sessions", NULL, BY_CREDENTIAL);
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autoptr(Reply) wrong = fixture_ask_staff (
    self, "POST", "/sessions", NULL,
    "{\"credential\":\"fedcba9876543210-once\",\"workstation\":\"w\"}");
  g_autoptr(Reply) once = fixture_ask_staff (self, "POST", "/sessions", NULL, BY_CREDENTIAL);
  g_autoptr(Reply) twice = fixture_ask_staff (self, "POST", "/sessions", NULL, BY_CREDENTIAL);

  assert_reply (too_early, 404, "not-found");
  assert_reply (set_up, 201, NULL);
  assert_reply (wrong, 401, "wrong-credential");
  assert_reply (once, 201, NULL);
  g_assert_cmpstr (reply_string (once, "user.name"), ==, "李");
  assert_reply (twice, 401, "wrong-credential");
}

/* What began no session has not used the credential up: the desk has no other. */
static void
test_credential_refused (Fixture      *self,
                         gconstpointer user_data)
{
  g_autofree char *long_name = g_strnfill (80, 'w');
  g_autofree char *text = g_strconcat ("{\"credential\":\"" FIXTURE_CREDENTIAL
                                       "\",\"workstation\":\"", long_name, "\"}", NULL);
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autoptr(Reply) refused = fixture_ask_staff (self, "POST", "/sessions", NULL, text);
  g_autoptr(Reply) once = fixture_ask_staff (self, "POST", "/sessions", NULL, BY_CREDENTIAL);
  g_autoptr(Reply) twice = fixture_ask_staff (self, "POST", "/sessions", NULL, BY_CREDENTIAL);

  assert_reply (set_up, 201, NULL);
  assert_reply (refused, 422, "invalid");
  assert_reply (once, 201, NULL);
  assert_reply (twice, 401, "wrong-credential");
}

static void
test_too_many (Fixture      *self,
               gconstpointer user_data)
{
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autoptr(Reply) right = NULL;
  g_autoptr(Reply) nobody = NULL;
  const char *wait;

  for (guint i = 0; i < DZ_SIGN_IN_FREE_ATTEMPTS; i++)
    {
      g_autoptr(Reply) wrong = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN_WRONG);

      assert_reply (wrong, 401, "wrong-password");
    }
  right = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN);
  assert_reply (right, 429, "too-many");
  wait = soup_message_headers_get_one (right->headers, "Retry-After");
  g_assert_nonnull (wait);
  g_assert_cmpint (g_ascii_strtoll (wait, NULL, 10), >, 0);
  nobody = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN_NOBODY);
  assert_reply (nobody, 401, "wrong-password"); /* another name is not kept waiting */
}

static void
test_guard (void)
{
  g_autoptr(DzSignInGuard) guard = dz_sign_in_guard_new ();
  gint64 now_us = 0;
  guint wait_s;

  for (guint i = 0; i < DZ_SIGN_IN_FREE_ATTEMPTS; i++)
    g_assert_true (dz_sign_in_guard_begin (guard, "li", "::1", now_us, &wait_s));
  g_assert_false (dz_sign_in_guard_begin (guard, "li", "::1", now_us, &wait_s));
  g_assert_cmpuint (wait_s, ==, DZ_SIGN_IN_WAIT_S_FIRST + 1);
  g_assert_true (dz_sign_in_guard_begin (guard, "li", "::2", now_us, &wait_s));
  g_assert_true (dz_sign_in_guard_begin (guard, "wang", "::1", now_us, &wait_s));

  now_us += (gint64) DZ_SIGN_IN_WAIT_S_FIRST * G_USEC_PER_SEC;
  g_assert_true (dz_sign_in_guard_begin (guard, "li", "::1", now_us, &wait_s));
  g_assert_false (dz_sign_in_guard_begin (guard, "li", "::1", now_us, &wait_s));
  g_assert_cmpuint (wait_s, ==, 2 * DZ_SIGN_IN_WAIT_S_FIRST + 1);
  for (guint i = 0; i < 20; i++)
    {
      now_us += (gint64) DZ_SIGN_IN_WAIT_S_MAX * G_USEC_PER_SEC;
      g_assert_true (dz_sign_in_guard_begin (guard, "li", "::1", now_us, &wait_s));
    }
  dz_sign_in_guard_succeed (guard, "li", "::1");
  for (guint i = 0; i < DZ_SIGN_IN_FREE_ATTEMPTS; i++)
    g_assert_true (dz_sign_in_guard_begin (guard, "li", "::1", now_us, &wait_s));
}

static void
test_passwords (void)
{
  static const DzPasswordCost cost = DZ_PASSWORD_COST_CHEAP;
  g_autofree char *hash = dz_password_hash ("密码密码密码密码", cost, NULL);
  g_autofree char *same = dz_password_hash ("密码密码密码密码", cost, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_cmpstr (hash, !=, same);
  g_assert_true (dz_password_verify ("密码密码密码密码", hash, cost));
  g_assert_false (dz_password_verify ("密码", hash, cost));
  g_assert_false (dz_password_verify ("", NULL, cost));
  g_assert_false (dz_password_verify ("", "nonsense", cost));
  g_assert_true (dz_password_is_usable ("八个字符就足够了", &error));
  g_assert_no_error (error);
  g_assert_false (dz_password_is_usable ("1234567", NULL));
}

/* Nobody's password must cost as much as a real one, or the time tells who has an account. */
static void
test_same_time (void)
{
  g_autofree char *hash = NULL;
  gint64 real_us;
  gint64 nobodys_us;

  if (!g_test_slow ())
    {
      g_test_skip ("argon2id at its real cost takes two seconds; run with -m slow");
      return;
    }
  hash = dz_password_hash ("correct horse", DZ_PASSWORD_COST_MODERATE, NULL);
  real_us = g_get_monotonic_time ();
  g_assert_false (dz_password_verify ("wrong horse", hash, DZ_PASSWORD_COST_MODERATE));
  nobodys_us = g_get_monotonic_time ();
  real_us = nobodys_us - real_us;
  g_assert_false (dz_password_verify ("wrong horse", NULL, DZ_PASSWORD_COST_MODERATE));
  nobodys_us = g_get_monotonic_time () - nobodys_us;
  g_assert_cmpfloat ((double) nobodys_us / real_us, >, 0.5);
  g_assert_cmpfloat ((double) nobodys_us / real_us, <, 2.0);
}

static void
test_users (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  static const char body[] =
    "{\"name\":\"李\",\"password\":\"" FIXTURE_PASSWORD "\",\"roles\":[\"reviewer\"]}";
  g_autoptr(Reply) added = fixture_ask_staff (self, "POST", "/users", token, body);
  g_autoptr(Reply) taken = fixture_ask_staff (self, "POST", "/users", token, body);
  g_autoptr(Reply) role = fixture_ask_staff (
    self, "POST", "/users", token,
    "{\"name\":\"x\",\"password\":\"12345678\",\"roles\":[\"emperor\"]}");
  g_autoptr(Reply) weak = fixture_ask_staff (
    self, "POST", "/users", token,
    "{\"name\":\"x\",\"password\":\"1\",\"roles\":[\"reviewer\"]}");
  g_autoptr(Reply) signed_in = fixture_ask_staff (self, "POST", "/sessions", NULL, SIGN_IN);

  assert_reply (added, 201, NULL);
  g_assert_cmpstr (reply_string (added, "roles.0"), ==, "reviewer");
  assert_reply (taken, 409, "exists");
  assert_reply (role, 400, "bad-json");
  assert_reply (weak, 422, "weak-password");
  assert_reply (signed_in, 201, NULL);
}

static void
test_reasons (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_DELIVERER, "w");
  g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", "/reasons", token, NULL);

  assert_reply (reply, 200, NULL);
  g_assert_cmpuint (reply_length (reply, "reasons"), >, 10);
  g_assert_nonnull (reply_string (reply, "reasons.0.code"));
  g_assert_nonnull (reply_string (reply, "reasons.0.label_zh"));
}

static void
test_history (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *reviewer = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "w");
  g_autofree char *supervisor = fixture_sign_in (self, "wang", DZ_ROLE_SUPERVISOR, "w");
  g_autoptr(Reply) all = fixture_ask_staff (self, "GET", "/history?from=1&limit=1000", supervisor,
                                            NULL);
  g_autoptr(Reply) later = fixture_ask_staff (self, "GET", "/history?from=3&limit=1", supervisor,
                                              NULL);
  g_autoptr(Reply) own = fixture_ask_staff (self, "GET", "/history", reviewer, NULL);
  g_autoptr(Reply) bad = fixture_ask_staff (self, "GET", "/history?from=x", supervisor, NULL);
  g_autoptr(DzUser) li = dz_store_find_user (self->store, "li", NULL, NULL);

  assert_reply (all, 200, NULL);
  g_assert_cmpuint (reply_length (all, "entries"), >=, 4);
  g_assert_cmpint (reply_int (all, "entries.0.seq"), ==, 1);
  g_assert_cmpstr (reply_string (all, "entries.0.hash"), ==,
                   reply_string (all, "entries.1.previous_hash"));
  assert_reply (later, 200, NULL);
  g_assert_cmpuint (reply_length (later, "entries"), ==, 1);
  g_assert_cmpint (reply_int (later, "entries.0.seq"), ==, 3);
  assert_reply (own, 200, NULL);
  g_assert_cmpuint (reply_length (own, "entries"), >, 0);
  g_assert_cmpuint (reply_length (own, "entries"), <, reply_length (all, "entries"));
  g_assert_cmpstr (reply_string (own, "entries.0.actor"), ==, li->id);
  assert_reply (bad, 400, "bad-request");
}

#define TEST(name, function) \
  g_test_add ("/service/staff/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("service", test_service);
  TEST ("set-up", test_set_up);
  TEST ("sign-in", test_sign_in);
  TEST ("expired", test_expired);
  TEST ("credential", test_credential);
  TEST ("credential-refused", test_credential_refused);
  TEST ("too-many", test_too_many);
  TEST ("users", test_users);
  TEST ("reasons", test_reasons);
  TEST ("history", test_history);
  g_test_add_func ("/service/staff/models", test_models);
  g_test_add_func ("/service/staff/guard", test_guard);
  g_test_add_func ("/service/staff/passwords", test_passwords);
  g_test_add_func ("/service/staff/same-time", test_same_time);
  return g_test_run ();
}
