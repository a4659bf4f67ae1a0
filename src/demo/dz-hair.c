/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-hair-private.h"

#include "dz-face-private.h"
#include "dz-lock-private.h"

#define N_FRINGE_LOCKS 9

/* What a hairline's height and hair's volume add at most. */
#define HAIRLINE_RANGE 0.055
#define VOLUME_RANGE 0.12

/* How far the hair stands off the head at the sides, and how low the sides of the cap reach. */
typedef struct
{
  double bulge;
  double side_x;
  double side_y;
  double hairline;
  guint  n_strands;
} Cut;

static Cut
cut_of (DzHairStyle style)
{
  switch (style)
    {
    case DZ_HAIR_CROP:
      return (Cut) { 0.345, 0.322, 0.450, 0.205, 60 };
    case DZ_HAIR_SIDE:
      return (Cut) { 0.385, 0.328, 0.480, 0.195, 70 };
    case DZ_HAIR_TEXTURED:
      return (Cut) { 0.400, 0.330, 0.480, 0.205, 70 };
    case DZ_HAIR_BOB:
    case DZ_HAIR_LONG:
      return (Cut) { 0.405, 0.340, 0.500, 0.185, 80 };
    case DZ_HAIR_TIED:
    default:
      return (Cut) { 0.362, 0.330, 0.470, 0.190, 80 };
    }
}

static gboolean
falls_down (const DzPortrait *portrait)
{
  return portrait->hair == DZ_HAIR_LONG || portrait->hair == DZ_HAIR_BOB;
}

/* From the top of the head to the ear along the outside; level at the top, so y = 0 is exact. */
static DzStrand
outer_edge (const DzPortrait *portrait,
            double            side)
{
  Cut cut = cut_of (portrait->hair);
  double wide = portrait->face_width * side;
  double volume = 1 + VOLUME_RANGE * portrait->hair_volume;

  return (DzStrand) {
    { 0, 0.245 * wide * volume, cut.bulge * wide * volume, cut.side_x * wide },
    { 0, 0.000, 0.140, cut.side_y },
  };
}

/* From the parting to the ear along the forehead. */
static DzStrand
hairline (const DzPortrait *portrait,
          double            side)
{
  Cut cut = cut_of (portrait->hair);
  double part = portrait->parting * 0.13;
  double wide = portrait->face_width * side;
  double low = falls_down (portrait) || portrait->hair == DZ_HAIR_TIED ? 0.035 : 0.0;
  double lift = HAIRLINE_RANGE * portrait->hairline;
  double top = cut.hairline - lift;

  return (DzStrand) {
    { part, part + 0.10 * side, 0.272 * wide, (cut.side_x - 0.010) * wide },
    { top - 0.012, top - 0.005, 0.205 + low - lift, cut.side_y + 0.012 },
  };
}

static void
cap_outline (DzStage *stage)
{
  for (int side = -1; side <= 1; side += 2)
    {
      DzStrand inner = hairline (stage->portrait, side);
      DzStrand outer = outer_edge (stage->portrait, side);

      dz_lock_outline (stage->cr, &inner, &outer);
    }
}

static void
draw_cap (DzStage *stage)
{
  Cut cut = cut_of (stage->portrait->hair);
  gboolean combed = stage->portrait->hair != DZ_HAIR_CROP;

  for (int side = -1; side <= 1; side += 2)
    {
      DzStrand inner = hairline (stage->portrait, side);
      DzStrand outer = outer_edge (stage->portrait, side);

      dz_lock_draw (stage, &inner, &outer, cut.n_strands, combed ? 0.75 : 0.35);
    }
}

/* Locks across the forehead from one temple to the other, ending near @tip_y. */
static void
draw_fringe (DzStage *stage,
             double   tip_y,
             double   ragged,
             double   sweep)
{
  for (int i = 0; i < N_FRINGE_LOCKS; i++)
    {
      double x = -0.25 + 0.50 * (i + 0.5) / N_FRINGE_LOCKS;
      double tip = x + sweep + dz_stage_vary (stage, 0.015);
      double y = tip_y + 0.25 * sweep * x + dz_stage_vary (stage, ragged);
      double root = x * 0.30;
      DzStrand from = { { root - 0.020, x * 0.9 - 0.055, x - 0.050, tip - 0.010 },
                        { 0.035, 0.060, y - 0.10, y } };
      DzStrand to = { { root + 0.020, x * 0.9 + 0.055, x + 0.056, tip + 0.010 },
                      { 0.035, 0.060, y - 0.10, y + 0.004 } };

      dz_lock_draw (stage, &from, &to, 9, 0.0);
    }
}

