/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-vision-samples.h"

#include "dz-mesh-refinement.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define FACE_FOLDER "@mediapipe/face_mesh"
#define FACE_NAME "face_mesh_solution_packed_assets.data"
#define MASK_FOLDER "@mediapipe/selfie_segmentation"
#define MASK_NAME "selfie_segmentation.tflite"

static void
test_load (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();
  float points[DZ_MESH_POINTS][3];
  g_autoptr(GError) error = NULL;

  if (models == NULL)
    return;
  g_assert_cmpstr (models->version, ==, "@mediapipe/face_mesh@0.4.1657299874 "
                                        "@mediapipe/selfie_segmentation@0.1.1675465747");
  g_assert_cmpuint (dz_network_get_input (models->detector)->dims[1], ==, 128);
  g_assert_cmpuint (dz_network_get_input (models->mesh)->dims[1], ==, 192);
  g_assert_cmpuint (dz_network_get_input (models->mask)->dims[1], ==, 256);
  g_assert_true (dz_mesh_check (models->mesh, &error));
  g_assert_no_error (error);
  dz_sample_fill (models->mesh);
  g_assert_true (dz_network_run (models->mesh, &error));
  dz_mesh_refine (models->mesh, points, NULL);
  for (guint i = 0; i < DZ_MESH_POINTS; i++)
    g_assert_true (isfinite (points[i][0]) && isfinite (points[i][1]) && isfinite (points[i][2]));
}

/* MediaPipe's own canonical_face_model.obj: the tip of the nose, the outer corners of both eyes,
 * the chin and the top of the forehead, in centimetres. Of its points 33 are laid over a face,
 * those of both halves with the same weight. */
static void
test_canonical (void)
{
  static const struct { guint index; float x, y, z; } points[] = {
    { 1, 0, -1.126865f, 7.475604f }, { 33, -4.445859f, 2.663991f, 3.173422f },
    { 263, 4.445859f, 2.663991f, 3.173422f }, { 152, 0, -9.403378f, 4.264492f },
    { 10, 0, 8.261778f, 4.481535f },
  };
  g_autoptr(DzModels) models = dz_sample_models ();
  guint n_weighed = 0;

  if (models == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      const float *point = models->canonical.points[points[i].index];

      g_assert_cmpfloat_with_epsilon (point[0], points[i].x, 1e-5);
      g_assert_cmpfloat_with_epsilon (point[1], points[i].y, 1e-5);
      g_assert_cmpfloat_with_epsilon (point[2], points[i].z, 1e-5);
    }
  for (guint i = 0; i < DZ_CANONICAL_POINTS; i++)
    n_weighed += models->canonical.weights[i] > 0;
  g_assert_cmpuint (n_weighed, ==, 33);
  g_assert_cmpfloat (models->canonical.weights[33], ==, models->canonical.weights[263]);
  g_assert_cmpfloat (models->canonical.weights[0], ==, 0);
}

/* A folder that holds copies of both files, to be spoiled. */
typedef struct
{
  char *folder;
  char *face;
  char *mask;
} Copy;

static void
copy_part (const char *from,
           const char *below,
           const char *name,
           char      **to)
{
  g_autofree char *source = g_build_filename (from, below, name, NULL);
  g_autofree char *folder = g_path_get_dirname (*to);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &data, &length, NULL));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (*to, data, length, NULL));
}

static gboolean
copy_models (Copy *copy)
{
  g_autofree char *from = dz_models_find_folder ();
  g_autoptr(DzModels) models = dz_sample_models ();

  if (models == NULL)
    return FALSE;
  copy->folder = g_dir_make_tmp ("models-XXXXXX", NULL);
  copy->face = g_build_filename (copy->folder, FACE_FOLDER, FACE_NAME, NULL);
  copy->mask = g_build_filename (copy->folder, MASK_FOLDER, MASK_NAME, NULL);
  copy_part (from, FACE_FOLDER, FACE_NAME, &copy->face);
  copy_part (from, MASK_FOLDER, MASK_NAME, &copy->mask);
  return TRUE;
}

static void
remove_folder (const char *folder,
               const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);

  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
