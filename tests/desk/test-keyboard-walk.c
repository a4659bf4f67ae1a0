/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window without a pointer, on a real service: all that can have the keyboard gets it by
 * Tab, Escape leads out of whatever a key has opened, and then the photo has the keyboard again. */
#include "desk-window.h"

#include "desk-display.h"
#include "desk-keys.h"
#include "desk-walk.h"
#include "dz-escalate-pane.h"
#include "dz-holders-popover.h"
#include "dz-override-pane.h"
#include "dz-reject-pane.h"
#include "dz-test-wait.h"
#include "dz-twin-view.h"
#include "twins-world.h"

#define LONG_S 60
#define TITLE "Photos walked through"
#define OTHER_TITLE "Another window"

/* One for all tests: a service takes its time to start. */
static DeskWindow desk;

/* ---- opening ---- */

/* Two of one student, so that there is something to compare with, and two to be decided; too wide,
 * so that approving one takes a reason. */
static void
send_photos (void)
{
  g_autofree char *identity = world_verify (0);
  g_autoptr(GBytes) photo = world_paint_too_wide (1);
  g_autofree char *refused = world_send (identity, photo, "in-review");

  world_decide (refused, DZ_VERDICT_REJECT);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GBytes) next = world_paint_too_wide (i + 2);
      g_autofree char *submission = i == 0 ? world_send (identity, next, "in-review")
                                           : world_upload (i, next, "in-review");
    }
}

static void
open_all (void)
{
  world.types = TRUE;
  world.supervises = TRUE;
  world_open ();
  send_photos ();
  desk_window_open (&desk, world.service->staff_url, NULL);
  desk_window_sign_in (&desk, TYPIST, TYPIST_PASSWORD);
  desk_window_wait_readable (&desk);
  desk_window_take_keyboard (&desk, TITLE);
}

static void
close_all (void)
{
  desk_window_close (&desk);
  world_close ();
}

/* ---- beside the photo ---- */

