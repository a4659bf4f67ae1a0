/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-models-problem.h"

#include "dz-nick-private.h"

#include <glib/gi18n.h>

static const char *const nicks[DZ_N_MODELS_PROBLEMS] = {
  "none", "missing", "altered", "unusable",
};

static const char *const sentences[DZ_N_MODELS_PROBLEMS] = {
  [DZ_MODELS_PROBLEM_MISSING] = N_ ("No face is looked for: the face models are not installed."),
  [DZ_MODELS_PROBLEM_ALTERED] =
    N_ ("No face is looked for: the face models are not those this program was built for."),
  [DZ_MODELS_PROBLEM_UNUSABLE] =
    N_ ("No face is looked for: the face models do not run on this machine."),
};

/**
 * dz_models_problem_to_nick:
 * @problem: a problem
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_models_problem_to_nick (DzModelsProblem problem)
{
  g_return_val_if_fail (problem < DZ_N_MODELS_PROBLEMS, NULL);

  return nicks[problem];
}

/**
 * dz_models_problem_from_nick:
 * @nick: (nullable): a word from JSON
 * @problem: (out): the problem it names
 *
 * Returns: whether @nick names a problem
 */
gboolean
dz_models_problem_from_nick (const char      *nick,
                             DzModelsProblem *problem)
{
  guint value;

  if (!dz_nick_find (nicks, G_N_ELEMENTS (nicks), nick, &value))
    return FALSE;
  *problem = value;
  return TRUE;
}

/**
 * dz_models_problem_to_sentence:
 * @problem: a problem
 *
 * Returns: (transfer none) (nullable): a sentence for a person, untranslated, to be looked up by
 *   whoever shows it; %NULL where there is no problem
 */
const char *
dz_models_problem_to_sentence (DzModelsProblem problem)
{
  g_return_val_if_fail (problem < DZ_N_MODELS_PROBLEMS, NULL);

  return sentences[problem];
}
