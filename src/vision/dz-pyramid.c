/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pyramid.h"

#include "dz-mix-private.h"

#include <string.h>

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

/* Sums of four bytes each to their means, rounded. A byte stands in every other place then. */
static inline DzMix
to_means (DzMix sums)
{
  return (sums + 2) / 4;
}

/* Each byte of two pixels and of the two below them, summed up: a pixel of the half, 4 times. */
static inline DzMix
add_square (const guint8 *upper,
            const guint8 *lower)
{
  DzMix sums = dz_mix_widen (dz_mix_load (upper)) + dz_mix_widen (dz_mix_load (lower));

  return sums + __builtin_shufflevector (sums, sums, 4, 5, 6, 7, 0, 1, 2, 3);
}

/* Two pixels of the half. */
static inline DzMix
halve_two (const guint8 *upper,
           const guint8 *lower)
{
  return to_means (__builtin_shufflevector (add_square (upper, lower),
                                            add_square (upper + 8, lower + 8),
                                            0, 1, 2, 3, 8, 9, 10, 11));
}

static inline void
halve_pair (const guint8 *upper,
            const guint8 *lower,
            guint8       *out)
{
  const DzMix mean = to_means (add_square (upper, lower));

  for (guint c = 0; c < 4; c++)
    out[c] = mean[c];
}

static void
halve_row (const guint8 *upper,
           const guint8 *lower,
           guint         n_pairs,
           guint8       *out)
{
  guint x = 0;

  for (; x + 4 <= n_pairs; x += 4, upper += 32, lower += 32, out += 16)
    dz_mix_store (halve_two (upper, lower), halve_two (upper + 16, lower + 16), out);
  for (; x < n_pairs; x++, upper += 8, lower += 8, out += 4)
    halve_pair (upper, lower, out);
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

      halve_row (upper, lower, n_pairs, dz_pixels_at (half, 0, y));
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
