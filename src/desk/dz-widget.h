/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void dz_widget_drop_children (GtkWidget      *widget);
void dz_widget_empty_list    (GtkListBox     *list);
void dz_widget_name_icons    (GtkWidget      *row,
                              const char     *label);
void dz_widget_take_tooltip  (GtkWidget      *widget,
                              char           *text);
void dz_widget_tell_whole    (GtkLabel       *label);

G_END_DECLS
