/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-profile.h"

G_BEGIN_DECLS

/**
 * DzProfileBand:
 * @pass_min: least share that is fine
 * @pass_max: greatest share that is fine
 * @warn_min: least share that is not refused, at most @pass_min
 * @warn_max: greatest share that is not refused, at least @pass_max
 *
 * Where something may lie, as a share of the upright picture's height or width. It may begin below
 * 0 or end above 1.
 */
typedef struct
{
  double pass_min;
  double pass_max;
  double warn_min;
  double warn_max;
} DzProfileBand;

/**
 * DzProfileBands:
 * @crown: top of the hair to the upper edge, share of the height (POS-01)
 * @eyes: middle of the pupils to the upper edge, share of the height (POS-02)
 * @head_height: crown to chin, share of the height (POS-04); from a crown it gives a band for the
 *   chin
 * @face_width: cheek to cheek, share of the width (POS-03)
 * @centre: middle between the eyes to the left edge, share of the width (POS-05)
 * @standard_width_px: width of the standard picture, in whose pixels people speak of distances
 * @standard_height_px: its height
 *
 * What a profile asks of the head's place, for drawing over the photo.
 */
typedef struct
{
  DzProfileBand crown;
  DzProfileBand eyes;
  DzProfileBand head_height;
  DzProfileBand face_width;
  DzProfileBand centre;
  double        standard_width_px;
  double        standard_height_px;
} DzProfileBands;

void dz_profile_get_bands (const DzProfile *self,
                           DzProfileBands  *bands);

G_END_DECLS
