/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-tiles.h"

#include "desk-display.h"

#define WIDTH 900
#define HEIGHT 1200
#define VIEW 300
#define PADDING 5 /* of rows that are not as long as their stride */

static GdkTexture *
new_photo (void)
{
  gsize stride = WIDTH * 3 + PADDING;
  guint8 *pixels = g_malloc0 (stride * HEIGHT);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, stride * HEIGHT);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        pixels[y * stride + x * 3] = (guint8) (x * 255 / WIDTH);
        pixels[y * stride + x * 3 + 1] = (guint8) (y * 255 / HEIGHT);
        pixels[y * stride + x * 3 + 2] = (guint8) ((x + y) / 9);
      }
  return dz_photo_tiles_new (bytes, WIDTH, HEIGHT, stride);
}

static GskRenderNode *
draw_part (GdkTexture            *photo,
           const graphene_rect_t *bounds,
           gboolean               whole)
{
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, VIEW, VIEW);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  if (whole)
    gtk_snapshot_append_texture (snapshot, photo, bounds);
  else
    dz_photo_tiles_snapshot (photo, snapshot, bounds, &view);
  return gtk_snapshot_free_to_node (snapshot);
}

static cairo_surface_t *
paint_part (GdkTexture            *photo,
            const graphene_rect_t *bounds,
            gboolean               whole)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, VIEW, VIEW);
  g_autoptr(GskRenderNode) node = draw_part (photo, bounds, whole);
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
compare_surfaces (cairo_surface_t *one,
                  cairo_surface_t *other)
{
  const guint8 *a = cairo_image_surface_get_data (one);
  const guint8 *b = cairo_image_surface_get_data (other);
  int stride = cairo_image_surface_get_stride (one);
  guint largest = 0;

  for (int y = 0; y < VIEW; y++)
    for (int x = 0; x < VIEW * 4; x++)
      if (x % 4 < 3)
        largest = MAX (largest, (guint) ABS (a[y * stride + x] - b[y * stride + x]));
  return largest;
}

/* Wherever the view is and however large the photo: put together it is the same picture, without
 * a seam. */
static void
test_alike (void)
{
  static const graphene_rect_t places[] = {
    GRAPHENE_RECT_INIT (-256, -256, WIDTH, HEIGHT),
    GRAPHENE_RECT_INIT (-333, -401, WIDTH, HEIGHT),
    GRAPHENE_RECT_INIT (-700.4f, -511.7f, WIDTH * 1.37f, HEIGHT * 1.37f),
    GRAPHENE_RECT_INIT (-100.5f, -90.3f, WIDTH * 0.61f, HEIGHT * 0.61f),
    GRAPHENE_RECT_INIT (60, -3000, WIDTH * 3, HEIGHT * 3),
  };
  g_autoptr(GdkTexture) photo = new_photo ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      cairo_surface_t *whole = paint_part (photo, &places[i], TRUE);
      cairo_surface_t *tiles = paint_part (photo, &places[i], FALSE);

      g_assert_cmpuint (compare_surfaces (whole, tiles), <=, 3);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (tiles);
    }
}

/* Of the twenty tiles at most nine are in a view of little more than the side of one. */
static void
test_few (void)
{
  g_autoptr(GdkTexture) photo = new_photo ();
  graphene_rect_t all = GRAPHENE_RECT_INIT (10, 10, VIEW - 20, VIEW - 20);
  graphene_rect_t part = GRAPHENE_RECT_INIT (-300, -300, WIDTH, HEIGHT);
  g_autoptr(GskRenderNode) one = draw_part (photo, &all, FALSE);
  g_autoptr(GskRenderNode) few = draw_part (photo, &part, FALSE);

  g_assert_cmpint (gsk_render_node_get_node_type (one), ==, GSK_TEXTURE_NODE);
  g_assert_true (gsk_texture_node_get_texture (one) == photo);
  g_assert_cmpint (gsk_render_node_get_node_type (few), ==, GSK_CONTAINER_NODE);
  g_assert_cmpuint (gsk_container_node_get_n_children (few), <=, 9);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/photo-tiles/alike", test_alike);
  g_test_add_func ("/photo-tiles/few", test_few);
  return g_test_run ();
}
