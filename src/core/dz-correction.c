/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-correction.h"

#include <math.h>

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

static double
line_of (double               moved,
         const DzMeasurement *measurement,
         DzQuantity           quantity)
{
  return isnan (moved) ? dz_measurement_get (measurement, quantity) : moved;
}

static double
eye_line_of (const DzCorrection  *self,
             const DzMeasurement *measurement)
{
  if (!isnan (self->eye_y))
    return self->eye_y;
  return (dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y) +
          dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)) / 2;
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
  double shift = self->eye_y - (left + right) / 2;

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
  double crown = line_of (self->crown_y, measurement, DZ_QUANTITY_CROWN_Y);
  double eyes = eye_line_of (self, measurement);
  double chin = line_of (self->chin_y, measurement, DZ_QUANTITY_CHIN_Y);

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
  double shift = isnan (left + right) ? NAN : eye_y - (left + right) / 2;

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
