/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "dz-face-regions.h"

#include <math.h>

typedef DzRegion (*RegionFunc) (const DzFaceRegions *regions);

static DzRegion
left_ear (const DzFaceRegions *regions)
{
  return dz_face_regions_ear (regions, DZ_SIDE_LEFT);
}

static DzRegion
right_ear (const DzFaceRegions *regions)
{
  return dz_face_regions_ear (regions, DZ_SIDE_RIGHT);
}

static const struct
{
  const char *name;
  RegionFunc find;
} all[] = {
  { "photo", dz_face_regions_photo },       { "wall", dz_face_regions_wall },
  { "above head", dz_face_regions_above_head }, { "head", dz_face_regions_head },
  { "face", dz_face_regions_face },         { "detail", dz_face_regions_detail },
  { "eyes", dz_face_regions_eyes },         { "brows", dz_face_regions_brows },
  { "glasses", dz_face_regions_glasses },   { "mouth", dz_face_regions_mouth },
  { "left ear", left_ear },                 { "right ear", right_ear },
  { "ears", dz_face_regions_ears },         { "cheeks", dz_face_regions_cheeks },
  { "head top", dz_face_regions_head_top }, { "jewellery", dz_face_regions_jewellery },
  { "shoulders", dz_face_regions_shoulders }, { "clothes", dz_face_regions_clothes },
};

static gboolean
holds (const DzRegion *region,
       double          x,
       double          y)
{
  return x >= region->x && x <= region->x + region->width && y >= region->y &&
         y <= region->y + region->height;
}

/* What each region must show and must not, on the clean photo: 960×1280, E = 246, the eyes at
 * (480, 500), crown 160, chin 806, cheeks 287…673. */
static const struct
{
  RegionFunc find;
  double in_x, in_y;
  double out_x, out_y;
} points[] = {
  { dz_face_regions_eyes, 397, 500, 480, 690 },
  { dz_face_regions_brows, 397, 430, 480, 690 },
  { dz_face_regions_glasses, 357, 520, 480, 690 },
  { dz_face_regions_mouth, 480, 690, 480, 500 },
  { left_ear, 240, 540, 720, 540 },
  { right_ear, 720, 540, 240, 540 },
  { dz_face_regions_ears, 240, 540, 480, 806 },
  { dz_face_regions_cheeks, 400, 600, 480, 500 },
  { dz_face_regions_head_top, 480, 160, 480, 500 },
  { dz_face_regions_above_head, 480, 80, 480, 200 },
  { dz_face_regions_head, 480, 200, 480, 900 },
  { dz_face_regions_face, 480, 700, 480, 200 },
  { dz_face_regions_detail, 480, 600, 100, 100 },
  { dz_face_regions_jewellery, 480, 880, 480, 500 },
  { dz_face_regions_shoulders, 150, 1040, 480, 700 },
  { dz_face_regions_clothes, 480, 1100, 480, 806 },
  { dz_face_regions_wall, 50, 50, 480, 1000 },
  { dz_face_regions_photo, 959, 1279, 961, 1279 },
};

static void
test_places (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  DzFaceRegions regions;

  dz_face_regions_init (&regions, measurement);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      DzRegion region = points[i].find (&regions);

      g_test_message ("%u: %g %g %g %g", i, region.x, region.y, region.width, region.height);
      g_assert_true (holds (&region, points[i].in_x, points[i].in_y));
      g_assert_false (holds (&region, points[i].out_x, points[i].out_y));
    }
}

static void
test_numbers (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  DzFaceRegions regions;
  DzRegion brows;
  DzRegion ear;

  dz_face_regions_init (&regions, measurement);
  brows = dz_face_regions_brows (&regions);
  g_assert_cmpfloat_with_epsilon (brows.x, 480 - 0.65 * 246, 1e-6);
  g_assert_cmpfloat_with_epsilon (brows.y, 500 - 0.5 * 246, 1e-6);
  g_assert_cmpfloat_with_epsilon (brows.width, 1.3 * 246, 1e-6);
  g_assert_cmpfloat_with_epsilon (brows.height, 0.65 * 246, 1e-6);
  ear = right_ear (&regions);
  g_assert_cmpfloat_with_epsilon (ear.x, 673 - 0.15 * 246, 1e-6);
  g_assert_cmpfloat_with_epsilon (ear.width, 0.5 * 246, 1e-6);
  g_assert_cmpfloat_with_epsilon (ear.height, 1.1 * 246, 1e-6);
}

