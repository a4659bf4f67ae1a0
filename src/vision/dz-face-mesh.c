/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-mesh.h"

#include "dz-face-region.h"
#include "dz-mesh-refinement.h"

#include <math.h>

G_STATIC_ASSERT (DZ_MESH_POINTS == DZ_FACE_POINTS);

/* The mesh with attention (vision-models.md, Graphs). */
#define EDGE 192
#define MARGIN 1.5
#define LOOKS 2
/* A face that the frame cuts goes on beyond the region, but by less than the region's own width. */
#define REACH 1.5
#define EYE_CORNER_LEFT 33
#define EYE_CORNER_RIGHT 263

static const DzFaceRegionInput input = { EDGE, DZ_FACE_REGION_SPREAD, 0, 1 };

static void
init_from_detection (DzFaceRegion      *self,
                     const DzDetection *face)
{
  const float *left = face->points[DZ_DETECTED_EYE_LEFT];
  const float *right = face->points[DZ_DETECTED_EYE_RIGHT];
  double edge = MARGIN * MAX (face->box.width, face->box.height);

  *self = (DzFaceRegion) {
    .centre_x = face->box.x + face->box.width / 2,
    .centre_y = face->box.y + face->box.height / 2,
    .width = edge,
    .height = edge,
    .turn = atan2 (right[1] - left[1], right[0] - left[0]),
  };
}

/* The square round all points, along the line of the eye corners. */
static void
init_from_points (DzFaceRegion      *self,
                  const DzFacePoint *points)
{
  const DzFacePoint *left = &points[EYE_CORNER_LEFT];
  const DzFacePoint *right = &points[EYE_CORNER_RIGHT];
  double turn = atan2 (right->y - left->y, right->x - left->x);
  double cosine = cos (turn);
  double sine = sin (turn);
  double least_u = INFINITY, least_v = INFINITY;
  double most_u = -INFINITY, most_v = -INFINITY;
  double edge;

  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    {
      double u = points[i].x * cosine + points[i].y * sine;
      double v = points[i].y * cosine - points[i].x * sine;

      least_u = MIN (least_u, u);
      most_u = MAX (most_u, u);
      least_v = MIN (least_v, v);
      most_v = MAX (most_v, v);
    }
  edge = MARGIN * MAX (most_u - least_u, most_v - least_v);
  *self = (DzFaceRegion) { .width = edge, .height = edge, .turn = turn };
  self->centre_x = (least_u + most_u) / 2 * cosine - (least_v + most_v) / 2 * sine;
  self->centre_y = (least_u + most_u) / 2 * sine + (least_v + most_v) / 2 * cosine;
}

static gboolean
look (DzNetwork          *mesh,
      DzPyramid          *pyramid,
      const DzFaceRegion *region,
      DzFacePoint         points[DZ_FACE_POINTS],
      float              *presence,
      GError            **error)
{
  float raw[DZ_MESH_POINTS][3];

  dz_face_region_sample (region, pyramid, &input, dz_network_borrow_input (mesh));
  if (!dz_network_run (mesh, error))
    return FALSE;
  dz_mesh_refine (mesh, raw, presence);
  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    {
      double x;
      double y;

      dz_face_region_place (region, raw[i][0] / EDGE, raw[i][1] / EDGE, &x, &y);
      points[i] = (DzFacePoint) { x, y, raw[i][2] / EDGE * region->width };
    }
  return TRUE;
}

/* Arithmetic on a picture can end in infinities and far away; nothing after this looks for that. */
static gboolean
is_sane (const DzFacePoint  *points,
         const DzFaceRegion *region)
{
  double reach = REACH * region->width;

  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    {
      if (!(fabs (points[i].x - region->centre_x) <= reach) ||
          !(fabs (points[i].y - region->centre_y) <= reach) || !(fabs (points[i].z) <= reach))
        return FALSE;
    }
  return points[EYE_CORNER_LEFT].x != points[EYE_CORNER_RIGHT].x;
}

/**
 * dz_face_mesh_find:
 * @mesh: the mesh with attention
 * @pyramid: over the view
 * @face: where the detector sees a face that stands upright
 * @points: (out caller-allocates): px of the view
 * @presence: (out): the network's own opinion whether there is a face, 0…1; it is easily pleased
 * @error: return location; DZ_VISION_ERROR_RUNTIME
 *
 * Finds the points of a face. The network is run twice, since its second look, at a region that its
 * first one gives, is the steadier (vision-models.md, Graphs). Points that make no sense have a
 * @presence of 0.
 *
 * Returns: whether the network ran
 */
gboolean
dz_face_mesh_find (DzNetwork         *mesh,
                   DzPyramid         *pyramid,
                   const DzDetection *face,
                   DzFacePoint        points[DZ_FACE_POINTS],
                   float             *presence,
                   GError           **error)
{
  DzFaceRegion region;

  init_from_detection (&region, face);
  for (guint i = 0; i < LOOKS; i++)
    {
      if (!look (mesh, pyramid, &region, points, presence, error))
        return FALSE;
      if (!is_sane (points, &region))
        {
          *presence = 0;
          return TRUE;
        }
      init_from_points (&region, points);
    }
  return TRUE;
}
