/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A badge shows the key that is in use, and the button around it tells it too. */
#include "dz-key-badge.h"

#include <adwaita.h>

#include "desk-display.h"
#include "dz-key-tip.h"
#include "dz-keymap.h"

static const char *
get_text (GtkWidget *badge)
{
  return gtk_label_get_label (GTK_LABEL (desk_display_find (badge, GTK_TYPE_LABEL)));
}

static GtkWidget *
new_button (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *badge = dz_key_badge_new ("review.approve");

  g_object_set (badge, "tip", "Approve the photo", NULL);
  gtk_button_set_child (GTK_BUTTON (button), badge);
  return button;
}

static void
test_default (void)
{
  GtkWidget *button = new_button ();
  GtkWindow *window = desk_display_present (button, 200, 100);

  g_assert_cmpstr (get_text (button), ==, "A");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Approve the photo (A)");
  gtk_window_destroy (window);
}

static void
test_changed (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  GtkWidget *button = new_button ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  const DzKeyAction *skip = dz_key_table_find ("review.skip");
  DzKey key = { GDK_KEY_j, 0 };

  dz_keymap_attach (keymap, window);
  gtk_window_set_child (window, button);
  g_assert_cmpstr (get_text (button), ==, "A");
  dz_keymap_set_key (keymap, dz_key_table_find ("review.approve"), &key);
  g_assert_cmpstr (get_text (button), ==, "J");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Approve the photo (J)");
  dz_keymap_reset_all (keymap);
  g_assert_cmpstr (get_text (button), ==, "A");
  dz_keymap_set_key (keymap, skip, &(DzKey) { GDK_KEY_a, 0 });
  g_assert_cmpstr (get_text (button), ==, "Num +");
  dz_keymap_set_key (keymap, skip, &(DzKey) { GDK_KEY_KP_Add, 0 });
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Approve the photo");
  gtk_window_destroy (window);
}

/* A badge lets go of the keys when it leaves its window. */
static void
test_leaving (void)
{
  DzKeymap *keymap = dz_keymap_new (NULL);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *button = g_object_ref_sink (new_button ());

  g_object_add_weak_pointer (G_OBJECT (keymap), (gpointer *) &keymap);
  dz_keymap_attach (keymap, window);
  gtk_window_set_child (window, button);
  gtk_window_set_child (window, NULL);
  gtk_window_destroy (window);
  g_object_unref (keymap);
  g_assert_null (keymap);
  g_assert_finalize_object (button);
}

/* What has no room for a badge tells its key too, whichever it is now, as long as it is there. */
static void
test_tip (void)
{
  DzKeymap *keymap = dz_keymap_new (NULL);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *button = g_object_ref_sink (gtk_menu_button_new ());

  dz_keymap_attach (keymap, window);
  dz_key_tip_follow (button, "win.filter", "Choose");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Choose");
  gtk_window_set_child (window, button);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Choose (Q)");
  dz_keymap_set_key (keymap, dz_key_table_find ("win.filter"), &(DzKey) { GDK_KEY_j, 0 });
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Choose (J)");
  dz_keymap_set_key (keymap, dz_key_table_find ("review.skip"), &(DzKey) { GDK_KEY_j, 0 });
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Choose");
  gtk_window_set_child (window, NULL);
  gtk_window_destroy (window);
  g_assert_finalize_object (keymap);
  g_assert_finalize_object (button);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/key-badge/default", test_default);
  g_test_add_func ("/key-badge/changed", test_changed);
  g_test_add_func ("/key-badge/leaving", test_leaving);
  g_test_add_func ("/key-badge/tip", test_tip);
  return g_test_run ();
}
