/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-brush-private.h"
#include "dz-portrait.h"

G_BEGIN_DECLS

void dz_develop_light (const DzPortrait *portrait,
                       cairo_t          *cr);
void dz_develop       (const DzPortrait *portrait,
                       cairo_surface_t  *picture,
                       DzPixels         *pixels);

G_END_DECLS
