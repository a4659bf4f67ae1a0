/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-widget.h"

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
