/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-guide-pen.h"

#include <math.h>

#include "dz-guide-label.h"

#define HALO_WIDTH 4.0
#define LINE_WIDTH 2.0

/* Each outcome has dashes of its own besides its colour: solid, long, short. */
static const struct
{
  double dashes[2];
  int n_dashes;
} strokes[] = {
  [DZ_OUTCOME_PASS] = { { 0, 0 }, 0 },
  [DZ_OUTCOME_WARN] = { { 10, 5 }, 2 },
  [DZ_OUTCOME_FAIL] = { { 4, 4 }, 2 },
  [DZ_OUTCOME_UNMEASURED] = { { 1, 4 }, 2 },
};

static void
set_colour (cairo_t   *cr,
            DzOutcome  outcome)
{
  const GdkRGBA *colour = dz_guide_colour (outcome);

  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

/**
 * dz_guide_pen_snap:
 * @position: px of the view
 *
 * Returns: the middle of its device pixel, so that a thin line is one
 */
double
dz_guide_pen_snap (double position)
{
  return floor (position) + 0.5;
}

/* A dark halo under a light line is seen on any photo. */
static void
stroke (cairo_t   *cr,
        DzOutcome  outcome)
{
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, HALO_WIDTH);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, strokes[outcome].dashes, strokes[outcome].n_dashes, 0);
  cairo_set_line_width (cr, LINE_WIDTH);
  set_colour (cr, outcome);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/**
 * dz_guide_pen_line:
 * @cr: draws in px of the view
 * @outcome: has its colour, and its dashes besides
 * @x1: where it begins
 * @y1: likewise
 * @x2: where it ends
 * @y2: likewise
 *
 * Draws what was measured.
 */
void
dz_guide_pen_line (cairo_t   *cr,
                   DzOutcome  outcome,
                   double     x1,
                   double     y1,
                   double     x2,
                   double     y2)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  stroke (cr, outcome);
}

/**
 * dz_guide_pen_bar:
 * @cr: draws in px of the view
 * @x: left edge
 * @y: upper edge
 * @width: of the bar
 * @height: of the bar
 *
 * Draws what is allowed.
 */
void
dz_guide_pen_bar (cairo_t *cr,
                  double   x,
                  double   y,
                  double   width,
                  double   height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_stroke (cr);
}
