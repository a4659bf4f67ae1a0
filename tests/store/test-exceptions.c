/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions-fixture.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static guint n_asked;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture_set_up (fixture, data);
  n_asked = 0;
  dz_store_set_judge (fixture->store, exceptions_judge, &n_asked);
}

static DzSubmission *
lease_one (Fixture *fixture)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);

  g_assert_cmpint (sent->state, ==, DZ_STATE_PENDING);
  return exceptions_lease (fixture);
}

/* Nothing at all has happened: no state, no row, no entry, and the lease is still there. */
static void
assert_refused (Fixture         *fixture,
                const DzCommand *command,
                DzStoreError     code,
                const char      *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) now = NULL;
  guint n_before = fixture_count_entries (fixture->store, "decide");

  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  now = dz_store_get_submission (fixture->store, command->submission, NULL);
  g_assert_cmpint (now->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (now->version, ==, command->version);
  g_assert_null (now->decision);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "decide"), ==, n_before);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "waiver-grant"), ==, 0);
}

/* As a desk of an earlier release would send it. */
static void
test_without_overrides (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) blind = fixture_approve (leased);
  g_autoptr(DzCommand) half = fixture_approve (leased);
  g_autoptr(GError) error = NULL;

  assert_refused (fixture, blind, DZ_STORE_ERROR_FAILING, "BG-01, POS-04");
  exceptions_override (half, "BG-01", FALSE, "学校指定的背景");
  assert_refused (fixture, half, DZ_STORE_ERROR_FAILING, "POS-04");
  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, half, "body",
                                 &error));
  g_assert_cmpstr (error->message, ==, "POS-04");
}

static void
test_overrides (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(GPtrArray) waivers = NULL;
  const DzOverride *override;
  JsonArray *list;
  JsonObject *second;

  exceptions_override (command, "POS-04", FALSE, "婴儿期照片");
  exceptions_override (command, "BG-01", FALSE, "学校指定的背景");
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  held = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpuint (held->decision->overrides->len, ==, 2);
  override = g_ptr_array_index (held->decision->overrides, 0);
  g_assert_cmpstr (override->rule, ==, "POS-04");
  g_assert_cmpstr (override->reason, ==, "婴儿期照片");
  g_assert_false (override->waiver);
  g_assert_true (dz_correction_is_empty (&held->decision->correction));
  detail = exceptions_last_detail (fixture, "decide");
  list = json_object_get_array_member (detail, "overrides");
  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  second = json_array_get_object_element (list, 1);
  g_assert_cmpstr (json_object_get_string_member (second, "rule"), ==, "BG-01");
  g_assert_cmpstr (json_object_get_string_member (second, "reason"), ==, "学校指定的背景");
  g_assert_false (json_object_get_boolean_member (second, "waiver"));
  list = json_object_get_array_member (detail, "findings");
  g_assert_cmpstr (json_array_get_string_element (list, 3), ==, "POS-04:fail:37.5 %");
  g_assert_true (json_object_has_member (detail, "profile_hash"));
  g_assert_false (json_object_has_member (detail, "correction"));
  waivers = dz_store_list_waivers (fixture->store, leased->student, NULL);
  g_assert_cmpuint (waivers->len, ==, 0);
}

static void
override_by_code (DzCommand  *command,
                  const char *rule,
                  gboolean    waiver,
                  const char *code,
                  const char *words)
{
  GPtrArray *overrides;

  exceptions_override (command, rule, waiver, words);
  overrides = command->decision->overrides;
  ((DzOverride *) g_ptr_array_index (overrides, overrides->len - 1))->code = g_strdup (code);
}

/* A reason that is often given is kept as its code, in the decision, the waiver and the history: it
 * reads in every language. */
