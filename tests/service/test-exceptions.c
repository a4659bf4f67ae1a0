/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-profile.h"
#include "dz-test-wait.h"

#define IDENTITY_HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define STUDENT "\"school\":\"" FIXTURE_SCHOOL "\",\"identifier\":\"202000030\""

/* A submission that fails BG-01 and POS-04, and who may do something with it. */
typedef struct
{
  Fixture fixture;
  char   *submission; /* owned */
  char   *photo;      /* owned: its SHA-256 */
  char   *li;         /* owned: a reviewer's token */
  char   *wei;        /* owned: a supervisor's */
} Exceptions;

static DzMeasurement *
make_measurement (void)
{
  DzMeasurement *measurement = dz_measurement_new ();

  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_measurement_set (measurement, DZ_QUANTITY_FACES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_TURN, 0);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 120);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 0);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, 260);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, 260);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_Y, 360);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_LEFT_X, 130);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_RIGHT_X, 350);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_MIDDLE_X, 240);
  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, 100);
  return measurement;
}

static GPtrArray *
make_findings (void)
{
  static const char *const rules[] = { "BG-01", "POS-04" };
  GPtrArray *findings = dz_findings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      DzFinding *finding = dz_finding_new (rules[i], DZ_AUTHORITY_ASSIST);

      finding->outcome = DZ_OUTCOME_FAIL;
      g_ptr_array_add (findings, finding);
    }
  return findings;
}

static char *
profile_hash (gconstpointer of_another_release)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);

  return g_strdup (of_another_release != NULL ? IDENTITY_HASH : dz_profile_get_hash (profile));
}

/* The service must not examine it itself, so it is not running. */
static void
send_photo (Exceptions   *self,
            gconstpointer of_another_release)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (self->fixture.dir, &error);
  g_autoptr(DzMeasurement) measurement = make_measurement ();
  g_autoptr(GPtrArray) findings = make_findings ();
  g_autoptr(GBytes) photo = g_bytes_new_static ("photo", 5);
  g_autofree char *hash = profile_hash (of_another_release);
  DzExamination examination = { measurement, findings, NULL, 0, "graduate-2022", hash };
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  student = dz_store_bind_student (store, IDENTITY_HASH, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦梦",
                                   "202000030", &error);
  g_assert_no_error (error);
  received = dz_store_receive (store, IDENTITY_HASH, photo, &error);
  g_assert_no_error (error);
  examined = dz_store_record_examination (store, received->id, &examination, &error);
  g_assert_no_error (error);
  self->submission = g_strdup (examined->id);
  self->photo = g_strdup (examined->photo);
}

static void
set_up (Exceptions   *self,
        gconstpointer of_another_release)
{
  fixture_set_up (&self->fixture, NULL);
  fixture_stop (&self->fixture);
  send_photo (self, of_another_release);
  fixture_start (&self->fixture);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wei = fixture_sign_in (&self->fixture, "wei", DZ_ROLE_SUPERVISOR, "desk-2");
}

static void
tear_down (Exceptions   *self,
           gconstpointer user_data)
{
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->li);
  g_free (self->wei);
  fixture_tear_down (&self->fixture, NULL);
}

static Reply *
lease (Exceptions *self)
{
  Reply *reply = fixture_ask_staff (&self->fixture, "POST", "/leases", self->li, "{\"wanted\":1}");

  assert_reply (reply, 200, NULL);
  g_assert_cmpuint (reply_length (reply, "items"), ==, 1);
  return reply;
}

#define TURNED_CROP(x, height, rotation, output_height) \
  "\"crop\":{\"x\":" x ",\"y\":0,\"width\":480,\"height\":" height ",\"rotation\":" rotation \
  ",\"output_width\":480,\"output_height\":" output_height ",\"rendering\":1}"
#define CROP(x, height, output_height) TURNED_CROP (x, height, "0", output_height)

/* Leases it and decides it as it then is. @rest are members of the decision; an approval covers the
 * whole photo unless they say something else. */
static Reply *
decide (Exceptions *self,
        const char *verdict,
        const char *rest)
{
  g_autoptr(Reply) leased = lease (self);
  gboolean approved = g_str_equal (verdict, "approve");
  gboolean unframed = approved && strstr (rest, "crop") == NULL;
  g_autofree char *id = dz_id_new ();
  g_autofree char *decision
    = g_strdup_printf ("{\"verdict\":\"%s\",\"reasons\":[%s]%s%s}", verdict,
                       approved ? "" : "\"blurred\"",
                       unframed ? "," CROP ("0", "640", "640") : "",
                       rest);
  g_autofree char *body = fixture_command (id, "decide", self->submission,
                                           reply_int (leased, "items.0.submission.version"),
                                           self->photo, decision);

  return fixture_ask_staff (&self->fixture, "POST", "/commands", self->li, body);
}

