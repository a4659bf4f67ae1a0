/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-photo-frame.h"

G_BEGIN_DECLS

/* How much larger than on the photo a place may be shown beside it. */
#define DZ_REGION_ENLARGE_MAX 2.5

/**
 * DzRegionLayer:
 *
 * Lies over a photo and shows one place on it: framed, the rest a little darker, and enlarged
 * beside it where it is small.
 */
#define DZ_TYPE_REGION_LAYER (dz_region_layer_get_type ())
G_DECLARE_FINAL_TYPE (DzRegionLayer, dz_region_layer, DZ, REGION_LAYER, GtkWidget)

GtkWidget *dz_region_layer_new         (void);
void       dz_region_layer_set_frame   (DzRegionLayer         *self,
                                        const DzPhotoFrame    *frame);
void       dz_region_layer_set_texture (DzRegionLayer         *self,
                                        GdkTexture            *texture);
void       dz_region_layer_set_region  (DzRegionLayer         *self,
                                        const DzRegion        *region,
                                        gboolean               enlarge);
void       dz_region_layer_set_bare    (DzRegionLayer         *self,
                                        gboolean               bare);
gboolean   dz_region_layer_get_bounds  (DzRegionLayer         *self,
                                        graphene_rect_t       *bounds);
gboolean   dz_region_layer_has_inset   (DzRegionLayer         *self);
gboolean   dz_region_find_inset        (const graphene_rect_t *region,
                                        double                 view_width,
                                        double                 view_height,
                                        graphene_rect_t       *inset);

G_END_DECLS
