/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-region.h"

#include "dz-mix-private.h"

#include <math.h>

/* Places are counted in 1/2^20 of a pixel: steps add up over a row without an error that shows. */
#define FIXED_BITS 20
#define FIXED_ONE ((gint64) 1 << FIXED_BITS)
#define SIXTEENTH_BITS (FIXED_BITS - 4)

/* Where the next sample lies on one level of the pyramid, pixel centres at whole numbers. */
typedef struct
{
  const DzPixels *pixels;
  gint64          x;
  gint64          y;
  gint64          step_x;
  gint64          step_y;
} Walk;

/**
 * dz_face_region_init_whole:
 * @self: (out caller-allocates): the whole view
 * @view: a picture
 * @turn_deg: 0, 90, 180 or 270: the clockwise turn of @view that puts it upright
 *
 * Its height is the view's width where the view lies on its side.
 */
void
dz_face_region_init_whole (DzFaceRegion   *self,
                           const DzPixels *view,
                           guint           turn_deg)
{
  gboolean lies = turn_deg % 180 != 0;

  *self = (DzFaceRegion) {
    .centre_x = view->width / 2.0,
    .centre_y = view->height / 2.0,
    .width = lies ? view->height : view->width,
    .height = lies ? view->width : view->height,
    .turn = -(double) turn_deg * G_PI / 180,
  };
}

/**
 * dz_face_region_place:
 * @self: a region
 * @across: 0 at its left, 1 at its right
 * @down: 0 at its top, 1 at its bottom
 * @x: (out): px of the view, pixel centres at halves
 * @y: (out): likewise
 *
 * Finds a place of the region on the view.
 */
void
dz_face_region_place (const DzFaceRegion *self,
                      double              across,
                      double              down,
                      double             *x,
                      double             *y)
{
  double u = (across - 0.5) * self->width;
  double v = (down - 0.5) * self->height;
  double cosine = cos (self->turn);
  double sine = sin (self->turn);

  *x = self->centre_x + u * cosine - v * sine;
  *y = self->centre_y + u * sine + v * cosine;
}

static gint64
to_fixed (double value)
{
  return (gint64) floor (value * FIXED_ONE + 0.5);
}

static void
init_walk (const DzFaceRegion *self,
           DzPyramid          *pyramid,
           guint               edge,
           guint               row,
           Walk               *walk)
{
  guint level = dz_pyramid_choose (MIN (self->width, self->height) / edge);
  double scale = 1.0 / (1u << level);
  double step = self->width / edge * scale;
  double x;
  double y;

  dz_face_region_place (self, 0.5 / edge, (row + 0.5) / edge, &x, &y);
  walk->pixels = dz_pyramid_get_level (pyramid, level);
  walk->x = to_fixed (x * scale - 0.5);
  walk->y = to_fixed (y * scale - 0.5);
  walk->step_x = to_fixed (step * cos (self->turn));
  walk->step_y = to_fixed (step * sin (self->turn));
}

static inline guint
to_sixteenths (gint64 place)
{
  return (guint) ((place + FIXED_ONE / DZ_MIX_STEPS / 2) >> SIXTEENTH_BITS);
}

/* A place that has pixels on all sides, bilinear. */
static inline DzMix
sample_inside (const guint8 *data,
               gsize         stride,
               gint64        at_x,
               gint64        at_y)
{
  guint x = to_sixteenths (at_x);
  guint y = to_sixteenths (at_y);
  const guint8 *above = data + y / DZ_MIX_STEPS * stride + 4 * (gsize) (x / DZ_MIX_STEPS);

  return dz_mix (dz_mix_load (above), dz_mix_load (above + stride), x % DZ_MIX_STEPS,
                 y % DZ_MIX_STEPS);
}

/* Any place, the border going on outside. */
static inline DzMix
sample_anywhere (const DzPixels *pixels,
                 gint64          at_x,
                 gint64          at_y)
{
  gint64 x = CLAMP (at_x, 0, (pixels->width - 1) * FIXED_ONE);
  gint64 y = CLAMP (at_y, 0, (pixels->height - 1) * FIXED_ONE);

  return dz_mix_at (pixels, to_sixteenths (x), to_sixteenths (y));
}

