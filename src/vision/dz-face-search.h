/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-detector.h"

G_BEGIN_DECLS

gboolean dz_detection_is_upright (const DzDetection *self);
GArray  *dz_face_search          (DzNetwork         *detector,
                                  DzPyramid         *pyramid,
                                  guint             *turn_deg,
                                  GError           **error);
gboolean dz_face_search_parts    (DzNetwork         *detector,
                                  DzPyramid         *pyramid,
                                  guint              level,
                                  GArray            *found,
                                  GError           **error);

G_END_DECLS
