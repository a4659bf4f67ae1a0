/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "dz-finding.h"

G_BEGIN_DECLS

/* What guides are drawn with, in px of the view: seen on any photo, and not by colour alone. */

double dz_guide_pen_snap (double     position);
void   dz_guide_pen_line (cairo_t   *cr,
                          DzOutcome  outcome,
                          double     x1,
                          double     y1,
                          double     x2,
                          double     y2);
void   dz_guide_pen_bar  (cairo_t   *cr,
                          double     x,
                          double     y,
                          double     width,
                          double     height);

G_END_DECLS
