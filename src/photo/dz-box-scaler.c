/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-box-scaler.h"

#include <string.h>

#define CHANNELS 3

/* Scales down by area: in units in which a source row is @out_height high and a target row
 * @height, every source row falls on at most two target rows; columns likewise. Sums are whole
 * numbers, so the answer does not depend on the machine. */
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
  guint32  *row;         /* owned, one source row at the target's width */
  guint64  *sums;        /* owned, the target row in the making */
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
  self->row = g_new (guint32, CHANNELS * self->out_width);
  self->sums = g_new0 (guint64, CHANNELS * self->out_width);
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
  g_free (self->row);
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

static void
narrow_row (DzBoxScaler  *self,
            const guint8 *row)
{
  guint32 sum[CHANNELS] = { 0 };
  guint32 *out = self->row;
  guint room = self->width;

  for (guint x = 0; x < self->width; x++, row += 4)
    {
      guint part = MIN (room, self->out_width);
      guint rest = self->out_width - part;

      for (guint c = 0; c < CHANNELS; c++)
        sum[c] += row[c] * part;
      room -= part;
      if (room > 0)
        continue;
      for (guint c = 0; c < CHANNELS; c++)
        {
          *out++ = sum[c];
          sum[c] = row[c] * rest;
        }
      room = self->width - rest;
    }
}

static void
add_row (DzBoxScaler *self,
         guint        part)
{
  for (guint i = 0; i < CHANNELS * self->out_width; i++)
    self->sums[i] += (guint64) self->row[i] * part;
}

static void
finish_row (DzBoxScaler *self)
{
  guint64 area = (guint64) self->width * self->height;

  for (guint x = 0; x < self->out_width; x++)
    {
      guint8 *pixel = upright_at (self, x, self->y);

      for (guint c = 0; c < CHANNELS; c++)
        pixel[c] = (self->sums[CHANNELS * x + c] + area / 2) / area;
      pixel[3] = 255;
    }
  memset (self->sums, 0, CHANNELS * sizeof (guint64) * self->out_width);
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
  if (self->out_width == self->width && self->out_height == self->height)
    {
      copy_row (self, row);
      return;
    }
  narrow_row (self, row);
  part = MIN (self->room, self->out_height);
  add_row (self, part);
  self->room -= part;
  if (self->room > 0)
    return;
  finish_row (self);
  add_row (self, self->out_height - part);
  self->room = self->height - (self->out_height - part);
}
