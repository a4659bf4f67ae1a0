/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-polygon.h"
#include "dz-test-face.h"

#include <math.h>

/* The outline of the mesh, which here is a rectangle of 1.6 × 1.85 E; from the forehead to the
 * right, down, and back. */
static const struct { guint16 point; float u, v; } OUTLINE[] = {
  { 10, 0, -0.6f }, { 338, 0.2f, -0.6f }, { 297, 0.3f, -0.6f }, { 332, 0.5f, -0.6f },
  { 284, 0.7f, -0.6f }, { 251, 0.8f, -0.6f }, { 389, 0.8f, -0.3f }, { 356, 0.8f, -0.1f },
  { 454, 0.8f, 0.1f }, { 323, 0.8f, 0.3f }, { 361, 0.8f, 0.5f }, { 288, 0.8f, 0.7f },
  { 397, 0.8f, 0.9f }, { 365, 0.8f, 1.0f }, { 379, 0.8f, 1.1f }, { 378, 0.8f, 1.25f },
  { 400, 0.4f, 1.25f }, { 377, 0.2f, 1.25f }, { 152, 0, 1.25f }, { 148, -0.2f, 1.25f },
  { 176, -0.4f, 1.25f }, { 149, -0.8f, 1.25f }, { 150, -0.8f, 1.1f }, { 136, -0.8f, 1.0f },
  { 172, -0.8f, 0.9f }, { 58, -0.8f, 0.7f }, { 132, -0.8f, 0.5f }, { 93, -0.8f, 0.3f },
  { 234, -0.8f, 0.1f }, { 127, -0.8f, -0.1f }, { 162, -0.8f, -0.3f }, { 21, -0.8f, -0.6f },
  { 54, -0.7f, -0.6f }, { 103, -0.5f, -0.6f }, { 67, -0.3f, -0.6f }, { 109, -0.2f, -0.6f },
};

static DzTestFace *
make_face (double roll_deg)
{
  static const guint16 brows[] = { 46, 53, 52, 65, 55, 276, 283, 282, 295, 285 };
  DzTestFace *face = dz_test_face_new (roll_deg);

  for (guint i = 0; i < G_N_ELEMENTS (OUTLINE); i++)
    dz_test_face_put (face, OUTLINE[i].point, OUTLINE[i].u, OUTLINE[i].v);
  for (guint i = 0; i < G_N_ELEMENTS (brows); i++)
    dz_test_face_put (face, brows[i], i < 5 ? -0.4 : 0.4, -0.2);
  dz_test_face_put (face, 468, -0.35, 0);
  dz_test_face_put (face, 473, 0.35, 0);
  dz_test_face_put (face, 13, 0, 0.74);
  dz_test_face_put (face, 14, 0, 0.74);
  return face;
}

/* By the words of the standard. */
static double
luminance_of (const guint8 rgb[3])
{
  static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint c = 0; c < 3; c++)
    {
      double value = rgb[c] / 255.0;

      sum += weights[c] * (value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static void
test_flat (void)
{
  for (int roll = -6; roll <= 6; roll += 6)
    {
      g_autoptr(DzTestFace) face = make_face (roll);
      g_autoptr(DzMeasurement) m = dz_test_face_measure (face, dz_cue_light);
      DzLab skin = dz_test_lab (DZ_TEST_SKIN);

      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_LIGHT_MEAN),
                                      luminance_of (DZ_TEST_SKIN), 0.003);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_LIGHT_OVERLAP), 1, 0.001);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_LIGHT_ENTROPY), ==, 0);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_LIGHT_HIGH), ==, 0);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_LIGHT_LOW), ==, 0);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_CHEEK_L), skin.L, 0.1);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_CHEEK_A), skin.a, 0.1);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_CHEEK_B), skin.b, 0.1);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_COLOUR_DISTANCE), ==, 0);
    }
}

/* The whole of the picture's left is a shade darker: two cheeks of one shade each, 10 and 16 apart
 * in lightness. */
static void
test_overlap (void)
{
  static const struct { guint8 rgb[3]; double overlap; } sides[] = {
    { { 190, 190, 190 }, 0.583 }, { { 172, 172, 172 }, 0.333 }, { { 90, 90, 90 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      static const guint8 light[3] = { 218, 218, 218 };
      g_autoptr(DzTestFace) face = make_face (0);
      g_autoptr(DzMeasurement) m = NULL;

      dz_test_face_paint (face, -10, -10, 20, 20, light);
      dz_test_face_paint (face, -10, -10, 10, 20, sides[i].rgb);
      m = dz_test_face_measure (face, dz_cue_light);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_LIGHT_OVERLAP),
                                      sides[i].overlap, 0.05);
    }
}

/* A tenth of the face's height, on the forehead. */
static void
test_high (void)
{
  static const struct { guint8 rgb[3]; gboolean burnt; } lights[] = {
    { { 255, 255, 255 }, TRUE }, { { 255, 255, 200 }, TRUE }, { { 255, 240, 220 }, FALSE },
    { { 250, 250, 250 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lights); i++)
    {
      g_autoptr(DzTestFace) face = make_face (0);
      g_autoptr(DzMeasurement) m = NULL;

      dz_test_face_paint (face, -2, -0.6, 4, 0.185, lights[i].rgb);
      m = dz_test_face_measure (face, dz_cue_light);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_LIGHT_HIGH),
                                      lights[i].burnt ? 10 : 0, 0.5);
    }
}

/* Shade on the forehead is a fringe's, shade under the eyes counts; what is dark as a whole is
 * dark skin. */