static gboolean
has_keyboard (gpointer widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk.window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
has_side (gpointer type)
{
  return desk_display_has (desk.page, GPOINTER_TO_SIZE (type));
}

static gboolean
has_left (gpointer type)
{
  return !has_side (type) && has_keyboard (desk.photo);
}

static void
test_photo (void)
{
  desk_walk_through (GTK_WINDOW (desk.window), GTK_WIDGET (desk.window), "photo");
  desk_keys_send ("Escape");
  dz_test_wait_for (has_keyboard, desk.photo, LONG_S, "Escape leads to the photo");
}

static void
test_sides (void)
{
  const struct
  {
    const char *key;
    GType type;
  } sides[] = {
    { "a", DZ_TYPE_OVERRIDE_PANE },
    { "r", DZ_TYPE_REJECT_PANE },
    { "e", DZ_TYPE_ESCALATE_PANE },
    { "c", DZ_TYPE_TWIN_VIEW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      gpointer type = GSIZE_TO_POINTER (sides[i].type);

      desk_keys_send (sides[i].key);
      dz_test_wait_for (has_side, type, LONG_S, g_type_name (sides[i].type));
      desk_walk_through (GTK_WINDOW (desk.window), GTK_WIDGET (desk.window),
                         g_type_name (sides[i].type));
      desk_keys_send ("Escape");
      dz_test_wait_for (has_left, type, LONG_S, "the photo has the keyboard again");
    }
}

/* ---- over the window ---- */

static GtkWidget *
find_popover (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_POPOVER (root) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_popover (child);
  return found;
}

static gboolean
has_popover (gpointer data)
{
  return find_popover (GTK_WIDGET (desk.window)) != NULL;
}

/* The list of holders has to be fetched. */
static gboolean
has_keyboard_inside (gpointer data)
{
  GtkWidget *popover = find_popover (GTK_WIDGET (desk.window));

  return popover != NULL && has_keyboard (popover)
         && (!DZ_IS_HOLDERS_POPOVER (popover)
             || desk_display_find (popover, GTK_TYPE_LIST_BOX_ROW) != NULL);
}

static gboolean
has_no_popover (gpointer data)
{
  return !has_popover (NULL);
}

static void
open_popover (const char *key)
{
  desk_keys_send (key);
  dz_test_wait_for (has_keyboard_inside, NULL, LONG_S, key);
}

static void
close_popover (GtkWidget  *back,
               const char *key)
{
  desk_keys_send ("Escape");
  dz_test_wait_for (has_no_popover, NULL, LONG_S, "Escape closes it");
  dz_test_wait_for (has_keyboard, back, LONG_S, key);
}

/* The filter, the holders and the menu; a key judges at once when they are closed. */
static void
test_popovers (void)
{
  static const char *const keys[] = { "q", "w", "F10" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      open_popover (keys[i]);
      desk_walk_through (GTK_WINDOW (desk.window), find_popover (GTK_WIDGET (desk.window)),
                         keys[i]);
      close_popover (GTK_WIDGET (desk.photo), keys[i]);
    }
  desk_keys_send ("r");
  dz_test_wait_for (has_side, GSIZE_TO_POINTER (DZ_TYPE_REJECT_PANE), LONG_S, "the key acts");
  desk_keys_send ("Escape");
  dz_test_wait_for (has_left, GSIZE_TO_POINTER (DZ_TYPE_REJECT_PANE), LONG_S, "it is left");
}

/* Who looks into the menu while writing goes on writing, and nothing of the text is marked. */
static void
test_writing (void)
{
  GtkWidget *find;

  desk_keys_send ("r");
  dz_test_wait_for (has_side, GSIZE_TO_POINTER (DZ_TYPE_REJECT_PANE), LONG_S, "it is rejected");
  find = desk_display_find_text (desk_display_find (desk.page, DZ_TYPE_REJECT_PANE),
                                 "Type a word, or initials of pinyin");
  desk_keys_press (GTK_WINDOW (desk.window), "slash", "x", "y", NULL);
  g_assert_true (has_keyboard (find));
  open_popover ("F10");
  close_popover (find, "the text has the keyboard again");
  desk_keys_press (GTK_WINDOW (desk.window), "z", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find)), ==, "xyz");
  for (guint i = 0; i < 3 && has_side (GSIZE_TO_POINTER (DZ_TYPE_REJECT_PANE)); i++)
    desk_keys_press (GTK_WINDOW (desk.window), "Escape", NULL);
  dz_test_wait_for (has_left, GSIZE_TO_POINTER (DZ_TYPE_REJECT_PANE), LONG_S, "it is left");
}

static GtkWindow *
find_other_window (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_window_get_transient_for (at->data) == GTK_WINDOW (desk.window)
        && gtk_widget_get_mapped (at->data))
      return at->data;
  return NULL;
}

static gboolean
has_other_window (gpointer data)
{
  return find_other_window () != NULL;
}

static gboolean
has_no_other_window (gpointer data)
{
  return find_other_window () == NULL;
}

static GtkWindow *
wait_other_window (const char *key)
{
  GtkWindow *window;

  dz_test_wait_for (has_other_window, NULL, LONG_S, key);
  window = find_other_window ();
  gtk_window_set_title (window, OTHER_TITLE);
  desk_keys_focus (window);
  return window;
}

static void
close_other_window (const char *key)
{
  desk_keys_send ("Escape");
  dz_test_wait_for (has_no_other_window, NULL, LONG_S, "Escape closes it");
  desk_keys_focus (GTK_WINDOW (desk.window));
  dz_test_wait_for (has_keyboard, desk.photo, LONG_S, key);
}

static gboolean
has_sealed (gpointer sync)
{
  return g_list_model_get_n_items (dz_sync_get_sealed (sync)) > 0
         && g_list_model_get_n_items (dz_sync_get_held (sync)) == 0;
}

