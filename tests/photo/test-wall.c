/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-quality.h"
#include "dz-photo-samples.h"
#include "dz-wall.h"

typedef struct
{
  guint8 rgb[3];
  DzLab  lab;
} LabCase;

/* photo-standards §1.4, and the corners of sRGB as every table of CIELAB under D65 has them. */
static const LabCase lab_cases[] = {
  { { 100, 197, 255 }, { 76.0f, -11.8f, -37.1f } },
  { { 0, 163, 230 }, { 63.3f, -11.5f, -43.5f } },
  { { 67, 142, 219 }, { 57.7f, 1.7f, -46.1f } },
  { { 51, 143, 178 }, { 55.6f, -15.3f, -26.2f } },
  { { 0, 0, 0 }, { 0, 0, 0 } },
  { { 255, 255, 255 }, { 100, 0, 0 } },
  { { 119, 119, 119 }, { 50.0f, 0, 0 } },
  { { 255, 0, 0 }, { 53.24f, 80.09f, 67.20f } },
  { { 0, 255, 0 }, { 87.73f, -86.18f, 83.18f } },
  { { 0, 0, 255 }, { 32.30f, 79.19f, -107.86f } },
};

static void
test_lab (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lab_cases); i++)
    {
      const LabCase *c = &lab_cases[i];
      DzLab lab = dz_lab_from_srgb (c->rgb[0], c->rgb[1], c->rgb[2]);

      g_assert_cmpfloat (dz_lab_distance (&lab, &c->lab), <, 0.12);
    }
}

/* A flat wall, and a person below: nothing of the person is in the zone. */
static void
test_flat (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (360, 480, 0x64c5ff);
  DzWall wall;

  for (guint y = 100; y < 480; y++)
    {
      for (guint x = y < 216 ? 80 : 0; x < (y < 216 ? 280 : 360); x++)
        dz_pixels_at (pixels, x, y)[0] = 0;
    }
  g_assert_true (dz_wall_measure (pixels, &wall));
  g_assert_cmpfloat_with_epsilon (wall.median.L, 76.0, 0.1);
  g_assert_cmpfloat_with_epsilon (wall.hue_deg, 252, 1);
  g_assert_cmpfloat_with_epsilon (wall.chroma, 38.9, 0.2);
  g_assert_cmpfloat (wall.spread_mean, ==, 0);
  g_assert_cmpfloat (wall.spread_p90, ==, 0);
}

/* Each row of the zone and each of its columns counts, and no further one. */
static void
test_zone_edges (void)
{
  static const struct { guint x, y; gboolean inside; } points[] = {
    { 150, 0, TRUE }, { 150, 11, TRUE }, { 150, 12, FALSE }, { 0, 89, TRUE }, { 0, 90, FALSE },
    { 17, 50, TRUE }, { 18, 50, FALSE }, { 281, 50, FALSE }, { 282, 50, TRUE }, { 299, 89, TRUE },
    { 299, 199, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr(DzPixels) pixels = dz_sample_flat (300, 200, 0xffffff);
      DzWall wall;

      dz_pixels_at (pixels, points[i].x, points[i].y)[0] = 0;
      g_assert_true (dz_wall_measure (pixels, &wall));
      g_assert_cmpint (wall.spread_mean > 0, ==, points[i].inside);
    }
}

/* Two walls of 40 % and 60 %: the median is the larger, the 90th percentile their distance. */
static void
test_two_colours (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (500, 500, 0xffffff);
  DzWall wall;

  for (guint y = 0; y < 500; y++)
    {
      for (guint x = 0; x < 200; x++)
        {
          guint8 *p = dz_pixels_at (pixels, x, y);

          p[0] = p[1] = p[2] = 119;
        }
    }
  g_assert_true (dz_wall_measure (pixels, &wall));
  g_assert_cmpfloat_with_epsilon (wall.median.L, 100, 0.01);
  g_assert_cmpfloat_with_epsilon (wall.spread_p90, 50, 0.1);
  g_assert_cmpfloat (wall.spread_mean, >, 15);
  g_assert_cmpfloat (wall.spread_mean, <, 30);
}

static void
test_one_pixel (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (1, 1, 0x808080);
  DzWall wall;

  g_assert_true (dz_wall_measure (pixels, &wall));
  g_assert_cmpfloat (wall.spread_mean, ==, 0);
}

/* A table that no IJG encoder writes: the nearest quality, and by how much it misses. */
static void
test_foreign_table (void)
{
  guint16 luma[64];
  DzJpegQuality quality;

  for (guint i = 0; i < 64; i++)
    luma[i] = 1;
  luma[63] = 5;
  quality = dz_jpeg_quality_estimate (luma, NULL);
  g_assert_cmpuint (quality.quality, ==, 100);
  g_assert_cmpuint (quality.residual, ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/d65", test_lab);
  g_test_add_func ("/wall/flat", test_flat);
  g_test_add_func ("/wall/zone-edges-px", test_zone_edges);
  g_test_add_func ("/wall/two-colours", test_two_colours);
  g_test_add_func ("/wall/one-pixel", test_one_pixel);
  g_test_add_func ("/jpeg-quality/foreign-table", test_foreign_table);
  return g_test_run ();
}
