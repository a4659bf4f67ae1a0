/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

/*
 * Wall, light and sharpness on photos from a studio: an even, light grey wall, lamps on both sides,
 * skin of every shade. None of it is past a limit of the profiles.
 */

/* Px of the long edge: eye corners about 125 px apart, as on a graduate's photo. */
#define EDGE 600

static const struct
{
  DzQuantity quantity;
  double     least;
  double     most;
} LIMITS[] = {
  { DZ_QUANTITY_WALL_BY_MASK, 1, 1 },
  { DZ_QUANTITY_WALL_L, 76, 92 },
  { DZ_QUANTITY_WALL_CHROMA, 0, 4 },
  { DZ_QUANTITY_WALL_SPREAD_P90, 0, 8.2 },
  { DZ_QUANTITY_WALL_LEFT_RIGHT, 0, 3 },
  { DZ_QUANTITY_WALL_SHADOW, 0, 4 },
  { DZ_QUANTITY_WALL_SHARE, 0.5, 0.75 },
  { DZ_QUANTITY_BARE_SHOULDERS, 0, 0.3 },
  { DZ_QUANTITY_LIGHT_OVERLAP, 0.7, 1 },
  { DZ_QUANTITY_LIGHT_HIGH, 0, 0.5 },
  { DZ_QUANTITY_LIGHT_LOW, 0, 30 },
  { DZ_QUANTITY_LIGHT_MEAN, 0.03, 0.5 },
  { DZ_QUANTITY_LIGHT_ENTROPY, 4, 8 },
  { DZ_QUANTITY_COLOUR_DISTANCE, 0, 1 },
  { DZ_QUANTITY_SHARPNESS, 80, 1000 },
  { DZ_QUANTITY_SHARPNESS_RATIO, 0.28, 1 },
  { DZ_QUANTITY_SKIN_DETAIL, 0.05, 0.4 },
  { DZ_QUANTITY_FACE_HASH_QUALITY, 50, 100 },
};

static void
assert_clean (const char          *file,
              const DzMeasurement *measurement)
{
  for (guint i = 0; i < G_N_ELEMENTS (LIMITS); i++)
    {
      double value = dz_measurement_get (measurement, LIMITS[i].quantity);

      g_test_message ("%s: %s %.3f", file, dz_quantity_get_info (LIMITS[i].quantity)->name, value);
      g_assert_cmpfloat (value, >=, LIMITS[i].least);
      g_assert_cmpfloat (value, <=, LIMITS[i].most);
    }
}

static void
test_portraits (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();
  g_autoptr(GPtrArray) labels = models != NULL ? dz_sample_labels () : NULL;

  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const char *file = ((DzPortraitLabel *) g_ptr_array_index (labels, i))->file;
      g_autoptr(DzPixels) view = dz_sample_portrait (file, EDGE);
      g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
      g_autoptr(GError) error = NULL;

      dz_vision_measure (models, view, measurement, &error);
      g_assert_no_error (error);
      assert_clean (file, measurement);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/light-on-portraits/all", test_portraits);
  return g_test_run ();
}
