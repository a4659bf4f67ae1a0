/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "dz-store-admission-imports.h"
#include "dz-store-admissions.h"
#include "raw-file.h"

/* Keeps a photo that student 0 was admitted with. */
static void
bring_photo (Fixture *fixture)
{
  g_autofree char *identifier = fixture_identifier (0);
  g_autoptr(GBytes) photo = fixture_photo ("admitted with");
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *import = dz_store_begin_admissions (
    fixture->store, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, DZ_ADMISSION_KEY_IDENTIFIER, "admin", &error);
  g_autofree char *student = NULL;
  DzAdmissionResult result;

  g_assert_no_error (error);
  g_assert_true (dz_store_match_admission (fixture->store, import, "admin", identifier, &student,
                                           &result, &error));
  g_assert_true (dz_store_keep_admission (fixture->store, import, "admin", student, photo,
                                          measurement, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, DZ_ADMISSION_RESULT_ADDED);
}

/* With the student's record the photo goes, and nothing of it is left. */
static void
test_erased (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "admitted with", -1);
  g_autofree char *identifier = fixture_identifier (0);
  g_autofree char *sql = g_strdup_printf (
    "PRAGMA foreign_keys = ON; DELETE FROM students WHERE identifier = '%s'", identifier);
  g_autoptr(GError) error = NULL;
  guint n_swept;

  bring_photo (fixture);
  raw_do (fixture->dir, sql);
  g_assert_true (dz_store_sweep_photos (fixture->store, &n_swept, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_swept, ==, 1);
  g_assert_null (dz_store_get_photo (fixture->store, sha256, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/sqlite/admissions/erased", fixture_set_up, test_erased);
  return g_test_run ();
}
