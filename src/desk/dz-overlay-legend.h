/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "dz-photo-overlay.h"

G_BEGIN_DECLS

/**
 * DzOverlayLegend:
 *
 * What the colours and patterns of an overlay mean.
 */
typedef struct _DzOverlayLegend DzOverlayLegend;

DzOverlayLegend *dz_overlay_legend_new        (PangoContext          *pango,
                                               DzOverlayKind          kind,
                                               gboolean               possible);
void             dz_overlay_legend_free       (DzOverlayLegend       *self);
double           dz_overlay_legend_get_height (const DzOverlayLegend *self);
void             dz_overlay_legend_paint      (const DzOverlayLegend *self,
                                               cairo_t               *cr,
                                               double                 x,
                                               double                 y);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOverlayLegend, dz_overlay_legend_free)

G_END_DECLS
