/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-tiles.h"

/* A renderer converts or uploads a texture as a whole, however little of it is seen: with twelve
 * megapixels a window stands still for that long. So the part that is seen is put together of
 * small textures, which all look into the same memory. */

#define BYTES_A_PIXEL 3

/* Side of a tile, px: few lie across a view, and little of them beyond it. */
#define TILE 256

/* How far a tile reaches below the next one, px: between two edges that only touch at a fraction of
 * a pixel the ground would be seen. */
#define OVERLAP 1

#define DATA "dz-photo-tiles"

typedef struct
{
  GBytes     *pixels;   /* owned */
  gsize       stride;
  guint       width;
  guint       height;
  guint       n_across;
  GPtrArray  *tiles;    /* owned (element-type GdkTexture), NULL until one is seen */
} Tiles;

static void
tiles_free (gpointer data)
{
  Tiles *self = data;

  g_bytes_unref (self->pixels);
  g_ptr_array_unref (self->tiles);
  g_free (self);
}

static void
clear_tile (gpointer tile)
{
  g_clear_object (&tile);
}

/**
 * dz_photo_tiles_new:
 * @pixels: R, G, B of each pixel, row by row
 * @width: px
 * @height: px
 * @stride: from row to row, in bytes
 *
 * Returns: (transfer full): a texture of these pixels, of which dz_photo_tiles_snapshot() can draw
 *   a part; nothing is copied
 */
GdkTexture *
dz_photo_tiles_new (GBytes *pixels,
                    guint   width,
                    guint   height,
                    gsize   stride)
{
  GdkTexture *texture;
  Tiles *self;

  g_return_val_if_fail (pixels != NULL && width > 0 && height > 0, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels)
                          >= stride * (height - 1) + (gsize) width * BYTES_A_PIXEL, NULL);

  texture = gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_R8G8B8, pixels, stride);
  self = g_new0 (Tiles, 1);
  self->pixels = g_bytes_ref (pixels);
  self->stride = stride;
  self->width = width;
  self->height = height;
  self->n_across = (width + TILE - 1) / TILE;
  self->tiles = g_ptr_array_new_with_free_func (clear_tile);
  g_ptr_array_set_size (self->tiles, (int) (self->n_across * ((height + TILE - 1) / TILE)));
  g_object_set_data_full (G_OBJECT (texture), DATA, self, tiles_free);
  return texture;
}

static GdkRectangle
place_tile (const Tiles *self,
            guint        i)
{
  int x = (int) (i % self->n_across * TILE);
  int y = (int) (i / self->n_across * TILE);

  return (GdkRectangle) { x, y, MIN (TILE + OVERLAP, (int) self->width - x),
                          MIN (TILE + OVERLAP, (int) self->height - y) };
}

/* Made when it is first seen, and kept: a renderer keeps what it has uploaded by texture. */
static GdkTexture *
get_tile (Tiles              *self,
          guint               i,
          const GdkRectangle *place)
{
  gpointer *tile = &g_ptr_array_index (self->tiles, i);
  gsize from = (gsize) place->y * self->stride + (gsize) place->x * BYTES_A_PIXEL;
  gsize length = (gsize) (place->height - 1) * self->stride + (gsize) place->width * BYTES_A_PIXEL;
  g_autoptr(GBytes) bytes = NULL;

  if (*tile != NULL)
    return *tile;
  bytes = g_bytes_new_from_bytes (self->pixels, from, length);
  *tile = gdk_memory_texture_new (place->width, place->height, GDK_MEMORY_R8G8B8, bytes,
                                  self->stride);
  return *tile;
}

static void
snapshot_tiles (Tiles                 *self,
                GtkSnapshot           *snapshot,
                const graphene_rect_t *bounds,
                const graphene_rect_t *view)
{
  float across = bounds->size.width / self->width;
  float down = bounds->size.height / self->height;

  for (guint i = 0; i < self->tiles->len; i++)
    {
      GdkRectangle place = place_tile (self, i);
      graphene_rect_t seen = GRAPHENE_RECT_INIT (bounds->origin.x + place.x * across,
                                                 bounds->origin.y + place.y * down,
                                                 place.width * across, place.height * down);

      if (graphene_rect_intersection (&seen, view, NULL))
        gtk_snapshot_append_texture (snapshot, get_tile (self, i, &place), &seen);
    }
}

/**
 * dz_photo_tiles_snapshot:
 * @texture: a texture; of one that dz_photo_tiles_new() made only the part in @view costs anything
 * @snapshot: where it is drawn
 * @bounds: where all of it would be
 * @view: what of that is seen; something may be drawn beyond it
 *
 * Draws a photo that may reach far beyond the view.
 */
void
dz_photo_tiles_snapshot (GdkTexture            *texture,
                         GtkSnapshot           *snapshot,
                         const graphene_rect_t *bounds,
                         const graphene_rect_t *view)
{
  Tiles *self;

  g_return_if_fail (GDK_IS_TEXTURE (texture) && GTK_IS_SNAPSHOT (snapshot));
  g_return_if_fail (bounds != NULL && view != NULL);

  self = g_object_get_data (G_OBJECT (texture), DATA);
  if (self == NULL || graphene_rect_contains_rect (view, bounds))
    gtk_snapshot_append_texture (snapshot, texture, bounds);
  else
    snapshot_tiles (self, snapshot, bounds, view);
}
