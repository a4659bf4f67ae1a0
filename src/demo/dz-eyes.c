/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-eyes-private.h"

/* Heights of the lids over and under the eye's centre, at its middle, wide open. */
#define UPPER_LID 0.0255
#define LOWER_LID 0.0220
/* How far below the eye's centre shut lids meet, to where the lower one lies when it is open. */
#define SHUT_LOWER 0.9
/* The outer corner stands a little higher than the inner one. */
#define CORNER_RISE 0.007
/* How far above a shut lid the fold is left, and how much of it goes. */
#define FOLD_STAYS 0.020
#define FOLD_FADES 0.50
/* How far the iris goes with the gaze. */
#define GAZE_X 0.034
#define GAZE_Y 0.011

/* In one eye's own frame: 0,0 at its centre, x outwards. */
typedef struct
{
  double half;
  double upper;
  double lower;
  double iris_x;
  double iris_y;
} Eye;

/* A cubic whose two controls stand at one height reaches three quarters of it in the middle. */
static double
control_y (double middle)
{
  return middle / 0.75;
}

static Eye
shape_of (const DzPortrait *portrait,
          int               side)
{
  double open = portrait->eye_open * portrait->eye_size;

  return (Eye) {
    .half = DZ_EYE_HALF * (0.5 + 0.5 * portrait->eye_size),
    .upper = UPPER_LID * open - (1 - portrait->eye_open) * LOWER_LID * SHUT_LOWER,
    .lower = LOWER_LID * (SHUT_LOWER + (1 - SHUT_LOWER) * open),
    .iris_x = portrait->gaze_x * GAZE_X * (side == 0 ? -1 : 1),
    .iris_y = portrait->gaze_y * GAZE_Y,
  };
}

static void
upper_curve (cairo_t   *cr,
             const Eye *eye,
             double     lift)
{
  double y = -control_y (eye->upper + lift);

  cairo_curve_to (cr, -eye->half * 0.55, y, eye->half * 0.45, y,
                  eye->half, -CORNER_RISE - lift * 0.3);
}

static void
lower_curve (cairo_t   *cr,
             const Eye *eye)
{
  double y = control_y (eye->lower);

  cairo_curve_to (cr, eye->half * 0.55, y, -eye->half * 0.45, y, -eye->half, CORNER_RISE);
}

static void
opening (cairo_t   *cr,
         const Eye *eye)
{
  cairo_move_to (cr, -eye->half, CORNER_RISE);
  upper_curve (cr, eye, 0);
  lower_curve (cr, eye);
  cairo_close_path (cr);
}

static void
draw_iris (cairo_t          *cr,
           const DzPortrait *portrait,
           const Eye        *eye)
{
  DzTint tint = portrait->iris_tint;
  DzTint rim = dz_tint_scale (tint, 0.45);
  DzTint glow = dz_tint_scale (tint, 1.45);
  g_autoptr(cairo_pattern_t) disc = NULL;

  cairo_save (cr);
  cairo_translate (cr, eye->iris_x, eye->iris_y);
  disc = cairo_pattern_create_radial (0, 0.006, DZ_IRIS_RADIUS * 0.2, 0, 0, DZ_IRIS_RADIUS);
  cairo_pattern_add_color_stop_rgb (disc, 0.0, glow.r, glow.g, glow.b);
  cairo_pattern_add_color_stop_rgb (disc, 0.75, tint.r, tint.g, tint.b);
  cairo_pattern_add_color_stop_rgb (disc, 1.0, rim.r, rim.g, rim.b);
  dz_brush_ellipse (cr, 0, 0, DZ_IRIS_RADIUS, DZ_IRIS_RADIUS);
  cairo_set_source (cr, disc);
  cairo_fill (cr);
  dz_brush_ellipse (cr, 0, 0, DZ_IRIS_RADIUS * 0.42, DZ_IRIS_RADIUS * 0.42);
  dz_brush_fill (cr, (DzTint) { 0.03, 0.02, 0.02 }, 1);
  cairo_restore (cr);
}

/* The lamp's mirror lies on the same side in both eyes, and beside the pupil's centre. */
static void
draw_catch_light (cairo_t   *cr,
                  const Eye *eye,
                  int        side)
{
  double x = eye->iris_x + (side == 0 ? 0.0140 : -0.0140);

  dz_brush_ellipse (cr, x, eye->iris_y - 0.0125, 0.0056, 0.0060);
  dz_brush_fill (cr, (DzTint) { 1, 1, 1 }, 0.92);
}

