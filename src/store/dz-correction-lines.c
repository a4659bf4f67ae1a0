/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-correction-lines.h"

/* Append only: the names are stored for years. */
static const char *const names[DZ_N_CORRECTION_LINES] = { "crown", "eye", "chin" };

static double *
find_line (DzCorrection *correction,
           guint         line)
{
  double *lines[DZ_N_CORRECTION_LINES] = { &correction->crown_y, &correction->eye_y,
                                           &correction->chin_y };

  return lines[line];
}

/**
 * dz_correction_line_name:
 * @line: a line, below DZ_N_CORRECTION_LINES
 *
 * Returns: (transfer none): the word under which it is stored
 */
const char *
dz_correction_line_name (guint line)
{
  g_return_val_if_fail (line < DZ_N_CORRECTION_LINES, NULL);

  return names[line];
}

/**
 * dz_correction_line_get:
 * @correction: a correction
 * @line: a line
 *
 * Returns: where it was moved to, px; NaN where it was not
 */
double
dz_correction_line_get (const DzCorrection *correction,
                        guint               line)
{
  DzCorrection copy = *correction;

  return *find_line (&copy, line);
}

/**
 * dz_correction_line_set:
 * @correction: a correction
 * @name: a stored word
 * @value: px
 *
 * Returns: whether @name is that of a line
 */
gboolean
dz_correction_line_set (DzCorrection *correction,
                        const char   *name,
                        double        value)
{
  for (guint i = 0; i < DZ_N_CORRECTION_LINES; i++)
    {
      if (g_strcmp0 (names[i], name) != 0)
        continue;
      *find_line (correction, i) = value;
      return TRUE;
    }
  return FALSE;
}

/**
 * dz_correction_line_measured:
 * @measurement: what a correction corrects
 * @line: a line
 *
 * Returns: where the program saw it, px; NaN where it did not
 */
double
dz_correction_line_measured (const DzMeasurement *measurement,
                             guint                line)
{
  const double lines[DZ_N_CORRECTION_LINES] = {
    dz_measurement_get (measurement, DZ_QUANTITY_CROWN_Y),
    (dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y) +
     dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)) / 2,
    dz_measurement_get (measurement, DZ_QUANTITY_CHIN_Y),
  };

  return lines[line];
}
