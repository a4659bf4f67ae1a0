/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A side stands beside a photo, or over it where there is no room for both. */
#include "dz-side-fold.h"
#include "dz-side-handle.h"

#include <adwaita.h>

#include "desk-display.h"

#define HEIGHT 300

typedef struct
{
  GtkWindow  *window;
  DzSideFold *fold;
  GtkWidget  *content;
  GtkWidget  *side;
  GtkWidget  *toggle;
  guint       n_notified;
} Desk;

static void
notified_cb (Desk *desk)
{
  desk->n_notified++;
}

static void
place (Desk *desk,
       int   width)
{
  gtk_widget_allocate (GTK_WIDGET (desk->fold), width, HEIGHT, -1, NULL);
}

static void
open_desk (Desk *desk)
{
  desk->content = gtk_drawing_area_new ();
  gtk_widget_set_size_request (desk->content, 240, 100);
  desk->side = gtk_drawing_area_new ();
  gtk_widget_set_size_request (desk->side, 320, 100);
  desk->toggle = gtk_toggle_button_new_with_label ("Findings");
  desk->fold = g_object_new (DZ_TYPE_SIDE_FOLD, "toggle", desk->toggle, "side", desk->side,
                             "content", desk->content, NULL);
  desk->n_notified = 0;
  g_signal_connect_swapped (desk->fold, "notify::side-shown", G_CALLBACK (notified_cb), desk);
  desk->window = desk_display_present (GTK_WIDGET (desk->fold), 1000, HEIGHT);
}

/* The larger one gives way first, then the side, and then they no longer stand side by side. */
static void
test_widths (void)
{
  Desk desk;

  open_desk (&desk);
  place (&desk, 1200);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 720);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 480);
  place (&desk, 800);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 460);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 340);
  place (&desk, 560);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 240);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 320);
  g_assert_false (dz_side_fold_is_folded (desk.fold));
  g_assert_false (gtk_widget_get_child_visible (desk.toggle));
  place (&desk, 559);
  g_assert_true (dz_side_fold_is_folded (desk.fold));
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 559);
  g_assert_false (gtk_widget_get_child_visible (desk.side));
  g_assert_true (gtk_widget_get_child_visible (desk.toggle));
  gtk_window_destroy (desk.window);
}

/* Nobody who makes the window narrow for a while loses what they chose for the wide one. */
static void
test_chosen (void)
{
  Desk desk;
  gboolean beside;

  open_desk (&desk);
  place (&desk, 1000);
  g_assert_true (dz_side_fold_get_side_shown (desk.fold));
  place (&desk, 400);
  g_assert_false (dz_side_fold_get_side_shown (desk.fold));
  g_assert_cmpuint (desk.n_notified, ==, 1);
  dz_side_fold_set_side_shown (desk.fold, TRUE);
  place (&desk, 400);
  g_assert_true (gtk_widget_get_child_visible (desk.side));
  g_assert_true (gtk_widget_get_child_visible (desk.content));
  g_assert_cmpuint (desk.n_notified, ==, 2);
  place (&desk, 1000);
  place (&desk, 400);
  g_assert_false (dz_side_fold_get_side_shown (desk.fold));
  place (&desk, 1000);
  dz_side_fold_set_side_shown (desk.fold, FALSE);
  g_object_get (desk.fold, "beside", &beside, NULL);
  g_assert_false (beside);
  place (&desk, 1000);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 1000);
  g_assert_true (gtk_widget_get_child_visible (desk.toggle));
  gtk_window_destroy (desk.window);
}

/* The line between them goes where it is dragged, as far as both have room, and back. */
static void
test_dragged (void)
{
  Desk desk;
  GtkWidget *handle;
  int width;

  open_desk (&desk);
  handle = desk_display_find (GTK_WIDGET (desk.fold), DZ_TYPE_SIDE_HANDLE);
  place (&desk, 1000);
  g_assert_true (gtk_widget_get_child_visible (handle));
  g_signal_emit_by_name (handle, "dragged", 600.0);
  place (&desk, 1000);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 400);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 600);
  g_signal_emit_by_name (handle, "stepped", -24);
  place (&desk, 1000);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 424);
  g_object_get (desk.fold, "side-width", &width, NULL);
  g_assert_cmpint (width, ==, 424);
  g_signal_emit_by_name (handle, "dragged", 10.0);
  place (&desk, 1000);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 240);
  g_signal_emit_by_name (handle, "dragged", 990.0);
  place (&desk, 1000);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 320);
  g_signal_emit_by_name (handle, "reset");
  place (&desk, 1000);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 480);
  place (&desk, 400);
  g_assert_false (gtk_widget_get_child_visible (handle));
  gtk_window_destroy (desk.window);
}

/* Large text has more room for itself, but leaves half to the photo. */
static void
test_large_text (void)
{
  Desk desk;

  open_desk (&desk);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  place (&desk, 1280);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 640);
  place (&desk, 2400);
  g_assert_cmpint (gtk_widget_get_width (desk.side), ==, 960);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  gtk_window_destroy (desk.window);
}

/* What somebody writes there is not taken away from them. */
static void
test_pinned (void)
{
  Desk desk;

  open_desk (&desk);
  place (&desk, 400);
  dz_side_fold_set_pinned (desk.fold, TRUE);
  place (&desk, 400);
  g_assert_true (gtk_widget_get_child_visible (desk.side));
  g_assert_false (gtk_widget_get_child_visible (desk.toggle));
  g_assert_cmpint (gtk_widget_get_height (desk.side), ==, HEIGHT);
  dz_side_fold_set_pinned (desk.fold, FALSE);
  place (&desk, 400);
  g_assert_false (gtk_widget_get_child_visible (desk.side));
  gtk_window_destroy (desk.window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/side-fold/widths", test_widths);
  g_test_add_func ("/side-fold/chosen", test_chosen);
  g_test_add_func ("/side-fold/pinned", test_pinned);
  g_test_add_func ("/side-fold/dragged", test_dragged);
  g_test_add_func ("/side-fold/large-text", test_large_text);
  return g_test_run ();
}
