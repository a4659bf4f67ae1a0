/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-view.h"

#include <adwaita.h>

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

/* While another photo lies over it, a photo is not on the screen; then it has to be seen anew. */
static void
test_lay_over (void)
{
  g_autoptr(GdkTexture) texture = new_texture (48, 64, 255);
  g_autoptr(GdkTexture) other = new_texture (96, 128, 0);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);

  dz_photo_view_lay_over (DZ_PHOTO_VIEW (view), other, NULL, "Attempt 1");
  g_assert_false (dz_photo_view_is_laid_over (DZ_PHOTO_VIEW (view))); /* over nothing */
  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), texture);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is painted");
  dz_photo_view_lay_over (DZ_PHOTO_VIEW (view), other, NULL, "Attempt 1");
  g_assert_true (dz_photo_view_is_laid_over (DZ_PHOTO_VIEW (view)));
  g_assert_nonnull (desk_display_find_text (view, "Attempt 1"));
  g_assert_true (dz_photo_view_get_texture (DZ_PHOTO_VIEW (view)) == texture);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  dz_photo_view_lay_over (DZ_PHOTO_VIEW (view), NULL, NULL, NULL);
  g_assert_cmpuint (dz_photo_view_get_shown_ms (DZ_PHOTO_VIEW (view)), ==, 0);
  dz_test_wait_for (is_painted, view, PAINTED_S, "the photo is back");
  dz_photo_view_lay_over (DZ_PHOTO_VIEW (view), other, NULL, "Attempt 1");
  dz_photo_view_show_texture (DZ_PHOTO_VIEW (view), other); /* the next one */
  g_assert_false (dz_photo_view_is_laid_over (DZ_PHOTO_VIEW (view)));
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

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_counted (gpointer count)
{
  return *(guint *) count > 0;
}

/* What is asked of a view is seen with its next frame. */
static void
wait_drawn (GtkWidget *view)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);
  guint count = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &count);

  gtk_widget_queue_draw (view);
  dz_test_wait_for (is_counted, &count, PAINTED_S, "a frame is painted");
  g_signal_handler_disconnect (clock, id);
}

static GBytes *
dup_pixels (GtkWidget *view,
            int        width,
            int        height)
{
  g_autoptr(GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  gsize stride = (gsize) width * 4;
  guint8 *pixels = g_malloc (stride * (gsize) height);

  wait_drawn (view);
  paintable = gtk_widget_paintable_new (view);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (view)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, stride * (gsize) height);
}

/* The corner is neutral mid-grey, the middle is the photo, whatever the theme. */
static void
test_surround (gconstpointer data)
{
  g_autoptr(GdkTexture) texture = new_texture (48, 64, 255);
  GtkWidget *view = dz_photo_view_new ();
  GtkWindow *window = desk_display_present (view, 300, 400);
  g_autoptr(GBytes) bytes = NULL;
  const guint8 *pixels;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      (AdwColorScheme) GPOINTER_TO_UINT (data));
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

/* A grey photo of 480×640 px with a white spot of 20 px where an eye is, and what holds it. */
#define SPOT_X 190
#define SPOT_Y 240
#define SPOT 20

static const DzPhotoAnchor anchor = { 480, 640, 240, 250, 130, 78, 398, FALSE };

static GdkTexture *
new_spotted (guint8 ground)
{
  gsize stride = 480 * 3;
  guint8 *pixels = g_malloc (stride * 640);
  g_autoptr(GBytes) bytes = NULL;

  memset (pixels, ground, stride * 640);
  for (guint y = SPOT_Y; y < SPOT_Y + SPOT; y++)
    memset (pixels + y * stride + SPOT_X * 3, 255, SPOT * 3);
  bytes = g_bytes_new_take (pixels, stride * 640);
  return gdk_memory_texture_new (480, 640, GDK_MEMORY_R8G8B8, bytes, stride);
}

static guint8
level_at (GBytes *pixels,
          int     width,
          double  x,
          double  y)
{
  const guint8 *data = g_bytes_get_data (pixels, NULL);

  return data[((gsize) y * (gsize) width + (gsize) x) * 4 + 1];
}

