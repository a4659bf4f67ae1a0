/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include "dz-face-polygon.h"

#include <math.h>

#define EYE_WIDTH 0.33
#define IRIS_RADIUS 0.085

static const guint8 BROWN[3] = { 70, 44, 28 };
static const guint8 RED[3] = { 190, 40, 44 };

/* Where the two eyes' corners are, at the picture's left and right of each. */
static const double CORNERS[2][2] = { { -0.5, -0.17 }, { 0.17, 0.5 } };

/* Lids as a flat diamond with room for the iris: what opens the eye is put apart. */
static void
put_lids (DzTestFace *face,
          guint       side,
          double      opening)
{
  static const guint16 PAIRS[2][4] = { { 160, 144, 158, 153 }, { 385, 380, 387, 373 } };
  double left = CORNERS[side][0];

  for (guint i = 0; i < 16; i++)
    {
      /* The outline begins at the outer corner and comes back to it below. */
      double along = (i <= 8 ? i : 16 - i) / 8.0 * EYE_WIDTH;

      dz_test_face_put (face, DZ_FACE_EYE[side][i],
                        side == 0 ? left + along : left + EYE_WIDTH - along,
                        i == 0 || i == 8 ? 0 : i < 8 ? -opening / 2 : opening / 2);
    }
  for (guint i = 0; i < 4; i++)
    dz_test_face_put (face, PAIRS[side][i], left + EYE_WIDTH * (i < 2 ? 0.3 : 0.7),
                      i % 2 == 0 ? -opening / 2 : opening / 2);
}

static void
put_iris (DzTestFace *face,
          guint       side,
          double      along,
          double      down)
{
  guint16 centre = side == 0 ? 468 : 473;
  double u = CORNERS[side][0] + EYE_WIDTH * along;

  dz_test_face_put (face, centre, u, down);
  dz_test_face_put (face, centre + 1, u + IRIS_RADIUS, down);
  dz_test_face_put (face, centre + 2, u, down - IRIS_RADIUS);
  dz_test_face_put (face, centre + 3, u - IRIS_RADIUS, down);
  dz_test_face_put (face, centre + 4, u, down + IRIS_RADIUS);
}

static DzTestFace *
face_with_eyes (double roll_deg,
                double opening,
                double along,
                double down)
{
  DzTestFace *face = dz_test_face_new (roll_deg);

  for (guint side = 0; side < 2; side++)
    {
      put_lids (face, side, opening);
      put_iris (face, side, along, down);
      dz_test_face_paint (face, CORNERS[side][0] + EYE_WIDTH * along - 0.1, down - 0.1, 0.2, 0.2,
                          BROWN);
    }
  return face;
}

static double
measure (const DzTestFace *face,
         DzQuantity        quantity)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_eyes);

  return dz_measurement_get (measurement, quantity);
}

static void
test_openness_is_lids_to_width (void)
{
  for (double opening = 0.02; opening < 0.16; opening += 0.03)
    {
      g_autoptr(DzTestFace) face = face_with_eyes (7, opening, 0.5, 0);

      g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_EYE_OPEN_LEFT),
                                      opening / EYE_WIDTH, 0.001);
      g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_EYE_OPEN_RIGHT),
                                      opening / EYE_WIDTH, 0.001);
    }
}

static void
test_a_wink_is_one_side (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0, 0.1, 0.5, 0);

  put_lids (face, 1, 0.02);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_EYE_OPEN_LEFT), >, 0.3);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_EYE_OPEN_RIGHT), <, 0.07);
  /* Half of the gaze is a guess then. */
  g_assert_true (isnan (measure (face, DZ_QUANTITY_GAZE_X)));
}

static void
test_gaze_follows_the_iris (void)
{
  for (double along = 0.35; along < 0.7; along += 0.1)
    {
      g_autoptr(DzTestFace) face = face_with_eyes (-5, 0.1, along, -0.02);

      g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_GAZE_X), along, 0.001);
      g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_GAZE_Y), -0.02 / EYE_WIDTH,
                                      0.001);
    }
}

/* Irises that turn towards each other cancel out: the mean is what is looked at. */
static void
test_gaze_is_the_mean_of_both (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0, 0.1, 0.5, 0);

  put_iris (face, 0, 0.6, 0);
  put_iris (face, 1, 0.5, 0);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_GAZE_X), 0.55, 0.001);
}

static void
test_brown_is_not_red (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0, 0.2, 0.5, 0);
  static const guint8 LIT[3] = { 120, 62, 40 };

  g_assert_cmpfloat (measure (face, DZ_QUANTITY_RED_EYE), ==, 0);
  dz_test_face_paint (face, -0.6, -0.1, 1.2, 0.2, LIT);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_RED_EYE), ==, 0);
}

/* A reflex over half of one iris: the larger share of the two eyes counts. */
static void
test_red_is_a_share_of_the_iris (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (3, 0.2, 0.5, 0);
  double middle = (CORNERS[1][0] + CORNERS[1][1]) / 2;

  dz_test_face_paint (face, middle, -0.1, 0.1, 0.2, RED);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_RED_EYE), 0.5, 0.05);
  dz_test_face_paint (face, middle - 0.1, -0.1, 0.2, 0.2, RED);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_RED_EYE), 1, 0.001);
}

/* Red skin outside of the lids is no part of the iris. */
static void
test_red_lids_do_not_count (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0, 0.08, 0.5, 0);

  dz_test_face_paint (face, -0.6, -0.3, 1.2, 0.26, RED);
  dz_test_face_paint (face, -0.6, 0.045, 1.2, 0.2, RED);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_RED_EYE), <, 0.06);
}

static void
test_what_cannot_be_judged (void)
{
  g_autoptr(DzTestFace) shut = face_with_eyes (0, 0.01, 0.5, 0);

  g_assert_cmpfloat (measure (shut, DZ_QUANTITY_EYE_OPEN_LEFT), <, 0.05);
  g_assert_true (isnan (measure (shut, DZ_QUANTITY_GAZE_X)));
  g_assert_true (isnan (measure (shut, DZ_QUANTITY_RED_EYE)));

  dz_test_face_put (shut, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (shut, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  g_assert_true (isnan (measure (shut, DZ_QUANTITY_EYE_OPEN_LEFT)));
}

/* The mesh goes on beyond the picture; what it says there is said of nobody. */
static void
test_beyond_the_frame (void)
{
  g_autoptr(DzTestFace) face = face_with_eyes (0, 0.1, 0.5, 0);

  /* The right eye's outer corner stands at 300. */
  face->view->width = 301;
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_EYE_OPEN_RIGHT), >, 0.3);
  face->view->width = 300;
  g_assert_true (isnan (measure (face, DZ_QUANTITY_EYE_OPEN_RIGHT)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_EYE_OPEN_LEFT)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_GAZE_X)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_RED_EYE)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-eyes/openness", test_openness_is_lids_to_width);
  g_test_add_func ("/cue-eyes/wink", test_a_wink_is_one_side);
  g_test_add_func ("/cue-eyes/gaze", test_gaze_follows_the_iris);
  g_test_add_func ("/cue-eyes/gaze-mean", test_gaze_is_the_mean_of_both);
  g_test_add_func ("/cue-eyes/brown", test_brown_is_not_red);
  g_test_add_func ("/cue-eyes/red", test_red_is_a_share_of_the_iris);
  g_test_add_func ("/cue-eyes/red-lids", test_red_lids_do_not_count);
  g_test_add_func ("/cue-eyes/unjudged", test_what_cannot_be_judged);
  g_test_add_func ("/cue-eyes/beyond-the-frame", test_beyond_the_frame);
  return g_test_run ();
}
