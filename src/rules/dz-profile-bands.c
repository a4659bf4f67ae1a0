/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-bands.h"

#include "dz-profile-private.h"

static DzProfileBand
share_of (const DzBand *band,
          double        whole)
{
  return (DzProfileBand) { band->pass.min / whole, band->pass.max / whole, band->warn.min / whole,
                           band->warn.max / whole };
}

static DzProfileBand
round_middle (const DzGrade *off_percent)
{
  return (DzProfileBand) { 0.5 - off_percent->pass / 100, 0.5 + off_percent->pass / 100,
                           0.5 - off_percent->warn / 100, 0.5 + off_percent->warn / 100 };
}

/**
 * dz_profile_get_bands:
 * @self: a profile
 * @bands: (out caller-allocates): where it wants the head
 *
 * Gives the limits of the rules POS-01 to POS-05 as shares of the picture.
 */
void
dz_profile_get_bands (const DzProfile *self,
                      DzProfileBands  *bands)
{
  const DzPositionLimits *position;

  g_return_if_fail (self != NULL && bands != NULL);

  position = &self->position;
  bands->crown = share_of (&position->crown, position->standard_height);
  bands->eyes = share_of (&position->eyes, position->standard_height);
  bands->head_height = share_of (&position->head_height, 100);
  bands->face_width = share_of (&position->face_width, position->standard_width);
  bands->centre = round_middle (&position->off_centre);
  bands->standard_width_px = position->standard_width;
  bands->standard_height_px = position->standard_height;
}