remove_copy (Copy *copy)
{
  g_unlink (copy->face);
  g_unlink (copy->mask);
  remove_folder (copy->folder, FACE_FOLDER);
  remove_folder (copy->folder, MASK_FOLDER);
  remove_folder (copy->folder, "@mediapipe");
  g_assert_cmpint (g_rmdir (copy->folder), ==, 0);
  g_free (copy->folder);
  g_free (copy->face);
  g_free (copy->mask);
}

static void
assert_refused (const char   *folder,
                DzVisionError code,
                const char   *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzModels) models = dz_models_load (folder, &error);

  g_assert_null (models);
  g_assert_error (error, DZ_VISION_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, "@mediapipe/"));
}

/* The copy works before it is spoiled, so that the tests below fail for the reason they name. */
static void
test_copy (void)
{
  Copy copy;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzModels) models = NULL;

  if (!copy_models (&copy))
    return;
  models = dz_models_load (copy.folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (models);
  remove_copy (&copy);
}

static void
test_missing (void)
{
  Copy copy;

  if (!copy_models (&copy))
    return;
  g_assert_cmpint (g_unlink (copy.mask), ==, 0);
  assert_refused (copy.folder, DZ_VISION_ERROR_MISSING, MASK_NAME);
  g_assert_cmpint (g_unlink (copy.face), ==, 0);
  assert_refused (copy.folder, DZ_VISION_ERROR_MISSING, FACE_NAME);
  remove_copy (&copy);
  assert_refused ("/nowhere/at/all", DZ_VISION_ERROR_MISSING, FACE_NAME);
}

/* One bit of one byte, in parts that are used and in one that is not; then one byte too few, an
 * empty file, and a folder where the file should be. */
static void
test_altered (void)
{
  static const gsize places[] = { 0, 2000000, 3000000, 3986255 };
  Copy copy;
  g_autofree char *data = NULL;
  gsize length;

  if (!copy_models (&copy))
    return;
  g_assert_true (g_file_get_contents (copy.face, &data, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      data[places[i]] ^= 1;
      g_assert_true (g_file_set_contents (copy.face, data, length, NULL));
      assert_refused (copy.folder, DZ_VISION_ERROR_ALTERED, FACE_NAME);
      data[places[i]] ^= 1;
    }
  g_assert_true (g_file_set_contents (copy.face, data, length - 1, NULL));
  assert_refused (copy.folder, DZ_VISION_ERROR_ALTERED, FACE_NAME);
  g_assert_true (g_file_set_contents (copy.face, data, length, NULL));
  g_assert_true (g_file_set_contents (copy.mask, "", 0, NULL));
  assert_refused (copy.folder, DZ_VISION_ERROR_ALTERED, MASK_NAME);
  g_assert_cmpint (g_unlink (copy.mask), ==, 0);
  g_assert_cmpint (g_mkdir (copy.mask, 0700), ==, 0);
  assert_refused (copy.folder, DZ_VISION_ERROR_ALTERED, MASK_NAME);
  g_assert_cmpint (g_rmdir (copy.mask), ==, 0);
  remove_copy (&copy);
}

static void
test_find (void)
{
  g_autofree char *before = g_strdup (g_getenv ("DUIZHAO_MODELS"));
  g_autofree char *named = NULL;
  g_autofree char *found = NULL;

  g_setenv ("DUIZHAO_MODELS", "/somewhere/else", TRUE);
  named = dz_models_find_folder ();
  g_assert_cmpstr (named, ==, "/somewhere/else");
  g_setenv ("DUIZHAO_MODELS", "", TRUE);
  found = dz_models_find_folder ();
  g_assert_true (g_str_has_suffix (found, "/data/models/node_modules") ||
                 g_str_has_suffix (found, "/share/duizhao/models"));
  if (before != NULL)
    g_setenv ("DUIZHAO_MODELS", before, TRUE);
  else
    g_unsetenv ("DUIZHAO_MODELS");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/load", test_load);
  g_test_add_func ("/models/canonical", test_canonical);
  g_test_add_func ("/models/copy", test_copy);
  g_test_add_func ("/models/missing", test_missing);
  g_test_add_func ("/models/altered", test_altered);
  g_test_add_func ("/models/find", test_find);
  return g_test_run ();
}
