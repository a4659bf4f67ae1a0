/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>
#include <string.h>

/* The person of these tests: so wide round the middle of the picture, from here down, in px. */
#define PERSON_LEFT 120
#define PERSON_RIGHT 360
#define PERSON_TOP 96
/* Where the chin of the face by hand lies. */
#define CHIN_Y (DZ_TEST_ORIGIN_Y + 1.25 * DZ_TEST_SPAN)

#define GREY 0x808080

static void
fill (DzPixels *view,
      guint     left,
      guint     top,
      guint     right,
      guint     bottom,
      guint32   rgb)
{
  for (guint y = top; y < bottom; y++)
    {
      for (guint x = left; x < right; x++)
        {
          guint8 *p = dz_pixels_at (view, x, y);

          p[0] = rgb >> 16;
          p[1] = rgb >> 8;
          p[2] = rgb;
        }
    }
}

static void
set_mask (DzTestFace *face)
{
  for (guint i = 0; i < G_N_ELEMENTS (face->scene.mask); i++)
    {
      double x = (i % DZ_MASK_EDGE + 0.5) * face->view->width / DZ_MASK_EDGE;
      double y = (i / DZ_MASK_EDGE + 0.5) * face->view->height / DZ_MASK_EDGE;

      face->scene.mask[i] = x >= PERSON_LEFT && x < PERSON_RIGHT && y >= PERSON_TOP;
    }
}

/* A person in red before a wall of one colour. */
static DzTestFace *
stand_before (guint32 rgb)
{
  DzTestFace *face = dz_test_face_new (0);

  fill (face->view, 0, 0, 480, 640, rgb);
  fill (face->view, PERSON_LEFT, PERSON_TOP, PERSON_RIGHT, 640, 0xff0000);
  set_mask (face);
  return face;
}

static DzMeasurement *
measure (const DzTestFace *face)
{
  DzMeasurement *measurement = dz_measurement_new ();

  dz_cue_wall (&face->scene, measurement);
  return measurement;
}

static double
get (const DzMeasurement *measurement,
     DzQuantity           quantity)
{
  g_assert_true (dz_measurement_has (measurement, quantity));
  return dz_measurement_get (measurement, quantity);
}

static DzLab
lab_of (guint32 rgb)
{
  return dz_lab_from_srgb (rgb >> 16, rgb >> 8, rgb);
}

static void
test_flat (void)
{
  g_autoptr(DzTestFace) face = stand_before (0x64c5ff);
  g_autoptr(DzMeasurement) m = NULL;

  fill (face->view, 0, CHIN_Y, PERSON_LEFT, 640, 0x00ff00);
  fill (face->view, PERSON_RIGHT, CHIN_Y, 480, 640, 0x00ff00);
  m = measure (face);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_BY_MASK), ==, 1);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_L), 76.0, 0.2);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_A), -11.8, 0.2);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_B), -37.1, 0.2);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_CHROMA), 38.9, 0.2);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_HUE), 252, 1);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SPREAD_P50), <, 0.2);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SPREAD_P90), <, 0.2);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_LEFT_RIGHT), ==, 0);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_TOP_BOTTOM), ==, 0);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SHADOW), ==, 0);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_SHARE), 1 - 0.5 * 0.85, 0.02);
}

/* Hair that the mask has missed by 1 % of the width is no wall. */
static void
test_rim_of_the_person (void)
{
  g_autoptr(DzTestFace) face = stand_before (0x64c5ff);
  g_autoptr(DzMeasurement) m = NULL;

  fill (face->view, PERSON_LEFT - 5, PERSON_TOP - 5, PERSON_LEFT, 640, 0x181010);
  fill (face->view, PERSON_RIGHT, PERSON_TOP - 5, PERSON_RIGHT + 5, 640, 0x181010);
  m = measure (face);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SPREAD_MEAN), <, 0.2);
}

static void
test_sides (void)
{
  g_autoptr(DzTestFace) face = stand_before (GREY);
  g_autoptr(DzMeasurement) m = NULL;
  DzLab one = lab_of (GREY);
  DzLab other = lab_of (0x707090);
  double distance = dz_lab_distance (&one, &other);

  fill (face->view, PERSON_RIGHT, 0, 480, 640, 0x707090);
  m = measure (face);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_LEFT_RIGHT), distance, 0.3);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_SPREAD_P90), distance, 0.3);
}

