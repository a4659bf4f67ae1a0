/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-canonical-face.h"
#include "dz-face-scene.h"

G_BEGIN_DECLS

/**
 * DzFacePose:
 * @yaw_deg: to the picture's right positive
 * @pitch_deg: chin down positive
 * @roll_deg: anticlockwise positive, as the fitted rotation has it
 *
 * How a head is held. No correction is in it.
 */
typedef struct
{
  double yaw_deg;
  double pitch_deg;
  double roll_deg;
} DzFacePose;

gboolean dz_face_pose_fit (const DzCanonicalFace *canonical,
                           const DzFacePoint     *points,
                           DzFacePose            *pose);

G_END_DECLS
