/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-outcome.h"

#include "dz-nick-private.h"

static const char *const outcome_nicks[] = { "pass", "warn", "fail", "unmeasured" };
static const char *const authority_nicks[] = { "auto", "assist", "human" };

/**
 * dz_outcome_to_nick:
 * @outcome: an outcome
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_outcome_to_nick (DzOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcome_nicks), NULL);

  return outcome_nicks[outcome];
}

/**
 * dz_outcome_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @outcome: (out): the outcome it names
 *
 * Returns: whether @nick names an outcome
 */
gboolean
dz_outcome_from_nick (const char *nick,
                      DzOutcome  *outcome)
{
  guint value;

  if (!dz_nick_find (outcome_nicks, G_N_ELEMENTS (outcome_nicks), nick, &value))
    return FALSE;
  *outcome = value;
  return TRUE;
}

/**
 * dz_authority_to_nick:
 * @authority: an authority
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_authority_to_nick (DzAuthority authority)
{
  g_return_val_if_fail (authority < G_N_ELEMENTS (authority_nicks), NULL);

  return authority_nicks[authority];
}

/**
 * dz_authority_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @authority: (out): the authority it names
 *
 * Returns: whether @nick names an authority
 */
gboolean
dz_authority_from_nick (const char  *nick,
                        DzAuthority *authority)
{
  guint value;

  if (!dz_nick_find (authority_nicks, G_N_ELEMENTS (authority_nicks), nick, &value))
    return FALSE;
  *authority = value;
  return TRUE;
}
