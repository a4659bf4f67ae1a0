/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-view.h"

G_BEGIN_DECLS

/**
 * DzTwinView:
 *
 * Another photo beside the one that is judged, and whose it is.
 */
#define DZ_TYPE_TWIN_VIEW (dz_twin_view_get_type ())
G_DECLARE_FINAL_TYPE (DzTwinView, dz_twin_view, DZ, TWIN_VIEW, GtkWidget)

void         dz_twin_view_open         (DzTwinView          *self,
                                        const char          *who,
                                        const char          *how);
void         dz_twin_view_show         (DzTwinView          *self,
                                        GdkTexture          *texture,
                                        const DzPhotoAnchor *anchor);
void         dz_twin_view_show_problem (DzTwinView          *self,
                                        const char          *sentence);
void         dz_twin_view_close        (DzTwinView          *self);
DzPhotoView *dz_twin_view_get_photo    (DzTwinView          *self);

G_END_DECLS
