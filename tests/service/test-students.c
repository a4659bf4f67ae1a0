/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-public-submission.h"
#include "dz-reason-builtin.h"
#include "dz-roster-row.h"
#include "dz-time.h"

static void
test_schools (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) found = fixture_ask_students (self, "GET", "/schools?q=11414", NULL, NULL);
  g_autoptr(Reply) few = fixture_ask_students (self, "GET",
                                               "/schools?q=%E7%9F%B3%E6%B2%B9&limit=2", NULL, NULL);
  g_autoptr(Reply) none = fixture_ask_students (self, "GET", "/schools?q=%22%27%25_%FF", NULL,
                                                NULL);
  g_autoptr(Reply) bad = fixture_ask_students (self, "GET", "/schools?limit=0", NULL, NULL);

  assert_reply (found, 200, NULL);
  g_assert_cmpuint (reply_length (found, "schools"), ==, 1);
  g_assert_cmpstr (reply_string (found, "schools.0.name"), ==, "中国石油大学（北京）");
  assert_reply (few, 200, NULL);
  g_assert_cmpuint (reply_length (few, "schools"), ==, 2);
  assert_reply (none, 200, NULL);
  assert_reply (bad, 400, "bad-request");
}

static void
test_verify (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *claim = fixture_claim (0);
  g_autoptr(Reply) first = fixture_ask_students (self, "POST", "/verify", NULL, claim);
  g_autoptr(Reply) again = NULL;
  const char *identity;

  assert_reply (first, 200, NULL);
  identity = reply_string (first, "identity");
  g_assert_cmpuint (strlen (identity), ==, 64);
  g_assert_cmpstr (reply_string (first, "student.name"), ==, "王梦梦");
  g_assert_cmpstr (reply_string (first, "school_name"), ==, "中国石油大学（北京）");
  g_assert_cmpstr (reply_string (first, "window.id"), ==, self->window->id);
  again = fixture_ask_students (self, "POST", "/verify", identity, claim);
  assert_reply (again, 200, NULL);
  g_assert_cmpstr (reply_string (again, "identity"), ==, identity);
}

static void
test_verify_refused (Fixture      *self,
                     gconstpointer user_data)
{
  static const struct
  {
    const char *claim;
    guint       status;
    const char *code;
  } claims[] = {
    { "{\"school\":\"99999\",\"level\":\"master\",\"name\":\"王梦梦\",\"identifier\":\"1\"}", 404,
      "unknown-school" },
    { "{\"school\":\"11414\",\"level\":\"master\",\"name\":\"王梦\",\"identifier\":\"202000030\"}",
      404, "no-match" },
    { "{\"school\":\"11414\",\"level\":\"master\",\"name\":\"王梦梦\",\"identifier\":\"9\"}", 404,
      "no-match" },
    { "{\"school\":\"11414\",\"level\":\"doctor\",\"name\":\"王梦梦\","
      "\"identifier\":\"202000030\"}", 403, "no-window" },
    { "{\"school\":\"11414\",\"level\":\"kindergarten\",\"name\":\"a\",\"identifier\":\"b\"}", 400,
      "bad-json" },
    { "{\"school\":\"11414\",\"level\":\"master\",\"name\":7,\"identifier\":\"b\"}", 400,
      "bad-json" },
    { "{\"school\":\"11414\",\"level\":\"master\",\"name\":\"a\"}", 400, "bad-json" },
    { "[]", 400, "bad-json" },
    { "{\"school\":", 400, "bad-json" },
    { "", 400, "bad-json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autoptr(Reply) reply = fixture_ask_students (self, "POST", "/verify", NULL,
                                                     claims[i].claim);

      g_test_message ("%s", claims[i].claim);
      assert_reply (reply, claims[i].status, claims[i].code);
    }
}

/* The notice's own words, and the line that the window names. */
static void
test_no_match_sentence (Fixture      *self,
                        gconstpointer user_data)
{
  g_autoptr(Reply) reply = fixture_ask_students (
    self, "POST", "/verify", NULL,
    "{\"school\":\"11414\",\"level\":\"master\",\"name\":\"某\",\"identifier\":\"0\"}");

  assert_reply (reply, 404, "no-match");
  g_assert_true (g_str_has_prefix (reply_string (reply, "error.zh"),
                                   "没有找到匹配的信息, 请核对后重新输入, 或联系学校核实您的信息, "
                                   "稍后再试。"));
  g_assert_nonnull (strstr (reply_string (reply, "error.zh"), FIXTURE_PHONE));
  g_assert_nonnull (strstr (reply_string (reply, "error.en"), FIXTURE_PHONE));
}

