/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-attempt-text.h"

#include <glib/gi18n.h>

#include "dz-reason-choice.h"
#include "dz-time.h"

/**
 * dz_attempt_title:
 * @attempt: 1 for the first
 *
 * Returns: (transfer full): which attempt it is, in words
 */
char *
dz_attempt_title (guint attempt)
{
  /* TRANSLATORS: which time this student has sent a photo, %u is 1 for the first */
  return g_strdup_printf (_("Attempt %u"), attempt);
}

static char *
describe_state (DzState state)
{
  switch ((int) state)
    {
    case DZ_STATE_REFUSED_BY_RULE:
      return g_strdup (_("Refused at upload"));
    case DZ_STATE_UNPAID:
      return g_strdup (_("Never paid"));
    case DZ_STATE_EXPIRED:
      return g_strdup (_("Expired unpaid"));
    case DZ_STATE_REPLACED:
      return g_strdup (_("Replaced by the student"));
    default:
      return g_strdup (_("No decision"));
    }
}

/**
 * dz_attempt_decision:
 * @decision: what was decided
 * @reasons: the reasons, those of old decisions too
 *
 * Returns: (transfer full): the decision in a line, with its reasons
 */
char *
dz_attempt_decision (const DzDecision *decision,
                     DzReasonList     *reasons)
{
  g_autofree char *labels = NULL;

  if (decision->verdict == DZ_VERDICT_APPROVE)
    return g_strdup (_("Approved"));
  labels = dz_reason_labels (reasons, decision);
  if (*labels == '\0')
    return g_strdup (_("Rejected"));
  /* TRANSLATORS: %s are the reasons why a photo was rejected */
  return g_strdup_printf (_("Rejected: %s"), labels);
}

/**
 * dz_attempt_verdict:
 * @submission: an earlier attempt
 * @reasons: the reasons, those of old decisions too
 *
 * Returns: (transfer full): what became of it, with the reasons
 */
char *
dz_attempt_verdict (const DzSubmission *submission,
                    DzReasonList       *reasons)
{
  g_return_val_if_fail (submission != NULL && reasons != NULL, NULL);

  return submission->decision != NULL ? dz_attempt_decision (submission->decision, reasons)
                                      : describe_state (submission->state);
}

/**
 * dz_attempt_time:
 * @submission: an earlier attempt
 *
 * Returns: (transfer full): when it was decided or, undecided, received, to the minute
 */
char *
dz_attempt_time (const DzSubmission *submission)
{
  gint64 time_us;
  g_autofree char *text = NULL;

  g_return_val_if_fail (submission != NULL, NULL);

  time_us = submission->decision != NULL && submission->decision->decided_us > 0
              ? submission->decision->decided_us
              : submission->received_us;
  text = dz_time_format (time_us);
  /* "2022-05-10 09:58:03": nobody asks for the seconds. */
  return g_strndup (text, 16);
}
