/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-crop.h"
#include "dz-measurement.h"
#include "dz-profile-bands.h"

G_BEGIN_DECLS

/**
 * DzFramingProblem:
 * @DZ_FRAMING_FINE: the head is where the profile wants it
 * @DZ_FRAMING_OUTSIDE: the photo has no frame in which it is; this is the nearest
 * @DZ_FRAMING_FAR: the head stays too small, since nothing is enlarged; this is the nearest
 * @DZ_FRAMING_UNMEASURED: nothing was measured of the photo; there is no frame
 * @DZ_FRAMING_NO_FACE: nothing is known of the head's place; the frame is all of the photo, or as
 *   much of it about its middle as such a picture holds
 * @DZ_FRAMING_SMALL: the photo is smaller than the picture that is delivered; there is no frame
 * @DZ_FRAMING_CUT: any frame would cut the face; there is none
 *
 * What is wrong with the picture that can be made of a photo.
 */
typedef enum
{
  DZ_FRAMING_FINE,
  DZ_FRAMING_OUTSIDE,
  DZ_FRAMING_FAR,
  DZ_FRAMING_UNMEASURED,
  DZ_FRAMING_NO_FACE,
  DZ_FRAMING_SMALL,
  DZ_FRAMING_CUT,
} DzFramingProblem;

/**
 * DzFramingPlace:
 * @DZ_FRAMING_CROWN: crown to the upper edge, px of the standard picture (POS-01)
 * @DZ_FRAMING_EYES: eye line to the upper edge, likewise (POS-02)
 * @DZ_FRAMING_FACE: cheek to cheek, likewise (POS-03)
 * @DZ_FRAMING_HEAD: crown to chin, % of the height (POS-04)
 * @DZ_FRAMING_CENTRE: middle of the face to the middle, % of the width, to the right positive
 *   (POS-05)
 *
 * Where the head is in a frame.
 */
typedef enum
{
  DZ_FRAMING_CROWN,
  DZ_FRAMING_EYES,
  DZ_FRAMING_FACE,
  DZ_FRAMING_HEAD,
  DZ_FRAMING_CENTRE,
  DZ_N_FRAMING_PLACES,
} DzFramingPlace;

/**
 * DzFraming:
 * @crop: the frame; empty where there is none
 * @problem: what is wrong with it, or why there is none
 * @places: where the head is in it; NaN where that is not known, or a crown is not to be trusted
 * @enlarge: for %DZ_FRAMING_FAR and %DZ_FRAMING_SMALL: how much larger the photo would have to be
 * @output_width: of the picture that is delivered, px
 * @output_height: likewise
 *
 * What of a photo is delivered, as the rules say it.
 */
typedef struct
{
  DzCrop           crop;
  DzFramingProblem problem;
  double           places[DZ_N_FRAMING_PLACES];
  double           enlarge;
  guint            output_width;
  guint            output_height;
} DzFraming;

gboolean    dz_framing_knows_head   (const DzMeasurement *measurement);
void        dz_framing_find         (DzFraming           *self,
                                     const DzMeasurement *measurement,
                                     const DzProfile     *profile);
const char *dz_framing_find_problem (const DzCrop        *crop,
                                     const DzMeasurement *measurement,
                                     const DzProfile     *profile);

G_END_DECLS
