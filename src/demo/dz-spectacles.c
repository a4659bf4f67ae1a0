/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-spectacles-private.h"

#define LENS_X      0.152
#define LENS_Y      0.532
#define LENS_HALF_W 0.112
#define LENS_HALF_H 0.078
#define FRAME_WIDTH 0.0095

/* The right lens: a rounded rectangle, an oval when fully round. */
static void
lens (DzStage *stage)
{
  double round = 0.35 + 0.60 * stage->portrait->glasses_round;
  double w = LENS_HALF_W;
  double h = LENS_HALF_H + 0.012 * stage->portrait->glasses_round;
  double kx = w * round;
  double ky = h * round;
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  cairo_translate (cr, LENS_X, LENS_Y);
  cairo_move_to (cr, -w + kx, -h);
  cairo_line_to (cr, w - kx, -h);
  cairo_curve_to (cr, w - kx * 0.45, -h, w, -h + ky * 0.45, w, -h + ky);
  cairo_line_to (cr, w, h - ky);
  cairo_curve_to (cr, w, h - ky * 0.45, w - kx * 0.45, h, w - kx, h);
  cairo_line_to (cr, -w + kx, h);
  cairo_curve_to (cr, -w + kx * 0.45, h, -w, h - ky * 0.45, -w, h - ky);
  cairo_line_to (cr, -w, -h + ky);
  cairo_curve_to (cr, -w, -h + ky * 0.45, -w + kx * 0.45, -h, -w + kx, -h);
  cairo_close_path (cr);
  cairo_restore (cr);
}

/* A window mirrored in the lens, leaning like the window's frame. */
static void
draw_glare (cairo_t *cr)
{
  const DzTint white = { 1, 1, 1 };

  cairo_move_to (cr, 0.085, 0.460);
  cairo_line_to (cr, 0.205, 0.460);
  cairo_line_to (cr, 0.170, 0.600);
  cairo_line_to (cr, 0.060, 0.600);
  cairo_close_path (cr);
  dz_brush_soft_fill (cr, white, 0.93, 0.006);
  cairo_move_to (cr, 0.222, 0.470);
  cairo_line_to (cr, 0.248, 0.470);
  cairo_line_to (cr, 0.222, 0.580);
  cairo_line_to (cr, 0.196, 0.580);
  cairo_close_path (cr);
  dz_brush_soft_fill (cr, white, 0.75, 0.006);
}

static void
draw_lens (DzStage *stage,
           int      side)
{
  const DzTint brown = { 0.16, 0.10, 0.08 };
  const DzTint white = { 1, 1, 1 };
  DzGlasses glasses = stage->portrait->glasses;
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  lens (stage);
  cairo_clip_preserve (cr);
  dz_brush_fill (cr, glasses == DZ_GLASSES_TINTED ? brown : white,
                 glasses == DZ_GLASSES_TINTED ? 0.62 : 0.045);
  if (glasses == DZ_GLASSES_GLARE)
    {
      /* Light falls from one side, so the shape is turned over in the mirrored lens. */
      if (side == 0)
        cairo_transform (cr, &(cairo_matrix_t) { -1, 0, 0, 1, 2 * LENS_X, 0 });
      draw_glare (cr);
    }
  cairo_restore (cr);
}

static void
draw_frame (DzStage *stage)
{
  DzTint tint = stage->portrait->glasses_tint;
  DzTint skin = stage->portrait->skin;
  DzTint shadow = { skin.r * 0.5, skin.g * 0.4, skin.b * 0.36 };
  double edge = 0.312 * stage->portrait->face_width;
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  cairo_translate (cr, 0, 0.008);
  lens (stage);
  cairo_restore (cr);
  dz_brush_soft_stroke (cr, shadow, 0.35, FRAME_WIDTH, 0.006);
  lens (stage);
  dz_brush_stroke (cr, tint, 1, FRAME_WIDTH);
  cairo_move_to (cr, LENS_X + LENS_HALF_W, LENS_Y - 0.040);
  cairo_line_to (cr, MAX (edge, LENS_X + LENS_HALF_W + 0.02), LENS_Y - 0.046);
  dz_brush_stroke (cr, tint, 1, FRAME_WIDTH * 1.1);
}

static void
draw_bridge (DzStage *stage)
{
  cairo_t *cr = stage->cr;

  cairo_move_to (cr, -(LENS_X - LENS_HALF_W), LENS_Y - 0.022);
  cairo_curve_to (cr, -0.020, LENS_Y - 0.046, 0.020, LENS_Y - 0.046,
                  LENS_X - LENS_HALF_W, LENS_Y - 0.022);
  dz_brush_stroke (cr, stage->portrait->glasses_tint, 1, FRAME_WIDTH);
}

void
dz_spectacles_draw (DzStage *stage)
{
  if (stage->portrait->glasses == DZ_GLASSES_NONE)
    return;

  dz_stage_begin_head (stage);
  for (int side = 1; side >= 0; side--)
    {
      draw_lens (stage, side);
      draw_frame (stage);
      dz_brush_mirror (stage->cr);
    }
  draw_bridge (stage);
  dz_stage_end (stage);
}
