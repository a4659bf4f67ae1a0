/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>

/* A sample at an edge may be of either side: one column of the width, and one of the hair. */
#define TOLERANCE (0.01 + 0.3 / 13 + 0.001)

/* Beside both outlines the wall, as where no ear stands out. */
static DzTestFace *
face_without_ears (double roll_deg)
{
  DzTestFace *face = dz_test_face_new (roll_deg);

  dz_test_face_paint (face, -3, -3, 2.2, 6, DZ_TEST_WALL);
  dz_test_face_paint (face, 0.8, -3, 3, 6, DZ_TEST_WALL);
  return face;
}

static void
assert_ears (const DzTestFace *face,
             double            left,
             double            right)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_ears);

  g_assert_cmpfloat_with_epsilon (dz_measurement_get (measurement, DZ_QUANTITY_EAR_LEFT), left,
                                  TOLERANCE);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (measurement, DZ_QUANTITY_EAR_RIGHT), right,
                                  TOLERANCE);
}

static void
assert_unjudged (const DzTestFace *face)
{
  g_autoptr(DzMeasurement) measurement = dz_test_face_measure (face, dz_cue_ears);

  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_EAR_LEFT));
  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_EAR_RIGHT));
}

static void
test_skin_is_as_wide_as_painted (void)
{
  for (double roll = -6; roll <= 6; roll += 6)
    {
      g_autoptr(DzTestFace) face = face_without_ears (roll);

      assert_ears (face, 0, 0);
      dz_test_face_paint (face, -0.92, 0.0, 0.12, 0.4, DZ_TEST_SKIN);
      dz_test_face_paint (face, 0.8, 0.0, 0.2, 0.4, DZ_TEST_SKIN);
      assert_ears (face, 0.12, 0.2);
    }
}

static void
test_hair_takes_off (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  /* All of the strip beside the left outline, and its lower half beside the right one. */
  dz_test_face_paint (face, -1.1, -1, 0.3, 2, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.8, 0.25, 0.3, 1, DZ_TEST_HAIR);
  assert_ears (face, -0.30, -0.15);
}

static void
test_a_strand_is_jumped (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  dz_test_face_paint (face, 0.8, 0.0, 0.2, 0.5, DZ_TEST_SKIN);
  dz_test_face_paint (face, 0.85, -0.1, 0.04, 0.7, DZ_TEST_HAIR);
  dz_test_face_paint (face, -1.0, 0.0, 0.2, 0.5, DZ_TEST_SKIN);
  dz_test_face_paint (face, -0.93, -0.1, 0.08, 0.7, DZ_TEST_HAIR);
  /* 0.20 less the strand's 0.04, of whose hair nothing counts with an ear behind it; to the left,
   * the strand is too wide to jump, and behind it are 0.07 of an ear. */
  assert_ears (face, 0.07, 0.16);
}

/* What stands out of hair that is as wide as a sideburn, and ends at the wall. */
static void
assert_behind_sideburn (const guint8 rgb[3],
                        double       width,
                        double       expected)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  dz_test_face_paint (face, 0.8, -0.1, 0.10, 0.7, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.9, -0.1, width, 0.7, rgb);
  assert_ears (face, 0, expected);
}

static void
test_an_ear_behind_a_sideburn (void)
{
  assert_behind_sideburn (DZ_TEST_SKIN, 0.08, 0.08);
}

static void
test_an_ear_in_the_shade (void)
{
  static const guint8 SHADE[3] = { 166, 135, 118 };

  assert_behind_sideburn (SHADE, 0.08, 0.08);
}

/* The lower half of an ear is half an ear: what hides the rest counts. */
static void
test_half_an_ear_behind_hair (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  dz_test_face_paint (face, 0.8, -0.1, 0.20, 0.7, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.9, 0.25, 0.08, 0.35, DZ_TEST_SKIN);
  assert_ears (face, 0, 0.08 - 0.15);
}

/* Red hair passes into a white wall through all colours between them, and skin's is one. */
static void
test_a_rim_is_no_ear (void)
{
  static const guint8 RED[3] = { 120, 70, 50 };
  static const guint8 WHITE[3] = { 240, 240, 242 };
  static const guint8 MIXTURE[3] = { 182, 156, 146 };
  g_autoptr(DzTestFace) face = face_without_ears (0);

  face->colours.hair = dz_test_lab (RED);
  face->colours.wall[1] = dz_test_lab (WHITE);
  dz_test_face_paint (face, 0.8, -3, 3, 6, WHITE);
  dz_test_face_paint (face, 0.8, -0.1, 0.10, 0.7, RED);
  dz_test_face_paint (face, 0.9, -0.1, 0.05, 0.7, MIXTURE);
  assert_ears (face, 0, -0.3 * 10 / 13);
}

