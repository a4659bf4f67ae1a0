/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-lab.h"
#include "dz-region.h"

G_BEGIN_DECLS

/* A deviation is seen better a little coarse, and is found faster. */
#define DZ_WALL_MAP_WIDTH_MAX 320

/**
 * DzPixelRows:
 * @data: rows of 32-bit words 0xAARRGGBB, as cairo and gdk_texture_download() have them
 * @width: px
 * @height: px
 * @stride: bytes from row to row
 *
 * Upright pixels in sRGB, lent.
 */
typedef struct
{
  const guint8 *data;
  guint         width;
  guint         height;
  gsize         stride;
} DzPixelRows;

/**
 * DzWallMap:
 * @width: cells
 * @height: cells
 * @deviation: (array): of each cell ΔE76 to the wall's median colour, row by row; NaN where the
 *   picture is not wall
 *
 * How far the wall deviates from its own colour.
 */
typedef struct
{
  guint  width;
  guint  height;
  float *deviation; /* owned */
} DzWallMap;

DzWallMap *dz_wall_map_new  (const DzPixelRows *pixels,
                             const DzLab       *wall,
                             const DzRegion    *head);
void       dz_wall_map_free (DzWallMap         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWallMap, dz_wall_map_free)

G_END_DECLS
