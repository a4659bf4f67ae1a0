/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include "dz-face-polygon.h"

#include <math.h>

#define MOUTH_V 0.8
#define HALF_WIDTH 0.25
#define LIP 0.08

static const guint8 LIPS[3] = { 186, 104, 98 };
static const guint8 TEETH[3] = { 228, 222, 210 };
static const guint8 DARK[3] = { 52, 16, 16 };

/* An edge of the lips from corner to corner and back: a flat hexagon, @height at its middle. */
static void
put_edge (DzTestFace    *face,
          const guint16 *points,
          double         half_width,
          double         height)
{
  for (guint i = 0; i < 20; i++)
    {
      double along = (i <= 10 ? i : 20 - i) / 10.0;
      double bulge = i == 0 || i == 10 ? 0 : i < 10 ? -height / 2 : height / 2;

      dz_test_face_put (face, points[i], (2 * along - 1) * half_width, MOUTH_V + bulge);
    }
}

static DzTestFace *
face_with_mouth (double        gap,
                 const guint8  inside[3])
{
  DzTestFace *face = dz_test_face_new (2);

  put_edge (face, DZ_FACE_INNER_LIPS, HALF_WIDTH, gap);
  put_edge (face, DZ_FACE_OUTER_LIPS, HALF_WIDTH + 0.04, gap + 2 * LIP);
  dz_test_face_paint (face, -0.35, MOUTH_V - gap / 2 - LIP - 0.02, 0.7, gap + 2 * LIP + 0.04,
                      LIPS);
  dz_test_face_paint (face, -0.35, MOUTH_V - gap / 2, 0.7, gap, inside);
  return face;
}

static double
measure (const DzTestFace *face,
         DzQuantity        quantity)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_mouth);

  return dz_measurement_get (measurement, quantity);
}

static void
test_gap_is_to_the_width (void)
{
  for (double gap = 0.01; gap < 0.15; gap += 0.02)
    {
      g_autoptr(DzTestFace) face = face_with_mouth (gap, DARK);

      g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_LIP_GAP), gap / HALF_WIDTH / 2,
                                      0.001);
    }
}

static void
test_a_dark_mouth_has_no_teeth (void)
{
  g_autoptr(DzTestFace) face = face_with_mouth (0.12, DARK);

  g_assert_cmpfloat (measure (face, DZ_QUANTITY_TEETH), ==, 0);
}

/* Teeth from corner to corner, a band as high as half of the gap. */
static void
test_teeth_are_a_share_of_the_mouth (void)
{
  g_autoptr(DzTestFace) face = face_with_mouth (0.12, DARK);

  dz_test_face_paint (face, -0.35, MOUTH_V - 0.06, 0.7, 0.06, TEETH);
  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_TEETH), 0.5, 0.08);
  dz_test_face_paint (face, -0.35, MOUTH_V - 0.06, 0.7, 0.12, TEETH);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_TEETH), >, 0.9);
}

/* Teeth are told from lips of the same lightness by what is red. */
static void
test_light_lips_are_no_teeth (void)
{
  static const guint8 PALE[3] = { 230, 180, 172 };
  g_autoptr(DzTestFace) face = face_with_mouth (0.12, PALE);

  dz_test_face_paint (face, -0.35, MOUTH_V - 0.2, 0.7, 0.4, PALE);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_TEETH), ==, 0);
}

static void
test_closed_lips_hide_teeth (void)
{
  g_autoptr(DzTestFace) face = face_with_mouth (0.004, TEETH);

  g_assert_cmpfloat (measure (face, DZ_QUANTITY_TEETH), ==, 0);
}

static void
test_lips_have_more_colour_than_cheeks (void)
{
  g_autoptr(DzTestFace) face = face_with_mouth (0.004, DARK);
  DzLab lips = dz_test_lab (LIPS);
  DzLab skin = dz_test_lab (DZ_TEST_SKIN);

  g_assert_cmpfloat_with_epsilon (measure (face, DZ_QUANTITY_LIP_CHROMA),
                                  hypot (lips.a, lips.b) - hypot (skin.a, skin.b), 0.3);
}

static void
test_what_cannot_be_judged (void)
{
  g_autoptr(DzTestFace) face = face_with_mouth (0.12, TEETH);

  /* The cheek lies outside of the picture: nothing to compare with. */
  face->colours.has_skin[1] = FALSE;
  g_assert_true (isnan (measure (face, DZ_QUANTITY_TEETH)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_LIP_CHROMA)));
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LIP_GAP), >, 0.2);

  dz_test_face_put (face, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (face, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  g_assert_true (isnan (measure (face, DZ_QUANTITY_LIP_GAP)));
}

/* Lips below the picture are said to be closed by the mesh, which has not seen them. */
static void
test_beyond_the_frame (void)
{
  g_autoptr(DzTestFace) face = face_with_mouth (0.02, DARK);

  face->view->height = DZ_TEST_ORIGIN_Y + DZ_TEST_SPAN * (MOUTH_V + 0.05);
  g_assert_cmpfloat (measure (face, DZ_QUANTITY_LIP_GAP), >, 0);
  face->view->height = DZ_TEST_ORIGIN_Y + DZ_TEST_SPAN * (MOUTH_V - 0.05);
  g_assert_true (isnan (measure (face, DZ_QUANTITY_LIP_GAP)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_TEETH)));
  g_assert_true (isnan (measure (face, DZ_QUANTITY_LIP_CHROMA)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-mouth/gap", test_gap_is_to_the_width);
  g_test_add_func ("/cue-mouth/dark", test_a_dark_mouth_has_no_teeth);
  g_test_add_func ("/cue-mouth/teeth", test_teeth_are_a_share_of_the_mouth);
  g_test_add_func ("/cue-mouth/light-lips", test_light_lips_are_no_teeth);
  g_test_add_func ("/cue-mouth/closed", test_closed_lips_hide_teeth);
  g_test_add_func ("/cue-mouth/chroma", test_lips_have_more_colour_than_cheeks);
  g_test_add_func ("/cue-mouth/unjudged", test_what_cannot_be_judged);
  g_test_add_func ("/cue-mouth/beyond-the-frame", test_beyond_the_frame);
  return g_test_run ();
}
