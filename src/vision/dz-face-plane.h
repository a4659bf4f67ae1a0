/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-frame.h"

G_BEGIN_DECLS

/* The size of a face at which sharpness and skin are calibrated, px from eye corner to eye corner
 * (calibration §9, §11). */
#define DZ_FACE_PLANE_SPAN 90

/**
 * DzFaceWindow:
 * @u: left edge, in E along the eye line
 * @v: upper edge, in E down the face
 * @to_u: right edge
 * @to_v: lower edge
 *
 * A rectangle in the eye frame.
 */
typedef struct
{
  float u;
  float v;
  float to_u;
  float to_v;
} DzFaceWindow;

/**
 * DzFacePlane:
 * @frame: the face
 * @left: of the view, px
 * @top: likewise
 * @scale: px of the plane to one px of the view, at most 1
 * @width: px of the plane
 * @height: likewise
 * @values: luma, 0…255, row by row
 *
 * A part of the view in grey, brought to DZ_FACE_PLANE_SPAN by area averaging; a smaller face is
 * not enlarged.
 */
typedef struct
{
  const DzFaceFrame *frame; /* unowned */
  guint              left;
  guint              top;
  float              scale;
  guint              width;
  guint              height;
  float             *values; /* owned */
} DzFacePlane;

DzFacePlane *dz_face_plane_new      (const DzFaceFrame  *frame,
                                     const DzFaceWindow *window);
void         dz_face_plane_free     (DzFacePlane        *self);
void         dz_face_plane_find_run (const DzFacePlane  *self,
                                     const DzFaceWindow *window,
                                     guint               y,
                                     guint               room,
                                     guint              *from,
                                     guint              *to);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFacePlane, dz_face_plane_free)

static inline const float *
dz_face_plane_at (const DzFacePlane *self,
                  guint              x,
                  guint              y)
{
  return self->values + y * (gsize) self->width + x;
}

G_END_DECLS
