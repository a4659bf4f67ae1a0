/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-evidence.h"

#include <math.h>

#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-submissions.h"
#include "dz-store-waivers-private.h"

/**
 * dz_evidence_free:
 * @self: (transfer full) (nullable): evidence
 */
void
dz_evidence_free (DzEvidence *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->waivers, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  dz_measurement_free (self->measured);
  g_free (self);
}

/* @what is a rule's id, or "". */
static gboolean
refuse (GError    **error,
        const char *what,
        const char *problem)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "the command is refused: %s%s", what,
               problem);
  return FALSE;
}

static gpointer
copy_finding (gconstpointer finding,
              gpointer      user_data)
{
  return dz_finding_copy (finding);
}

static DzMeasurement *
load_measured (DzStore             *self,
               const DzApplication *application,
               GError             **error)
{
  g_autoptr(GError) met = NULL;
  DzMeasurement *measured = dz_store_get_measurement (self, application->submission->id, &met);

  if (g_error_matches (met, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    refuse (error, "", "nothing was measured that could be corrected");
  else if (measured == NULL)
    g_propagate_error (error, g_steal_pointer (&met));
  return measured;
}

static gboolean
judge (DzStore             *self,
       const DzApplication *application,
       DzEvidence          *evidence,
       GError             **error)
{
  const DzCorrection *correction = &application->command->decision->correction;
  g_autoptr(DzMeasurement) corrected = NULL;

  if (dz_correction_is_empty (correction))
    return TRUE;
  if (self->judge == NULL)
    return refuse (error, "", "lines cannot be corrected here");
  evidence->measured = load_measured (self, application, error);
  if (evidence->measured == NULL)
    return FALSE;
  if (!dz_correction_is_legal (correction, evidence->measured))
    return refuse (error, "", "a corrected line lies beside the photo or in another's place");
  corrected = dz_correction_apply (correction, evidence->measured);
  evidence->changed = self->judge (application->submission->profile_hash, evidence->measured,
                                   corrected, self->judge_data, error);
  if (evidence->changed == NULL)
    return FALSE;
  dz_findings_replace (evidence->findings, evidence->changed);
  return TRUE;
}

/**
 * dz_store_gather_evidence:
 * @self: a store, within a write transaction
 * @application: a decision that fits
 * @error: return location; DZ_STORE_ERROR_INVALID for a correction that is none; of the judge
 *
 * Gathers on what a decision was made: the findings of the submission, of corrected lines where the
 * decision corrects some, and the student's waivers.
 *
 * Returns: (transfer full) (nullable): the evidence
 */
DzEvidence *
dz_store_gather_evidence (DzStore             *self,
                          const DzApplication *application,
                          GError             **error)
{
  g_autoptr(DzEvidence) evidence = g_new0 (DzEvidence, 1);

  evidence->findings = g_ptr_array_copy (application->submission->findings, copy_finding, NULL);
  evidence->waivers = dz_store_load_waivers (self, application->submission->student, error);
  if (evidence->waivers == NULL || !judge (self, application, evidence, error))
    return NULL;
  return g_steal_pointer (&evidence);
}

static gboolean
check_failing (GPtrArray        *failing,
               const DzDecision *decision,
               GError          **error)
{
  g_autoptr(GString) lacking = g_string_new (NULL);

  for (guint i = 0; i < failing->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (failing, i);

      if (dz_overrides_find (decision->overrides, finding->rule) == NULL)
        g_string_append_printf (lacking, "%s%s", lacking->len > 0 ? ", " : "", finding->rule);
    }
  if (lacking->len == 0)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FAILING, lacking->str);
  return FALSE;
}

/* A rule that is left to people stops at a warning, and may be waived all the same. */
static gboolean
needs_override (const DzEvidence *self,
                GPtrArray        *failing,
                const DzOverride *override)
{
  const DzFinding *finding = dz_findings_find (self->findings, override->rule);

  if (finding != NULL && g_ptr_array_find (failing, finding, NULL))
    return TRUE;
  return finding != NULL && override->waiver && !finding->internal &&
         finding->outcome == DZ_OUTCOME_WARN &&
         dz_waivers_find (self->waivers, override->rule) == NULL;
}

/**
 * dz_evidence_check:
 * @self: on what the decision was made
 * @decision: the decision, checked for what can be wrong with it by itself
 * @error: return location; DZ_STORE_ERROR_FAILING, DZ_STORE_ERROR_INVALID
 *
 * Holds a decision's overrides against the findings: an approval needs one for each rule that fails
 * and is not waived, and may have no others. A refusal needs none; it has none by then.
 *
 * Returns: whether the decision may be made
 */
gboolean
dz_evidence_check (const DzEvidence *self,
                   const DzDecision *decision,
                   GError          **error)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (self->findings, self->waivers);

  if (decision->verdict != DZ_VERDICT_APPROVE)
    return TRUE;
  if (!check_failing (failing, decision, error))
    return FALSE;
  for (guint i = 0; decision->overrides != NULL && i < decision->overrides->len; i++)
    {
      const DzOverride *override = g_ptr_array_index (decision->overrides, i);

      if (!needs_override (self, failing, override))
        return refuse (error, override->rule, " does not fail, so it needs no override");
      if (override->waiver && !dz_waiver_is_possible (override->rule))
        return refuse (error, override->rule, " cannot be waived");
    }
  return TRUE;
}

