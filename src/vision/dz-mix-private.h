/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"

#include <string.h>

/*
 * Samples between pixels. They lie at sixteenths of a pixel, so that the weights of the four pixels
 * round them are whole numbers and sum up to 256, and 16 bits hold any weighted sum. Two pixels
 * beside each other, four bytes each, are weighted at a time.
 */
#define DZ_MIX_STEPS 16
#define DZ_MIX_ONE 256

typedef guint8  DzMixBytes __attribute__ ((vector_size (16)));
typedef guint16 DzMix __attribute__ ((vector_size (16)));
typedef gint32  DzMixInts __attribute__ ((vector_size (16)));
typedef float   DzMixFloats __attribute__ ((vector_size (16)));

/* Bytes become halves of words, and those words, by zeros put behind them. */
G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN);

/* Two pixels beside each other. */
static inline DzMix
dz_mix_widen (guint64 pixels)
{
  const DzMixBytes zeros = { 0 };
  const guint64 words __attribute__ ((vector_size (16))) = { pixels, 0 };

  return (DzMix) __builtin_shufflevector ((DzMixBytes) words, zeros, 0, 16, 1, 17, 2, 18, 3, 19, 4,
                                          20, 5, 21, 6, 22, 7, 23);
}

static inline guint64
dz_mix_load (const guint8 *pixel)
{
  guint64 both;

  memcpy (&both, pixel, sizeof both);
  return both;
}

/* A pixel at the right border is its own neighbour. */
static inline guint64
dz_mix_load_last (const guint8 *pixel)
{
  guint32 one;

  memcpy (&one, pixel, sizeof one);
  return one | (guint64) one << 32;
}

#define DZ_MIX_ACROSS(right) \
  { 16 - right, 16 - right, 16 - right, 16 - right, right, right, right, right }
#define DZ_MIX_ALL(down) { down, down, down, down, down, down, down, down }
#define DZ_MIX_EACH(OF) \
  { OF (0), OF (1), OF (2), OF (3), OF (4), OF (5), OF (6), OF (7), OF (8), OF (9), OF (10), \
    OF (11), OF (12), OF (13), OF (14), OF (15), OF (16) }

static const DzMix dz_mix_across[DZ_MIX_STEPS + 1] = DZ_MIX_EACH (DZ_MIX_ACROSS);
static const DzMix dz_mix_all[DZ_MIX_STEPS + 1] = DZ_MIX_EACH (DZ_MIX_ALL);

/* Bilinear between two pixels above and two below; @right and @down are sixteenths, below 16. The
 * first four numbers of the answer are the bytes of a pixel, 256 times. */
static inline DzMix
dz_mix (guint64 above,
        guint64 below,
        guint   right,
        guint   down)
{
  DzMix pair = dz_mix_widen (above) * dz_mix_all[DZ_MIX_STEPS - down]
               + dz_mix_widen (below) * dz_mix_all[down];

  pair *= dz_mix_across[right];
  return pair + __builtin_shufflevector (pair, pair, 4, 5, 6, 7, 0, 1, 2, 3);
}

/* Sixteen numbers below 256 as bytes. */
static inline void
dz_mix_store (DzMix   first,
              DzMix   second,
              guint8 *out)
{
  typedef guint16 Both __attribute__ ((vector_size (32)));
  const Both both = __builtin_shufflevector (first, second, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
                                             12, 13, 14, 15);
  const DzMixBytes bytes = __builtin_convertvector (both, DzMixBytes);

  memcpy (out, &bytes, sizeof bytes);
}

/* The first four numbers. */
static inline DzMixFloats
dz_mix_to_floats (DzMix mixed)
{
  const DzMix zeros = { 0 };
  DzMixInts ints = (DzMixInts) __builtin_shufflevector (mixed, zeros, 0, 8, 1, 9, 2, 10, 3, 11);

  return __builtin_convertvector (ints, DzMixFloats);
}

/* Likewise at a place of a picture, in sixteenths from the centre of its first pixel and not beyond
 * that of its last one. */
static inline DzMix
dz_mix_at (const DzPixels *pixels,
           guint           x,
           guint           y)
{
  guint left = x / DZ_MIX_STEPS;
  guint top = y / DZ_MIX_STEPS;
  const guint8 *above = dz_pixels_at (pixels, left, top);
  const guint8 *below = above + (top + 1 < pixels->height ? pixels->stride : 0);

  if (left + 1 < pixels->width)
    return dz_mix (dz_mix_load (above), dz_mix_load (below), x % DZ_MIX_STEPS, y % DZ_MIX_STEPS);
  return dz_mix (dz_mix_load_last (above), dz_mix_load_last (below), 0, y % DZ_MIX_STEPS);
}
