/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-private.h"

#include "dz-skin-private.h"

/* The right half of the face from the chin up: curves with two control points and an end each. */
#define N_CURVES 4

static const double SOFT_JAW[N_CURVES][6] = {
  { 0.055, 1.000, 0.108, 0.990, 0.152, 0.944 },
  { 0.222, 0.870, 0.272, 0.775, 0.294, 0.660 },
  { 0.310, 0.575, DZ_FACE_HALF, 0.500, DZ_FACE_HALF, 0.440 },
  { DZ_FACE_HALF, 0.230, 0.215, DZ_SKULL_Y, 0.000, DZ_SKULL_Y },
};
static const double SQUARE_JAW[N_CURVES][6] = {
  { 0.085, 1.000, 0.138, 0.990, 0.184, 0.945 },
  { 0.255, 0.875, 0.290, 0.780, 0.303, 0.660 },
  { 0.312, 0.575, DZ_FACE_HALF, 0.500, DZ_FACE_HALF, 0.440 },
  { DZ_FACE_HALF, 0.230, 0.215, DZ_SKULL_Y, 0.000, DZ_SKULL_Y },
};

static void
blend_outline (const DzPortrait *portrait,
               double            curves[N_CURVES][6])
{
  for (int i = 0; i < N_CURVES; i++)
    for (int k = 0; k < 6; k++)
      {
        double value = SOFT_JAW[i][k] + (SQUARE_JAW[i][k] - SOFT_JAW[i][k]) * portrait->jaw;

        curves[i][k] = k % 2 == 0 ? value * portrait->face_width : value;
      }
}

static DzTint
shade_of (const DzPortrait *portrait,
          double            factor)
{
  DzTint warm = { portrait->skin.r, portrait->skin.g * 0.90, portrait->skin.b * 0.82 };

  return dz_tint_scale (warm, factor);
}

static void
fill_base (DzStage *stage)
{
  DzTint skin = stage->portrait->skin;
  DzTint light = dz_tint_scale (skin, 1.045);
  DzTint edge = dz_tint_mix (skin, shade_of (stage->portrait, 0.80), 0.55);
  g_autoptr(cairo_pattern_t) glow = cairo_pattern_create_radial (0, 0.46, 0.05, 0, 0.50, 0.62);

  cairo_pattern_add_color_stop_rgb (glow, 0.0, light.r, light.g, light.b);
  cairo_pattern_add_color_stop_rgb (glow, 0.5, skin.r, skin.g, skin.b);
  cairo_pattern_add_color_stop_rgb (glow, 1.0, edge.r, edge.g, edge.b);
  cairo_set_source (stage->cr, glow);
  cairo_paint (stage->cr);
}

static void
shade_sides (DzStage *stage)
{
  const DzPortrait *portrait = stage->portrait;
  cairo_t *cr = stage->cr;

  dz_face_outline (stage);
  dz_brush_soft_stroke (cr, shade_of (portrait, 0.62), 0.50, 0.075, 0.040);
  for (int side = 0; side < 2; side++)
    {
      /* Below the cheekbone, running down to the corner of the mouth. */
      cairo_move_to (cr, 0.285 * portrait->face_width, 0.66);
      cairo_curve_to (cr, 0.25, 0.74, 0.22, 0.80, 0.17, 0.86);
      dz_brush_soft_stroke (cr, shade_of (portrait, 0.70), 0.17 * portrait->age_shade, 0.07, 0.035);
      dz_brush_mirror (cr);
    }
}

