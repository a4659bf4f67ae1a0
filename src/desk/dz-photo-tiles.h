/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *dz_photo_tiles_new      (GBytes                *pixels,
                                     guint                  width,
                                     guint                  height,
                                     gsize                  stride);
void        dz_photo_tiles_snapshot (GdkTexture            *texture,
                                     GtkSnapshot           *snapshot,
                                     const graphene_rect_t *bounds,
                                     const graphene_rect_t *view);

G_END_DECLS
