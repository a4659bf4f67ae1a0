/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-view.h"
#include "dz-screen-time.h"

G_BEGIN_DECLS

/* A view stands in three files: what it shows, how much of it is seen, and what lies over it. */

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
  GtkLabel       *other_label; /* unowned, child: what lies over the photo */
  GtkWidget      *alarm;      /* unowned, child */
  GtkLabel       *alarm_label; /* unowned, in @alarm */
  GtkLabel       *problem;    /* unowned, child */
  GtkSpinner     *spinner;    /* unowned, child */
  GdkTexture     *other;      /* owned, nullable: another photo in the place of this one */
  DzPhotoAnchor   other_anchor; /* where @other */
  DzScreenTime   *time;       /* owned: of @texture, or of @problem */

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

void        dz_photo_view_get_anchor     (DzPhotoView   *self,
                                          DzPhotoAnchor *anchor);
void        dz_photo_view_add_alarm      (DzPhotoView *self);
void        dz_photo_view_snapshot_other (DzPhotoView *self,
                                          GtkSnapshot *snapshot);

G_END_DECLS
