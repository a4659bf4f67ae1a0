/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-vision-samples.h"

#include <math.h>

#define FACE_FILE "@mediapipe/face_mesh/face_mesh_solution_packed_assets.data"
#define MASK_FILE "@mediapipe/selfie_segmentation/selfie_segmentation.tflite"

/* As the package's loader says where they lie. */
static const struct
{
  const char *name;
  const char *file;
  gsize       offset, length;
} parts[] = {
  { "mesh", FACE_FILE, 0, 2495952 },
  { "coarse", FACE_FILE, 2495952, 1241896 },
  { "canonical", FACE_FILE, 3737848, 19376 },
  { "detector", FACE_FILE, 3757224, 229032 },
  { "mask", MASK_FILE, 0, 249024 },
};

DzModels *
dz_sample_models (void)
{
  g_autofree char *folder = dz_models_find_folder ();
  g_autoptr(GError) error = NULL;
  DzModels *models = dz_models_load (folder, &error);

  if (g_error_matches (error, DZ_VISION_ERROR, DZ_VISION_ERROR_MISSING))
    g_test_skip (error->message);
  else
    g_assert_no_error (error);
  return models;
}

GBytes *
dz_sample_model_file (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folder = dz_models_find_folder ();
      g_autofree char *path = g_build_filename (folder, parts[i].file, NULL);
      g_autoptr(GBytes) whole = NULL;
      char *data;
      gsize length;

      if (!g_str_equal (parts[i].name, name))
        continue;
      if (!g_file_get_contents (path, &data, &length, NULL))
        {
          g_test_skip ("the models are not installed");
          return NULL;
        }
      whole = g_bytes_new_take (data, length);
      return g_bytes_new_from_bytes (whole, parts[i].offset, parts[i].length);
    }
  g_assert_not_reached ();
}

void
dz_sample_fill (DzNetwork *network)
{
  gsize n = dz_tensor_shape_count (dz_network_get_input (network));
  float *input = dz_network_borrow_input (network);

  for (gsize i = 0; i < n; i++)
    input[i] = 0.5f + 0.3f * sinf (i * 0.013f) + 0.2f * sinf (i * 0.00071f + 1);
}
