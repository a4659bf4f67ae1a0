/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-admissions.h"

static gboolean
is_fault_of_photo (const GError *error)
{
  return g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CRASHED) ||
         g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED) ||
         g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
}

/* A file that cannot be seen whole is not kept: nobody could compare with it. */
static gboolean
is_whole (const DzMeasurement *measurement,
          DzAdmissionResult   *refusal)
{
  if (measurement->format != DZ_PHOTO_FORMAT_JPEG)
    *refusal = DZ_ADMISSION_RESULT_NOT_JPEG;
  else if (dz_measurement_has (measurement, DZ_QUANTITY_TRUNCATED) &&
           dz_measurement_get (measurement, DZ_QUANTITY_TRUNCATED) != 0)
    *refusal = DZ_ADMISSION_RESULT_CUT_SHORT;
  else if (!dz_measurement_has (measurement, DZ_QUANTITY_DECODES) ||
           dz_measurement_get (measurement, DZ_QUANTITY_DECODES) != 1)
    *refusal = DZ_ADMISSION_RESULT_UNREADABLE;
  else
    return TRUE;
  return FALSE;
}

/**
 * dz_admissions_keep:
 * @examiner: what looks at the bytes
 * @store: where it is kept
 * @import: an import that lasts
 * @actor: who began it
 * @student: id of a student of its school and level
 * @photo: the bytes of a file, whatever they are
 * @result: (out): what became of it
 * @error: return location; what hinders is no fault of the file
 *
 * Keeps a file as the photo that a student was admitted with, if it is a photo. The helper decodes
 * it, and measures where the face is.
 *
 * Returns: whether @result is known
 */
gboolean
dz_admissions_keep (DzExaminer         *examiner,
                    DzStore            *store,
                    const char         *import,
                    const char         *actor,
                    const char         *student,
                    GBytes             *photo,
                    DzAdmissionResult  *result,
                    GError            **error)
{
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(GError) met = NULL;

  g_return_val_if_fail (DZ_IS_EXAMINER (examiner) && store != NULL && photo != NULL, FALSE);
  g_return_val_if_fail (import != NULL && actor != NULL && student != NULL, FALSE);

  measurement = dz_examiner_measure (examiner, photo, NULL, &met);
  if (measurement == NULL && is_fault_of_photo (met))
    {
      *result = DZ_ADMISSION_RESULT_UNREADABLE;
      return TRUE;
    }
  if (measurement == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&met));
      return FALSE;
    }
  return !is_whole (measurement, result) ||
         dz_store_keep_admission (store, import, actor, student, photo, measurement, result, error);
}
