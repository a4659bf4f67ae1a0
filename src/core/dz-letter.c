/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-letter.h"

/* What the student is told, which is data and not the program's language. The service writes it
 * when a decision takes effect, and the desk shows it while the decision is composed: one function,
 * so that both say the same. */
#define SAY_APPROVED "您的照片已通过审核。"
#define SAY_RETAKE "您的照片未通过审核，请按以下说明修改后重新上传："
#define SAY_OVER \
  "您的照片未通过审核。本次采集的重新上传时间已过或次数已用完，如仍需采集请联系学校。原因如下："
#define SAY_FINAL "您的照片未通过审核，本次采集不再接受您重新上传。原因如下："
#define SAY_NOTE "审核说明："

static int
loudness_of (const DzFinding *finding)
{
  if (finding->outcome == DZ_OUTCOME_FAIL)
    return 2;
  return finding->outcome == DZ_OUTCOME_WARN ? 1 : 0;
}

/**
 * dz_letter_find_finding:
 * @findings: (element-type DzFinding): what the rules say of a photo
 * @reason: a reason to refuse it
 *
 * Returns: (transfer none) (nullable): the finding whose numbers the reason tells: one that fails
 *   before one that warns, and the first of several; where none speaks against the photo, the first
 *   that the reason answers
 */
const DzFinding *
dz_letter_find_finding (GPtrArray      *findings,
                        const DzReason *reason)
{
  const DzFinding *loudest = NULL;

  g_return_val_if_fail (findings != NULL && reason != NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (!dz_reason_answers (reason, finding))
        continue;
      if (loudest == NULL || loudness_of (finding) > loudness_of (loudest))
        loudest = finding;
    }
  return loudest;
}

/* Nobody is asked to send what would not be taken. */
static const char *
say_what_next (const DzDecision *decision,
               gboolean          retakes_over)
{
  if (!decision->retake)
    return SAY_FINAL;
  return retakes_over ? SAY_OVER : SAY_RETAKE;
}

static char *
say_refused (const DzDecision *decision,
             GPtrArray        *findings,
             DzReasonList     *reasons,
             gboolean          retakes_over)
{
  GString *text = g_string_new (say_what_next (decision, retakes_over));

  for (guint i = 0; decision->reasons != NULL && decision->reasons[i] != NULL; i++)
    {
      const DzReason *reason = dz_reason_list_find_given (reasons, decision, i);
      g_autofree char *sentence = NULL;

      if (reason == NULL)
        continue; /* a reason of a newer release; its code stays in the decision */
      sentence = dz_reason_say_zh (reason, dz_letter_find_finding (findings, reason));
      g_string_append_printf (text, "\n%u. %s", i + 1, sentence);
    }
  if (decision->note != NULL && *decision->note != '\0')
    g_string_append_printf (text, "\n" SAY_NOTE "%s", decision->note);
  return g_string_free (text, FALSE);
}

/**
 * dz_letter_say:
 * @decision: what was or would be decided; its internal note is not looked at
 * @findings: (element-type DzFinding): what the rules say of the photo, corrected lines judged
 * @reasons: the reasons
 * @retakes_over: whether the student could send no other photo, as of #DzSubmission
 *
 * Returns: (transfer full): the message to the student, in Chinese, of one line or several
 */
char *
dz_letter_say (const DzDecision *decision,
               GPtrArray        *findings,
               DzReasonList     *reasons,
               gboolean          retakes_over)
{
  g_return_val_if_fail (decision != NULL && findings != NULL && reasons != NULL, NULL);

  return decision->verdict == DZ_VERDICT_APPROVE
           ? g_strdup (SAY_APPROVED)
           : say_refused (decision, findings, reasons, retakes_over);
}
