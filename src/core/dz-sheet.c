/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet.h"

static const char *const explanations[DZ_N_SHEET_BARS] = {
  [DZ_SHEET_BAR_NONE] = "",
  [DZ_SHEET_BAR_FORBIDDEN] = "the school's policy forbids contact sheets",
  [DZ_SHEET_BAR_SET_APART] = "it was set apart",
  [DZ_SHEET_BAR_ATTEMPT] = "it is not the student's first photo in this window",
  [DZ_SHEET_BAR_UNEXAMINED] = "no rule has judged it",
  [DZ_SHEET_BAR_FINDING] = "an automatic or assisting rule does not pass",
};

/* What only a person can judge is a cue at most, and a person judges it on the sheet, too. */
static gboolean
passes (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (finding->authority != DZ_AUTHORITY_HUMAN && finding->outcome != DZ_OUTCOME_PASS)
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_sheet_find_bar:
 * @submission: a submission with its findings, as the program measured them
 * @origin: where it waited before it was leased
 * @allowed: whether the policy of its school allows contact sheets
 *
 * Finds what keeps a photo from being approved together with others. The desk asks this before it
 * shows a sheet, and the service when an approval comes from one. A waiver does not help: what it
 * waives is looked at once more with every photo.
 *
 * Returns: the weightiest bar; DZ_SHEET_BAR_NONE where there is none
 */
DzSheetBar
dz_sheet_find_bar (const DzSubmission *submission,
                   DzState             origin,
                   gboolean            allowed)
{
  g_return_val_if_fail (submission != NULL, DZ_SHEET_BAR_UNEXAMINED);

  if (!allowed)
    return DZ_SHEET_BAR_FORBIDDEN;
  if (origin != DZ_STATE_PENDING || submission->reopened)
    return DZ_SHEET_BAR_SET_APART;
  if (submission->attempt != 1)
    return DZ_SHEET_BAR_ATTEMPT;
  if (submission->findings == NULL || submission->findings->len == 0)
    return DZ_SHEET_BAR_UNEXAMINED;
  return passes (submission->findings) ? DZ_SHEET_BAR_NONE : DZ_SHEET_BAR_FINDING;
}

/**
 * dz_sheet_bar_explain:
 * @bar: why a photo must be judged alone
 *
 * Returns: (transfer none): the end of an English sentence, for a log or an error; "" for none
 */
const char *
dz_sheet_bar_explain (DzSheetBar bar)
{
  g_return_val_if_fail (bar < DZ_N_SHEET_BARS, NULL);

  return explanations[bar];
}
