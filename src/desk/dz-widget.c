/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-widget.h"

#define TOOLTIP_DATA "dz-tooltip"

/**
 * dz_widget_drop_children:
 * @widget: a widget that is being disposed
 *
 * Lets go of all direct children, which GTK leaves to every class derived from GtkWidget itself;
 * gtk_widget_dispose_template() only forgets their names.
 */
void
dz_widget_drop_children (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

/**
 * dz_widget_empty_list:
 * @list: a list
 *
 * Takes all its rows out.
 */
void
dz_widget_empty_list (GtkListBox *list)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/**
 * dz_widget_name_icons:
 * @row: a row of libadwaita with an icon that can be pressed, as that which shows a password
 * @label: what pressing it does
 *
 * Names its icons, which libadwaita 1.2 leaves without a name.
 */
void
dz_widget_name_icons (GtkWidget  *row,
                      const char *label)
{
  g_return_if_fail (GTK_IS_WIDGET (row));
  g_return_if_fail (label != NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_IMAGE (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        label, -1);
      dz_widget_name_icons (child, label);
    }
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TOOLTIP_DATA));
  return TRUE;
}

/**
 * dz_widget_take_tooltip:
 * @widget: a widget that comes or changes with each photo
 * @text: (transfer full): what it says when the pointer rests on it
 *
 * Sets a tooltip without asking the display where the pointer is, as GTK does for each text that is
 * set: many of those between a key and its photo are felt.
 */
void
dz_widget_take_tooltip (GtkWidget *widget,
                        char      *text)
{
  gboolean had_one;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  had_one = g_object_get_data (G_OBJECT (widget), TOOLTIP_DATA) != NULL;
  g_object_set_data_full (G_OBJECT (widget), TOOLTIP_DATA, text, g_free);
  if (had_one)
    return;
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

static gboolean
query_whole_cb (GtkLabel   *label,
                int         x,
                int         y,
                gboolean    keyboard,
                GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

/**
 * dz_widget_tell_whole:
 * @label: a text that may be cut off where there is no room for it
 *
 * Lets it tell all of itself, as long as it is cut off, when the pointer rests on it.
 */
void
dz_widget_tell_whole (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_whole_cb), NULL);
}