/* How low hair that falls over an ear reaches. */
static double
lock_end (DzHairStyle style)
{
  if (style == DZ_HAIR_LONG)
    return 1.52;
  return style == DZ_HAIR_BOB ? 1.03 : 0.76;
}

static void
draw_side_lock (DzStage *stage,
                double   side)
{
  const DzPortrait *portrait = stage->portrait;
  double end = lock_end (portrait->hair);
  double wide = portrait->face_width * side;
  DzStrand inner = { { 0.150 * wide, 0.315 * wide, 0.262 * wide, 0.300 * wide },
                     { 0.130, 0.250, MIN (0.78, end * 0.75), end } };
  DzStrand outer = { { 0.120 * wide, 0.440 * wide, 0.440 * wide, 0.415 * wide },
                     { 0.030, 0.100, 0.600, end - 0.03 } };

  dz_lock_draw (stage, &inner, &outer, 46, 0.5);
}

/* Behind neck and ears; a shape of its own, for the parting does not show there. */
static void
draw_curtain (DzStage *stage,
              double   end_y)
{
  for (int side = -1; side <= 1; side += 2)
    {
      double wide = stage->portrait->face_width * side;
      DzStrand inner = { { 0, 0, 0, 0.06 * side }, { 0.10, 0.40, 0.80, end_y } };
      DzStrand outer = { { 0.220 * wide, 0.475 * wide, 0.425 * wide, 0.400 * wide },
                         { 0.060, 0.230, 0.900, end_y } };

      dz_lock_draw (stage, &inner, &outer, 50, 0.0);
    }
}

/* A tail that hangs over the back, seen beside the neck on the side away from the parting. */
static void
draw_tail (DzStage *stage)
{
  double side = stage->portrait->parting > 0 ? -1 : 1;
  DzStrand inner = { { 0, 0.10 * side, 0.19 * side, 0.20 * side }, { 0.60, 0.80, 1.00, 1.45 } };
  DzStrand outer = { { 0, 0.30 * side, 0.36 * side, 0.27 * side }, { 0.50, 0.62, 1.05, 1.45 } };

  dz_lock_draw (stage, &inner, &outer, 24, 0.4);
}

static void
record (DzStage *stage)
{
  cap_outline (stage);
  dz_stage_extents (stage, &stage->truth->crown, NULL, NULL, NULL);
  cairo_new_path (stage->cr);
}

/* What hangs behind the neck and the ears: before the body. */
void
dz_hair_draw_back (DzStage *stage)
{
  dz_stage_begin_head (stage);
  record (stage);
  if (falls_down (stage->portrait))
    draw_curtain (stage, stage->portrait->hair == DZ_HAIR_LONG ? 1.50 : 1.02);
  else if (stage->portrait->hair == DZ_HAIR_TIED)
    draw_tail (stage);
  dz_stage_end (stage);
}

/* The shadow of the hair on the forehead: after the face, before the hair. */
void
dz_hair_draw_shadow (DzStage *stage)
{
  DzTint skin = stage->portrait->skin;
  DzTint dark = { skin.r * 0.45, skin.g * 0.34, skin.b * 0.29 };

  dz_stage_begin_head (stage);
  dz_face_outline (stage);
  cairo_clip (stage->cr);
  cap_outline (stage);
  dz_brush_soft_stroke (stage->cr, dark, 0.42, 0.030, 0.016);
  dz_stage_end (stage);
}

void
dz_hair_draw_front (DzStage *stage)
{
  const DzPortrait *portrait = stage->portrait;

  dz_stage_begin_head (stage);
  draw_cap (stage);
  for (int side = 0; side < 2; side++)
    if (!portrait->ear_shown[side])
      draw_side_lock (stage, side == 0 ? -1 : 1);
  if (portrait->fringe == DZ_FRINGE_LIGHT)
    draw_fringe (stage, 0.325, 0.022, portrait->parting > 0 ? -0.075 : 0.075);
  else if (portrait->fringe == DZ_FRINGE_HEAVY)
    draw_fringe (stage, 0.464, 0.010, 0);
  dz_stage_end (stage);
}
