/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys are changed in the preferences, conflicts are said and asked about, all is kept. */
#include "dz-preferences.h"

#include "desk-display.h"
#include "dz-key-row.h"
#include "dz-shortcuts.h"
#include "dz-test-wait.h"

#define SCHEMA "io.github.duizhao.Duizhao"

typedef struct
{
  GSettings *settings;
  DzKeymap  *keymap;
  GtkWidget *window;
} Open;

static void
open_preferences (Open *open)
{
  open->settings = g_settings_new (SCHEMA);
  g_settings_reset (open->settings, "keys");
  open->keymap = dz_keymap_new (open->settings);
  open->window = dz_preferences_new (open->keymap, open->settings);
  gtk_window_present (GTK_WINDOW (open->window));
}

static void
close_preferences (Open *open)
{
  gtk_window_destroy (GTK_WINDOW (open->window));
  dz_test_wait_finalized (open->keymap);
  dz_test_wait_finalized (open->settings);
}

static GtkWidget *
find_row (GtkWidget  *root,
          const char *title)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (DZ_IS_KEY_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
assert_says (GtkWidget  *row,
             const char *sentence)
{
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, sentence);
}

static gboolean
shows (GtkWidget  *row,
       const char *text)
{
  GtkWidget *found = desk_display_find_text (row, text);

  for (; found != NULL && found != row; found = gtk_widget_get_parent (found))
    if (!gtk_widget_get_visible (found))
      return FALSE;
  return found != NULL;
}

static void
press (GtkWidget       *row,
       guint            keyval,
       GdkModifierType  modifiers)
{
  DzKey key = { keyval, modifiers };

  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_true (dz_key_row_get_waits (DZ_KEY_ROW (row)));
  dz_key_row_take (DZ_KEY_ROW (row), &key);
}

static void
click (GtkWidget  *row,
       const char *label)
{
  GtkWidget *found = desk_display_find_text (row, label);

  g_signal_emit_by_name (gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON), "clicked");
}

/* Whatever may be changed stands there. */
static void
test_all (void)
{
  Open open;
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  open_preferences (&open);
  for (guint i = 0; i < n_actions; i++)
    {
      gboolean fixed = (actions[i].flags & DZ_KEY_FIXED) != 0;

      g_test_message ("%s", actions[i].action);
      g_assert_true ((find_row (open.window, actions[i].title) == NULL) == fixed);
    }
  close_preferences (&open);
}

static void
test_free_key (void)
{
  Open open;
  GtkWidget *row;
  g_autoptr(GVariant) kept = NULL;
  g_autofree char *written = NULL;

  open_preferences (&open);
  row = find_row (open.window, "Approve the photo");
  g_assert_true (shows (row, "A"));
  press (row, GDK_KEY_j, 0);
  assert_says (row, "");
  g_assert_true (shows (row, "J"));
  g_assert_false (shows (row, "A"));
  g_assert_true (shows (row, "Num +"));
  kept = g_settings_get_value (open.settings, "keys");
  written = g_variant_print (kept, FALSE);
  g_assert_cmpstr (written, ==, "{'review.approve': ['j', 'KP_Add']}");
  close_preferences (&open);
}

static GtkWidget *
find_button (GtkWidget  *row,
             const char *tip)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  if (GTK_IS_BUTTON (row) && g_strcmp0 (gtk_widget_get_tooltip_text (row), tip) == 0)
    return row;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
take (GtkWidget       *row,
      guint            keyval,
      GdkModifierType  modifiers)
{
  DzKey key = { keyval, modifiers };

  g_assert_true (dz_key_row_get_waits (DZ_KEY_ROW (row)));
  dz_key_row_take (DZ_KEY_ROW (row), &key);
}

/* Each of several keys by itself: another one in its place, one more, one less. */
static void
test_several (void)
{
  Open open;
  GtkWidget *row;
  g_autoptr(GVariant) kept = NULL;
  g_autofree char *written = NULL;

  open_preferences (&open);
  row = find_row (open.window, "Take back the last decision");
  click (row, "Ctrl+Z");
  g_assert_true (shows (row, "Remove"));
  take (row, GDK_KEY_u, GDK_CONTROL_MASK);
  g_assert_true (shows (row, "Ctrl+U"));
  g_assert_false (shows (row, "Ctrl+Z"));
  g_assert_true (shows (row, "Z"));
  g_signal_emit_by_name (find_button (row, "Another key that does it too"), "clicked");
  g_assert_false (shows (row, "Remove"));
  take (row, GDK_KEY_F2, 0);
  g_assert_true (shows (row, "F2"));
  click (row, "⌫");
  click (row, "Remove");
  g_assert_false (dz_key_row_get_waits (DZ_KEY_ROW (row)));
  g_assert_false (shows (row, "⌫"));
  gtk_widget_activate_action (row, "key.remove", "s", "z");
  g_assert_false (shows (row, "Z"));
  kept = g_settings_get_value (open.settings, "keys");
  written = g_variant_print (kept, FALSE);
  g_assert_cmpstr (written, ==, "{'review.undo': ['<Control>u', 'KP_Decimal', 'F2']}");
  g_signal_emit_by_name (find_button (row, "The keys it had at first"), "clicked");
  g_assert_true (shows (row, "⌫"));
  g_assert_true (shows (row, "Ctrl+Z"));
  g_assert_false (shows (row, "F2"));
  close_preferences (&open);
}

