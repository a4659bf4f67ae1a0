/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-body-private.h"

static DzTint
shade (const DzPortrait *portrait,
       double            factor)
{
  return (DzTint) { portrait->skin.r * factor,
                    portrait->skin.g * factor * 0.88,
                    portrait->skin.b * factor * 0.80 };
}

static void
outline (DzStage *stage)
{
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  /* Each half runs from the throat down to the bottom; together they are the whole. */
  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0, 0.70);
      cairo_line_to (cr, neck * 0.98, 0.70);
      cairo_line_to (cr, neck, 1.06);
      dz_body_slope (stage, 0, neck, 1.06);
      cairo_line_to (cr, 0, DZ_BODY_BOTTOM_Y);
      cairo_close_path (cr);
      dz_brush_mirror (cr);
    }
}

/* The outer edges alone, for the shading that follows them. */
static void
edges (DzStage *stage)
{
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, neck * 0.98, 0.70);
      cairo_line_to (cr, neck, 1.06);
      dz_body_slope (stage, 0, neck, 1.06);
      dz_brush_mirror (cr);
    }
}

/* Collar bones, and the hollow between them. */
static void
shade_bones (DzStage *stage)
{
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0.045, 1.375);
      cairo_curve_to (cr, 0.14, 1.335, 0.26, 1.345, 0.36, 1.325);
      dz_brush_soft_stroke (cr, shade (stage->portrait, 0.66), 0.35, 0.016, 0.012);
      cairo_move_to (cr, 0.120, 1.06);
      cairo_curve_to (cr, 0.110, 1.16, 0.070, 1.28, 0.030, 1.365);
      dz_brush_soft_stroke (cr, shade (stage->portrait, 0.70), 0.22, 0.018, 0.014);
      dz_brush_mirror (cr);
    }
  dz_brush_ellipse (cr, 0, 1.375, 0.024, 0.020);
  dz_brush_soft_fill (cr, shade (stage->portrait, 0.62), 0.32, 0.014);
}

double
dz_body_neck_half (const DzPortrait *portrait)
{
  return (0.160 + 0.035 * portrait->jaw) * portrait->face_width;
}

/*
 * Adds the slope of the right shoulder from @from_x, @from_y by the shoulder to the arm and the
 * bottom, @lift above the skin; the pen stands at the start.
 */
void
dz_body_slope (DzStage *stage,
               double   lift,
               double   from_x,
               double   from_y)
{
  double wide = stage->portrait->shoulder_width;
  cairo_t *cr = stage->cr;

  cairo_curve_to (cr, from_x + 0.015, MAX (1.19, from_y + 0.03) - lift,
                  0.27 * wide, 1.250 - lift, DZ_SHOULDER_X * wide, DZ_SHOULDER_Y - lift);
  cairo_curve_to (cr, 0.66 * wide, 1.378 - lift, 0.78 * wide, 1.46 - lift, 0.82 * wide, 1.70);
  cairo_line_to (cr, 0.90 * wide, DZ_BODY_BOTTOM_Y);
}

/* Skin of the neck, shoulders and arms; clothes come on top. */
void
dz_body_draw (DzStage *stage)
{
  DzTint skin = stage->portrait->skin;
  cairo_t *cr = stage->cr;

  dz_stage_begin_body (stage);
  cairo_new_path (cr);
  outline (stage);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, 0.9, dz_tint_mix (skin, shade (stage->portrait, 0.86), 0.8), 1.5, skin);
  edges (stage);
  dz_brush_soft_stroke (cr, shade (stage->portrait, 0.62), 0.50, 0.060, 0.032);
  shade_bones (stage);
  dz_stage_end (stage);
}

/* The shadow that the jaw throws on the neck: after the body, before the face. */
void
dz_body_shade (DzStage *stage)
{
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  dz_stage_begin_body (stage);
  cairo_new_path (cr);
  outline (stage);
  cairo_clip (cr);
  cairo_move_to (cr, -neck * 1.3, 0.70);
  cairo_line_to (cr, neck * 1.3, 0.70);
  cairo_line_to (cr, neck * 1.2, 1.03);
  cairo_curve_to (cr, neck * 0.7, 1.145, -neck * 0.7, 1.145, -neck * 1.2, 1.03);
  cairo_close_path (cr);
  dz_brush_soft_fill (cr, shade (stage->portrait, 0.54), 0.66, 0.022);
  dz_stage_end (stage);
}
