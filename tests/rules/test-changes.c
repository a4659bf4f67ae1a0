/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rules.h"

#include <math.h>

#include "dz-correction.h"

static DzProfile *
find_profile (void)
{
  g_autoptr(GError) error = NULL;
  DzProfile *profile = dz_profile_find ("graduate-2022", &error);

  g_assert_no_error (error);
  return profile;
}

static DzMeasurement *
make_measurement (void)
{
  DzMeasurement *measurement = dz_measurement_new ();

  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_BYTES, 60000);
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  return measurement;
}

static void
test_nothing (void)
{
  g_autoptr(DzProfile) profile = find_profile ();
  g_autoptr(DzMeasurement) measured = make_measurement ();
  g_autoptr(DzMeasurement) copy = dz_measurement_copy (measured);
  g_autoptr(GPtrArray) changed = dz_rules_judge_changes (measured, copy, profile);

  g_assert_cmpuint (changed->len, ==, 0);
}

/* What does not hang on the changed number is not judged again: rules that need the register or
 * other photos would only say that they have none. */
static void
test_one_number (void)
{
  g_autoptr(DzProfile) profile = find_profile ();
  g_autoptr(DzMeasurement) measured = make_measurement ();
  g_autoptr(DzMeasurement) corrected = dz_measurement_copy (measured);
  g_autoptr(GPtrArray) changed = NULL;

  dz_measurement_set (corrected, DZ_QUANTITY_BYTES, 40000);
  changed = dz_rules_judge_changes (measured, corrected, profile);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_nonnull (dz_findings_find (changed, "FILE-02"));
  g_assert_cmpint (dz_findings_find (changed, "FILE-02")->outcome, ==, DZ_OUTCOME_FAIL);
}

/* A head of which the program took the crown for lower than it is, and was not sure. */
static DzMeasurement *
make_face (void)
{
  DzMeasurement *measurement = make_measurement ();

  dz_measurement_set (measurement, DZ_QUANTITY_FACES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_TURN, 0);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 150);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, 248);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, 252);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_Y, 390);
  dz_measurement_set (measurement, DZ_QUANTITY_ROLL, 1);
  return measurement;
}

static DzOutcome
outcome_of (GPtrArray  *findings,
            const char *rule)
{
  const DzFinding *finding = dz_findings_find (findings, rule);

  g_assert_nonnull (finding);
  return finding->outcome;
}

/* The crown decides two rules; what hangs on other lines stays out of it. */
static void
test_crown (void)
{
  g_autoptr(DzProfile) profile = find_profile ();
  g_autoptr(DzMeasurement) measured = make_face ();
  const DzCorrection correction = { 80, NAN, NAN };
  g_autoptr(DzMeasurement) corrected = dz_correction_apply (&correction, measured);
  g_autoptr(GPtrArray) before = dz_rules_judge (measured, NULL, NULL, profile);
  g_autoptr(GPtrArray) changed = dz_rules_judge_changes (measured, corrected, profile);

  g_assert_cmpint (outcome_of (before, "POS-04"), ==, DZ_OUTCOME_WARN);
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_cmpint (outcome_of (changed, "POS-01"), ==, DZ_OUTCOME_PASS);
  g_assert_cmpfloat (dz_findings_find (changed, "POS-01")->value, ==, 80);
  g_assert_cmpint (outcome_of (changed, "POS-04"), ==, DZ_OUTCOME_PASS);
  g_assert_cmpfloat_with_epsilon (dz_findings_find (changed, "POS-04")->value, 48.4, 0.05);
}

/* What a reviewer says of a line is no longer rough: then it can fail, too. */
static void
test_fails_without_doubt (void)
{
  g_autoptr(DzProfile) profile = find_profile ();
  g_autoptr(DzMeasurement) measured = make_face ();
  const DzCorrection correction = { 190, 270, NAN };
  g_autoptr(DzMeasurement) corrected = dz_correction_apply (&correction, measured);
  g_autoptr(GPtrArray) changed = dz_rules_judge_changes (measured, corrected, profile);

  g_assert_cmpint (outcome_of (changed, "POS-01"), ==, DZ_OUTCOME_FAIL);
  g_assert_cmpint (outcome_of (changed, "POS-04"), ==, DZ_OUTCOME_FAIL);
  g_assert_cmpfloat (dz_findings_find (changed, "POS-02")->value, ==, 270);
  g_assert_null (dz_findings_find (changed, "POSE-01")); /* the line keeps its slope */
}

static void
test_by_hash (void)
{
  g_autoptr(DzProfile) profile = find_profile ();
  g_autofree char *hash = g_strdup (dz_profile_get_hash (profile));
  g_autoptr(DzProfile) again = dz_profile_find_by_hash (hash, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (dz_profile_get_id (again), ==, "graduate-2022");
  hash[0] = hash[0] == '0' ? '1' : '0';
  g_assert_null (dz_profile_find_by_hash (hash, &error));
  g_assert_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_UNKNOWN);
  g_assert_null (dz_profile_find_by_hash (NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/changes/nothing", test_nothing);
  g_test_add_func ("/rules/changes/one-number", test_one_number);
  g_test_add_func ("/rules/changes/crown", test_crown);
  g_test_add_func ("/rules/changes/fails-without-doubt", test_fails_without_doubt);
  g_test_add_func ("/rules/changes/by-hash", test_by_hash);
  return g_test_run ();
}
