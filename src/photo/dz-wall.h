/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-lab.h"
#include "dz-pixels.h"

G_BEGIN_DECLS

/**
 * DzWall:
 * @median: per-channel median CIELAB of the border zone
 * @chroma: of @median
 * @hue_deg: of @median, 0…360
 * @spread_mean: mean ΔE76 of the zone to @median
 * @spread_p90: its 90th percentile
 *
 * The colour of the wall behind a person and how even it is.
 */
typedef struct
{
  DzLab  median;
  double chroma;
  double hue_deg;
  double spread_mean;
  double spread_p90;
} DzWall;

/* The long edge of the copy on which a wall is measured, px. */
#define DZ_WALL_COPY_EDGE 480

gboolean dz_wall_measure (const DzPixels *pixels,
                          DzWall         *wall);

G_END_DECLS