static void
test_identities (Fixture      *self,
                 gconstpointer user_data)
{
  g_autofree char *first = fixture_verify (self, 0);
  g_autofree char *claim = fixture_claim (0);
  g_autofree char *other_claim = fixture_claim (1);
  g_autoptr(Reply) second_phone = fixture_ask_students (self, "POST", "/verify", NULL, claim);
  g_autoptr(Reply) second_student = fixture_ask_students (self, "POST", "/verify", first,
                                                          other_claim);
  g_autoptr(Reply) guessable = fixture_ask_students (self, "POST", "/verify", "me", other_claim);

  assert_reply (second_phone, 409, "other-identity");
  assert_reply (second_student, 409, "identity-bound");
  assert_reply (guessable, 200, NULL);
  g_assert_cmpstr (reply_string (guessable, "identity"), !=, "me");
}

static void
test_closed_window (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *identity = fixture_verify (self, 0);
  g_autofree char *claim = fixture_claim (1);
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(Reply) verify = NULL;
  g_autoptr(Reply) submit = NULL;

  self->ahead_us = 5 * DZ_TIME_DAY_US;
  verify = fixture_ask_students (self, "POST", "/verify", NULL, claim);
  assert_reply (verify, 403, "no-window");
  g_assert_nonnull (strstr (reply_string (verify, "error.zh"), FIXTURE_PHONE));
  message = fixture_message (self->students_url, "POST", "/submissions", identity, "image/jpeg",
                             fixture_photo (0));
  submit = fixture_send (self, message);
  assert_reply (submit, 403, "no-window");
}

static Reply *
submit (Fixture    *self,
        const char *identity,
        GBytes     *photo)
{
  g_autoptr(SoupMessage) message = fixture_message (self->students_url, "POST", "/submissions",
                                                    identity, "image/jpeg", photo);

  return fixture_send (self, message);
}

static void
test_submit (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *identity = fixture_verify (self, 0);
  g_autofree char *stranger = fixture_verify (self, 1);
  g_autofree char *submission = fixture_submit (self, identity, 0);
  g_autoptr(Reply) list = fixture_ask_students (self, "GET", "/submissions", identity, NULL);
  g_autoptr(Reply) others = fixture_ask_students (self, "GET", "/submissions", stranger, NULL);
  g_autoptr(Reply) again = submit (self, identity, fixture_photo (1));

  assert_reply (list, 200, NULL);
  g_assert_cmpuint (reply_length (list, "submissions"), ==, 1);
  g_assert_cmpstr (reply_string (list, "submissions.0.submission"), ==, submission);
  g_assert_cmpstr (reply_string (list, "submissions.0.state"), ==, "in-review");
  g_assert_cmpint (reply_int (list, "submissions.0.attempt"), ==, 1);
  g_assert_cmpuint (reply_length (list, "submissions.0.problems"), ==, 0);
  assert_reply (others, 200, NULL);
  g_assert_cmpuint (reply_length (others, "submissions"), ==, 0);
  assert_reply (again, 409, "in-review");
}

