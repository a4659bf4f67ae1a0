/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-judging-private.h"

#include <math.h>

/* The lines of a photo, as they were measured or as the reviewer has moved them. */

/* Two lines never meet: a face has some height. In px of the photo. */
#define APART_PX 1.0

static void
change (DzJudging *self)
{
  dz_judging_judge (self);
  g_signal_emit_by_name (self, "changed");
}

/**
 * dz_judging_get_line:
 * @self: a judging
 * @line: a line
 *
 * Returns: where it is, in px of the upright photo from its top; NaN where it was neither measured
 *   nor set
 */
double
dz_judging_get_line (DzJudging *self,
                     DzLine     line)
{
  const DzMeasurement *measurement;

  g_return_val_if_fail (DZ_IS_JUDGING (self) && line < DZ_N_LINES, NAN);

  measurement = dz_judging_get_measurement (self);
  return measurement != NULL ? dz_line_measure (line, measurement) : NAN;
}

/**
 * dz_judging_can_move:
 * @self: a judging
 *
 * Returns: whether lines can be moved: of a photo without size nothing is known, and without the
 *   limits that judged it no outcome would follow the line
 */
gboolean
dz_judging_can_move (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), FALSE);
  return self->profile != NULL && self->measured != NULL
         && dz_measurement_has (self->measured, DZ_QUANTITY_HEIGHT);
}

/**
 * dz_judging_is_moved:
 * @self: a judging
 * @line: a line
 *
 * Returns: whether the reviewer has set it
 */
gboolean
dz_judging_is_moved (DzJudging *self,
                     DzLine     line)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self) && line < DZ_N_LINES, FALSE);
  return !isnan (dz_correction_get (&self->correction, line));
}

/* The nearest line above or below that is known; else the edge of the photo. */
static double
neighbour (DzJudging *self,
           int        line,
           int        step,
           double     edge)
{
  for (int other = line + step; other >= 0 && other < DZ_N_LINES; other += step)
    {
      double y = dz_judging_get_line (self, (DzLine) other);

      if (!isnan (y))
        return y - step * APART_PX;
    }
  return edge;
}

/**
 * dz_judging_move:
 * @self: a judging whose lines can be moved
 * @line: which line
 * @y: where to, in px of the upright photo from its top; brought between the other lines
 *
 * Moves a line, to whole pixels.
 */
void
dz_judging_move (DzJudging *self,
                 DzLine     line,
                 double     y)
{
  double least;
  double most;
  DzCorrection moved;

  g_return_if_fail (DZ_IS_JUDGING (self) && line < DZ_N_LINES && isfinite (y));
  g_return_if_fail (dz_judging_can_move (self));

  least = ceil (neighbour (self, (int) line, -1, 0));
  most = floor (neighbour (self, (int) line, 1,
                           dz_measurement_get (self->measured, DZ_QUANTITY_HEIGHT)));
  moved = self->correction;
  dz_correction_set (&moved, line, CLAMP (round (y), least, most));
  /* Lines that the program itself measured in a wrong order are not made right by this one. */
  if (least > most || !dz_correction_is_legal (&moved, self->measured)
      || dz_correction_get (&moved, line) == dz_correction_get (&self->correction, line))
    return;
  self->correction = moved;
  change (self);
}

/**
 * dz_judging_put_back:
 * @self: a judging
 * @line: which line
 *
 * Puts a line back to where it was measured, unless another one that was moved is in its way.
 */
void
dz_judging_put_back (DzJudging *self,
                     DzLine     line)
{
  DzCorrection back;

  g_return_if_fail (DZ_IS_JUDGING (self) && line < DZ_N_LINES);

  back = self->correction;
  dz_correction_set (&back, line, NAN);
  if (!dz_judging_is_moved (self, line)
      || !(dz_correction_is_empty (&back) || dz_correction_is_legal (&back, self->measured)))
    return;
  self->correction = back;
  change (self);
}

/**
 * dz_judging_put_all_back:
 * @self: a judging
 *
 * Puts every line back to where it was measured.
 */
void
dz_judging_put_all_back (DzJudging *self)
{
  g_return_if_fail (DZ_IS_JUDGING (self));

  if (dz_correction_is_empty (&self->correction))
    return;
  self->correction = (DzCorrection) DZ_CORRECTION_NONE;
  change (self);
}
