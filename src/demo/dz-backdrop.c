/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-backdrop-private.h"

#include "dz-box-blur-private.h"

/* What a full gradient takes of the light in the corner farthest from the lamp. */
#define FALL_OFF 0.65
/* The shadow on the wall is drawn this much smaller, and as soft as this share of the height. */
#define SHADOW_SHRINK     8
#define SHADOW_SOFT_SHARE 0.014

static void
fill_wall (const DzPortrait *portrait,
           cairo_t          *cr)
{
  double w = portrait->width;
  double h = portrait->height;
  DzTint near = dz_tint_scale (portrait->background, 1 + 0.06 * portrait->background_gradient);
  DzTint far = dz_tint_scale (portrait->background, 1 - FALL_OFF * portrait->background_gradient);
  g_autoptr(cairo_pattern_t) fall = cairo_pattern_create_linear (0, 0, w, h * 0.8);

  cairo_pattern_add_color_stop_rgb (fall, 0, near.r, near.g, near.b);
  cairo_pattern_add_color_stop_rgb (fall, 1, far.r, far.g, far.b);
  cairo_set_source (cr, fall);
  cairo_paint (cr);
}

static void
draw_shelf (cairo_t *cr,
            GRand   *rand,
            double   strength)
{
  const DzTint wood = { 0.52, 0.38, 0.26 };
  double x = 0.03;

  while (x < 0.26)
    {
      double width = g_rand_double_range (rand, 0.018, 0.038);
      double height = g_rand_double_range (rand, 0.13, 0.21);
      DzTint spine = { g_rand_double_range (rand, 0.2, 0.85), g_rand_double_range (rand, 0.2, 0.7),
                       g_rand_double_range (rand, 0.2, 0.7) };

      cairo_rectangle (cr, x, 0.36 - height, width * 0.92, height);
      dz_brush_fill (cr, spine, strength);
      x += width;
    }
  cairo_rectangle (cr, 0, 0.36, 0.30, 0.022);
  dz_brush_fill (cr, wood, strength);
  cairo_rectangle (cr, 0, 0.382, 0.30, 0.012);
  dz_brush_soft_fill (cr, (DzTint) { 0.1, 0.1, 0.1 }, 0.35 * strength, 0.008);
}

static void
draw_door (cairo_t *cr,
           double   strength)
{
  const DzTint frame = { 0.93, 0.92, 0.88 };
  const DzTint leaf = { 0.66, 0.52, 0.38 };

  cairo_rectangle (cr, 0.78, 0.05, 0.30, 1.4);
  dz_brush_fill (cr, frame, strength);
  cairo_rectangle (cr, 0.815, 0.09, 0.30, 1.4);
  dz_brush_fill (cr, leaf, strength);
  cairo_rectangle (cr, 0.85, 0.15, 0.30, 0.40);
  dz_brush_stroke (cr, dz_tint_scale (leaf, 0.7), strength, 0.010);
  dz_brush_ellipse (cr, 0.838, 0.70, 0.012, 0.012);
  dz_brush_fill (cr, (DzTint) { 0.8, 0.75, 0.55 }, strength);
}

/* A shelf of books on one side and a door on the other; units of the picture's width. */
static void
draw_clutter (const DzPortrait *portrait,
              cairo_t          *cr,
              GRand            *rand)
{
  cairo_save (cr);
  cairo_scale (cr, portrait->width, portrait->width);
  draw_shelf (cr, rand, portrait->background_clutter);
  draw_door (cr, portrait->background_clutter);
  cairo_restore (cr);
}

/* The person's outline, small and soft. */
static cairo_surface_t *
shrink_outline (const DzPortrait *portrait,
                cairo_surface_t  *person)
{
  int width = portrait->width / SHADOW_SHRINK + 1;
  int height = portrait->height / SHADOW_SHRINK + 1;
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  g_autoptr(cairo_t) cr = cairo_create (small);

  cairo_scale (cr, 1.0 / SHADOW_SHRINK, 1.0 / SHADOW_SHRINK);
  cairo_set_source_surface (cr, person, 0, 0);
  cairo_paint (cr);
  cairo_surface_flush (small);
  dz_box_blur (cairo_image_surface_get_data (small), width, height,
               cairo_image_surface_get_stride (small), 1,
               portrait->height * SHADOW_SOFT_SHARE / SHADOW_SHRINK);
  cairo_surface_mark_dirty (small);
  return small;
}

/* The shadow falls to the right and a little down, from a lamp at the upper left. */
static void
draw_shadow (const DzPortrait *portrait,
             cairo_t          *cr,
             cairo_surface_t  *person)
{
  g_autoptr(cairo_surface_t) small = shrink_outline (portrait, person);
  double shift = portrait->height * portrait->head_share * 0.16;

  cairo_save (cr);
  cairo_translate (cr, shift, shift * 0.4);
  cairo_scale (cr, SHADOW_SHRINK, SHADOW_SHRINK);
  dz_brush_set (cr, (DzTint) { 0.05, 0.08, 0.14 }, portrait->background_shadow * 0.5);
  cairo_mask_surface (cr, small, 0, 0);
  cairo_restore (cr);
}

/*
 * Paints the wall. @person is the finished person, whose outline throws the shadow.
 */
void
dz_backdrop_draw (const DzPortrait *portrait,
                  cairo_t          *cr,
                  cairo_surface_t  *person,
                  GRand            *rand)
{
  fill_wall (portrait, cr);
  if (portrait->background_clutter > 0)
    draw_clutter (portrait, cr, rand);
  if (portrait->background_shadow > 0)
    draw_shadow (portrait, cr, person);
}
