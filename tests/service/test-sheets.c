/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <sqlite3.h>
#include <string.h>

#include "dz-id.h"
#include "dz-sheet.h"

#define STOOD_MS 7200
#define REFUSAL "{\"verdict\":\"reject\",\"reasons\":[\"ears\"]}"

/* A first photo that every rule passes, and who judges it. The painted person is none: what the
 * rules say is written here instead, as a photograph would have it. */
typedef struct
{
  Fixture fixture;
  char   *identity;   /* owned */
  char   *submission; /* owned */
  char   *li;         /* owned: a reviewer's token */
  char   *zhao;       /* owned: a supervisor's */
} Sheet;

/* @statement: with a mark where the submission's id goes */
static void
run_sql (Sheet      *self,
         const char *statement)
{
  g_autofree char *path = g_build_filename (self->fixture.dir, "duizhao.sqlite", NULL);
  g_autoptr(GString) sql = g_string_new (statement);
  sqlite3 *db;

  g_string_replace (sql, "?", self->submission, 1);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, sql->str, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), >, 0);
  sqlite3_close (db);
}

static void
let_all_pass (Sheet *self)
{
  run_sql (self, "UPDATE findings SET outcome = 'pass' WHERE submission_id = '?'");
}

static void
set_up (Sheet        *self,
        gconstpointer user_data)
{
  fixture_set_up (&self->fixture, NULL);
  self->identity = fixture_verify (&self->fixture, 0);
  self->submission = fixture_submit (&self->fixture, self->identity, 0);
  let_all_pass (self);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->zhao = fixture_sign_in (&self->fixture, "zhao", DZ_ROLE_SUPERVISOR, "desk-2");
}

static void
tear_down (Sheet        *self,
           gconstpointer user_data)
{
  g_free (self->identity);
  g_free (self->submission);
  g_free (self->li);
  g_free (self->zhao);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
lease (Sheet      *self,
       const char *token,
       const char *queue)
{
  g_autofree char *body = g_strdup_printf ("{\"wanted\":1,\"queue\":\"%s\"}", queue);
  Reply *reply = fixture_ask_staff (&self->fixture, "POST", "/leases", token, body);

  assert_reply (reply, 200, NULL);
  g_assert_cmpuint (reply_length (reply, "items"), ==, 1);
  return reply;
}

static Reply *
decide (Sheet      *self,
        const char *token,
        Reply      *leased,
        const char *decision)
{
  g_autofree char *id = dz_id_new ();
  g_autofree char *body = fixture_command (id, "decide", self->submission,
                                           reply_int (leased, "items.0.submission.version"),
                                           reply_string (leased, "items.0.submission.photo"),
                                           decision);

  return fixture_ask_staff (&self->fixture, "POST", "/commands", token, body);
}

static Reply *
approve (Sheet      *self,
         const char *token,
         Reply      *leased)
{
  g_autofree char *alone = fixture_approval (&self->fixture, self->submission);
  g_autofree char *together = g_strconcat ("{\"sheet_ms\":" G_STRINGIFY (STOOD_MS) ",", alone + 1,
                                           NULL);

  return decide (self, token, leased, together);
}

/* Refused, and nothing happened: the same person approves it alone. */
static void
assert_alone (Sheet      *self,
              const char *token,
              Reply      *leased,
              const char *code)
{
  g_autofree char *alone = fixture_approval (&self->fixture, self->submission);
  g_autoptr(Reply) refused = approve (self, token, leased);
  g_autoptr(Reply) applied = decide (self, token, leased, alone);

  assert_reply (refused, 422, code);
  g_test_message ("%s %s", reply_string (refused, "error.zh"), reply_string (refused, "error.en"));
  assert_reply (applied, 200, NULL);
}

static Reply *
set_policy (Sheet      *self,
            const char *token,
            const char *body)
{
  return fixture_ask_staff (&self->fixture, "POST", "/schools/" FIXTURE_SCHOOL "/policy", token,
                            body);
}

/* The supervisor reads in the history that it came from a sheet, and how long that stood. */
static void
test_approved (Sheet        *self,
               gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "review");
  g_autoptr(Reply) applied = approve (self, self->li, leased);
  g_autofree char *path = g_strconcat ("/submissions/", self->submission, NULL);
  g_autoptr(Reply) submission = fixture_ask_staff (&self->fixture, "GET", path, self->zhao, NULL);
  g_autofree char *about = g_strconcat ("/history?subject=", self->submission, NULL);
  g_autoptr(Reply) history = fixture_ask_staff (&self->fixture, "GET", about, self->zhao, NULL);
  g_autofree char *last = g_strdup_printf ("entries.%u.detail",
                                           reply_length (history, "entries") - 1);

  g_assert_true (json_node_get_boolean (reply_get (leased, "items.0.sheet_allowed")));
  assert_reply (applied, 200, NULL);
  g_assert_cmpint (reply_int (submission, "decision.sheet_ms"), ==, STOOD_MS);
  g_assert_nonnull (strstr (reply_string (history, last), "\"sheet_ms\":7200"));
  g_assert_nonnull (strstr (reply_string (history, last), "\"rendering\":1"));
}

