/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mended.h"

#include <glib/gi18n.h>

#include "dz-outcome-look.h"
#include "dz-reason-choice.h"

/* What stands for each: a shape, its colour, and a word. */
typedef struct
{
  DzOutcome   like;
  const char *word;
} Look;

static const Look looks[] = {
  [DZ_MENDED_YES] = { DZ_OUTCOME_PASS, N_("Mended") },
  [DZ_MENDED_NO] = { DZ_OUTCOME_FAIL, N_("Still failing") },
  [DZ_MENDED_DOUBT] = { DZ_OUTCOME_WARN, N_("Still in doubt") },
  [DZ_MENDED_LOOK] = { DZ_OUTCOME_UNMEASURED, N_("Look yourself") },
};

static void
mend_free (DzMend *mend)
{
  g_free (mend->label);
  g_free (mend);
}

static gboolean
is_meant (const DzReason  *reason,
          const DzFinding *finding)
{
  return !finding->internal
         && (dz_reason_names_rule (reason, finding->rule)
             || g_strcmp0 (finding->reason, reason->code) == 0);
}

/* All rules that the reason answers must pass; one that could not measure leaves it open. A rule
 * that is waived for this student says nothing. */
static void
find_out (DzMend         *mend,
          const DzReason *reason,
          DzJudging      *judging)
{
  GPtrArray *findings = dz_judging_get_findings (judging);
  gboolean measured = FALSE;
  gboolean open = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (!is_meant (reason, finding) || dz_judging_find_waiver (judging, finding->rule) != NULL)
        continue;
      measured |= finding->outcome == DZ_OUTCOME_PASS;
      open |= finding->outcome == DZ_OUTCOME_UNMEASURED;
      if (finding->outcome == DZ_OUTCOME_FAIL
          || (finding->outcome == DZ_OUTCOME_WARN && mend->finding == NULL))
        mend->finding = finding;
    }
  if (mend->finding != NULL)
    mend->mended = mend->finding->outcome == DZ_OUTCOME_FAIL ? DZ_MENDED_NO : DZ_MENDED_DOUBT;
  else
    mend->mended = measured && !open ? DZ_MENDED_YES : DZ_MENDED_LOOK;
}

/* A code that is not known here stands for itself, and only a person can say more of it. */
static void
add_mend (GPtrArray      *mends,
          const DzReason *reason,
          const char     *code,
          DzJudging      *judging)
{
  DzMend *mend = g_new0 (DzMend, 1);

  mend->label = g_strdup (reason != NULL ? dz_reason_label (reason) : code);
  mend->mended = DZ_MENDED_LOOK;
  if (reason != NULL)
    find_out (mend, reason, judging);
  g_ptr_array_add (mends, mend);
}

static void
add_decided (GPtrArray        *mends,
             const DzDecision *decision,
             DzReasonList     *reasons,
             DzJudging        *judging)
{
  for (guint i = 0; decision->reasons != NULL && decision->reasons[i] != NULL; i++)
    add_mend (mends, dz_reason_list_find_given (reasons, decision, i), decision->reasons[i],
              judging);
}

static gboolean
has_label (GPtrArray      *mends,
           const DzReason *reason)
{
  for (guint i = 0; i < mends->len; i++)
    {
      const DzMend *mend = g_ptr_array_index (mends, i);

      if (g_str_equal (mend->label, dz_reason_label (reason)))
        return TRUE;
    }
  return FALSE;
}

/* What a rule refused: two rules may name one reason. */
static void
add_found (GPtrArray    *mends,
           GPtrArray    *findings,
           DzReasonList *reasons,
           DzJudging    *judging)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);
      const DzReason *reason = dz_reason_list_find (reasons, finding->reason);

      if (finding->reason != NULL && (reason == NULL || !has_label (mends, reason)))
        add_mend (mends, reason, finding->reason, judging);
    }
}

/**
 * dz_mends_new:
 * @earlier: an attempt that went back
 * @reasons: the reasons, those of old decisions too
 * @judging: what the rules say of the photo that is judged now
 *
 * Goes through the reasons for which the earlier photo went back.
 *
 * Returns: (transfer full) (element-type DzMend): the reasons, in the order in which they were
 *   given
 */
GPtrArray *
dz_mends_new (const DzSubmission *earlier,
              DzReasonList       *reasons,
              DzJudging          *judging)
{
  GPtrArray *mends;

  g_return_val_if_fail (earlier != NULL && reasons != NULL && DZ_IS_JUDGING (judging), NULL);

  mends = g_ptr_array_new_with_free_func ((GDestroyNotify) mend_free);
  if (earlier->decision != NULL)
    add_decided (mends, earlier->decision, reasons, judging);
  else
    add_found (mends, earlier->findings, reasons, judging);
  return mends;
}

/**
 * dz_mended_word:
 * @mended: what became of a reason
 *
 * Returns: a translated word for it
 */
const char *
dz_mended_word (DzMended mended)
{
  g_return_val_if_fail (mended < G_N_ELEMENTS (looks), NULL);
  return _(looks[mended].word);
}

/**
 * dz_mended_icon_name:
 * @mended: what became of a reason
 *
 * Returns: the icon of its shape
 */
const char *
dz_mended_icon_name (DzMended mended)
{
  g_return_val_if_fail (mended < G_N_ELEMENTS (looks), NULL);
  return dz_outcome_icon_name (looks[mended].like);
}

/**
 * dz_mended_css_class:
 * @mended: what became of a reason
 *
 * Returns: the style class of its colour
 */
const char *
dz_mended_css_class (DzMended mended)
{
  g_return_val_if_fail (mended < G_N_ELEMENTS (looks), NULL);
  return dz_outcome_css_class (looks[mended].like);
}
