/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-walk.h"

#include "desk-keys.h"

static gboolean
can_have_keyboard (GtkWidget *widget)
{
  if (!gtk_widget_get_focusable (widget) || GTK_IS_SCROLLED_WINDOW (widget)
      || GTK_IS_LIST_BOX (widget))
    return FALSE; /* what they hold can */
  for (; widget != NULL && !GTK_IS_ROOT (widget); widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_can_focus (widget) || !gtk_widget_get_child_visible (widget))
      return FALSE;
  return TRUE;
}

/* What is seen and can have the keyboard. */
static void
list_wanted (GtkWidget *root,
             GPtrArray *wanted)
{
  if (!gtk_widget_get_mapped (root) || !gtk_widget_is_sensitive (root))
    return;
  if (can_have_keyboard (root))
    g_ptr_array_add (wanted, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child)) /* a popover is gone through by itself */
      list_wanted (child, wanted);
}

static void
reached_cb (GtkWindow  *window,
            GParamSpec *pspec,
            GHashTable *reached)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  for (; focus != NULL; focus = gtk_widget_get_parent (focus))
    g_hash_table_add (reached, focus);
}

/* Of a list, one row is: from there arrows go through it. */
static gboolean
is_reached (GHashTable *reached,
            GtkWidget  *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return g_hash_table_contains (reached, widget)
         || (row == widget && g_hash_table_contains (reached, gtk_widget_get_parent (row)));
}

static void
say_unreached (GtkWidget  *widget,
               const char *state,
               const char *key)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_string_append_printf (text, " < %s", G_OBJECT_TYPE_NAME (widget));
  g_test_message ("%s, %s: not reached:%s", state, key, text->str);
  g_test_fail ();
}

static void
walk_one_way (GtkWindow  *window,
              GtkWidget  *root,
              const char *key,
              const char *state)
{
  g_autoptr(GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();
  gulong id = g_signal_connect (window, "notify::focus-widget", G_CALLBACK (reached_cb), reached);

  list_wanted (root, wanted);
  reached_cb (window, NULL, reached);
  desk_keys_repeat (root, key, wanted->len + wanted->len / 4 + 2);
  g_signal_handler_disconnect (window, id);
  g_test_message ("%s, %s: %u widgets", state, key, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    if (!is_reached (reached, wanted->pdata[i]))
      say_unreached (wanted->pdata[i], state, key);
  g_assert_true (wanted->len == 0 || gtk_window_get_focus (window) != NULL);
}

void
desk_walk_through (GtkWindow  *window,
                   GtkWidget  *root,
                   const char *state)
{
  walk_one_way (window, root, "Tab", state);
  walk_one_way (window, root, "shift+Tab", state);
}
