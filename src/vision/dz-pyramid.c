/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pyramid.h"

#include <string.h>

/* Every other byte of two pixels: sums over four pixels do not run into each other. */
#define EVEN_BYTES 0x00ff00ff00ff00ffu
#define HALF_OF_FOUR 0x00020002u

/**
 * dz_pyramid_new:
 * @picture: must outlive the pyramid
 *
 * Returns: (transfer full): a pyramid over it
 */
DzPyramid *
dz_pyramid_new (const DzPixels *picture)
{
  DzPyramid *self;

  g_return_val_if_fail (picture != NULL, NULL);

  self = g_new0 (DzPyramid, 1);
  self->levels[0] = picture;
  return self;
}

/**
 * dz_pyramid_free:
 * @self: (transfer full) (nullable): a pyramid
 */
void
dz_pyramid_free (DzPyramid *self)
{
  if (self == NULL)
    return;
  for (guint i = 1; i < DZ_PYRAMID_LEVELS_MAX; i++)
    dz_pixels_free ((DzPixels *) self->levels[i]);
  g_free (self);
}

/* Of both halves of a word, which are two pixels beside each other, the sum. */
static inline guint32
add_halves (guint64 word)
{
  return (guint32) word + (guint32) (word >> 32);
}

static inline void
halve_pair (const guint8 *upper,
            const guint8 *lower,
            guint8       *out)
{
  guint64 a;
  guint64 b;
  guint32 even;
  guint32 odd;
  guint32 mean;

  memcpy (&a, upper, sizeof a);
  memcpy (&b, lower, sizeof b);
  even = add_halves ((a & EVEN_BYTES) + (b & EVEN_BYTES)) + HALF_OF_FOUR;
  odd = add_halves ((a >> 8 & EVEN_BYTES) + (b >> 8 & EVEN_BYTES)) + HALF_OF_FOUR;
  mean = (even >> 2 & (guint32) EVEN_BYTES) | (odd >> 2 & (guint32) EVEN_BYTES) << 8;
  memcpy (out, &mean, sizeof mean);
}

static void
halve_last (const guint8 *upper,
            const guint8 *lower,
            guint8       *out)
{
  const guint8 above[8] = { upper[0], upper[1], upper[2], upper[3],
                            upper[0], upper[1], upper[2], upper[3] };
  const guint8 below[8] = { lower[0], lower[1], lower[2], lower[3],
                            lower[0], lower[1], lower[2], lower[3] };

  halve_pair (above, below, out);
}

/* Where rows or columns are odd in number, the last stands for the one that is missing. */
static DzPixels *
halve (const DzPixels *picture)
{
  guint width = (picture->width + 1) / 2;
  guint height = (picture->height + 1) / 2;
  gsize size = dz_pixels_size (width, height);
  DzPixels *half = dz_pixels_new_for_data (g_malloc (size), size, width, height, 4 * (gsize) width);
  guint n_pairs = picture->width / 2;

  half->owned = TRUE;
  for (guint y = 0; y < half->height; y++)
    {
      const guint8 *upper = dz_pixels_at (picture, 0, 2 * y);
      const guint8 *lower = dz_pixels_at (picture, 0, MIN (2 * y + 1, picture->height - 1));

      for (guint x = 0; x < n_pairs; x++)
        halve_pair (upper + 8 * x, lower + 8 * x, dz_pixels_at (half, x, y));
      if (picture->width % 2 == 1)
        halve_last (upper + 8 * n_pairs, lower + 8 * n_pairs, dz_pixels_at (half, n_pairs, y));
    }
  return half;
}

/**
 * dz_pyramid_get_level:
 * @self: a pyramid
 * @level: 0 for the picture itself, below DZ_PYRAMID_LEVELS_MAX
 *
 * Returns: (transfer none): the picture, halved @level times
 */
const DzPixels *
dz_pyramid_get_level (DzPyramid *self,
                      guint      level)
{
  g_return_val_if_fail (self != NULL && level < DZ_PYRAMID_LEVELS_MAX, NULL);

  for (guint i = 1; i <= level; i++)
    {
      if (self->levels[i] == NULL)
        self->levels[i] = halve (self->levels[i - 1]);
    }
  return self->levels[level];
}

/**
 * dz_pyramid_choose:
 * @shrink: px of the picture to one sample, along the axis that is shrunk less
 *
 * Returns: the level at which samples lie one to two pixels apart: none is left out, and none is
 *   blurred more than it must be
 */
guint
dz_pyramid_choose (double shrink)
{
  guint level = 0;

  for (; shrink >= 2 && level < DZ_PYRAMID_LEVELS_MAX - 1; shrink /= 2)
    level++;
  return level;
}
