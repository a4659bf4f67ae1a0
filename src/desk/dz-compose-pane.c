/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-compose-pane.h"

#include "dz-widget.h"

G_DEFINE_ABSTRACT_TYPE (DzComposePane, dz_compose_pane, GTK_TYPE_WIDGET)

enum
{
  SEND,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SEND], 0);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[CANCEL], 0);
}

static void
dz_compose_pane_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_compose_pane_parent_class)->dispose (object);
}

static void
dz_compose_pane_class_init (DzComposePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dz_compose_pane_dispose;
  signals[SEND] = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
dz_compose_pane_init (DzComposePane *self)
{
}

/**
 * dz_compose_pane_class_install:
 * @klass: a pane's class
 * @send: action that sends what is composed
 * @cancel: action that puts it away
 *
 * Gives a pane the actions that its keys and buttons name.
 */
void
dz_compose_pane_class_install (DzComposePaneClass *klass,
                               const char         *send,
                               const char         *cancel)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, send, NULL, send_action);
  gtk_widget_class_install_action (widget_class, cancel, NULL, cancel_action);
}

/**
 * dz_compose_pane_dup_words:
 * @entry: where somebody writes
 *
 * Returns: (transfer full) (nullable): what is written, without space around it; %NULL for nothing
 */
char *
dz_compose_pane_dup_words (GtkEditable *entry)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);

  words = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  return *words != '\0' ? g_steal_pointer (&words) : NULL;
}
