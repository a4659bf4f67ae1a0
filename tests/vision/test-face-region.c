/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-region.h"
#include "dz-face-samples.h"

#include <math.h>

/* Red grows to the right by @step_x a pixel, green downward by @step_y; blue is flat. */
static DzPixels *
make_slope (guint  width,
            guint  height,
            double step_x,
            double step_y)
{
  DzPixels *pixels = dz_sample_canvas (width, height, 77);

  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        {
          dz_pixels_at (pixels, x, y)[0] = (guint8) ((x + 0.5) * step_x);
          dz_pixels_at (pixels, x, y)[1] = (guint8) ((y + 0.5) * step_y);
        }
    }
  return pixels;
}

static void
test_halves (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_canvas (5, 3, 0);
  g_autoptr(DzPyramid) pyramid = dz_pyramid_new (pixels);
  const DzPixels *half;

  for (guint i = 0; i < 15; i++)
    {
      dz_pixels_at (pixels, i % 5, i / 5)[0] = 16 * i;
      dz_pixels_at (pixels, i % 5, i / 5)[3] = 255;
    }
  half = dz_pyramid_get_level (pyramid, 1);
  g_assert_cmpuint (half->width, ==, 3);
  g_assert_cmpuint (half->height, ==, 2);
  g_assert_cmpuint (dz_pixels_at (half, 0, 0)[0], ==, 16 * (0 + 1 + 5 + 6) / 4);
  g_assert_cmpuint (dz_pixels_at (half, 1, 0)[0], ==, 16 * (2 + 3 + 7 + 8) / 4);
  g_assert_cmpuint (dz_pixels_at (half, 2, 0)[0], ==, 16 * (4 + 9) / 2);
  g_assert_cmpuint (dz_pixels_at (half, 0, 1)[0], ==, 16 * (10 + 11) / 2);
  g_assert_cmpuint (dz_pixels_at (half, 2, 1)[0], ==, 16 * 14);
  g_assert_cmpuint (dz_pixels_at (half, 1, 1)[3], ==, 255);
  g_assert_true (dz_pyramid_get_level (pyramid, 0) == pixels);
  half = dz_pyramid_get_level (pyramid, DZ_PYRAMID_LEVELS_MAX - 1);
  g_assert_cmpuint (half->width * half->height, ==, 1);
}

static void
test_level (void)
{
  g_assert_cmpuint (dz_pyramid_choose (0.1), ==, 0);
  g_assert_cmpuint (dz_pyramid_choose (1.99), ==, 0);
  g_assert_cmpuint (dz_pyramid_choose (2), ==, 1);
  g_assert_cmpuint (dz_pyramid_choose (7.9), ==, 2);
  g_assert_cmpuint (dz_pyramid_choose (1e30), ==, DZ_PYRAMID_LEVELS_MAX - 1);
}

/* What is shown to the network at (i + ½)/edge is what the region's place there has. @room is for
 * the bytes that values are rounded to, at each level of the pyramid. */
static void
assert_slope (const DzFaceRegion *region,
              guint               edge,
              double              room)
{
  g_autoptr(DzPixels) pixels = make_slope (600, 500, 0.4, 0.5);
  g_autoptr(DzPyramid) pyramid = dz_pyramid_new (pixels);
  g_autofree float *samples = g_new (float, 3 * edge * edge);
  const DzFaceRegionInput input = { edge, DZ_FACE_REGION_BLACK, 0, 255 };

  dz_face_region_sample (region, pyramid, &input, samples);
  for (guint i = 0; i < edge * edge; i++)
    {
      double x;
      double y;

      dz_face_region_place (region, (i % edge + 0.5) / edge, (i / edge + 0.5) / edge, &x, &y);
      if (x < 32 || x > 568 || y < 32 || y > 468)
        continue;
      g_assert_cmpfloat_with_epsilon (samples[3 * i], 0.4 * x - 0.5, room);
      g_assert_cmpfloat_with_epsilon (samples[3 * i + 1], 0.5 * y - 0.5, room);
      g_assert_cmpfloat (samples[3 * i + 2], ==, 77);
    }
}

