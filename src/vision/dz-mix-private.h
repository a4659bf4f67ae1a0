/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"

#include <string.h>

/*
 * Samples between pixels. They lie at sixteenths of a pixel, so that the weights of the four pixels
 * round them are whole numbers and sum up to 256. The bytes of a pixel are spread over the four
 * quarters of a word, and all of them weighted in one multiplication: a quarter of the answer is
 * 256 times a byte.
 */
#define DZ_MIX_STEPS 16
#define DZ_MIX_ONE 256

/* Which quarter holds which byte depends on the order of bytes in a word. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define DZ_MIX_RED 0
#define DZ_MIX_GREEN 2
#define DZ_MIX_BLUE 1
#else
#define DZ_MIX_RED 3
#define DZ_MIX_GREEN 1
#define DZ_MIX_BLUE 2
#endif

/* The first and third byte to the lower quarters, the others to the upper. */
static inline guint64
dz_mix_spread (const guint8 *pixel)
{
  guint32 word;

  memcpy (&word, pixel, sizeof word);
  return (word & 0x00ff00ffu) | (guint64) (word & 0xff00ff00u) << 24;
}

/* Bilinear between a pixel, the one @next bytes and the one @below bytes behind it; @right and
 * @down are sixteenths, below 16. */
static inline guint64
dz_mix (const guint8 *pixel,
        gsize         next,
        gsize         below,
        guint         right,
        guint         down)
{
  guint both = right * down;

  return dz_mix_spread (pixel) * (DZ_MIX_ONE - DZ_MIX_STEPS * (right + down) + both)
         + dz_mix_spread (pixel + next) * (DZ_MIX_STEPS * right - both)
         + dz_mix_spread (pixel + below) * (DZ_MIX_STEPS * down - both)
         + dz_mix_spread (pixel + below + next) * both;
}

/* Likewise at a place of a picture, in sixteenths from the centre of its first pixel and not beyond
 * that of its last one. */
static inline guint64
dz_mix_at (const DzPixels *pixels,
           guint           x,
           guint           y)
{
  guint left = x / DZ_MIX_STEPS;
  guint top = y / DZ_MIX_STEPS;

  return dz_mix (dz_pixels_at (pixels, left, top), left + 1 < pixels->width ? 4 : 0,
                 top + 1 < pixels->height ? pixels->stride : 0, x % DZ_MIX_STEPS,
                 y % DZ_MIX_STEPS);
}

static inline guint
dz_mix_quarter (guint64 mixed,
                guint   quarter)
{
  return (mixed >> (16 * quarter)) & 0xffff;
}