static void
test_top (void)
{
  g_autoptr(DzTestFace) face = stand_before (GREY);
  g_autoptr(DzMeasurement) m = NULL;
  DzLab one = lab_of (GREY);
  DzLab other = lab_of (0xb0b0b0);

  fill (face->view, 0, 0, 480, 90, 0xb0b0b0);
  m = measure (face);
  g_assert_cmpfloat_with_epsilon (get (m, DZ_QUANTITY_WALL_TOP_BOTTOM),
                                  dz_lab_distance (&one, &other), 0.3);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_LEFT_RIGHT), ==, 0);
}

/* Light that falls off over the wall is uneven, but no shadow. */
static void
test_gradient (void)
{
  g_autoptr(DzTestFace) face = stand_before (GREY);
  g_autoptr(DzMeasurement) m = NULL;

  for (guint x = 0; x < 480; x++)
    {
      guint32 grey = 200 - x / 4;

      fill (face->view, x, 0, x + 1, 640, grey << 16 | grey << 8 | grey);
    }
  m = measure (face);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_LEFT_RIGHT), >, 25);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SPREAD_P90), >, 12);
  g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SHADOW), <, 2);
}

/* The wall at the person's right in less light, for as far as a shadow is looked for and no
 * farther. The ring is the left, the upper and the right side, of about 354, 240 and 354 px. */
static void
test_shadow (void)
{
  static const struct { guint32 wall, shadow; } walls[] = {
    { GREY, 0x606060 }, { 0x64c5ff, 0x4a93be }, { 0xc02020, 0x8a1717 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr(DzTestFace) face = stand_before (walls[i].wall);
      g_autoptr(DzMeasurement) m = NULL;

      fill (face->view, PERSON_RIGHT, PERSON_TOP, PERSON_RIGHT + 30, 640, walls[i].shadow);
      m = measure (face);
      g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SHADOW), >, 22);
      g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SHADOW), <, 42);
    }
}

/* As dark as a shadow, but of another colour; and black. */
static void
test_no_shadow (void)
{
  static const guint32 things[] = { 0x2a9a4a, 0x101010 };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr(DzTestFace) face = stand_before (0x64c5ff);
      g_autoptr(DzMeasurement) m = NULL;

      fill (face->view, PERSON_RIGHT, PERSON_TOP, PERSON_RIGHT + 30, 640, things[i]);
      m = measure (face);
      g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_SHADOW), <, 1);
    }
}

/* What the border said stays where nobody stands upright, and where people fill the picture. */
static void
test_unknown (void)
{
  g_autoptr(DzTestFace) nobody = stand_before (GREY);
  g_autoptr(DzTestFace) full = stand_before (GREY);
  const DzTestFace *faces[] = { nobody, full };

  nobody->scene.has_points = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (full->scene.mask); i++)
    full->scene.mask[i] = 1;
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autoptr(DzMeasurement) m = dz_measurement_new ();

      dz_measurement_set (m, DZ_QUANTITY_WALL_L, 12);
      dz_cue_wall (&faces[i]->scene, m);
      g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_BY_MASK), ==, 0);
      g_assert_cmpfloat (get (m, DZ_QUANTITY_WALL_L), ==, 12);
      g_assert_false (dz_measurement_has (m, DZ_QUANTITY_WALL_SPREAD_P50));
      g_assert_false (dz_measurement_has (m, DZ_QUANTITY_WALL_SHADOW));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-wall/flat", test_flat);
  g_test_add_func ("/cue-wall/rim-of-the-person", test_rim_of_the_person);
  g_test_add_func ("/cue-wall/sides-delta-e", test_sides);
  g_test_add_func ("/cue-wall/top-delta-e", test_top);
  g_test_add_func ("/cue-wall/gradient", test_gradient);
  g_test_add_func ("/cue-wall/shadow-percent", test_shadow);
  g_test_add_func ("/cue-wall/no-shadow", test_no_shadow);
  g_test_add_func ("/cue-wall/unknown", test_unknown);
  return g_test_run ();
}
