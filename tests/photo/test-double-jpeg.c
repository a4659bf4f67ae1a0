/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-double-jpeg.h"
#include "dz-photo-measure.h"
#include "dz-photo-samples.h"

#include <math.h>
#include <string.h>

/* Soft shapes of all sizes, as a photo has them, with a sensor's noise. */
static DzPixels *
paint_scene (guint width,
             guint height)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  DzPixels *pixels = dz_sample_flat (width, height, 0);
  double waves[24][4];

  for (guint i = 0; i < G_N_ELEMENTS (waves); i++)
    {
      waves[i][0] = g_rand_double_range (rand, -0.9, 0.9);
      waves[i][1] = g_rand_double_range (rand, -0.9, 0.9);
      waves[i][2] = g_rand_double_range (rand, 0, 2 * G_PI);
      waves[i][3] = 5 / (0.2 + hypot (waves[i][0], waves[i][1]));
    }
  for (guint at = 0; at < width * height; at++)
    {
      guint8 *p = dz_pixels_at (pixels, at % width, at / width);
      double sum = 128 + g_rand_double_range (rand, -3, 3);

      for (guint i = 0; i < G_N_ELEMENTS (waves); i++)
        sum += waves[i][3] * sin (waves[i][0] * (at % width) + waves[i][1] * (at / width) +
                                  waves[i][2]);
      p[0] = p[1] = p[2] = CLAMP (sum, 0, 255);
    }
  return pixels;
}

static GBytes *
save (const DzPixels *pixels,
      guint           quality,
      gboolean        progressive)
{
  DzJpegWriteOptions options;

  dz_jpeg_write_options_init (&options);
  options.quality = quality;
  options.progressive = progressive;
  return dz_sample_jpeg (pixels, &options, NULL, 0);
}

static DzPixels *
read_again (GBytes *file)
{
  g_autoptr(GError) error = NULL;
  DzPixels *pixels = dz_jpeg_decode (g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL,
                                     0, 0, NULL, &error);

  g_assert_no_error (error);
  return pixels;
}

static double
measure_within (GBytes             *file,
                const DzJpegLimits *limits)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  g_autoptr(DzMeasurement) measurement = dz_photo_measure (data, length, limits, NULL);

  return dz_measurement_get (measurement, DZ_QUANTITY_DOUBLE_JPEG);
}

static double
measure (GBytes *file)
{
  return measure_within (file, NULL);
}

static double
measure_twice (const DzPixels *pixels,
               guint           first,
               guint           last)
{
  g_autoptr(GBytes) file = save (pixels, first, FALSE);
  g_autoptr(DzPixels) again = read_again (file);
  g_autoptr(GBytes) second = save (again, last, FALSE);

  return measure (second);
}

static void
test_once_and_twice (void)
{
  static const guint lasts[] = { 88, 90, 92, 95, 98 };
  g_autoptr(DzPixels) pixels = paint_scene (480, 320);

  for (guint i = 0; i < G_N_ELEMENTS (lasts); i++)
    {
      g_autoptr(GBytes) once = save (pixels, lasts[i], FALSE);

      g_assert_cmpfloat (measure (once), >, 0.60);
      g_assert_cmpfloat (measure_twice (pixels, 60, lasts[i]), <, 0.60);
      g_assert_cmpfloat (measure_twice (pixels, 75, lasts[i]), <, 0.60);
      g_assert_cmpfloat (measure_twice (pixels, 80, lasts[i]), <, 0.60);
    }
}

/* The same coefficients in other scans. */
static void
test_progressive (void)
{
  g_autoptr(DzPixels) pixels = paint_scene (240, 240);
  g_autoptr(GBytes) plain = save (pixels, 92, FALSE);
  g_autoptr(GBytes) scans = save (pixels, 92, TRUE);

  g_assert_cmpfloat (measure (plain), ==, measure (scans));
}

