/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-double-jpeg.h"

#include "dz-jpeg-quality.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The figures of photo-standards §3.7. */
#define N_FREQUENCIES 9
#define VALUE_MAX 20
#define FIRST_QUALITY_MIN 50
#define FIRST_QUALITY_MAX 98
#define MASS_MIN 100

/* There it is 85. At 85 to 87, portraits saved once gave 0.64 and more, but drawn people with a
 * sensor's noise down to 0.23, no less than those saved twice; from 88 on all gave 0.62 and more,
 * from 90 on 1. */
#define FINAL_QUALITY_MIN 88

/* Where coefficients hold more than this, they say no more than that many would, and cost more. */
#define PIXELS_MAX 4000000

/* The first waves of a block in zigzag order, by their place in natural order. */
static const guint8 places[N_FREQUENCIES] = { 1, 8, 16, 9, 2, 3, 10, 17, 24 };

/* Of each wave: how often its quantised coefficient has a magnitude, the last for all that are
 * larger, and their sum. */
struct _DzDoubleJpeg
{
  guint16 last[64]; /* the table of the file */
  guint32 counts[N_FREQUENCIES][VALUE_MAX + 2];
  guint64 sums[N_FREQUENCIES];
};

/* Of those that are not 0. */
static guint32
count_all (const DzDoubleJpeg *self,
           guint               i)
{
  guint32 total = 0;

  for (guint value = 1; value <= VALUE_MAX + 1; value++)
    total += self->counts[i][value];
  return total;
}

/* Which values a coefficient can have that was first a multiple of @first and then rounded to
 * multiples of @last. */
static guint32
find_reachable (guint first,
                guint last)
{
  guint32 reachable = 0;

  for (guint n = 0; n * first <= (VALUE_MAX + 1) * last; n++)
    {
      guint value = (2 * n * first + last) / (2 * last);

      if (value <= VALUE_MAX)
        reachable |= 1u << value;
    }
  return reachable;
}

/* Magnitudes fall off like a geometric series, with the ratio that gives their mean. */
static void
add_gaps (const DzDoubleJpeg *self,
          guint               i,
          guint32             reachable,
          double             *expected,
          double             *observed)
{
  double total = count_all (self, i);
  double ratio = 1 - total / self->sums[i];
  double mass = total * (1 - ratio);

  for (guint value = 1; value <= VALUE_MAX; value++, mass *= ratio)
    {
      if (reachable & 1u << value)
        continue;
      *expected += mass;
      *observed += self->counts[i][value];
    }
}

static double
ratio_for (const DzDoubleJpeg *self,
           guint               first_quality)
{
  guint16 first[64];
  double expected = 0;
  double observed = 0;

  dz_jpeg_quality_fill_luma (first_quality, first);
  for (guint i = 0; i < N_FREQUENCIES; i++)
    {
      guint place = places[i];

      if (self->sums[i] > 0 && first[place] > self->last[place])
        add_gaps (self, i, find_reachable (first[place], self->last[place]), &expected, &observed);
    }
  return expected >= MASS_MIN ? observed / expected : NAN;
}

static double
least_ratio (const DzDoubleJpeg *self)
{
  double least = NAN;

  for (guint quality = FIRST_QUALITY_MIN; quality <= FIRST_QUALITY_MAX; quality++)
    least = fmin (least, ratio_for (self, quality));
  return least;
}

/* T.81 knows no step of 0, but libjpeg takes one. */
static gboolean
has_steps (const guint16 table[64])
{
  for (guint i = 0; i < N_FREQUENCIES; i++)
    {
      if (table[places[i]] == 0)
        return FALSE;
    }
  return table[0] != 0;
}

static gboolean
is_fit (const DzJpegHeader *header)
{
  DzJpegQuality quality;

  if ((guint64) header->width * header->height > PIXELS_MAX || !has_steps (header->luma_table))
    return FALSE;
  quality = dz_jpeg_quality_estimate (header->luma_table,
                                      header->has_chroma_table ? header->chroma_table : NULL);
  return quality.quality >= FINAL_QUALITY_MIN;
}

/**
 * dz_double_jpeg_new:
 * @header: a JPEG's
 *
 * Begins to look for traces of an earlier compression on the same grid (photo-standards §3.7):
 * values of the first waves that a coefficient of that earlier quality could not have become are
 * missing.
 *
 * Returns: (transfer full) (nullable): what shall be given all blocks of the first component; %NULL
 *   where they would mean nothing: the last quality is under 88, the table has a step of 0, or the
 *   picture is over 4 million pixels
 */
DzDoubleJpeg *
dz_double_jpeg_new (const DzJpegHeader *header)
{
  DzDoubleJpeg *self;

  g_return_val_if_fail (header != NULL, NULL);

  if (!is_fit (header))
    return NULL;
  self = g_new0 (DzDoubleJpeg, 1);
  memcpy (self->last, header->luma_table, sizeof self->last);
  return self;
}

/**
 * dz_double_jpeg_free:
 * @self: (transfer full) (nullable): a search
 */
void
dz_double_jpeg_free (DzDoubleJpeg *self)
{
  g_free (self);
}

/**
 * dz_double_jpeg_add_block_cb:
 * @block: 64 quantised coefficients in natural order
 * @user_data: a #DzDoubleJpeg
 *
 * Counts a block; a #DzJpegBlockFunc.
 */
void
dz_double_jpeg_add_block_cb (const gint16 *block,
                             gpointer      user_data)
{
  DzDoubleJpeg *self = user_data;

  for (guint i = 0; i < N_FREQUENCIES; i++)
    {
      guint value = abs (block[places[i]]);

      self->sums[i] += value;
      self->counts[i][MIN (value, VALUE_MAX + 1)]++;
    }
}

/**
 * dz_double_jpeg_get:
 * @self: a search that was given all blocks
 *
 * For each earlier quality the mass found where none could be is held against what a geometric law
 * expects; the least of these ratios is the answer. Near 1 for a file saved once, 0.6 or less for
 * one that was saved at a lower quality before. An earlier save at a higher quality, or on another
 * grid, is not seen.
 *
 * Returns: the ratio; NaN where the picture has too little contrast
 */
double
dz_double_jpeg_get (const DzDoubleJpeg *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return least_ratio (self);
}
