/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-box-scaler.h"

#include "dz-vectors-private.h"

#include <string.h>

#define CHANNELS 4

typedef float Quad __attribute__ ((vector_size (16)));
typedef gint32 Whole __attribute__ ((vector_size (16)));

/* The source columns that a target column is made of: in units in which a source column is
 * @out_width wide and a target column @width. */
typedef struct
{
  guint first;
  guint last;
  float first_part;
  float last_part;
} Span;

/* Scales down by area: in units in which a source row is @out_height high and a target row @height,
 * every source row falls on at most two target rows. Rows are added up first, which is exact (the
 * sums stay below 2^24), then columns. */
struct _DzBoxScaler
{
  guint     width;       /* of the source, as stored */
  guint     height;
  guint     out_width;   /* of the target before it is turned */
  guint     out_height;
  guint     orientation; /* EXIF 1…8 */
  DzPixels *pixels;      /* unowned, upright */
  guint     y;           /* next target row before it is turned */
  guint     room;        /* what the target row still takes of its @height units */
  Span     *spans;       /* owned, nullable where nothing is scaled */
  float    *sums;        /* owned, likewise: the target row in the making, at the source's width */
};

/* The place of a stored pixel on the upright picture (TIFF 6.0, tag 274). */
static guint8 *
upright_at (DzBoxScaler *self,
            guint        x,
            guint        y)
{
  guint right = self->out_width - 1 - x;
  guint bottom = self->out_height - 1 - y;

  switch (self->orientation)
    {
    case 2: return dz_pixels_at (self->pixels, right, y);
    case 3: return dz_pixels_at (self->pixels, right, bottom);
    case 4: return dz_pixels_at (self->pixels, x, bottom);
    case 5: return dz_pixels_at (self->pixels, y, x);
    case 6: return dz_pixels_at (self->pixels, bottom, x);
    case 7: return dz_pixels_at (self->pixels, bottom, right);
    case 8: return dz_pixels_at (self->pixels, y, right);
    default: return dz_pixels_at (self->pixels, x, y);
    }
}

static void
fill_spans (DzBoxScaler *self)
{
  for (guint x = 0; x < self->out_width; x++)
    {
      guint64 from = (guint64) x * self->width;
      guint64 to = from + self->width;
      Span *span = &self->spans[x];

      span->first = from / self->out_width;
      span->last = (to - 1) / self->out_width;
      span->first_part = MIN ((guint64) (span->first + 1) * self->out_width, to) - from;
      span->last_part = to - (guint64) span->last * self->out_width;
    }
}

/**
 * dz_box_scaler_new:
 * @width: px of the source, as stored
 * @height: px of the source, as stored
 * @orientation: EXIF 1…8, how the source is to be turned
 * @pixels: the target, upright, not larger than the turned source; must outlive the scaler
 *
 * Returns: (transfer full): a scaler to which the source's rows are to be pushed
 */
DzBoxScaler *
dz_box_scaler_new (guint     width,
                   guint     height,
                   guint     orientation,
                   DzPixels *pixels)
{
  DzBoxScaler *self = g_new0 (DzBoxScaler, 1);

  self->width = width;
  self->height = height;
  self->orientation = orientation;
  self->pixels = pixels;
  self->out_width = orientation >= 5 ? pixels->height : pixels->width;
  self->out_height = orientation >= 5 ? pixels->width : pixels->height;
  g_assert (self->out_width <= width && self->out_height <= height);
  self->room = height;
  if (self->out_width == width && self->out_height == height)
    return self;
  self->sums = g_new0 (float, CHANNELS * (gsize) width);
  self->spans = g_new (Span, self->out_width);
  fill_spans (self);
  return self;
}

/**
 * dz_box_scaler_free:
 * @self: (transfer full) (nullable): a scaler
 */
void
dz_box_scaler_free (DzBoxScaler *self)
{
  if (self == NULL)
    return;
  g_free (self->spans);
  g_free (self->sums);
  g_free (self);
}

static void
copy_row (DzBoxScaler  *self,
          const guint8 *row)
{
  if (self->orientation == 1)
    memcpy (dz_pixels_at (self->pixels, 0, self->y), row, 4 * (gsize) self->width);
  else
    {
      for (guint x = 0; x < self->width; x++)
        memcpy (upright_at (self, x, self->y), row + 4 * x, 4);
    }
  self->y++;
}

DZ_ON_VECTORS static void
add_row (float        *sums,
         const guint8 *row,
         guint         n_samples,
         float         part)
{
  for (guint i = 0; i < n_samples; i++)
    sums[i] += row[i] * part;
}

static inline Quad
load (const float *sums,
      guint        x)
{
  Quad quad;

  memcpy (&quad, sums + CHANNELS * (gsize) x, sizeof quad);
  return quad;
}

static inline Quad
add_columns (const DzBoxScaler *self,
             const Span        *span)
{
  Quad sum = load (self->sums, span->first) * span->first_part;
  float whole = self->out_width;

  for (guint x = span->first + 1; x < span->last; x++)
    sum += load (self->sums, x) * whole;
  if (span->last > span->first)
    sum += load (self->sums, span->last) * span->last_part;
  return sum;
}

static void
finish_row (DzBoxScaler *self)
{
  float share = 1 / ((float) self->width * self->height);
  guint8 *pixel = upright_at (self, 0, self->y);
  gssize step = self->out_width > 1 ? upright_at (self, 1, self->y) - pixel : 0;

  for (guint x = 0; x < self->out_width; x++, pixel += step)
    {
      Quad mean = add_columns (self, &self->spans[x]) * share + 0.5f;
      Whole value = __builtin_convertvector (mean, Whole);

      for (guint c = 0; c < CHANNELS - 1; c++)
        pixel[c] = value[c];
      pixel[CHANNELS - 1] = 255;
    }
  memset (self->sums, 0, CHANNELS * sizeof (float) * self->width);
  self->y++;
}

/**
 * dz_box_scaler_push:
 * @self: a scaler
 * @row: the source's next row, R, G, B, 255
 *
 * Takes a row. Rows beyond the source's height are ignored.
 */
void
dz_box_scaler_push (DzBoxScaler  *self,
                    const guint8 *row)
{
  guint part;

  if (self->y == self->out_height)
    return;
  if (self->sums == NULL)
    {
      copy_row (self, row);
      return;
    }
  part = MIN (self->room, self->out_height);
  add_row (self->sums, row, CHANNELS * self->width, part);
  self->room -= part;
  if (self->room > 0)
    return;
  finish_row (self);
  part = self->out_height - part;
  if (part > 0)
    add_row (self->sums, row, CHANNELS * self->width, part);
  self->room = self->height - part;
}
