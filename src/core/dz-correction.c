/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-correction.h"

#include <math.h>

/**
 * dz_correction_get:
 * @self: a correction
 * @line: a line
 *
 * Returns: where it was moved to, px; NaN where it was not
 */
double
dz_correction_get (const DzCorrection *self,
                   DzLine              line)
{
  const double lines[DZ_N_LINES] = { self->crown_y, self->eye_y, self->chin_y };

  g_return_val_if_fail (line < DZ_N_LINES, NAN);

  return lines[line];
}

/**
 * dz_correction_set:
 * @self: a correction
 * @line: a line
 * @y: where it is moved to, px; NaN to leave it as it was measured
 */
void
dz_correction_set (DzCorrection *self,
                   DzLine        line,
                   double        y)
{
  double *const lines[DZ_N_LINES] = { &self->crown_y, &self->eye_y, &self->chin_y };

  g_return_if_fail (line < DZ_N_LINES);

  *lines[line] = y;
}

/**
 * dz_correction_is_empty:
 * @self: a correction
 *
 * Returns: whether no line was moved
 */
gboolean
dz_correction_is_empty (const DzCorrection *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return isnan (self->crown_y) && isnan (self->eye_y) && isnan (self->chin_y);
}

static gboolean
is_on_photo (double line,
             double height)
{
  return isnan (line) || (line >= 0 && line <= height);
}

/* Where a line is once the correction is made. */
static double
place_of (const DzCorrection  *self,
          DzLine               line,
          const DzMeasurement *measurement)
{
  double moved = dz_correction_get (self, line);

  return isnan (moved) ? dz_line_measure (line, measurement) : moved;
}

static gboolean
is_in_range (double     y,
             DzQuantity quantity)
{
  const DzQuantityInfo *info = dz_quantity_get_info (quantity);

  return isnan (y) || (y >= info->min && y <= info->max);
}

/* Of a line that a measurer made absurdly steep, an end may leave what can be stored. */
static gboolean
keeps_eyes_in_range (const DzCorrection  *self,
                     const DzMeasurement *measurement)
{
  double left = dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y);
  double right = dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y);
  double shift = self->eye_y - dz_line_measure (DZ_LINE_EYES, measurement);

  return is_in_range (left + shift, DZ_QUANTITY_EYE_LEFT_Y) &&
         is_in_range (right + shift, DZ_QUANTITY_EYE_RIGHT_Y);
}

/**
 * dz_correction_is_legal:
 * @self: a correction, perhaps of a program that lies
 * @measurement: what it corrects
 *
 * Returns: whether every line lies on the photo, and crown, eyes and chin follow each other down
 *   it as far as they are known
 */
gboolean
dz_correction_is_legal (const DzCorrection  *self,
                        const DzMeasurement *measurement)
{
  double height = dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT);
  double crown = place_of (self, DZ_LINE_CROWN, measurement);
  double eyes = place_of (self, DZ_LINE_EYES, measurement);
  double chin = place_of (self, DZ_LINE_CHIN, measurement);

  if (isnan (height) || !is_on_photo (self->crown_y, height) ||
      !is_on_photo (self->eye_y, height) || !is_on_photo (self->chin_y, height) ||
      !keeps_eyes_in_range (self, measurement))
    return FALSE;
  return !(crown >= eyes) && !(eyes >= chin) && !(crown >= chin);
}

/* The line is moved as a whole, so that its slope stays. */
static void
move_eyes (DzMeasurement *measurement,
           double         eye_y)
{
  double left = dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y);
  double right = dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y);
  double shift = eye_y - dz_line_measure (DZ_LINE_EYES, measurement);

  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, isnan (shift) ? eye_y : left + shift);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, isnan (shift) ? eye_y : right + shift);
}

/**
 * dz_correction_apply:
 * @self: a legal correction
 * @measurement: what the program measured
 *
 * Returns: (transfer full): the measurement as the reviewer sees it; a crown that a person has set
 *   is no longer rough
 */
DzMeasurement *
dz_correction_apply (const DzCorrection  *self,
                     const DzMeasurement *measurement)
{
  DzMeasurement *corrected;

  g_return_val_if_fail (self != NULL && measurement != NULL, NULL);

  corrected = dz_measurement_copy (measurement);
  if (!isnan (self->crown_y))
    {
      dz_measurement_set (corrected, DZ_QUANTITY_CROWN_Y, self->crown_y);
      dz_measurement_set (corrected, DZ_QUANTITY_CROWN_ROUGH, 0);
    }
  if (!isnan (self->eye_y))
    move_eyes (corrected, self->eye_y);
  if (!isnan (self->chin_y))
    dz_measurement_set (corrected, DZ_QUANTITY_CHIN_Y, self->chin_y);
  return corrected;
}
