/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ears-private.h"

#define EAR_X 0.352

static void
outline (cairo_t *cr)
{
  cairo_move_to (cr, 0.295, 0.470);
  cairo_curve_to (cr, 0.322, 0.425, 0.392, 0.428, 0.389, 0.505);
  cairo_curve_to (cr, 0.387, 0.560, 0.370, 0.585, 0.362, 0.630);
  cairo_curve_to (cr, 0.355, 0.672, 0.322, 0.675, 0.295, 0.640);
  cairo_close_path (cr);
}

static void
draw_one (DzStage *stage)
{
  DzTint skin = stage->portrait->skin;
  DzTint flush = { skin.r * 0.98, skin.g * 0.89, skin.b * 0.85 };
  DzTint dark = { skin.r * 0.62, skin.g * 0.46, skin.b * 0.40 };
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  outline (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, 0.43, dz_tint_scale (flush, 1.02), 0.67, dz_tint_scale (flush, 0.93));
  dz_brush_ellipse (cr, 0.338, 0.555, 0.015, 0.045);
  dz_brush_soft_fill (cr, dark, 0.55, 0.012);
  cairo_move_to (cr, 0.328, 0.490);
  cairo_curve_to (cr, 0.345, 0.452, 0.377, 0.460, 0.371, 0.520);
  cairo_curve_to (cr, 0.367, 0.560, 0.352, 0.580, 0.347, 0.615);
  dz_brush_soft_stroke (cr, dark, 0.60, 0.008, 0.004);
  outline (cr);
  dz_brush_soft_stroke (cr, dark, 0.45, 0.010, 0.006);
  cairo_restore (cr);
}

static void
draw_earring (cairo_t *cr)
{
  const DzTint gold = { 0.86, 0.70, 0.32 };
  const DzTint shine = { 1.0, 0.95, 0.78 };

  dz_brush_ellipse (cr, 0.345, 0.672, 0.015, 0.015);
  dz_brush_fill (cr, gold, 1);
  dz_brush_ellipse (cr, 0.345, 0.722, 0.021, 0.036);
  dz_brush_stroke (cr, gold, 1, 0.009);
  dz_brush_ellipse (cr, 0.341, 0.667, 0.005, 0.005);
  dz_brush_fill (cr, shine, 1);
}

/* One ear or its ring, mirrored for the left side, moved out with the width of the face. */
static void
one_side (DzStage *stage,
           int      side,
           gboolean earring)
{
  double outward = (stage->portrait->face_width - 1) * DZ_FACE_HALF;

  dz_stage_begin_head (stage);
  if (side == 0)
    dz_brush_mirror (stage->cr);
  cairo_translate (stage->cr, outward, 0);
  if (earring)
    draw_earring (stage->cr);
  else
    draw_one (stage);
  dz_stage_end (stage);
}

/* The ears, to be covered in part by the face. A hidden one is painted too: hair falls over it. */
void
dz_ears_draw (DzStage *stage)
{
  double x = EAR_X + (stage->portrait->face_width - 1) * DZ_FACE_HALF;

  for (int side = 0; side < 2; side++)
    {
      one_side (stage, side, FALSE);
      stage->truth->ear[side] = dz_stage_head_point (stage, side == 0 ? -x : x, DZ_EAR_Y);
      stage->truth->ear_shown[side] = stage->portrait->ear_shown[side];
    }
}

void
dz_ears_draw_earrings (DzStage *stage)
{
  for (int side = 0; side < 2 && stage->portrait->earrings; side++)
    if (stage->portrait->ear_shown[side])
      one_side (stage, side, TRUE);
}