static void
test_forbidden (Sheet        *self,
                gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "review");
  g_autoptr(Reply) forbidden = set_policy (self, self->zhao, "{\"sheet\":false}");
  g_autoptr(Reply) read = fixture_ask_staff (&self->fixture, "GET",
                                             "/schools/" FIXTURE_SCHOOL "/policy", self->zhao,
                                             NULL);

  assert_reply (forbidden, 200, NULL);
  g_assert_false (json_node_get_boolean (reply_get (read, "sheet")));
  assert_alone (self, self->li, leased, "sheet-forbidden");
}

static void
test_unmeasured (Sheet        *self,
                 gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "review");

  run_sql (self, "UPDATE findings SET outcome = 'unmeasured' WHERE submission_id = '?'"
                 " AND authority = 'assist'");
  assert_alone (self, self->li, leased, "sheet-unfit");
}

static void
test_warning (Sheet        *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self, self->li, "review");

  run_sql (self, "UPDATE findings SET outcome = 'warn' WHERE submission_id = '?'"
                 " AND authority = 'auto'");
  assert_alone (self, self->li, leased, "sheet-unfit");
}

static void
test_second_attempt (Sheet        *self,
                     gconstpointer user_data)
{
  g_autoptr(Reply) first = lease (self, self->li, "review");
  g_autoptr(Reply) refused = decide (self, self->li, first, REFUSAL);
  g_autoptr(Reply) second = NULL;
  guint n_sealed;

  assert_reply (refused, 200, NULL);
  self->fixture.ahead_us += G_USEC_PER_SEC * 60;
  g_assert_true (dz_store_seal_due (self->fixture.store, &n_sealed, NULL));
  g_free (self->submission);
  self->submission = fixture_submit (&self->fixture, self->identity, 1);
  let_all_pass (self);
  second = lease (self, self->li, "review");
  g_assert_cmpint (reply_int (second, "items.0.submission.attempt"), ==, 2);
  assert_alone (self, self->li, second, "sheet-unfit");
}

static void
test_quarantined (Sheet        *self,
                  gconstpointer user_data)
{
  g_autoptr(Reply) leased = NULL;

  run_sql (self, "UPDATE submissions SET state = 'quarantined' WHERE id = '?'");
  leased = lease (self, self->zhao, "supervisor");
  g_assert_cmpstr (reply_string (leased, "items.0.lease.origin"), ==, "quarantined");
  assert_alone (self, self->zhao, leased, "sheet-unfit");
}

/* Reviewers do not decide how they may work. */
static void
test_policy_roles (Sheet        *self,
                   gconstpointer user_data)
{
  g_autoptr(Reply) nobody = set_policy (self, NULL, "{\"sheet\":false}");
  g_autoptr(Reply) reviewer = set_policy (self, self->li, "{\"sheet\":false}");
  g_autoptr(Reply) shape = set_policy (self, self->zhao, "{\"sheet\":\"no\"}");
  g_autoptr(Reply) unknown = fixture_ask_staff (&self->fixture, "GET", "/schools/00000/policy",
                                                self->zhao, NULL);

  assert_reply (nobody, 401, "signed-out");
  assert_reply (reviewer, 403, "forbidden");
  assert_reply (shape, 400, "bad-json");
  assert_reply (unknown, 404, "unknown-school");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Sheet, NULL, set_up, func, tear_down)
  ADD ("/service/sheets/approved", test_approved);
  ADD ("/service/sheets/forbidden", test_forbidden);
  ADD ("/service/sheets/unmeasured", test_unmeasured);
  ADD ("/service/sheets/warning", test_warning);
  ADD ("/service/sheets/second-attempt", test_second_attempt);
  ADD ("/service/sheets/quarantined", test_quarantined);
  ADD ("/service/sheets/policy-roles", test_policy_roles);
  return g_test_run ();
}
