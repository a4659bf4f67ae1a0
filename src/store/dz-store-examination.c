/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-register.h"
#include "dz-store-rows.h"
#include "dz-store-submissions.h"
#include "dz-store-twin-rows.h"
#include "dz-store-waivers-private.h"

#define ADD_MEASUREMENT "INSERT INTO measurements (submission_id, json) VALUES (?1, ?2)"
#define SET_PROFILE \
  "UPDATE submissions SET profile = ?2, profile_hash = ?3, outcome = ?4 WHERE id = ?1"

#define OWE "UPDATE submissions SET owes = 1 WHERE id = ?1"

#define DOING "recording an examination"

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

/* Two photos that are examined at once do not find each other; the second to come here finds that
 * the first did. */
static gboolean
check_search (DzStore             *self,
              const DzExamination *examination,
              GError             **error)
{
  gint64 newest;

  if (examination->peers == NULL)
    return TRUE;
  if (!dz_store_read_newest_traits (self, &newest, error))
    return FALSE;
  if (newest <= examination->searched_to)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_STALE,
               DOING ": others were examined since duplicates were searched for");
  return FALSE;
}

static gboolean
write_peers (DzStore             *self,
             const DzSubmission  *submission,
             const DzExamination *examination,
             GError             **error)
{
  const DzPeers *peers = examination->peers;

  return dz_store_write_traits (self, submission, examination->measurement,
                                peers != NULL && peers->searched, error) &&
         (peers == NULL || dz_store_write_twins (self, submission->id, peers->twins, error));
}

static gboolean
write_rows (DzStore             *self,
            const DzSubmission  *submission,
            const DzExamination *examination,
            GError             **error)
{
  const char *id = submission->id;
  g_autoptr(GVariant) variant = NULL;
  g_autofree char *json = NULL;

  variant = g_variant_ref_sink (dz_measurement_to_variant (examination->measurement));
  json = json_gvariant_serialize_data (variant, NULL);
  return dz_store_run (self, DOING, ADD_MEASUREMENT, DZ_VALUES (DZ_TEXT (id), DZ_TEXT (json)), NULL,
                       error) &&
         dz_store_write_findings (self, id, examination->findings, error) &&
         dz_store_run (self, DOING, SET_PROFILE,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (examination->profile),
                                  DZ_TEXT (examination->profile_hash),
                                  DZ_TEXT (dz_outcome_to_nick (
                                    dz_findings_verdict (examination->findings)))),
                       NULL, error) &&
         write_peers (self, submission, examination, error);
}

static gboolean
move_examined (DzStore           *self,
               const char        *id,
               const DzExamination *examination,
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
            const DzExamination *examination,
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
is_also_of_another (const DzExamination *examination)
{
  return examination->peers != NULL && dz_store_has_stranger (examination->peers->twins);
}

/* Wherever it goes, but for what is refused: that is looked at by nobody. */
static gboolean
owe (DzStore            *self,
     const DzSubmission *submission,
     const DzWindow     *window,
     gboolean           *owed,
     GError            **error)
{
  *owed = window->payer == DZ_PAYER_STUDENT && window->fee_fen > 0;
  return !*owed ||
         dz_store_run (self, DOING, OWE, DZ_VALUES (DZ_TEXT (submission->id)), NULL, error);
}

/* Where the photo goes. */
static gboolean
sort_out (DzStore            *self,
          const DzSubmission *submission,
          const DzExamination *examination,
          GError            **error)
{
  g_autoptr(DzWindow) window = dz_store_get_window (self, submission->window, error);
  DzStateChange change = { submission->id, DZ_STATE_EXAMINED, DZ_STATE_PENDING, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, NULL, NULL, FALSE };
  gboolean refused;
  gboolean owed = FALSE;

  if (window == NULL || !is_refused (self, submission, examination, &refused, error) ||
      (!refused && !owe (self, submission, window, &owed, error)))
    return FALSE;
  if (refused)
    change.to = DZ_STATE_REFUSED_BY_RULE;
  else if (is_also_of_another (examination))
    return dz_store_quarantine_new (self, submission->id, examination->peers->twins, error);
  else if (owed)
    change.to = DZ_STATE_UNPAID;
  return dz_store_move (self, &change, NULL, error);
}

/* Where those go that turned out to have the same photo. */
static gboolean
sort_out_others (DzStore             *self,
                 const DzSubmission  *submission,
                 const DzExamination *examination,
                 GError             **error)
{
  return examination->peers == NULL ||
         dz_store_quarantine_others (self, submission->id, examination->peers->twins, error);
}

static DzSubmission *
record (DzStore             *self,
        const char          *id,
        const DzExamination *examination,
        GError             **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);
  g_autoptr(DzSubmission) before = NULL;
  g_autoptr(DzSubmission) after = NULL;

  if (transaction == NULL)
    return NULL;
  before = dz_store_load_submission (self, id, DZ_LOAD_PLAIN, error);
  if (before == NULL || !check_received (before, error) ||
      !check_search (self, examination, error) ||
      !write_rows (self, before, examination, error) ||
      !move_examined (self, id, examination, error) ||
      !sort_out (self, before, examination, error) ||
      !sort_out_others (self, before, examination, error))
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
 * @examination: what was measured, found and judged
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_INVALID where it was examined
 *   before, DZ_STORE_ERROR_STALE where others were examined since duplicates were searched for, and
 *   then nothing changes
 *
 * Keeps what the helper measured and the rules judged, and sends the submission on: refused by
 * rule, set apart, waiting for payment, or waiting for a reviewer. Other students' submissions of
 * the very same picture are set apart too where they are not in effect; where they are, a
 * supervisor is told.
 *
 * Returns: (transfer full) (nullable): the submission where it stands now, with findings
 */
DzSubmission *
dz_store_record_examination (DzStore             *self,
                             const char          *submission,
                             const DzExamination *examination,
                             GError             **error)
{
  g_return_val_if_fail (self != NULL && submission != NULL && examination != NULL, NULL);
  g_return_val_if_fail (examination->measurement != NULL && examination->findings != NULL, NULL);
  g_return_val_if_fail (examination->profile != NULL && examination->profile_hash != NULL, NULL);

  return record (self, submission, examination, error);
}
