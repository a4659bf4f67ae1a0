/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-face-area.h"

#include <math.h>

/* OFIQ 3, 4, 6, 7, 8 and 11 (photo-standards §2.2). */
#define LEVELS 256
#define HIGH_LEVEL 247
#define LOW_LEVEL 25

/* Dark skin in good light lies under that level as a whole. What is lost in the dark has less
 * than this share of the light on the lighter cheek, too. */
#define LOW_SHARE 0.25f

/* Light on skin burns out red first, and long before blue: where a second channel is full too,
 * there is nothing left to see, though luminance stays under the level above. */
#define FULL 254

/* The cheeks: squares of 0.3 pupil distances under the pupils, halfway down to the mouth. */
#define CHEEK_SHARE 0.3f
#define CHEEK_STEPS 24

/* OFIQ holds 256 levels of luminance against each other, so that a shade which nobody sees parts
 * two cheeks: of the portraits, lit evenly, a quarter had an overlap under 0.6 and some under 0.35.
 * Here a sample counts as all the lightnesses within 12 of its own. Then two cheeks of one shade
 * each, 10 apart in L, overlap by 0.6 and those 16 apart by 0.35, dark skin as well as light. */
#define LIGHTNESSES 101
#define SOFT 12

/* Natural skin in CIELAB under D50 (OFIQ 11). */
#define NATURAL_MIN 5
#define NATURAL_A_MAX 25
#define NATURAL_B_MAX 35

/* Fewer pixels of a face than this say nothing. */
#define PIXELS_MIN 1000

#define IRIS_LEFT 468
#define IRIS_RIGHT 473
#define LIP_UPPER 13
#define LIP_LOWER 14

/* The lower edges of the brows: below them, where no fringe hangs, shade on skin is looked for. */
static const guint16 brow_points[] = { 46, 53, 52, 65, 55, 276, 283, 282, 295, 285 };

/* What each value of a channel adds to luminance, of 255 in linear light. */
typedef struct
{
  float red[LEVELS];
  float green[LEVELS];
  float blue[LEVELS];
} Weights;

typedef struct
{
  guint32 counts[LEVELS];
  guint32 low_level; /* up to which it is too dark */
  guint32 n;
  guint32 n_high;  /* of them, burnt out */
  guint32 n_below; /* of them, below the brows */
  guint32 n_low;   /* of those, too dark */
} Histogram;

/* A cheek: how much of it has a lightness or less, from under black to over white; and its mean
 * colour. */
typedef struct
{
  float    up_to[LIGHTNESSES + 4 * SOFT];
  float    rgb[3];
  gboolean inside;
} Cheek;

static void
weights_init (Weights *self)
{
  for (guint i = 0; i < LEVELS; i++)
    {
      float linear = dz_srgb_to_linear (i);

      self->red[i] = 255 * 0.2126f * linear;
      self->green[i] = 255 * 0.7152f * linear;
      self->blue[i] = 255 * 0.0722f * linear;
    }
}

static void
add_span (Histogram      *self,
          const Weights  *weights,
          const guint8   *p,
          guint           n,
          gboolean        below)
{
  guint low = 0;
  guint high = 0;

  for (guint i = 0; i < n; i++, p += 4)
    {
      guint level = weights->red[p[0]] + weights->green[p[1]] + weights->blue[p[2]] + 0.5f;
      guint full = (p[0] >= FULL) + (p[1] >= FULL) + (p[2] >= FULL);

      self->counts[level]++;
      low += level <= self->low_level;
      high += level >= HIGH_LEVEL || full >= 2;
    }
  self->n += n;
  self->n_high += high;
  if (!below)
    return;
  self->n_below += n;
  self->n_low += low;
}

static guint
find_low_level (const Weights *weights,
                const Cheek    cheeks[2])
{
  float lighter = 0;

  for (guint side = 0; side < 2; side++)
    {
      const float *rgb = cheeks[side].rgb;

      lighter = MAX (lighter, weights->red[(guint) rgb[0]] + weights->green[(guint) rgb[1]] +
                              weights->blue[(guint) rgb[2]]);
    }
  return MIN (LOW_LEVEL, (guint) (LOW_SHARE * lighter));
}

