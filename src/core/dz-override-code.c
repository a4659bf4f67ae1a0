/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override-code.h"

#include <glib/gi18n.h>
#include <string.h>

/* Those about the student are the exceptions that the standard knows (photo-standards §4.2,
 * HEAD-01). */
static const DzOverrideCode codes[] = {
  { "checked-by-eye", N_("Checked by eye: it meets the rule"), FALSE },
  { "small-deviation", N_("A small deviation that does no harm"), FALSE },
  { "agreed-with-school", N_("Agreed with the school"), FALSE },
  { "religious", N_("Religious reasons"), TRUE },
  { "medical", N_("Medical reasons"), TRUE },
  { "permanent-feature", N_("A permanent feature"), TRUE },
};

/**
 * dz_override_codes_get:
 * @n_codes: (out): how many there are
 *
 * Returns: (array length=n_codes) (transfer none): the codes, those about one photo first
 */
const DzOverrideCode *
dz_override_codes_get (guint *n_codes)
{
  *n_codes = G_N_ELEMENTS (codes);
  return codes;
}

/**
 * dz_override_code_find:
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): what it stands for; %NULL where this release does not know
 *   it
 */
const DzOverrideCode *
dz_override_code_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_strcmp0 (codes[i].code, code) == 0)
        return &codes[i];
    }
  return NULL;
}

/**
 * dz_override_code_check:
 * @code: (nullable): a code, perhaps of a newer release or by a program that lies
 *
 * Returns: whether it has the shape of one: small letters, digits and "-"
 */
gboolean
dz_override_code_check (const char *code)
{
  return code != NULL && *code != '\0' && strlen (code) <= DZ_OVERRIDE_CODE_MAX &&
         strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (code);
}

/**
 * dz_override_code_label:
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): the words for it, to be translated; of a newer release's the
 *   code itself, and %NULL for none
 */
const char *
dz_override_code_label (const char *code)
{
  const DzOverrideCode *known = dz_override_code_find (code);

  return known != NULL ? known->label : code;
}

/**
 * dz_override_code_join:
 * @label: (nullable): the words for a code, translated
 * @words: (nullable): the approver's own
 *
 * Returns: (transfer full): why a rule does not stand in the way, in one line
 */
char *
dz_override_code_join (const char *label,
                       const char *words)
{
  if (label != NULL && words != NULL)
    return g_strdup_printf ("%s · %s", label, words);
  return g_strdup (label != NULL ? label : words != NULL ? words : "");
}