static void
draw_inside (DzStage   *stage,
             const Eye *eye,
             int        side)
{
  const DzTint white = { 0.945, 0.935, 0.925 };
  const DzTint pink = { 0.80, 0.52, 0.48 };
  const DzTint shadow = { 0.20, 0.12, 0.10 };
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  opening (cr, eye);
  cairo_clip_preserve (cr);
  dz_brush_fill (cr, white, 1);
  dz_brush_ellipse (cr, -eye->half, 0.004, 0.014, 0.012);
  dz_brush_soft_fill (cr, pink, 0.75, 0.005);
  dz_brush_ellipse (cr, eye->half, 0, 0.016, 0.020);
  dz_brush_soft_fill (cr, shadow, 0.30, 0.010);
  draw_iris (cr, stage->portrait, eye);
  cairo_move_to (cr, -eye->half, CORNER_RISE);
  upper_curve (cr, eye, 0);
  dz_brush_soft_stroke (cr, shadow, 0.55, 0.016, 0.006);
  draw_catch_light (cr, eye, side);
  cairo_restore (cr);
}

static void
draw_lashes (DzStage   *stage,
             const Eye *eye)
{
  const DzTint lash = { 0.09, 0.06, 0.05 };
  cairo_t *cr = stage->cr;

  /* Thick over the iris, drawn out to a short wing at the outer corner. */
  cairo_move_to (cr, -eye->half - 0.002, CORNER_RISE + 0.002);
  upper_curve (cr, eye, 0.0055);
  cairo_line_to (cr, eye->half + 0.010, -CORNER_RISE - 0.008);
  cairo_line_to (cr, eye->half - 0.001, -CORNER_RISE + 0.002);
  cairo_curve_to (cr, eye->half * 0.45, -control_y (eye->upper - 0.0015),
                  -eye->half * 0.55, -control_y (eye->upper - 0.0015),
                  -eye->half - 0.002, CORNER_RISE + 0.002);
  dz_brush_fill (cr, lash, 0.92);
  cairo_move_to (cr, -eye->half, CORNER_RISE);
  upper_curve (cr, eye, 0.003);
  dz_brush_soft_stroke (cr, lash, 0.45, 0.006, 0.004);
}

static void
draw_lids (DzStage   *stage,
           const Eye *eye)
{
  DzTint skin = stage->portrait->skin;
  DzTint fold = { skin.r * 0.50, skin.g * 0.36, skin.b * 0.30 };
  double shut = 1 - stage->portrait->eye_open;
  double crease = eye->upper + 0.016 + FOLD_STAYS * shut;
  cairo_t *cr = stage->cr;

  /* The lid comes out of the fold as it falls: the fold stays behind, and is pulled flat. */
  cairo_move_to (cr, -eye->half - 0.004, CORNER_RISE - 0.010);
  cairo_curve_to (cr, -eye->half * 0.55, -control_y (crease), eye->half * 0.45, -control_y (crease),
                  eye->half + 0.008, -CORNER_RISE - 0.012);
  dz_brush_soft_stroke (cr, fold, (0.75 - FOLD_FADES * shut) * stage->portrait->eye_fold,
                        0.0045, 0.0025);

  cairo_move_to (cr, eye->half, -CORNER_RISE);
  lower_curve (cr, eye);
  dz_brush_soft_stroke (cr, fold, 0.55, 0.0040, 0.0025);
}

static void
draw_one (DzStage *stage,
          int      side)
{
  Eye eye = shape_of (stage->portrait, side);

  dz_stage_begin_head (stage);
  if (side == 0)
    dz_brush_mirror (stage->cr);
  cairo_translate (stage->cr, DZ_EYE_X, DZ_EYE_Y);
  if (eye.upper + eye.lower > 0.002)
    draw_inside (stage, &eye, side);
  draw_lids (stage, &eye);
  draw_lashes (stage, &eye);
  dz_stage_end (stage);
}

static void
record (DzStage *stage,
        int      side)
{
  Eye eye = shape_of (stage->portrait, side);
  double x = (DZ_EYE_X + eye.iris_x) * (side == 0 ? -1 : 1);

  stage->truth->pupil[side] = dz_stage_head_point (stage, x, DZ_EYE_Y + eye.iris_y);
  stage->truth->iris_radius_px = DZ_IRIS_RADIUS * stage->unit_px;
  stage->truth->eye_open_px = MAX (0, eye.upper + eye.lower) * stage->unit_px;
  stage->truth->eye_width_px = 2 * eye.half * stage->unit_px;
}

void
dz_eyes_draw (DzStage *stage)
{
  for (int side = 0; side < 2; side++)
    {
      draw_one (stage, side);
      record (stage, side);
    }
}
