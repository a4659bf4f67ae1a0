/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-admission-result.h"

#include "dz-nick-private.h"

static const char *const nicks[] = {
  "added",
  "replaced",
  "same",
  "unknown-student",
  "several-students",
  "second-photo",
  "not-jpeg",
  "unreadable",
  "cut-short",
};

/**
 * dz_admission_result_to_nick:
 * @result: a result
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_admission_result_to_nick (DzAdmissionResult result)
{
  g_return_val_if_fail (result < G_N_ELEMENTS (nicks), NULL);

  return nicks[result];
}

/**
 * dz_admission_result_from_nick:
 * @nick: (nullable): a word from JSON
 * @result: (out): the result that it names
 *
 * Returns: whether @nick names one
 */
gboolean
dz_admission_result_from_nick (const char *nick, DzAdmissionResult *result)
{
  guint value;

  if (!dz_nick_find (nicks, G_N_ELEMENTS (nicks), nick, &value))
    return FALSE;
  *result = value;
  return TRUE;
}