static void
test_codes (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(JsonObject) granted = NULL;
  g_autoptr(GPtrArray) waivers = NULL;
  const DzWaiver *waiver;
  JsonObject *first;

  override_by_code (command, "BG-01", FALSE, "agreed-with-school", NULL);
  override_by_code (command, "POS-04", TRUE, "medical", "颈部支具");
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  held = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpstr (dz_overrides_find (held->decision->overrides, "BG-01")->code, ==,
                   "agreed-with-school");
  g_assert_null (dz_overrides_find (held->decision->overrides, "BG-01")->reason);
  waivers = dz_store_list_waivers (fixture->store, leased->student, NULL);
  waiver = g_ptr_array_index (waivers, 0);
  g_assert_cmpstr (waiver->code, ==, "medical");
  g_assert_cmpstr (waiver->reason, ==, "颈部支具");
  detail = exceptions_last_detail (fixture, "decide");
  first = json_array_get_object_element (json_object_get_array_member (detail, "overrides"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "code"), ==, "agreed-with-school");
  granted = exceptions_last_detail (fixture, "waiver-grant");
  g_assert_cmpstr (json_object_get_string_member (granted, "code"), ==, "medical");
  g_assert_cmpstr (json_object_get_string_member (granted, "reason"), ==, "颈部支具");
}

static void
test_bad_codes (Fixture      *fixture,
                gconstpointer data)
{
  static const struct
  {
    gboolean    waiver;
    const char *code;
    const char *reason;
    const char *words;
  } bad[] = {
    { FALSE, "of-tomorrow", "x", "not known" },
    { FALSE, "Agreed with the school", NULL, "reason" },
    { FALSE, "medical", NULL, "about the student" },
    { TRUE, "agreed-with-school", NULL, "about one photo" },
    { FALSE, "agreed-with-school", " ", "reason" },
  };
  g_autoptr(DzSubmission) leased = lease_one (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(DzCommand) command = fixture_approve (leased);

      exceptions_override (command, "POS-04", FALSE, "x");
      override_by_code (command, "BG-01", bad[i].waiver, bad[i].code, bad[i].reason);
      assert_refused (fixture, command, DZ_STORE_ERROR_INVALID, bad[i].words);
    }
}

static void
test_bad_overrides (Fixture      *fixture,
                    gconstpointer data)
{
  static const struct
  {
    const char *rule;
    gboolean    waiver;
    const char *reason;
    const char *words;
  } bad[] = {
    { "FILE-02", FALSE, "x", "FILE-02 does not fail" },  /* passes */
    { "HEAD-01", FALSE, "x", "HEAD-01 does not fail" },  /* warns */
    { "FILE-07", FALSE, "x", "FILE-07 does not fail" },  /* a note */
    { "FILE-07", TRUE, "x", "FILE-07 does not fail" },
    { "EAR-01", TRUE, "x", "EAR-01 does not fail" },     /* says nothing */
    { "NONE-01", FALSE, "x", "NONE-01 does not fail" },
    { "BG-01", FALSE, "x", "twice" },
    { "HEAD-01", TRUE, "", "reason" },
    { "HEAD-01", TRUE, " \t　", "reason" },
    { "HEAD-01", TRUE, "a\nb", "reason" },
    { "HEAD-01", TRUE, NULL, "reason" },
    { NULL, FALSE, "x", "names no rule" },
  };
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) reject = fixture_reject (leased, "blurred", NULL);
  g_autoptr(DzCommand) long_reason = fixture_approve (leased);
  g_autofree char *longer = g_strnfill (DZ_OVERRIDE_REASON_MAX + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(DzCommand) command = fixture_approve (leased);

      exceptions_override (command, "BG-01", FALSE, "x");
      exceptions_override (command, "POS-04", FALSE, "x");
      exceptions_override (command, bad[i].rule, bad[i].waiver, bad[i].reason);
      assert_refused (fixture, command, DZ_STORE_ERROR_INVALID, bad[i].words);
    }
  exceptions_override (reject, "BG-01", FALSE, "x");
  assert_refused (fixture, reject, DZ_STORE_ERROR_INVALID, "a refusal has no overrides");
  exceptions_override (long_reason, "BG-01", FALSE, longer);
  assert_refused (fixture, long_reason, DZ_STORE_ERROR_INVALID, "reason");
}

/* A refusal speaks for itself, whatever fails. */
static void
test_reject (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, "background-colour", NULL);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

