/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-admission.h"

#include "dz-other-face.h"

/**
 * dz_admission_new:
 * @photo: SHA-256 of a photo in hex
 * @measurement: its numbers, of which those are kept that say where the face is
 *
 * Returns: (transfer full): the photo as one that a student was admitted with
 */
DzAdmission *
dz_admission_new (const char          *photo,
                  const DzMeasurement *measurement)
{
  DzAdmission *self;

  g_return_val_if_fail (photo != NULL && measurement != NULL, NULL);

  self = g_new0 (DzAdmission, 1);
  self->photo = g_strdup (photo);
  self->face = dz_other_face_measurement (measurement);
  return self;
}

/**
 * dz_admission_copy:
 * @self: an admission photo
 *
 * Returns: (transfer full): a deep copy
 */
DzAdmission *
dz_admission_copy (const DzAdmission *self)
{
  DzAdmission *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (DzAdmission, 1);
  copy->photo = g_strdup (self->photo);
  copy->face = self->face != NULL ? dz_measurement_copy (self->face) : NULL;
  return copy;
}

/**
 * dz_admission_free:
 * @self: (transfer full) (nullable): an admission photo
 */
void
dz_admission_free (DzAdmission *self)
{
  if (self == NULL)
    return;
  g_free (self->photo);
  dz_measurement_free (self->face);
  g_free (self);
}
