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

/**
 * dz_widget_bind_numbers:
 * @widget_class: a class
 * @n: how many number keys, at most 10
 * @action: an action of the class that takes a position, "u"
 *
 * Binds 1, 2 … 9 and 0, in the order of the keyboard, to the positions from 0 on, those of the
 * keypad too.
 */
void
dz_widget_bind_numbers (GtkWidgetClass *widget_class,
                        guint           n,
                        const char     *action)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));
  g_return_if_fail (n <= 10 && action != NULL);

  for (guint i = 0; i < n; i++)
    {
      guint digit = (i + 1) % 10;

      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + digit, 0, action, "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + digit, 0, action, "u", i);
    }
}
