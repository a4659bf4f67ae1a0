/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-register.h"
#include "dz-store-rows.h"
#include "dz-store-submissions.h"
#include "dz-store-waivers-private.h"

#define ADD_MEASUREMENT "INSERT INTO measurements (submission_id, json) VALUES (?1, ?2)"
#define SET_PROFILE "UPDATE submissions SET profile = ?2, profile_hash = ?3 WHERE id = ?1"

#define DOING "recording an examination"

/* What was measured and judged, by what. */
typedef struct
{
  const DzMeasurement *measurement;
  GPtrArray           *findings;
  const char          *profile;
  const char          *profile_hash;
} Examination;

static gboolean
check_received (const DzSubmission *submission,
                GError            **error)
{
  if (submission->state == DZ_STATE_RECEIVED)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "recording an examination: the submission is %s already",
               dz_state_to_nick (submission->state));
  return FALSE;
}

static gboolean
write_rows (DzStore            *self,
            const char         *id,
            const Examination  *examination,
            GError            **error)
{
  g_autoptr(GVariant) variant = NULL;
  g_autofree char *json = NULL;

  variant = g_variant_ref_sink (dz_measurement_to_variant (examination->measurement));
  json = json_gvariant_serialize_data (variant, NULL);
  return dz_store_run (self, DOING, ADD_MEASUREMENT, DZ_VALUES (DZ_TEXT (id), DZ_TEXT (json)), NULL,
                       error) &&
         dz_store_write_findings (self, id, examination->findings, error) &&
         dz_store_run (self, DOING, SET_PROFILE,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (examination->profile),
                                  DZ_TEXT (examination->profile_hash)),
                       NULL, error);
}

static gboolean
move_examined (DzStore           *self,
               const char        *id,
               const Examination *examination,
               GError           **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  DzStateChange change = { id, DZ_STATE_RECEIVED, DZ_STATE_EXAMINED, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, NULL, detail, TRUE };

  change.outcome = dz_outcome_to_nick (dz_findings_verdict (examination->findings));
  dz_detail_add (detail, "profile", examination->profile);
  dz_detail_add (detail, "profile_hash", examination->profile_hash);
  dz_detail_add (detail, "measurer", examination->measurement->measurer);
  dz_detail_add (detail, "models", examination->measurement->models);
  dz_detail_add_findings (detail, examination->findings);
  return dz_store_move (self, &change, NULL, error);
}

/* Only facts about the file or the register refuse by themselves, and those not where the student
 * is excepted from the rule: then a person looks. */
static gboolean
is_refused (DzStore            *self,
            const DzSubmission *submission,
            const Examination  *examination,
            gboolean           *refused,
            GError            **error)
{
  g_autoptr(GPtrArray) waivers = dz_store_load_waivers (self, submission->student, error);
  g_autoptr(GPtrArray) failing = NULL;

  if (waivers == NULL)
    return FALSE;
  failing = dz_findings_list_failing (examination->findings, waivers);
  *refused = dz_findings_refuse (failing);
  return TRUE;
}

static gboolean
sort_out (DzStore            *self,
          const DzSubmission *submission,
          const Examination  *examination,
          GError            **error)
{
  g_autoptr(DzWindow) window = dz_store_get_window (self, submission->window, error);
  DzStateChange change = { submission->id, DZ_STATE_EXAMINED, DZ_STATE_PENDING, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, NULL, NULL, FALSE };

  gboolean refused;

  if (window == NULL || !is_refused (self, submission, examination, &refused, error))
    return FALSE;
  if (refused)
    change.to = DZ_STATE_REFUSED_BY_RULE;
  else if (window->payer == DZ_PAYER_STUDENT && window->fee_fen > 0)
    change.to = DZ_STATE_UNPAID;
  return dz_store_move (self, &change, NULL, error);
}

static DzSubmission *
record (DzStore           *self,
        const char        *id,
        const Examination *examination,
        GError           **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);
  g_autoptr(DzSubmission) before = NULL;
  g_autoptr(DzSubmission) after = NULL;

  if (transaction == NULL)
    return NULL;
  before = dz_store_load_submission (self, id, DZ_LOAD_PLAIN, error);
  if (before == NULL || !check_received (before, error) ||
      !write_rows (self, id, examination, error) ||
      !move_examined (self, id, examination, error) ||
      !sort_out (self, before, examination, error))
    return NULL;
  after = dz_store_load_submission (self, id, DZ_LOAD_FINDINGS, error);
  if (after == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&after);
}

/**
 * dz_store_record_examination:
 * @self: a store
 * @submission: id of a submission that was received
 * @measurement: the numbers taken from its photo
 * @findings: (element-type DzFinding): what the rules said to them
 * @profile: id of the profile that judged
 * @profile_hash: its content hash
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_INVALID where it was examined
 *   before, and then nothing changes
 *
 * Keeps what the helper measured and the rules judged, and sends the submission on: refused by
 * rule, waiting for payment, or waiting for a reviewer.
 *
 * Returns: (transfer full) (nullable): the submission where it stands now, with findings
 */
DzSubmission *
dz_store_record_examination (DzStore             *self,
                             const char          *submission,
                             const DzMeasurement *measurement,
                             GPtrArray           *findings,
                             const char          *profile,
                             const char          *profile_hash,
                             GError             **error)
{
  Examination examination = { measurement, findings, profile, profile_hash };

  g_return_val_if_fail (self != NULL && submission != NULL && measurement != NULL, NULL);
  g_return_val_if_fail (findings != NULL && profile != NULL && profile_hash != NULL, NULL);

  return record (self, submission, &examination, error);
}
