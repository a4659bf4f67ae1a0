/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-frame.h"
#include "dz-face-samples.h"

#include <math.h>

#define LEFT_CHEEK 123
#define OUTLINE_LEFT 234
#define OUTLINE_RIGHT 454
#define FOREHEAD 10

static const guint16 NOSE[] = { 4, 5, 195, 197, 6 };

/* A scene without networks: eye corners, cheeks and outline of a face that stands where it is told
 * to. */
static DzFaceScene *
make_scene (const DzPixels *view,
            double          x,
            double          y,
            double          span,
            double          roll_deg)
{
  DzFaceScene *scene = g_new0 (DzFaceScene, 1);
  double c = span * cos (roll_deg * G_PI / 180);
  double s = span * sin (roll_deg * G_PI / 180);

  scene->view = view;
  scene->scale = 1;
  scene->has_points = TRUE;
  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    scene->points[i] = (DzFacePoint) { x, y, 0 };
  scene->points[33] = (DzFacePoint) { x - c / 2, y - s / 2, 0 };
  scene->points[263] = (DzFacePoint) { x + c / 2, y + s / 2, 0 };
  scene->points[OUTLINE_LEFT] = (DzFacePoint) { x - 0.75 * c, y - 0.75 * s, 0 };
  scene->points[OUTLINE_RIGHT] = (DzFacePoint) { x + 0.75 * c, y + 0.75 * s, 0 };
  scene->points[FOREHEAD] = (DzFacePoint) { x + 0.6 * s, y - 0.6 * c, 0 };
  return scene;
}

static void
test_axes (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (480, 640, 128);
  g_autoptr(DzFaceScene) scene = make_scene (view, 230, 290, 120, 30);
  g_autoptr(DzFaceFrame) frame = NULL;
  float u, v, x, y;

  scene->points[1] = (DzFacePoint) { 230 + 60, 290, 0 };
  frame = dz_face_frame_new (scene);
  g_assert_cmpfloat_with_epsilon (frame->span, 120, 1e-3);
  g_assert_cmpfloat_with_epsilon (frame->sin_roll, 0.5, 1e-5);
  dz_face_frame_uv (frame, 263, &u, &v);
  g_assert_cmpfloat_with_epsilon (u, 0.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (v, 0, 1e-5);
  dz_face_frame_uv (frame, 1, &u, &v);
  g_assert_cmpfloat_with_epsilon (u, 0.5 * cos (G_PI / 6), 1e-5);
  g_assert_cmpfloat_with_epsilon (v, -0.25, 1e-5);
  dz_face_frame_xy (frame, u, v, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 290, 1e-3);
  g_assert_cmpfloat_with_epsilon (y, 290, 1e-3);
}

/* A face of more than 130 px is seen on a smaller copy, at the same places. */
static void
test_sampling (void)
{
  static const double spans[] = { 60, 129, 131, 260, 500 };
  g_autoptr(DzPixels) view = dz_sample_canvas (700, 600, 50);

  for (guint i = 0; i < 700 * 600; i++)
    dz_pixels_at (view, i % 700, i / 700)[0] = (i % 700) / 3;
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr(DzFaceScene) scene = make_scene (view, 350, 300, spans[i], -8);
      g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);
      float rgb[3], x, y;
      DzLab lab, expected;

      g_assert_cmpfloat (frame->span * frame->fine_scale, <=, 130);
      g_assert_true ((frame->fine == view) == (spans[i] <= 130));
      dz_face_frame_xy (frame, 0.3, 0.2, &x, &y);
      g_assert_true (dz_face_frame_rgb (frame, 0.3, 0.2, rgb));
      g_assert_cmpfloat_with_epsilon (rgb[0], (x - 0.5) / 3 - 1.0 / 3, 0.8);
      g_assert_cmpfloat_with_epsilon (rgb[1], 50, 1e-3);
      g_assert_true (dz_face_frame_lab (frame, 0.3, 0.2, &lab));
      expected = dz_lab_from_floats (rgb);
      g_assert_cmpfloat (dz_lab_distance (&lab, &expected), <, 1e-3);
      g_assert_false (dz_face_frame_lab (frame, 0, 700 / spans[i], &lab));
      g_assert_false (dz_face_frame_rgb (frame, -400 / spans[i], 0, rgb));
      g_assert_cmpfloat_with_epsilon (rgb[0], 0, 1);
    }
}

static void
test_mask (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (480, 640, 128);
  g_autoptr(DzFaceScene) scene = make_scene (view, 240, 320, 100, 0);
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);

  for (guint i = 0; i < DZ_MASK_EDGE * DZ_MASK_EDGE; i++)
    scene->mask[i] = (i % DZ_MASK_EDGE + 0.5f) / DZ_MASK_EDGE;
  g_assert_cmpfloat_with_epsilon (dz_face_frame_mask (frame, 0, 0), 0.5, 1e-4);
  g_assert_cmpfloat_with_epsilon (dz_face_frame_mask (frame, 1.2, -2), 0.75, 1e-4);
  g_assert_cmpfloat_with_epsilon (dz_face_frame_mask (frame, -9, 0), 0.5 / DZ_MASK_EDGE, 1e-4);
  g_assert_cmpfloat_with_epsilon (dz_face_scene_mask (scene, 1e9, 1e9),
                                  1 - 0.5 / DZ_MASK_EDGE, 1e-4);
}

