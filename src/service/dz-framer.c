/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-framer.h"

#include "dz-framing.h"

/**
 * dz_framer_check:
 * @profile_hash: (nullable): content hash of the limits that judged the photo
 * @measurement: its numbers, with the lines where the reviewer moved them
 * @crop: the frame that the approval covers; empty where it names none
 * @user_data: nothing
 * @error: return location; DZ_STORE_ERROR_INVALID for a frame that the rules would not make and do
 *   not allow, for none where they would, and where this release does not have those limits any
 *   more
 *
 * Checks a frame by the very limits that judged the photo. Where nobody has these any more, no
 * frame is to be found, and an approval covers the photo alone. May be asked from any thread.
 *
 * Returns: whether the frame is allowed
 */
gboolean
dz_framer_check (const char          *profile_hash,
                 const DzMeasurement *measurement,
                 const DzCrop        *crop,
                 gpointer             user_data,
                 GError             **error)
{
  g_autoptr(DzProfile) profile = dz_profile_find_by_hash (profile_hash, NULL);
  const char *problem;

  if (profile == NULL && dz_crop_is_empty (crop))
    return TRUE;
  if (profile == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
                   "the photo was judged by limits that this release does not have, so its frame "
                   "cannot be checked");
      return FALSE;
    }
  problem = dz_crop_is_empty (crop)
              ? "an approval covers the picture that is delivered, and this one names none"
              : dz_framing_find_problem (crop, measurement, profile);
  if (problem == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "the command is refused: %s",
               problem);
  return FALSE;
}
