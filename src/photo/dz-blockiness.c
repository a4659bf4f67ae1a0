/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-blockiness.h"

#include "dz-vectors-private.h"

#include <math.h>
#include <stdlib.h>

#define BLOCK 8

/* More than any picture has: of one that is nothing but flat blocks. */
#define MOST 1000

/* Of each direction this share is left out at both ends. The middle of a portrait holds the person:
 * a wall has no contrast of its own, and a picture with much of it would look blocky at any
 * quality. So measured, portraits of 480×640 px agree with the medians of calibration §9. */
#define MARGIN 0.2

/* Sums of differences between neighbours, by the place in its block of the second of the two: a
 * pair with its second at 0 lies across a border. */
struct _DzBlockiness
{
  guint    left;          /* first column that has a pair with the one before it */
  guint    right;         /* one past the last */
  guint    top;
  guint    bottom;
  guint    y;             /* rows pushed */
  guint16 *luma;          /* owned, of the row at hand, from the column before @left */
  guint16 *above;         /* owned, of the row before */
  guint64  across[BLOCK];
  guint64  down[BLOCK];
};

/**
 * dz_blockiness_new:
 * @width: px in a row
 * @height: rows that will be pushed
 *
 * Returns: (transfer full): a measure to which a picture's rows are to be pushed
 */
DzBlockiness *
dz_blockiness_new (guint width,
                   guint height)
{
  DzBlockiness *self = g_new0 (DzBlockiness, 1);

  self->left = 1 + MARGIN * width;
  self->right = MAX (self->left, (1 - MARGIN) * width);
  self->top = 1 + MARGIN * height;
  self->bottom = MAX (self->top, (1 - MARGIN) * height);
  self->luma = g_new (guint16, self->right - self->left + 1);
  self->above = g_new (guint16, self->right - self->left + 1);
  return self;
}

/**
 * dz_blockiness_free:
 * @self: (transfer full) (nullable): a measure
 */
void
dz_blockiness_free (DzBlockiness *self)
{
  if (self == NULL)
    return;
  g_free (self->luma);
  g_free (self->above);
  g_free (self);
}

/* 0.299 R + 0.587 G + 0.114 B, in 256ths of a level. */
DZ_ON_VECTORS static void
read_luma (DzBlockiness *self,
           const guint8 *row)
{
  row += 4 * (gsize) (self->left - 1);
  for (guint i = 0; i <= self->right - self->left; i++, row += 4)
    self->luma[i] = 77 * row[0] + 150 * row[1] + 29 * row[2];
}

/* Eight sums side by side; a row of 65,535 pixels stays below 2^32 in each. */
DZ_ON_VECTORS static void
add_across (DzBlockiness *self)
{
  guint n = self->right - self->left;
  guint32 sums[BLOCK] = { 0 };
  guint i = 0;

  for (; i + BLOCK <= n; i += BLOCK)
    {
      for (guint k = 0; k < BLOCK; k++)
        sums[k] += abs (self->luma[i + k + 1] - self->luma[i + k]);
    }
  for (; i < n; i++)
    sums[i % BLOCK] += abs (self->luma[i + 1] - self->luma[i]);
  for (guint k = 0; k < BLOCK; k++)
    self->across[(self->left + k) % BLOCK] += sums[k];
}

/* A row of 65,535 pixels stays below 2^32. */
DZ_ON_VECTORS static guint32
sum_differences (const guint16 *one,
                 const guint16 *other,
                 guint          n)
{
  guint32 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += abs (one[i] - other[i]);
  return sum;
}

static void
add_down (DzBlockiness *self)
{
  self->down[self->y % BLOCK] +=
    sum_differences (self->luma + 1, self->above + 1, self->right - self->left);
}

static void
add_row (DzBlockiness *self,
         const guint8 *row)
{
  guint16 *swap = self->above;

  self->above = self->luma;
  self->luma = swap;
  read_luma (self, row);
  if (self->y < self->top)
    return;
  add_across (self);
  add_down (self);
}

/**
 * dz_blockiness_push:
 * @self: a measure
 * @row: the picture's next row as it is stored, at its full size: R, G, B, 255
 */
void
dz_blockiness_push (DzBlockiness *self,
                    const guint8 *row)
{
  g_return_if_fail (self != NULL && row != NULL);

  if (self->left < self->right && self->y + 1 >= self->top && self->y < self->bottom)
    add_row (self, row);
  self->y++;
}

/* Of the pairs whose seconds lie from @from to before @to. */
static double
ratio_of (const guint64 sums[BLOCK],
          guint         from,
          guint         to)
{
  double border = (to - 1) / BLOCK - (from - 1) / BLOCK;
  double elsewhere = to - from - border;
  guint64 sum = 0;

  for (guint i = 1; i < BLOCK; i++)
    sum += sums[i];
  if (border == 0 || sums[0] + sum == 0)
    return NAN;
  return sum == 0 ? MOST : MIN (MOST, sums[0] / border / (sum / elsewhere));
}

/**
 * dz_blockiness_get:
 * @self: a measure to which all rows were pushed
 *
 * Says how much more luma differs across the borders of the file's 8×8 blocks than elsewhere, in
 * the direction where it does so more (Wang, Sheikh and Bovik 2002, reduced to B over A;
 * calibration §9), in the middle of the picture: about 1 for a good file, 1.5 at IJG quality 60,
 * 2.4 at 20. A picture that was scaled after it was compressed shows nothing of it.
 *
 * Returns: the ratio, at most 1000; NaN where the middle has no border or no contrast
 */
double
dz_blockiness_get (DzBlockiness *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return fmax (ratio_of (self->across, self->left, self->right),
               ratio_of (self->down, self->top, self->bottom));
}
