/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mouth-private.h"

/* In the mouth's own frame: 0,0 in the middle of the line between the lips. */
typedef struct
{
  double half;      /* middle to corner */
  double corner_y;  /* negative: lifted by a smile */
  double gap;       /* between the inner edges, in the middle */
  double upper;     /* thickness of the lips, in the middle */
  double lower;
  gboolean teeth;
} Mouth;

static Mouth
shape_of (const DzPortrait *portrait)
{
  double full = portrait->lip_fullness;
  Mouth mouth = { DZ_MOUTH_HALF, -0.008, 0, 0.0235 * full, 0.0350 * full, FALSE };

  switch (portrait->lips)
    {
    case DZ_LIPS_CLOSED:
      break;
    case DZ_LIPS_SMILE:
      mouth.half *= 1.12;
      mouth.corner_y = -0.018;
      break;
    case DZ_LIPS_OPEN:
      mouth.gap = 0.052;
      break;
    case DZ_LIPS_TEETH:
      mouth.half *= 1.20;
      mouth.corner_y = -0.020;
      mouth.gap = 0.040;
      mouth.teeth = TRUE;
      break;
    default:
      break;
    }
  return mouth;
}

/* Left corner to right corner; two curves meet in the middle at @y with a level tangent. */
static void
sweep (cairo_t     *cr,
       const Mouth *mouth,
       double       y,
       gboolean     back)
{
  double from = back ? mouth->half : -mouth->half;
  double reach = from * 0.45;

  cairo_curve_to (cr, from * 0.72, y * 0.8 + mouth->corner_y * 0.2, reach, y, 0, y);
  cairo_curve_to (cr, -reach, y, -from * 0.72, y * 0.8 + mouth->corner_y * 0.2,
                  -from, mouth->corner_y);
}

static void
upper_lip (cairo_t     *cr,
           const Mouth *mouth)
{
  double inner = -mouth->gap / 2;
  double peak = inner - mouth->upper * 1.20;
  double bow = inner - mouth->upper;
  double half = mouth->half;

  cairo_move_to (cr, -half, mouth->corner_y);
  cairo_curve_to (cr, -half * 0.70, mouth->corner_y * 0.5 + peak * 0.55,
                  -0.045, peak, -0.024, peak);
  cairo_curve_to (cr, -0.014, peak, -0.008, bow, 0, bow);
  cairo_curve_to (cr, 0.008, bow, 0.014, peak, 0.024, peak);
  cairo_curve_to (cr, 0.045, peak, half * 0.70, mouth->corner_y * 0.5 + peak * 0.55,
                  half, mouth->corner_y);
  sweep (cr, mouth, inner, TRUE);
  cairo_close_path (cr);
}

static void
lower_lip (cairo_t     *cr,
           const Mouth *mouth)
{
  double inner = mouth->gap / 2;
  double outer = inner + mouth->lower;
  double half = mouth->half;

  cairo_move_to (cr, -half, mouth->corner_y);
  sweep (cr, mouth, inner, FALSE);
  cairo_curve_to (cr, half * 0.78, outer * 0.62 + mouth->corner_y * 0.4,
                  half * 0.45, outer, 0, outer);
  cairo_curve_to (cr, -half * 0.45, outer, -half * 0.78, outer * 0.62 + mouth->corner_y * 0.4,
                  -half, mouth->corner_y);
  cairo_close_path (cr);
}

static void
draw_teeth (cairo_t     *cr,
            const Mouth *mouth)
{
  const DzTint enamel = { 0.95, 0.94, 0.91 };
  double top = -mouth->gap / 2 - 0.004;
  double edge = mouth->gap * 0.26;

  cairo_move_to (cr, -mouth->half * 0.86, top);
  cairo_line_to (cr, mouth->half * 0.86, top);
  cairo_curve_to (cr, mouth->half * 0.55, edge, -mouth->half * 0.55, edge,
                  -mouth->half * 0.86, top);
  cairo_close_path (cr);
  dz_brush_fill (cr, enamel, 1);
  for (int i = -3; i <= 3; i++)
    {
      cairo_move_to (cr, i * 0.021, top);
      cairo_line_to (cr, i * 0.021, edge);
    }
  dz_brush_stroke (cr, (DzTint) { 0.62, 0.56, 0.52 }, 0.35, 0.0015);
}

static void
draw_inside (cairo_t     *cr,
             const Mouth *mouth)
{
  const DzTint dark = { 0.20, 0.06, 0.06 };

  cairo_save (cr);
  cairo_move_to (cr, -mouth->half, mouth->corner_y);
  sweep (cr, mouth, -mouth->gap / 2, FALSE);
  sweep (cr, mouth, mouth->gap / 2, TRUE);
  cairo_close_path (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill (cr, dark, 1);
  if (mouth->teeth)
    draw_teeth (cr, mouth);
  cairo_restore (cr);
}

static void
draw_lips (DzStage     *stage,
           const Mouth *mouth)
{
  DzTint tint = stage->portrait->lip_tint;
  cairo_t *cr = stage->cr;

  upper_lip (cr, mouth);
  dz_brush_soft_fill (cr, tint, 0.35, 0.006);
  upper_lip (cr, mouth);
  dz_brush_fill_down (cr, -mouth->gap / 2 - mouth->upper, dz_tint_scale (tint, 0.95),
                      -mouth->gap / 2, dz_tint_scale (tint, 0.80));
  lower_lip (cr, mouth);
  dz_brush_soft_fill (cr, tint, 0.35, 0.006);
  lower_lip (cr, mouth);
  dz_brush_fill_down (cr, mouth->gap / 2, dz_tint_scale (tint, 0.96),
                      mouth->gap / 2 + mouth->lower, dz_tint_scale (tint, 1.06));
  dz_brush_ellipse (cr, 0, mouth->gap / 2 + mouth->lower * 0.52, 0.040, 0.006);
  dz_brush_soft_fill (cr, (DzTint) { 1, 0.92, 0.90 }, 0.32, 0.006);
}

static void
draw_line (DzStage     *stage,
           const Mouth *mouth)
{
  const DzTint dark = { 0.33, 0.12, 0.11 };
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, -mouth->half, mouth->corner_y);
  sweep (cr, mouth, mouth->gap / -2, FALSE);
  dz_brush_soft_stroke (cr, dark, 0.85, 0.0050, 0.0028);
  for (int side = 0; side < 2; side++)
    {
      dz_brush_ellipse (cr, mouth->half, mouth->corner_y, 0.010, 0.007);
      dz_brush_soft_fill (cr, dark, 0.45, 0.006);
      dz_brush_mirror (cr);
    }
}

static void
record (DzStage     *stage,
        const Mouth *mouth)
{
  DzPortraitGeometry *truth = stage->truth;

  truth->mouth = dz_stage_head_point (stage, 0, DZ_MOUTH_Y);
  truth->lip_gap_px = mouth->gap * stage->unit_px;
  for (int side = 0; side < 2; side++)
    truth->mouth_corner[side] = dz_stage_head_point (stage, side == 0 ? -mouth->half : mouth->half,
                                                     DZ_MOUTH_Y + mouth->corner_y);
}

void
dz_mouth_draw (DzStage *stage)
{
  Mouth mouth = shape_of (stage->portrait);

  record (stage, &mouth);
  dz_stage_begin_head (stage);
  cairo_translate (stage->cr, 0, DZ_MOUTH_Y);
  draw_lips (stage, &mouth);
  if (mouth.gap > 0)
    draw_inside (stage->cr, &mouth);
  draw_line (stage, &mouth);
  dz_stage_end (stage);
}