/* Presents a measured photo with a finding at its white spot, and guides. */
static GtkWindow *
present_spotted (GtkWidget *widget)
{
  static const DzRegion spot = { SPOT_X, SPOT_Y, SPOT, SPOT };
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = desk_display_present (widget, 300, 400);
  g_autoptr(GdkTexture) photo = new_spotted (60);
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  g_autoptr(DzJudging) judging = dz_judging_new ();

  dz_photo_view_show_texture (view, photo);
  dz_judging_set_item (judging, item);
  dz_photo_view_take_guides (view, dz_photo_guides_new (judging));
  dz_photo_view_set_anchor (view, &anchor);
  gtk_widget_set_visible (GTK_WIDGET (dz_photo_view_get_guides (view)), FALSE);
  dz_photo_view_show_region (view, &spot, FALSE);
  dz_test_wait_for (is_painted, widget, PAINTED_S, "the photo is painted");
  return window;
}

/* The region is drawn round what it means, whatever part of the photo is seen. */
static void
assert_region_on_spot (GtkWidget *widget)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr(GBytes) pixels = dup_pixels (widget, width, height);
  graphene_rect_t spot;
  graphene_point_t middle;

  g_assert_true (
      dz_region_layer_get_bounds (dz_photo_view_get_region (DZ_PHOTO_VIEW (widget)), &spot));
  graphene_rect_get_center (&spot, &middle);
  g_assert_cmpuint (level_at (pixels, width, middle.x, middle.y), ==, 255);
  g_assert_cmpuint (level_at (pixels, width, spot.origin.x + 2, middle.y), ==, 255);
  g_assert_cmpuint (level_at (pixels, width, spot.origin.x + spot.size.width - 2, middle.y), ==,
                    255);
  g_assert_cmpuint (level_at (pixels, width, spot.origin.x - 6, middle.y), <, 60);
  g_assert_cmpuint (level_at (pixels, width, middle.x, spot.origin.y - 6), <, 60);
}

static void
test_layers_follow (void)
{
  GtkWidget *widget = dz_photo_view_new ();
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = present_spotted (widget);
  static const DzZoom zooms[] = { DZ_ZOOM_FIT, DZ_ZOOM_FACE, DZ_ZOOM_EYES, DZ_ZOOM_SHOULDERS,
                                  DZ_ZOOM_PIXELS };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      dz_photo_view_zoom_to (view, zooms[i]);
      assert_region_on_spot (widget);
    }
  dz_photo_view_zoom_by (view, 1.7, 150, 200);
  assert_region_on_spot (widget);
  dz_photo_view_pan (view, 21, -13);
  assert_region_on_spot (widget);
  gtk_window_destroy (window);
}

