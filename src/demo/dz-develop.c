/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-develop-private.h"

#include "dz-box-blur-private.h"

#include <math.h>
#include <string.h>

/* Below this the running means do nothing, and three taps do it better. */
#define SMALL_BLUR_PX 0.85

/* A table of deviates is walked with a stride that has no part in common with its size. */
#define N_DEVIATES 8192
#define DEVIATE_BITS 8

/* Uneven light falls on what was drawn so far, and leaves what is transparent alone. */
void
dz_develop_light (const DzPortrait *portrait,
                  cairo_t          *cr)
{
  double strength = fabs (portrait->light_uneven);
  double from = portrait->light_uneven > 0 ? 0.30 : 0.70;
  double to = 1 - from;
  g_autoptr(cairo_pattern_t) fall = NULL;

  if (strength <= 0)
    return;

  fall = cairo_pattern_create_linear (portrait->width * from, 0, portrait->width * to, 0);
  cairo_pattern_add_color_stop_rgba (fall, 0, 0.05, 0.03, 0.06, 0.62 * strength);
  cairo_pattern_add_color_stop_rgba (fall, 1, 0.05, 0.03, 0.06, 0);
  cairo_save (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_ATOP);
  cairo_set_source (cr, fall);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Three taps along one line whose samples lie @step bytes apart. */
static void
soften_line (guint8 *line,
             int     n,
             int     step,
             int     side)
{
  int before = line[0];

  for (int i = 0; i < n; i++)
    {
      int here = line[i * step];
      int after = line[MIN (i + 1, n - 1) * step];

      line[i * step] = (before * side + here * (256 - 2 * side) + after * side + 128) >> 8;
      before = here;
    }
}

/* One row into the next, held back by a row, so that memory is walked in its own order. */
static void
soften_rows (DzPixels *pixels,
             int       side)
{
  gsize n = pixels->width * 4;
  g_autofree guint8 *before = g_memdup2 (pixels->data, n);
  g_autofree guint8 *here = g_malloc (n);

  for (guint y = 0; y < pixels->height; y++)
    {
      guint8 *row = dz_pixels_at (pixels, 0, y);
      const guint8 *after = dz_pixels_at (pixels, 0, MIN (y + 1, pixels->height - 1));
      guint8 *swap;

      memcpy (here, row, n);
      for (gsize i = 0; i < n; i++)
        row[i] = (before[i] * side + here[i] * (256 - 2 * side) + after[i] * side + 128) >> 8;
      swap = before;
      before = here;
      here = swap;
    }
}

static void
blur (DzPixels *pixels,
      double    sigma_px)
{
  /* Taps s, 1-2s, s have the variance 2s. */
  int side = (int) lround (256 * MIN (0.33, sigma_px * sigma_px / 2));

  if (sigma_px >= SMALL_BLUR_PX)
    {
      dz_box_blur (pixels->data, pixels->width, pixels->height, pixels->stride, 4, sigma_px);
      return;
    }
  if (side == 0)
    return;
  for (guint y = 0; y < pixels->height; y++)
    for (int c = 0; c < 3; c++)
      soften_line (dz_pixels_at (pixels, 0, y) + c, pixels->width, 4, side);
  soften_rows (pixels, side);
}

static void
copy_out (cairo_surface_t *picture,
          DzPixels        *pixels,
          double           exposure)
{
  int stride = cairo_image_surface_get_stride (picture);
  const guint8 *source = cairo_image_surface_get_data (picture);
  guint8 curve[256];

  for (int i = 0; i < 256; i++)
    curve[i] = (guint8) MIN (255, lround (i * exposure));
  for (guint y = 0; y < pixels->height; y++)
    {
      const guint32 *from = (const guint32 *) (const void *) (source + (gsize) y * stride);
      guint8 *to = dz_pixels_at (pixels, 0, y);

      for (guint x = 0; x < pixels->width; x++, to += 4)
        {
          to[0] = curve[from[x] >> 16 & 0xFF];
          to[1] = curve[from[x] >> 8 & 0xFF];
          to[2] = curve[from[x] & 0xFF];
          to[3] = 255;
        }
    }
}

static void
take_colour_out (DzPixels *pixels)
{
  for (guint y = 0; y < pixels->height; y++)
    {
      guint8 *p = dz_pixels_at (pixels, 0, y);

      for (guint x = 0; x < pixels->width; x++, p += 4)
        p[0] = p[1] = p[2] = (p[0] * 77 + p[1] * 150 + p[2] * 29 + 128) >> 8;
    }
}

static guint32
next_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

/* Sums of four even deviates are near enough to a bell. */
static gint16 *
make_deviates (double   sigma,
               guint32 *state)
{
  gint16 *table = g_new (gint16, N_DEVIATES);

  for (int i = 0; i < N_DEVIATES; i++)
    {
      double sum = 0;

      for (int k = 0; k < 4; k++)
        sum += next_random (state) / (double) G_MAXUINT32 - 0.5;
      table[i] = (gint16) lround (sum * sqrt (3) * sigma * (1 << DEVIATE_BITS));
    }
  return table;
}

static inline guint8
add_clamped (guint8 value,
             int    deviation)
{
  int sum = value + ((deviation + (1 << (DEVIATE_BITS - 1))) >> DEVIATE_BITS);

  return (guint8) CLAMP (sum, 0, 255);
}

/* Most of a sensor's noise is common to the three channels; a part is each one's own. */
static void
add_noise (DzPixels *pixels,
           double    sigma,
           guint32   seed)
{
  guint32 state = seed * 2654435761u | 1;
  g_autofree gint16 *common = make_deviates (sigma * 0.85, &state);
  g_autofree gint16 *own = make_deviates (sigma * 0.55, &state);

  for (guint y = 0; y < pixels->height; y++)
    {
      guint8 *p = dz_pixels_at (pixels, 0, y);

      for (guint x = 0; x < pixels->width; x++, p += 4)
        {
          guint32 r = next_random (&state);
          int shared = common[r % N_DEVIATES];

          p[0] = add_clamped (p[0], shared + own[(r >> 13) % N_DEVIATES]);
          p[1] = add_clamped (p[1], shared + own[(r >> 16) % N_DEVIATES]);
          p[2] = add_clamped (p[2], shared + own[(r >> 19) % N_DEVIATES]);
        }
    }
}

/* What the camera does to the finished @picture: exposure, blur, noise. */
void
dz_develop (const DzPortrait *portrait,
            cairo_surface_t  *picture,
            DzPixels         *pixels)
{
  cairo_surface_flush (picture);
  copy_out (picture, pixels, portrait->exposure);
  blur (pixels, portrait->blur_px);
  if (portrait->noise > 0)
    add_noise (pixels, portrait->noise, portrait->noise_seed);
  if (portrait->grey)
    take_colour_out (pixels);
}
