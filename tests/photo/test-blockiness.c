/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-blockiness.h"
#include "dz-photo-samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double
measure (const DzPixels *pixels)
{
  g_autoptr(DzBlockiness) blockiness = dz_blockiness_new (pixels->width, pixels->height);

  for (guint y = 0; y < pixels->height; y++)
    dz_blockiness_push (blockiness, dz_pixels_at (pixels, 0, y));
  return dz_blockiness_get (blockiness);
}

/* A ramp of @slope levels a pixel that jumps by @jump more at every border. */
static DzPixels *
paint_ramp (guint    width,
            guint    height,
            gboolean down,
            guint    slope,
            guint    jump)
{
  DzPixels *pixels = dz_sample_flat (width, height, 0);

  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        {
          guint at = down ? y : x;

          memset (dz_pixels_at (pixels, x, y), at * slope + at / 8 * jump, 3);
        }
    }
  return pixels;
}

/* Each pair differs by 1, those across a border by 3. */
static void
test_known_ratio (void)
{
  g_autoptr(DzPixels) across = paint_ramp (100, 60, FALSE, 1, 2);
  g_autoptr(DzPixels) down = paint_ramp (60, 100, TRUE, 1, 2);
  g_autoptr(DzPixels) even = paint_ramp (100, 60, FALSE, 2, 0);

  g_assert_cmpfloat_with_epsilon (measure (across), 3, 0.001);
  g_assert_cmpfloat_with_epsilon (measure (down), 3, 0.001);
  g_assert_cmpfloat_with_epsilon (measure (even), 1, 0.001);
}

/* Only the file's own grid counts. */
static void
test_other_grid (void)
{
  g_autoptr(DzPixels) pixels = paint_ramp (160, 120, FALSE, 1, 2);
  g_autoptr(DzPixels) shifted =
    dz_pixels_new_for_data (pixels->data + 4 * 3, pixels->stride * 120 - 4 * 3, 157, 120,
                            pixels->stride);

  g_assert_cmpfloat (measure (shifted), <, 1);
}

static void
test_nothing_to_tell (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 8, 8 }, { 2000, 1 }, { 1, 2000 }, { 300, 200 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(DzPixels) flat = dz_sample_flat (sizes[i][0], sizes[i][1], 0x64c5ff);

      g_assert_true (isnan (measure (flat)));
    }
}

static void
test_flat_blocks (void)
{
  g_autoptr(DzPixels) blocks = paint_ramp (100, 60, FALSE, 0, 9);

  g_assert_cmpfloat (measure (blocks), ==, 1000);
}

static double
measure_at (const DzPixels *pixels,
            guint           quality)
{
  DzJpegWriteOptions options;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzMeasurement) m = NULL;

  dz_jpeg_write_options_init (&options);
  options.quality = quality;
  file = dz_sample_jpeg (pixels, &options, NULL, 0);
  m = dz_sample_measure (file);
  return dz_measurement_get (m, DZ_QUANTITY_BLOCKINESS);
}

static DzPixels *
read_portrait (const char *folder,
               const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  DzPixels *pixels;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  pixels = dz_jpeg_decode ((const guint8 *) data, length, NULL, 640, 640, NULL, &error);
  g_assert_no_error (error);
  return pixels;
}

/* Calibration §9: 1.18 at quality 90, 1.39 at 75, 1.72 at 45; a note at 1.3, a warning at 1.5. */
static void
test_portraits (void)
{
  static const char *const names[] = { "003_03.jpg", "005_03.jpg", "010_03.jpg", "012_03.jpg" };
  g_autofree char *folder = dz_sample_shared_dir ("portraits");

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(DzPixels) pixels = read_portrait (folder, names[i]);
      double fine = measure_at (pixels, 92);
      double fair = measure_at (pixels, 75);
      double poor = measure_at (pixels, 40);

      g_assert_cmpfloat (fine, >, 0.95);
      g_assert_cmpfloat (fine, <, 1.3);
      g_assert_cmpfloat (fair, >, fine);
      g_assert_cmpfloat (fair, <, 1.6);
      g_assert_cmpfloat (poor, >, 1.5);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blockiness/known-ratio", test_known_ratio);
  g_test_add_func ("/blockiness/other-grid", test_other_grid);
  g_test_add_func ("/blockiness/nothing-to-tell", test_nothing_to_tell);
  g_test_add_func ("/blockiness/flat-blocks", test_flat_blocks);
  g_test_add_func ("/blockiness/portraits-by-quality", test_portraits);
  return g_test_run ();
}
