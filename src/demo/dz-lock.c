/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lock-private.h"

static void
curve (cairo_t        *cr,
       const DzStrand *strand)
{
  cairo_curve_to (cr, strand->x[1], strand->y[1], strand->x[2], strand->y[2],
                  strand->x[3], strand->y[3]);
}

static DzStrand
between (const DzStrand *from,
         const DzStrand *to,
         double          share)
{
  DzStrand strand;

  for (int i = 0; i < 4; i++)
    {
      strand.x[i] = from->x[i] + (to->x[i] - from->x[i]) * share;
      strand.y[i] = from->y[i] + (to->y[i] - from->y[i]) * share;
    }
  return strand;
}

static double
y_at (const DzStrand *strand,
      double          t)
{
  double u = 1 - t;

  return u * u * u * strand->y[0] + 3 * u * u * t * strand->y[1] + 3 * u * t * t * strand->y[2] +
         t * t * t * strand->y[3];
}

static double
x_at (const DzStrand *strand,
      double          t)
{
  double u = 1 - t;

  return u * u * u * strand->x[0] + 3 * u * u * t * strand->x[1] + 3 * u * t * t * strand->x[2] +
         t * t * t * strand->x[3];
}

static void
draw_strands (DzStage        *stage,
              const DzStrand *from,
              const DzStrand *to,
              guint           n)
{
  DzTint tint = stage->portrait->hair_tint;
  DzTint light = dz_tint_mix (dz_tint_scale (tint, 1.5), (DzTint) { 0.75, 0.66, 0.58 }, 0.16);
  DzTint dark = dz_tint_scale (tint, 0.45);
  cairo_t *cr = stage->cr;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < n; i++)
    {
      DzStrand strand = between (from, to, (i + 0.5) / n + dz_stage_vary (stage, 0.6 / n));

      strand.x[1] += dz_stage_vary (stage, 0.010);
      strand.x[2] += dz_stage_vary (stage, 0.012);
      strand.x[3] += dz_stage_vary (stage, 0.012);
      cairo_move_to (cr, strand.x[0], strand.y[0]);
      curve (cr, &strand);
      dz_brush_stroke (cr, i % 2 == 0 ? light : dark, 0.30 + dz_stage_vary (stage, 0.12),
                       0.0030 + dz_stage_vary (stage, 0.0012));
    }
}

/* A band across the strands where the lamp is mirrored. */
static void
draw_gloss (DzStage        *stage,
            const DzStrand *from,
            const DzStrand *to,
            double          strength)
{
  DzTint shine = dz_tint_mix (stage->portrait->hair_tint, (DzTint) { 0.86, 0.84, 0.84 }, 0.55);
  cairo_t *cr = stage->cr;

  for (int i = 1; i < 10; i++)
    {
      DzStrand strand = between (from, to, i / 10.0);

      cairo_line_to (cr, x_at (&strand, 0.40), y_at (&strand, 0.40));
    }
  dz_brush_soft_stroke (cr, shine, 0.42 * strength, 0.050, 0.022);
}

DzStrand
dz_strand_mirror (const DzStrand *self)
{
  DzStrand mirrored = *self;

  for (int i = 0; i < 4; i++)
    mirrored.x[i] = -self->x[i];
  return mirrored;
}

/* Adds the area between two strands to the path. */
void
dz_lock_outline (cairo_t        *cr,
                 const DzStrand *from,
                 const DzStrand *to)
{
  cairo_move_to (cr, from->x[0], from->y[0]);
  curve (cr, from);
  cairo_line_to (cr, to->x[3], to->y[3]);
  cairo_curve_to (cr, to->x[2], to->y[2], to->x[1], to->y[1], to->x[0], to->y[0]);
  cairo_close_path (cr);
}

/* A lock of hair that fills the area between two strands; @gloss 0 to 1. */
void
dz_lock_draw (DzStage        *stage,
              const DzStrand *from,
              const DzStrand *to,
              guint           n_strands,
              double          gloss)
{
  DzTint tint = stage->portrait->hair_tint;
  double top = MIN (MIN (from->y[0], to->y[0]), MIN (from->y[3], to->y[3]));
  double bottom = MAX (MAX (from->y[0], to->y[0]), MAX (from->y[3], to->y[3]));
  cairo_t *cr = stage->cr;

  cairo_save (cr);
  dz_lock_outline (cr, from, to);
  cairo_clip_preserve (cr);
  dz_brush_fill_down (cr, top, dz_tint_scale (tint, 1.08), bottom, dz_tint_scale (tint, 0.80));
  draw_strands (stage, from, to, n_strands);
  if (gloss > 0)
    draw_gloss (stage, from, to, gloss);
  dz_lock_outline (cr, from, to);
  dz_brush_soft_stroke (cr, dz_tint_scale (tint, 0.40), 0.45, 0.020, 0.012);
  cairo_restore (cr);
}
