/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-box-blur-private.h"

#include <math.h>
#include <string.h>

/* Three running means in a row are near enough to a Gaussian, and cost the same for any radius. */
#define PASSES 3

static int
box_radius (double sigma_px)
{
  return (int) lround ((sqrt (12 * sigma_px * sigma_px / PASSES + 1) - 1) / 2);
}

/* One line of @n samples lying @step bytes apart; the edges repeat their last sample. */
static void
blur_line (guint8 *line,
           int     n,
           int     step,
           int     radius,
           guint8 *copy)
{
  guint window = 2 * radius + 1;
  guint reciprocal = (1u << 16) / window + 1;
  guint sum = 0;

  for (int i = 0; i < n; i++)
    copy[radius + i] = line[i * step];
  memset (copy, copy[radius], radius);
  memset (copy + radius + n, copy[radius + n - 1], radius);

  for (guint i = 0; i < window; i++)
    sum += copy[i];
  for (int i = 0; i < n; i++)
    {
      line[i * step] = MIN (255, (sum + window / 2) * reciprocal >> 16);
      if (i + 1 < n)
        sum += copy[i + window] - copy[i];
    }
}

/**
 * dz_box_blur:
 * @pixels: rows of @channels interleaved bytes
 * @width: in pixels
 * @height: in pixels
 * @stride: bytes from row to row
 * @channels: bytes a pixel
 * @sigma_px: the deviation of the Gaussian to come near to
 *
 * Blurs in place. Below a third of a pixel nothing happens.
 */
void
dz_box_blur (guint8 *pixels,
             int     width,
             int     height,
             int     stride,
             int     channels,
             double  sigma_px)
{
  int radius = box_radius (sigma_px);
  g_autofree guint8 *copy = g_malloc (MAX (width, height) + 2 * radius + 1);

  if (radius < 1)
    return;

  for (int pass = 0; pass < PASSES; pass++)
    {
      for (int y = 0; y < height; y++)
        for (int c = 0; c < channels; c++)
          blur_line (pixels + (gsize) y * stride + c, width, channels, radius, copy);
      for (int x = 0; x < width * channels; x++)
        blur_line (pixels + x, height, stride, radius, copy);
    }
}
