/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-region.h"

#include <math.h>
#include <string.h>

/* Samples lie at sixteenths of a pixel, so that the weights of the four pixels round them are whole
 * numbers and sum up to 256: two bytes are weighted in one multiplication. */
#define STEPS 16
#define EVEN_BYTES 0x00ff00ffu
#define HALF_OF_256 0x00800080u

/* Where the next sample lies on one level of the pyramid, in pixels, their centres at whole
 * numbers. */
typedef struct
{
  const DzPixels *pixels;
  double          x;
  double          y;
  double          step_x;
  double          step_y;
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

  dz_face_region_place (self, 0.5 / edge, (row + 0.5) / edge, &walk->x, &walk->y);
  walk->pixels = dz_pyramid_get_level (pyramid, level);
  walk->x = walk->x * scale - 0.5;
  walk->y = walk->y * scale - 0.5;
  walk->step_x = step * cos (self->turn);
  walk->step_y = step * sin (self->turn);
}

static inline guint32
load (const guint8 *pixel)
{
  guint32 word;

  memcpy (&word, pixel, sizeof word);
  return word;
}

static inline guint32
mix (const guint8 *upper,
     const guint8 *lower,
     gsize         next,
     guint         right,
     guint         down)
{
  guint32 a = load (upper);
  guint32 b = load (upper + next);
  guint32 c = load (lower);
  guint32 d = load (lower + next);
  guint wa = (STEPS - right) * (STEPS - down);
  guint wb = right * (STEPS - down);
  guint wc = (STEPS - right) * down;
  guint wd = right * down;
  guint32 even = (a & EVEN_BYTES) * wa + (b & EVEN_BYTES) * wb + (c & EVEN_BYTES) * wc +
                 (d & EVEN_BYTES) * wd + HALF_OF_256;
  guint32 odd = (a >> 8 & EVEN_BYTES) * wa + (b >> 8 & EVEN_BYTES) * wb +
                (c >> 8 & EVEN_BYTES) * wc + (d >> 8 & EVEN_BYTES) * wd + HALF_OF_256;

  return (even >> 8 & EVEN_BYTES) | (odd & ~EVEN_BYTES);
}

/* The four bytes of a place, bilinear, the border going on outside. */
static inline guint32
sample (const DzPixels *pixels,
        double          at_x,
        double          at_y)
{
  double x = CLAMP (at_x, 0, pixels->width - 1);
  double y = CLAMP (at_y, 0, pixels->height - 1);
  guint fixed_x = (guint) (x * STEPS + 0.5);
  guint fixed_y = (guint) (y * STEPS + 0.5);
  guint left = fixed_x / STEPS;
  guint top = fixed_y / STEPS;
  const guint8 *upper = dz_pixels_at (pixels, left, top);

  return mix (upper, upper + (top + 1 < pixels->height ? pixels->stride : 0),
              left + 1 < pixels->width ? 4 : 0, fixed_x % STEPS, fixed_y % STEPS);
}

static inline gboolean
is_outside (const Walk *walk)
{
  return walk->x < -0.5 || walk->y < -0.5 || walk->x >= walk->pixels->width - 0.5 ||
         walk->y >= walk->pixels->height - 0.5;
}

static void
fill_levels (const DzFaceRegionInput *input,
             float                    levels[256])
{
  for (guint i = 0; i < 256; i++)
    levels[i] = input->least + (input->most - input->least) * i / 255;
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
  float levels[256];

  g_return_if_fail (self->width > 0 && self->height > 0);

  fill_levels (input, levels);
  for (guint row = 0; row < input->edge; row++)
    {
      Walk walk;

      init_walk (self, pyramid, input->edge, row, &walk);
      for (guint i = 0; i < input->edge; i++)
        {
          guint32 pixel = 0;
          guint8 bytes[4];

          if (input->border == DZ_FACE_REGION_SPREAD || !is_outside (&walk))
            pixel = sample (walk.pixels, walk.x, walk.y);
          memcpy (bytes, &pixel, sizeof bytes);
          for (guint c = 0; c < 3; c++)
            *samples++ = levels[bytes[c]];
          walk.x += walk.step_x;
          walk.y += walk.step_y;
        }
    }
}
