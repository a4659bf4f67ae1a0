/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-frame-layer.h"
#include "dz-guides-layer.h"
#include "dz-overlay-layer.h"
#include "dz-photo-viewport.h"
#include "dz-region-layer.h"

G_BEGIN_DECLS

/**
 * DzPhotoView:
 *
 * Shows one photo, all of it or a part, on a neutral grey that is the same in every theme. It keeps
 * what it shows until it is given something else, and knows since when that stands on the screen.
 *
 * Signals: "painted": another photo stands on the screen now. "resized": it has another size.
 * "line-moved" (guint line, double y): the reviewer drags that #DzLine, y in px of the photo.
 * "zoomed": more, less or another part of the photo is seen.
 */
#define DZ_TYPE_PHOTO_VIEW (dz_photo_view_get_type ())
G_DECLARE_FINAL_TYPE (DzPhotoView, dz_photo_view, DZ, PHOTO_VIEW, GtkWidget)

GtkWidget  *dz_photo_view_new          (void);
void        dz_photo_view_show_texture (DzPhotoView *self,
                                        GdkTexture  *texture);
void        dz_photo_view_show_problem (DzPhotoView *self,
                                        const char  *sentence);
void        dz_photo_view_replace      (DzPhotoView *self,
                                        GdkTexture  *texture);
GdkTexture *dz_photo_view_get_texture  (DzPhotoView *self);
guint       dz_photo_view_get_shown_ms (DzPhotoView *self);
gboolean    dz_photo_view_is_painted   (DzPhotoView *self);
void        dz_photo_view_set_waiting  (DzPhotoView *self,
                                        gboolean     waiting);
void        dz_photo_view_take_guides  (DzPhotoView *self,
                                        DzPhotoGuides *guides);
DzGuidesLayer *dz_photo_view_get_guides (DzPhotoView *self);
void        dz_photo_view_show_region  (DzPhotoView *self,
                                        const DzRegion *region,
                                        gboolean     enlarge);
void        dz_photo_view_set_close_up (DzPhotoView *self,
                                        GdkTexture  *texture);
DzRegionLayer *dz_photo_view_get_region (DzPhotoView *self);
DzOverlayLayer *dz_photo_view_get_overlay (DzPhotoView *self);
DzFrameLayer *dz_photo_view_get_frame (DzPhotoView *self);

void        dz_photo_view_set_anchor   (DzPhotoView *self,
                                        const DzPhotoAnchor *anchor);
void        dz_photo_view_set_viewport (DzPhotoView *self,
                                        const DzPhotoViewport *viewport);
const DzPhotoViewport *dz_photo_view_get_viewport (DzPhotoView *self);
graphene_rect_t dz_photo_view_find_bounds (DzPhotoView *self);
void        dz_photo_view_zoom_to      (DzPhotoView *self,
                                        DzZoom       zoom);
void        dz_photo_view_zoom_by      (DzPhotoView *self,
                                        double       factor,
                                        double       x,
                                        double       y);
void        dz_photo_view_toggle_pixels (DzPhotoView *self);
void        dz_photo_view_pan          (DzPhotoView *self,
                                        double       dx,
                                        double       dy);
gboolean    dz_photo_view_get_room     (DzPhotoView *self,
                                        guint       *width,
                                        guint       *height);
guint       dz_photo_view_get_wanted_width (DzPhotoView *self);
char       *dz_photo_view_dup_zoom_text (DzPhotoView *self);
void        dz_photo_view_follow       (DzPhotoView *self,
                                        DzPhotoView *other);
void        dz_photo_view_lay_over     (DzPhotoView *self,
                                        GdkTexture  *other,
                                        const DzPhotoAnchor *anchor,
                                        const char  *words);
gboolean    dz_photo_view_is_laid_over (DzPhotoView *self);
void        dz_photo_view_set_alarm    (DzPhotoView *self,
                                        const char  *sentence);

G_END_DECLS
