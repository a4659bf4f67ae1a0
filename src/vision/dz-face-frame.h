/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-scene.h"
#include "dz-lab.h"

G_BEGIN_DECLS

/* Below this distance of the eye corners, px of the view, fine cues are silent (calibration §2). */
#define DZ_FACE_SPAN_MIN 80

/**
 * DzFaceFrame:
 * @scene: what it belongs to
 * @origin_x: middle of points 33 and 263, px of the view
 * @origin_y: likewise
 * @span: distance E of those points, px of the view
 * @cos_roll: of the unit vector from 33 to 263
 * @sin_roll: likewise
 * @fine: a copy of the view in which E is at most 130 px, by area averaging (calibration §2); the
 *   view itself where it is small enough already
 * @fine_scale: px of @fine to one px of the view
 *
 * The eye frame of calibration §2: a place (u, v) lies at origin + E(u·ex + v·ey), with ex along
 * the eye line and ey down the face, so that roll and size disappear.
 */
typedef struct
{
  const DzFaceScene *scene;      /* unowned */
  float              origin_x;
  float              origin_y;
  float              span;
  float              cos_roll;
  float              sin_roll;
  const DzPixels    *fine;       /* unowned */
  float              fine_scale;
  float              to_fine_x;  /* the same, to the last pixel of each direction */
  float              to_fine_y;
  DzPixels          *fine_owned; /* owned, nullable */
} DzFaceFrame;

DzFaceFrame *dz_face_frame_new   (const DzFaceScene *scene);
void         dz_face_frame_free  (DzFaceFrame       *self);
void         dz_face_frame_uv    (const DzFaceFrame *self,
                                  guint              point,
                                  float             *u,
                                  float             *v);
float        dz_face_frame_distance (const DzFaceFrame *self,
                                  guint              one,
                                  guint              other);
void         dz_face_frame_xy    (const DzFaceFrame *self,
                                  float              u,
                                  float              v,
                                  float             *x,
                                  float             *y);
gboolean     dz_face_frame_rgb   (const DzFaceFrame *self,
                                  float              u,
                                  float              v,
                                  float              rgb[3]);
gboolean     dz_face_frame_lab   (const DzFaceFrame *self,
                                  float              u,
                                  float              v,
                                  DzLab             *lab);
float        dz_face_frame_mask  (const DzFaceFrame *self,
                                  float              u,
                                  float              v);
gboolean     dz_face_frame_shows (const DzFaceFrame *self,
                                  const guint16     *points,
                                  guint              n_points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFaceFrame, dz_face_frame_free)

/**
 * DzFaceColours:
 * @skin: medians round the cheek points (calibration §2), or round the nose's for a cheek under
 *   hair; 0 is the picture's left
 * @has_skin: whether the cheek lies in the picture
 * @hair: the hair sample
 * @wall: the wall beside the face
 * @has_wall: whether enough of it was seen
 *
 * The samples that the cues compare with.
 */
typedef struct
{
  DzLab    skin[2];
  gboolean has_skin[2];
  DzLab    hair;
  DzLab    wall[2];
  gboolean has_wall[2];
} DzFaceColours;

void dz_face_colours_sample (const DzFaceFrame *frame,
                             DzFaceColours     *self);

G_END_DECLS
