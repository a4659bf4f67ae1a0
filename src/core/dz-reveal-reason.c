/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reveal-reason.h"

#include <glib/gi18n.h>

static const DzRevealReason reasons[] = {
  { "same-person", N_("To tell whether this is the same person"), FALSE },
  { "document", N_("To compare the record with a document"), FALSE },
  { "asked", N_("The student or the school has asked"), FALSE },
  { "other", N_("Another reason"), TRUE },
};

/**
 * dz_reveal_reasons_get:
 * @n_reasons: (out): how many there are
 *
 * Returns: (array length=n_reasons) (transfer none): the reasons, in the order in which they are
 *   shown
 */
const DzRevealReason *
dz_reveal_reasons_get (guint *n_reasons)
{
  *n_reasons = G_N_ELEMENTS (reasons);
  return reasons;
}

/**
 * dz_reveal_reason_find:
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): what it stands for; %NULL where this release does not know
 *   it
 */
const DzRevealReason *
dz_reveal_reason_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_strcmp0 (reasons[i].code, code) == 0)
        return &reasons[i];
    }
  return NULL;
}
