/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-brows-private.h"

#define INNER_X 0.062
#define TAIL_X  0.232
#define HALF_THICK 0.0115
#define ARCH 0.020
#define N_HAIRS 44
#define N_STEPS 13

/* The brow's middle line: height at @t from the inner end (0) to the tail (1). */
static double
line_y (const DzPortrait *portrait,
        double            t)
{
  double arch = ARCH * (0.45 + 0.55 * portrait->brow_lift);

  return DZ_BROW_Y - arch * 4 * t * (1 - 0.62 * t) * 0.62 + 0.010 * t * t;
}

static double
line_x (double t)
{
  return INNER_X + (TAIL_X - INNER_X) * t;
}

static double
half_thick (const DzPortrait *portrait,
            double            t)
{
  return HALF_THICK * portrait->brow_weight * (t < 0.5 ? 0.70 + 0.50 * t : 0.95 - 1.5 * (t - 0.5));
}

static void
outline (cairo_t          *cr,
         const DzPortrait *portrait)
{
  /* Out along the upper edge, back along the lower one. */
  for (int i = 0; i < 2 * N_STEPS; i++)
    {
      double t = (double) (i < N_STEPS ? i : 2 * N_STEPS - 1 - i) / (N_STEPS - 1);
      double edge = half_thick (portrait, t) * (i < N_STEPS ? -1 : 1);

      cairo_line_to (cr, line_x (t), line_y (portrait, t) + edge);
    }
  cairo_close_path (cr);
}

/* Hairs stand up at the nose and lie down towards the tail. */
static void
draw_hairs (DzStage *stage,
            DzTint   tint)
{
  const DzPortrait *portrait = stage->portrait;
  cairo_t *cr = stage->cr;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < N_HAIRS; i++)
    {
      double t = (double) i / N_HAIRS;
      double thick = half_thick (portrait, t);
      double x = line_x (t) + dz_stage_vary (stage, 0.004);
      double y = line_y (portrait, t) + thick * 0.7 + dz_stage_vary (stage, 0.003);

      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 0.010 + 0.016 * t, y - thick * (1.5 - 0.8 * t));
    }
  dz_brush_stroke (cr, tint, 0.40, 0.0022);
}

static void
record (DzStage *stage,
        int      side)
{
  const DzPortrait *portrait = stage->portrait;
  double sign = side == 0 ? -1 : 1;
  DzPortraitPoint lowest;

  stage->truth->brow[side] =
    dz_stage_head_point (stage, sign * line_x (0.5), line_y (portrait, 0.5));
  outline (stage->cr, portrait);
  dz_stage_extents (stage, NULL, &lowest, NULL, NULL);
  stage->truth->brow_bottom_y = side == 0 ? lowest.y : MAX (stage->truth->brow_bottom_y, lowest.y);
}

static void
draw_one (DzStage *stage,
          int      side)
{
  DzTint hair = dz_tint_mix (stage->portrait->hair_tint, (DzTint) { 0.16, 0.11, 0.09 }, 0.5);
  cairo_t *cr = stage->cr;

  dz_stage_begin_head (stage);
  if (side == 0)
    dz_brush_mirror (cr);
  record (stage, side);
  dz_brush_soft_fill (cr, hair, 0.85, 0.0050);
  draw_hairs (stage, hair);
  dz_stage_end (stage);
}

void
dz_brows_draw (DzStage *stage)
{
  for (int side = 0; side < 2; side++)
    draw_one (stage, side);
}
