/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

/**
 * DzFaceRegions:
 * @measurement: the numbers of a photo
 * @width: of the upright photo, px; NaN where it is not known
 * @height: likewise
 * @has_frame: whether the eye corners were found, without which nothing of the face has a place
 * @origin_x: middle of the outer eye corners, px of the upright photo
 * @origin_y: likewise
 * @span: their distance E, px
 * @cos_roll: of the unit vector along them, to the picture's right
 * @sin_roll: likewise
 *
 * Where on the upright photo to look for what a rule says. It is found again from the few points
 * that a measurement keeps, in the eye frame of calibration §2: a place (u, v) lies at origin +
 * E(u·ex + v·ey), with ex along the eye line and ey down the face.
 */
typedef struct
{
  const DzMeasurement *measurement; /* unowned */
  double               width;
  double               height;
  gboolean             has_frame;
  double               origin_x;
  double               origin_y;
  double               span;
  double               cos_roll;
  double               sin_roll;
} DzFaceRegions;

/* A side of the picture. The person's right is the picture's left, unless it was mirrored. */
typedef enum
{
  DZ_SIDE_LEFT,
  DZ_SIDE_RIGHT,
} DzSide;

void     dz_face_regions_init       (DzFaceRegions       *self,
                                     const DzMeasurement *measurement);
DzRegion dz_face_regions_photo      (const DzFaceRegions *self);
DzRegion dz_face_regions_wall       (const DzFaceRegions *self);
DzRegion dz_face_regions_above_head (const DzFaceRegions *self);
DzRegion dz_face_regions_head       (const DzFaceRegions *self);
DzRegion dz_face_regions_face       (const DzFaceRegions *self);
DzRegion dz_face_regions_detail     (const DzFaceRegions *self);
DzRegion dz_face_regions_eyes       (const DzFaceRegions *self);
DzRegion dz_face_regions_brows      (const DzFaceRegions *self);
DzRegion dz_face_regions_glasses    (const DzFaceRegions *self);
DzRegion dz_face_regions_mouth      (const DzFaceRegions *self);
DzRegion dz_face_regions_ear        (const DzFaceRegions *self,
                                     DzSide               side);
DzRegion dz_face_regions_ears       (const DzFaceRegions *self);
DzRegion dz_face_regions_cheeks     (const DzFaceRegions *self);
DzRegion dz_face_regions_head_top   (const DzFaceRegions *self);
DzRegion dz_face_regions_jewellery  (const DzFaceRegions *self);
DzRegion dz_face_regions_shoulders  (const DzFaceRegions *self);
DzRegion dz_face_regions_clothes    (const DzFaceRegions *self);

G_END_DECLS
