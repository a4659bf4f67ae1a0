/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-crop.h"

#include <math.h>

static const DzCrop plain = { 100, 50, 900, 1200, 0, 480, 640, DZ_CROP_RENDERING };

static void
assert_problem (const DzCrop *crop,
                const char   *part)
{
  const char *problem = dz_crop_find_problem (crop);

  g_assert_nonnull (problem);
  g_assert_nonnull (g_strrstr (problem, part));
}

static void
test_problems (void)
{
  DzCrop crop = plain;

  g_assert_null (dz_crop_find_problem (&plain));
  crop.width = 901;
  assert_problem (&crop, "proportions");
  crop = plain;
  crop.rotation = 3.1;
  assert_problem (&crop, "turns");
  crop.rotation = NAN;
  assert_problem (&crop, "turns");
  crop = plain;
  crop.rendering = DZ_CROP_RENDERING + 1;
  assert_problem (&crop, "rendering");
  crop = plain;
  crop.width = 450;
  crop.height = 600;
  assert_problem (&crop, "enlarged");
  crop = plain;
  crop.width = 0;
  assert_problem (&crop, "empty");
  crop = plain;
  crop.output_height = 0;
  assert_problem (&crop, "empty");
  crop = plain;
  crop.x = -65536;
  assert_problem (&crop, "larger");
  /* Of whole px none comes nearer to 3:4 than half of one. */
  crop = plain;
  crop.height = 1201;
  crop.width = 901;
  g_assert_null (dz_crop_find_problem (&crop));
}

static void
test_fits (void)
{
  DzCrop crop = plain;

  g_assert_true (dz_crop_fits (&plain, 1000, 1250));
  g_assert_false (dz_crop_fits (&plain, 999, 1250));
  g_assert_false (dz_crop_fits (&plain, 1000, 1249));
  crop.x = -1;
  g_assert_false (dz_crop_fits (&crop, 1000, 1250));
  /* A photo that is turned has its corners elsewhere. */
  crop = plain;
  crop.rotation = 2;
  g_assert_false (dz_crop_fits (&crop, 1000, 1250));
  g_assert_true (dz_crop_fits (&crop, 1300, 1400));
}

/* The eye line of a head that is tilted by 3° is level after a turn by -3°. */
static void
test_turn (void)
{
  DzCrop crop = plain;
  double left_x = 400;
  double left_y = 500;
  double right_x = 600;
  double right_y = 500 + 200 * tan (3 * G_PI / 180);

  crop.rotation = -3;
  dz_crop_turn (&crop, 1000, 1250, &left_x, &left_y);
  dz_crop_turn (&crop, 1000, 1250, &right_x, &right_y);
  g_assert_cmpfloat_with_epsilon (left_y, right_y, 1e-6);
  g_assert_cmpfloat (right_x - left_x, >, 200);
}

/* Where a corner lies on the photo, the turn brings back to the frame's own. */
static void
test_corners (void)
{
  static const double xs[] = { 100, 1000, 1000, 100 };
  static const double ys[] = { 50, 50, 1250, 1250 };
  DzCrop crop = plain;

  crop.rotation = 1.7;
  for (guint i = 0; i < 4; i++)
    {
      double x;
      double y;

      dz_crop_get_corner (&crop, 1300, 1400, i, &x, &y);
      g_assert_cmpfloat (fabs (x - xs[i]) + fabs (y - ys[i]), >, 1);
      dz_crop_turn (&crop, 1300, 1400, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, xs[i], 1e-6);
      g_assert_cmpfloat_with_epsilon (y, ys[i], 1e-6);
    }
  g_assert_cmpfloat_with_epsilon (dz_crop_get_scale (&crop), 0.5333, 1e-4);
}

static void
test_equal (void)
{
  DzCrop other = plain;

  g_assert_true (dz_crop_equal (&plain, &other));
  other.y++;
  g_assert_false (dz_crop_equal (&plain, &other));
  other = plain;
  other.rotation = 0.1;
  g_assert_false (dz_crop_equal (&plain, &other));
  g_assert_false (dz_crop_is_empty (&plain));
  g_assert_true (dz_crop_is_empty (&(DzCrop) DZ_CROP_NONE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crop/problems", test_problems);
  g_test_add_func ("/crop/fits", test_fits);
  g_test_add_func ("/crop/turn", test_turn);
  g_test_add_func ("/crop/corners", test_corners);
  g_test_add_func ("/crop/equal", test_equal);
  return g_test_run ();
}
