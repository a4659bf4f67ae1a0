/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wardrobe-private.h"

#include "dz-body-private.h"

/* Cloth stands this far over the skin. */
#define CLOTH_LIFT  0.012
#define JACKET_LIFT 0.026

static const DzTint WHITE = { 0.955, 0.955, 0.965 };

/*
 * A garment's outline, both halves: from the side of the neck at @neck_x, @neck_y over the
 * shoulder, and up to the lowest point of the neckline at @depth_y; @round bends the neckline.
 */
static void
garment (DzStage *stage,
         double   lift,
         double   neck_x,
         double   neck_y,
         double   depth_y,
         double   round)
{
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, neck_x, neck_y);
      dz_body_slope (stage, lift, neck_x, neck_y);
      cairo_line_to (cr, 0, DZ_BODY_BOTTOM_Y);
      cairo_line_to (cr, 0, depth_y);
      cairo_curve_to (cr, neck_x * (0.25 + 0.45 * round), depth_y,
                      neck_x * (0.85 + 0.10 * round),
                      neck_y + (depth_y - neck_y) * (0.3 + 0.35 * round),
                      neck_x, neck_y);
      cairo_close_path (cr);
      dz_brush_mirror (cr);
    }
}

static void
shade_cloth (DzStage *stage,
             DzTint   tint)
{
  DzTint dark = dz_tint_scale (tint, 0.55);
  DzTint light = dz_tint_mix (tint, (DzTint) { 1, 1, 1 }, 0.35);
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0.30, 1.29);
      cairo_curve_to (cr, 0.46, 1.33, 0.58, 1.38, 0.66, 1.46);
      dz_brush_soft_stroke (cr, light, 0.22, 0.030, 0.030);
      cairo_move_to (cr, 0.60 + dz_stage_vary (stage, 0.04), 1.48);
      cairo_curve_to (cr, 0.55, 1.58, 0.53, 1.66, 0.54, 1.90);
      dz_brush_soft_stroke (cr, dark, 0.45, 0.014, 0.016);
      cairo_move_to (cr, 0.34 + dz_stage_vary (stage, 0.05), 1.45);
      cairo_curve_to (cr, 0.30, 1.55, 0.31, 1.65, 0.29, 1.90);
      dz_brush_soft_stroke (cr, dark, 0.22, 0.020, 0.020);
      dz_brush_mirror (cr);
    }
}

/* Fills the garment that is the path, and lets its folds be seen. */
static void
fill_cloth (DzStage *stage,
            DzTint   tint)
{
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, 1.15, dz_tint_scale (tint, 1.06), 1.75, dz_tint_scale (tint, 0.88));
  shade_cloth (stage, tint);
  cairo_restore (cr);
}

static void
draw_collar_wing (DzStage *stage,
                  DzTint   tint)
{
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, neck * 0.96, 1.085);
  cairo_curve_to (cr, neck * 0.92, 1.19, 0.075, 1.29, 0.006, 1.345);
  cairo_line_to (cr, 0.105, 1.475);
  cairo_curve_to (cr, 0.17, 1.40, 0.24, 1.32, neck + 0.110, 1.215);
  cairo_curve_to (cr, neck + 0.080, 1.17, neck + 0.035, 1.12, neck * 0.96, 1.085);
  cairo_close_path (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, 1.08, dz_tint_scale (tint, 0.93), 1.47, tint);
  cairo_move_to (cr, 0.006, 1.345);
  cairo_line_to (cr, 0.105, 1.475);
  cairo_curve_to (cr, 0.17, 1.40, 0.24, 1.32, neck + 0.110, 1.215);
  dz_brush_soft_stroke (cr, dz_tint_scale (tint, 0.55), 0.55, 0.008, 0.006);
  cairo_restore (cr);
}

/* A shadow below each wing first, so that the collar stands off the cloth. */
static void
draw_collar (DzStage *stage,
             DzTint   tint)
{
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0.010, 1.365);
      cairo_line_to (cr, 0.108, 1.49);
      cairo_line_to (cr, 0.30, 1.25);
      dz_brush_soft_stroke (cr, (DzTint) { 0.1, 0.1, 0.13 }, 0.30, 0.016, 0.012);
      draw_collar_wing (stage, tint);
      dz_brush_mirror (cr);
    }
}

