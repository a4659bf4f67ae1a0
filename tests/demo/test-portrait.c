/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-portrait.h"

#include <math.h>
#include <string.h>

/* What 教毕指〔2017〕99号 asks for, px of 480×640. */
#define CROWN_MIN 50
#define CROWN_MAX 110
#define EYES_MIN  200
#define EYES_MAX  300
#define FACE_MIN  180
#define FACE_MAX  300

static void
init (DzPortrait *portrait,
      guint32     seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  dz_portrait_init_random (portrait, rand);
}

static int
luma (const DzPixels *pixels,
      double          x,
      double          y)
{
  const guint8 *p;

  g_assert_cmpfloat (x, >=, 0);
  g_assert_cmpfloat (x, <, pixels->width);
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (y, <, pixels->height);
  p = dz_pixels_at (pixels, (guint) x, (guint) y);
  return (p[0] * 77 + p[1] * 150 + p[2] * 29) >> 8;
}

static int
distance (const guint8 *p,
          DzTint        tint)
{
  return (int) (fabs (p[0] - tint.r * 255) + fabs (p[1] - tint.g * 255) +
                fabs (p[2] - tint.b * 255));
}

static void
assert_tint (const DzPixels *pixels,
             guint           x,
             guint           y,
             DzTint          tint)
{
  g_assert_cmpint (distance (dz_pixels_at (pixels, x, y), tint), <, 40);
}

/* The middle of what is as dark as a pupil, around where it should be. */
static DzPortraitPoint
find_pupil (const DzPixels *pixels,
            DzPortraitPoint about,
            double          radius)
{
  double sum_x = 0;
  double sum_y = 0;
  int n = 0;

  for (int y = (int) (about.y - radius); y <= about.y + radius; y++)
    for (int x = (int) (about.x - radius); x <= about.x + radius; x++)
      {
        if (luma (pixels, x, y) > 24)
          continue;
        sum_x += x + 0.5;
        sum_y += y + 0.5;
        n++;
      }
  g_assert_cmpint (n, >, 20);
  return (DzPortraitPoint) { sum_x / n, sum_y / n };
}

static void
assert_pupils (const DzPortrait *portrait)
{
  DzPortraitGeometry truth;
  g_autoptr(DzPixels) pixels = dz_portrait_paint (portrait, &truth);

  for (int side = 0; side < 2; side++)
    {
      DzPortraitPoint found = find_pupil (pixels, truth.pupil[side], truth.iris_radius_px * 0.7);

      g_assert_cmpfloat (fabs (found.x - truth.pupil[side].x), <, 0.75);
      g_assert_cmpfloat (fabs (found.y - truth.pupil[side].y), <, 0.75);
    }
}

static void
test_pupils_are_where_truth_says (void)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      DzPortrait portrait;

      init (&portrait, seed);
      /* A light iris, so that nothing but the pupil is dark where it is sought. */
      portrait.iris_tint = dz_tint_rgb (150, 110, 70);
      portrait.noise = 0;
      assert_pupils (&portrait);
      portrait.roll_deg = 9;
      portrait.offset_share = -0.05;
      assert_pupils (&portrait);
      portrait.roll_deg = -6;
      portrait.gaze_x = 0.5;
      assert_pupils (&portrait);
    }
}

static void
test_white_beside_the_iris (void)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;

      init (&portrait, seed);
      portrait.glasses = DZ_GLASSES_NONE;
      portrait.roll_deg = 0;
      pixels = dz_portrait_paint (&portrait, &truth);
      for (int side = 0; side < 2; side++)
        for (int outward = -1; outward <= 1; outward += 2)
          {
            double step = outward * truth.iris_radius_px;
            int iris = luma (pixels, truth.pupil[side].x + step * 0.7, truth.pupil[side].y);
            int white = luma (pixels, truth.pupil[side].x + step * 1.35, truth.pupil[side].y);

            g_assert_cmpint (white, >, iris + 70);
          }
    }
}