/* @choice: a key that its pane wants first, or %NULL. */
static void
decide_shown (const char *key,
              GType       type,
              const char *choice)
{
  desk_keys_send (key);
  dz_test_wait_for (has_side, GSIZE_TO_POINTER (type), LONG_S, g_type_name (type));
  if (choice != NULL)
    desk_keys_press (GTK_WINDOW (desk.window), choice, NULL);
  desk_keys_press (GTK_WINDOW (desk.window), "Return", NULL);
  dz_test_wait_for (has_left, GSIZE_TO_POINTER (type), LONG_S, g_type_name (type));
  desk_window_wait_readable (&desk);
}

static gboolean
has_row (gpointer window)
{
  return desk_display_has (window, GTK_TYPE_LIST_BOX_ROW);
}

/* What was not applied, the shortcuts, the preferences, and, with something in them, the tray and
 * what supervisors have. */
static void
test_windows (void)
{
  const struct
  {
    const char *key;
    gboolean    has_rows;
  } windows[] = {
    { "t", TRUE }, { "x", FALSE }, { "ctrl+question", FALSE }, { "ctrl+comma", TRUE },
    { "ctrl+t", TRUE }, { "ctrl+r", TRUE },
  };

  decide_shown ("r", DZ_TYPE_REJECT_PANE, NULL);
  decide_shown ("e", DZ_TYPE_ESCALATE_PANE, "1");
  dz_test_wait_for (has_sealed, desk_window_get_sync (&desk), LONG_S, "it is sealed");
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      const char *key = windows[i].key;
      GtkWindow *window;

      desk_keys_send (key);
      window = wait_other_window (key);
      if (windows[i].has_rows)
        dz_test_wait_for (has_row, window, LONG_S, key);
      desk_walk_through (window, GTK_WIDGET (window), key);
      close_other_window (key);
    }
}

/* A window that the menu has opened: the keyboard was in the menu before. */
static void
test_from_menu (void)
{
  open_popover ("F10");
  desk_keys_send ("Return");
  dz_test_wait_for (has_no_popover, NULL, LONG_S, "the first entry is chosen");
  wait_other_window ("the first entry");
  close_other_window ("the photo has the keyboard, though the menu had it last");
}

static void
windows_changed_cb (GListModel *windows,
                    guint       position,
                    guint       n_removed,
                    guint       n_added,
                    guint      *n_opened)
{
  *n_opened += n_added;
}

static gboolean
is_past (gpointer n_opened)
{
  return *(guint *) n_opened > 0 && !has_popover (NULL) && !has_other_window (NULL);
}

/* What a menu opens has the next key already, though nobody gave it the keyboard yet: a letter
 * judges nothing behind it, and Escape is not lost. */
static void
test_hasty (void)
{
  static const char *const keys[] = {
    "Return r Escape", /* what waits for a supervisor */
    "Down Return r Escape", /* reasons */
    "Down Down Return Escape", /* preferences, where a letter searches */
    "Down Down Down Return Escape", /* shortcuts, likewise */
    "Down Down Down Down Down Return r Escape", /* about */
  };
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      guint n_opened = 0;
      gulong id = g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb),
                                    &n_opened);

      open_popover ("F10");
      desk_keys_send (keys[i]);
      dz_test_wait_for (is_past, &n_opened, LONG_S, keys[i]);
      g_signal_handler_disconnect (windows, id);
      g_assert_cmpuint (n_opened, ==, 1);
      dz_test_wait_for (has_left, GSIZE_TO_POINTER (DZ_TYPE_REJECT_PANE), LONG_S,
                        "the photo has the keyboard, and is not judged");
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = desk_window_begin (&argc, &argv);
  int status;

  if (home == NULL)
    return 0;
  open_all ();
  g_test_add_func ("/keyboard-walk/photo", test_photo);
  g_test_add_func ("/keyboard-walk/sides", test_sides);
  g_test_add_func ("/keyboard-walk/popovers", test_popovers);
  g_test_add_func ("/keyboard-walk/writing", test_writing);
  g_test_add_func ("/keyboard-walk/windows", test_windows);
  g_test_add_func ("/keyboard-walk/from-menu", test_from_menu);
  g_test_add_func ("/keyboard-walk/hasty", test_hasty);
  status = g_test_run ();
  close_all ();
  dz_test_remove_tree (home);
  return status;
}
