/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-scene.h"
#include "dz-pyramid.h"

G_BEGIN_DECLS

gboolean dz_person_mask_find (DzNetwork  *network,
                              DzPyramid  *pyramid,
                              guint       turn_deg,
                              float       mask[DZ_MASK_EDGE * DZ_MASK_EDGE],
                              GError    **error);

G_END_DECLS