static void
test_corners_are_wall (void)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      DzPortrait portrait;
      g_autoptr(DzPixels) pixels = NULL;

      init (&portrait, seed);
      portrait.background = dz_tint_rgb (40 * (seed % 6), 200 - 20 * seed, 90);
      pixels = dz_portrait_paint (&portrait, NULL);
      assert_tint (pixels, 2, 2, portrait.background);
      assert_tint (pixels, pixels->width - 3, 2, portrait.background);
      assert_tint (pixels, 2, pixels->height / 2, portrait.background);
      assert_tint (pixels, pixels->width - 3, pixels->height / 2, portrait.background);
    }
}

static void
test_first_hair_is_the_crown (void)
{
  for (guint seed = 0; seed < 12; seed++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;
      guint y = 0;

      init (&portrait, seed);
      portrait.roll_deg = seed - 5.0;
      pixels = dz_portrait_paint (&portrait, &truth);
      while (distance (dz_pixels_at (pixels, (guint) truth.crown.x, y), portrait.background) < 150)
        y++;
      g_assert_cmpfloat (fabs (y - truth.crown.y), <=, 2);
    }
}

static void
test_chin_and_cheeks_end_the_skin (void)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;
      double middle;

      init (&portrait, seed);
      portrait.roll_deg = 0;
      pixels = dz_portrait_paint (&portrait, &truth);
      g_assert_cmpint (luma (pixels, truth.chin.x, truth.chin.y - 8), >,
                       luma (pixels, truth.chin.x, truth.chin.y + 8) + 12);
      middle = (truth.face_left_x + truth.face_right_x) / 2;
      g_assert_cmpfloat (fabs (middle - truth.chin.x), <, 1);
      g_assert_cmpfloat (fabs (middle - (truth.pupil[0].x + truth.pupil[1].x) / 2), <, 3);
    }
}

static void
test_roll_turns_the_eyes (void)
{
  for (double roll = -12; roll <= 12; roll += 4)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;
      double angle;

      init (&portrait, 3);
      portrait.width = 240;
      portrait.height = 320;
      portrait.gaze_x = 0;
      portrait.roll_deg = roll;
      pixels = dz_portrait_paint (&portrait, &truth);
      angle = atan2 (truth.pupil[1].y - truth.pupil[0].y, truth.pupil[1].x - truth.pupil[0].x);
      g_assert_cmpfloat_with_epsilon (angle * 180 / G_PI, roll, 1e-6);
      g_assert_cmpfloat_with_epsilon (truth.roll_deg, roll, 1e-9);
    }
}

