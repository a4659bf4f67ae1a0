/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "dz-region.h"

G_BEGIN_DECLS

/**
 * DzPhotoFrame:
 * @bounds: where the photo stands in its view, in the view's px
 * @width: of the upright photo, in its px; 0 where it is not known, and then nothing can be placed
 * @height: likewise
 *
 * How places on a photo become places on the screen.
 */
typedef struct
{
  graphene_rect_t bounds;
  double          width;
  double          height;
} DzPhotoFrame;

static inline gboolean
dz_photo_frame_is_empty (const DzPhotoFrame *self)
{
  return !(self->width > 0 && self->height > 0 && self->bounds.size.width > 0
           && self->bounds.size.height > 0);
}

static inline double
dz_photo_frame_to_x (const DzPhotoFrame *self,
                     double              photo_x)
{
  return self->bounds.origin.x + photo_x * self->bounds.size.width / self->width;
}

static inline double
dz_photo_frame_to_y (const DzPhotoFrame *self,
                     double              photo_y)
{
  return self->bounds.origin.y + photo_y * self->bounds.size.height / self->height;
}

static inline double
dz_photo_frame_from_y (const DzPhotoFrame *self,
                       double              y)
{
  return (y - self->bounds.origin.y) * self->height / self->bounds.size.height;
}

static inline graphene_rect_t
dz_photo_frame_to_rect (const DzPhotoFrame *self,
                        const DzRegion     *region)
{
  double left = dz_photo_frame_to_x (self, region->x);
  double top = dz_photo_frame_to_y (self, region->y);
  double right = dz_photo_frame_to_x (self, region->x + region->width);
  double bottom = dz_photo_frame_to_y (self, region->y + region->height);

  return GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left),
                             (float) (bottom - top));
}

G_END_DECLS
