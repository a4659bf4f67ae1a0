/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a frame is made into a picture. A frame that was approved names it, so that a later release
 * that renders differently makes the very picture again that was approved. 1: turned, cut, then
 * scaled down by area averaging in linear light. */
#define DZ_CROP_RENDERING 1

/* No profile may turn a photo further, degrees: beyond that it is the head that is tilted, and the
 * standard forbids turning (photo-standards §1.2). */
#define DZ_CROP_ROTATION_MAX 3.0

/* The most a JPEG can have, px. */
#define DZ_CROP_EDGE_MAX 65535

/**
 * DzCrop:
 * @x: left edge of the frame, px of the upright photo, after it was turned about its middle
 * @y: upper edge, likewise
 * @width: of the frame, px; 0 where there is none
 * @height: likewise
 * @rotation: by how many degrees the photo is turned clockwise
 * @output_width: of the picture that is delivered, px
 * @output_height: likewise
 * @rendering: DZ_CROP_RENDERING of the program that made it
 *
 * What of a photo is delivered. Words: 交付画面.
 */
typedef struct
{
  int    x;
  int    y;
  guint  width;
  guint  height;
  double rotation;
  guint  output_width;
  guint  output_height;
  guint  rendering;
} DzCrop;

#define DZ_CROP_NONE { 0, 0, 0, 0, 0, 0, 0, 0 }

gboolean    dz_crop_is_empty     (const DzCrop *self);
gboolean    dz_crop_equal        (const DzCrop *a,
                                  const DzCrop *b);
const char *dz_crop_find_problem (const DzCrop *self);
gboolean    dz_crop_fits         (const DzCrop *self,
                                  double        photo_width,
                                  double        photo_height);
double      dz_crop_get_scale    (const DzCrop *self);
void        dz_crop_turn         (const DzCrop *self,
                                  double        photo_width,
                                  double        photo_height,
                                  double       *x,
                                  double       *y);
void        dz_crop_get_corner   (const DzCrop *self,
                                  double        photo_width,
                                  double        photo_height,
                                  guint         corner,
                                  double       *x,
                                  double       *y);

G_END_DECLS