static Reply *
get_submission (Exceptions *self)
{
  g_autofree char *path = g_strconcat ("/submissions/", self->submission, NULL);

  return fixture_ask_staff (&self->fixture, "GET", path, self->wei, NULL);
}

/* The reviewer is told which rules; the submission stays theirs to be approved with reasons. */
static void
test_failing (Exceptions   *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) blind = decide (self, "approve", "");
  g_autoptr(Reply) still = lease (self);
  g_autoptr(Reply) half = decide (self, "approve", ",\"overrides\":[{\"rule\":\"BG-01\","
                                                   "\"waiver\":false,\"reason\":\"x\"}]");
  g_autoptr(Reply) whole =
    decide (self, "approve",
            ",\"overrides\":[{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"学校指定\"},"
            "{\"rule\":\"POS-04\",\"waiver\":true,\"reason\":\"颈部支具\"}]");
  g_autoptr(Reply) after = get_submission (self);

  assert_reply (blind, 422, "failing");
  g_assert_nonnull (strstr (reply_string (blind, "error.zh"), "BG-01, POS-04"));
  g_assert_nonnull (strstr (reply_string (blind, "error.zh"), "豁免"));
  g_assert_nonnull (strstr (reply_string (blind, "error.en"), "BG-01, POS-04"));
  g_assert_cmpstr (reply_string (still, "items.0.submission.state"), ==, "leased");
  assert_reply (half, 422, "failing");
  g_assert_null (strstr (reply_string (half, "error.en"), "BG-01"));
  assert_reply (whole, 200, NULL);
  g_assert_cmpstr (reply_string (after, "decision.overrides.0.reason"), ==, "学校指定");
  g_assert_cmpstr (reply_string (after, "decision.overrides.1.rule"), ==, "POS-04");
}

