/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzPortraitPoint:
 * @x: px from the left edge
 * @y: px from the upper edge
 *
 * A place on the painted picture; pixel centres lie at halves.
 */
typedef struct
{
  double x;
  double y;
} DzPortraitPoint;

/**
 * DzPortraitGeometry:
 * @width: of the picture, px
 * @height: likewise
 * @pupil: centres of the pupils
 * @iris_radius_px: of the irises
 * @eye_open_px: height of the opening between the lids, at the middle of the eye
 * @eye_width_px: corner to corner
 * @brow: middle of each brow
 * @brow_bottom_y: the lowest edge of either brow
 * @nose_tip: tip of the nose
 * @mouth: middle of the line between the lips
 * @mouth_corner: its ends
 * @lip_gap_px: between the inner edges of the lips, 0 when closed
 * @chin: lowest point of the chin, where the middle line of the face leaves it
 * @crown: highest point of the hair, also where a hat hides it
 * @top_y: highest point of all that is worn, the hat included
 * @face_left_x: outermost point of the face's outline without the ears
 * @face_right_x: likewise
 * @ear: middle of each ear
 * @ear_shown: whether it is painted and nothing hangs over it
 * @shoulder: points on the outline of the shoulders, as far from the neck on both sides
 * @shoulder_tilt_deg: of the line between them, clockwise positive
 * @roll_deg: turn of the head in the plane of the picture, clockwise positive
 *
 * Where the painter put things. In arrays, 0 is at the picture's left (the person's right), 1 at
 * its right. Everything is given for the finished picture: head tilt, offset and size are in it.
 */
typedef struct
{
  guint           width;
  guint           height;
  DzPortraitPoint pupil[2];
  double          iris_radius_px;
  double          eye_open_px;
  double          eye_width_px;
  DzPortraitPoint brow[2];
  double          brow_bottom_y;
  DzPortraitPoint nose_tip;
  DzPortraitPoint mouth;
  DzPortraitPoint mouth_corner[2];
  double          lip_gap_px;
  DzPortraitPoint chin;
  DzPortraitPoint crown;
  double          top_y;
  double          face_left_x;
  double          face_right_x;
  DzPortraitPoint ear[2];
  gboolean        ear_shown[2];
  DzPortraitPoint shoulder[2];
  double          shoulder_tilt_deg;
  double          roll_deg;
} DzPortraitGeometry;

double dz_portrait_geometry_head_share (const DzPortraitGeometry *self);
double dz_portrait_geometry_eye_y      (const DzPortraitGeometry *self);

G_END_DECLS
