/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lab.h"

#include "dz-median.h"

#include <math.h>

/* Steps of the table of CIELAB's cube root over 0…1, between which it is a straight line; that is
 * within 0.003 of every value of L, a and b. */
#define ROOT_STEPS 4096

/* A sample between pixels is told apart to the sixteenth of a value; that is within 0.02 of every
 * value of L, a and b. */
#define FINE_STEPS 16

typedef struct
{
  float linear[257];           /* of each value of sRGB; one more to step from the last */
  float fine[255 * FINE_STEPS + 1];
  float root[ROOT_STEPS + 2];
} Tables;

static Tables tables;

/* IEC 61966-2-1. */
static double
expand (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

/* CIE 15, 8.2.1. */
static double
compress (double t)
{
  const double delta = 6.0 / 29.0;

  return t > delta * delta * delta ? cbrt (t) : t / (3 * delta * delta) + 4.0 / 29.0;
}

static const Tables *
get_tables (void)
{
  static gsize filled = 0;

  if (!g_once_init_enter (&filled))
    return &tables;
  for (guint i = 0; i < G_N_ELEMENTS (tables.linear); i++)
    tables.linear[i] = expand (MIN (i, 255) / 255.0);
  for (guint i = 0; i < G_N_ELEMENTS (tables.fine); i++)
    tables.fine[i] = expand (i / (255.0 * FINE_STEPS));
  for (guint i = 0; i < G_N_ELEMENTS (tables.root); i++)
    tables.root[i] = compress (i / (double) ROOT_STEPS);
  g_once_init_leave (&filled, 1);
  return &tables;
}

static inline float
step (const float *table,
      float        at)
{
  guint i = (guint) at;

  return table[i] + (at - i) * (table[i + 1] - table[i]);
}

typedef float Floats __attribute__ ((vector_size (16)));
typedef gint32 Ints __attribute__ ((vector_size (16)));

/* Of each of three values 0…1. */
static inline Floats
roots_of (const Tables *t,
          Floats        values)
{
  Floats at = values * ROOT_STEPS;
  Ints i = __builtin_convertvector (at, Ints);
  Floats from = { t->root[i[0]], t->root[i[1]], t->root[i[2]] };
  Floats to = { t->root[i[0] + 1], t->root[i[1] + 1], t->root[i[2] + 1] };

  return from + (at - __builtin_convertvector (i, Floats)) * (to - from);
}

/* To X, Y and Z of each primary of sRGB under D65, as shares of the white's. Each row is divided by
 * its own sum, so that greys come out neutral. */
static inline DzLab
from_linear (const Tables *t,
             float         r,
             float         g,
             float         b)
{
  const Floats red = { 0.4124564f / 0.95047f, 0.2126729f, 0.0193339f / 1.08883f };
  const Floats green = { 0.3575761f / 0.95047f, 0.7151522f, 0.1191920f / 1.08883f };
  const Floats blue = { 0.1804375f / 0.95047f, 0.0721750f, 0.9503041f / 1.08883f };
  Floats root = roots_of (t, red * r + green * g + blue * b);

  return (DzLab) {
    CLAMP (116 * root[1] - 16, 0, 100), 500 * (root[0] - root[1]), 200 * (root[1] - root[2]),
  };
}

/**
 * dz_srgb_to_linear:
 * @value: of a channel of sRGB, 0…255
 *
 * Returns: the light it stands for, 0…1 (IEC 61966-2-1)
 */
float
dz_srgb_to_linear (float value)
{
  return step (get_tables ()->linear, CLAMP (value, 0, 255));
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
  const Tables *t = get_tables ();

  return from_linear (t, t->linear[red], t->linear[green], t->linear[blue]);
}

/**
 * dz_lab_from_floats:
 * @rgb: red, green and blue of sRGB, 0…255, as a sample between pixels has them
 *
 * Converts as dz_lab_from_srgb() does.
 *
 * Returns: the colour
 */
DzLab
dz_lab_from_floats (const float rgb[3])
{
  const Tables *t = get_tables ();

  return from_linear (t,
                      step (t->linear, CLAMP (rgb[0], 0, 255)),
                      step (t->linear, CLAMP (rgb[1], 0, 255)),
                      step (t->linear, CLAMP (rgb[2], 0, 255)));
}

/**
 * dz_lab_from_sixteenths:
 * @rgb: red, green and blue of sRGB in sixteenths, 0…4080, as a sample between pixels has them
 *
 * Converts as dz_lab_from_srgb() does.
 *
 * Returns: the colour
 */
DzLab
dz_lab_from_sixteenths (const guint16 rgb[3])
{
  const Tables *t = get_tables ();

  return from_linear (t, t->fine[rgb[0]], t->fine[rgb[1]], t->fine[rgb[2]]);
}

/**
 * dz_lab_from_row:
 * @row: pixels as in #DzPixels, four bytes each
 * @n_pixels: how many
 * @labs: (out caller-allocates): as many colours
 *
 * Converts many pixels.
 */
void
dz_lab_from_row (const guint8 *row,
                 guint         n_pixels,
                 DzLab        *labs)
{
  const Tables *t = get_tables ();

  for (guint i = 0; i < n_pixels; i++, row += 4)
    labs[i] = from_linear (t, t->linear[row[0]], t->linear[row[1]], t->linear[row[2]]);
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

/**
 * dz_lab_chroma:
 * @self: a colour
 *
 * Returns: how far it is from grey
 */
float
dz_lab_chroma (const DzLab *self)
{
  return sqrtf (self->a * self->a + self->b * self->b);
}

static void
copy_channel (const DzLab *labs,
              guint        n_labs,
              gsize        offset,
              float       *values)
{
  for (guint i = 0; i < n_labs; i++)
    values[i] = G_STRUCT_MEMBER (float, &labs[i], offset);
}

/**
 * dz_lab_median:
 * @labs: colours
 * @n_labs: how many, at least 1
 *
 * Returns: the median of each channel
 */
DzLab
dz_lab_median (const DzLab *labs,
               guint        n_labs)
{
  g_autofree float *values = g_new (float, n_labs);
  DzLab median;

  copy_channel (labs, n_labs, G_STRUCT_OFFSET (DzLab, L), values);
  median.L = dz_median (values, n_labs);
  copy_channel (labs, n_labs, G_STRUCT_OFFSET (DzLab, a), values);
  median.a = dz_median (values, n_labs);
  copy_channel (labs, n_labs, G_STRUCT_OFFSET (DzLab, b), values);
  median.b = dz_median (values, n_labs);
  return median;
}
