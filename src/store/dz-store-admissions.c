/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-admissions.h"

#include <json-glib/json-glib.h>

#include "dz-store-admission-imports-private.h"
#include "dz-store-photos.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"

#define GET_PHOTO "SELECT photo, import_id FROM admission_photos WHERE student_id = ?1"
#define SET_PHOTO \
  "INSERT INTO admission_photos (student_id, photo, face, import_id, stored_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (student_id) DO UPDATE SET photo = excluded.photo," \
  " face = excluded.face, import_id = excluded.import_id, stored_us = excluded.stored_us"
#define GET_ADMISSION "SELECT photo, face FROM admission_photos WHERE student_id = ?1"

#define DOING "importing admission photos"
#define READING "reading an admission photo"

/* @before: (out) (nullable): the photo that the student had */
static gboolean
compare (DzStore           *self,
         const char        *import,
         const char        *student,
         const char        *photo,
         char             **before,
         DzAdmissionResult *result,
         GError           **error)
{
  g_autoptr(DzStatement) row =
    dz_query_new (self, DOING, GET_PHOTO, DZ_VALUES (DZ_TEXT (student)), error);
  DzStep step = dz_query_step (row, error);

  *result = DZ_ADMISSION_RESULT_ADDED;
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  *before = dz_statement_dup_text (row, 0);
  if (g_strcmp0 (dz_statement_get_text (row, 1), import) == 0)
    *result = DZ_ADMISSION_RESULT_SECOND_PHOTO;
  else if (g_strcmp0 (*before, photo) == 0)
    *result = DZ_ADMISSION_RESULT_SAME;
  else
    *result = DZ_ADMISSION_RESULT_REPLACED;
  return TRUE;
}

static gboolean
note_replaced (DzStore    *self,
               const char *import,
               const char *actor,
               const char *student,
               const char *before,
               const char *after,
               GError    **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "import", import);
  dz_detail_add (detail, "before", before);
  dz_detail_add (detail, "photo", after);
  return dz_store_append_entry (self, "admission-photo-replace", actor, student, "", detail, error);
}

static gboolean
set_photo (DzStore             *self,
           const char          *import,
           const char          *student,
           const char          *photo,
           const DzMeasurement *measurement,
           GError             **error)
{
  g_autoptr(DzAdmission) admission = dz_admission_new (photo, measurement);
  g_autoptr(GVariant) variant = g_variant_ref_sink (dz_measurement_to_variant (admission->face));
  g_autofree char *json = json_gvariant_serialize_data (variant, NULL);

  return dz_store_run (self, DOING, SET_PHOTO,
                       DZ_VALUES (DZ_TEXT (student), DZ_TEXT (photo), DZ_TEXT (json),
                                  DZ_TEXT (import), DZ_INT (self->now_us)),
                       NULL, error);
}

static gboolean
keep_draft (DzStore             *self,
            const char          *import,
            const char          *actor,
            const char          *student,
            DzPhotoDraft        *draft,
            gsize                n_bytes,
            const DzMeasurement *measurement,
            DzAdmissionResult   *result,
            GError             **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);
  g_autofree char *sha256 = g_strdup (dz_photo_draft_get_sha256 (draft));
  g_autofree char *before = NULL;

  if (transaction == NULL || !dz_store_check_admission (self, import, actor, student, error) ||
      !compare (self, import, student, sha256, &before, result, error))
    return FALSE;
  if (*result == DZ_ADMISSION_RESULT_SECOND_PHOTO)
    return TRUE;
  return dz_store_keep_photo (self, draft, n_bytes, error) &&
         set_photo (self, import, student, sha256, measurement, error) &&
         dz_store_count_admission (self, import, *result, error) &&
         (*result != DZ_ADMISSION_RESULT_REPLACED ||
          note_replaced (self, import, actor, student, before, sha256, error)) &&
         dz_transaction_commit (transaction, error);
}

/**
 * dz_store_keep_admission:
 * @self: a store
 * @import: an import that lasts
 * @actor: who began it
 * @student: id of a student of its school and level
 * @photo: the bytes, a JPEG that was decoded
 * @measurement: its numbers
 * @result: (out): what became of it: added, replaced, the same, or a second photo, which is not
 *   kept
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_DISK, after which nothing is
 *   kept
 *
 * Keeps the photo that a student was admitted with. The file of one that it replaces goes when the
 * photos are swept.
 *
 * Returns: whether @result is known
 */
gboolean
dz_store_keep_admission (DzStore             *self,
                         const char          *import,
                         const char          *actor,
                         const char          *student,
                         GBytes              *photo,
                         const DzMeasurement *measurement,
                         DzAdmissionResult   *result,
                         GError             **error)
{
  g_autoptr(DzPhotoDraft) draft = NULL;
  gboolean kept;

  g_return_val_if_fail (self != NULL && import != NULL && actor != NULL, FALSE);
  g_return_val_if_fail (student != NULL && photo != NULL && measurement != NULL, FALSE);

  draft = dz_photo_files_write (self->photos, photo, error);
  if (draft == NULL)
    return FALSE;
  kept = keep_draft (self, import, actor, student, draft, g_bytes_get_size (photo), measurement,
                     result, error);
  if (!kept)
    dz_store_drop_photo_without_row (self, dz_photo_draft_get_sha256 (draft));
  return kept;
}

/**
 * dz_store_load_admission:
 * @self: a store
 * @student: a student's id
 * @admission: (out) (transfer full) (nullable): their admission photo; %NULL where there is none
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether it could be asked
 */
gboolean
dz_store_load_admission (DzStore      *self,
                         const char   *student,
                         DzAdmission **admission,
                         GError      **error)
{
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && student != NULL && admission != NULL, FALSE);

  *admission = NULL;
  row = dz_query_new (self, READING, GET_ADMISSION, DZ_VALUES (DZ_TEXT (student)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    {
      g_autoptr(DzMeasurement) face =
        dz_store_parse_measurement (dz_statement_get_text (row, 1), error);

      if (face == NULL)
        return FALSE;
      *admission = dz_admission_new (dz_statement_get_text (row, 0), face);
    }
  return step != DZ_STEP_FAILED;
}