/* A key that is added may be another's: it is asked first here too. */
static void
test_add_conflict (void)
{
  Open open;
  GtkWidget *skip;

  open_preferences (&open);
  skip = find_row (open.window, "Skip the photo");
  g_signal_emit_by_name (find_button (skip, "Another key that does it too"), "clicked");
  take (skip, GDK_KEY_g, 0);
  assert_says (skip, "“G” already does: Guides over the photo");
  click (skip, "Take Over");
  g_assert_true (shows (skip, "S"));
  g_assert_true (shows (skip, "G"));
  g_assert_true (shows (find_row (open.window, "Guides over the photo"), "no key"));
  click (GTK_WIDGET (open.window), "Reset All");
  close_preferences (&open);
}

/* What the key does already is said at once; nothing changes before the reviewer says so. */
static void
test_conflict (void)
{
  Open open;
  GtkWidget *skip;
  GtkWidget *guides;

  open_preferences (&open);
  skip = find_row (open.window, "Skip the photo");
  guides = find_row (open.window, "Guides over the photo");
  press (skip, GDK_KEY_g, 0);
  assert_says (skip, "“G” already does: Guides over the photo");
  g_assert_true (shows (skip, "Take Over"));
  g_assert_true (shows (guides, "G"));
  click (skip, "Cancel");
  assert_says (skip, "");
  g_assert_true (shows (skip, "S"));
  press (skip, GDK_KEY_g, 0);
  click (skip, "Take Over");
  g_assert_true (shows (skip, "G"));
  g_assert_true (shows (guides, "no key"));
  g_assert_false (shows (skip, "Take Over"));
  click (GTK_WIDGET (open.window), "Reset All");
  g_assert_true (shows (skip, "S"));
  g_assert_true (shows (guides, "G"));
  close_preferences (&open);
}

/* While it is asked about, the other key may be changed, from another window or program: what is
 * said stays true. */
static void
test_conflict_changes (void)
{
  Open open;
  GtkWidget *skip;
  DzKey free_key = { GDK_KEY_F7, 0 };
  DzKey key = { GDK_KEY_g, 0 };

  open_preferences (&open);
  skip = find_row (open.window, "Skip the photo");
  press (skip, GDK_KEY_g, 0);
  assert_says (skip, "“G” already does: Guides over the photo");
  dz_keymap_set_key (open.keymap, dz_key_table_find ("review.frame"), &key);
  assert_says (skip, "“G” already does: What is delivered of the photo");
  g_assert_true (shows (skip, "Take Over"));
  dz_keymap_set_key (open.keymap, dz_key_table_find ("review.frame"), &free_key);
  assert_says (skip, "");
  g_assert_false (shows (skip, "Take Over"));
  g_assert_true (shows (skip, "S"));
  close_preferences (&open);
}

static void
test_reserved (void)
{
  Open open;
  GtkWidget *row;

  open_preferences (&open);
  row = find_row (open.window, "Approve the photo");
  press (row, GDK_KEY_Return, 0);
  assert_says (row, "This key does the same everywhere. Press another one.");
  g_assert_true (dz_key_row_get_waits (DZ_KEY_ROW (row)));
  g_assert_true (shows (row, "A"));
  close_preferences (&open);
}

/* ---- the window of shortcuts ---- */

/* It is made of the same table: nothing is forgotten, and what was changed stands there changed. */
static void
test_shortcuts (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);
  DzKey key = { GDK_KEY_j, GDK_CONTROL_MASK };
  GtkWindow *window;
  GtkWidget *list;

  dz_keymap_set_key (keymap, dz_key_table_find ("review.approve"), &key);
  window = dz_shortcuts_new (keymap);
  list = desk_display_find (GTK_WIDGET (window), GTK_TYPE_SCROLLED_WINDOW);
  for (guint i = 0; i < n_actions; i++)
    {
      GtkWidget *title = desk_display_find_text (list, actions[i].title);
      GtkWidget *keys = title != NULL ? gtk_widget_get_prev_sibling (title) : NULL;
      g_autofree char *first = dz_keymap_dup_label (keymap, &actions[i]);

      g_test_message ("%s", actions[i].title);
      g_assert_nonnull (desk_display_find_text (list, actions[i].group));
      g_assert_nonnull (keys);
      if ((actions[i].flags & DZ_KEY_NUMBERS) == 0)
        g_assert_true (shows (keys, first));
    }
  g_assert_nonnull (desk_display_find_text (list, "Ctrl+J"));
  g_assert_nonnull (desk_display_find_text (list, "1 … 9, 0"));
  g_assert_nonnull (desk_display_find_text (list, "1 … 8"));
  gtk_window_present (window);
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/preferences/all", test_all);
  g_test_add_func ("/preferences/free-key", test_free_key);
  g_test_add_func ("/preferences/several", test_several);
  g_test_add_func ("/preferences/add-conflict", test_add_conflict);
  g_test_add_func ("/preferences/conflict", test_conflict);
  g_test_add_func ("/preferences/conflict-changes", test_conflict_changes);
  g_test_add_func ("/preferences/reserved", test_reserved);
  g_test_add_func ("/preferences/shortcuts", test_shortcuts);
  return g_test_run ();
}
