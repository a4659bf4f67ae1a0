/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzPixels:
 * @width: px
 * @height: px
 * @stride: bytes from one row to the next, at least 4 × @width
 * @data: the first row; owned only where dz_pixels_new() made it
 * @owned: whether dz_pixels_free() frees @data
 *
 * A picture in sRGB, 8 bits a sample, four bytes a pixel in the memory order R, G, B, 255: what
 * GdkMemoryTexture takes as GDK_MEMORY_R8G8B8A8. The picture is opaque, so straight and
 * premultiplied alpha are the same.
 */
typedef struct
{
  guint    width;
  guint    height;
  gsize    stride;
  guint8  *data;
  gboolean owned;
} DzPixels;

DzPixels *dz_pixels_new          (guint           width,
                                  guint           height);
DzPixels *dz_pixels_new_for_data (guint8         *data,
                                  gsize           length,
                                  guint           width,
                                  guint           height,
                                  gsize           stride);
void      dz_pixels_free         (DzPixels       *self);
gsize     dz_pixels_size         (guint           width,
                                  guint           height);

static inline guint8 *
dz_pixels_at (const DzPixels *self,
              guint           x,
              guint           y)
{
  return self->data + y * self->stride + 4 * (gsize) x;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPixels, dz_pixels_free)

G_END_DECLS
