/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-second-policy.h"

#include <string.h>

#include "dz-draw.h"
#include "dz-nick-private.h"

#define NONE "none"
#define APPROVALS "approvals="
#define FAILING "failing"
#define REFUSALS "refusals"

/* What is drawn, for dz_draw_number(). By the submission alone: whoever takes a decision back and
 * makes it again does not draw again. */
#define PURPOSE "second-review"

static const char *const why_nicks[] = { "no", "approval", "failing", "refusal" };

/**
 * dz_second_policy_is_none:
 * @self: a policy
 *
 * Returns: whether nothing is judged twice
 */
gboolean
dz_second_policy_is_none (const DzSecondPolicy *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->approvals_percent == 0 && !self->failing && !self->refusals;
}

/**
 * dz_second_policy_equal:
 * @self: a policy
 * @other: another
 *
 * Returns: whether they say the same
 */
gboolean
dz_second_policy_equal (const DzSecondPolicy *self,
                        const DzSecondPolicy *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->approvals_percent == other->approvals_percent &&
         !self->failing == !other->failing && !self->refusals == !other->refusals;
}

/**
 * dz_second_policy_to_text:
 * @self: a policy
 *
 * Returns: (transfer full): the words used in tables, JSON, commands and the history, joined by
 *   commas: "none", or of "approvals=N", "failing" and "refusals" those that hold, in that order
 */
char *
dz_second_policy_to_text (const DzSecondPolicy *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->approvals_percent > 0)
    g_string_append_printf (text, ",%s%u", APPROVALS, self->approvals_percent);
  if (self->failing)
    g_string_append (text, "," FAILING);
  if (self->refusals)
    g_string_append (text, "," REFUSALS);
  return g_strdup (text->len > 0 ? text->str + 1 : NONE);
}

static gboolean
read_word (const char     *word,
           DzSecondPolicy *self)
{
  guint64 percent;

  if (g_str_equal (word, FAILING) && !self->failing)
    return self->failing = TRUE;
  if (g_str_equal (word, REFUSALS) && !self->refusals)
    return self->refusals = TRUE;
  if (!g_str_has_prefix (word, APPROVALS) || self->approvals_percent > 0 ||
      !g_ascii_string_to_unsigned (word + strlen (APPROVALS), 10, 1, 100, &percent, NULL))
    return FALSE;
  self->approvals_percent = (guint) percent;
  return TRUE;
}

/**
 * dz_second_policy_from_text:
 * @text: (nullable): words as of dz_second_policy_to_text(), in any order, each once; the share of
 *   approvals is from 1 to 100
 * @self: (out caller-allocates): the policy
 *
 * Returns: whether @text is one; @self is empty where it is none
 */
gboolean
dz_second_policy_from_text (const char     *text,
                            DzSecondPolicy *self)
{
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  *self = (DzSecondPolicy) { 0, FALSE, FALSE };
  if (text == NULL || strlen (text) > DZ_SECOND_POLICY_TEXT_MAX)
    return FALSE;
  if (g_str_equal (text, NONE))
    return TRUE;
  words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!read_word (words[i], self))
        {
          *self = (DzSecondPolicy) { 0, FALSE, FALSE };
          return FALSE;
        }
    }
  return words[0] != NULL;
}

/* A rule that warned may be waived with the approval, which is nothing against it. */
static gboolean
overrides_failing (const DzSubmission *submission)
{
  GPtrArray *overrides = submission->decision->overrides;

  for (guint i = 0; overrides != NULL && i < overrides->len; i++)
    {
      const DzOverride *override = g_ptr_array_index (overrides, i);
      const DzFinding *finding = dz_findings_find (submission->findings, override->rule);

      if (finding != NULL && finding->outcome == DZ_OUTCOME_FAIL)
        return TRUE;
    }
  return FALSE;
}

/**
 * dz_second_policy_find_why:
 * @self: a policy
 * @submission: a submission with its findings and what somebody decided
 * @key: for the draw, as of dz_draw_number()
 *
 * Returns: why somebody else judges it too; DZ_SECOND_NO where nobody does
 */
DzSecondWhy
dz_second_policy_find_why (const DzSecondPolicy *self,
                           const DzSubmission   *submission,
                           GBytes               *key)
{
  const DzDecision *decision;

  g_return_val_if_fail (self != NULL && submission != NULL, DZ_SECOND_NO);
  g_return_val_if_fail (submission->decision != NULL, DZ_SECOND_NO);

  decision = submission->decision;
  if (decision->verdict == DZ_VERDICT_REJECT)
    return self->refusals ? DZ_SECOND_REFUSAL : DZ_SECOND_NO;
  if (self->failing && overrides_failing (submission))
    return DZ_SECOND_FAILING;
  return self->approvals_percent > 0 &&
                 dz_draw_picks (key, PURPOSE, submission->id, self->approvals_percent)
             ? DZ_SECOND_APPROVAL
             : DZ_SECOND_NO;
}

/**
 * dz_second_why_to_nick:
 * @why: why a decision is judged by somebody else too
 *
 * Returns: (transfer none): the word used in tables and the history
 */
const char *
dz_second_why_to_nick (DzSecondWhy why)
{
  g_return_val_if_fail (why < G_N_ELEMENTS (why_nicks), NULL);

  return why_nicks[why];
}

static gboolean
share_reason (const DzDecision *first,
              const DzDecision *second)
{
  for (guint i = 0; first->reasons != NULL && first->reasons[i] != NULL; i++)
    {
      if (second->reasons != NULL &&
          g_strv_contains ((const char *const *) second->reasons, first->reasons[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * dz_decision_agrees:
 * @first: what was decided first
 * @second: what somebody else decided, who did not know of it
 *
 * Two approvals agree. Two refusals do where they leave the student the same way on (another photo,
 * or none) and have a reason in common: what the student is told is then what both saw.
 *
 * Returns: whether the first may take effect
 */
gboolean
dz_decision_agrees (const DzDecision *first,
                    const DzDecision *second)
{
  g_return_val_if_fail (first != NULL && second != NULL, FALSE);

  if (first->verdict != second->verdict)
    return FALSE;
  return first->verdict == DZ_VERDICT_APPROVE ||
         (!first->retake == !second->retake && share_reason (first, second));
}
