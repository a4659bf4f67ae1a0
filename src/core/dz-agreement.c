/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-agreement.h"

/**
 * dz_agreement_add:
 * @self: a table
 * @first: whether the first said it
 * @second: whether the second did
 *
 * Counts one photo that both judged.
 */
void
dz_agreement_add (DzAgreement *self,
                  gboolean     first,
                  gboolean     second)
{
  g_return_if_fail (self != NULL);

  if (first && second)
    self->both++;
  else if (first)
    self->first_only++;
  else if (second)
    self->second_only++;
  else
    self->neither++;
}

/**
 * dz_agreement_get_total:
 * @self: a table
 *
 * Returns: how many photos both judged
 */
guint
dz_agreement_get_total (const DzAgreement *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->both + self->first_only + self->second_only + self->neither;
}

/**
 * dz_agreement_get_raw:
 * @self: a table
 * @raw: (out): the share of photos of which both said the same, 0 to 1
 *
 * Returns: whether there is one: both judged a photo
 */
gboolean
dz_agreement_get_raw (const DzAgreement *self,
                      double            *raw)
{
  double total = dz_agreement_get_total (self);

  g_return_val_if_fail (raw != NULL, FALSE);

  *raw = total > 0 ? (self->both + (double) self->neither) / total : 0;
  return total > 0;
}

/* How often they would say the same by chance, each as often as they do say it. */
static double
find_chance (const DzAgreement *self,
             double             total)
{
  double first = (self->both + (double) self->first_only) / total;
  double second = (self->both + (double) self->second_only) / total;

  return first * second + (1 - first) * (1 - second);
}

static gboolean
is_one_sided (const DzAgreement *self)
{
  guint total = dz_agreement_get_total (self);

  return self->both == total || self->neither == total;
}

/**
 * dz_agreement_get_kappa:
 * @self: a table
 * @kappa: (out): 1 where both always said the same, 0 where no oftener than by chance, below that
 *   where less often
 *
 * Tells agreement beyond chance: κ = (p₀ − pₑ) / (1 − pₑ), p₀ the share of which both said the same
 * and pₑ the share expected by chance (J. Cohen, “A Coefficient of Agreement for Nominal Scales”,
 * Educational and Psychological Measurement 20, 1960, pages 37 to 46).
 *
 * Returns: whether there is one: not where both said the same thing of every photo, for then chance
 *   leaves nothing to tell, nor where they judged none
 */
gboolean
dz_agreement_get_kappa (const DzAgreement *self,
                        double            *kappa)
{
  double total = dz_agreement_get_total (self);
  double raw;
  double chance;

  g_return_val_if_fail (kappa != NULL, FALSE);

  *kappa = 0;
  if (is_one_sided (self) || !dz_agreement_get_raw (self, &raw))
    return FALSE;
  chance = find_chance (self, total);
  *kappa = (raw - chance) / (1 - chance);
  return TRUE;
}
