/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-evaluation-trait.h"

#include "dz-finding.h"
#include "dz-rules.h"

typedef struct
{
  const char *column;
  DzEvaluationTrait trait;
} Row;

/* Traits that people label in their own words. Any column that is the id of a rule is one too: 1
 * where the photo has that fault. */
static const Row rows[] = {
  { "mouth_closed", { "MOUTH-01", DZ_LABEL_NO, FALSE } },
  { "eyes_open", { "EYE-01", DZ_LABEL_NO, FALSE } },
  { "background_plain", { "BG-02", DZ_LABEL_NO, FALSE } },
  { "glasses", { "GLASS-01", DZ_LABEL_YES, TRUE } },
  { "headwear", { "HEAD-01", DZ_LABEL_YES, FALSE } },
};

/**
 * dz_evaluation_trait_find:
 * @column: name of a column
 * @self: (out caller-allocates): what it means
 *
 * Returns: whether @column is a label
 */
gboolean
dz_evaluation_trait_find (const char        *column,
                          DzEvaluationTrait *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].column, column))
        {
          *self = rows[i].trait;
          return TRUE;
        }
    }
  if (!dz_rules_know (column))
    return FALSE;
  g_strlcpy (self->rule, column, sizeof self->rule);
  self->fault = DZ_LABEL_YES;
  self->by_note = FALSE;
  return TRUE;
}

static gboolean
is_note (const DzFinding *finding)
{
  return finding->outcome == DZ_OUTCOME_WARN && finding->reason == NULL;
}

/**
 * dz_evaluation_trait_judge:
 * @self: a trait
 * @check: a photo that was checked
 *
 * Returns: what the rule says, a note counted as a pass unless the trait asks for notes; unmeasured
 *   where the photo could not be measured
 */
DzOutcome
dz_evaluation_trait_judge (const DzEvaluationTrait *self,
                           const DzPhotoCheck      *check)
{
  for (guint i = 0; i < check->findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (check->findings, i);

      if (g_str_equal (finding->rule, self->rule))
        return is_note (finding) && !self->by_note ? DZ_OUTCOME_PASS : finding->outcome;
    }
  return DZ_OUTCOME_UNMEASURED;
}
