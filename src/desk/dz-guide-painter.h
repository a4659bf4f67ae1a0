/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "dz-photo-frame.h"
#include "dz-photo-guides.h"

G_BEGIN_DECLS

/* No line is held. */
#define DZ_GUIDE_NO_LINE -1

/**
 * DzGuideScene:
 * @guides: what to draw
 * @frame: where the photo stands
 * @width: of the view, px
 * @height: of the view, px
 * @held: a #DzLine that is being moved and drawn over the whole photo, or DZ_GUIDE_NO_LINE
 * @pango: fonts and text direction
 *
 * All that a picture of the guides depends on.
 */
typedef struct
{
  const DzPhotoGuides *guides;
  DzPhotoFrame         frame;
  double               width;
  double               height;
  int                  held;
  PangoContext        *pango;
} DzGuideScene;

void dz_guide_painter_paint (const DzGuideScene *scene,
                             cairo_t            *cr);

G_END_DECLS
