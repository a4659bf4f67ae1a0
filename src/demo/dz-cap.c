/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cap-private.h"

static void
dome (cairo_t *cr)
{
  cairo_move_to (cr, -0.368, 0.300);
  cairo_curve_to (cr, -0.385, 0.060, -0.230, -0.040, 0, -0.040);
  cairo_curve_to (cr, 0.230, -0.040, 0.385, 0.060, 0.368, 0.300);
  cairo_curve_to (cr, 0.200, 0.245, -0.200, 0.245, -0.368, 0.300);
  cairo_close_path (cr);
}

static void
brim (cairo_t *cr)
{
  cairo_move_to (cr, -0.345, 0.290);
  cairo_curve_to (cr, -0.200, 0.230, 0.200, 0.230, 0.345, 0.290);
  cairo_curve_to (cr, 0.300, 0.345, 0.180, 0.372, 0, 0.375);
  cairo_curve_to (cr, -0.180, 0.372, -0.300, 0.345, -0.345, 0.290);
  cairo_close_path (cr);
}

static void
draw_dome (DzStage *stage)
{
  DzTint tint = stage->portrait->hat_tint;
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  dome (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, -0.04, dz_tint_scale (tint, 1.25), 0.3, dz_tint_scale (tint, 0.85));
  dome (cr);
  dz_brush_soft_stroke (cr, dz_tint_scale (tint, 0.4), 0.5, 0.05, 0.03);
  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0, -0.04);
      cairo_curve_to (cr, 0.13, 0.02, 0.17, 0.14, 0.16, 0.28);
      dz_brush_soft_stroke (cr, dz_tint_scale (tint, 0.5), 0.6, 0.005, 0.003);
      dz_brush_mirror (cr);
    }
  cairo_restore (cr);
}

/* A baseball cap over the hair; also says where the picture's highest point now is. */
void
dz_cap_draw (DzStage *stage)
{
  const DzTint shadow = { 0.16, 0.09, 0.07 };
  DzTint tint = stage->portrait->hat_tint;
  cairo_t *cr = stage->cr;
  DzPortraitPoint top;

  stage->truth->top_y = stage->truth->crown.y;
  if (!stage->portrait->hat)
    return;

  dz_stage_begin_head (stage);
  dome (cr);
  dz_stage_extents (stage, &top, NULL, NULL, NULL);
  cairo_new_path (cr);
  stage->truth->top_y = MIN (top.y, stage->truth->crown.y);
  dz_brush_ellipse (cr, 0, 0.375, 0.27, 0.030);
  dz_brush_soft_fill (cr, shadow, 0.45, 0.022);
  draw_dome (stage);
  brim (cr);
  dz_brush_fill_down (cr, 0.24, dz_tint_scale (tint, 1.1), 0.375, dz_tint_scale (tint, 0.6));
  dz_stage_end (stage);
}
