/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-view.h"

G_BEGIN_DECLS

/* A view stands in two files: what it shows, and how much of it is seen. */

struct _DzPhotoView
{
  GtkWidget       parent_instance;

  GdkTexture     *texture;    /* owned, nullable */
  GdkTexture     *close_up;   /* owned, nullable: the same, sharper */
  DzOverlayLayer *overlay;    /* unowned, child */
  DzFrameLayer   *frame;      /* unowned, child */
  DzGuidesLayer  *guides;     /* unowned, child */
  DzRegionLayer  *region;     /* unowned, child */
  GtkLabel       *zoom_label; /* unowned, child */
  GtkLabel       *problem;    /* unowned, child */
  GtkSpinner     *spinner;    /* unowned, child */
  gint64          painted_us; /* monotonic; 0 until it has been painted */
  gulong          painted_id; /* on the frame clock; 0 for none */

  DzPhotoViewport viewport;
  DzPhotoViewport before;     /* what was seen before 100 % */
  DzPhotoAnchor   anchor;     /* where @anchored */
  gboolean        anchored;
  gboolean        pointed;    /* whether the pointer is over the photo */
  double          pointer_x;  /* px of the view */
  double          pointer_y;
};

void        dz_photo_view_place_layers   (DzPhotoView *self);
void        dz_photo_view_emit_zoomed    (DzPhotoView *self);
void        dz_photo_view_say_zoom       (DzPhotoView *self);
GdkTexture *dz_photo_view_choose_texture (DzPhotoView *self);

G_END_DECLS
