/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-crop.h"
#include "dz-photo-frame.h"

G_BEGIN_DECLS

/**
 * DzFrameLayer:
 *
 * Shows over a photo what of it is delivered: the rest is dimmed, and its numbers stand below.
 */
#define DZ_TYPE_FRAME_LAYER (dz_frame_layer_get_type ())
G_DECLARE_FINAL_TYPE (DzFrameLayer, dz_frame_layer, DZ, FRAME_LAYER, GtkWidget)

GtkWidget *dz_frame_layer_new       (void);
void       dz_frame_layer_set_frame (DzFrameLayer       *self,
                                     const DzPhotoFrame *frame);
void       dz_frame_layer_show      (DzFrameLayer       *self,
                                     const DzCrop       *crop,
                                     const char         *text);
gboolean   dz_frame_layer_get_corner (DzFrameLayer      *self,
                                      guint              corner,
                                      double            *x,
                                      double            *y);

G_END_DECLS
