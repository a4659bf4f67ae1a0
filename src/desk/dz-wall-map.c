/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wall-map.h"

#include <math.h>

/* Wall goes on from cell to cell while the colour changes no faster than this, ΔE76: a gradient
 * and a shadow are wall, the outline of a person is not. */
#define STEP_MAX 3.0f

/* What counts as wall ends with the chin (calibration §8): below it are clothes, perhaps of the
 * same colour. Where no head is known, there; share of the height. */
#define BOTTOM_SHARE 0.6

typedef struct
{
  DzWallMap   *map;
  DzLab       *cells;  /* owned */
  guint32     *queue;  /* owned: cells that were found and whose neighbours were not looked at */
  guint        n_found;
  const DzLab *wall;
  DzRegion     head;   /* in cells, empty for none */
  double       bottom; /* row of cells that ends the wall */
} Search;

static void
search_clear (Search *search)
{
  g_free (search->cells);
  g_free (search->queue);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static DzLab
average (const DzPixelRows *pixels,
         guint              left,
         guint              right,
         guint              top,
         guint              bottom)
{
  guint32 sums[3] = { 0, 0, 0 };
  guint32 n = (right - left) * (bottom - top);

  for (guint y = top; y < bottom; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (pixels->data + y * pixels->stride);

      for (guint x = left; x < right; x++)
        {
          sums[0] += (row[x] >> 16) & 0xff;
          sums[1] += (row[x] >> 8) & 0xff;
          sums[2] += row[x] & 0xff;
        }
    }
  return dz_lab_from_srgb ((guint8) (sums[0] / n), (guint8) (sums[1] / n), (guint8) (sums[2] / n));
}

static DzLab *
take_cells (const DzPixelRows *pixels,
            const DzWallMap   *map)
{
  DzLab *cells = g_new (DzLab, map->width * map->height);

  for (guint y = 0; y < map->height; y++)
    for (guint x = 0; x < map->width; x++)
      cells[y * map->width + x]
        = average (pixels, x * pixels->width / map->width, (x + 1) * pixels->width / map->width,
                   y * pixels->height / map->height, (y + 1) * pixels->height / map->height);
  return cells;
}

/* The oval of the head is never wall, however much alike. */
static gboolean
is_in_head (const DzRegion *head,
            guint           x,
            guint           y)
{
  double across = (x + 0.5 - head->x - head->width / 2) / (head->width / 2);
  double down = (y + 0.5 - head->y - head->height / 2) / (head->height / 2);

  return !dz_region_is_empty (head) && across * across + down * down < 1;
}

static void
find_cell (Search *search,
           guint   x,
           guint   y)
{
  guint32 cell = y * search->map->width + x;

  if (y >= search->bottom || !isnan (search->map->deviation[cell])
      || is_in_head (&search->head, x, y))
    return;
  search->map->deviation[cell] = dz_lab_distance (&search->cells[cell], search->wall);
  search->queue[search->n_found++] = cell;
}

static void
try_neighbour (Search *search,
               guint32 from,
               guint   x,
               guint   y)
{
  const DzLab *here = &search->cells[from];

  if (dz_lab_distance (here, &search->cells[y * search->map->width + x]) <= STEP_MAX)
    find_cell (search, x, y);
}

static void
find_rim (Search *search)
{
  const DzWallMap *map = search->map;

  for (guint x = 0; x < map->width; x++)
    find_cell (search, x, 0);
  for (guint y = 1; y < map->height; y++)
    {
      find_cell (search, 0, y);
      find_cell (search, map->width - 1, y);
    }
}

static void
find_rest (Search *search)
{
  guint width = search->map->width;
  guint height = search->map->height;

  for (guint i = 0; i < search->n_found; i++)
    {
      guint32 cell = search->queue[i];
      guint x = cell % width;
      guint y = cell / width;

      if (x > 0)
        try_neighbour (search, cell, x - 1, y);
      if (x + 1 < width)
        try_neighbour (search, cell, x + 1, y);
      if (y > 0)
        try_neighbour (search, cell, x, y - 1);
      if (y + 1 < height)
        try_neighbour (search, cell, x, y + 1);
    }
}

/* A map of nothing yet. */
static DzWallMap *
new_map (guint width,
         guint height)
{
  DzWallMap *self = g_new0 (DzWallMap, 1);

  self->width = MAX (1, width);
  self->height = MAX (1, height);
  self->deviation = g_new (float, self->width * self->height);
  for (guint i = 0; i < self->width * self->height; i++)
    self->deviation[i] = NAN;
  return self;
}

/**
 * dz_wall_map_new:
 * @pixels: a photo
 * @wall: the median colour of its wall
 * @head: where the head is, in px of @pixels; empty where it is not known
 *
 * Finds the wall from the rim of the photo inwards, up to whatever stands out against it and down
 * to the chin, and says how far it deviates. It needs no mask of the person, and only shows: the
 * rules have their own.
 *
 * Returns: (transfer full): the map
 */
DzWallMap *
dz_wall_map_new (const DzPixelRows *pixels,
                 const DzLab       *wall,
                 const DzRegion    *head)
{
  DzWallMap *self;
  guint scale;
  g_auto(Search) search = { 0 };

  g_return_val_if_fail (pixels != NULL && pixels->width > 0 && pixels->height > 0, NULL);
  g_return_val_if_fail (wall != NULL && head != NULL, NULL);

  scale = (pixels->width + DZ_WALL_MAP_WIDTH_MAX - 1) / DZ_WALL_MAP_WIDTH_MAX;
  self = new_map (pixels->width / scale, pixels->height / scale);
  search.map = self;
  search.wall = wall;
  search.cells = take_cells (pixels, self);
  search.queue = g_new (guint32, self->width * self->height);
  search.head = (DzRegion) { head->x / scale, head->y / scale, head->width / scale,
                             head->height / scale };
  search.bottom = dz_region_is_empty (head) ? BOTTOM_SHARE * self->height
                                            : search.head.y + search.head.height;
  find_rim (&search);
  find_rest (&search);
  return self;
}

/**
 * dz_wall_map_free:
 * @self: (transfer full) (nullable): a map
 */
void
dz_wall_map_free (DzWallMap *self)
{
  if (self == NULL)
    return;
  g_free (self->deviation);
  g_free (self);
}
