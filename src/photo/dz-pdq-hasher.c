/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pdq-hasher.h"

#include "dz-median.h"
#include "dz-vectors-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The sizes and the scale of quality are those of PDQ (ThreatExchange, "The TMK+PDQF video-hashing
 * algorithm and the PDQ image-hashing algorithm", 2019). */
#define EDGE 64
#define WAVES 16
#define QUALITY_SCALE 90

/* ITU-R BT.601. */
#define LUMA_RED 0.299f
#define LUMA_GREEN 0.587f
#define LUMA_BLUE 0.114f
#define QUALITY_MAX 100

/* What is done to the waves of a picture to have those of its form: odd waves change their sign
 * where a direction is reversed, and both directions may change places afterwards. */
typedef struct
{
  gboolean flip;
  gboolean mirror;
  gboolean transpose;
} Move;

static const Move moves[DZ_N_PDQ_FORMS] = {
  [DZ_PDQ_FORM_SAME] = { FALSE, FALSE, FALSE },
  [DZ_PDQ_FORM_TURNED_90] = { TRUE, FALSE, TRUE },
  [DZ_PDQ_FORM_TURNED_180] = { TRUE, TRUE, FALSE },
  [DZ_PDQ_FORM_TURNED_270] = { FALSE, TRUE, TRUE },
  [DZ_PDQ_FORM_MIRRORED] = { FALSE, TRUE, FALSE },
  [DZ_PDQ_FORM_FLIPPED] = { TRUE, FALSE, FALSE },
  [DZ_PDQ_FORM_TRANSPOSED] = { FALSE, FALSE, TRUE },
  [DZ_PDQ_FORM_TRANSVERSED] = { TRUE, TRUE, TRUE },
};

static float cosines[WAVES][EDGE];

/* Waves 1 to 16 of the orthonormal cosine transform over 64 samples. */
static void
fill_cosines (void)
{
  static gsize filled = 0;

  if (!g_once_init_enter (&filled))
    return;
  for (guint wave = 0; wave < WAVES; wave++)
    {
      for (guint i = 0; i < EDGE; i++)
        cosines[wave][i] = sqrt (2.0 / EDGE) * cos (G_PI / 2 / EDGE * (wave + 1) * (2 * i + 1));
    }
  g_once_init_leave (&filled, 1);
}

/* How the 64 samples of a line are made of its pixels. */
typedef struct
{
  guint  span;        /* pixels of a sample */
  guint  first[EDGE]; /* of them */
  float *weights;     /* owned, @span for each sample, together 1 */
} Tents;

