/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-judging-text.h"

#include <glib/gi18n.h>

#include "dz-finding-text.h"
#include "dz-outcome-look.h"
#include "dz-time.h"

static char *
say_correction (DzJudging       *judging,
                const DzFinding *finding)
{
  const DzFinding *measured = dz_judging_find_measured (judging, finding->rule);
  g_autofree char *value = NULL;

  if (measured == NULL || !dz_judging_is_corrected (judging, finding->rule))
    return g_strdup ("");
  value = dz_finding_value_text (measured);
  if (*value == '\0')
    /* TRANSLATORS: %s is an outcome, "Unmeasured" */
    return g_strdup_printf (_("You moved a line; without it: %s"),
                            dz_outcome_word (measured->outcome));
  /* TRANSLATORS: "You moved a line; without it: 92 px, Failed" */
  return g_strdup_printf (_("You moved a line; without it: %s, %s"), value,
                          dz_outcome_word (measured->outcome));
}

/**
 * dz_judging_reason_text:
 * @code: (nullable): a #DzOverrideCode
 * @words: (nullable): the approver's own
 *
 * Returns: (transfer full): why a rule does not stand in the way, in this reader's language but for
 *   the approver's words
 */
char *
dz_judging_reason_text (const char *code,
                        const char *words)
{
  const char *label = dz_override_code_label (code);

  return dz_override_code_join (label != NULL ? _(label) : NULL, words);
}

/**
 * dz_judging_waiver_text:
 * @waiver: a student's exception
 *
 * Returns: (transfer full): why, by whom and when it was granted, in one line
 */
char *
dz_judging_waiver_text (const DzWaiver *waiver)
{
  g_autofree char *day = NULL;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (waiver != NULL, NULL);

  reason = dz_judging_reason_text (waiver->code, waiver->reason);
  day = dz_time_format_date (waiver->granted_us);
  if (g_strcmp0 (waiver->granted_by, DZ_WAIVER_GRANTED_BY_SERVICE) == 0)
    /* TRANSLATORS: a rule does not apply to a student: why, when that was granted */
    return g_strdup_printf (_("Waived: %s, by the agency, %s"), reason, day);
  /* TRANSLATORS: a rule does not apply to a student: why, granted by whom, when */
  return g_strdup_printf (_("Waived: %s, by %s, %s"), reason,
                          waiver->granted_by != NULL ? waiver->granted_by : "", day);
}

static void
add_line (GPtrArray *lines,
          char      *line)
{
  if (*line != '\0')
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

/**
 * dz_judging_remark_text:
 * @judging: what is judged
 * @finding: one of its findings
 *
 * Returns: (transfer full): what stands below the finding: the rule's own remark, that a line was
 *   moved, that the student has a waiver; each in a line, "" where there is nothing to say
 */
char *
dz_judging_remark_text (DzJudging       *judging,
                        const DzFinding *finding)
{
  const DzWaiver *waiver;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (DZ_IS_JUDGING (judging) && finding != NULL, NULL);

  waiver = dz_judging_find_waiver (judging, finding->rule);
  add_line (lines, dz_finding_remark_text (finding));
  add_line (lines, say_correction (judging, finding));
  if (waiver != NULL)
    add_line (lines, dz_judging_waiver_text (waiver));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