/* What the rules refuse is told at once, in sentences, and does not reach the queue. */
static void
test_refused_by_rule (Fixture      *self,
                      gconstpointer user_data)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\xe0\0\0\x02\x80\x08\2\0\0\0";
  g_autoptr(GBytes) renamed = g_bytes_new_static (png, sizeof png - 1);
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (fixture_photo (0), 0,
                                                   g_bytes_get_size (fixture_photo (0)) / 3);
  GBytes *const photos[] = { renamed, half, empty };
  g_autofree char *identity = fixture_verify (self, 0);
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "w");
  g_autoptr(Reply) queue = NULL;
  g_autoptr(Reply) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autoptr(Reply) reply = submit (self, identity, photos[i]);

      assert_reply (reply, 201, NULL);
      g_assert_cmpstr (reply_string (reply, "state"), ==, "refused");
      g_assert_cmpint (reply_int (reply, "attempt"), ==, i + 1);
      g_assert_cmpuint (reply_length (reply, "problems"), >, 0);
      g_assert_nonnull (reply_string (reply, "problems.0.reason"));
      g_assert_cmpuint (strlen (reply_string (reply, "problems.0.zh")), >, 10);
      g_assert_cmpuint (strlen (reply_string (reply, "problems.0.en")), >, 10);
    }
  list = fixture_ask_students (self, "GET", "/submissions", identity, NULL);
  g_assert_cmpuint (reply_length (list, "submissions"), ==, 3);
  g_assert_cmpint (reply_int (list, "submissions.0.attempt"), ==, 3);
  g_assert_cmpuint (reply_length (list, "submissions.2.problems"), >, 0);
  queue = fixture_ask_staff (self, "GET", "/queue", token, NULL);
  g_assert_cmpint (reply_int (queue, "free"), ==, 0);
}

static void
open_for_doctors (Fixture    *self,
                  const char *profile)
{
  g_autoptr(DzWindow) window = dz_window_copy (self->window);
  g_autoptr(DzWindow) opened = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzRosterRow *row = dz_roster_row_new ();
  DzLevel level = DZ_LEVEL_DOCTOR;

  window->levels = 1u << DZ_LEVEL_DOCTOR;
  g_free (window->profile);
  window->profile = g_strdup (profile);
  opened = dz_store_open_window (self->store, window, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  row->line = 2;
  row->identifier = g_strdup ("9000");
  row->name = g_strdup ("赵一");
  g_ptr_array_add (rows, row);
  dz_store_import_roster (self->store, FIXTURE_SCHOOL, &level, rows, DZ_STORE_ACTOR_SERVICE, NULL,
                          &error);
  g_assert_no_error (error);
}

/* Whatever keeps a photo from being examined now, it is kept, and its student is told so. */
static void
test_kept_unexamined (Fixture      *self,
                      gconstpointer user_data)
{
  g_autoptr(Reply) verified = NULL;
  g_autoptr(Reply) kept = NULL;
  g_autoptr(Reply) list = NULL;

  open_for_doctors (self, "of-a-newer-release");
  verified = fixture_ask_students (
    self, "POST", "/verify", NULL,
    "{\"school\":\"11414\",\"level\":\"doctor\",\"name\":\"赵一\",\"identifier\":\"9000\"}");
  assert_reply (verified, 200, NULL);
  kept = submit (self, reply_string (verified, "identity"), fixture_photo (0));
  list = fixture_ask_students (self, "GET", "/submissions", reply_string (verified, "identity"),
                               NULL);
  assert_reply (list, 200, NULL);
  g_assert_cmpuint (reply_length (list, "submissions"), ==, 1);
  assert_reply (kept, 202, NULL);
  g_assert_cmpstr (reply_string (kept, "state"), ==, "received");
}

static void
test_without_identity (Fixture      *self,
                       gconstpointer user_data)
{
  g_autofree char *nobodys = g_strnfill (64, 'a');
  g_autoptr(Reply) none = submit (self, NULL, fixture_photo (0));
  g_autoptr(Reply) nonsense = submit (self, "abc", fixture_photo (0));
  g_autoptr(Reply) unbound = submit (self, nobodys, fixture_photo (0));
  g_autoptr(Reply) list = fixture_ask_students (self, "GET", "/submissions", NULL, NULL);

  assert_reply (none, 401, "no-identity");
  assert_reply (nonsense, 401, "no-identity");
  assert_reply (unbound, 403, "not-bound");
  assert_reply (list, 401, "no-identity");
}

/* A student never learns that somebody has the photo before the decision is sealed. */
static void
test_public_states (void)
{
  static const char *const words[DZ_N_STATES] = {
    [DZ_STATE_RECEIVED] = "received",
    [DZ_STATE_EXAMINED] = "received",
    [DZ_STATE_REFUSED_BY_RULE] = "refused",
    [DZ_STATE_UNPAID] = "unpaid",
    [DZ_STATE_EXPIRED] = "closed",
    [DZ_STATE_REPLACED] = "closed",
    [DZ_STATE_PENDING] = "in-review",
    [DZ_STATE_LEASED] = "in-review",
    [DZ_STATE_QUARANTINED] = "in-review",
    [DZ_STATE_ESCALATED] = "in-review",
    [DZ_STATE_HELD] = "in-review",
    [DZ_STATE_SECOND_REVIEW] = "in-review",
    [DZ_STATE_APPROVED] = "approved",
    [DZ_STATE_REJECTED] = "rejected",
    [DZ_STATE_REOPENED] = "in-review",
    [DZ_STATE_ERASED] = "closed",
  };
  g_autoptr(DzSubmission) submission = dz_submission_new ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();

  submission->decision = dz_decision_new ();
  submission->decision->verdict = DZ_VERDICT_REJECT;
  submission->decision->note = g_strdup ("背景请换成蓝色");
  submission->decision->reasons = g_strsplit ("bg-colour file-size", " ", -1);
  for (guint state = 0; state < DZ_N_STATES; state++)
    {
      g_autoptr(JsonNode) node = NULL;
      JsonObject *object;

      submission->state = state;
      node = dz_public_submission_to_json (submission, reasons, NULL);
      object = json_node_get_object (node);
      g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, words[state]);
      if (state != DZ_STATE_REJECTED && state != DZ_STATE_APPROVED)
        {
          g_assert_true (json_object_get_null_member (object, "note"));
          g_assert_true (json_object_get_null_member (object, "message"));
        }
      g_assert_cmpint (json_object_get_boolean_member (object, "retake"), ==,
                       state == DZ_STATE_REJECTED || state == DZ_STATE_REFUSED_BY_RULE);
      if (state != DZ_STATE_REJECTED)
        g_assert_cmpuint (json_array_get_length (
                            json_object_get_array_member (object, "problems")), ==, 0);
    }
}