static void
test_low (void)
{
  static const guint8 shade[3] = { 40, 30, 28 };
  static const guint8 dark_skin[3] = { 84, 60, 48 };
  g_autoptr(DzTestFace) fringe = make_face (0);
  g_autoptr(DzTestFace) shaded = make_face (0);
  g_autoptr(DzTestFace) dark = make_face (0);
  g_autoptr(DzMeasurement) m = NULL;
  g_autoptr(DzMeasurement) n = NULL;
  g_autoptr(DzMeasurement) o = NULL;

  dz_test_face_paint (fringe, -2, -0.6, 4, 0.3, shade);
  m = dz_test_face_measure (fringe, dz_cue_light);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_LIGHT_LOW), ==, 0);
  dz_test_face_paint (shaded, -2, 1.25 - 0.29, 4, 0.29, shade);
  n = dz_test_face_measure (shaded, dz_cue_light);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (n, DZ_QUANTITY_LIGHT_LOW), 20, 1);
  dz_test_face_paint (dark, -10, -10, 20, 20, dark_skin);
  o = dz_test_face_measure (dark, dz_cue_light);
  g_assert_cmpfloat (dz_measurement_get (o, DZ_QUANTITY_LIGHT_LOW), ==, 0);
  g_assert_cmpfloat (dz_measurement_get (o, DZ_QUANTITY_LIGHT_MEAN), <, 0.1);
}

/* Two luminances, half and half, are one bit. */
static void
test_entropy (void)
{
  static const guint8 other[3] = { 120, 110, 100 };
  g_autoptr(DzTestFace) face = make_face (0);
  g_autoptr(DzMeasurement) m = NULL;

  dz_test_face_paint (face, 0, -2, 4, 8, other);
  m = dz_test_face_measure (face, dz_cue_light);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_LIGHT_ENTROPY), 1, 0.001);
}

/* OFIQ 11, each worked out by hand from a and b under D50. */
static void
test_colour (void)
{
  static const struct { guint8 rgb[3]; double least, most; } skins[] = {
    { { 128, 128, 128 }, 7.0, 7.15 },
    { { 230, 190, 170 }, 0, 0 },
    { { 120, 80, 60 }, 0, 0 },
    { { 130, 170, 230 }, 30, 50 },
    { { 200, 60, 40 }, 25, 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      g_autoptr(DzTestFace) face = make_face (0);
      g_autoptr(DzMeasurement) m = NULL;

      dz_test_face_paint (face, -10, -10, 20, 20, skins[i].rgb);
      m = dz_test_face_measure (face, dz_cue_light);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_COLOUR_DISTANCE), >=, skins[i].least);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_COLOUR_DISTANCE), <=, skins[i].most);
    }
}

static void
put_ring (DzTestFace    *face,
          const guint16 *points,
          guint          n_points,
          double         u,
          double         v,
          double         radius)
{
  double side = u > 0 ? 1 : -1;

  for (guint i = 0; i < n_points; i++)
    {
      double angle = 2 * G_PI * i / n_points;

      dz_test_face_put (face, points[i], u + side * radius * cos (angle), v - radius * sin (angle));
    }
}

/* White eyes and lips are none of the skin's; beside them the same white is. */
static void
test_left_out (void)
{
  static const guint8 white[3] = { 255, 255, 255 };
  g_autoptr(DzTestFace) face = make_face (0);
  g_autoptr(DzMeasurement) m = NULL;
  g_autoptr(DzMeasurement) n = NULL;

  put_ring (face, DZ_FACE_EYE[0], G_N_ELEMENTS (DZ_FACE_EYE[0]), -0.35, 0, 0.15);
  put_ring (face, DZ_FACE_EYE[1], G_N_ELEMENTS (DZ_FACE_EYE[1]), 0.35, 0, 0.15);
  put_ring (face, DZ_FACE_OUTER_LIPS, G_N_ELEMENTS (DZ_FACE_OUTER_LIPS), 0, 0.74, 0.15);
  dz_test_face_paint (face, -0.45, -0.1, 0.2, 0.2, white);
  dz_test_face_paint (face, 0.25, -0.1, 0.2, 0.2, white);
  dz_test_face_paint (face, -0.1, 0.64, 0.2, 0.2, white);
  m = dz_test_face_measure (face, dz_cue_light);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_LIGHT_HIGH), ==, 0);
  dz_test_face_paint (face, -0.1, -0.1, 0.2, 0.2, white);
  n = dz_test_face_measure (face, dz_cue_light);
  g_assert_cmpfloat (dz_measurement_get (n, DZ_QUANTITY_LIGHT_HIGH), >, 1);
}

static void
test_too_small (void)
{
  g_autoptr(DzTestFace) face = make_face (0);
  g_autoptr(DzMeasurement) m = NULL;

  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    {
      DzFacePoint *point = &face->scene.points[i];

      point->x = DZ_TEST_ORIGIN_X + (point->x - DZ_TEST_ORIGIN_X) / 8;
      point->y = DZ_TEST_ORIGIN_Y + (point->y - DZ_TEST_ORIGIN_Y) / 8;
    }
  m = dz_test_face_measure (face, dz_cue_light);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_LIGHT_MEAN));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-light/flat", test_flat);
  g_test_add_func ("/cue-light/overlap", test_overlap);
  g_test_add_func ("/cue-light/high-percent", test_high);
  g_test_add_func ("/cue-light/low-percent", test_low);
  g_test_add_func ("/cue-light/entropy-bits", test_entropy);
  g_test_add_func ("/cue-light/colour-distance", test_colour);
  g_test_add_func ("/cue-light/eyes-and-mouth-left-out", test_left_out);
  g_test_add_func ("/cue-light/too-small", test_too_small);
  return g_test_run ();
}
