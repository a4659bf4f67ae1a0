/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-submissions.h"

#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-students.h"

#define LIST_RECEIVED \
  "SELECT id FROM submissions WHERE state = 'received' ORDER BY received_us, id"
#define LIST_OF \
  "SELECT id FROM submissions WHERE student_id = ?1 AND window_id = ?2 ORDER BY attempt DESC"
#define GET_MEASUREMENT "SELECT json FROM measurements WHERE submission_id = ?1"

#define DOING "reading submissions"

/**
 * dz_store_list_received:
 * @self: a store
 * @error: return location
 *
 * Lists what was received and not yet examined: after a crash the service picks it up again here.
 *
 * Returns: (transfer full) (nullable) (element-type DzSubmission): the oldest first
 */
GPtrArray *
dz_store_list_received (DzStore *self,
                        GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL)
    return NULL;
  return dz_store_load_submissions (self, DOING, LIST_RECEIVED, DZ_VALUES (), DZ_LOAD_PLAIN,
                                    error);
}

/**
 * dz_store_get_submission:
 * @self: a store
 * @id: submission id
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the submission with decision and findings
 */
DzSubmission *
dz_store_get_submission (DzStore    *self,
                         const char *id,
                         GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL)
    return NULL;
  return dz_store_load_submission (self, id, DZ_LOAD_FINDINGS, error);
}

/**
 * dz_store_list_submissions_of:
 * @self: a store
 * @identity: SHA-256 of a phone's token in hex
 * @error: return location; DZ_STORE_ERROR_NOT_BOUND
 *
 * Lists the attempts of the student for whom a phone speaks, in the window in which it does. Held
 * decisions are among them: whoever shows this to the student leaves those out.
 *
 * Returns: (transfer full) (nullable) (element-type DzSubmission): the newest first, with findings
 */
GPtrArray *
dz_store_list_submissions_of (DzStore    *self,
                              const char *identity,
                              GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_auto(DzBinding) binding = { NULL, NULL };
  gint64 now_us;

  g_return_val_if_fail (self != NULL && identity != NULL, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL || !dz_store_read_time (self, &now_us, error) ||
      !dz_store_find_binding (self, identity, now_us, &binding, error))
    return NULL;
  return dz_store_load_submissions (self, DOING, LIST_OF,
                                    DZ_VALUES (DZ_TEXT (binding.student), DZ_TEXT (binding.window)),
                                    DZ_LOAD_FINDINGS, error);
}

/* One that an earlier release stored has fewer members. */
static GVariant *
read_variant (const char *json,
              GError    **error)
{
  GVariant *variant = json_gvariant_deserialize_data (json, -1, DZ_MEASUREMENT_TYPE, NULL);

  if (variant == NULL)
    variant = json_gvariant_deserialize_data (json, -1, DZ_MEASUREMENT_TYPE_1, error);
  return variant;
}

/**
 * dz_store_parse_measurement:
 * @json: (nullable): a measurement as it is stored
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the measurement
 */
DzMeasurement *
dz_store_parse_measurement (const char *json,
                            GError    **error)
{
  g_autoptr(GError) met = NULL;
  g_autoptr(GVariant) variant = read_variant (json != NULL ? json : "", &met);
  DzMeasurement *measurement = NULL;

  if (variant != NULL)
    measurement = dz_measurement_from_variant (g_variant_ref_sink (variant), &met);
  if (measurement == NULL)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED, "reading a measurement: %s",
                 met->message);
  return measurement;
}

/**
 * dz_store_get_measurement:
 * @self: a store
 * @submission: submission id
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND before the examination
 *
 * Returns: (transfer full) (nullable): the numbers taken from its photo
 */
DzMeasurement *
dz_store_get_measurement (DzStore    *self,
                          const char *submission,
                          GError    **error)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (self != NULL && submission != NULL, NULL);

  if (!dz_store_read_text (self, "reading a measurement", GET_MEASUREMENT,
                           DZ_VALUES (DZ_TEXT (submission)), &json, error))
    return NULL;
  if (json != NULL)
    return dz_store_parse_measurement (json, error);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
               "nothing was measured of the submission %.40s", submission);
  return NULL;
}