/* The row of the fine copy at which the lower of the brows ends. */
static guint
find_brow_row (const DzFaceFrame *frame)
{
  float lowest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (brow_points); i++)
    lowest = MAX (lowest, frame->scene->points[brow_points[i]].y);
  return lowest * frame->fine->height / frame->scene->view->height;
}

static void
count_face (const DzFaceFrame *frame,
            const Weights     *weights,
            Histogram         *histogram)
{
  guint brow_row = find_brow_row (frame);
  DzFaceArea area;

  dz_face_area_init (&area, frame);
  for (guint y = area.top; y < area.bottom; y++)
    {
      DzFaceSpan spans[DZ_FACE_AREA_SPANS];
      guint n = dz_face_area_get_spans (&area, y, spans);

      for (guint i = 0; i < n; i++)
        add_span (histogram, weights, dz_pixels_at (frame->fine, spans[i].from, y),
                  spans[i].to - spans[i].from, y > brow_row);
    }
}

static void
note_face (DzMeasurement   *measurement,
           const Histogram *histogram)
{
  double n = histogram->n;
  double sum = 0;
  double entropy = 0;

  if (histogram->n < PIXELS_MIN)
    return;
  for (guint i = 0; i < LEVELS; i++)
    {
      double share = histogram->counts[i] / n;

      sum += share * i;
      entropy -= share > 0 ? share * log2 (share) : 0;
    }
  dz_measurement_set (measurement, DZ_QUANTITY_LIGHT_HIGH, 100 * histogram->n_high / n);
  dz_measurement_set (measurement, DZ_QUANTITY_LIGHT_MEAN, MIN (1, sum / 255));
  dz_measurement_set (measurement, DZ_QUANTITY_LIGHT_ENTROPY, CLAMP (entropy, 0, 8));
  if (histogram->n_below > 0)
    dz_measurement_set (measurement, DZ_QUANTITY_LIGHT_LOW,
                        100.0 * histogram->n_low / histogram->n_below);
}

static void
add_sample (Cheek       *self,
            const float  rgb[3])
{
  const float share = 1.0f / (CHEEK_STEPS * CHEEK_STEPS);
  DzLab lab = dz_lab_from_floats (rgb);

  self->up_to[2 * SOFT + (guint) lab.L] += share;
  for (guint c = 0; c < 3; c++)
    self->rgb[c] += share * rgb[c];
}

static void
sample_cheek (const DzFaceFrame *frame,
              float              u,
              float              v,
              float              side,
              Cheek             *cheek)
{
  *cheek = (Cheek) { .inside = TRUE };
  for (guint i = 0; i < CHEEK_STEPS * CHEEK_STEPS; i++)
    {
      float rgb[3];

      float across = (i % CHEEK_STEPS + 0.5f) / CHEEK_STEPS - 0.5f;
      float down = (i / CHEEK_STEPS + 0.5f) / CHEEK_STEPS - 0.5f;

      cheek->inside &= dz_face_frame_rgb (frame, u + side * across, v + side * down, rgb);
      add_sample (cheek, rgb);
    }
  for (guint i = 1; i < G_N_ELEMENTS (cheek->up_to); i++)
    cheek->up_to[i] += cheek->up_to[i - 1];
}

/* Returns whether both cheeks lie in the picture. */
static gboolean
sample_cheeks (const DzFaceFrame *frame,
               Cheek              cheeks[2])
{
  float u[2];
  float v[2];
  float upper;
  float lower;
  float down;

  dz_face_frame_uv (frame, IRIS_LEFT, &u[0], &v[0]);
  dz_face_frame_uv (frame, IRIS_RIGHT, &u[1], &v[1]);
  dz_face_frame_uv (frame, LIP_UPPER, NULL, &upper);
  dz_face_frame_uv (frame, LIP_LOWER, NULL, &lower);
  down = ((v[0] + v[1]) / 2 + (upper + lower) / 2) / 2;
  for (guint side = 0; side < 2; side++)
    sample_cheek (frame, u[side], down, CHEEK_SHARE * fabsf (u[1] - u[0]), &cheeks[side]);
  return cheeks[0].inside && cheeks[1].inside;
}

