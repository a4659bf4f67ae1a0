/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-stage-private.h"

G_BEGIN_DECLS

void dz_skin_draw_texture (DzStage *stage);

G_END_DECLS
