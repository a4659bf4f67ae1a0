/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-detector.h"

G_BEGIN_DECLS

gboolean dz_face_mesh_find (DzNetwork         *mesh,
                            DzPyramid         *pyramid,
                            const DzDetection *face,
                            DzFacePoint        points[DZ_FACE_POINTS],
                            float             *presence,
                            GError           **error);

G_END_DECLS