static void
test_bad (Exceptions   *self,
          gconstpointer user_data)
{
  static const struct
  {
    const char *rest;
    guint       status;
    const char *code;
  } bad[] = {
    { ",\"overrides\":{}", 400, "bad-json" },
    { ",\"overrides\":[{\"rule\":\"BG-01\"}]", 400, "bad-json" },
    { ",\"overrides\":[{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"\"}]", 400, "bad-json" },
    { ",\"overrides\":[{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"x\"},"
      "{\"rule\":\"POS-04\",\"waiver\":false,\"reason\":\"x\"},"
      "{\"rule\":\"BG-02\",\"waiver\":false,\"reason\":\"x\"}]", 422, "invalid" },
    { ",\"correction\":{}", 400, "bad-json" },
    { ",\"correction\":{\"crown_y\":-1}", 400, "bad-json" },
    { ",\"correction\":{\"crown_y\":261}", 422, "invalid" },
    { ",\"correction\":{\"chin_y\":640.5}", 422, "invalid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(Reply) reply = decide (self, "approve", bad[i].rest);

      g_test_message ("%s", bad[i].rest);
      assert_reply (reply, bad[i].status, bad[i].code);
    }
}

static void
test_correction (Exceptions   *self,
                 gconstpointer user_data)
{
  g_autoptr(Reply) decided = decide (self, "reject", ",\"correction\":{\"crown_y\":100,"
                                                     "\"eye_y\":null,\"chin_y\":370.5}");
  g_autoptr(Reply) after = get_submission (self);
  JsonObject *correction;

  assert_reply (decided, 200, NULL);
  correction = json_node_get_object (reply_get (after, "decision.correction"));
  g_assert_cmpfloat (json_object_get_double_member (correction, "crown_y"), ==, 100);
  g_assert_true (json_object_get_null_member (correction, "eye_y"));
  g_assert_cmpfloat (json_object_get_double_member (correction, "chin_y"), ==, 370.5);
}

/* Value and outcome follow the line, and so does what is needed for an approval. */
static void
test_corrected_passes (Exceptions   *self,
                       gconstpointer user_data)
{
  g_autoptr(Reply) decided =
    decide (self, "approve", ",\"correction\":{\"crown_y\":60},\"overrides\":["
                             "{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"x\"}]");
  g_autoptr(Reply) after = get_submission (self);

  assert_reply (decided, 200, NULL);
  g_assert_cmpstr (reply_string (after, "findings.1.rule"), ==, "POS-04");
  g_assert_cmpstr (reply_string (after, "findings.1.outcome"), ==, "pass");
  g_assert_cmpstr (reply_string (after, "findings.0.outcome"), ==, "fail");
}

#define OVERRULED \
  ",\"overrides\":[{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"x\"}," \
  "{\"rule\":\"POS-04\",\"waiver\":false,\"reason\":\"x\"}]"

/* Two sets of limits are not mixed in one photo: no line is moved, and no frame found. */
static void
test_other_limits (Exceptions   *self,
                   gconstpointer user_data)
{
  g_autoptr(Reply) corrected = decide (self, "reject", ",\"correction\":{\"crown_y\":100}");
  g_autoptr(Reply) framed = decide (self, "approve", OVERRULED "," CROP ("0", "640", "640"));
  g_autoptr(Reply) plain = decide (self, "approve", OVERRULED ",\"crop\":null");

  assert_reply (corrected, 422, "invalid");
  assert_reply (framed, 422, "invalid");
  assert_reply (plain, 200, NULL);
}

#define APPROVED_CORRECTED \
  ",\"correction\":{\"crown_y\":60},\"overrides\":[" \
  "{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"x\"}],"

/* An approval covers the frame that the rules find, and no frame that they would not make: these
 * limits allow no turn, and no limits one by more than three degrees. */
static void
test_crop (Exceptions   *self,
           gconstpointer user_data)
{
  g_autoptr(Reply) beside = decide (self, "approve", APPROVED_CORRECTED CROP ("1", "640", "640"));
  g_autoptr(Reply) square = decide (self, "approve", APPROVED_CORRECTED CROP ("0", "480", "480"));
  g_autoptr(Reply) turned = decide (self, "approve",
                                    APPROVED_CORRECTED TURNED_CROP ("0", "640", "0.5", "640"));
  g_autoptr(Reply) far = decide (self, "approve",
                                 APPROVED_CORRECTED TURNED_CROP ("0", "640", "3.1", "640"));
  g_autoptr(Reply) none = decide (self, "approve", APPROVED_CORRECTED "\"crop\":null");
  g_autoptr(Reply) shapeless = decide (self, "approve", APPROVED_CORRECTED "\"crop\":{}");
  g_autoptr(Reply) returned = decide (self, "reject", "," CROP ("0", "640", "640"));
  g_autoptr(Reply) right = decide (self, "approve", APPROVED_CORRECTED CROP ("0", "640", "640"));
  g_autoptr(Reply) after = get_submission (self);
  JsonObject *crop;

  assert_reply (beside, 422, "invalid");
  assert_reply (square, 422, "invalid");
  assert_reply (turned, 422, "invalid");
  assert_reply (far, 400, "bad-json");
  assert_reply (none, 422, "invalid");
  assert_reply (shapeless, 400, "bad-json");
  assert_reply (returned, 422, "invalid");
  assert_reply (right, 200, NULL);
  crop = json_node_get_object (reply_get (after, "decision.crop"));
  g_assert_cmpint (json_object_get_int_member (crop, "width"), ==, 480);
  g_assert_cmpint (json_object_get_int_member (crop, "output_height"), ==, 640);
}

static Reply *
ask_waivers (Exceptions *self,
             const char *path,
             const char *members)
{
  g_autofree char *body = g_strdup_printf ("{%s}", members);

  return fixture_ask_staff (&self->fixture, "POST", path, self->wei, body);
}

static void
test_waivers (Exceptions   *self,
              gconstpointer user_data)
{
  const char *grant = STUDENT ",\"level\":\"master\",\"rule\":\"POS-04\",\"reason\":\"颈部支具\"";
  g_autoptr(Reply) none = ask_waivers (self, "/waivers/find", STUDENT);
  g_autoptr(Reply) granted = ask_waivers (self, "/waivers", grant);
  g_autoptr(Reply) again = ask_waivers (self, "/waivers", grant);
  g_autoptr(Reply) found = ask_waivers (self, "/waivers/find", STUDENT);
  g_autoptr(Reply) leased = lease (self);
  g_autoptr(Reply) withdrawn = ask_waivers (self, "/waivers/withdraw",
                                            STUDENT ",\"rule\":\"POS-04\"");
  g_autoptr(Reply) gone = ask_waivers (self, "/waivers/withdraw", STUDENT ",\"rule\":\"POS-04\"");

  assert_reply (none, 200, NULL);
  g_assert_cmpuint (reply_length (none, "waivers"), ==, 0);
  assert_reply (granted, 201, NULL);
  g_assert_cmpstr (reply_string (granted, "granted_by"), ==, "wei");
  assert_reply (again, 409, "exists");
  g_assert_cmpstr (reply_string (found, "waivers.0.reason"), ==, "颈部支具");
  g_assert_cmpstr (reply_string (leased, "items.0.waivers.0.rule"), ==, "POS-04");
  assert_reply (withdrawn, 200, NULL);
  g_assert_cmpstr (reply_string (withdrawn, "id"), ==, reply_string (granted, "id"));
  assert_reply (gone, 404, "not-found");
}

static gboolean
is_rejected (gpointer data)
{
  g_autoptr(Reply) now = get_submission (data);

  return g_str_equal (reply_string (now, "state"), "rejected");
}

static gboolean
is_approved (gpointer data)
{
  g_autoptr(Reply) now = get_submission (data);

  return g_str_equal (reply_string (now, "state"), "approved");
}

static Reply *
get_note (Exceptions *self,
          const char *token)
{
  g_autofree char *path = g_strdup_printf ("/windows/%s/delivery-note", self->fixture.window->id);

  return fixture_ask_staff (&self->fixture, "GET", path, token, NULL);
}

/* What goes to the school with the photo, once its approval is in effect; for those who deliver. */
static void
test_delivery_note (Exceptions   *self,
                    gconstpointer user_data)
{
  const char *grant = STUDENT ",\"rule\":\"POS-04\",\"reason\":\"颈部支具\"";
  const char *one = ",\"overrides\":[{\"rule\":\"BG-01\",\"waiver\":false,\"reason\":\"x\"}]";
  g_autofree char *gao = fixture_sign_in (&self->fixture, "gao", DZ_ROLE_DELIVERER, "desk-3");
  g_autoptr(Reply) granted = ask_waivers (self, "/waivers", grant);
  g_autoptr(Reply) approved = decide (self, "approve", one);
  g_autoptr(Reply) held = get_note (self, gao);
  g_autoptr(Reply) sealed = NULL;
  g_autoptr(Reply) by_reviewer = get_note (self, self->li);
  g_autoptr(Reply) by_nobody = get_note (self, NULL);
  g_autoptr(Reply) unknown = fixture_ask_staff (
    &self->fixture, "GET", "/windows/0123456789abcdef0123456789abcdef/delivery-note", gao, NULL);
  g_autoptr(DzDeliveryFacts) facts = NULL;
  g_autoptr(GError) error = NULL;

  assert_reply (granted, 201, NULL);
  assert_reply (approved, 200, NULL);
  assert_reply (by_reviewer, 403, "forbidden");
  assert_reply (by_nobody, 401, "signed-out");
  assert_reply (unknown, 404, "not-found");
  g_assert_cmpuint (reply_length (held, "waived"), ==, 0);
  self->fixture.ahead_us = G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_approved, self, 30, "the approval seals");
  sealed = get_note (self, gao);
  assert_reply (sealed, 200, NULL);
  facts = dz_wire_delivery_facts_from_json (sealed->json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facts->counts.approved, ==, 1);
  g_assert_cmpuint (facts->waived->len, ==, 1);
  g_assert_cmpstr (reply_string (sealed, "waived.0.identifier"), ==, "202000030");
  g_assert_cmpstr (reply_string (sealed, "waived.0.outcome"), ==, "fail");
  g_assert_cmpstr (reply_string (sealed, "waived.0.waiver.id"), ==, reply_string (granted, "id"));
  g_assert_null (g_strstr_len (g_bytes_get_data (sealed->body, NULL),
                               g_bytes_get_size (sealed->body), "id_number"));
}

