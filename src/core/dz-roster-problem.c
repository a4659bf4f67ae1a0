/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-roster-problem.h"

#include <glib/gi18n.h>

/* Translators: each follows "line 57: " */
static const char *const sentences[DZ_N_ROSTER_PROBLEMS] = {
  [DZ_ROSTER_PROBLEM_NO_IDENTIFIER] = N_ ("the identifier is missing"),
  [DZ_ROSTER_PROBLEM_NO_NAME] = N_ ("the name is missing"),
  [DZ_ROSTER_PROBLEM_NO_LEVEL] = N_ ("the level is missing"),
  [DZ_ROSTER_PROBLEM_UNKNOWN_LEVEL] = N_ ("the level is not known"),
  [DZ_ROSTER_PROBLEM_ID_SHAPE] = N_ ("the ID number has neither 18 nor 15 characters"),
  [DZ_ROSTER_PROBLEM_ID_DATE] = N_ ("the date in the ID number is no date"),
  [DZ_ROSTER_PROBLEM_ID_CHECK] =
    N_ ("the last character of the ID number does not fit the others"),
  [DZ_ROSTER_PROBLEM_REPEATED] = N_ ("the identifier stands in an earlier line already"),
  [DZ_ROSTER_PROBLEM_LONG_CELL] = N_ ("a cell is longer than 1,000 bytes"),
  [DZ_ROSTER_PROBLEM_MANY_CELLS] = N_ ("the line has more than 64 cells"),
  [DZ_ROSTER_PROBLEM_MORE_CELLS] = N_ ("the line has more cells than the first line"),
  [DZ_ROSTER_PROBLEM_AFTER_QUOTE] = N_ ("something stands after a closing quotation mark"),
  [DZ_ROSTER_PROBLEM_UNCLOSED_QUOTE] = N_ ("a quotation mark is not closed"),
  [DZ_ROSTER_PROBLEM_CONTROL] =
    N_ ("a cell holds a line break or another character that cannot be seen"),
  [DZ_ROSTER_PROBLEM_ROUNDED_IDENTIFIER] =
    N_ ("a spreadsheet rounded the identifier; keep its column as text"),
  [DZ_ROSTER_PROBLEM_ROUNDED_ID_NUMBER] =
    N_ ("a spreadsheet rounded the ID number; keep its column as text"),
};

/**
 * dz_roster_problem_to_sentence:
 * @problem: a problem
 *
 * Returns: (transfer none): its sentence, untranslated
 */
const char *
dz_roster_problem_to_sentence (DzRosterProblem problem)
{
  g_return_val_if_fail (problem < DZ_N_ROSTER_PROBLEMS, NULL);

  return sentences[problem];
}

/**
 * dz_roster_problem_from_sentence:
 * @sentence: (nullable): what a row says is its problem
 * @problem: (out): which one that is
 *
 * Returns: whether @sentence is one of ours, untranslated
 */
gboolean
dz_roster_problem_from_sentence (const char      *sentence,
                                 DzRosterProblem *problem)
{
  for (guint i = 0; sentence != NULL && i < DZ_N_ROSTER_PROBLEMS; i++)
    {
      if (g_str_equal (sentence, sentences[i]))
        {
          *problem = i;
          return TRUE;
        }
    }
  return FALSE;
}
