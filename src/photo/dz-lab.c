/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lab.h"

#include <math.h>

static float linear[256];

/* IEC 61966-2-1: the curve of sRGB, once for each of its 256 values. */
static void
fill_linear (void)
{
  static gsize filled = 0;

  if (!g_once_init_enter (&filled))
    return;
  for (guint i = 0; i < 256; i++)
    {
      double v = i / 255.0;

      linear[i] = v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
    }
  g_once_init_leave (&filled, 1);
}

static float
compress (float t)
{
  const float delta = 6.0f / 29.0f;

  return t > delta * delta * delta ? cbrtf (t) : t / (3 * delta * delta) + 4.0f / 29.0f;
}

/**
 * dz_lab_from_srgb:
 * @red: 0…255
 * @green: 0…255
 * @blue: 0…255
 *
 * Converts a colour to CIELAB under D65 (IEC 61966-2-1 primaries, CIE 15 formulas).
 *
 * Returns: the colour
 */
DzLab
dz_lab_from_srgb (guint8 red,
                  guint8 green,
                  guint8 blue)
{
  float r, g, b;
  float x, y, z;

  fill_linear ();
  r = linear[red];
  g = linear[green];
  b = linear[blue];
  /* Each row is divided by its own sum, the white, so that greys come out exactly neutral. */
  x = compress ((0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / 0.95047f);
  y = compress (0.2126729f * r + 0.7151522f * g + 0.0721750f * b);
  z = compress ((0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / 1.08883f);
  return (DzLab) { CLAMP (116 * y - 16, 0, 100), 500 * (x - y), 200 * (y - z) };
}

/**
 * dz_lab_distance:
 * @one: a colour
 * @other: another
 *
 * Returns: ΔE76 between them
 */
float
dz_lab_distance (const DzLab *one,
                 const DzLab *other)
{
  float L = one->L - other->L;
  float a = one->a - other->a;
  float b = one->b - other->b;

  return sqrtf (L * L + a * a + b * b);
}
