/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-stage-private.h"

G_BEGIN_DECLS

void dz_hair_draw_back   (DzStage *stage);
void dz_hair_draw_shadow (DzStage *stage);
void dz_hair_draw_front  (DzStage *stage);

G_END_DECLS
