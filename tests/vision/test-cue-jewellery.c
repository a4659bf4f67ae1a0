/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>

static const guint8 GOLD[3] = { 219, 178, 82 };
static const guint8 SILVER[3] = { 250, 250, 252 };
static const guint8 SHIRT[3] = { 238, 238, 242 };
static const guint8 SHADE[3] = { 150, 100, 80 };

static double
measure (const DzTestFace *face)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_jewellery);

  return dz_measurement_get (measurement, DZ_QUANTITY_JEWELLERY);
}

/* A neck in the shade of the chin between two curtains of hair. */
static DzTestFace *
face_with_neck (double roll_deg)
{
  DzTestFace *face = dz_test_face_new (roll_deg);

  dz_test_face_paint (face, -0.5, 1.25, 1, 1, SHADE);
  dz_test_face_paint (face, -1.3, -1, 0.5, 3, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.8, -1, 0.5, 3, DZ_TEST_HAIR);
  return face;
}

static void
test_skin_and_hair_are_nothing_worn (void)
{
  g_autoptr(DzTestFace) face = face_with_neck (5);

  g_assert_cmpfloat (measure (face), ==, 0);
}

static void
test_a_ring_in_the_ear (void)
{
  g_autoptr(DzTestFace) face = face_with_neck (-3);

  dz_test_face_paint (face, -0.95, 0.6, 0.05, 0.05, GOLD);
  g_assert_cmpfloat (measure (face), >, 0.001);
  g_assert_cmpfloat (measure (face), <, 0.02);
}

static void
test_a_chain_on_the_neck (void)
{
  g_autoptr(DzTestFace) face = face_with_neck (0);

  dz_test_face_paint (face, -0.4, 1.55, 0.8, 0.04, SILVER);
  g_assert_cmpfloat (measure (face), >, 0.01);
}

/* A white shirt is bright and no skin, but not small. */
static void
test_a_shirt_is_nothing_worn (void)
{
  g_autoptr(DzTestFace) face = face_with_neck (0);

  dz_test_face_paint (face, -1, 1.5, 2, 1, SHIRT);
  g_assert_cmpfloat (measure (face), ==, 0);
}

/* The wall seen between two strands is small and bright, but it is the wall. */
static void
test_the_wall_is_nothing_worn (void)
{
  g_autoptr(DzTestFace) face = face_with_neck (0);

  dz_test_face_paint (face, -0.95, 0.4, 0.05, 0.5, DZ_TEST_WALL);
  g_assert_cmpfloat (measure (face), <, 0.002);
}

static void
test_a_small_face_is_not_judged (void)
{
  g_autoptr(DzTestFace) face = face_with_neck (0);

  dz_test_face_put (face, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (face, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  g_assert_true (isnan (measure (face)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-jewellery/none", test_skin_and_hair_are_nothing_worn);
  g_test_add_func ("/cue-jewellery/ring", test_a_ring_in_the_ear);
  g_test_add_func ("/cue-jewellery/chain", test_a_chain_on_the_neck);
  g_test_add_func ("/cue-jewellery/shirt", test_a_shirt_is_nothing_worn);
  g_test_add_func ("/cue-jewellery/wall", test_the_wall_is_nothing_worn);
  g_test_add_func ("/cue-jewellery/small", test_a_small_face_is_not_judged);
  return g_test_run ();
}
