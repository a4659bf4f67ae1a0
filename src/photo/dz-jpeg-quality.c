/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-quality.h"

#include <stdlib.h>

/* ITU-T T.81, tables K.1 and K.2, rows of the block from its upper left corner. */
static const guint16 base_luma[64] = {
  16, 11, 10, 16, 24, 40, 51, 61,
  12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77,
  24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
};
static const guint16 base_chroma[64] = {
  17, 18, 24, 47, 99, 99, 99, 99,
  18, 21, 26, 66, 99, 99, 99, 99,
  24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
};

#define BASELINE_MAX 255
#define EXTENDED_MAX 32767

/* Encoders that may write 16-bit tables do so only where a value needs it. */
static int
largest_of (const guint16 table[64])
{
  for (guint i = 0; i < 64; i++)
    {
      if (table[i] > BASELINE_MAX)
        return EXTENDED_MAX;
    }
  return BASELINE_MAX;
}

static int
step_at (guint16 base,
         guint   quality,
         int     largest)
{
  int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  int step = (base * scale + 50) / 100;

  return CLAMP (step, 1, largest);
}

static guint
difference (const guint16 table[64],
            const guint16 base[64],
            guint         quality,
            int           largest)
{
  guint sum = 0;

  for (guint i = 0; i < 64; i++)
    sum += abs (step_at (base[i], quality, largest) - table[i]);
  return sum;
}

/**
 * dz_jpeg_quality_estimate:
 * @luma: quantisation table of the first component, in natural order
 * @chroma: (nullable): that of the second; %NULL for a grey picture
 *
 * Finds the IJG quality at which an encoder would have used these tables, or nearly
 * (photo-standards §3.6): the one with the smallest sum of differences over both tables. Cameras
 * and Photoshop have tables of their own; there the residual is not 0 and the quality is an
 * approximation.
 *
 * Returns: the quality and how exactly it fits
 */
DzJpegQuality
dz_jpeg_quality_estimate (const guint16 luma[64],
                          const guint16 chroma[64])
{
  DzJpegQuality best = { .quality = 1, .residual = G_MAXUINT };
  int luma_max;
  int chroma_max;

  g_return_val_if_fail (luma != NULL, best);

  luma_max = largest_of (luma);
  chroma_max = chroma != NULL ? largest_of (chroma) : BASELINE_MAX;
  for (guint quality = 1; quality <= 100; quality++)
    {
      guint sum = difference (luma, base_luma, quality, luma_max);

      if (chroma != NULL)
        sum += difference (chroma, base_chroma, quality, chroma_max);
      if (sum <= best.residual)
        best = (DzJpegQuality) { quality, sum };
    }
  return best;
}

/**
 * dz_jpeg_quality_fill_luma:
 * @quality: IJG quality 1…100
 * @luma: (out caller-allocates): the table that an IJG encoder would use, in natural order
 */
void
dz_jpeg_quality_fill_luma (guint   quality,
                           guint16 luma[64])
{
  g_return_if_fail (quality >= 1 && quality <= 100 && luma != NULL);

  for (guint i = 0; i < 64; i++)
    luma[i] = step_at (base_luma[i], quality, BASELINE_MAX);
}