static void
test_mouth_opens (void)
{
  static const struct { DzLips lips; gboolean gap; int darkest; int brightest; } cases[] = {
    { DZ_LIPS_CLOSED, FALSE, 40, 255 },
    { DZ_LIPS_SMILE, FALSE, 40, 255 },
    { DZ_LIPS_OPEN, TRUE, 0, 60 },
    { DZ_LIPS_TEETH, TRUE, 190, 255 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;
      int inside;

      init (&portrait, 5);
      portrait.lips = cases[i].lips;
      portrait.roll_deg = 0;
      pixels = dz_portrait_paint (&portrait, &truth);
      g_assert_cmpint (truth.lip_gap_px > 0, ==, cases[i].gap);
      inside = luma (pixels, truth.mouth.x + 5, truth.mouth.y - truth.lip_gap_px * 0.2);
      g_assert_cmpint (inside, >=, cases[i].darkest);
      g_assert_cmpint (inside, <=, cases[i].brightest);
    }
}

static void
test_shut_eyes_show_no_iris (void)
{
  DzPortrait portrait;
  DzPortraitGeometry truth;
  g_autoptr(DzPixels) pixels = NULL;

  init (&portrait, 6);
  portrait.glasses = DZ_GLASSES_NONE;
  portrait.eye_open = 0;
  pixels = dz_portrait_paint (&portrait, &truth);
  g_assert_cmpfloat (truth.eye_open_px, ==, 0);
  for (int side = 0; side < 2; side++)
    g_assert_cmpint (luma (pixels, truth.pupil[side].x, truth.pupil[side].y - 4), >, 90);
}

static void
test_hair_over_ears_and_brows (void)
{
  for (int hidden = 0; hidden < 2; hidden++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;

      init (&portrait, 7);
      portrait.glasses = DZ_GLASSES_NONE;
      portrait.skin = dz_tint_rgb (236, 201, 176);
      portrait.ear_shown[0] = !hidden;
      portrait.ear_shown[1] = !hidden;
      portrait.fringe = hidden ? DZ_FRINGE_HEAVY : DZ_FRINGE_NONE;
      pixels = dz_portrait_paint (&portrait, &truth);
      for (int side = 0; side < 2; side++)
        {
          double forehead_y = truth.brow[side].y - 0.03 * pixels->height;
          int ear = luma (pixels, truth.ear[side].x, truth.ear[side].y);

          g_assert_cmpint (truth.ear_shown[side], ==, !hidden);
          g_assert_true (hidden ? ear < 80 : ear > 100);
          g_assert_cmpint (luma (pixels, truth.brow[side].x, truth.brow[side].y), <, 110);
          g_assert_true (hidden == (luma (pixels, truth.brow[side].x, forehead_y) < 110));
        }
    }
}

/* Where hair begins as a rule, a high hairline leaves skin and a low one hair; beside the head,
 * full hair covers wall that flat hair leaves. */
static void
test_hair_has_its_shape (void)
{
  int forehead[2];
  int beside[2];

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(DzPixels) pixels = NULL;
      DzPortraitGeometry truth;
      DzPortrait portrait;
      double head;

      init (&portrait, 21);
      portrait.hair = DZ_HAIR_SIDE;
      portrait.fringe = DZ_FRINGE_NONE;
      portrait.roll_deg = 0;
      portrait.hairline = i == 0 ? -1 : 1;
      portrait.hair_volume = i == 0 ? -1 : 1;
      pixels = dz_portrait_paint (&portrait, &truth);
      head = truth.chin.y - truth.crown.y;
      forehead[i] = luma (pixels, truth.crown.x, truth.crown.y + 0.20 * head);
      beside[i] = luma (pixels, truth.crown.x + 0.352 * portrait.face_width * head,
                        truth.crown.y + 0.27 * head);
    }
  g_assert_cmpint (forehead[0], <, 90);
  g_assert_cmpint (forehead[1], >, 120);
  g_assert_cmpint (beside[0], >, 140);
  g_assert_cmpint (beside[1], <, 90);
}

static void
test_a_hat_stands_over_the_crown (void)
{
  DzPortrait portrait;
  DzPortraitGeometry bare, covered;
  g_autoptr(DzPixels) without = NULL;
  g_autoptr(DzPixels) with = NULL;

  init (&portrait, 8);
  without = dz_portrait_paint (&portrait, &bare);
  portrait.hat = TRUE;
  with = dz_portrait_paint (&portrait, &covered);
  g_assert_cmpfloat (bare.top_y, ==, bare.crown.y);
  g_assert_cmpfloat (covered.crown.y, ==, bare.crown.y);
  g_assert_cmpfloat (covered.top_y, <, covered.crown.y - 8);
  assert_tint (without, (guint) bare.crown.x, (guint) covered.top_y + 4, portrait.background);
  g_assert_cmpint (distance (dz_pixels_at (with, (guint) bare.crown.x, (guint) covered.top_y + 4),
                             portrait.background), >, 150);
}

static void
test_grey_has_no_colour (void)
{
  DzPortrait portrait;
  g_autoptr(DzPixels) pixels = NULL;

  init (&portrait, 9);
  portrait.grey = TRUE;
  pixels = dz_portrait_paint (&portrait, NULL);
  for (guint y = 0; y < pixels->height; y += 3)
    for (guint x = 0; x < pixels->width; x++)
      {
        const guint8 *p = dz_pixels_at (pixels, x, y);

        g_assert_true (p[0] == p[1] && p[1] == p[2] && p[3] == 255);
      }
}

