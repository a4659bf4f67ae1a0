/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-models.h"
#include "dz-pixels.h"

G_BEGIN_DECLS

#define DZ_FACE_POINTS 478
#define DZ_FACES_MAX 64
#define DZ_MASK_EDGE 256

/**
 * DzFacePoint:
 * @x: px of the view
 * @y: likewise
 * @z: depth in the same scale, towards the camera negative
 *
 * One point of the mesh.
 */
typedef struct
{
  float x;
  float y;
  float z;
} DzFacePoint;

/**
 * DzFaceBox:
 * @x: left edge, px of the view
 * @y: upper edge
 * @width: width
 * @height: height
 * @score: the detector's, 0…1
 *
 * A face as the detector sees it.
 */
typedef struct
{
  float x;
  float y;
  float width;
  float height;
  float score;
} DzFaceBox;

/**
 * DzFaceScene:
 * @view: the upright picture that was looked at
 * @scale: px of the photo to one px of @view, along both axes
 * @n_faces: how many of @faces count
 * @faces: people's faces, largest first
 * @turn_deg: 0, 90, 180 or 270: the clockwise turn of @view after which the faces were found
 * @has_points: whether the largest face stands upright and has a mesh
 * @points: the mesh of the largest face, refined at lips, eyes and irises
 * @yaw_deg: of the canonical face fitted to @points (calibration §13), to the picture's right
 *   positive
 * @pitch_deg: likewise, chin down positive, uncorrected
 * @mask: DZ_MASK_EDGE × DZ_MASK_EDGE probabilities that a place of @view, stretched to a square,
 *   belongs to a person
 *
 * What the networks say of a picture, before anything is measured on it. No globals, no GTK.
 */
typedef struct
{
  const DzPixels *view; /* unowned */
  double          scale;
  guint           n_faces;
  DzFaceBox       faces[DZ_FACES_MAX];
  guint           turn_deg;
  gboolean        has_points;
  DzFacePoint     points[DZ_FACE_POINTS];
  double          yaw_deg;
  double          pitch_deg;
  float           mask[DZ_MASK_EDGE * DZ_MASK_EDGE];
} DzFaceScene;

DzFaceScene *dz_face_scene_new  (DzModels       *models,
                                 const DzPixels *view,
                                 double          scale,
                                 GError        **error);
void         dz_face_scene_free (DzFaceScene    *self);
float        dz_face_scene_mask (const DzFaceScene *self,
                                 float           x,
                                 float           y);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFaceScene, dz_face_scene_free)

G_END_DECLS
