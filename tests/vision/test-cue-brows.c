/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

static void
assert_brows (const DzTestFace *face,
              double            left,
              double            right)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_brows);

  g_assert_cmpfloat_with_epsilon (dz_measurement_get (measurement, DZ_QUANTITY_BROW_HAIR_LEFT),
                                  left, 0.001);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (measurement, DZ_QUANTITY_BROW_HAIR_RIGHT),
                                  right, 0.001);
}

static void
test_a_free_forehead (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (5);

  /* The brows themselves are hair, and do not count. */
  dz_test_face_paint (face, -0.6, -0.26, 0.45, 0.08, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.15, -0.26, 0.45, 0.08, DZ_TEST_HAIR);
  assert_brows (face, 0, 0);
}

/* The brow's edge is at v = -0.25, the strip from -0.28 to -0.37 in ten rows. */
static void
test_a_fringe_by_its_depth (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);

  dz_test_face_paint (face, -1, -1, 2, 1 - 0.325, DZ_TEST_HAIR);
  assert_brows (face, 0.5, 0.5);
  dz_test_face_paint (face, -1, -1, 2, 1 - 0.2, DZ_TEST_HAIR);
  assert_brows (face, 1, 1);
}

static void
test_each_side_for_itself (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (-4);

  dz_test_face_paint (face, 0.1, -1, 1, 1 - 0.2, DZ_TEST_HAIR);
  assert_brows (face, 0, 1);
}

/* Columns stand every 0.45 / 20 E; those of the outer 0.09 E belong to the hair at the temple. */
static void
test_the_temple_is_left_out (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);

  dz_test_face_paint (face, -1, -1, 1 - 0.522, 1, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.522, -1, 1, 1, DZ_TEST_HAIR);
  assert_brows (face, 0, 0);
  dz_test_face_paint (face, -1, -1, 1 - 0.499, 1, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.499, -1, 1, 1, DZ_TEST_HAIR);
  assert_brows (face, 1 / 17.0, 1 / 17.0);
}

static void
test_what_cannot_be_judged (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);
  g_autoptr(DzMeasurement) small = NULL;
  g_autoptr(DzMeasurement) cut = NULL;

  /* The left brow above the picture. */
  for (guint i = 0; i < 5; i++)
    dz_test_face_put (face, (guint[]) { 70, 63, 105, 66, 107 }[i], -0.6 + 0.1 * i, -2.6);
  cut = dz_test_face_measure (face, dz_cue_brows);
  g_assert_false (dz_measurement_has (cut, DZ_QUANTITY_BROW_HAIR_LEFT));
  g_assert_true (dz_measurement_has (cut, DZ_QUANTITY_BROW_HAIR_RIGHT));

  dz_test_face_put (face, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (face, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  small = dz_test_face_measure (face, dz_cue_brows);
  g_assert_false (dz_measurement_has (small, DZ_QUANTITY_BROW_HAIR_RIGHT));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-brows/free", test_a_free_forehead);
  g_test_add_func ("/cue-brows/depth", test_a_fringe_by_its_depth);
  g_test_add_func ("/cue-brows/side", test_each_side_for_itself);
  g_test_add_func ("/cue-brows/temple", test_the_temple_is_left_out);
  g_test_add_func ("/cue-brows/unjudged", test_what_cannot_be_judged);
  return g_test_run ();
}