/* A place that is not seen darkens nothing. */
static void
test_region_out_of_sight (void)
{
  static const DzRegion above = { 200, 0, 80, 60 };
  GtkWidget *widget = dz_photo_view_new ();
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = present_spotted (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr(GBytes) whole = NULL;
  g_autoptr(GBytes) eyes = NULL;

  dz_photo_view_show_region (view, &above, FALSE);
  whole = dup_pixels (widget, width, height);
  g_assert_cmpuint (level_at (whole, width, width / 2.0, height / 2.0), <, 60);
  dz_photo_view_zoom_to (view, DZ_ZOOM_EYES);
  eyes = dup_pixels (widget, width, height);
  g_assert_cmpuint (level_at (eyes, width, width / 2.0, height / 2.0), ==, 60);
  gtk_window_destroy (window);
}

/* What is sharper is painted where the photo is shown larger, and only there. */
static void
test_sharper (void)
{
  GtkWidget *widget = dz_photo_view_new ();
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = present_spotted (widget);
  g_autoptr(GdkTexture) sharp = new_texture (960, 1280, 200);
  g_autoptr(GBytes) whole = NULL;
  g_autoptr(GBytes) eyes = NULL;
  g_autoptr(GBytes) next = NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  dz_photo_view_show_region (view, NULL, FALSE);
  dz_photo_view_set_close_up (view, sharp);
  whole = dup_pixels (widget, width, height);
  g_assert_cmpuint (level_at (whole, width, width / 2.0, height / 2.0), ==, 60);
  dz_photo_view_zoom_to (view, DZ_ZOOM_EYES);
  g_assert_cmpuint (dz_photo_view_get_wanted_width (view), >, 480);
  eyes = dup_pixels (widget, width, height);
  g_assert_cmpuint (level_at (eyes, width, width / 2.0, height / 2.0), ==, 200);
  dz_photo_view_show_texture (view, dz_photo_view_get_texture (view));
  next = dup_pixels (widget, width, height);
  g_assert_cmpuint (level_at (next, width, width / 2.0, height / 2.0), ==, 60);
  g_assert_cmpint (dz_photo_view_get_viewport (view)->zoom, ==, DZ_ZOOM_EYES);
  gtk_window_destroy (window);
}

/* How the photo is looked at stands in the corner; 100 % goes and comes by one key. */
static void
test_zoom_said (void)
{
  GtkWidget *widget = dz_photo_view_new ();
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = present_spotted (widget);
  g_autofree char *eyes = NULL;
  g_autofree char *pixels = NULL;
  guint count = 0;

  g_signal_connect_swapped (view, "zoomed", G_CALLBACK (count_cb), &count);
  dz_photo_view_zoom_to (view, DZ_ZOOM_EYES);
  eyes = dz_photo_view_dup_zoom_text (view);
  g_assert_true (gtk_widget_get_visible (desk_display_find_text (widget, eyes)));
  g_assert_true (g_str_has_prefix (eyes, "Eyes 1"));
  dz_photo_view_toggle_pixels (view);
  pixels = dz_photo_view_dup_zoom_text (view);
  g_assert_cmpstr (pixels, ==, "Pixel by pixel 100 %");
  dz_photo_view_toggle_pixels (view);
  g_assert_cmpint (dz_photo_view_get_viewport (view)->zoom, ==, DZ_ZOOM_EYES);
  g_assert_cmpuint (count, ==, 3);
  dz_photo_view_zoom_to (view, DZ_ZOOM_FIT);
  g_assert_false (gtk_widget_get_visible (desk_display_find_text (widget, eyes)));
  gtk_window_destroy (window);
}

/* What is not delivered is dark, and the frame stays with the photo when it is seen larger. */
static void
test_frame (void)
{
  static const DzCrop crop = { 180, 230, 120, 160, 0, 120, 160, DZ_CROP_RENDERING };
  static const DzZoom zooms[] = { DZ_ZOOM_FIT, DZ_ZOOM_FACE };
  GtkWidget *widget = dz_photo_view_new ();
  DzPhotoView *view = DZ_PHOTO_VIEW (widget);
  GtkWindow *window = present_spotted (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  dz_photo_view_show_region (view, NULL, FALSE);
  dz_frame_layer_show (dz_photo_view_get_frame (view), &crop, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autoptr(GBytes) pixels = NULL;
      graphene_rect_t bounds;
      double x;
      double y;

      dz_photo_view_zoom_to (view, zooms[i]);
      pixels = dup_pixels (widget, width, height);
      g_assert_true (dz_frame_layer_get_corner (dz_photo_view_get_frame (view), 0, &x, &y));
      bounds = dz_photo_view_find_bounds (view);
      g_assert_cmpfloat_with_epsilon (x, bounds.origin.x + 180 * bounds.size.width / 480, 0.01);
      g_assert_cmpuint (level_at (pixels, width, x + 5, y + 60), ==, 60);
      g_assert_cmpuint (level_at (pixels, width, x - 5, y + 60), <, 30);
      g_assert_cmpuint (level_at (pixels, width, x + 5, y - 5), <, 30);
    }
  dz_photo_view_show_texture (view, dz_photo_view_get_texture (view));
  g_assert_false (dz_frame_layer_get_corner (dz_photo_view_get_frame (view), 0, &(double) { 0 },
                                             &(double) { 0 }));
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
  g_test_add_func ("/photo-view/lay-over", test_lay_over);
  g_test_add_func ("/photo-view/problem", test_problem);
  g_test_add_data_func ("/photo-view/surround/light",
                        GUINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), test_surround);
  g_test_add_data_func ("/photo-view/surround/dark",
                        GUINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK), test_surround);
  g_test_add_func ("/photo-view/region-on-overlay", test_region_on_overlay);
  g_test_add_func ("/photo-view/layers-follow", test_layers_follow);
  g_test_add_func ("/photo-view/region-out-of-sight", test_region_out_of_sight);
  g_test_add_func ("/photo-view/sharper", test_sharper);
  g_test_add_func ("/photo-view/zoom-said", test_zoom_said);
  g_test_add_func ("/photo-view/frame", test_frame);
  g_test_add_func ("/photo-view/finalize", test_finalize);
  return g_test_run ();
}