/* A head that leans takes its regions along. */
static void
test_roll (void)
{
  static const double angles[] = { -20, 15, 40 };

  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      double angle = angles[i] * G_PI / 180;
      DzFaceRegions regions;
      DzRegion eyes;

      dz_measurement_set (measurement, DZ_QUANTITY_CORNER_LEFT_X, 480 - 123 * cos (angle));
      dz_measurement_set (measurement, DZ_QUANTITY_CORNER_LEFT_Y, 500 - 123 * sin (angle));
      dz_measurement_set (measurement, DZ_QUANTITY_CORNER_RIGHT_X, 480 + 123 * cos (angle));
      dz_measurement_set (measurement, DZ_QUANTITY_CORNER_RIGHT_Y, 500 + 123 * sin (angle));
      dz_face_regions_init (&regions, measurement);
      g_assert_cmpfloat_with_epsilon (regions.span, 246, 1e-6);
      eyes = dz_face_regions_eyes (&regions);
      for (int side = -1; side <= 1; side += 2)
        g_assert_true (holds (&eyes, 480 + side * 0.6 * 246 * cos (angle),
                              500 + side * 0.6 * 246 * sin (angle)));
      /* The rectangle round the leaning box, and no larger. */
      g_assert_cmpfloat_with_epsilon (
        eyes.width, 246 * (1.3 * cos (angle) + 0.42 * fabs (sin (angle))), 1e-6);
    }
}

static void
test_at_the_edge (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  DzFaceRegions regions;
  DzRegion ear;
  DzRegion above;
  DzRegion head;

  dz_measurement_set (measurement, DZ_QUANTITY_FACE_LEFT_X, -60);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 0);
  dz_face_regions_init (&regions, measurement);
  ear = left_ear (&regions);
  g_assert_true (dz_region_is_empty (&ear)); /* beyond the photo */
  above = dz_face_regions_above_head (&regions);
  g_assert_true (dz_region_is_empty (&above));
  head = dz_face_regions_head (&regions);
  g_assert_cmpfloat (head.x, ==, 0);
  g_assert_cmpfloat (head.y, ==, 0);
}

/* Nothing is known, so nothing is shown; and the crown alone may be missing. */
static void
test_nowhere (void)
{
  g_autoptr(DzMeasurement) empty = dz_measurement_new ();
  g_autoptr(DzMeasurement) faceless = rules_make_clean ();
  DzFaceRegions regions;

  dz_face_regions_init (&regions, empty);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      DzRegion region = all[i].find (&regions);

      g_test_message ("%s", all[i].name);
      g_assert_true (dz_region_is_empty (&region));
    }
  for (guint i = DZ_QUANTITY_FACES; i < DZ_N_QUANTITIES; i++)
    faceless->values[i] = NAN;
  dz_face_regions_init (&regions, faceless);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      DzRegion region = all[i].find (&regions);
      gboolean of_picture = all[i].find == dz_face_regions_photo ||
                            all[i].find == dz_face_regions_wall;

      g_test_message ("%s", all[i].name);
      g_assert_cmpint (dz_region_is_empty (&region), ==, !of_picture);
    }
}

/* Points from anywhere, and never a region beyond the photo or of no sense. */
static void
test_within (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (478);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      DzFaceRegions regions;

      for (guint q = DZ_QUANTITY_FACE_SPAN; q <= DZ_QUANTITY_FACE_MIDDLE_X; q++)
        measurement->values[q] = g_rand_int_range (random, 0, 5) == 0
                                   ? NAN : g_rand_double_range (random, -500, 2000);
      dz_face_regions_init (&regions, measurement);
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        {
          DzRegion region = all[i].find (&regions);

          g_assert_true (region.x >= 0 && region.y >= 0 && region.width >= 0 &&
                         region.height >= 0);
          g_assert_true (region.x + region.width <= 960.0001 &&
                         region.y + region.height <= 1280.0001);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/face-regions/places", test_places);
  g_test_add_func ("/face-regions/numbers", test_numbers);
  g_test_add_func ("/face-regions/roll", test_roll);
  g_test_add_func ("/face-regions/at-the-edge", test_at_the_edge);
  g_test_add_func ("/face-regions/nowhere", test_nowhere);
  g_test_add_func ("/face-regions/within", test_within);
  return g_test_run ();
}
