/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wall-grid.h"

#include <math.h>

/* Steps along the longer edge, a pixel each: enough for medians, at the detail that the pictures of
 * calibration §8 and the mask have. */
#define EDGE 144

/* Calibration §8: wall is what is hardly the person's, a little off the person and the rim. */
#define MASK_MAX 0.05f
#define KEEP_OFF_SHARE 0.02f
#define RIM 1

#define CHIN 152

static void
fit (DzWallGrid     *self,
     const DzPixels *view)
{
  float scale = MIN (1, EDGE / (float) MAX (view->width, view->height));

  self->width = MAX (1, lroundf (view->width * scale));
  self->height = MAX (1, lroundf (view->height * scale));
  self->keep_off = MAX (1, lroundf (KEEP_OFF_SHARE * self->width));
}

/* Marks people with 0 and what is none with the most. */
static void
mark_row (DzWallGrid        *self,
          const DzFaceScene *scene,
          guint              y,
          guint8            *row)
{
  const float *mask = scene->mask + (2 * y + 1) * DZ_MASK_EDGE / (2 * self->height) * DZ_MASK_EDGE;

  for (guint x = 0; x < self->width; x++)
    {
      gboolean empty = mask[(2 * x + 1) * DZ_MASK_EDGE / (2 * self->width)] < MASK_MAX;

      row[x] = empty ? G_MAXUINT8 : 0;
      self->n_empty += empty;
    }
}

static inline void
step_from (guint8       *here,
           const guint8 *near)
{
  if (*near < *here)
    *here = MIN (*here, *near + 1);
}

/* One half of the chessboard distance: from the row @before, and from the side where x begins. */
static void
spread_row (guint8       *row,
            const guint8 *before,
            int           width,
            int           first,
            int           way)
{
  for (int i = 0, x = first; i < width; i++, x += way)
    {
      if (i > 0)
        step_from (&row[x], &row[x - way]);
      if (before == NULL)
        continue;
      step_from (&row[x], &before[x]);
      if (x > 0)
        step_from (&row[x], &before[x - 1]);
      if (x + 1 < width)
        step_from (&row[x], &before[x + 1]);
    }
}

static guint8 *
measure_distances (DzWallGrid        *self,
                   const DzFaceScene *scene)
{
  int width = self->width;
  int height = self->height;
  guint8 *distances = g_new (guint8, width * height);

  for (int y = 0; y < height; y++)
    {
      guint8 *row = distances + y * width;

      mark_row (self, scene, y, row);
      spread_row (row, y > 0 ? row - width : NULL, width, 0, 1);
    }
  for (int y = height - 1; y >= 0; y--)
    {
      guint8 *row = distances + y * width;

      spread_row (row, y + 1 < height ? row + width : NULL, width, width - 1, -1);
    }
  return distances;
}

static void
collect_row (DzWallGrid     *self,
             const DzPixels *view,
             guint           y,
             const guint8   *distances)
{
  guint view_y = (2 * y + 1) * (guint64) view->height / (2 * self->height);
  float stride = view->width / (float) self->width;

  for (guint x = RIM; x + RIM < self->width; x++)
    {
      const guint8 *p;

      if (distances[x] <= self->keep_off)
        continue;
      p = dz_pixels_at (view, (x + 0.5f) * stride, view_y);
      self->steps[self->n_steps++] = (DzWallStep) {
        dz_lab_from_srgb (p[0], p[1], p[2]), x, y, distances[x],
      };
    }
}

/**
 * dz_wall_grid_new:
 * @scene: a scene that has points
 *
 * Finds the wall: what the mask gives to nobody, 2 % of the width off the person and above the chin
 * (calibration §8), beside which clothes and hair are left out.
 *
 * Returns: (transfer full): the wall; it may have no steps
 */
DzWallGrid *
dz_wall_grid_new (const DzFaceScene *scene)
{
  DzWallGrid *self;
  g_autofree guint8 *distances = NULL;
  float chin;

  g_return_val_if_fail (scene != NULL && scene->has_points, NULL);

  self = g_new0 (DzWallGrid, 1);
  fit (self, scene->view);
  self->steps = g_new (DzWallStep, self->width * (gsize) self->height);
  distances = measure_distances (self, scene);
  chin = scene->points[CHIN].y * self->height / scene->view->height;
  for (guint y = RIM; y + RIM < self->height && y < chin; y++)
    collect_row (self, scene->view, y, distances + y * (gsize) self->width);
  return self;
}

/**
 * dz_wall_grid_free:
 * @self: (transfer full) (nullable): a grid
 */
void
dz_wall_grid_free (DzWallGrid *self)
{
  if (self == NULL)
    return;
  g_free (self->steps);
  g_free (self);
}
