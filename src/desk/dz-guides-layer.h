/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-guide-painter.h"

G_BEGIN_DECLS

/**
 * DzGuidesLayer:
 *
 * Lies over a photo, draws its guides, and lets crown, eye and chin line be dragged.
 *
 * Signal "moved" (guint line, double y): the reviewer drags that #DzLine to @y, in px of the
 * upright photo. Nothing moves here before other guides are set.
 */
#define DZ_TYPE_GUIDES_LAYER (dz_guides_layer_get_type ())
G_DECLARE_FINAL_TYPE (DzGuidesLayer, dz_guides_layer, DZ, GUIDES_LAYER, GtkWidget)

GtkWidget           *dz_guides_layer_new         (void);
void                 dz_guides_layer_take_guides (DzGuidesLayer      *self,
                                                  DzPhotoGuides      *guides);
const DzPhotoGuides *dz_guides_layer_get_guides  (DzGuidesLayer      *self);
void                 dz_guides_layer_set_frame   (DzGuidesLayer      *self,
                                                  const DzPhotoFrame *frame);
void                 dz_guides_layer_hold        (DzGuidesLayer      *self,
                                                  int                 line);
int                  dz_guides_layer_get_held    (DzGuidesLayer      *self);
void                 dz_guides_layer_let_go      (DzGuidesLayer      *self);

G_END_DECLS
