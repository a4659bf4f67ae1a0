/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-escalation-code.h"

#include <glib/gi18n.h>
#include <string.h>

static const DzEscalationCode codes[] = {
  { "identity", N_("This may be another person than the record says"), FALSE },
  { "altered", N_("The photo may have been altered or generated"), FALSE },
  { "special-case", N_("A special case of this student: religious, medical or other"), FALSE },
  { "rule-unclear", N_("It is unclear how a rule applies here"), FALSE },
  { "record-wrong", N_("The student's record seems to be wrong"), FALSE },
  { "other", N_("Another reason"), TRUE },
};

/**
 * dz_escalation_codes_get:
 * @n_codes: (out): how many there are
 *
 * Returns: (array length=n_codes) (transfer none): the codes, in the order in which they are shown
 */
const DzEscalationCode *
dz_escalation_codes_get (guint *n_codes)
{
  *n_codes = G_N_ELEMENTS (codes);
  return codes;
}

/**
 * dz_escalation_code_find:
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): what it stands for; %NULL where this release does not know
 *   it
 */
const DzEscalationCode *
dz_escalation_code_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_strcmp0 (codes[i].code, code) == 0)
        return &codes[i];
    }
  return NULL;
}

/**
 * dz_escalation_code_check:
 * @code: (nullable): a code, perhaps of a newer release or by a program that lies
 *
 * Returns: whether it has the shape of one: small letters, digits and "-"
 */
gboolean
dz_escalation_code_check (const char *code)
{
  return code != NULL && *code != '\0' && strlen (code) <= DZ_ESCALATION_CODE_MAX &&
         strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (code);
}

/**
 * dz_escalation_code_label:
 * @code: a code
 *
 * Returns: (transfer none): the words for it, to be translated; of a newer release's the code
 *   itself
 */
const char *
dz_escalation_code_label (const char *code)
{
  const DzEscalationCode *known = dz_escalation_code_find (code);

  return known != NULL ? known->label : code;
}
