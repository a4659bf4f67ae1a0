/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lab.h"
#include "dz-median.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_MAX 400

static int
compare_cb (const void *one,
            const void *other)
{
  const float *a = one;
  const float *b = other;

  return (*a > *b) - (*a < *b);
}

/* Few different values, so that many are equal; sorted ones and reversed ones too. */
static void
fill (float *values,
      guint  n_values,
      guint  kind)
{
  for (guint i = 0; i < n_values; i++)
    values[i] = g_test_rand_int_range (-20, 20) * (kind == 3 ? 1e-3f * i : 1.0f);
  if (kind > 0)
    qsort (values, n_values, sizeof (float), compare_cb);
  for (guint i = 0; kind == 2 && i < n_values / 2; i++)
    {
      float held = values[i];

      values[i] = values[n_values - 1 - i];
      values[n_values - 1 - i] = held;
    }
}

/* Against a sort. */
static void
test_ranks (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      guint n = g_test_rand_int_range (1, round % 10 == 0 ? N_MAX : 12);
      float values[N_MAX];
      float sorted[N_MAX];

      fill (values, n, round % 4);
      memcpy (sorted, values, sizeof sorted);
      qsort (sorted, n, sizeof (float), compare_cb);
      g_assert_cmpfloat (dz_median (values, n), ==, (sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
      g_assert_cmpfloat (dz_quantile (values, n, 0), ==, sorted[0]);
      g_assert_cmpfloat (dz_quantile (values, n, 0.9), ==, sorted[(guint) (0.9 * (n - 1))]);
      g_assert_cmpfloat (dz_quantile (values, n, 1), ==, sorted[n - 1]);
    }
}

static void
test_lab_median (void)
{
  const DzLab labs[] = { { 10, 5, -3 }, { 20, -5, 0 }, { 90, 0, 40 }, { 12, 1, 1 } };
  DzLab median = dz_lab_median (labs, 3);

  g_assert_cmpfloat (median.L, ==, 20);
  g_assert_cmpfloat (median.a, ==, 0);
  g_assert_cmpfloat (median.b, ==, 0);
  median = dz_lab_median (labs, 4);
  g_assert_cmpfloat (median.L, ==, 16);
  g_assert_cmpfloat (median.a, ==, 0.5);
  g_assert_cmpfloat (median.b, ==, 0.5);
}

static double
compress (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

static double
expand (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static DzLab
reference (const float rgb[3])
{
  double r = expand (rgb[0] / 255);
  double g = expand (rgb[1] / 255);
  double b = expand (rgb[2] / 255);
  double x = compress ((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  double y = compress (0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  double z = compress ((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

  return (DzLab) { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

/* The tables stand for the formulas: between values of 8 bits, and at them, by one and by rows. */
static void
test_lab_tables (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      float rgb[3] = { g_test_rand_double_range (0, 255), g_test_rand_double_range (0, 255),
                       g_test_rand_double_range (0, 255) };
      guint8 row[8] = { 0, 0, 0, 0, rgb[0], rgb[1], rgb[2], 0 };
      guint16 fine[3] = { lroundf (rgb[0] * 16), lroundf (rgb[1] * 16), lroundf (rgb[2] * 16) };
      float rounded[3] = { fine[0] / 16.0f, fine[1] / 16.0f, fine[2] / 16.0f };
      float whole[3] = { row[4], row[5], row[6] };
      DzLab expected = reference (rgb);
      DzLab lab = dz_lab_from_floats (rgb);
      DzLab labs[2];

      g_assert_cmpfloat (dz_lab_distance (&lab, &expected), <, 0.01);
      expected = reference (rounded);
      lab = dz_lab_from_sixteenths (fine);
      g_assert_cmpfloat (dz_lab_distance (&lab, &expected), <, 0.01);
      expected = reference (whole);
      lab = dz_lab_from_srgb (row[4], row[5], row[6]);
      g_assert_cmpfloat (dz_lab_distance (&lab, &expected), <, 0.005);
      dz_lab_from_row (row, 2, labs);
      g_assert_cmpmem (&labs[1], sizeof lab, &lab, sizeof lab);
      g_assert_cmpfloat (labs[0].L, ==, 0);
    }
}

static void
test_lab_greys (void)
{
  for (guint grey = 0; grey < 256; grey++)
    {
      DzLab lab = dz_lab_from_srgb (grey, grey, grey);

      g_assert_cmpfloat (dz_lab_chroma (&lab), <, 1e-3);
      g_assert_cmpfloat (lab.L, >=, 0);
      g_assert_cmpfloat (lab.L, <=, 100);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/median/ranks", test_ranks);
  g_test_add_func ("/photo/median/colours", test_lab_median);
  g_test_add_func ("/photo/median/lab-tables", test_lab_tables);
  g_test_add_func ("/photo/median/lab-greys", test_lab_greys);
  return g_test_run ();
}
