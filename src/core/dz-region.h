/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzRegion:
 * @x: left edge
 * @y: upper edge
 * @width: width; 0 where there is no region
 * @height: height
 *
 * A rectangle on the upright photo, in its pixels.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} DzRegion;

static inline gboolean
dz_region_is_empty (const DzRegion *region)
{
  return !(region->width > 0 && region->height > 0);
}

G_END_DECLS
