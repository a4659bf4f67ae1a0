/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-outcome-look.h"

#include <glib/gi18n.h>

/* Each outcome has a shape, a colour and a word, so that none of the three must be seen. */
typedef struct
{
  const char *icon_name;
  const char *css_class;
  const char *word;
} Look;

static const Look looks[] = {
  [DZ_OUTCOME_PASS] = { "dz-pass-symbolic", "dz-pass", N_("Passed") },
  [DZ_OUTCOME_WARN] = { "dz-warn-symbolic", "dz-warn", N_("Look") },
  [DZ_OUTCOME_FAIL] = { "dz-fail-symbolic", "dz-fail", N_("Failed") },
  [DZ_OUTCOME_UNMEASURED] = { "dz-unmeasured-symbolic", "dz-unmeasured", N_("Unmeasured") },
};

/**
 * dz_outcome_icon_name:
 * @outcome: what a rule said
 *
 * Returns: the icon of its shape
 */
const char *
dz_outcome_icon_name (DzOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (looks), NULL);
  return looks[outcome].icon_name;
}

/**
 * dz_outcome_css_class:
 * @outcome: what a rule said
 *
 * Returns: the style class of its colour
 */
const char *
dz_outcome_css_class (DzOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (looks), NULL);
  return looks[outcome].css_class;
}

/**
 * dz_outcome_word:
 * @outcome: what a rule said
 *
 * Returns: a translated word for it
 */
const char *
dz_outcome_word (DzOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (looks), NULL);
  return _(looks[outcome].word);
}