static void
draw_buttons (DzStage *stage,
              DzTint   tint)
{
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, 0.000, 1.36);
  cairo_line_to (cr, 0.000, 2.2);
  dz_brush_soft_stroke (cr, dz_tint_scale (tint, 0.6), 0.5, 0.006, 0.004);
  for (double y = 1.44; y < 2.0; y += 0.15)
    {
      dz_brush_ellipse (cr, 0.012, y, 0.009, 0.009);
      dz_brush_fill (cr, dz_tint_scale (tint, 0.80), 1);
      dz_brush_ellipse (cr, 0.011, y - 0.001, 0.006, 0.006);
      dz_brush_fill (cr, dz_tint_scale (tint, 1.05), 1);
    }
}

static void
draw_shirt (DzStage *stage,
            DzTint   tint)
{
  double neck = dz_body_neck_half (stage->portrait);

  cairo_new_path (stage->cr);
  garment (stage, CLOTH_LIFT, neck + 0.03, 1.15, 1.36, 0);
  fill_cloth (stage, tint);
  draw_buttons (stage, tint);
}

static void
draw_tie (DzStage *stage)
{
  DzTint tint = stage->portrait->second_tint;
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, -0.034, 1.425);
  cairo_line_to (cr, 0.034, 1.425);
  cairo_line_to (cr, 0.085, 2.2);
  cairo_line_to (cr, -0.085, 2.2);
  cairo_close_path (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, 1.42, dz_tint_scale (tint, 0.75), 1.60, tint);
  for (double y = 1.50; y < 2.0; y += 0.07)
    {
      cairo_move_to (cr, -0.10, y);
      cairo_line_to (cr, 0.10, y - 0.08);
    }
  dz_brush_stroke (cr, dz_tint_mix (tint, WHITE, 0.5), 0.30, 0.008);
  cairo_restore (cr);
  cairo_move_to (cr, -0.052, 1.338);
  cairo_curve_to (cr, -0.02, 1.328, 0.02, 1.328, 0.052, 1.338);
  cairo_line_to (cr, 0.033, 1.432);
  cairo_line_to (cr, -0.033, 1.432);
  cairo_close_path (cr);
  dz_brush_fill_down (cr, 1.33, dz_tint_scale (tint, 1.20), 1.43, dz_tint_scale (tint, 0.85));
}

static void
draw_lapel (DzStage *stage,
            DzTint   tint)
{
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, neck + 0.050, 1.155);
  cairo_line_to (cr, neck + 0.135, 1.225);
  cairo_line_to (cr, 0.330, 1.430);
  cairo_line_to (cr, 0.262, 1.455);
  cairo_line_to (cr, 0.318, 1.500);
  cairo_curve_to (cr, 0.22, 1.68, 0.12, 1.86, 0.02, 2.05);
  cairo_curve_to (cr, 0.08, 1.70, 0.15, 1.42, neck + 0.050, 1.155);
  cairo_close_path (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, 1.15, dz_tint_scale (tint, 1.25), 1.7, dz_tint_scale (tint, 1.02));
  cairo_restore (cr);
  cairo_move_to (cr, 0.330, 1.430);
  cairo_line_to (cr, 0.262, 1.455);
  cairo_line_to (cr, 0.318, 1.500);
  cairo_curve_to (cr, 0.22, 1.68, 0.12, 1.86, 0.02, 2.05);
  dz_brush_soft_stroke (cr, dz_tint_scale (tint, 0.35), 0.8, 0.006, 0.005);
}

/* The jacket's front leaves a wedge from the neck to far below open. */
static void
draw_jacket (DzStage *stage)
{
  DzTint tint = stage->portrait->clothes_tint;
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  cairo_new_path (cr);
  garment (stage, JACKET_LIFT, neck + 0.055, 1.150, 2.05, 0.25);
  fill_cloth (stage, tint);
  for (int side = 0; side < 2; side++)
    {
      draw_lapel (stage, tint);
      dz_brush_mirror (cr);
    }
}

static void
draw_tee (DzStage *stage)
{
  DzTint tint = stage->portrait->clothes_tint;
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  cairo_new_path (cr);
  garment (stage, CLOTH_LIFT, neck + 0.055, 1.195, 1.375, 1);
  fill_cloth (stage, tint);
  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0, 1.384);
      cairo_curve_to (cr, (neck + 0.055) * 0.7, 1.384, (neck + 0.055) * 0.97, 1.312,
                      neck + 0.063, 1.206);
      dz_brush_stroke (cr, dz_tint_scale (tint, 0.80), 1, 0.020);
      dz_brush_mirror (cr);
    }
}