static float
share_near (const Cheek *cheek,
            guint        i)
{
  return cheek->up_to[i + SOFT] - cheek->up_to[i - SOFT];
}

static double
overlap_of (const Cheek cheeks[2])
{
  double overlap = 0;

  for (guint i = SOFT; i < G_N_ELEMENTS (cheeks[0].up_to) - SOFT; i++)
    overlap += MIN (share_near (&cheeks[0], i), share_near (&cheeks[1], i));
  return CLAMP (overlap / (2 * SOFT), 0, 1);
}

/* CIE 15, 8.2.1. */
static double
compress (double t)
{
  const double delta = 6.0 / 29.0;

  return t > delta * delta * delta ? cbrt (t) : t / (3 * delta * delta) + 4.0 / 29.0;
}

/* a and b under D50: the primaries of sRGB, adapted by Bradford's method. */
static void
find_d50 (const float rgb[3],
          double     *a,
          double     *b)
{
  double red = dz_srgb_to_linear (rgb[0]);
  double green = dz_srgb_to_linear (rgb[1]);
  double blue = dz_srgb_to_linear (rgb[2]);
  double x = compress ((0.4360747 * red + 0.3850649 * green + 0.1430804 * blue) / 0.96422);
  double y = compress (0.2225045 * red + 0.7168786 * green + 0.0606169 * blue);
  double z = compress ((0.0139322 * red + 0.0971045 * green + 0.7141733 * blue) / 0.82521);

  *a = 500 * (x - y);
  *b = 200 * (y - z);
}

/* OFIQ calls a cheek with a or b below 0 100 away at once, and a grey one natural. Here both are as
 * far as they are, so that a breath of noise decides nothing. */
static double
distance_to_natural (const float rgb[3])
{
  double a;
  double b;

  find_d50 (rgb, &a, &b);
  return hypot (MAX (0, MAX (NATURAL_MIN - a, a - NATURAL_A_MAX)),
                MAX (0, MAX (NATURAL_MIN - b, b - NATURAL_B_MAX)));
}

static void
note_cheeks (DzMeasurement *measurement,
             const Cheek    cheeks[2])
{
  float rgb[3];
  DzLab lab;

  for (guint c = 0; c < 3; c++)
    rgb[c] = (cheeks[0].rgb[c] + cheeks[1].rgb[c]) / 2;
  lab = dz_lab_from_floats (rgb);
  dz_measurement_set (measurement, DZ_QUANTITY_LIGHT_OVERLAP, overlap_of (cheeks));
  dz_measurement_set (measurement, DZ_QUANTITY_CHEEK_L, lab.L);
  dz_measurement_set (measurement, DZ_QUANTITY_CHEEK_A, lab.a);
  dz_measurement_set (measurement, DZ_QUANTITY_CHEEK_B, lab.b);
  dz_measurement_set (measurement, DZ_QUANTITY_COLOUR_DISTANCE, distance_to_natural (rgb));
}

/**
 * dz_cue_light:
 * @frame: a face
 * @colours: its colours
 * @measurement: what is set: how bright the face is, how evenly, what of it has burnt out or is
 *   lost in the dark, and the colour of its cheeks
 *
 * Measures light as OFIQ does (photo-standards §2.2), on luminance in linear light. None of these
 * numbers is fair to every skin; they are for a person to look at.
 */
void
dz_cue_light (const DzFaceFrame   *frame,
              const DzFaceColours *colours,
              DzMeasurement       *measurement)
{
  Weights weights;
  Histogram histogram = { 0 };
  Cheek cheeks[2];

  g_return_if_fail (frame != NULL && measurement != NULL);

  weights_init (&weights);
  if (sample_cheeks (frame, cheeks))
    note_cheeks (measurement, cheeks);
  histogram.low_level = find_low_level (&weights, cheeks);
  count_face (frame, &weights, &histogram);
  note_face (measurement, &histogram);
}
