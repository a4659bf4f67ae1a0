/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-region.h"
#include "dz-face-scene.h"

G_BEGIN_DECLS

/**
 * DzDetectedPoint:
 *
 * The points that the detector gives with a face; left and right are the picture's.
 */
typedef enum
{
  DZ_DETECTED_EYE_LEFT,
  DZ_DETECTED_EYE_RIGHT,
  DZ_DETECTED_NOSE,
  DZ_DETECTED_MOUTH,
  DZ_DETECTED_EAR_LEFT,
  DZ_DETECTED_EAR_RIGHT,
  DZ_N_DETECTED_POINTS,
} DzDetectedPoint;

/**
 * DzDetection:
 * @box: where the face is, px of the view
 * @points: x and y, px of the view
 * @roll_deg: of its eye line, in the square that was looked at, clockwise positive, ±180
 *
 * A face as the detector sees it.
 */
typedef struct
{
  DzFaceBox box;
  float     points[DZ_N_DETECTED_POINTS][2];
  float     roll_deg;
} DzDetection;

gboolean dz_face_detector_find (DzNetwork          *detector,
                                DzPyramid          *pyramid,
                                const DzFaceRegion *square,
                                GArray             *found,
                                GError            **error);

G_END_DECLS
