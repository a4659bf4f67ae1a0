/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-time.h"

static void
assert_not_received (Fixture     *fixture,
                     guint        student,
                     DzStoreError code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (student);
  g_autoptr(GBytes) photo = fixture_photo ("refused photo");

  g_assert_null (dz_store_receive (fixture->store, identity, photo, &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
}

static void
test_receive (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sent = fixture_photo ("photo 0");
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sent);
  g_autoptr(DzSubmission) submission = NULL;
  g_autoptr(GPtrArray) received = NULL;
  g_autoptr(GBytes) kept = NULL;

  fixture_bind (fixture->store, 0);
  submission = fixture_receive (fixture->store, 0, "photo 0");
  g_assert_cmpint (submission->state, ==, DZ_STATE_RECEIVED);
  g_assert_cmpuint (submission->attempt, ==, 1);
  g_assert_cmpuint (submission->version, ==, 1);
  g_assert_cmpint (submission->received_us, >=, fixture->now_us);
  g_assert_cmpstr (submission->photo, ==, sha256);
  g_assert_cmpstr (submission->window, ==, fixture->window->id);
  kept = dz_store_get_photo (fixture->store, sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept, sent));
  received = dz_store_list_received (fixture->store, &error);
  g_assert_cmpuint (received->len, ==, 1);
}

static void
test_one_at_a_time (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) queued = NULL;

  assert_not_received (fixture, 0, DZ_STORE_ERROR_NOT_BOUND);
  fixture_bind (fixture->store, 0);
  received = fixture_receive (fixture->store, 0, "photo");
  assert_not_received (fixture, 0, DZ_STORE_ERROR_IN_REVIEW);
  queued = fixture_examine (fixture->store, received->id, DZ_OUTCOME_WARN, DZ_AUTHORITY_ASSIST);
  assert_not_received (fixture, 0, DZ_STORE_ERROR_IN_REVIEW);
}