static void
draw_straps (DzStage *stage)
{
  DzTint tint = stage->portrait->clothes_tint;
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0.268, 1.245);
      cairo_line_to (cr, 0.318, 1.262);
      cairo_line_to (cr, 0.360, 1.58);
      cairo_line_to (cr, 0.300, 1.58);
      cairo_close_path (cr);
      dz_brush_fill (cr, tint, 1);
      dz_brush_mirror (cr);
    }
  cairo_move_to (cr, -0.52, 1.62);
  cairo_curve_to (cr, -0.35, 1.50, -0.15, 1.53, 0, 1.565);
  cairo_curve_to (cr, 0.15, 1.53, 0.35, 1.50, 0.52, 1.62);
  cairo_line_to (cr, 0.52, DZ_BODY_BOTTOM_Y);
  cairo_line_to (cr, -0.52, DZ_BODY_BOTTOM_Y);
  cairo_close_path (cr);
  dz_brush_fill (cr, tint, 1);
}

/* Tufts in a ring about the neck, the lower ones over the upper. */
static void
draw_fur (DzStage *stage)
{
  DzTint tint = stage->portrait->second_tint;
  double neck = dz_body_neck_half (stage->portrait);
  cairo_t *cr = stage->cr;

  for (int i = 0; i < 150; i++)
    {
      double t = i / 149.0;
      double side = i % 2 == 0 ? 1 : -1;
      double x = side * ((neck + 0.12) * (1 - t * t) + dz_stage_vary (stage, 0.07));
      double y = 1.13 + 0.36 * t + dz_stage_vary (stage, 0.05);

      dz_brush_ellipse (cr, x, y, 0.050, 0.042);
      dz_brush_soft_fill (cr, dz_tint_scale (tint, 0.9 + dz_stage_vary (stage, 0.18)), 0.85, 0.010);
    }
}

static void
draw_coat (DzStage *stage)
{
  double neck = dz_body_neck_half (stage->portrait);

  cairo_new_path (stage->cr);
  garment (stage, JACKET_LIFT, neck + 0.05, 1.15, 1.36, 0);
  fill_cloth (stage, stage->portrait->clothes_tint);
  draw_fur (stage);
}

static double
lift_of (DzClothes clothes)
{
  switch (clothes)
    {
    case DZ_CLOTHES_SUIT:
    case DZ_CLOTHES_BLAZER:
    case DZ_CLOTHES_FUR:
      return JACKET_LIFT;
    case DZ_CLOTHES_SHIRT:
    case DZ_CLOTHES_TEE:
      return CLOTH_LIFT;
    case DZ_CLOTHES_STRAPS:
    default:
      return 0;
    }
}

static void
record (DzStage *stage)
{
  double x = DZ_SHOULDER_X * stage->portrait->shoulder_width;
  double y = DZ_SHOULDER_Y - lift_of (stage->portrait->clothes);

  stage->truth->shoulder[0] = dz_stage_body_point (stage, -x, y);
  stage->truth->shoulder[1] = dz_stage_body_point (stage, x, y);
  stage->truth->shoulder_tilt_deg = stage->portrait->shoulder_tilt_deg;
}

/* Dresses the body that was drawn before. */
void
dz_wardrobe_draw (DzStage *stage)
{
  const DzPortrait *portrait = stage->portrait;

  record (stage);
  dz_stage_begin_body (stage);
  switch (portrait->clothes)
    {
    case DZ_CLOTHES_SUIT:
      draw_shirt (stage, WHITE);
      draw_tie (stage);
      draw_collar (stage, WHITE);
      draw_jacket (stage);
      break;
    case DZ_CLOTHES_BLAZER:
      draw_shirt (stage, WHITE);
      draw_collar (stage, WHITE);
      draw_jacket (stage);
      break;
    case DZ_CLOTHES_SHIRT:
      draw_shirt (stage, portrait->clothes_tint);
      draw_collar (stage, portrait->clothes_tint);
      break;
    case DZ_CLOTHES_TEE:
      draw_tee (stage);
      break;
    case DZ_CLOTHES_STRAPS:
      draw_straps (stage);
      break;
    case DZ_CLOTHES_FUR:
      draw_coat (stage);
      break;
    default:
      break;
    }
  dz_stage_end (stage);
}
