/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rules.h"

#include <math.h>

static gboolean
is_same_number (double one,
                double other)
{
  return one == other || (isnan (one) && isnan (other));
}

static gboolean
says_the_same (const DzFinding *one,
               const DzFinding *other)
{
  return one->outcome == other->outcome && is_same_number (one->value, other->value) &&
         g_strcmp0 (one->text, other->text) == 0 && g_strcmp0 (one->unit, other->unit) == 0 &&
         g_strcmp0 (one->limit, other->limit) == 0 && g_strcmp0 (one->why, other->why) == 0;
}

/**
 * dz_rules_judge_changes:
 * @measured: the numbers of one photo, as the program took them
 * @corrected: the same as a reviewer sees them, by dz_correction_apply()
 * @profile: the limits that judged @measured
 *
 * Says what a moved line changes. Neither register nor other photos are asked for, since no line
 * changes what they say; so the findings put in the place of those that the photo has leave the
 * others as they were. Desk and service both ask here, and the same arguments give the same answer.
 *
 * Returns: (transfer full) (element-type DzFinding): the findings of those rules that say something
 *   else of @corrected than of @measured, in the order of the table
 */
GPtrArray *
dz_rules_judge_changes (const DzMeasurement *measured,
                        const DzMeasurement *corrected,
                        DzProfile           *profile)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  GPtrArray *changed;

  g_return_val_if_fail (measured != NULL && corrected != NULL && profile != NULL, NULL);

  before = dz_rules_judge (measured, NULL, NULL, profile);
  after = dz_rules_judge (corrected, NULL, NULL, profile);
  changed = dz_findings_new ();
  for (guint i = 0; i < after->len; i++)
    {
      DzFinding **is = (DzFinding **) &g_ptr_array_index (after, i);

      if (!says_the_same (g_ptr_array_index (before, i), *is))
        g_ptr_array_add (changed, g_steal_pointer (is));
    }
  return changed;
}
