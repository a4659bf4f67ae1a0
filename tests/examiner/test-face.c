/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner.h"
#include "dz-jpeg-writer.h"
#include "dz-models.h"
#include "dz-portrait.h"
#include "dz-test-models.h"
#include "dz-test-wait.h"
#include "examiner-fixture.h"

#include <glib/gstdio.h>

/* The helper inherits the folder; the test gives it one of its own. */
#define FOLDER_SETTING "DUIZHAO_MODELS"

static GBytes *
draw_person (guint32             seed,
             guint               width,
             DzPortraitGeometry *truth)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(DzPixels) pixels = NULL;
  DzJpegWriteOptions options;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = width;
  portrait.height = width * 4 / 3;
  pixels = dz_portrait_paint (&portrait, truth);
  dz_jpeg_write_options_init (&options);
  options.quality = 92;
  return dz_jpeg_write (pixels->data, pixels->width, pixels->height, pixels->stride,
                        DZ_PIXEL_ORDER_RGBX, &options, NULL, 0, NULL);
}

static DzExaminer *
start (void)
{
  g_autoptr(GError) error = NULL;
  DzExaminer *examiner = dz_examiner_new (NULL, 1, NULL);

  dz_examiner_start (examiner, &error);
  g_assert_no_error (error);
  return examiner;
}

static void
end (DzExaminer *examiner)
{
  dz_examiner_close (examiner);
  g_assert_finalize_object (examiner);
  fixture_assert_no_children ();
}

static gboolean
has_models (void)
{
  g_autofree char *folder = dz_models_find_folder ();
  g_autoptr(DzModels) models = dz_models_load (folder, NULL);

  if (models == NULL)
    g_test_skip ("the models are not installed");
  return models != NULL;
}

/* A helper with this folder works on, sees no face, and says why; @fault is the file to blame,
 * beginning in the folder. */
static void
assert_blind (const char      *folder,
              DzModelsProblem  expected,
              const char      *fault)
{
  g_autofree char *path = g_build_filename (folder, fault, NULL);
  DzPortraitGeometry truth;
  g_autoptr(GBytes) photo = draw_person (1, 480, &truth);
  DzModelsProblem problem = DZ_MODELS_PROBLEM_NONE;
  g_autofree char *models = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = NULL;
  DzExaminer *examiner;

  g_setenv (FOLDER_SETTING, folder, TRUE);
  examiner = start ();
  g_unsetenv (FOLDER_SETTING);
  models = dz_examiner_dup_models (examiner, &problem);
  said = dz_examiner_dup_models_fault (examiner);
  g_assert_null (models);
  g_assert_cmpint (problem, ==, expected);
  g_assert_cmpstr (said, ==, path);
  measurement = dz_examiner_measure (examiner, photo, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (measurement->models);
  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_FACES));
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DECODES), ==, 1);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_WALL_BY_MASK), ==, 0);
  g_assert_true (dz_measurement_has (measurement, DZ_QUANTITY_WALL_L));
  end (examiner);
}

static void
test_missing (void)
{
  static const char *const first = "@mediapipe/face_mesh/face_mesh_solution_packed_assets.data";
  g_autofree char *empty = g_dir_make_tmp ("no-models-XXXXXX", NULL);

  assert_blind ("/nowhere/at/all", DZ_MODELS_PROBLEM_MISSING, first);
  assert_blind (empty, DZ_MODELS_PROBLEM_MISSING, first);
  g_assert_cmpint (g_rmdir (empty), ==, 0);
}

/* One of the two files is not there, not whole, not the same by a bit, or another one. */
static void
test_altered (void)
{
  g_autofree char *folder = dz_test_models_folder ();

  for (guint i = 0; folder != NULL && i < DZ_N_TEST_MODELS_FAULTS; i++)
    {
      const char *fault;
      g_autofree char *copy = dz_test_models_spoil (folder, i, &fault);

      g_test_message ("fault %u", i);
      assert_blind (copy,
                    dz_test_models_is_missing (i) ? DZ_MODELS_PROBLEM_MISSING
                                                  : DZ_MODELS_PROBLEM_ALTERED,
                    fault);
      dz_test_remove_tree (copy);
    }
}

/* Closed off as it is, the helper sees a face, small and large, again and again. */
static void
test_seen (void)
{
  static const guint widths[] = { 480, 240, 3000, 480, 50 };
  DzModelsProblem problem = DZ_MODELS_PROBLEM_MISSING;
  g_autofree char *models = NULL;
  g_autofree char *fault = NULL;
  DzExaminer *examiner;

  if (!has_models ())
    return;
  examiner = start ();
  models = dz_examiner_dup_models (examiner, &problem);
  fault = dz_examiner_dup_models_fault (examiner);
  g_assert_cmpint (problem, ==, DZ_MODELS_PROBLEM_NONE);
  g_assert_null (fault);
  g_assert_nonnull (strstr (models, "face_mesh@"));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      DzPortraitGeometry truth;
      g_autoptr(GBytes) photo = draw_person (i, widths[i], &truth);
      g_autoptr(GError) error = NULL;
      g_autoptr(DzMeasurement) m = dz_examiner_measure (examiner, photo, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (m->models, ==, models);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_FACES), ==, 1);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_FACE_TURN), ==, 0);
    }
  end (examiner);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/examiner/face/missing", test_missing);
  g_test_add_func ("/examiner/face/altered", test_altered);
  g_test_add_func ("/examiner/face/seen", test_seen);
  return g_test_run ();
}
