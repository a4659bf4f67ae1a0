/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-crops.h"

#include "dz-store-private.h"
#include "dz-store-submissions.h"

#define ADD_CROP \
  "INSERT INTO decision_crops (decision_id, x, y, width, height, rotation, output_width," \
  " output_height, rendering) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
#define READ_CROP \
  "SELECT x, y, width, height, rotation, output_width, output_height, rendering" \
  " FROM decision_crops WHERE decision_id = ?1"

static gboolean
refuse (GError    **error,
        const char *problem)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "the command is refused: %s",
               problem);
  return FALSE;
}

/**
 * dz_store_check_crop:
 * @self: a store, within a write transaction
 * @application: a decision that fits
 * @error: return location; DZ_STORE_ERROR_INVALID
 *
 * Holds the frame of an approval against the photo's numbers, with the lines that the decision
 * corrects. Whether there must be one is for the rules to say, too; where nobody can ask them an
 * approval without a frame covers the photo alone.
 *
 * Returns: whether the decision may have that frame
 */
gboolean
dz_store_check_crop (DzStore             *self,
                     const DzApplication *application,
                     GError             **error)
{
  const DzSubmission *submission = application->submission;
  const DzDecision *decision = application->command->decision;
  gboolean none = dz_crop_is_empty (&decision->crop);
  g_autoptr(DzMeasurement) measured = NULL;
  g_autoptr(DzMeasurement) corrected = NULL;
  g_autoptr(GError) met = NULL;

  if (decision->verdict != DZ_VERDICT_APPROVE)
    return TRUE;
  if (self->frame == NULL)
    return none || refuse (error, "frames cannot be checked here");
  measured = dz_store_get_measurement (self, submission->id, &met);
  if (g_error_matches (met, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    return none || refuse (error, "nothing was measured by which a frame could be checked");
  if (measured == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&met));
      return FALSE;
    }
  corrected = dz_correction_apply (&decision->correction, measured);
  return self->frame (submission->profile_hash, corrected, &decision->crop, self->frame_data,
                      error);
}

/**
 * dz_store_write_crop:
 * @self: a store, within a write transaction
 * @decision: its id; its row is there
 * @crop: its frame; an empty one writes nothing
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
dz_store_write_crop (DzStore      *self,
                     const char   *decision,
                     const DzCrop *crop,
                     GError      **error)
{
  return dz_crop_is_empty (crop)
         || dz_store_run (self, "deciding a submission", ADD_CROP,
                          DZ_VALUES (DZ_TEXT (decision), DZ_INT (crop->x), DZ_INT (crop->y),
                                     DZ_INT (crop->width), DZ_INT (crop->height),
                                     DZ_REAL (crop->rotation), DZ_INT (crop->output_width),
                                     DZ_INT (crop->output_height), DZ_INT (crop->rendering)),
                          NULL, error);
}

/**
 * dz_store_load_crop:
 * @self: a store, within a transaction
 * @decision: id of a decision
 * @crop: (out): its frame; empty where it has none
 * @error: return location
 *
 * Returns: whether it was read
 */
gboolean
dz_store_load_crop (DzStore    *self,
                    const char *decision,
                    DzCrop     *crop,
                    GError    **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "reading a decision", READ_CROP,
                                             DZ_VALUES (DZ_TEXT (decision)), error);
  DzStep step = dz_query_step (row, error);

  *crop = (DzCrop) DZ_CROP_NONE;
  if (step == DZ_STEP_ROW)
    *crop = (DzCrop) {
      (int) dz_statement_get_int64 (row, 0),   (int) dz_statement_get_int64 (row, 1),
      (guint) dz_statement_get_int64 (row, 2), (guint) dz_statement_get_int64 (row, 3),
      dz_statement_get_double (row, 4),        (guint) dz_statement_get_int64 (row, 5),
      (guint) dz_statement_get_int64 (row, 6), (guint) dz_statement_get_int64 (row, 7),
    };
  return step == DZ_STEP_ROW || step == DZ_STEP_DONE;
}

static void
add_int (JsonBuilder *detail,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (detail, name);
  json_builder_add_int_value (detail, value);
}

/**
 * dz_detail_add_crop:
 * @detail: a detail
 * @decision: a decision
 *
 * Adds to an approval what it covers: a frame, or in so many words none but the photo itself, where
 * nobody had the limits any more by which to find one. An approval of before there were frames says
 * nothing of them.
 */
void
dz_detail_add_crop (JsonBuilder      *detail,
                    const DzDecision *decision)
{
  const DzCrop *crop = &decision->crop;

  if (decision->verdict != DZ_VERDICT_APPROVE)
    return;
  json_builder_set_member_name (detail, "crop");
  if (dz_crop_is_empty (crop))
    {
      json_builder_add_null_value (detail);
      return;
    }
  json_builder_begin_object (detail);
  add_int (detail, "x", crop->x);
  add_int (detail, "y", crop->y);
  add_int (detail, "width", crop->width);
  add_int (detail, "height", crop->height);
  json_builder_set_member_name (detail, "rotation");
  json_builder_add_double_value (detail, crop->rotation);
  add_int (detail, "output_width", crop->output_width);
  add_int (detail, "output_height", crop->output_height);
  add_int (detail, "rendering", crop->rendering);
  json_builder_end_object (detail);
}