static inline gboolean
is_outside (const DzPixels *pixels,
            gint64          x,
            gint64          y)
{
  return x < -FIXED_ONE / 2 || y < -FIXED_ONE / 2
         || x >= pixels->width * FIXED_ONE - FIXED_ONE / 2
         || y >= pixels->height * FIXED_ONE - FIXED_ONE / 2;
}

static inline gboolean
has_neighbours (const DzPixels *pixels,
                gint64          x,
                gint64          y)
{
  return x >= 0 && y >= 0 && x < (pixels->width - 1.5) * FIXED_ONE
         && y < (pixels->height - 1.5) * FIXED_ONE;
}

/* What a byte means to a network. */
typedef struct
{
  DzMixFloats least;
  DzMixFloats step;
} Levels;

/* Rounded to a byte: networks were trained on such. */
static inline float *
put (DzMix    mixed,
     const Levels *levels,
     float        *samples)
{
  DzMixFloats bytes = dz_mix_to_floats ((mixed + DZ_MIX_ONE / 2) / DZ_MIX_ONE);
  DzMixFloats values = bytes * levels->step + levels->least;

  memcpy (samples, &values, 3 * sizeof (float));
  return samples + 3;
}

static inline void
walk_on (Walk *walk)
{
  walk->x += walk->step_x;
  walk->y += walk->step_y;
}

/* Most samples are taken here; in variables of its own the compiler knows that nobody else writes
 * to what it walks by. */
static float *
sample_inside_run (Walk         *walk,
                   guint         n,
                   const Levels *levels,
                   float        *samples)
{
  const Levels local = *levels;
  const guint8 *data = walk->pixels->data;
  gsize stride = walk->pixels->stride;
  Walk at = *walk;

  for (guint i = 0; i < n; i++, walk_on (&at))
    samples = put (sample_inside (data, stride, at.x, at.y), &local, samples);
  *walk = at;
  return samples;
}

static float *
sample_any_run (Walk                     *walk,
                guint                     n,
                const DzFaceRegionInput  *input,
                const Levels             *levels,
                float                    *samples)
{
  for (guint i = 0; i < n; i++, walk_on (walk))
    {
      DzMix mixed = { 0 };

      if (input->border == DZ_FACE_REGION_SPREAD || !is_outside (walk->pixels, walk->x, walk->y))
        mixed = sample_anywhere (walk->pixels, walk->x, walk->y);
      samples = put (mixed, levels, samples);
    }
  return samples;
}

/* Whether sample @i of a row lies well inside. */
static gboolean
is_inside (const Walk *walk,
           guint       i)
{
  return has_neighbours (walk->pixels, walk->x + i * walk->step_x, walk->y + i * walk->step_y);
}

/* A row lies on a straight line: between two samples well inside all do. */
static float *
sample_row (Walk                      walk,
            const DzFaceRegionInput  *input,
            const Levels             *levels,
            float                    *samples)
{
  guint first = 0;
  guint end = input->edge;

  while (first < end && !is_inside (&walk, first))
    first++;
  while (end > first && !is_inside (&walk, end - 1))
    end--;
  samples = sample_any_run (&walk, first, input, levels, samples);
  samples = sample_inside_run (&walk, end - first, levels, samples);
  return sample_any_run (&walk, input->edge - end, input, levels, samples);
}

static void
levels_init (Levels                  *self,
             const DzFaceRegionInput *input)
{
  float step = (input->most - input->least) / 255;

  self->least = (DzMixFloats) { input->least, input->least, input->least, input->least };
  self->step = (DzMixFloats) { step, step, step, step };
}

/**
 * dz_face_region_sample:
 * @self: a region
 * @pyramid: over the view
 * @input: what the network wants
 * @samples: (out caller-allocates): @input's edge × edge × 3 numbers, row by row: red, green, blue
 *
 * Shows a region to a network: bilinear between pixels of the level of @pyramid that is not much
 * finer than the samples (vision-models.md, Graphs).
 */
void
dz_face_region_sample (const DzFaceRegion      *self,
                       DzPyramid               *pyramid,
                       const DzFaceRegionInput *input,
                       float                   *samples)
{
  Levels levels;

  g_return_if_fail (self->width > 0 && self->height > 0);

  levels_init (&levels, input);
  for (guint row = 0; row < input->edge; row++)
    {
      Walk walk;

      init_walk (self, pyramid, input->edge, row, &walk);
      samples = sample_row (walk, input, &levels, samples);
    }
}
