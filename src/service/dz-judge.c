/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-judge.h"

#include "dz-rules.h"

/**
 * dz_judge_corrected:
 * @profile_hash: (nullable): content hash of the limits that judged the photo
 * @measured: its numbers
 * @corrected: the same with the lines where a reviewer moved them
 * @user_data: nothing
 * @error: return location; DZ_STORE_ERROR_INVALID where this release has no such limits any more:
 *   others would mix two sets of limits in one photo
 *
 * Judges corrected lines by the very limits that judged the measured ones. May be asked from any
 * thread.
 *
 * Returns: (transfer full) (nullable) (element-type DzFinding): what the rules say else of
 *   @corrected
 */
GPtrArray *
dz_judge_corrected (const char          *profile_hash,
                    const DzMeasurement *measured,
                    const DzMeasurement *corrected,
                    gpointer             user_data,
                    GError             **error)
{
  g_autoptr(DzProfile) profile = dz_profile_find_by_hash (profile_hash, NULL);

  if (profile != NULL)
    return dz_rules_judge_changes (measured, corrected, profile);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "the photo was judged by limits that this release does not have, so its lines "
               "cannot be moved");
  return NULL;
}
