/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-half.h"

#include <math.h>

static float
widen (guint16 half)
{
  guint8 bytes[2] = { half & 0xff, half >> 8 };
  float number;

  dz_half_widen (bytes, 1, &number);
  return number;
}

/* IEEE 754-2019 §3.4, taken apart by its definition: all 65,536 of them. */
static void
test_all (void)
{
  for (guint bits = 0; bits < 65536; bits++)
    {
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      float number = widen (bits);

      g_assert_cmpint (!!signbit (number), ==, bits >> 15);
      if (exponent == 31)
        g_assert_true (fraction == 0 ? isinf (number) : isnan (number));
      else if (exponent == 0)
        g_assert_cmpfloat (fabsf (number), ==, ldexpf (fraction, -24));
      else
        g_assert_cmpfloat (fabsf (number), ==, ldexpf (fraction + 1024, exponent - 25));
    }
}

static void
test_known (void)
{
  g_assert_cmpfloat (widen (0x3c00), ==, 1);
  g_assert_cmpfloat (widen (0xc000), ==, -2);
  g_assert_cmpfloat (widen (0x7bff), ==, 65504);
  g_assert_cmpfloat (widen (0x0001), ==, 0x1p-24f);
  g_assert_cmpfloat (widen (0x3555), ==, 0x1.554p-2f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/half/all", test_all);
  g_test_add_func ("/half/known", test_known);
  return g_test_run ();
}