static double
deviation_of_wall (const DzPixels *pixels)
{
  double sum = 0;
  double squares = 0;
  int n = 0;

  for (guint y = 0; y < 60; y++)
    for (guint x = 0; x < 200; x++, n++)
      {
        int v = dz_pixels_at (pixels, x, y)[1];

        sum += v;
        squares += v * v;
      }
  return sqrt (squares / n - sum * sum / n / n);
}

static void
test_noise_is_as_strong_as_asked (void)
{
  for (double noise = 0; noise <= 8; noise += 2)
    {
      DzPortrait portrait;
      g_autoptr(DzPixels) pixels = NULL;

      init (&portrait, 10);
      portrait.noise = noise;
      pixels = dz_portrait_paint (&portrait, NULL);
      g_assert_cmpfloat_with_epsilon (deviation_of_wall (pixels), noise, 0.3 + noise * 0.08);
    }
}

/* The steepest step between neighbours along the column through the crown. */
static int
steepest (const DzPixels *pixels,
          guint           x)
{
  int most = 0;

  for (guint y = 1; y < pixels->height / 3; y++)
    most = MAX (most, ABS (luma (pixels, x, y) - luma (pixels, x, y - 1)));
  return most;
}

static void
test_blur_softens_edges (void)
{
  static const double SIGMAS[] = { 0, 0.6, 1.5, 4, 8 };
  int before = 256;

  for (gsize i = 0; i < G_N_ELEMENTS (SIGMAS); i++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;
      int now;

      init (&portrait, 11);
      portrait.noise = 0;
      portrait.blur_px = SIGMAS[i];
      pixels = dz_portrait_paint (&portrait, &truth);
      now = steepest (pixels, (guint) truth.crown.x);
      g_assert_cmpint (now, <, before);
      g_assert_cmpint (now, >, 0);
      before = now;
    }
}

static void
test_uneven_light_darkens_one_side (void)
{
  DzPortrait portrait;
  DzPortraitGeometry truth;
  g_autoptr(DzPixels) pixels = NULL;
  double cheek_y;

  init (&portrait, 12);
  portrait.light_uneven = 1;
  portrait.roll_deg = 0;
  pixels = dz_portrait_paint (&portrait, &truth);
  cheek_y = (truth.nose_tip.y + truth.mouth.y) / 2;
  g_assert_cmpint (luma (pixels, truth.pupil[0].x, cheek_y) + 30, <,
                   luma (pixels, truth.pupil[1].x, cheek_y));
  assert_tint (pixels, 2, 2, portrait.background);
}

static void
test_same_values_same_pixels (void)
{
  DzPortrait one, two;
  g_autoptr(DzPixels) a = NULL;
  g_autoptr(DzPixels) b = NULL;
  g_autoptr(DzPixels) c = NULL;

  init (&one, 13);
  init (&two, 13);
  a = dz_portrait_paint (&one, NULL);
  b = dz_portrait_paint (&two, NULL);
  g_assert_cmpmem (a->data, a->stride * a->height, b->data, b->stride * b->height);

  init (&two, 14);
  c = dz_portrait_paint (&two, NULL);
  g_assert_cmpint (memcmp (a->data, c->data, a->stride * a->height), !=, 0);
}