static const DzFinding *
height_of (const DzSubmission *submission)
{
  return dz_findings_find (submission->findings, "POS-04");
}

/* The value, the outcome and what is needed follow the line, and the history has both places. */
static void
test_correction (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;
  JsonObject *lines;
  JsonObject *crown;

  command->decision->correction.crown_y = 56;
  exceptions_override (command, "BG-01", FALSE, "学校指定的背景");
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (answer->version, ==, leased->version + 1);
  g_assert_cmpuint (n_asked, ==, 1);
  held = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpint (height_of (held)->outcome, ==, DZ_OUTCOME_PASS);
  g_assert_cmpfloat (height_of (held)->value, ==, 47.5);
  g_assert_cmpuint (held->findings->len, ==, leased->findings->len);
  g_assert_cmpfloat (held->decision->correction.crown_y, ==, 56);
  g_assert_true (isnan (held->decision->correction.eye_y));
  detail = exceptions_last_detail (fixture, "decide");
  lines = json_object_get_object_member (detail, "correction");
  g_assert_cmpuint (json_object_get_size (lines), ==, 1);
  crown = json_object_get_object_member (lines, "crown");
  g_assert_cmpfloat (json_object_get_double_member (crown, "measured"), ==, 120);
  g_assert_cmpfloat (json_object_get_double_member (crown, "corrected"), ==, 56);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (detail,
                                                                                "findings"), 3),
                   ==, "POS-04:pass:47.5 %");
}

/* A moved line can also make a rule fail that an override then is needed for. */
static void
test_correction_fails (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) needless = fixture_approve (leased);
  g_autoptr(DzCommand) lacking = fixture_approve (leased);

  exceptions_override (needless, "BG-01", FALSE, "x");
  exceptions_override (needless, "POS-04", FALSE, "x");
  needless->decision->correction.crown_y = 56;
  assert_refused (fixture, needless, DZ_STORE_ERROR_INVALID, "POS-04 does not fail");
  exceptions_override (lacking, "BG-01", FALSE, "x");
  lacking->decision->correction.crown_y = 130;
  assert_refused (fixture, lacking, DZ_STORE_ERROR_FAILING, "POS-04");
}

static void
test_illegal_corrections (Fixture      *fixture,
                          gconstpointer data)
{
  static const DzCorrection bad[] = {
    { 300, NAN, NAN },      /* below the eyes */
    { NAN, 400, NAN },      /* below the chin */
    { NAN, NAN, 641 },      /* below the photo */
    { -1, NAN, NAN },
    { NAN, INFINITY, NAN },
    { 500, 400, 300 },
  };
  g_autoptr(DzSubmission) leased = lease_one (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(DzCommand) command = fixture_reject (leased, "blurred", NULL);

      command->decision->correction = bad[i];
      assert_refused (fixture, command, DZ_STORE_ERROR_INVALID, "a corrected line lies");
    }
  g_assert_cmpuint (n_asked, ==, 0);
}

/* Where nobody can judge, or there is nothing to judge, nothing is let through unjudged. */
static void
test_unjudged (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzSubmission) unmeasured = NULL;
  g_autoptr(DzCommand) command = fixture_reject (leased, "blurred", NULL);
  g_autoptr(DzCommand) other = NULL;

  command->decision->correction.crown_y = 56;
  dz_store_set_judge (fixture->store, NULL, NULL);
  assert_refused (fixture, command, DZ_STORE_ERROR_INVALID, "cannot be corrected here");
  dz_store_set_judge (fixture->store, exceptions_judge, &n_asked);
  unmeasured = fixture_queue (fixture->store, 1, "photo 2");
  g_ptr_array_unref (fixture_lease (fixture, fixture->wang, 2));
  other = fixture_reject (unmeasured, "blurred", NULL);
  other->decision->correction.crown_y = 56;
  assert_refused (fixture, other, DZ_STORE_ERROR_INVALID, "a corrected line lies");
}

static GPtrArray *
judge_badly (const char          *profile_hash,
             const DzMeasurement *measured,
             const DzMeasurement *corrected,
             gpointer             user_data,
             GError             **error)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "no such limits");
  return NULL;
}

