/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <pango/pangocairo.h>

#include "dz-outcome.h"

G_BEGIN_DECLS

/**
 * DzGuideLabel:
 *
 * A few words over a photo: light on a dark ground, so that they can be read on any, with the mark
 * of an outcome before them.
 */
typedef struct _DzGuideLabel DzGuideLabel;

const GdkRGBA *dz_guide_colour           (DzOutcome           outcome);
DzGuideLabel  *dz_guide_label_new        (PangoContext       *pango,
                                          DzOutcome           outcome,
                                          const char         *title,
                                          const char         *remark,
                                          gboolean            one_line);
void           dz_guide_label_free       (DzGuideLabel       *self);
double         dz_guide_label_get_width  (const DzGuideLabel *self);
double         dz_guide_label_get_height (const DzGuideLabel *self);
void           dz_guide_label_paint      (const DzGuideLabel *self,
                                          cairo_t            *cr,
                                          double              x,
                                          double              y);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzGuideLabel, dz_guide_label_free)

G_END_DECLS