/* Small pictures: positions are shares of the picture, and hold at any size. */
static void
test_random_portraits_keep_the_standard (void)
{
  for (guint seed = 0; seed < 200; seed++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) pixels = NULL;
      double to_standard;
      double eyes_x;

      init (&portrait, seed);
      portrait.width = 150;
      portrait.height = 200;
      pixels = dz_portrait_paint (&portrait, &truth);
      to_standard = 640.0 / truth.height;
      eyes_x = (truth.pupil[0].x + truth.pupil[1].x) / 2;
      g_assert_cmpfloat (truth.crown.y * to_standard, >, CROWN_MIN + 5);
      g_assert_cmpfloat (truth.crown.y * to_standard, <, CROWN_MAX - 5);
      g_assert_cmpfloat (dz_portrait_geometry_eye_y (&truth) * to_standard, >, EYES_MIN + 10);
      g_assert_cmpfloat (dz_portrait_geometry_eye_y (&truth) * to_standard, <, EYES_MAX - 10);
      g_assert_cmpfloat ((truth.face_right_x - truth.face_left_x) * to_standard, >, FACE_MIN + 10);
      g_assert_cmpfloat ((truth.face_right_x - truth.face_left_x) * to_standard, <, FACE_MAX - 10);
      g_assert_cmpfloat (dz_portrait_geometry_head_share (&truth), >, 0.47);
      g_assert_cmpfloat (dz_portrait_geometry_head_share (&truth), <, 0.58);
      g_assert_cmpfloat (fabs (eyes_x / truth.width - 0.5), <, 0.035);
      g_assert_cmpfloat (fabs (truth.roll_deg), <, 2.5);
      g_assert_cmpfloat (fabs (truth.shoulder_tilt_deg), <, 2.5);
      g_assert_cmpfloat (truth.lip_gap_px, ==, 0);
      g_assert_cmpfloat (truth.eye_open_px / truth.eye_width_px, >, 0.25);
      g_assert_true (truth.ear_shown[0] && truth.ear_shown[1]);
      g_assert_true (portrait.glasses == DZ_GLASSES_NONE || portrait.glasses == DZ_GLASSES_FRAME);
      g_assert_cmpint (portrait.fringe, !=, DZ_FRINGE_HEAVY);
      g_assert_false (portrait.hat || portrait.earrings || portrait.grey);
    }
}

/* A picture of another shape shows more or less of the wall; the person is not stretched. */
static void
test_other_shapes_do_not_stretch (void)
{
  DzPortrait portrait;
  DzPortraitGeometry tall, square;
  g_autoptr(DzPixels) one = NULL;
  g_autoptr(DzPixels) two = NULL;

  init (&portrait, 15);
  portrait.offset_share = 0;
  one = dz_portrait_paint (&portrait, &tall);
  portrait.width = portrait.height;
  two = dz_portrait_paint (&portrait, &square);
  g_assert_cmpuint (two->width, ==, 1200);
  g_assert_cmpfloat_with_epsilon (square.pupil[1].x - square.pupil[0].x,
                                  tall.pupil[1].x - tall.pupil[0].x, 1e-6);
  g_assert_cmpfloat_with_epsilon (square.crown.y, tall.crown.y, 1e-6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portrait/pupils-within-a-px", test_pupils_are_where_truth_says);
  g_test_add_func ("/portrait/white-beside-the-iris", test_white_beside_the_iris);
  g_test_add_func ("/portrait/corners-are-wall", test_corners_are_wall);
  g_test_add_func ("/portrait/crown-within-2-px", test_first_hair_is_the_crown);
  g_test_add_func ("/portrait/chin-and-cheeks", test_chin_and_cheeks_end_the_skin);
  g_test_add_func ("/portrait/roll-deg", test_roll_turns_the_eyes);
  g_test_add_func ("/portrait/mouth-opens", test_mouth_opens);
  g_test_add_func ("/portrait/shut-eyes", test_shut_eyes_show_no_iris);
  g_test_add_func ("/portrait/hair-over-ears-and-brows", test_hair_over_ears_and_brows);
  g_test_add_func ("/portrait/hair-has-its-shape", test_hair_has_its_shape);
  g_test_add_func ("/portrait/hat", test_a_hat_stands_over_the_crown);
  g_test_add_func ("/portrait/grey", test_grey_has_no_colour);
  g_test_add_func ("/portrait/noise-levels", test_noise_is_as_strong_as_asked);
  g_test_add_func ("/portrait/blur", test_blur_softens_edges);
  g_test_add_func ("/portrait/uneven-light", test_uneven_light_darkens_one_side);
  g_test_add_func ("/portrait/same-values-same-pixels", test_same_values_same_pixels);
  g_test_add_func ("/portrait/random-keeps-the-standard", test_random_portraits_keep_the_standard);
  g_test_add_func ("/portrait/other-shapes", test_other_shapes_do_not_stretch);
  return g_test_run ();
}
