/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-line.h"

#include <math.h>

#include "dz-nick-private.h"

/* Append only: they are stored for years. */
static const char *const nicks[DZ_N_LINES] = { "crown", "eye", "chin" };

/**
 * dz_line_to_nick:
 * @line: a line
 *
 * Returns: (transfer none): the word used in tables and in the history
 */
const char *
dz_line_to_nick (DzLine line)
{
  g_return_val_if_fail (line < DZ_N_LINES, NULL);

  return nicks[line];
}

/**
 * dz_line_from_nick:
 * @nick: (nullable): a word from a table
 * @line: (out): the line it names
 *
 * Returns: whether @nick names a line
 */
gboolean
dz_line_from_nick (const char *nick,
                   DzLine     *line)
{
  guint value;

  if (!dz_nick_find (nicks, DZ_N_LINES, nick, &value))
    return FALSE;
  *line = value;
  return TRUE;
}

/**
 * dz_line_measure:
 * @line: a line
 * @measurement: the numbers of a photo
 *
 * Returns: where the line is, in px of the upright photo from its top; that of the eyes midway
 *   between both pupils. NaN where it was not measured
 */
double
dz_line_measure (DzLine               line,
                 const DzMeasurement *measurement)
{
  g_return_val_if_fail (measurement != NULL, NAN);

  switch (line)
    {
    case DZ_LINE_CROWN:
      return dz_measurement_get (measurement, DZ_QUANTITY_CROWN_Y);
    case DZ_LINE_EYES:
      return (dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y) +
              dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)) / 2;
    case DZ_LINE_CHIN:
      return dz_measurement_get (measurement, DZ_QUANTITY_CHIN_Y);
    case DZ_N_LINES:
    default:
      g_return_val_if_reached (NAN);
    }
}