static void
test_unfit (void)
{
  g_autoptr(DzPixels) pixels = paint_scene (240, 240);
  g_autoptr(DzPixels) flat = dz_sample_flat (240, 240, 0x64c5ff);
  g_autoptr(DzPixels) large = dz_sample_flat (2001, 2000, 0x64c5ff);
  g_autoptr(GBytes) poor = save (pixels, 87, FALSE);
  g_autoptr(GBytes) good = save (pixels, 92, FALSE);
  g_autoptr(GBytes) plain = save (flat, 92, FALSE);
  g_autoptr(GBytes) too_large = save (large, 92, FALSE);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) / 2);
  g_assert_false (isnan (measure (good)));
  g_assert_true (isnan (measure (poor)));
  g_assert_true (isnan (measure (plain)));
  g_assert_true (isnan (measure (too_large)));
  g_assert_true (isnan (measure (half)));
}

/* The rows fit, the coefficients of the whole picture do not. */
static void
test_little_memory (void)
{
  g_autoptr(DzPixels) pixels = paint_scene (240, 240);
  g_autoptr(GBytes) file = save (pixels, 92, FALSE);
  g_autoptr(DzMeasurement) measurement = NULL;
  DzJpegLimits limits;

  dz_jpeg_limits_init (&limits);
  limits.max_memory = 400000;
  measurement = dz_photo_measure (g_bytes_get_data (file, NULL), g_bytes_get_size (file), &limits,
                                  NULL);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DECODES), ==, 1);
  g_assert_true (isnan (measure_within (file, &limits)));
  g_assert_false (isnan (measure (file)));
}

static void
test_every_cut (void)
{
  g_autoptr(DzPixels) pixels = paint_scene (32, 24);
  g_autoptr(GBytes) file = save (pixels, 95, TRUE);

  for (gsize length = 0; length < g_bytes_get_size (file); length++)
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (file, 0, length);

      g_assert_true (isnan (measure (cut)));
    }
}

/* What the measurement of a photo says of it. */
static void
test_measured (void)
{
  g_autoptr(DzPixels) pixels = paint_scene (320, 240);
  g_autoptr(GBytes) file = save (pixels, 92, FALSE);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (file, 0, g_bytes_get_size (file) / 2);
  g_autoptr(DzMeasurement) whole = dz_sample_measure (file);
  g_autoptr(DzMeasurement) broken = dz_sample_measure (half);

  g_assert_cmpfloat (dz_measurement_get (whole, DZ_QUANTITY_DOUBLE_JPEG), ==, measure (file));
  g_assert_false (dz_measurement_has (broken, DZ_QUANTITY_DOUBLE_JPEG));
}

/* The first table of a file without the step of its first wave, which no encoder writes (T.81,
 * B.2.4.1), and which libjpeg takes all the same. */
static void
test_step_of_nothing (void)
{
  static const guint8 table[] = { 0xff, 0xdb, 0, 67, 0 };
  g_autoptr(DzPixels) pixels = paint_scene (240, 240);
  g_autoptr(GBytes) file = save (pixels, 92, FALSE);
  gsize length;
  g_autofree guint8 *data = NULL;
  g_autoptr(GBytes) altered = NULL;
  guint8 *at;

  data = g_bytes_unref_to_data (g_steal_pointer (&file), &length);
  at = memmem (data, length, table, sizeof table);
  g_assert_nonnull (at);
  at[sizeof table + 1] = 0;
  altered = g_bytes_new_take (g_steal_pointer (&data), length);
  g_assert_true (isnan (measure (altered)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/double-jpeg/once-and-twice", test_once_and_twice);
  g_test_add_func ("/double-jpeg/progressive", test_progressive);
  g_test_add_func ("/double-jpeg/unfit", test_unfit);
  g_test_add_func ("/double-jpeg/step-of-nothing", test_step_of_nothing);
  g_test_add_func ("/double-jpeg/little-memory", test_little_memory);
  g_test_add_func ("/double-jpeg/every-cut", test_every_cut);
  g_test_add_func ("/double-jpeg/measured", test_measured);
  return g_test_run ();
}
