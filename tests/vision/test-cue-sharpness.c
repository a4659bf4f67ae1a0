/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>
#include <string.h>

/* Stripes across the face, so many px long and so much lighter and darker than grey. */
static DzTestFace *
make_face (double span,
           double period,
           double amplitude)
{
  DzTestFace *face = dz_test_face_new (0);

  dz_test_face_put (face, 33, -span / DZ_TEST_SPAN / 2, 0);
  dz_test_face_put (face, 263, span / DZ_TEST_SPAN / 2, 0);
  for (guint y = 0; y < face->view->height; y++)
    {
      for (guint x = 0; x < face->view->width; x++)
        {
          double value = 128 + amplitude * sin (2 * G_PI * (x + 0.5) / period);

          memset (dz_pixels_at (face->view, x, y), (int) lround (value), 3);
        }
    }
  return face;
}

static DzMeasurement *
measure (const DzTestFace *face)
{
  DzMeasurement *measurement = dz_measurement_new ();
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (&face->scene);

  dz_cue_sharpness (frame, measurement);
  return measurement;
}

/* Where the span is 90 px, nothing is scaled, and both figures follow from the sine. */
static void
test_sine (void)
{
  static const double periods[] = { 5, 8, 14 };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autoptr(DzTestFace) face = make_face (90, periods[i], 60);
      g_autoptr(DzMeasurement) m = measure (face);
      double wave = 2 * G_PI / periods[i];
      double laplacian = 60 * (2 - 2 * cos (wave));
      double gradient = 60 * 2 * sin (wave);

      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_SHARPNESS),
                                      laplacian * laplacian / 2, 0.03 * laplacian * laplacian);
      g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_SHARPNESS_RATIO),
                                      laplacian * laplacian / (gradient * gradient), 0.02);
    }
}

/* The same face at more pixels is no sharper. */
static void
test_size (void)
{
  g_autoptr(DzTestFace) small = make_face (90, 10, 60);
  g_autoptr(DzTestFace) large = make_face (180, 20, 60);
  g_autoptr(DzMeasurement) m = measure (small);
  g_autoptr(DzMeasurement) n = measure (large);

  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_SHARPNESS_RATIO),
                                  dz_measurement_get (n, DZ_QUANTITY_SHARPNESS_RATIO), 0.02);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_SHARPNESS),
                                  dz_measurement_get (n, DZ_QUANTITY_SHARPNESS), 30);
}

/* Coarser stripes are what is left of fine ones after a blur. */
static void
test_order (void)
{
  double last = G_MAXDOUBLE;

  for (double period = 5; period < 40; period *= 1.4)
    {
      g_autoptr(DzTestFace) face = make_face (120, period, 40);
      g_autoptr(DzMeasurement) m = measure (face);
      double ratio = dz_measurement_get (m, DZ_QUANTITY_SHARPNESS_RATIO);

      g_assert_cmpfloat (ratio, <, last);
      last = ratio;
    }
}

static void
test_unknown (void)
{
  g_autoptr(DzTestFace) small = make_face (79, 10, 60);
  g_autoptr(DzTestFace) flat = make_face (90, 10, 0);
  g_autoptr(DzTestFace) outside = make_face (90, 10, 60);
  g_autoptr(DzMeasurement) m = measure (small);
  g_autoptr(DzMeasurement) n = measure (flat);
  g_autoptr(DzMeasurement) o = NULL;

  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_SHARPNESS));
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (n, DZ_QUANTITY_SHARPNESS), 0, 1e-6);
  g_assert_false (dz_measurement_has (n, DZ_QUANTITY_SHARPNESS_RATIO));
  outside->scene.points[33].x -= 10000;
  outside->scene.points[263].x -= 10000;
  o = measure (outside);
  g_assert_false (dz_measurement_has (o, DZ_QUANTITY_SHARPNESS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-sharpness/sine", test_sine);
  g_test_add_func ("/cue-sharpness/size", test_size);
  g_test_add_func ("/cue-sharpness/order", test_order);
  g_test_add_func ("/cue-sharpness/unknown", test_unknown);
  return g_test_run ();
}
