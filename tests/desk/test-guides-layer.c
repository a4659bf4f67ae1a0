/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dragging lines over a photo. */
#include "dz-photo-view.h"

#include <math.h>

#include "desk-display.h"
#include "desk-samples.h"

#define PHOTO_WIDTH 480
#define PHOTO_HEIGHT 640

typedef struct
{
  GtkWindow   *window;
  DzPhotoView *view;
  DzJudging   *judging;
} Desk;

static void
changed_cb (Desk *desk)
{
  dz_photo_view_take_guides (desk->view, dz_photo_guides_new (desk->judging));
}

static void
line_moved_cb (Desk   *desk,
               guint   line,
               double  y)
{
  dz_judging_move (desk->judging, (DzLine) line, y);
}

static GdkTexture *
new_texture (void)
{
  gsize length = PHOTO_WIDTH * PHOTO_HEIGHT * 3;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (length), length);

  return gdk_memory_texture_new (PHOTO_WIDTH, PHOTO_HEIGHT, GDK_MEMORY_R8G8B8, bytes,
                                 PHOTO_WIDTH * 3);
}

static void
open_desk (Desk *desk)
{
  g_autoptr(GdkTexture) texture = new_texture ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  desk->judging = dz_judging_new ();
  desk->view = DZ_PHOTO_VIEW (dz_photo_view_new ());
  dz_photo_view_show_texture (desk->view, texture);
  g_signal_connect_swapped (desk->judging, "changed", G_CALLBACK (changed_cb), desk);
  g_signal_connect_swapped (desk->view, "line-moved", G_CALLBACK (line_moved_cb), desk);
  dz_judging_set_item (desk->judging, item);
  desk->window = desk_display_present (GTK_WIDGET (desk->view), 700, 500);
}

static void
close_desk (Desk *desk)
{
  gtk_window_destroy (desk->window);
  g_assert_finalize_object (desk->judging);
}

static GtkGesture *
find_drag (Desk *desk)
{
  g_autoptr(GListModel) controllers
      = gtk_widget_observe_controllers (GTK_WIDGET (dz_photo_view_get_guides (desk->view)));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  return NULL;
}

/* As the view lays it out: fitted, 24 px from the upper edge. */
static double
scale_of (Desk *desk)
{
  return (gtk_widget_get_height (GTK_WIDGET (desk->view)) - 48.0) / PHOTO_HEIGHT;
}

static double
y_of (Desk  *desk,
      double photo_y)
{
  return 24 + photo_y * scale_of (desk);
}

static void
drag (Desk  *desk,
      double photo_y,
      double by_px)
{
  GtkGesture *gesture = find_drag (desk);

  g_signal_emit_by_name (gesture, "drag-begin", 300.0, y_of (desk, photo_y));
  g_signal_emit_by_name (gesture, "drag-update", 0.0, by_px * scale_of (desk) / 2);
  g_signal_emit_by_name (gesture, "drag-update", 3.0, by_px * scale_of (desk));
  g_signal_emit_by_name (gesture, "drag-end", 3.0, by_px * scale_of (desk));
}

/* A line follows the pointer, wherever it was taken within reach. */
static void
test_drag (void)
{
  Desk desk;

  open_desk (&desk);
  drag (&desk, 78, 20);
  g_assert_cmpfloat_with_epsilon (dz_judging_get_line (desk.judging, DZ_LINE_CROWN), 98, 1);
  drag (&desk, 400, -30);
  g_assert_cmpfloat_with_epsilon (dz_judging_get_line (desk.judging, DZ_LINE_CHIN), 368, 1);
  g_assert_true (isnan (dz_judging_get_correction (desk.judging)->eye_y));
  close_desk (&desk);
}

/* Beside the lines nothing is taken, and touching a line does not move it. */
static void
test_beside (void)
{
  Desk desk;

  open_desk (&desk);
  drag (&desk, 160, 30);
  drag (&desk, 78, 0);
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (desk.judging)));
  close_desk (&desk);
}

/* A line that is held when the next photo comes is let go. */
static void
test_next_photo (void)
{
  g_autoptr(GdkTexture) texture = new_texture ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  Desk desk;
  GtkGesture *gesture;

  open_desk (&desk);
  gesture = find_drag (&desk);
  g_signal_emit_by_name (gesture, "drag-begin", 300.0, y_of (&desk, 78));
  dz_guides_layer_hold (dz_photo_view_get_guides (desk.view), DZ_LINE_EYES);
  dz_photo_view_show_texture (desk.view, texture);
  item->submission->version++;
  dz_judging_set_item (desk.judging, item);
  g_signal_emit_by_name (gesture, "drag-update", 0.0, 40.0);
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (desk.judging)));
  g_assert_cmpint (dz_guides_layer_get_held (dz_photo_view_get_guides (desk.view)), ==,
                   DZ_GUIDE_NO_LINE);
  close_desk (&desk);
}

/* A region is framed where it is on the photo; it is gone with the photo. */
static void
test_region (void)
{
  g_autoptr(GdkTexture) texture = new_texture ();
  const DzRegion region = { 120, 160, 48, 96 };
  graphene_rect_t bounds;
  Desk desk;

  open_desk (&desk);
  dz_photo_view_show_region (desk.view, &region, TRUE);
  g_assert_true (dz_region_layer_get_bounds (dz_photo_view_get_region (desk.view), &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.y, y_of (&desk, 160), 1);
  g_assert_cmpfloat_with_epsilon (bounds.size.height, 96 * scale_of (&desk), 1);
  g_assert_true (dz_region_layer_has_inset (dz_photo_view_get_region (desk.view)));
  dz_photo_view_show_region (desk.view, &region, FALSE);
  g_assert_false (dz_region_layer_has_inset (dz_photo_view_get_region (desk.view)));
  dz_photo_view_show_texture (desk.view, texture);
  g_assert_false (dz_region_layer_get_bounds (dz_photo_view_get_region (desk.view), &bounds));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/guides-layer/drag", test_drag);
  g_test_add_func ("/guides-layer/beside", test_beside);
  g_test_add_func ("/guides-layer/next-photo", test_next_photo);
  g_test_add_func ("/guides-layer/region", test_region);
  return g_test_run ();
}