/* Brown hair on which light falls is as light as skin, and as yellow, and still less red. */
static void
test_a_highlight_is_no_ear (void)
{
  static const guint8 BROWN[3] = { 62, 48, 36 };
  static const guint8 SHINE[3] = { 158, 130, 104 };
  g_autoptr(DzTestFace) face = face_without_ears (0);

  face->colours.hair = dz_test_lab (BROWN);
  dz_test_face_paint (face, 0.8, -0.1, 0.14, 0.7, BROWN);
  dz_test_face_paint (face, 0.94, -0.1, 0.06, 0.7, SHINE);
  assert_ears (face, 0, -0.3);
}

/* Skin that shows through hair is no ear that stands out of it. */
static void
test_skin_inside_hair_is_no_ear (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  dz_test_face_paint (face, 0.8, -0.1, 0.3, 0.7, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.92, -0.1, 0.04, 0.7, DZ_TEST_SKIN);
  assert_ears (face, 0, -0.3 * 12 / 13);
}

/* A wooden door beside the hair is of skin's colour, but nobody's. */
static void
test_a_door_is_no_ear (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);
  guint first = DZ_MASK_EDGE * (DZ_TEST_ORIGIN_X + 0.9 * DZ_TEST_SPAN) / face->view->width;

  dz_test_face_paint (face, 0.8, -0.1, 0.10, 0.7, DZ_TEST_HAIR);
  dz_test_face_paint (face, 0.9, -0.1, 3, 0.7, DZ_TEST_SKIN);
  for (guint i = 0; i < G_N_ELEMENTS (face->scene.mask); i++)
    face->scene.mask[i] = i % DZ_MASK_EDGE < first;
  assert_ears (face, 0, -0.3 * 10 / 13);
}

/* A lone bright row, as of a collar's corner, is averaged away and beaten by two wider ones. */
static void
test_few_rows_do_not_count (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  dz_test_face_paint (face, 0.8, 0.19, 0.3, 0.02, DZ_TEST_SKIN);
  assert_ears (face, 0, 0.06);
}

static void
test_what_cannot_be_judged (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  face->scene.yaw_deg = 12.5;
  assert_unjudged (face);
  face->scene.yaw_deg = -12.5;
  assert_unjudged (face);
  face->scene.yaw_deg = -11.5;
  assert_ears (face, 0, 0);

  /* The eye corners 79 px apart. */
  dz_test_face_put (face, 33, -79.0 / 2 / DZ_TEST_SPAN, 0);
  dz_test_face_put (face, 263, 79.0 / 2 / DZ_TEST_SPAN, 0);
  assert_unjudged (face);
}

/* The outline stands so near to the left edge that a third of the strip lies outside. */
static void
test_an_ear_cut_off (void)
{
  static const guint16 LEFT[] = { 162, 127, 234, 93, 132, 58 };
  g_autoptr(DzTestFace) face = face_without_ears (0);
  g_autoptr(DzMeasurement) measurement = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (LEFT); i++)
    dz_test_face_put (face, LEFT[i], -DZ_TEST_ORIGIN_X / (double) DZ_TEST_SPAN + 0.10,
                      -0.3 + 0.2 * i);
  measurement = dz_test_face_measure (face, dz_cue_ears);
  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_EAR_LEFT));
  g_assert_true (dz_measurement_has (measurement, DZ_QUANTITY_EAR_RIGHT));
}

/* Where no wall was sampled, the other side's stands for it; without any, only hair is hair. */
static void
test_without_a_wall (void)
{
  g_autoptr(DzTestFace) face = face_without_ears (0);

  face->colours.has_wall[0] = FALSE;
  assert_ears (face, 0, 0);
  face->colours.has_wall[1] = FALSE;
  assert_ears (face, 0, 0);
  dz_test_face_paint (face, 0.8, -1, 0.3, 2, DZ_TEST_HAIR);
  assert_ears (face, 0, -0.3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-ears/width", test_skin_is_as_wide_as_painted);
  g_test_add_func ("/cue-ears/hair", test_hair_takes_off);
  g_test_add_func ("/cue-ears/strand", test_a_strand_is_jumped);
  g_test_add_func ("/cue-ears/sideburn", test_an_ear_behind_a_sideburn);
  g_test_add_func ("/cue-ears/shade", test_an_ear_in_the_shade);
  g_test_add_func ("/cue-ears/half", test_half_an_ear_behind_hair);
  g_test_add_func ("/cue-ears/rim", test_a_rim_is_no_ear);
  g_test_add_func ("/cue-ears/highlight", test_a_highlight_is_no_ear);
  g_test_add_func ("/cue-ears/inside-hair", test_skin_inside_hair_is_no_ear);
  g_test_add_func ("/cue-ears/door", test_a_door_is_no_ear);
  g_test_add_func ("/cue-ears/lone-row", test_few_rows_do_not_count);
  g_test_add_func ("/cue-ears/unjudged", test_what_cannot_be_judged);
  g_test_add_func ("/cue-ears/cut-off", test_an_ear_cut_off);
  g_test_add_func ("/cue-ears/without-wall", test_without_a_wall);
  return g_test_run ();
}
