/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-stage-private.h"

G_BEGIN_DECLS

/* Where the silhouette of the shoulders turns from the slope of the neck into the arm. */
#define DZ_SHOULDER_X 0.47
#define DZ_SHOULDER_Y 1.315

/* Far below the picture. */
#define DZ_BODY_BOTTOM_Y 3.0

void   dz_body_draw      (DzStage *stage);
void   dz_body_shade     (DzStage *stage);
double dz_body_neck_half (const DzPortrait *portrait);
void   dz_body_slope     (DzStage *stage,
                          double   lift,
                          double   from_x,
                          double   from_y);

G_END_DECLS
