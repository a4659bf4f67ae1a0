/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-brush-private.h"
#include "dz-portrait.h"

G_BEGIN_DECLS

void dz_backdrop_draw (const DzPortrait *portrait,
                       cairo_t          *cr,
                       cairo_surface_t  *person,
                       GRand            *rand);

G_END_DECLS
