/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wall.h"

#include "dz-median.h"

#include <math.h>

/* The border zone B of photo-standards §3.1. The sides stop where shoulders may begin. */
#define ZONE_EDGE 0.06
#define ZONE_SIDE_DEPTH 0.45

static gboolean
in_zone (const DzPixels *pixels,
         guint           x,
         guint           y)
{
  if (y < ZONE_EDGE * pixels->height)
    return TRUE;
  if (y >= ZONE_SIDE_DEPTH * pixels->height)
    return FALSE;
  return x < ZONE_EDGE * pixels->width || x >= (1 - ZONE_EDGE) * pixels->width;
}

static GArray *
collect_zone (const DzPixels *pixels)
{
  GArray *zone = g_array_new (FALSE, FALSE, sizeof (DzLab));

  for (guint y = 0; y < ceil (ZONE_SIDE_DEPTH * pixels->height); y++)
    {
      for (guint x = 0; x < pixels->width; x++)
        {
          const guint8 *p = dz_pixels_at (pixels, x, y);
          DzLab lab;

          if (!in_zone (pixels, x, y))
            continue;
          lab = dz_lab_from_srgb (p[0], p[1], p[2]);
          g_array_append_val (zone, lab);
        }
    }
  return zone;
}

static void
measure_spread (GArray *zone,
                float  *values,
                DzWall *wall)
{
  double sum = 0;

  for (guint i = 0; i < zone->len; i++)
    {
      values[i] = dz_lab_distance (&g_array_index (zone, DzLab, i), &wall->median);
      sum += values[i];
    }
  wall->spread_mean = sum / zone->len;
  wall->spread_p90 = dz_quantile (values, zone->len, 0.9);
}

/**
 * dz_wall_measure:
 * @pixels: an upright copy with a long edge of about DZ_WALL_COPY_EDGE; a larger one shows more
 *   noise, so that limits would not fit
 * @wall: (out caller-allocates): the wall
 *
 * Measures the colour and evenness of the border zone: the upper 6 % of the rows, and the outer
 * 6 % of the columns down to 45 % of the height (photo-standards §3.1).
 *
 * Returns: whether there was a zone to measure
 */
gboolean
dz_wall_measure (const DzPixels *pixels,
                 DzWall         *wall)
{
  g_autoptr(GArray) zone = NULL;
  g_autofree float *values = NULL;
  double hue;

  g_return_val_if_fail (pixels != NULL && wall != NULL, FALSE);

  zone = collect_zone (pixels);
  if (zone->len == 0)
    return FALSE;
  values = g_new (float, zone->len);
  wall->median = dz_lab_median ((const DzLab *) (gpointer) zone->data, zone->len);
  wall->chroma = dz_lab_chroma (&wall->median);
  hue = atan2 (wall->median.b, wall->median.a) * 180 / G_PI;
  wall->hue_deg = hue < 0 ? hue + 360 : hue;
  measure_spread (zone, values, wall);
  return TRUE;
}