static void
test_attempts (Fixture      *fixture,
               gconstpointer data)
{
  fixture_bind (fixture->store, 0);
  for (guint i = 0; i < DZ_WINDOW_ATTEMPTS_MAX_DEFAULT; i++)
    {
      g_autoptr(DzSubmission) received = fixture_receive (fixture->store, 0, "same photo");
      g_autoptr(DzSubmission) refused = NULL;

      g_assert_cmpuint (received->attempt, ==, i + 1);
      refused = fixture_examine (fixture->store, received->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
      g_assert_cmpint (refused->state, ==, DZ_STATE_REFUSED_BY_RULE);
    }
  assert_not_received (fixture, 0, DZ_STORE_ERROR_ATTEMPTS);
}

/* First photos end before retakes do. */
static void
test_window_times (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) refused = NULL;
  g_autoptr(DzSubmission) retake = NULL;

  fixture_bind (fixture->store, 0);
  fixture_bind (fixture->store, 1);
  fixture->now_us = fixture->window->upload_ends_us - G_TIME_SPAN_SECOND;
  first = fixture_receive (fixture->store, 0, "photo");
  refused = fixture_examine (fixture->store, first->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  fixture->now_us = fixture->window->upload_ends_us;
  assert_not_received (fixture, 1, DZ_STORE_ERROR_NO_WINDOW);
  fixture->now_us = fixture->window->retake_ends_us - G_TIME_SPAN_SECOND;
  retake = fixture_receive (fixture->store, 0, "photo 2");
  g_assert_cmpuint (retake->attempt, ==, 2);
  fixture->now_us = fixture->window->retake_ends_us;
  g_clear_pointer (&refused, dz_submission_free);
  refused = fixture_examine (fixture->store, retake->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  assert_not_received (fixture, 0, DZ_STORE_ERROR_NO_WINDOW);
}

static void
test_examination (Fixture      *fixture,
                  gconstpointer data)
{
  static const struct
  {
    DzOutcome   outcome;
    DzAuthority authority;
    DzState     state;
  } cases[] = {
    { DZ_OUTCOME_PASS, DZ_AUTHORITY_AUTO, DZ_STATE_PENDING },
    { DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO, DZ_STATE_REFUSED_BY_RULE },
    { DZ_OUTCOME_FAIL, DZ_AUTHORITY_ASSIST, DZ_STATE_PENDING },
    { DZ_OUTCOME_UNMEASURED, DZ_AUTHORITY_AUTO, DZ_STATE_PENDING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzSubmission) received = NULL;
      g_autoptr(DzSubmission) examined = NULL;

      fixture_bind (fixture->store, i);
      received = fixture_receive (fixture->store, i, "photo");
      examined = fixture_examine (fixture->store, received->id, cases[i].outcome,
                                  cases[i].authority);
      g_assert_cmpint (examined->state, ==, cases[i].state);
      g_assert_cmpuint (examined->version, ==, received->version + 1);
    }
}

static void
test_findings_come_back (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) read = dz_store_get_submission (fixture->store, queued->id, &error);
  const DzFinding *size;
  const DzFinding *face;

  g_assert_no_error (error);
  g_assert_cmpuint (read->findings->len, ==, 2);
  size = g_ptr_array_index (read->findings, 0);
  face = g_ptr_array_index (read->findings, 1);
  g_assert_cmpstr (size->rule, ==, "FILE-04");
  g_assert_cmpfloat (size->value, ==, 31.5);
  g_assert_cmpstr (size->unit, ==, "KB");
  g_assert_cmpstr (size->limit, ==, "> 50 KB");
  g_assert_cmpstr (size->reason, ==, "file-size");
  g_assert_cmpstr (size->text, ==, "太小");
  g_assert_cmpfloat (size->region.height, ==, 4);
  g_assert_cmpint (face->outcome, ==, DZ_OUTCOME_UNMEASURED);
  g_assert_cmpint (face->authority, ==, DZ_AUTHORITY_ASSIST);
  g_assert_true (face->value != face->value); /* no number stays no number */
  g_assert_cmpstr (face->why, ==, "face not measured yet");
  g_assert_cmpuint (strlen (read->profile_hash), ==, 64);
}

static void
test_examined_once (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) after = NULL;
  DzExamination examination = { measurement, findings, NULL, 0, "p", "h" };

  g_assert_null (dz_store_record_examination (fixture->store, queued->id, &examination, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_clear_error (&error);
  after = dz_store_get_submission (fixture->store, queued->id, &error);
  g_assert_cmpuint (after->version, ==, queued->version);
  g_assert_cmpuint (after->findings->len, ==, 2);
  g_assert_null (dz_store_record_examination (fixture->store, "none", &examination, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

static void
test_measurement_comes_back (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) sent = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;
  g_autoptr(DzMeasurement) read = NULL;
  g_autoptr(GVariant) a = NULL;
  g_autoptr(GVariant) b = NULL;
  DzExamination examination = { sent, findings, NULL, 0, "p", "h" };

  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      const DzQuantityInfo *info = dz_quantity_get_info (i);

      dz_measurement_set (sent, i, info->min + (i % 2) * (info->max - info->min) / 3);
    }
  sent->format = DZ_PHOTO_FORMAT_JPEG;
  sent->problem = g_strdup ("premature end “quoted” \\ of data");
  g_ptr_array_add (sent->marks, dz_edit_mark_new ("editor", "美图秀秀 \"x\"", TRUE));
  fixture_bind (fixture->store, 0);
  received = fixture_receive (fixture->store, 0, "photo");
  g_assert_null (dz_store_get_measurement (fixture->store, received->id, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  examined = dz_store_record_examination (fixture->store, received->id, &examination, &error);
  g_assert_no_error (error);
  read = dz_store_get_measurement (fixture->store, received->id, &error);
  g_assert_no_error (error);
  a = g_variant_ref_sink (dz_measurement_to_variant (sent));
  b = g_variant_ref_sink (dz_measurement_to_variant (read));
  g_assert_cmpvariant (a, b);
}

static void
test_unpaid_is_replaced (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWindow) wanted = fixture_new_window (fixture->window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) unpaid = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzSubmission) replaced = NULL;

  wanted->payer = DZ_PAYER_STUDENT;
  wanted->fee_fen = 3000;
  window = dz_store_open_window (fixture->store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  fixture->now_us = window->opens_us;
  fixture_bind (fixture->store, 0);
  first = fixture_receive (fixture->store, 0, "photo");
  g_assert_cmpstr (first->window, ==, window->id);
  unpaid = fixture_examine (fixture->store, first->id, DZ_OUTCOME_PASS, DZ_AUTHORITY_AUTO);
  g_assert_cmpint (unpaid->state, ==, DZ_STATE_UNPAID);
  second = fixture_receive (fixture->store, 0, "another photo");
  g_assert_cmpuint (second->attempt, ==, 2);
  replaced = dz_store_get_submission (fixture->store, first->id, &error);
  g_assert_cmpint (replaced->state, ==, DZ_STATE_REPLACED);
}

static void
test_list_of_identity (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (0);
  g_autofree char *stranger = fixture_identity (50);
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) refused = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) mine = NULL;

  fixture_bind (fixture->store, 0);
  first = fixture_receive (fixture->store, 0, "photo");
  refused = fixture_examine (fixture->store, first->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  second = fixture_receive (fixture->store, 0, "photo 2");
  mine = dz_store_list_submissions_of (fixture->store, identity, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mine->len, ==, 2);
  g_assert_cmpstr (((DzSubmission *) g_ptr_array_index (mine, 0))->id, ==, second->id);
  g_assert_cmpuint (((DzSubmission *) g_ptr_array_index (mine, 1))->findings->len, ==, 2);
  g_assert_null (dz_store_list_submissions_of (fixture->store, stranger, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_BOUND);
}

static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "x", -1);

  g_assert_null (dz_store_get_submission (fixture->store, "none", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dz_store_get_photo (fixture->store, hash, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dz_store_get_photo (fixture->store, "../../etc/passwd", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/submissions/receive", fixture_set_up, test_receive);
  fixture_add ("/store/submissions/one-at-a-time", fixture_set_up, test_one_at_a_time);
  fixture_add ("/store/submissions/attempts", fixture_set_up, test_attempts);
  fixture_add ("/store/submissions/window-times", fixture_set_up, test_window_times);
  fixture_add ("/store/submissions/examination", fixture_set_up, test_examination);
  fixture_add ("/store/submissions/findings", fixture_set_up, test_findings_come_back);
  fixture_add ("/store/submissions/examined-once", fixture_set_up, test_examined_once);
  fixture_add ("/store/submissions/measurement", fixture_set_up, test_measurement_comes_back);
  fixture_add ("/store/submissions/unpaid", fixture_set_up, test_unpaid_is_replaced);
  fixture_add ("/store/submissions/of-identity", fixture_set_up, test_list_of_identity);
  fixture_add ("/store/submissions/unknown", fixture_set_up, test_unknown);
  return g_test_run ();
}
