/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* All keys at a glance, on a screen of 1280×800. GTK's own window of shortcuts shows them in pages,
 * in an order of its own. */
#define N_COLUMNS 3
#define UNSCALED_DPI (96 * 1024)
#define TITLE_CHARS 14
#define HEADING_ROWS 1.5
#define WIDTH 1180
#define HEIGHT 720

static GtkWidget *
new_badge (const char *label)
{
  GtkWidget *badge = gtk_label_new (label);

  gtk_widget_add_css_class (badge, "dz-key");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}

static void
append_digits (GtkBox *box,
               guint   n_keys)
{
  g_autofree char *label = g_strdup_printf (n_keys < 10 ? "1 … %u" : "1 … 9, 0", n_keys);

  gtk_box_append (box, new_badge (label));
}

/**
 * dz_shortcuts_new_keys:
 * @keymap: which key does what
 * @action: of the table
 *
 * Returns: (transfer floating): all keys of the action, each as it stands on the keyboard
 */
GtkWidget *
dz_shortcuts_new_keys (DzKeymap          *keymap,
                       const DzKeyAction *action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (keymap, action, &n_keys);

  if ((action->flags & DZ_KEY_NUMBERS) != 0)
    append_digits (GTK_BOX (box), n_keys);
  for (guint i = 0; (action->flags & DZ_KEY_NUMBERS) == 0 && i < n_keys; i++)
    {
      g_autofree char *label = dz_key_dup_label (&keys[i]);

      gtk_box_append (GTK_BOX (box), new_badge (label));
    }
  if (n_keys == 0)
    {
      gtk_box_append (GTK_BOX (box), gtk_label_new (_("no key")));
      gtk_widget_add_css_class (gtk_widget_get_first_child (box), "dim-label");
    }
  return box;
}

/* What it does stands under the group's heading, its keys before it. */
static GtkWidget *
new_row (DzKeymap          *keymap,
         const DzKeyAction *action,
         GtkSizeGroup      *widths)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *keys = dz_shortcuts_new_keys (keymap, action);
  GtkWidget *title = gtk_label_new (_(action->title));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (title), TITLE_CHARS);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_size_group_add_widget (widths, keys);
  gtk_box_append (GTK_BOX (row), keys);
  gtk_box_append (GTK_BOX (row), title);
  return row;
}

static GtkWidget *
new_group (const char *title)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (group), heading);
  return group;
}

static GtkWidget *
new_column (void)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_hexpand (column, TRUE);
  return column;
}

static gboolean
begins_group (guint position)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  return position == 0 || !g_str_equal (actions[position].group, actions[position - 1].group);
}

/* Its rows, with its heading. */
static double
measure_group (guint position)
{
  guint n_actions;
  double length = HEADING_ROWS + 1;

  dz_key_table_get (&n_actions);
  for (guint i = position + 1; i < n_actions && !begins_group (i); i++)
    length++;
  return length;
}

static double
measure_all (void)
{
  guint n_actions;
  double length = 0;

  dz_key_table_get (&n_actions);
  for (guint i = 0; i < n_actions; i++)
    length += begins_group (i) ? measure_group (i) : 0;
  return length;
}

/* Large text needs more width. */
static int
count_columns (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > UNSCALED_DPI ? MAX (1, N_COLUMNS * UNSCALED_DPI / dpi) : N_COLUMNS;
}

/* Groups in the order of the table, each whole, in the column in which most of it would stand if
 * columns broke where they are full. */
static GtkWidget *
new_columns (DzKeymap *keymap)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkSizeGroup *widths = NULL;
  GtkWidget *column = NULL;
  GtkWidget *group = NULL;
  double column_length = measure_all () / count_columns ();
  double length = 0;
  double end = 0; /* of the column */
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  for (guint i = 0; i < n_actions; i++)
    {
      if (begins_group (i) && length + measure_group (i) / 2 > end)
        {
          g_clear_object (&widths);
          widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
          column = new_column ();
          gtk_box_append (GTK_BOX (columns), column);
          end += column_length;
        }
      if (begins_group (i))
        {
          group = new_group (_(actions[i].group));
          gtk_box_append (GTK_BOX (column), group);
          length += measure_group (i);
        }
      gtk_box_append (GTK_BOX (group), new_row (keymap, &actions[i], widths));
    }
  g_clear_object (&widths);
  return columns;
}

static GtkWidget *
new_content (DzKeymap *keymap)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *columns = new_columns (keymap);

  gtk_widget_add_css_class (columns, "dz-shortcuts");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), scroller);
  return content;
}

static void
close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/**
 * dz_shortcuts_new:
 * @keymap: which key does what
 *
 * Returns: (transfer none): a window with all that keys do now; GTK owns it until it is destroyed
 */
GtkWindow *
dz_shortcuts_new (DzKeymap *keymap)
{
  GtkWidget *window;

  g_return_val_if_fail (DZ_IS_KEYMAP (keymap), NULL);

  window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), new_content (keymap));
  close_on_escape (window);
  return GTK_WINDOW (window);
}
