/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-scene.h"
#include "dz-measurement.h"

G_BEGIN_DECLS

gboolean dz_vision_measure  (DzModels       *models,
                             const DzPixels *view,
                             DzMeasurement  *measurement,
                             GError        **error);
void     dz_vision_rehearse (DzModels       *models);

G_END_DECLS
