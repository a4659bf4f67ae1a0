/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A chessboard of single pixels in a rectangle of the frame, lighter and darker by @depth. */
static void
roughen (DzTestFace *face,
         double      u,
         double      v,
         double      width,
         double      height,
         int         depth)
{
  static const guint8 marker[3] = { 1, 2, 3 };

  dz_test_face_paint (face, u, v, width, height, marker);
  for (guint y = 0; y < face->view->height; y++)
    {
      for (guint x = 0; x < face->view->width; x++)
        {
          guint8 *p = dz_pixels_at (face->view, x, y);

          if (memcmp (p, marker, 3) == 0)
            memset (p, 128 + ((x + y) % 2 == 0 ? depth : -depth), 3);
        }
    }
}

/* Nothing is scaled: 90 px from eye corner to eye corner. */
static DzMeasurement *
measure (int cheek_depth,
         int eye_depth)
{
  g_autoptr(DzTestFace) face = dz_test_face_new (0);
  DzMeasurement *measurement = dz_measurement_new ();
  g_autoptr(DzFaceFrame) frame = NULL;

  roughen (face, -2, -2, 4, 4, 0);
  roughen (face, -0.6, -0.2, 1.2, 0.34, eye_depth);
  roughen (face, -0.6, 0.16, 1.2, 0.4, cheek_depth);
  dz_test_face_put (face, 33, -0.375, 0);
  dz_test_face_put (face, 263, 0.375, 0);
  frame = dz_face_frame_new (&face->scene);
  dz_cue_skin (frame, measurement);
  return measurement;
}

/* Both are chessboards, so that their ratio is that of their depths. */
static void
test_ratio (void)
{
  static const int depths[] = { 0, 2, 10, 40 };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr(DzMeasurement) m = measure (depths[i], 40);

      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_SKIN_DETAIL),
                                      depths[i] / 40.0, 0.005);
    }
}

static void
test_unknown (void)
{
  g_autoptr(DzMeasurement) flat = measure (0, 0);
  g_autoptr(DzTestFace) face = dz_test_face_new (0);
  g_autoptr(DzMeasurement) m = dz_measurement_new ();
  g_autoptr(DzFaceFrame) frame = NULL;

  g_assert_false (dz_measurement_has (flat, DZ_QUANTITY_SKIN_DETAIL));
  face->scene.points[33].x += 45;
  frame = dz_face_frame_new (&face->scene);
  dz_cue_skin (frame, m);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_SKIN_DETAIL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-skin/ratio", test_ratio);
  g_test_add_func ("/cue-skin/unknown", test_unknown);
  return g_test_run ();
}