static void
shade_sockets (DzStage *stage)
{
  const DzPortrait *portrait = stage->portrait;
  cairo_t *cr = stage->cr;

  for (int side = 0; side < 2; side++)
    {
      dz_brush_ellipse (cr, DZ_EYE_X - 0.008, DZ_EYE_Y - 0.030, 0.080, 0.024);
      dz_brush_soft_fill (cr, shade_of (portrait, 0.60), 0.26, 0.022);
      dz_brush_ellipse (cr, 0.058, DZ_EYE_Y - 0.028, 0.022, 0.035);
      dz_brush_soft_fill (cr, shade_of (portrait, 0.58), 0.26, 0.018);
      cairo_move_to (cr, 0.085, DZ_EYE_Y + 0.040);
      cairo_curve_to (cr, 0.110, DZ_EYE_Y + 0.062, 0.165, DZ_EYE_Y + 0.064,
                      0.200, DZ_EYE_Y + 0.045);
      dz_brush_soft_stroke (cr, shade_of (portrait, 0.72), 0.22 * portrait->age_shade,
                            0.018, 0.010);
      dz_brush_mirror (cr);
    }
}

static void
light_planes (DzStage *stage)
{
  const DzTint white = { 1, 0.97, 0.93 };
  const DzTint pink = { 0.93, 0.45, 0.42 };
  cairo_t *cr = stage->cr;

  dz_brush_ellipse (cr, 0, 0.315, 0.150, 0.055);
  dz_brush_soft_fill (cr, white, 0.20, 0.045);
  dz_brush_ellipse (cr, 0, 0.948, 0.050, 0.022);
  dz_brush_soft_fill (cr, white, 0.15, 0.022);
  for (int side = 0; side < 2; side++)
    {
      dz_brush_ellipse (cr, 0.175, 0.630, 0.060, 0.032);
      dz_brush_soft_fill (cr, white, 0.17, 0.030);
      dz_brush_ellipse (cr, 0.195, 0.685, 0.070, 0.050);
      dz_brush_soft_fill (cr, pink, 0.20 * stage->portrait->blush, 0.040);
      dz_brush_mirror (cr);
    }
}

static void
shade_mouth_region (DzStage *stage)
{
  const DzPortrait *portrait = stage->portrait;
  gboolean smiling = portrait->lips == DZ_LIPS_SMILE || portrait->lips == DZ_LIPS_TEETH;
  cairo_t *cr = stage->cr;

  dz_brush_ellipse (cr, 0, 0.888, 0.075, 0.012);
  dz_brush_soft_fill (cr, shade_of (portrait, 0.62), 0.34, 0.016);
  for (int side = 0; side < 2; side++)
    {
      cairo_move_to (cr, 0.088, 0.705);
      cairo_curve_to (cr, 0.120, 0.735, 0.138, 0.765, 0.142, 0.800);
      dz_brush_soft_stroke (cr, shade_of (portrait, 0.66),
                            (smiling ? 0.34 : 0.18) * portrait->age_shade, 0.012, 0.010);
      dz_brush_mirror (cr);
    }
}

static void
record (DzStage *stage)
{
  DzPortraitGeometry *truth = stage->truth;

  dz_stage_extents (stage, NULL, NULL, &truth->face_left_x, &truth->face_right_x);
  truth->chin = dz_stage_head_point (stage, 0, 1);
}

/* Adds the face's outline, chin to skull, to the path; in the head's frame. */
void
dz_face_outline (DzStage *stage)
{
  cairo_t *cr = stage->cr;
  double c[N_CURVES][6];

  blend_outline (stage->portrait, c);
  cairo_move_to (cr, 0, 1);
  for (int i = 0; i < N_CURVES; i++)
    cairo_curve_to (cr, c[i][0], c[i][1], c[i][2], c[i][3], c[i][4], c[i][5]);
  for (int i = N_CURVES - 1; i >= 0; i--)
    cairo_curve_to (cr, -c[i][2], c[i][3], -c[i][0], c[i][1],
                    i > 0 ? -c[i - 1][4] : 0, i > 0 ? c[i - 1][5] : 1);
  cairo_close_path (cr);
}

/* The skin of the face and its light; features come on top. */
void
dz_face_draw (DzStage *stage)
{
  dz_stage_begin_head (stage);
  dz_face_outline (stage);
  record (stage);
  cairo_clip (stage->cr);
  fill_base (stage);
  shade_sides (stage);
  shade_sockets (stage);
  light_planes (stage);
  shade_mouth_region (stage);
  dz_skin_draw_texture (stage);
  dz_stage_end (stage);
}
