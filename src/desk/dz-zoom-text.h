/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-viewport.h"

G_BEGIN_DECLS

char *dz_zoom_say (DzZoom   zoom,
                   gboolean guessed,
                   double   percent);

G_END_DECLS
