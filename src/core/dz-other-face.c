/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-other-face.h"

/* All that says where a face is. What else was measured of another photo is not needed to lay it
 * on this one, and stays where it is. */
static const DzQuantity places[] = {
  DZ_QUANTITY_WIDTH,        DZ_QUANTITY_HEIGHT,      DZ_QUANTITY_FACE_SPAN,
  DZ_QUANTITY_EYE_LEFT_X,   DZ_QUANTITY_EYE_LEFT_Y,  DZ_QUANTITY_EYE_RIGHT_X,
  DZ_QUANTITY_EYE_RIGHT_Y,  DZ_QUANTITY_CHIN_Y,      DZ_QUANTITY_CROWN_Y,
  DZ_QUANTITY_CROWN_ROUGH,  DZ_QUANTITY_FACE_LEFT_X, DZ_QUANTITY_FACE_RIGHT_X,
  DZ_QUANTITY_FACE_MIDDLE_X,
};

/**
 * dz_other_face_measurement:
 * @measurement: the numbers of a photo
 *
 * Returns: (transfer full): of those numbers the ones that say how large it is, and where its face
 *   is
 */
DzMeasurement *
dz_other_face_measurement (const DzMeasurement *measurement)
{
  DzMeasurement *self;

  g_return_val_if_fail (measurement != NULL, NULL);

  self = dz_measurement_new ();
  self->schema = measurement->schema;
  self->format = measurement->format;
  g_free (self->measurer);
  self->measurer = g_strdup (measurement->measurer);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (dz_measurement_has (measurement, places[i]))
        dz_measurement_set (self, places[i], dz_measurement_get (measurement, places[i]));
    }
  return self;
}

/**
 * dz_other_face_new:
 * @submission: id of a submission
 * @measurement: the numbers of its photo
 *
 * Returns: (transfer full): of those numbers the ones that say where its face is
 */
DzOtherFace *
dz_other_face_new (const char          *submission,
                   const DzMeasurement *measurement)
{
  DzOtherFace *self;

  g_return_val_if_fail (submission != NULL && measurement != NULL, NULL);

  self = g_new0 (DzOtherFace, 1);
  self->submission = g_strdup (submission);
  self->measurement = dz_other_face_measurement (measurement);
  return self;
}

/**
 * dz_other_face_copy:
 * @self: a face
 *
 * Returns: (transfer full): a deep copy
 */
DzOtherFace *
dz_other_face_copy (const DzOtherFace *self)
{
  DzOtherFace *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (DzOtherFace, 1);
  copy->submission = g_strdup (self->submission);
  copy->measurement = self->measurement != NULL ? dz_measurement_copy (self->measurement) : NULL;
  return copy;
}

/**
 * dz_other_face_free:
 * @self: (transfer full) (nullable): a face
 */
void
dz_other_face_free (DzOtherFace *self)
{
  if (self == NULL)
    return;
  g_free (self->submission);
  dz_measurement_free (self->measurement);
  g_free (self);
}
