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

static const char *
describe_state (DzState state)
{
  switch ((int) state)
    {
    case DZ_STATE_REFUSED_BY_RULE:
      return _("Refused at upload");
    case DZ_STATE_UNPAID:
      return _("Never paid");
    case DZ_STATE_EXPIRED:
      return _("Expired unpaid");
    case DZ_STATE_REPLACED:
      return _("Replaced by the student");
    default:
      return _("No decision");
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
                                      : g_strdup (describe_state (submission->state));
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

/**
 * dz_attempt_outcome:
 * @submission: an earlier attempt
 *
 * Returns: what became of it, in a word or two, without the reasons
 */
const char *
dz_attempt_outcome (const DzSubmission *submission)
{
  g_return_val_if_fail (submission != NULL, NULL);

  if (submission->decision == NULL)
    return describe_state (submission->state);
  return submission->decision->verdict == DZ_VERDICT_APPROVE ? _("Approved") : _("Rejected");
}

/**
 * dz_attempt_notes:
 * @submission: an earlier attempt
 *
 * Returns: (transfer full): both notes of its decision, what the student was told and what a
 *   colleague left for us; "" where there is none
 */
char *
dz_attempt_notes (const DzSubmission *submission)
{
  const char *parts[3] = { NULL, NULL, NULL };
  const DzDecision *decision;
  guint n_parts = 0;

  g_return_val_if_fail (submission != NULL, NULL);

  decision = submission->decision;
  if (decision == NULL)
    return g_strdup ("");
  if (decision->note != NULL && *decision->note != '\0')
    parts[n_parts++] = decision->note;
  if (decision->internal_note != NULL && *decision->internal_note != '\0')
    parts[n_parts++] = decision->internal_note;
  return g_strjoinv ("\n", (char **) parts);
}