static void
tents_clear (Tents *self)
{
  g_clear_pointer (&self->weights, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tents, tents_clear)

/* Two passes of a box half as wide as a sample are a tent as wide as one. */
static void
fill_tent (Tents *self,
           guint  length,
           guint  index)
{
  float *weights = self->weights + index * (gsize) self->span;
  float half = MAX (1, length / (2.0f * EDGE));
  float middle = (2 * index + 1) * (length / (2.0f * EDGE));
  float sum = 0;

  self->first[index] = CLAMP (ceilf (middle - half - 0.5f), 0, (float) (length - self->span));
  for (guint i = 0; i < self->span; i++)
    {
      weights[i] = MAX (0, half - fabsf (self->first[index] + i + 0.5f - middle));
      sum += weights[i];
    }
  for (guint i = 0; i < self->span; i++)
    weights[i] /= sum;
}

static void
tents_init (Tents *self,
            guint  length)
{
  self->span = MIN (length, (guint) ceilf (MAX (2, length / (float) EDGE)) + 1);
  self->weights = g_new (float, EDGE * (gsize) self->span);
  for (guint i = 0; i < EDGE; i++)
    fill_tent (self, length, i);
}

/* The luma of the rows that samples are being made of. Tents overlap: each row is in two. */
typedef struct
{
  const DzPixels *pixels;
  guint           n_rows; /* that are kept */
  guint           next;   /* row of the picture */
  float          *rows;   /* owned, @n_rows of the picture's width; row y is number y mod @n_rows */
} Lumas;

static void
lumas_clear (Lumas *self)
{
  g_clear_pointer (&self->rows, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lumas, lumas_clear)

DZ_ON_VECTORS static void
read_luma (const guint8 *row,
           guint         width,
           float        *luma)
{
  for (guint x = 0; x < width; x++)
    {
      gint32 word;

      memcpy (&word, row + 4 * (gsize) x, sizeof word);
      word = GINT32_FROM_LE (word);
      luma[x] = LUMA_RED * (word & 0xff) + LUMA_GREEN * (word >> 8 & 0xff)
                + LUMA_BLUE * (word >> 16 & 0xff);
    }
}

/* Rows are asked for in order, and never one that was left behind. */
static const float *
lumas_get (Lumas *self,
           guint  y)
{
  guint width = self->pixels->width;

  self->next = MAX (self->next, y);
  if (self->next == y)
    {
      read_luma (dz_pixels_at (self->pixels, 0, y), width,
                 self->rows + y % self->n_rows * (gsize) width);
      self->next++;
    }
  return self->rows + y % self->n_rows * (gsize) width;
}

DZ_ON_VECTORS static void
add_row (const float *luma,
         guint        width,
         float        weight,
         float       *line)
{
  for (guint x = 0; x < width; x++)
    line[x] += weight * luma[x];
}

static void
sample_row (Lumas       *lumas,
            const Tents *tents,
            guint        index,
            float       *line)
{
  guint width = lumas->pixels->width;

  memset (line, 0, width * sizeof (float));
  for (guint i = 0; i < tents->span; i++)
    add_row (lumas_get (lumas, tents->first[index] + i), width,
             tents->weights[index * (gsize) tents->span + i], line);
}

static float
sample_line (const float *line,
             const Tents *tents,
             guint        index)
{
  const float *weights = tents->weights + index * (gsize) tents->span;
  float sum = 0;

  for (guint i = 0; i < tents->span; i++)
    sum += weights[i] * line[tents->first[index] + i];
  return sum;
}

static void
shrink (const DzPixels *pixels,
        float           small[EDGE][EDGE])
{
  g_auto(Tents) across = { 0 };
  g_auto(Tents) down = { 0 };
  g_auto(Lumas) lumas = { .pixels = pixels };
  g_autofree float *line = g_new (float, pixels->width);

  tents_init (&across, pixels->width);
  tents_init (&down, pixels->height);
  lumas.n_rows = down.span;
  lumas.rows = g_new (float, down.span * (gsize) pixels->width);
  for (guint y = 0; y < EDGE; y++)
    {
      sample_row (&lumas, &down, y, line);
      for (guint x = 0; x < EDGE; x++)
        small[y][x] = sample_line (line, &across, x);
    }
}

static guint
step_of (float one,
         float other)
{
  return abs ((int) ((one - other) * 100 / 255));
}

static guint
measure_quality (float small[EDGE][EDGE])
{
  guint sum = 0;

  for (guint y = 0; y < EDGE; y++)
    {
      for (guint x = 0; x < EDGE; x++)
        {
          if (y + 1 < EDGE)
            sum += step_of (small[y][x], small[y + 1][x]);
          if (x + 1 < EDGE)
            sum += step_of (small[y][x], small[y][x + 1]);
        }
    }
  return MIN (QUALITY_MAX, sum / QUALITY_SCALE);
}

DZ_ON_VECTORS static void
transform (float small[EDGE][EDGE],
           float waves[WAVES][WAVES])
{
  float rows[WAVES][EDGE] = { 0 };

  fill_cosines ();
  for (guint i = 0; i < WAVES; i++)
    {
      for (guint y = 0; y < EDGE; y++)
        {
          for (guint x = 0; x < EDGE; x++)
            rows[i][x] += cosines[i][y] * small[y][x];
        }
      for (guint j = 0; j < WAVES; j++)
        {
          waves[i][j] = 0;
          for (guint x = 0; x < EDGE; x++)
            waves[i][j] += cosines[j][x] * rows[i][x];
        }
    }
}

/* Row and column 0 hold wave 1, which is odd. */
static void
move_waves (float       waves[WAVES][WAVES],
            const Move *move,
            float       moved[WAVES * WAVES])
{
  for (guint i = 0; i < WAVES; i++)
    {
      for (guint j = 0; j < WAVES; j++)
        {
          gboolean negative = (move->flip && i % 2 == 0) != (move->mirror && j % 2 == 0);
          guint place = move->transpose ? j * WAVES + i : i * WAVES + j;

          moved[place] = negative ? -waves[i][j] : waves[i][j];
        }
    }
}

/* PDQ takes the lower of the two in the middle; between them no value makes a difference. */
static float
median_of (const float moved[WAVES * WAVES])
{
  float values[WAVES * WAVES];

  memcpy (values, moved, sizeof values);
  return dz_median (values, WAVES * WAVES);
}

/* PDQ writes its last bit first. */
static void
set_bits (const float moved[WAVES * WAVES],
          DzPdq      *hash)
{
  float median = median_of (moved);

  *hash = (DzPdq) { 0 };
  for (guint i = 0; i < DZ_PDQ_BITS; i++)
    {
      if (moved[i] > median)
        hash->words[3 - i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
}

/**
 * dz_pdq_hasher_hash:
 * @pixels: a picture of any size; a long edge of about 480 px is enough, more only takes time
 * @forms: (out caller-allocates): its hash, and those of the picture turned and mirrored
 *
 * Hashes a picture as PDQ does (photo-standards §3.10): luma, brought to 64×64 by two passes of a
 * box filter, waves 1 to 16 of its cosine transform both ways, and a bit for each of them that is
 * above their median. The other forms come from the same waves. PDQ takes each sample at a whole
 * pixel, with boxes that may lie half a pixel to one side; ours lies at its true place, so that
 * turning, mirroring and scaling cost hardly a bit.
 *
 * Returns: PDQ's quality, 0…100: how much there is in the picture to be told from another; PDQ's
 *   README throws away what is at most 49
 */
guint
dz_pdq_hasher_hash (const DzPixels *pixels,
                    DzPdq           forms[DZ_N_PDQ_FORMS])
{
  float small[EDGE][EDGE];
  float waves[WAVES][WAVES];
  float moved[WAVES * WAVES];

  g_return_val_if_fail (pixels != NULL && forms != NULL, 0);

  shrink (pixels, small);
  transform (small, waves);
  for (guint form = 0; form < DZ_N_PDQ_FORMS; form++)
    {
      move_waves (waves, &moves[form], moved);
      set_bits (moved, &forms[form]);
    }
  return measure_quality (small);
}