static void
add_auto_fail (DzSubmission *submission,
               const char   *rule)
{
  DzFinding *finding = dz_finding_new (rule, DZ_AUTHORITY_AUTO);

  finding->outcome = DZ_OUTCOME_FAIL;
  finding->reason = g_strdup (dz_reason_for_rule (rule)->code);
  g_ptr_array_add (submission->findings, finding);
}

static void
assert_told (const DzSubmission *submission,
             GPtrArray          *waivers,
             guint               n,
             const char         *last)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(JsonNode) node = dz_public_submission_to_json (submission, reasons, waivers);
  JsonArray *problems = json_object_get_array_member (json_node_get_object (node), "problems");

  g_assert_cmpuint (json_array_get_length (problems), ==, n);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (problems, n - 1),
                                                  "reason"), ==, last);
}

/* A student mends what refused the photo, not what they are excepted from. */
static void
test_waived_refusal (void)
{
  g_autoptr(DzSubmission) submission = dz_submission_new ();
  g_autoptr(GPtrArray) waivers = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiver_free);
  DzWaiver *waiver = dz_waiver_new ();

  submission->state = DZ_STATE_REFUSED_BY_RULE;
  add_auto_fail (submission, "FILE-02");
  add_auto_fail (submission, "FILE-03");
  waiver->rule = g_strdup ("FILE-02");
  g_ptr_array_add (waivers, waiver);
  assert_told (submission, NULL, 2, "file-pixels");
  assert_told (submission, waivers, 1, "file-pixels");
  g_ptr_array_remove_index (submission->findings, 1);
  assert_told (submission, waivers, 1, "file-size"); /* it was not waived then */
}

#define TEST(name, function) \
  g_test_add ("/service/students/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("schools", test_schools);
  TEST ("verify", test_verify);
  TEST ("verify-refused", test_verify_refused);
  TEST ("no-match-sentence", test_no_match_sentence);
  TEST ("identities", test_identities);
  TEST ("closed-window", test_closed_window);
  TEST ("submit", test_submit);
  TEST ("refused-by-rule", test_refused_by_rule);
  TEST ("kept-unexamined", test_kept_unexamined);
  TEST ("without-identity", test_without_identity);
  g_test_add_func ("/service/students/public-states", test_public_states);
  g_test_add_func ("/service/students/waived-refusal", test_waived_refusal);
  return g_test_run ();
}
