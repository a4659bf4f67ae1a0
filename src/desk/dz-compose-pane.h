/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzComposePane:
 *
 * Something that is composed beside a photo, and then sent or put away.
 *
 * Signals: "send": it is complete. "cancel": it is put away.
 */
#define DZ_TYPE_COMPOSE_PANE (dz_compose_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (DzComposePane, dz_compose_pane, DZ, COMPOSE_PANE, GtkWidget)

/**
 * DzComposePaneClass:
 * @parent_class: the parent's
 */
struct _DzComposePaneClass
{
  GtkWidgetClass parent_class;
};

void  dz_compose_pane_class_install (DzComposePaneClass *klass,
                                     const char         *send,
                                     const char         *cancel);
char *dz_compose_pane_dup_words     (GtkEditable        *entry);

G_END_DECLS
