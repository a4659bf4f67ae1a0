/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-admission-key.h"

#include "dz-nick-private.h"

static const char *const nicks[] = {
  "identifier",
  "id-number",
};

/**
 * dz_admission_key_to_nick:
 * @key: a kind of name
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_admission_key_to_nick (DzAdmissionKey key)
{
  g_return_val_if_fail (key < G_N_ELEMENTS (nicks), NULL);

  return nicks[key];
}

/**
 * dz_admission_key_from_nick:
 * @nick: (nullable): a word from JSON
 * @key: (out): the kind of name that it names
 *
 * Returns: whether @nick names one
 */
gboolean
dz_admission_key_from_nick (const char *nick, DzAdmissionKey *key)
{
  guint value;

  if (!dz_nick_find (nicks, G_N_ELEMENTS (nicks), nick, &value))
    return FALSE;
  *key = value;
  return TRUE;
}
