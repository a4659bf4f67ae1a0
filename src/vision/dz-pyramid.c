/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pyramid.h"

#include <string.h>

/* Of the four bytes of a pixel, the first and third, and after a shift the others: their sums over
 * four pixels do not run into each other. */
#define EVEN_BYTES 0x00ff00ffu
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

static inline guint32
load (const guint8 *pixel)
{
  guint32 word;

  memcpy (&word, pixel, sizeof word);
  return word;
}

static inline guint32
mean_of_four (guint32 a,
              guint32 b,
              guint32 c,
              guint32 d)
{
  guint32 even = (a & EVEN_BYTES) + (b & EVEN_BYTES) + (c & EVEN_BYTES) + (d & EVEN_BYTES);
  guint32 odd = (a >> 8 & EVEN_BYTES) + (b >> 8 & EVEN_BYTES) + (c >> 8 & EVEN_BYTES) +
                (d >> 8 & EVEN_BYTES);

  return ((even + HALF_OF_FOUR) >> 2 & EVEN_BYTES) |
         ((odd + HALF_OF_FOUR) >> 2 & EVEN_BYTES) << 8;
}

static void
halve_row (const guint8 *upper,
           const guint8 *lower,
           guint         n_pairs,
           guint8       *out)
{
  for (guint x = 0; x < n_pairs; x++)
    {
      guint32 mean = mean_of_four (load (upper + 8 * x), load (upper + 8 * x + 4),
                                   load (lower + 8 * x), load (lower + 8 * x + 4));

      memcpy (out + 4 * x, &mean, sizeof mean);
    }
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
        {
          guint32 last = mean_of_four (load (upper + 8 * n_pairs), load (lower + 8 * n_pairs),
                                       load (upper + 8 * n_pairs), load (lower + 8 * n_pairs));

          memcpy (dz_pixels_at (half, n_pairs, y), &last, sizeof last);
        }
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
