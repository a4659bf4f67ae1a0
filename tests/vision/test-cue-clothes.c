/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>

static const guint8 CLOTH[3] = { 40, 60, 90 };

/* Skin from the chin down, a shirt from here on. */
#define CHIN_V 1.25
#define COLLAR_V (CHIN_V + 0.4)

static DzTestFace *
wear (const guint8 rgb[3],
      double       roll_deg)
{
  DzTestFace *face = dz_test_face_new (roll_deg);

  dz_test_face_paint (face, -3, COLLAR_V, 6, 4, rgb);
  return face;
}

static void
test_distance (void)
{
  DzLab cloth = dz_test_lab (CLOTH);
  DzLab wall = dz_test_lab (DZ_TEST_WALL);

  for (int roll = -6; roll <= 6; roll += 6)
    {
      g_autoptr(DzTestFace) face = wear (CLOTH, roll);
      g_autoptr(DzMeasurement) m = dz_test_face_measure (face, dz_cue_clothes);

      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_CLOTHES_WALL),
                                      dz_lab_distance (&cloth, &wall), 0.5);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_BARE_SHOULDERS), ==, 0);
    }
}

static void
test_like_the_wall (void)
{
  static const guint8 shirt[3] = { 110, 195, 248 };
  g_autoptr(DzTestFace) face = wear (shirt, 0);
  g_autoptr(DzMeasurement) m = dz_test_face_measure (face, dz_cue_clothes);

  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_CLOTHES_WALL), <, 10);
}

/* More skin than cloth in the middle: the cloth alone is held against the wall. */
static void
test_neckline (void)
{
  g_autoptr(DzTestFace) face = wear (CLOTH, 0);
  g_autoptr(DzMeasurement) m = NULL;
  DzLab cloth = dz_test_lab (CLOTH);
  DzLab wall = dz_test_lab (DZ_TEST_WALL);

  dz_test_face_paint (face, -0.65, COLLAR_V, 1.3, 4, DZ_TEST_SKIN);
  m = dz_test_face_measure (face, dz_cue_clothes);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_CLOTHES_WALL),
                                  dz_lab_distance (&cloth, &wall), 0.5);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_BARE_SHOULDERS), ==, 0);
}

static void
test_bare (void)
{
  g_autoptr(DzTestFace) all = dz_test_face_new (0);
  g_autoptr(DzTestFace) half = wear (CLOTH, 0);
  g_autoptr(DzMeasurement) m = dz_test_face_measure (all, dz_cue_clothes);
  g_autoptr(DzMeasurement) n = NULL;

  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_BARE_SHOULDERS), ==, 1);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_CLOTHES_WALL));
  dz_test_face_paint (half, -3, COLLAR_V, 3, 4, DZ_TEST_SKIN);
  n = dz_test_face_measure (half, dz_cue_clothes);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (n, DZ_QUANTITY_BARE_SHOULDERS), 0.5, 0.05);
}

/* White cloth beside pale skin is cloth. */
static void
test_white (void)
{
  static const guint8 white[3] = { 236, 230, 222 };
  g_autoptr(DzTestFace) face = wear (white, 0);
  g_autoptr(DzMeasurement) m = NULL;

  for (guint side = 0; side < 2; side++)
    face->colours.skin[side] = (DzLab) { 76, 8, 9 };
  m = dz_test_face_measure (face, dz_cue_clothes);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_BARE_SHOULDERS), ==, 0);
}

static void
test_unknown (void)
{
  g_autoptr(DzTestFace) short_crop = wear (CLOTH, 0);
  g_autoptr(DzTestFace) no_wall = wear (CLOTH, 0);
  g_autoptr(DzTestFace) no_person = wear (CLOTH, 0);
  g_autoptr(DzMeasurement) m = NULL;
  g_autoptr(DzMeasurement) n = NULL;
  g_autoptr(DzMeasurement) o = NULL;

  dz_test_face_put (short_crop, 152, 0, 2.6);
  m = dz_test_face_measure (short_crop, dz_cue_clothes);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_CLOTHES_WALL));
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_BARE_SHOULDERS));
  no_wall->colours.has_wall[0] = no_wall->colours.has_wall[1] = FALSE;
  n = dz_test_face_measure (no_wall, dz_cue_clothes);
  g_assert_false (dz_measurement_has (n, DZ_QUANTITY_CLOTHES_WALL));
  for (guint i = 0; i < G_N_ELEMENTS (no_person->scene.mask); i++)
    no_person->scene.mask[i] = 0.5;
  o = dz_test_face_measure (no_person, dz_cue_clothes);
  g_assert_false (dz_measurement_has (o, DZ_QUANTITY_CLOTHES_WALL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-clothes/distance-delta-e", test_distance);
  g_test_add_func ("/cue-clothes/like-the-wall", test_like_the_wall);
  g_test_add_func ("/cue-clothes/neckline", test_neckline);
  g_test_add_func ("/cue-clothes/bare-share", test_bare);
  g_test_add_func ("/cue-clothes/white-beside-pale-skin", test_white);
  g_test_add_func ("/cue-clothes/unknown", test_unknown);
  return g_test_run ();
}