static void
test_places (void)
{
  assert_slope (&(DzFaceRegion) { 300, 250, 192, 192, 0 }, 192, 1);
  assert_slope (&(DzFaceRegion) { 301.3, 249.7, 333, 333, 0.3 }, 192, 1);
  assert_slope (&(DzFaceRegion) { 100, 400, 100, 100, -1.2 }, 64, 1);
  assert_slope (&(DzFaceRegion) { 300, 250, 600, 500, 0 }, 256, 1);
  assert_slope (&(DzFaceRegion) { 300, 250, 600, 600, G_PI }, 32, 2.5);
}

/* The first row of an upright look is the left column from below in a picture that lay on its right
 * side, that is, wants 90° clockwise. */
static void
test_turns (void)
{
  g_autoptr(DzPixels) pixels = make_slope (40, 20, 6, 12);
  double x;
  double y;

  for (guint turn = 0; turn < 360; turn += 90)
    {
      g_autoptr(DzPixels) turned = dz_sample_turned (pixels, turn);
      DzFaceRegion region;
      const guint8 *there;
      const guint8 *here = dz_pixels_at (pixels, 3, 5);

      dz_face_region_init_whole (&region, turned, (360 - turn) % 360);
      dz_face_region_place (&region, 3.5 / 40, 5.5 / 20, &x, &y);
      there = dz_pixels_at (turned, (guint) x, (guint) y);
      g_assert_cmpuint (there[0], ==, here[0]);
      g_assert_cmpuint (there[1], ==, here[1]);
      g_assert_cmpfloat (region.width, ==, 40);
      g_assert_cmpfloat (region.height, ==, 20);
    }
}

static void
test_borders (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_canvas (10, 10, 200);
  g_autoptr(DzPyramid) pyramid = dz_pyramid_new (pixels);
  const DzFaceRegion region = { 5, 5, 20, 20, 0 };
  DzFaceRegionInput input = { 20, DZ_FACE_REGION_BLACK, -1, 1 };
  float samples[20 * 20 * 3];

  dz_face_region_sample (&region, pyramid, &input, samples);
  for (guint i = 0; i < 400; i++)
    {
      gboolean inside = i % 20 >= 5 && i % 20 < 15 && i / 20 >= 5 && i / 20 < 15;

      g_assert_cmpfloat_with_epsilon (samples[3 * i], inside ? 200 / 127.5 - 1 : -1, 1e-5);
    }
  input.border = DZ_FACE_REGION_SPREAD;
  dz_face_region_sample (&region, pyramid, &input, samples);
  for (guint i = 0; i < 1200; i++)
    g_assert_cmpfloat_with_epsilon (samples[i], 200 / 127.5 - 1, 1e-5);
}

/* Fine stripes come out as their mean, not as a pattern of their own. */
static void
test_shrinking (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_canvas (640, 640, 0);
  g_autoptr(DzPyramid) pyramid = dz_pyramid_new (pixels);
  const DzFaceRegion region = { 320, 320, 640, 640, 0 };
  const DzFaceRegionInput input = { 128, DZ_FACE_REGION_BLACK, 0, 1 };
  g_autofree float *samples = g_new (float, 3 * 128 * 128);

  for (guint i = 0; i < 640 * 640; i++)
    dz_pixels_at (pixels, i % 640, i / 640)[1] = i % 2 == 0 ? 255 : 0;
  dz_face_region_sample (&region, pyramid, &input, samples);
  for (guint i = 0; i < 128 * 128; i++)
    g_assert_cmpfloat_with_epsilon (samples[3 * i + 1], 0.5, 0.01);
}

/* One pixel, and a region far away from it. */
static void
test_tiny (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_canvas (1, 1, 9);
  g_autoptr(DzPyramid) pyramid = dz_pyramid_new (pixels);
  const DzFaceRegion region = { -1e6, 1e6, 1e4, 1e4, 1 };
  const DzFaceRegionInput input = { 8, DZ_FACE_REGION_SPREAD, 0, 255 };
  float samples[8 * 8 * 3];

  dz_face_region_sample (&region, pyramid, &input, samples);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    g_assert_cmpfloat (samples[i], ==, 9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vision/face-region/halves", test_halves);
  g_test_add_func ("/vision/face-region/level", test_level);
  g_test_add_func ("/vision/face-region/places", test_places);
  g_test_add_func ("/vision/face-region/turns", test_turns);
  g_test_add_func ("/vision/face-region/borders", test_borders);
  g_test_add_func ("/vision/face-region/shrinking", test_shrinking);
  g_test_add_func ("/vision/face-region/tiny", test_tiny);
  return g_test_run ();
}
