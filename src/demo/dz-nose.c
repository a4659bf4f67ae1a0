/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-nose-private.h"

static DzTint
shade (const DzPortrait *portrait,
       double            factor)
{
  return (DzTint) { portrait->skin.r * factor,
                    portrait->skin.g * factor * 0.84,
                    portrait->skin.b * factor * 0.74 };
}

/* The slope from the bridge and the wing with its nostril; the right half, x already stretched. */
static void
draw_half (DzStage *stage)
{
  const DzPortrait *portrait = stage->portrait;
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, 0.044, 0.470);
  cairo_curve_to (cr, 0.034, 0.540, 0.044, 0.610, 0.064, 0.662);
  dz_brush_soft_stroke (cr, shade (portrait, 0.74), 0.28, 0.022, 0.013);

  cairo_move_to (cr, 0.066, 0.650);
  cairo_curve_to (cr, 0.092, 0.664, 0.092, 0.706, 0.064, 0.710);
  dz_brush_soft_stroke (cr, shade (portrait, 0.52), 0.52, 0.007, 0.0050);
  dz_brush_ellipse (cr, 0.066, 0.676, 0.014, 0.020);
  dz_brush_soft_fill (cr, (DzTint) { 1, 0.95, 0.90 }, 0.10, 0.009);

  cairo_move_to (cr, 0.018, 0.712);
  cairo_curve_to (cr, 0.028, 0.698, 0.052, 0.698, 0.058, 0.709);
  cairo_curve_to (cr, 0.048, 0.713, 0.034, 0.719, 0.018, 0.712);
  dz_brush_soft_fill (cr, shade (portrait, 0.26), 0.80, 0.0040);
}

static void
draw_middle (DzStage *stage)
{
  const DzTint light = { 1, 0.97, 0.93 };
  const DzPortrait *portrait = stage->portrait;
  cairo_t *cr = stage->cr;

  dz_brush_ellipse (cr, 0, 0.730, 0.062, 0.010);
  dz_brush_soft_fill (cr, shade (portrait, 0.62), 0.36, 0.012);
  cairo_move_to (cr, -0.020, 0.716);
  cairo_curve_to (cr, -0.008, 0.724, 0.008, 0.724, 0.020, 0.716);
  dz_brush_soft_stroke (cr, shade (portrait, 0.48), 0.55, 0.005, 0.004);
  cairo_move_to (cr, 0, 0.465);
  cairo_line_to (cr, 0, 0.640);
  dz_brush_soft_stroke (cr, light, 0.30, 0.018, 0.013);
  dz_brush_ellipse (cr, 0, DZ_NOSE_TIP_Y, 0.017, 0.013);
  dz_brush_soft_fill (cr, light, 0.38, 0.010);
  cairo_move_to (cr, 0, 0.740);
  cairo_line_to (cr, 0, 0.772);
  dz_brush_soft_stroke (cr, shade (portrait, 0.72), 0.26, 0.012, 0.008);
}

void
dz_nose_draw (DzStage *stage)
{
  dz_stage_begin_head (stage);
  cairo_scale (stage->cr, stage->portrait->nose_width, 1);
  for (int side = 0; side < 2; side++)
    {
      draw_half (stage);
      dz_brush_mirror (stage->cr);
    }
  draw_middle (stage);
  dz_stage_end (stage);
  stage->truth->nose_tip = dz_stage_head_point (stage, 0, DZ_NOSE_TIP_Y);
}
