/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-decision.h"
#include "dz-framing.h"

/* An approval covers the picture that is delivered: the frame that the rules find. */
static inline void
dz_test_frame (DzDecision          *approval,
               const DzMeasurement *measurement,
               const char          *profile_hash)
{
  g_autoptr(DzProfile) profile = dz_profile_find_by_hash (profile_hash, NULL);
  DzFraming framing;

  g_assert_nonnull (profile);
  dz_framing_find (&framing, measurement, profile);
  approval->crop = framing.crop;
}
