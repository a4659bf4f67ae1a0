/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-photo-frame.h"
#include "dz-photo-overlay.h"

G_BEGIN_DECLS

/**
 * DzOverlayLayer:
 *
 * Lies over a photo and shows an overlay of it with its legend. Overlays are painted in a thread
 * when they are first wanted, and kept while the photo is shown.
 *
 * Property "kind" (#DzOverlayKind as uint, notifies): what is shown.
 *
 * Signal "painted" (guint kind): that #DzOverlayKind is there.
 */
#define DZ_TYPE_OVERLAY_LAYER (dz_overlay_layer_get_type ())
G_DECLARE_FINAL_TYPE (DzOverlayLayer, dz_overlay_layer, DZ, OVERLAY_LAYER, GtkWidget)

GtkWidget    *dz_overlay_layer_new         (void);
void          dz_overlay_layer_set_bounds  (DzOverlayLayer        *self,
                                            const graphene_rect_t *bounds);
void          dz_overlay_layer_set_photo   (DzOverlayLayer        *self,
                                            GdkTexture            *photo);
void          dz_overlay_layer_set_numbers (DzOverlayLayer        *self,
                                            const DzMeasurement   *measurement);
void          dz_overlay_layer_show        (DzOverlayLayer        *self,
                                            DzOverlayKind          kind);
DzOverlayKind dz_overlay_layer_get_kind    (DzOverlayLayer        *self);
GdkTexture   *dz_overlay_layer_get_painted (DzOverlayLayer        *self,
                                            DzOverlayKind          kind);
void          dz_overlay_layer_set_below   (DzOverlayLayer        *self,
                                            int                    below);

G_END_DECLS
