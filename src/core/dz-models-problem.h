/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzModelsProblem:
 * @DZ_MODELS_PROBLEM_NONE: there is none
 * @DZ_MODELS_PROBLEM_MISSING: their files are not there or cannot be read
 * @DZ_MODELS_PROBLEM_ALTERED: a file is not the one this program was built for
 * @DZ_MODELS_PROBLEM_UNUSABLE: they are there, but do not run on this machine
 *
 * Why no face is looked for. The program works on without; what only a face could tell is
 * unmeasured.
 */
typedef enum
{
  DZ_MODELS_PROBLEM_NONE,
  DZ_MODELS_PROBLEM_MISSING,
  DZ_MODELS_PROBLEM_ALTERED,
  DZ_MODELS_PROBLEM_UNUSABLE,
  DZ_N_MODELS_PROBLEMS,
} DzModelsProblem;

const char *dz_models_problem_to_nick     (DzModelsProblem  problem);
gboolean    dz_models_problem_from_nick   (const char      *nick,
                                           DzModelsProblem *problem);
const char *dz_models_problem_to_sentence (DzModelsProblem  problem);

G_END_DECLS
