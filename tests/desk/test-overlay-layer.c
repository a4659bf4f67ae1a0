/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overlays over a drawn photo, painted in a thread. */
#include "dz-overlay-layer.h"

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-test-wait.h"

#define WIDTH 48
#define HEIGHT 64
#define PAINTED_S 20

/* Blue wall with a burnt-out and a black patch on it. */
static GdkTexture *
new_photo (void)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * 3);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, WIDTH * HEIGHT * 3);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        gboolean white = x >= 8 && x < 16 && y >= 8 && y < 16;
        gboolean black = x >= 24 && x < 32 && y >= 8 && y < 16;
        guint8 *pixel = pixels + (y * WIDTH + x) * 3;

        pixel[0] = white ? 255 : black ? 0 : 100;
        pixel[1] = white ? 255 : black ? 0 : 180;
        pixel[2] = white ? 200 : black ? 0 : 255;
      }
  return gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_R8G8B8, bytes, WIDTH * 3);
}

static DzMeasurement *
new_measurement (void)
{
  DzMeasurement *measurement = dz_measurement_new ();
  DzLab wall = dz_lab_from_srgb (100, 180, 255);

  dz_measurement_set (measurement, DZ_QUANTITY_WALL_L, wall.L);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_A, wall.a);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_B, wall.b);
  return measurement;
}

static DzOverlayLayer *
new_layer (GdkTexture *photo)
{
  DzOverlayLayer *layer = g_object_ref_sink (g_object_new (DZ_TYPE_OVERLAY_LAYER, NULL));
  g_autoptr(DzMeasurement) measurement = new_measurement ();

  dz_overlay_layer_set_photo (layer, photo);
  dz_overlay_layer_set_numbers (layer, measurement);
  return layer;
}

static gboolean
is_painted (gpointer data)
{
  DzOverlayLayer *layer = data;

  return dz_overlay_layer_get_painted (layer, dz_overlay_layer_get_kind (layer)) != NULL;
}

static guint32
pixel_at (DzOverlayLayer *layer,
          guint           x,
          guint           y)
{
  GdkTexture *painted = dz_overlay_layer_get_painted (layer, dz_overlay_layer_get_kind (layer));
  gsize width = (gsize) gdk_texture_get_width (painted);
  gsize height = (gsize) gdk_texture_get_height (painted);
  g_autofree guint32 *pixels = g_new (guint32, width * height);

  gdk_texture_download (painted, (guchar *) pixels, width * 4);
  return pixels[y * height / HEIGHT * width + x * width / WIDTH];
}

/* Stripes lie over lost light, dots over lost dark, nothing over the rest. */
static void
test_clipped (void)
{
  g_autoptr(GdkTexture) photo = new_photo ();
  DzOverlayLayer *layer = new_layer (photo);
  guint n_dots = 0;

  dz_overlay_layer_show (layer, DZ_OVERLAY_CLIPPED);
  dz_test_wait_for (is_painted, layer, PAINTED_S, "the overlay is painted");
  g_assert_cmphex (pixel_at (layer, 4, 4), ==, 0);
  for (guint i = 8; i < 16; i++)
    {
      g_assert_cmphex (pixel_at (layer, i, 12) >> 24, ==, 0xff);
      n_dots += pixel_at (layer, 16 + i, 12) != 0 ? 1 : 0;
    }
  g_assert_cmphex (pixel_at (layer, 8, 12), !=, pixel_at (layer, 11, 12));
  g_assert_cmpuint (n_dots, ==, 4);
  g_assert_finalize_object (layer);
}

/* The wall is coloured, darker where it is as it should be. */
static void
test_wall (void)
{
  g_autoptr(GdkTexture) photo = new_photo ();
  DzOverlayLayer *layer = new_layer (photo);

  dz_overlay_layer_show (layer, DZ_OVERLAY_WALL);
  dz_test_wait_for (is_painted, layer, PAINTED_S, "the overlay is painted");
  g_assert_cmphex (pixel_at (layer, 2, 2), ==, dz_photo_overlay_heat (0));
  g_assert_cmphex (pixel_at (layer, 12, 12), ==, 0);
  g_assert_cmphex (pixel_at (layer, 20, 62), ==, 0);
  g_assert_finalize_object (layer);
}

/* What was painted is kept for this photo, and only for this one. */
static void
test_kept (void)
{
  g_autoptr(GdkTexture) photo = new_photo ();
  g_autoptr(GdkTexture) other = new_photo ();
  DzOverlayLayer *layer = new_layer (photo);
  GdkTexture *painted;

  dz_overlay_layer_show (layer, DZ_OVERLAY_WALL);
  dz_test_wait_for (is_painted, layer, PAINTED_S, "the overlay is painted");
  painted = dz_overlay_layer_get_painted (layer, DZ_OVERLAY_WALL);
  dz_overlay_layer_show (layer, DZ_OVERLAY_NONE);
  dz_overlay_layer_show (layer, DZ_OVERLAY_WALL);
  g_assert_true (dz_overlay_layer_get_painted (layer, DZ_OVERLAY_WALL) == painted);
  dz_overlay_layer_set_photo (layer, other);
  g_assert_null (dz_overlay_layer_get_painted (layer, DZ_OVERLAY_WALL));
  dz_test_wait_for (is_painted, layer, PAINTED_S, "the other photo's overlay is painted");
  dz_overlay_layer_set_photo (layer, NULL);
  g_assert_null (dz_overlay_layer_get_painted (layer, DZ_OVERLAY_WALL));
  g_assert_finalize_object (layer);
}

/* A wall that was not measured has no overlay; the legend says so. */
static void
test_impossible (void)
{
  g_autoptr(GdkTexture) photo = new_photo ();
  DzOverlayLayer *layer = new_layer (photo);
  GtkWindow *window;

  g_assert_false (dz_photo_overlay_is_possible (DZ_OVERLAY_WALL, NULL));
  g_assert_true (dz_photo_overlay_is_possible (DZ_OVERLAY_CLIPPED, NULL));
  dz_overlay_layer_set_numbers (layer, NULL);
  dz_overlay_layer_show (layer, DZ_OVERLAY_WALL);
  window = desk_display_present (GTK_WIDGET (layer), 300, 300);
  g_assert_null (dz_overlay_layer_get_painted (layer, DZ_OVERLAY_WALL));
  gtk_window_destroy (window);
  g_assert_finalize_object (layer);
}

/* The scale grows lighter throughout, so that it needs no colours to be read. */
static void
test_scale (void)
{
  double last = -1;

  for (guint i = 0; i <= DZ_OVERLAY_DEVIATION_MAX; i++)
    {
      guint32 pixel = dz_photo_overlay_heat (i);
      DzLab lab = dz_lab_from_srgb ((pixel >> 16) & 0xff, (pixel >> 8) & 0xff, pixel & 0xff);

      g_assert_cmpfloat (lab.L, >, last);
      last = lab.L;
    }
  g_assert_cmphex (dz_photo_overlay_heat (99), ==, dz_photo_overlay_heat (20));
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/overlay-layer/clipped", test_clipped);
  g_test_add_func ("/overlay-layer/wall", test_wall);
  g_test_add_func ("/overlay-layer/kept", test_kept);
  g_test_add_func ("/overlay-layer/impossible", test_impossible);
  g_test_add_func ("/overlay-layer/scale", test_scale);
  return g_test_run ();
}
