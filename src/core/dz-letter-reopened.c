/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a student is told of a result that holds no more. Data as the rest of the letter is, and not
 * the program's language. */
#include "dz-letter-reopened.h"

#define WITHDRAWN_ZH \
  "此前通知您的审核结果已撤回，您的照片将由另一位审核员重新审核。请等待新的结果，在此之前不必重新上传。"
#define WITHDRAWN_EN \
  "The result that you were told before has been withdrawn. Another reviewer will judge your " \
  "photo again. Please wait for the new result; until then there is no need to send another photo."
#define REPLACED_ZH "此前通知您的审核结果已更正，以本次结果为准。"
#define REPLACED_EN "The result that you were told before has been corrected. This one holds."

/**
 * dz_letter_reopened_zh:
 * @decided: whether there is a new result
 *
 * Returns: (transfer none): what the student of a reopened submission is told of it, in Chinese
 */
const char *
dz_letter_reopened_zh (gboolean decided)
{
  return decided ? REPLACED_ZH : WITHDRAWN_ZH;
}

/**
 * dz_letter_reopened_en:
 * @decided: whether there is a new result
 *
 * Returns: (transfer none): the same in English
 */
const char *
dz_letter_reopened_en (gboolean decided)
{
  return decided ? REPLACED_EN : WITHDRAWN_EN;
}

/**
 * dz_letter_replace:
 * @letter: what a student is told of a decision
 *
 * Returns: (transfer full): the same, after that it replaces what they were told before
 */
char *
dz_letter_replace (const char *letter)
{
  g_return_val_if_fail (letter != NULL, NULL);

  return g_strconcat (REPLACED_ZH "\n", letter, NULL);
}

/**
 * dz_letter_say_of:
 * @submission: a submission with its decision and findings
 * @reasons: the reasons
 *
 * Says the decision of a submission to its student, and that it replaces another where it does.
 *
 * Returns: (transfer full): the message in Chinese, of one line or several
 */
char *
dz_letter_say_of (const DzSubmission *submission,
                  DzReasonList       *reasons)
{
  g_autofree char *letter = NULL;

  g_return_val_if_fail (submission != NULL && submission->decision != NULL, NULL);
  g_return_val_if_fail (reasons != NULL, NULL);

  letter = dz_letter_say (submission->decision, submission->findings, reasons,
                          submission->retakes_over);
  return submission->reopened ? dz_letter_replace (letter) : g_steal_pointer (&letter);
}
