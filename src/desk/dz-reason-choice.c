/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-choice.h"

#include <glib/gi18n.h>

#include "dz-language.h"
#include "dz-letter.h"

/* What failed, what needs a look, what only a person sees, the rest. */
enum
{
  RANK_FAIL,
  RANK_WARN,
  RANK_PERSON,
  RANK_REST,
};

static int
rank_of (const DzFinding *finding)
{
  if (finding == NULL || finding->outcome == DZ_OUTCOME_PASS)
    return RANK_REST;
  if (finding->outcome == DZ_OUTCOME_FAIL)
    return RANK_FAIL;
  if (finding->outcome == DZ_OUTCOME_WARN)
    return RANK_WARN;
  return finding->authority == DZ_AUTHORITY_HUMAN ? RANK_PERSON : RANK_REST;
}

/* A rule proposes the reason that it names, and another that answers it only where that one was
 * retired: one fault is told once. */
static gboolean
is_proposed (const DzReasonChoice *choice,
             DzReasonList         *reasons)
{
  const char *named = choice->finding != NULL ? choice->finding->reason : NULL;

  return choice->rank == RANK_FAIL
         && (g_str_equal (named, choice->reason->code)
             || dz_reason_list_find (reasons, named) == NULL);
}

/* What stands near the top changes with the photo; below that the hand should find a reason where
 * it was before, and soonest the one that is given most. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const DzReasonChoice *one = *(const DzReasonChoice *const *) a;
  const DzReasonChoice *other = *(const DzReasonChoice *const *) b;

  if (MIN (one->rank, RANK_PERSON) != MIN (other->rank, RANK_PERSON))
    return one->rank - other->rank;
  if (one->rank >= RANK_PERSON && one->reason->uses != other->reason->uses)
    return one->reason->uses > other->reason->uses ? -1 : 1;
  if (one->rank != other->rank)
    return one->rank - other->rank;
  return one->place < other->place ? -1 : 1;
}

/**
 * dz_reason_choices_new:
 * @reasons: the reasons; must outlive the choices
 * @findings: (element-type DzFinding): one photo's findings; they must outlive the choices
 *
 * Lists every reason that can be given: those of failing rules first and proposed, then those of
 * warnings, then the others by how often they are given. What is given alike stands in the order of
 * @reasons, what only a person can see before the rest.
 *
 * Returns: (transfer full) (element-type DzReasonChoice): the choices
 */
GPtrArray *
dz_reason_choices_new (DzReasonList *reasons,
                       GPtrArray    *findings)
{
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) current = NULL;

  g_return_val_if_fail (reasons != NULL && findings != NULL, NULL);

  current = dz_reason_list_list_current (reasons);
  for (guint i = 0; i < current->len; i++)
    {
      DzReasonChoice *choice = g_new0 (DzReasonChoice, 1);

      choice->reason = g_ptr_array_index (current, i);
      choice->finding = dz_letter_find_finding (findings, choice->reason);
      choice->rank = rank_of (choice->finding);
      choice->place = i;
      choice->preselected = is_proposed (choice, reasons);
      g_ptr_array_add (choices, choice);
    }
  g_ptr_array_sort (choices, compare);
  return g_steal_pointer (&choices);
}

/**
 * dz_reason_label:
 * @reason: a reason
 *
 * Returns: its few words in the language of the program
 */
const char *
dz_reason_label (const DzReason *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  return dz_language_pick (reason->label_zh, reason->label_en);
}

/**
 * dz_reason_labels:
 * @reasons: the reasons
 * @decision: a decision
 *
 * Returns: (transfer full): the labels of its reasons in one line, as they were when they were
 *   given; a code that is not known here stands for itself
 */
char *
dz_reason_labels (DzReasonList     *reasons,
                  const DzDecision *decision)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (reasons != NULL && decision != NULL, NULL);

  for (guint i = 0; decision->reasons != NULL && decision->reasons[i] != NULL; i++)
    {
      const DzReason *reason = dz_reason_list_find_given (reasons, decision, i);

      if (i > 0)
        /* TRANSLATORS: stands between two reasons in a list */
        g_string_append (text, C_("between reasons", "; "));
      g_string_append (text, reason != NULL ? dz_reason_label (reason) : decision->reasons[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
