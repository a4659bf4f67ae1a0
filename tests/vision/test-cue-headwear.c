/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>

static const guint8 BLUE[3] = { 48, 62, 150 };
static const guint8 BLOND[3] = { 150, 118, 70 };

static double
measure (const DzTestFace *face)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_headwear);

  return dz_measurement_get (measurement, DZ_QUANTITY_HEADWEAR);
}

static void
test_hair_is_nothing_worn (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (6);

  g_assert_cmpfloat (measure (face), ==, 0);
  dz_test_face_paint (face, -1, -2, 2, 1.35, DZ_TEST_HAIR);
  g_assert_cmpfloat (measure (face), <, 0.05);
  dz_test_face_paint (face, -1, -2, 2, 1.35, BLOND);
  g_assert_cmpfloat (measure (face), <, 0.05);
}

/* The forehead's point 10 lies at -0.6: the box reaches from -1.5 to -0.5. A cap over its upper
 * half, hair over the rest. */
static void
test_a_cap_is_a_share (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);

  dz_test_face_paint (face, -1, -2, 2, 2, DZ_TEST_HAIR);
  dz_test_face_paint (face, -1, -2, 2, 1, BLUE);
  g_assert_cmpfloat_with_epsilon (measure (face), 0.5, 0.03);
}

/* The wall above the head is no hat: what is not the person does not count. */
static void
test_the_wall_is_nothing_worn (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);
  double top = DZ_TEST_ORIGIN_Y - 1.1 * DZ_TEST_SPAN;

  dz_test_face_paint (face, -1, -2, 2, 1.35, DZ_TEST_HAIR);
  dz_test_face_paint (face, -3, -3, 6, 1.95, BLUE);
  for (guint i = 0; i < top / face->view->height * DZ_MASK_EDGE; i++)
    for (guint k = 0; k < DZ_MASK_EDGE; k++)
      face->scene.mask[i * DZ_MASK_EDGE + k] = 0;
  g_assert_cmpfloat (measure (face), <, 0.06);
}

static void
test_what_cannot_be_judged (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);

  face->colours.has_skin[0] = FALSE;
  g_assert_cmpfloat (measure (face), ==, 0);
  face->colours.has_skin[1] = FALSE;
  g_assert_true (isnan (measure (face)));

  face->colours.has_skin[0] = TRUE;
  dz_test_face_put (face, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (face, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  g_assert_true (isnan (measure (face)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-headwear/hair", test_hair_is_nothing_worn);
  g_test_add_func ("/cue-headwear/cap", test_a_cap_is_a_share);
  g_test_add_func ("/cue-headwear/wall", test_the_wall_is_nothing_worn);
  g_test_add_func ("/cue-headwear/unjudged", test_what_cannot_be_judged);
  return g_test_run ();
}
