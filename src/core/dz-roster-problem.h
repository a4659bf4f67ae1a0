/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzRosterProblem:
 *
 * Why one row of a roster cannot be imported. Its sentence is what a row's problem holds; it is
 * English and stands in the catalogues, so whoever shows it looks it up there.
 */
typedef enum
{
  DZ_ROSTER_PROBLEM_NO_IDENTIFIER,
  DZ_ROSTER_PROBLEM_NO_NAME,
  DZ_ROSTER_PROBLEM_NO_LEVEL,
  DZ_ROSTER_PROBLEM_UNKNOWN_LEVEL,
  DZ_ROSTER_PROBLEM_ID_SHAPE,
  DZ_ROSTER_PROBLEM_ID_DATE,
  DZ_ROSTER_PROBLEM_ID_CHECK,
  DZ_ROSTER_PROBLEM_REPEATED,
  DZ_ROSTER_PROBLEM_LONG_CELL,
  DZ_ROSTER_PROBLEM_MANY_CELLS,
  DZ_ROSTER_PROBLEM_MORE_CELLS,
  DZ_ROSTER_PROBLEM_AFTER_QUOTE,
  DZ_ROSTER_PROBLEM_UNCLOSED_QUOTE,
  DZ_ROSTER_PROBLEM_CONTROL,
  DZ_ROSTER_PROBLEM_ROUNDED_IDENTIFIER,
  DZ_ROSTER_PROBLEM_ROUNDED_ID_NUMBER,
  DZ_N_ROSTER_PROBLEMS,
} DzRosterProblem;

const char *dz_roster_problem_to_sentence   (DzRosterProblem  problem);
gboolean    dz_roster_problem_from_sentence (const char      *sentence,
                                             DzRosterProblem *problem);

G_END_DECLS