/* The student's next photo, which the service must not examine itself either. */
static void
send_again (Exceptions *self)
{
  fixture_stop (&self->fixture);
  g_free (self->submission);
  g_free (self->photo);
  send_photo (self, NULL);
  fixture_start (&self->fixture);
}

/* It stands on the next photo of the student: the reviewer sees it and needs no reason for that
 * rule, until it is withdrawn. */
static void
test_later_attempt (Exceptions   *self,
                    gconstpointer user_data)
{
  const char *grant = STUDENT ",\"rule\":\"POS-04\",\"reason\":\"颈部支具\"";
  const char *one = ",\"overrides\":[{\"rule\":\"BG-01\",\"waiver\":false,"
                    "\"code\":\"agreed-with-school\"}]";
  g_autoptr(Reply) granted = ask_waivers (self, "/waivers", grant);
  g_autoptr(Reply) rejected = decide (self, "reject", "");
  g_autoptr(Reply) leased = NULL;
  g_autoptr(Reply) approved = NULL;
  g_autoptr(Reply) after = NULL;

  assert_reply (granted, 201, NULL);
  assert_reply (rejected, 200, NULL);
  self->fixture.ahead_us = G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_rejected, self, 30, "the rejection seals");
  send_again (self);
  leased = lease (self);
  g_assert_cmpint (reply_int (leased, "items.0.submission.attempt"), ==, 2);
  g_assert_cmpstr (reply_string (leased, "items.0.waivers.0.rule"), ==, "POS-04");
  g_assert_cmpstr (reply_string (leased, "items.0.waivers.0.reason"), ==, "颈部支具");
  approved = decide (self, "approve", one);
  assert_reply (approved, 200, NULL);
  after = get_submission (self);
  g_assert_cmpuint (reply_length (after, "decision.overrides"), ==, 1);
  g_assert_cmpstr (reply_string (after, "decision.overrides.0.code"), ==, "agreed-with-school");
}

