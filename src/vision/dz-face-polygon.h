/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-frame.h"

G_BEGIN_DECLS

#define DZ_FACE_POLYGON_MAX 40

/**
 * DzFacePolygon:
 * @u: corners, in E along the eye line
 * @v: likewise down the face
 * @n: how many corners
 *
 * A closed line through points of the mesh, in the eye frame.
 */
typedef struct
{
  float u[DZ_FACE_POLYGON_MAX];
  float v[DZ_FACE_POLYGON_MAX];
  guint n;
} DzFacePolygon;

/* Points of the lips and lids, each once round. */
extern const guint16 DZ_FACE_INNER_LIPS[20];
extern const guint16 DZ_FACE_OUTER_LIPS[20];
extern const guint16 DZ_FACE_EYE[2][16];

void     dz_face_polygon_init     (DzFacePolygon       *self,
                                   const DzFaceFrame   *frame,
                                   const guint16       *points,
                                   guint                n_points);
gboolean dz_face_polygon_contains (const DzFacePolygon *self,
                                   float                u,
                                   float                v);
void     dz_face_polygon_bounds   (const DzFacePolygon *self,
                                   float               *least_u,
                                   float               *least_v,
                                   float               *most_u,
                                   float               *most_v);

G_END_DECLS
