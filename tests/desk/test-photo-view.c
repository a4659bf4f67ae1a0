/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-view.h"

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-test-wait.h"

#include <string.h>

#define PAINTED_S 20

static GdkTexture *
new_texture (int    width,
             int    height,
             guint8 level)
{
  gsize length = (gsize) width * (gsize) height * 3;
  guint8 *pixels = g_malloc (length);
  g_autoptr(GBytes) bytes = NULL;

  memset (pixels, level, length);
  bytes = g_bytes_new_take (pixels, length);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, bytes, (gsize) width * 3);
}

static gboolean
is_painted (gpointer view)
{
  return dz_photo_view_get_shown_ms (view) > 0;
}

/* Nothing counts as shown before a frame with it has left for the screen. */
static void
test_painted (void)
{
  g_autoptr(GdkTexture) first = new_texture (48, 64, 255);
  g_autoptr(GdkTexture) second = new_texture (48, 64, 0);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);

  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), first);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the first photo is painted");
  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), second);
  g_assert_true (dz_photo_view_get_texture (DZ_PHOTO_VIEW (view)) == second);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the second photo is painted");
  gtk_window_destroy (window);
}

/* The same photo, sharper, has been on the screen all the while. */
static void
test_replace (void)
{
  g_autoptr(GdkTexture) soft = new_texture (48, 64, 128);
  g_autoptr(GdkTexture) sharp = new_texture (96, 128, 128);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);

  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), soft);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is painted");
  dz_photo_view_replace (DZ_PHOTO_VIEW (view), sharp);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), >, 0);
  gtk_window_destroy (window);
}

/* A photo that was hidden for a while has to be seen again before it counts. */
static void
test_hidden (void)
{
  g_autoptr(GdkTexture) texture = new_texture (48, 64, 255);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);

  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), texture);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is painted");
  gtk_widget_set_visible (view, FALSE);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  gtk_widget_set_visible (view, TRUE);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is painted again");
  gtk_window_destroy (window);
}

static void
test_problem (void)
{
  g_autoptr(GdkTexture) texture = new_texture (48, 64, 255);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);

  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), texture);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is painted");
  dz_photo_view_show_problem (DZ_PHOTO_VIEW (view), "not this one");
  g_assert_null (dz_photo_view_get_texture (DZ_PHOTO_VIEW (view)));
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  g_assert_true (gtk_widget_get_visible (desk_display_find_text (view, "not this one")));
  gtk_window_destroy (window);
}

static GBytes *
dup_pixels (GtkWidget *view,
            int        width,
            int        height)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (view);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  gsize stride = (gsize) width * 4;
  guint8 *pixels = g_malloc (stride * (gsize) height);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (view)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, stride * (gsize) height);
}

/* The corner is neutral mid-grey, the middle is the photo. */
static void
test_surround (void)
{
  g_autoptr(GdkTexture) texture = new_texture (48, 64, 255);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);
  g_autoptr(GBytes) bytes = NULL;
  const guint8 *pixels;

  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), texture);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is painted");
  bytes = dup_pixels (view, 300, 400);
  pixels = g_bytes_get_data (bytes, NULL);
  for (guint channel = 0; channel < 3; channel++)
    {
      g_assert_cmpuint (pixels[channel], ==, 0x77);
      g_assert_cmpuint (pixels[(200 * 300 + 150) * 4 + channel], ==, 255);
    }
  gtk_window_destroy (window);
}

/* A region is dimmed around and shown larger, which takes the room of the guides; over an overlay,
 * whose colours are read, only its frame is drawn. */
static void
test_region_on_overlay (void)
{
  static const DzRegion eye = { 200, 200, 40, 40 };
  g_autoptr(GdkTexture) photo = new_texture (48, 64, 128);
  GtkWidget *widget = dz_photo_view_new ();
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = desk_display_present (widget, 300, 400);
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  g_autoptr(DzJudging) judging = dz_judging_new ();

  dz_photo_view_show_texture (view, photo);
  dz_judging_set_item (judging, item);
  dz_photo_view_take_guides (view, dz_photo_guides_new (judging));
  dz_test_wait_for (is_painted, widget, PAINTED_S, "the photo is painted");
  dz_photo_view_show_region (view, &eye, TRUE);
  g_assert_true (dz_region_layer_has_inset (dz_photo_view_get_region (view)));
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (dz_photo_view_get_guides (view))));
  dz_overlay_layer_show (dz_photo_view_get_overlay (view), DZ_OVERLAY_CLIPPED);
  g_assert_false (dz_region_layer_has_inset (dz_photo_view_get_region (view)));
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (dz_photo_view_get_guides (view))));
  dz_overlay_layer_show (dz_photo_view_get_overlay (view), DZ_OVERLAY_NONE);
  g_assert_true (dz_region_layer_has_inset (dz_photo_view_get_region (view)));
  gtk_window_destroy (window);
}

static void
test_finalize (void)
{
  GtkWidget *view = g_object_ref_sink (dz_photo_view_new ());

  g_assert_finalize_object (view);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/photo-view/painted", test_painted);
  g_test_add_func ("/photo-view/replace", test_replace);
  g_test_add_func ("/photo-view/hidden", test_hidden);
  g_test_add_func ("/photo-view/problem", test_problem);
  g_test_add_func ("/photo-view/surround", test_surround);
  g_test_add_func ("/photo-view/region-on-overlay", test_region_on_overlay);
  g_test_add_func ("/photo-view/finalize", test_finalize);
  return g_test_run ();
}
