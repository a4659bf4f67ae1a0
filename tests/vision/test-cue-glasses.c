/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include "dz-face-polygon.h"

#include <math.h>

static const guint8 FRAME[3] = { 24, 22, 24 };
static const guint8 SHADED[3] = { 150, 120, 104 };
static const guint8 WHITE[3] = { 255, 255, 255 };

static double
measure (const DzTestFace *face,
         DzQuantity        quantity)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_glasses);

  return dz_measurement_get (measurement, quantity);
}

static double
lighter (const guint8 one[3],
         const guint8 other[3])
{
  return dz_test_lab (one).L - dz_test_lab (other).L;
}

static DzTestFace *
face_with_eyes (double roll_deg)
{
  DzTestFace *face = dz_test_face_new (roll_deg);

  dz_test_face_put (face, 145, -0.335, 0.03);
  dz_test_face_put (face, 374, 0.335, 0.03);
  return face;
}

static void
test_skin_shows_nothing (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (4);

  g_assert_cmpfloat (measure (face, DZ_QUANTITY_GLASSES), <, 0.01);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_GLASSES_SIDE), <, 0.01);
  g_assert_cmpfloat (fabs (measure (face, DZ_QUANTITY_LENS_TINT)), <, 0.01);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LENS_GLARE), <, 0.001);
}

/* 0.04 E is 4.8 px: wide enough that a sample lies in it whole, less than the reach of 5 / 96. */
static void
test_a_bridge_is_as_dark_as_painted (void)
{
  for (double roll = 0; roll <= 5; roll += 5)
    {
      g_autoptr(DzTestFace) face = face_with_eyes (roll);

      dz_test_face_paint (face, -0.2, 0.04, 0.4, 0.04, FRAME);
      g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_GLASSES),
                                      lighter (DZ_TEST_SKIN, FRAME), 0.5);
    }
}

/* A bridge as thick as the narrow reach is wide is found by the wide one, which asks for more. */
static void
test_a_thick_bridge (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -0.2, 0.0, 0.4, 0.125, SHADED);
  g_assert_cmpfloat (lighter (DZ_TEST_SKIN, SHADED), >, 20);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_GLASSES),
                                  lighter (DZ_TEST_SKIN, SHADED) - 10, 1);
}

/* A step from hair to skin is dark on one side only; so is a shadow to one side of the nose. */
static void
test_a_fringe_is_no_bridge (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -1, -1, 2, 1.05, DZ_TEST_HAIR);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_GLASSES), <, 0.01);
  dz_test_face_paint (face, -1, -1, 1.13, 3, SHADED);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_GLASSES_SIDE), <, 0.01);
}

/* A line that covers less than half of the columns, like a mole or a lash, is no bridge. */
static void
test_a_short_line_is_no_bridge (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -0.02, 0.04, 0.04, 0.04, FRAME);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_GLASSES), <, 0.01);
}

static void
test_rims_beside_the_nose (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -0.13, -0.1, 0.03, 0.5, FRAME);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_GLASSES_SIDE), <, 0.01);
  dz_test_face_paint (face, 0.10, -0.1, 0.03, 0.5, FRAME);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_GLASSES_SIDE),
                                  lighter (DZ_TEST_SKIN, FRAME), 0.5);
}

/* The lens is compared with the cheek below it; one shaded lens counts half. */
static void
test_tint_is_the_lens_below_the_cheek (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -0.55, -0.1, 0.45, 0.32, SHADED);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_LENS_TINT),
                                  lighter (DZ_TEST_SKIN, SHADED) / 2, 0.1);
  dz_test_face_paint (face, 0.1, -0.1, 0.45, 0.32, SHADED);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_LENS_TINT),
                                  lighter (DZ_TEST_SKIN, SHADED), 0.1);
}

/* The box is 0.48 by 0.34 E; the larger of the two shares counts. */
static void
test_glare_is_a_share_of_the_eye (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -0.435, -0.05, 0.1, 0.1, WHITE);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_LENS_GLARE), 0.01 / 0.1632, 0.01);
  dz_test_face_paint (face, 0.235, -0.05, 0.2, 0.1, WHITE);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_LENS_GLARE), 0.02 / 0.1632, 0.02);
}

/* On skin above L 82 nothing is 18 lighter; a mirrored lamp is white all the same. */
static void
test_glare_on_light_skin (void)
{
  static const guint8 PALE[3] = { 246, 224, 210 };
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_paint (face, -10, -10, 20, 20, PALE);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LENS_GLARE), <, 0.001);
  dz_test_face_paint (face, 0.235, -0.05, 0.2, 0.1, WHITE);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LENS_GLARE), >, 0.09);
}

/* A white of the eye that is 18 lighter than the cheek, as on dark skin, is no glare. */
static void
test_the_white_of_an_eye_is_no_glare (void)
{
  static const guint8 SCLERA[3] = { 236, 234, 232 };
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  for (guint i = 0; i < 16; i++)
    dz_test_face_put (face, DZ_FACE_EYE[1][i], 0.335 + 0.165 * cos (i * G_PI / 8),
                      -0.06 * sin (i * G_PI / 8));
  dz_test_face_paint (face, 0.27, -0.03, 0.13, 0.06, SCLERA);
  g_assert_cmpfloat (lighter (SCLERA, DZ_TEST_SKIN), <, 18);
  dz_test_face_paint (face, 0.2, 0.3, 0.8, 0.4, SHADED);
  g_assert_cmpfloat (lighter (SCLERA, SHADED), >, 18);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LENS_GLARE), <, 0.001);
  dz_test_face_paint (face, 0.27, -0.03, 0.13, 0.06, WHITE);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LENS_GLARE), >, 0.02);
}

static void
test_a_small_face_is_not_judged (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0);

  dz_test_face_put (face, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (face, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  g_assert_true (isnan (measure (face, DZ_QUANTITY_GLASSES)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_GLASSES_SIDE)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_LENS_TINT)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_LENS_GLARE)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-glasses/none", test_skin_shows_nothing);
  g_test_add_func ("/cue-glasses/bridge", test_a_bridge_is_as_dark_as_painted);
  g_test_add_func ("/cue-glasses/thick-bridge", test_a_thick_bridge);
  g_test_add_func ("/cue-glasses/fringe", test_a_fringe_is_no_bridge);
  g_test_add_func ("/cue-glasses/short-line", test_a_short_line_is_no_bridge);
  g_test_add_func ("/cue-glasses/rims", test_rims_beside_the_nose);
  g_test_add_func ("/cue-glasses/tint", test_tint_is_the_lens_below_the_cheek);
  g_test_add_func ("/cue-glasses/glare", test_glare_is_a_share_of_the_eye);
  g_test_add_func ("/cue-glasses/light-skin", test_glare_on_light_skin);
  g_test_add_func ("/cue-glasses/white-of-eye", test_the_white_of_an_eye_is_no_glare);
  g_test_add_func ("/cue-glasses/small", test_a_small_face_is_not_judged);
  return g_test_run ();
}