static void
test_judge_fails (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, "blurred", NULL);

  command->decision->correction.crown_y = 56;
  dz_store_set_judge (fixture->store, judge_badly, NULL);
  assert_refused (fixture, command, DZ_STORE_ERROR_INVALID, "no such limits");
}

static void
undo (Fixture            *fixture,
      const DzSubmission *leased)
{
  g_autoptr(DzCommand) command = fixture_command (NULL, DZ_COMMAND_UNDO, leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (answer->version, ==, leased->version + 2);
}

/* With the decision go its waiver and what its lines made of the findings. */
static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzItem) again = NULL;
  g_autoptr(DzCommand) blind = NULL;
  g_autoptr(JsonObject) detail = NULL;

  command->decision->correction.crown_y = 56;
  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "HEAD-01", TRUE, "宗教");
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "waiver-grant"), ==, 1);
  undo (fixture, leased);
  again = exceptions_lease_item (fixture);
  g_assert_cmpint (height_of (again->submission)->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_cmpfloat (height_of (again->submission)->value, ==, 37.5);
  g_assert_cmpuint (again->waivers->len, ==, 0);
  g_assert_null (again->submission->decision);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "waiver-withdraw"), ==, 1);
  detail = exceptions_last_detail (fixture, "waiver-withdraw");
  g_assert_cmpstr (json_object_get_string_member (detail, "rule"), ==, "HEAD-01");
  g_assert_true (json_object_has_member (detail, "decision"));
  blind = fixture_approve (again->submission);
  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, blind, "b", NULL));
  fixture_check_history (fixture);
}

/* What the reviewer saw stands after the seal, and the student is told of what was seen. */
static void
test_sealed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, "head-height", NULL);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(GPtrArray) messages = NULL;
  const DzMessage *message;

  command->decision->correction.crown_y = 136;
  answer = fixture_apply (fixture, fixture->wang, command);
  fixture->now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, NULL));
  sealed = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpint (sealed->state, ==, DZ_STATE_REJECTED);
  g_assert_cmpfloat (height_of (sealed)->value, ==, 35);
  g_assert_cmpfloat (sealed->decision->correction.crown_y, ==, 136);
  messages = dz_store_list_messages (fixture->store, 0, 10, NULL);
  message = g_ptr_array_index (messages, 0);
  g_assert_nonnull (strstr (message->text, "头部高度约占画面 35"));
}

/* The item has the numbers to draw by, and no hashes. */
static void
test_item (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzItem) item = exceptions_lease_item (fixture);

  g_assert_cmpfloat (dz_measurement_get (item->measurement, DZ_QUANTITY_CROWN_Y), ==, 120);
  g_assert_false (dz_measurement_has (item->measurement, DZ_QUANTITY_HASH_QUALITY));
  g_assert_cmpuint (item->measurement->hashes[0].words[0], ==, 0);
  g_assert_cmpuint (item->waivers->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/exceptions/without", set_up, test_without_overrides);
  fixture_add ("/store/exceptions/overrides", set_up, test_overrides);
  fixture_add ("/store/exceptions/bad-overrides", set_up, test_bad_overrides);
  fixture_add ("/store/exceptions/codes", set_up, test_codes);
  fixture_add ("/store/exceptions/bad-codes", set_up, test_bad_codes);
  fixture_add ("/store/exceptions/reject", set_up, test_reject);
  fixture_add ("/store/exceptions/correction", set_up, test_correction);
  fixture_add ("/store/exceptions/correction-fails", set_up, test_correction_fails);
  fixture_add ("/store/exceptions/illegal-corrections", set_up, test_illegal_corrections);
  fixture_add ("/store/exceptions/unjudged", set_up, test_unjudged);
  fixture_add ("/store/exceptions/judge-fails", set_up, test_judge_fails);
  fixture_add ("/store/exceptions/undo", set_up, test_undo);
  fixture_add ("/store/exceptions/sealed", set_up, test_sealed);
  fixture_add ("/store/exceptions/item", set_up, test_item);
  return g_test_run ();
}
