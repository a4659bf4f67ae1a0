/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void dz_box_blur (guint8 *pixels,
                  int     width,
                  int     height,
                  int     stride,
                  int     channels,
                  double  sigma_px);

G_END_DECLS