static void
fill (DzPixels *view,
      guint     from_x,
      guint     from_y,
      guint     to_x,
      guint     to_y,
      guint32   rgb)
{
  for (guint y = from_y; y < to_y; y++)
    {
      for (guint x = from_x; x < to_x; x++)
        {
          guint8 *p = dz_pixels_at (view, x, y);

          p[0] = rgb >> 16;
          p[1] = rgb >> 8;
          p[2] = rgb;
        }
    }
}

static void
assert_colour (const DzLab *lab,
               guint32      rgb)
{
  DzLab expected = dz_lab_from_srgb (rgb >> 16, rgb >> 8, rgb);

  g_assert_cmpfloat (dz_lab_distance (lab, &expected), <, 0.5);
}

/* Four flat colours, each where calibration §2 looks for it: the face is a square of 150 px about
 * (240, 300), hair above it, a wall that differs left and right. */
static void
test_colours (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (480, 640, 0);
  g_autoptr(DzFaceScene) scene = make_scene (view, 240, 300, 100, 0);
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);
  DzFaceColours colours;

  fill (view, 0, 0, 240, 640, 0x64c5ff);
  fill (view, 240, 0, 480, 640, 0x50b0f0);
  fill (view, 165, 165, 315, 420, 0xd8a888);
  fill (view, 165, 165, 315, 225, 0x201814);
  for (guint i = 0; i < DZ_MASK_EDGE * DZ_MASK_EDGE; i++)
    {
      double x = (i % DZ_MASK_EDGE + 0.5) / DZ_MASK_EDGE * 480;
      double y = (i / DZ_MASK_EDGE + 0.5) / DZ_MASK_EDGE * 640;

      scene->mask[i] = x > 160 && x < 320 && y > 160 ? 1 : 0;
    }
  dz_face_colours_sample (frame, &colours);
  for (guint side = 0; side < 2; side++)
    {
      g_assert_true (colours.has_skin[side] && colours.has_wall[side]);
      assert_colour (&colours.skin[side], 0xd8a888);
      assert_colour (&colours.wall[side], side == 0 ? 0x64c5ff : 0x50b0f0);
    }
  assert_colour (&colours.hair, 0x201814);
}

/* Hair that falls over a cheek is no skin: then the nose's stands for it. In the shade a cheek is
 * its own. */
static void
test_covered_cheek (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (480, 640, 0);
  g_autoptr(DzFaceScene) scene = make_scene (view, 240, 300, 100, 0);
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);
  DzFaceColours colours;

  fill (view, 165, 165, 315, 420, 0xd8a888);
  fill (view, 165, 165, 315, 225, 0x201814);
  for (guint i = 0; i < DZ_MASK_EDGE * DZ_MASK_EDGE; i++)
    scene->mask[i] = 1;
  for (guint i = 0; i < G_N_ELEMENTS (NOSE); i++)
    scene->points[NOSE[i]].x = 260;
  fill (view, 165, 225, 250, 420, 0x302420);
  dz_face_colours_sample (frame, &colours);
  assert_colour (&colours.skin[0], 0xd8a888);
  fill (view, 165, 225, 250, 420, 0x805c48);
  dz_face_colours_sample (frame, &colours);
  assert_colour (&colours.skin[0], 0x805c48);
}

/* Somebody bald before a wall that is not seen: black hair is assumed, and no wall. */
static void
test_missing (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (200, 200, 180);
  g_autoptr(DzFaceScene) scene = make_scene (view, 100, 100, 100, 0);
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);
  DzFaceColours colours;

  for (guint i = 0; i < DZ_MASK_EDGE * DZ_MASK_EDGE; i++)
    scene->mask[i] = 1;
  scene->points[LEFT_CHEEK].x = -50;
  dz_face_colours_sample (frame, &colours);
  g_assert_true (colours.has_skin[0] && colours.has_skin[1]);
  g_assert_cmpfloat (colours.hair.L, ==, 20);
  g_assert_false (colours.has_wall[0]);
  g_assert_false (colours.has_wall[1]);
}

/* As small as a face may get in a large picture. */
static void
test_small (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (1280, 1280, 180);
  g_autoptr(DzFaceScene) scene = make_scene (view, 640, 640, 0.5, 0);
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);
  DzFaceColours colours;

  dz_face_colours_sample (frame, &colours);
  g_assert_true (colours.has_wall[0]);
  scene->has_points = FALSE;
  g_assert_null (dz_face_frame_new (scene));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vision/face-frame/axes", test_axes);
  g_test_add_func ("/vision/face-frame/sampling", test_sampling);
  g_test_add_func ("/vision/face-frame/mask", test_mask);
  g_test_add_func ("/vision/face-frame/colours", test_colours);
  g_test_add_func ("/vision/face-frame/covered-cheek", test_covered_cheek);
  g_test_add_func ("/vision/face-frame/missing", test_missing);
  g_test_add_func ("/vision/face-frame/small", test_small);
  return g_test_run ();
}
