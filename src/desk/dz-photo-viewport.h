/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "dz-photo-anchor.h"

G_BEGIN_DECLS

/**
 * DzZoom:
 * @DZ_ZOOM_FIT: all of the photo
 * @DZ_ZOOM_FACE: its face
 * @DZ_ZOOM_EYES: its eyes
 * @DZ_ZOOM_SHOULDERS: shoulders and the wall beside them
 * @DZ_ZOOM_PIXELS: one pixel of the photo on one of the screen
 * @DZ_ZOOM_FREE: as the reviewer has turned the wheel
 *
 * What of a photo fills the view.
 */
typedef enum
{
  DZ_ZOOM_FIT,
  DZ_ZOOM_FACE,
  DZ_ZOOM_EYES,
  DZ_ZOOM_SHOULDERS,
  DZ_ZOOM_PIXELS,
  DZ_ZOOM_FREE,
  DZ_N_ZOOMS,
} DzZoom;

const char *dz_zoom_to_nick   (DzZoom      zoom);
gboolean    dz_zoom_from_nick (const char *nick,
                               DzZoom     *zoom);

/**
 * DzViewSize:
 * @width: of the view, in its px
 * @height: likewise
 * @margin_x: kept free of the photo at the left and at the right, px
 * @margin_y: likewise above and below
 * @scale_factor: px of the screen in one of the view's
 *
 * Where a photo is to be placed.
 */
typedef struct
{
  double width;
  double height;
  double margin_x;
  double margin_y;
  double scale_factor;
} DzViewSize;

/**
 * DzPhotoViewport:
 * @zoom: what fills the view
 * @u: for pixels and free: the middle of the view, from the eyes to the right, in units of the face
 * @v: likewise downwards
 * @unit_px: for free: how long the unit of the face is, px of the view
 * @loose: for free: whether the photo may leave some of the view empty, so that it stands by the
 *   eyes of another photo wherever its own edges are
 *
 * How a reviewer looks at photos. It names nothing of any one photo, and so it stays between them.
 */
typedef struct
{
  DzZoom zoom;
  double u;
  double v;
  double unit_px;
  gboolean loose;
} DzPhotoViewport;

#define DZ_PHOTO_VIEWPORT_FIT { DZ_ZOOM_FIT, 0, 0, 0, FALSE }

graphene_rect_t dz_photo_viewport_place   (const DzPhotoViewport *self,
                                           const DzPhotoAnchor   *anchor,
                                           const DzViewSize      *view);
void            dz_photo_viewport_show    (DzPhotoViewport       *self,
                                           DzZoom                 zoom);
void            dz_photo_viewport_pixels  (DzPhotoViewport       *self,
                                           const DzPhotoAnchor   *anchor,
                                           const DzViewSize      *view,
                                           double                 x,
                                           double                 y);
void            dz_photo_viewport_zoom_by (DzPhotoViewport       *self,
                                           const DzPhotoAnchor   *anchor,
                                           const DzViewSize      *view,
                                           double                 factor,
                                           double                 x,
                                           double                 y);
void            dz_photo_viewport_pan     (DzPhotoViewport       *self,
                                           const DzPhotoAnchor   *anchor,
                                           const DzViewSize      *view,
                                           double                 dx,
                                           double                 dy);
DzPhotoViewport dz_photo_viewport_follow  (const DzPhotoViewport *self,
                                           const DzPhotoAnchor   *anchor,
                                           const DzViewSize      *view);
graphene_rect_t dz_photo_viewport_lay     (const graphene_rect_t *bounds,
                                           const DzPhotoAnchor   *anchor,
                                           const DzPhotoAnchor   *other);

G_END_DECLS
