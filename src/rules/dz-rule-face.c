/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* Numbers of the face, and why they are not there. */

/* What is not measured where it lies beyond the frame. */
static gboolean
may_be_cut (DzQuantity quantity)
{
  static const DzQuantity features[] = {
    DZ_QUANTITY_EYE_OPEN_LEFT, DZ_QUANTITY_EYE_OPEN_RIGHT, DZ_QUANTITY_RED_EYE,
    DZ_QUANTITY_LIP_GAP,       DZ_QUANTITY_ROLL,           DZ_QUANTITY_YAW,
    DZ_QUANTITY_PITCH,
  };

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    {
      if (features[i] == quantity)
        return TRUE;
    }
  return FALSE;
}

/* Why nothing of the face was measured, or not @quantity; NULL where the rule knows better. */
static const char *
explain_absence (const DzMeasurement *measurement,
                 DzQuantity           quantity)
{
  double faces = dz_measurement_get (measurement, DZ_QUANTITY_FACES);

  if (dz_measurement_get (measurement, DZ_QUANTITY_DECODES) != 1)
    return DZ_WHY_UNREADABLE;
  if (measurement->schema < DZ_MEASUREMENT_SCHEMA)
    return N_ ("measured by an older release, which did not look for faces");
  if (measurement->models == NULL)
    return N_ ("models not installed");
  if (isnan (faces))
    return N_ ("the face could not be measured");
  if (faces == 0)
    return N_ ("no face was found");
  if (dz_measurement_get (measurement, DZ_QUANTITY_FACE_TURN) != 0)
    return N_ ("the face stands upright only after the photo is turned");
  if (may_be_cut (quantity) && dz_measurement_get (measurement, DZ_QUANTITY_FACE_CUT) > 0)
    return N_ ("the frame cuts the face");
  return NULL;
}

/**
 * dz_rule_read:
 * @the_case: what is judged
 * @finding: what says why, where there is nothing to judge
 * @quantity: a number of the picture
 * @value: (out): it
 *
 * Returns: whether it was measured
 */
gboolean
dz_rule_read (const DzCase *the_case,
              DzFinding    *finding,
              DzQuantity    quantity,
              double       *value)
{
  *value = dz_measurement_get (the_case->measurement, quantity);
  if (isnan (*value) && dz_measurement_get (the_case->measurement, DZ_QUANTITY_DECODES) != 1)
    dz_rule_say_why (finding, DZ_WHY_UNREADABLE);
  return !isnan (*value);
}

/**
 * dz_rule_read_face:
 * @the_case: what is judged
 * @finding: what says why, where there is nothing to judge; it keeps what it says where the face
 *   was measured but this was not
 * @quantity: a number of the face
 * @value: (out): it
 *
 * A number that is there counts however it came there: a reviewer may set lines where no face was
 * found.
 *
 * Returns: whether it was measured
 */
gboolean
dz_rule_read_face (const DzCase *the_case,
                   DzFinding    *finding,
                   DzQuantity    quantity,
                   double       *value)
{
  const char *absence = NULL;

  *value = dz_measurement_get (the_case->measurement, quantity);
  if (isnan (*value))
    absence = explain_absence (the_case->measurement, quantity);
  if (absence != NULL)
    dz_rule_say_why (finding, absence);
  return !isnan (*value);
}

/**
 * dz_rule_read_fine:
 * @the_case: what is judged
 * @finding: as for dz_rule_read_face()
 * @quantity: a number that a small face does not give (calibration §2)
 * @value: (out): it
 *
 * Returns: whether it was measured on a face that is large enough
 */
gboolean
dz_rule_read_fine (const DzCase *the_case,
                   DzFinding    *finding,
                   DzQuantity    quantity,
                   double       *value)
{
  double span = dz_measurement_get (the_case->measurement, DZ_QUANTITY_FACE_SPAN);

  if (span < the_case->profile->face.span_min)
    {
      dz_rule_say_why (finding, N_ ("the face is too small in the picture"));
      return FALSE;
    }
  return dz_rule_read_face (the_case, finding, quantity, value);
}