static void
add_overrides (JsonBuilder      *detail,
               const DzDecision *decision)
{
  if (decision->overrides == NULL || decision->overrides->len == 0)
    return;
  json_builder_set_member_name (detail, "overrides");
  json_builder_begin_array (detail);
  for (guint i = 0; i < decision->overrides->len; i++)
    {
      const DzOverride *override = g_ptr_array_index (decision->overrides, i);

      json_builder_begin_object (detail);
      dz_detail_add (detail, "rule", override->rule);
      json_builder_set_member_name (detail, "waiver");
      json_builder_add_boolean_value (detail, override->waiver);
      dz_detail_add (detail, "code", override->code);
      dz_detail_add (detail, "reason", override->reason);
      json_builder_end_object (detail);
    }
  json_builder_end_array (detail);
}

static void
add_number (JsonBuilder *detail,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (detail, name);
  if (isnan (value))
    json_builder_add_null_value (detail);
  else
    json_builder_add_double_value (detail, value);
}

static void
add_correction (JsonBuilder      *detail,
                const DzEvidence *evidence,
                const DzDecision *decision)
{
  if (evidence->measured == NULL)
    return;
  json_builder_set_member_name (detail, "correction");
  json_builder_begin_object (detail);
  for (DzLine line = 0; line < DZ_N_LINES; line++)
    {
      double corrected = dz_correction_get (&decision->correction, line);

      if (isnan (corrected))
        continue;
      json_builder_set_member_name (detail, dz_line_to_nick (line));
      json_builder_begin_object (detail);
      add_number (detail, "measured", dz_line_measure (line, evidence->measured));
      add_number (detail, "corrected", corrected);
      json_builder_end_object (detail);
    }
  json_builder_end_object (detail);
}

/* What did not stand in the way only because it is waived. */
static void
add_waived (JsonBuilder      *detail,
            const DzEvidence *evidence)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (evidence->findings, NULL);

  json_builder_set_member_name (detail, "waived");
  json_builder_begin_array (detail);
  for (guint i = 0; i < failing->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (failing, i);
      const DzWaiver *waiver = dz_waivers_find (evidence->waivers, finding->rule);
      g_autofree char *pair = waiver != NULL ? g_strconcat (finding->rule, ":", waiver->id, NULL)
                                             : NULL;

      if (pair != NULL)
        json_builder_add_string_value (detail, pair);
    }
  json_builder_end_array (detail);
}

/**
 * dz_detail_add_evidence:
 * @detail: a detail
 * @evidence: on what a decision was made
 * @decision: the decision
 *
 * Adds what the reviewer saw, with values, why it does not stand in the way, and which lines were
 * moved from where to where.
 */
void
dz_detail_add_evidence (JsonBuilder      *detail,
                        const DzEvidence *evidence,
                        const DzDecision *decision)
{
  dz_detail_add_findings (detail, evidence->findings);
  add_overrides (detail, decision);
  if (evidence->waivers->len > 0)
    add_waived (detail, evidence);
  add_correction (detail, evidence, decision);
}
