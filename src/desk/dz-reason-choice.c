/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-choice.h"

#include <glib/gi18n.h>

#include "dz-reason-builtin.h"

/* How near the top a reason stands: what failed, what needs a look, what only a person sees, the
 * rest. A reason is reached with one key only among the first ten. */
static int
rank_of (const DzFinding *finding)
{
  if (finding == NULL || finding->internal || finding->outcome == DZ_OUTCOME_PASS)
    return 3;
  if (finding->outcome == DZ_OUTCOME_FAIL)
    return 0;
  if (finding->outcome == DZ_OUTCOME_WARN)
    return 1;
  return finding->authority == DZ_AUTHORITY_HUMAN ? 2 : 3;
}

/* The rules take the reason away from a warning that it does not fit: a file of 12 MB is not "too
 * small". */
static gboolean
answers (const DzReason  *reason,
         const DzFinding *finding)
{
  return finding->reason != NULL && g_str_equal (finding->reason, reason->code);
}

static const DzFinding *
find_loudest (GPtrArray      *findings,
              const DzReason *reason)
{
  const DzFinding *loudest = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (!answers (reason, finding))
        continue;
      if (loudest == NULL || rank_of (finding) < rank_of (loudest))
        loudest = finding;
    }
  return loudest;
}

/**
 * dz_reason_choices_new:
 * @findings: (element-type DzFinding): one photo's findings; they must outlive the choices
 *
 * Lists every reason, those of failing rules first and proposed, then those of warnings, then those
 * that only a person can see, then the rest, each in the order of the table of reasons.
 *
 * Returns: (transfer full) (element-type DzReasonChoice): the choices
 */
GPtrArray *
dz_reason_choices_new (GPtrArray *findings)
{
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  const DzReason *reasons;
  guint n_reasons;

  g_return_val_if_fail (findings != NULL, NULL);

  reasons = dz_reason_builtin_all (&n_reasons);
  for (int rank = 0; rank <= 3; rank++)
    for (guint i = 0; i < n_reasons; i++)
      {
        const DzFinding *finding = find_loudest (findings, &reasons[i]);
        DzReasonChoice *choice;

        if (rank_of (finding) != rank)
          continue;
        choice = g_new0 (DzReasonChoice, 1);
        choice->reason = &reasons[i];
        choice->finding = finding;
        choice->preselected = rank == 0;
        g_ptr_array_add (choices, choice);
      }
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
  const char *language = g_get_language_names ()[0];

  g_return_val_if_fail (reason != NULL, NULL);

  return g_str_has_prefix (language, "zh") ? reason->label_zh : reason->label_en;
}

/**
 * dz_reason_labels:
 * @codes: (nullable): reason codes
 *
 * Returns: (transfer full): their labels in one line; a code that this release does not know
 *   stands for itself
 */
char *
dz_reason_labels (const char *const *codes)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      const DzReason *reason = dz_reason_builtin_find (codes[i]);

      if (i > 0)
        /* TRANSLATORS: stands between two reasons in a list */
        g_string_append (text, C_("between reasons", "; "));
      g_string_append (text, reason != NULL ? dz_reason_label (reason) : codes[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * dz_reason_letter_zh:
 * @choices: (element-type DzReasonChoice): the reasons that were chosen
 * @note: (nullable): the reviewer's own words to the student
 *
 * Writes what the student will read. It is in Chinese whatever the language of the program.
 *
 * Returns: (transfer full): the text, "" where nothing is chosen and nothing said
 */
char *
dz_reason_letter_zh (GPtrArray  *choices,
                     const char *note)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (choices != NULL, NULL);

  for (guint i = 0; i < choices->len; i++)
    {
      const DzReasonChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *sentence = dz_reason_say_zh (choice->reason, choice->finding);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (choices->len > 1)
        g_string_append_printf (text, "%u. ", i + 1);
      g_string_append (text, sentence);
    }
  if (note != NULL && *note != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", note);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
