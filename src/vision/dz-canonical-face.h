/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-vision-error.h"

G_BEGIN_DECLS

#define DZ_CANONICAL_POINTS 468

/**
 * DzCanonicalFace:
 * @points: where the points of the coarse mesh lie on a mean face, in centimetres: x to the right
 *   of the picture, y up, z towards the camera
 * @weights: how much each counts when a measured face is laid over this one (weighted Procrustes);
 *   0 for those that do not
 *
 * The face that pose is measured against (MediaPipe, face_geometry, geometry_pipeline_metadata).
 */
typedef struct
{
  float points[DZ_CANONICAL_POINTS][3];
  float weights[DZ_CANONICAL_POINTS];
} DzCanonicalFace;

gboolean dz_canonical_face_init (DzCanonicalFace  *self,
                                 const guint8     *data,
                                 gsize             length,
                                 GError          **error);

G_END_DECLS
