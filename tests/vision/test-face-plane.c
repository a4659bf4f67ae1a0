/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-plane.h"
#include "dz-test-face.h"

#include <math.h>
#include <string.h>

static const DzFaceWindow middle = { -0.5f, -0.4f, 0.5f, 0.8f };

/* Lighter by steps to the right and down. */
static void
paint_ramp (DzTestFace *face)
{
  for (guint y = 0; y < face->view->height; y++)
    {
      for (guint x = 0; x < face->view->width; x++)
        memset (dz_pixels_at (face->view, x, y), (x / 4) + (y / 8), 3);
    }
}

static double
mean_of_view (const DzPixels *view,
              double          left,
              double          top,
              double          right,
              double          bottom)
{
  double sum = 0;

  for (guint y = (guint) top; y < bottom; y++)
    {
      for (guint x = (guint) left; x < right; x++)
        {
          double width = MIN (right, x + 1) - MAX (left, x);
          double height = MIN (bottom, y + 1) - MAX (top, y);

          sum += width * height * dz_pixels_at (view, x, y)[0];
        }
    }
  return sum / ((right - left) * (bottom - top));
}

/* Each value is the mean of the part of the view that its pixel covers. */
static void
test_area (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);
  g_autoptr(DzFaceFrame) frame = NULL;
  g_autoptr(DzFacePlane) plane = NULL;

  paint_ramp (face);
  frame = dz_face_frame_new (&face->scene);
  plane = dz_face_plane_new (frame, &middle);
  g_assert_cmpfloat_with_epsilon (plane->scale, 0.75, 1e-6);
  for (guint y = 0; y < plane->height; y++)
    {
      for (guint x = 0; x < plane->width; x++)
        {
          double left = plane->left + x / 0.75;
          double top = plane->top + y / 0.75;

          g_assert_cmpfloat_with_epsilon (*dz_face_plane_at (plane, x, y),
                                          mean_of_view (face->view, left, top, left + 1 / 0.75,
                                                        top + 1 / 0.75), 0.01);
        }
    }
}

/* The pixels of the runs are those whose middles lie in the window. */
static void
test_runs (void)
{
  for (int roll = -20; roll <= 20; roll += 10)
    {
      g_autoptr(DzTestFace) face = dz_test_face_new (roll);
      g_autoptr(DzFaceFrame) frame = dz_face_frame_new (&face->scene);
      g_autoptr(DzFacePlane) plane = dz_face_plane_new (frame, &middle);
      double angle = roll * G_PI / 180;
      guint n = 0;

      for (guint y = 0; y < plane->height; y++)
        {
          guint from;
          guint to;

          dz_face_plane_find_run (plane, &middle, y, 1, &from, &to);
          n += to - from;
          for (guint x = 1; x + 1 < plane->width; x++)
            {
              double dx = (plane->left + (x + 0.5) / 0.75 - DZ_TEST_ORIGIN_X) / DZ_TEST_SPAN;
              double dy = (plane->top + (y + 0.5) / 0.75 - DZ_TEST_ORIGIN_Y) / DZ_TEST_SPAN;
              double u = dx * cos (angle) + dy * sin (angle);
              double v = dy * cos (angle) - dx * sin (angle);
              double depth = MIN (MIN (u + 0.5, 0.5 - u), MIN (v + 0.4, 0.8 - v));

              if (fabs (depth) > 0.001)
                g_assert_true ((depth > 0) == (x >= from && x < to));
            }
        }
      /* 1 by 1.2 spans of 90 px. */
      g_assert_cmpfloat_with_epsilon (n, 90 * 108, 200);
    }
}

/* A face in a corner: what there is of it. */
static void
test_cut (void)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);
  g_autoptr(DzFaceFrame) frame = NULL;
  g_autoptr(DzFacePlane) plane = NULL;
  g_autoptr(DzFacePlane) none = NULL;
  const DzFaceWindow far = { 10, 10, 11, 11 };

  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    {
      face->scene.points[i].x += 480 - DZ_TEST_ORIGIN_X;
      face->scene.points[i].y += 640 - DZ_TEST_ORIGIN_Y;
    }
  frame = dz_face_frame_new (&face->scene);
  plane = dz_face_plane_new (frame, &middle);
  g_assert_nonnull (plane);
  g_assert_cmpfloat (plane->left + plane->width / plane->scale, <=, 480.01);
  g_assert_cmpfloat (plane->top + plane->height / plane->scale, <=, 640.01);
  none = dz_face_plane_new (frame, &far);
  g_assert_null (none);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/face-plane/area", test_area);
  g_test_add_func ("/face-plane/runs-px", test_runs);
  g_test_add_func ("/face-plane/cut", test_cut);
  return g_test_run ();
}
