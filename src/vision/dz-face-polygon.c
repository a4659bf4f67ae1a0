/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-polygon.h"

/* Clockwise from the corner at the picture's left, over the upper lip. */
const guint16 DZ_FACE_INNER_LIPS[20] = {
  78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
};
const guint16 DZ_FACE_OUTER_LIPS[20] = {
  61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146,
};
/* From the outer corner over the upper lid; 0 is the picture's left. */
const guint16 DZ_FACE_EYE[2][16] = {
  { 33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7 },
  { 263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249 },
};

/**
 * dz_face_polygon_init:
 * @self: to be filled
 * @frame: the face
 * @points: (array length=n_points): points of the mesh, in the order of the line
 * @n_points: how many, at most DZ_FACE_POLYGON_MAX
 */
void
dz_face_polygon_init (DzFacePolygon     *self,
                      const DzFaceFrame *frame,
                      const guint16     *points,
                      guint              n_points)
{
  g_return_if_fail (self != NULL && frame != NULL && points != NULL);
  g_return_if_fail (n_points > 0 && n_points <= DZ_FACE_POLYGON_MAX);

  self->n = n_points;
  for (guint i = 0; i < n_points; i++)
    dz_face_frame_uv (frame, points[i], &self->u[i], &self->v[i]);
}

/**
 * dz_face_polygon_contains:
 * @self: a polygon
 * @u: a place, in E
 * @v: likewise
 *
 * Returns: whether the place lies inside (even-odd rule)
 */
gboolean
dz_face_polygon_contains (const DzFacePolygon *self,
                          float                u,
                          float                v)
{
  gboolean inside = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0, j = self->n - 1; i < self->n; j = i++)
    if ((self->v[i] > v) != (self->v[j] > v) &&
        u < self->u[i] + (self->u[j] - self->u[i]) * (v - self->v[i]) / (self->v[j] - self->v[i]))
      inside = !inside;
  return inside;
}

/**
 * dz_face_polygon_bounds:
 * @self: a polygon
 * @least_u: (out): its left edge, in E
 * @least_v: (out): its upper edge
 * @most_u: (out): its right edge
 * @most_v: (out): its lower edge
 */
void
dz_face_polygon_bounds (const DzFacePolygon *self,
                        float               *least_u,
                        float               *least_v,
                        float               *most_u,
                        float               *most_v)
{
  g_return_if_fail (self != NULL && self->n > 0);
  g_return_if_fail (least_u != NULL && least_v != NULL && most_u != NULL && most_v != NULL);

  *least_u = *most_u = self->u[0];
  *least_v = *most_v = self->v[0];
  for (guint i = 1; i < self->n; i++)
    {
      *least_u = MIN (*least_u, self->u[i]);
      *least_v = MIN (*least_v, self->v[i]);
      *most_u = MAX (*most_u, self->u[i]);
      *most_v = MAX (*most_v, self->v[i]);
    }
}
