/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "dz-tint.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_pattern_t, cairo_pattern_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_path_t, cairo_path_destroy)

void dz_brush_set         (cairo_t        *cr,
                           DzTint          tint,
                           double          alpha);
void dz_brush_fill        (cairo_t        *cr,
                           DzTint          tint,
                           double          alpha);
void dz_brush_stroke      (cairo_t        *cr,
                           DzTint          tint,
                           double          alpha,
                           double          width);
void dz_brush_fill_down   (cairo_t        *cr,
                           double          y_top,
                           DzTint          top,
                           double          y_bottom,
                           DzTint          bottom);
void dz_brush_soft_fill   (cairo_t        *cr,
                           DzTint          tint,
                           double          alpha,
                           double          sigma);
void dz_brush_soft_stroke (cairo_t        *cr,
                           DzTint          tint,
                           double          alpha,
                           double          width,
                           double          sigma);
void dz_brush_ellipse     (cairo_t        *cr,
                           double          x,
                           double          y,
                           double          radius_x,
                           double          radius_y);
void dz_brush_mirror      (cairo_t        *cr);

G_END_DECLS
