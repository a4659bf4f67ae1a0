/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rules.h"

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
  g_test_add_func ("/rules/changes/by-hash", test_by_hash);
  return g_test_run ();
}
