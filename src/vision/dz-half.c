/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-half.h"

#include <string.h>

/* IEEE 754-2019 §3.6: binary16 has 5 bits of exponent with bias 15 and 10 of fraction, binary32 8
 * with bias 127 and 23. Moved into place, a number's exponent is too small by 112. */
#define SIGN 0x8000u
#define MAGNITUDE 0x7fffu
#define INFINITE 0x7c00u
#define FRACTION_SHIFT 13
#define WIDE_INFINITE 0x7f800000u
#define EXPONENT_GAP 0x1p112f

static float
widen (guint16 half)
{
  guint32 magnitude = half & MAGNITUDE;
  guint32 bits = magnitude << FRACTION_SHIFT;
  float number;

  /* The product is right for subnormal numbers as well, which plain adding would not be. */
  memcpy (&number, &bits, sizeof number);
  number *= EXPONENT_GAP;
  memcpy (&bits, &number, sizeof bits);
  bits |= magnitude >= INFINITE ? WIDE_INFINITE : 0;
  bits |= (half & SIGN) << 16;
  memcpy (&number, &bits, sizeof number);
  return number;
}

/**
 * dz_half_widen:
 * @halves: numbers of half precision, little-endian
 * @n: how many
 * @numbers: (out caller-allocates): the same numbers
 */
void
dz_half_widen (const guint8 *halves,
               gsize         n,
               float        *numbers)
{
  g_return_if_fail (n == 0 || (halves != NULL && numbers != NULL));

  for (gsize i = 0; i < n; i++)
    {
      guint16 half;

      memcpy (&half, halves + i * sizeof half, sizeof half);
      numbers[i] = widen (GUINT16_FROM_LE (half));
    }
}
