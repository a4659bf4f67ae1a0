/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-profile-bands.h"

G_BEGIN_DECLS

/**
 * DzPhotoPart:
 * @DZ_PHOTO_PART_FACE: crown to chin, ear to ear
 * @DZ_PHOTO_PART_EYES: both eyes and brows
 * @DZ_PHOTO_PART_SHOULDERS: from the eyes down to the clothes, with the wall at both sides
 *
 * What a reviewer looks at closely.
 */
typedef enum
{
  DZ_PHOTO_PART_FACE,
  DZ_PHOTO_PART_EYES,
  DZ_PHOTO_PART_SHOULDERS,
} DzPhotoPart;

/**
 * DzPhotoAnchor:
 * @width: of the upright photo, in its px
 * @height: likewise
 * @x: middle between the eyes, px
 * @y: likewise
 * @unit: distance of the outer eye corners, px: the unit of the face, as in calibration §1
 * @crown: top of the hair, px; NaN where it is not known, or not to be trusted
 * @chin: px; NaN where it is not known
 * @guessed: whether no face was found, and all of it is where the limits want one
 *
 * What holds a picture on the screen: places are told from the eyes and in units of the face, so
 * that two photos of unequal size show the same part of two people.
 */
typedef struct
{
  double   width;
  double   height;
  double   x;
  double   y;
  double   unit;
  double   crown;
  double   chin;
  gboolean guessed;
} DzPhotoAnchor;

void     dz_photo_anchor_guess   (DzPhotoAnchor        *self,
                                  double                width,
                                  double                height,
                                  const DzProfileBands *bands);
gboolean dz_photo_anchor_measure (DzPhotoAnchor        *self,
                                  const DzMeasurement  *measurement,
                                  const DzProfileBands *bands);
DzRegion dz_photo_anchor_find    (const DzPhotoAnchor  *self,
                                  DzPhotoPart           part);

G_END_DECLS