static void
test_bad_waivers (Exceptions   *self,
                  gconstpointer user_data)
{
  static const struct
  {
    const char *members;
    guint       status;
    const char *code;
  } bad[] = {
    { STUDENT ",\"rule\":\"NONE-01\",\"reason\":\"x\"", 422, "invalid" },
    { STUDENT ",\"rule\":\"FILE-01\",\"reason\":\"x\"", 422, "invalid" },
    { STUDENT ",\"rule\":\"POS-04\",\"reason\":\" \"", 422, "invalid" },
    { STUDENT ",\"rule\":\"POS-04\"", 400, "bad-json" },
    { STUDENT ",\"reason\":\"x\"", 400, "bad-json" },
    { STUDENT ",\"level\":\"baby\",\"rule\":\"POS-04\",\"reason\":\"x\"", 400, "bad-json" },
    { STUDENT ",\"level\":\"doctor\",\"rule\":\"POS-04\",\"reason\":\"x\"", 404, "not-found" },
    { "\"school\":\"" FIXTURE_SCHOOL "\",\"identifier\":\"1\",\"rule\":\"POS-04\",\"reason\":\"x\"",
      404, "not-found" },
    { "\"school\":\"00000\",\"identifier\":\"1\",\"rule\":\"POS-04\",\"reason\":\"x\"", 404,
      "unknown-school" },
    { "\"identifier\":\"1\",\"rule\":\"POS-04\",\"reason\":\"x\"", 400, "bad-json" },
  };
  g_autoptr(Reply) by_reviewer = fixture_ask_staff (&self->fixture, "POST", "/waivers/find",
                                                    self->li, "{" STUDENT "}");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(Reply) reply = ask_waivers (self, "/waivers", bad[i].members);

      g_test_message ("%s", bad[i].members);
      assert_reply (reply, bad[i].status, bad[i].code);
    }
  assert_reply (by_reviewer, 403, "forbidden");
}

/* The numbers to draw by, and none to find people by. */
static void
test_item (Exceptions   *self,
           gconstpointer user_data)
{
  g_autoptr(Reply) leased = lease (self);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzItem) item = dz_wire_item_from_json (reply_get (leased, "items.0"), &error);
  g_autofree char *text = g_strndup (g_bytes_get_data (leased->body, NULL),
                                     g_bytes_get_size (leased->body));

  g_assert_no_error (error);
  g_assert_cmpfloat (dz_measurement_get (item->measurement, DZ_QUANTITY_CHIN_Y), ==, 360);
  g_assert_null (strstr (text, "hash-quality"));
  g_assert_null (strstr (text, "0000000000000000000000000000000000000000000000000000000000000000"));
}

#define ADD(path, data, test) \
  g_test_add ("/service/exceptions/" path, Exceptions, data, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("failing", NULL, test_failing);
  ADD ("bad", NULL, test_bad);
  ADD ("correction", NULL, test_correction);
  ADD ("corrected-passes", NULL, test_corrected_passes);
  ADD ("crop", NULL, test_crop);
  ADD ("other-limits", "", test_other_limits);
  ADD ("waivers", NULL, test_waivers);
  ADD ("later-attempt", NULL, test_later_attempt);
  ADD ("delivery-note", NULL, test_delivery_note);
  ADD ("bad-waivers", NULL, test_bad_waivers);
  ADD ("item", NULL, test_item);
  return g_test_run ();
}
