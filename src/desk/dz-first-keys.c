/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-first-keys.h"

#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-key-table.h"
#include "dz-widget.h"

struct _DzFirstKeys
{
  GtkWidget  parent_instance;

  GtkGrid   *grid; /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzFirstKeys, dz_first_keys, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One row each; two keys may share one. */
static const char *const rows[][2] = {
  { "review.approve", NULL },
  { "review.reject", NULL },
  { "review.skip", NULL },
  { "review.undo", NULL },
  { "review.previous", "review.next" },
  { "win.keys", NULL },
};

static void
attach_row (DzFirstKeys *self,
            int          row)
{
  const DzKeyAction *first = dz_key_table_find (rows[row][0]);
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (rows[row][1] != NULL ? _("Previous and next photo")
                                                         : _(first->title));

  gtk_widget_set_halign (keys, GTK_ALIGN_END);
  for (guint i = 0; i < G_N_ELEMENTS (rows[row]) && rows[row][i] != NULL; i++)
    gtk_box_append (GTK_BOX (keys), dz_key_badge_new (rows[row][i]));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_grid_attach (self->grid, keys, 0, row, 1, 1);
  gtk_grid_attach (self->grid, title, 1, row, 1, 1);
}

static void
dz_first_keys_dispose (GObject *object)
{
  DzFirstKeys *self = DZ_FIRST_KEYS (object);

  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_first_keys_parent_class)->dispose (object);
}

static void
dz_first_keys_class_init (DzFirstKeysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_first_keys_dispose;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-first-keys.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFirstKeys, grid);
  gtk_widget_class_bind_template_callback_full (widget_class, "close",
                                                G_CALLBACK (dz_first_keys_close));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_first_keys_init (DzFirstKeys *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    attach_row (self, (int) i);
}

/**
 * dz_first_keys_new:
 *
 * Returns: (transfer floating): a card that is not shown yet
 */
GtkWidget *
dz_first_keys_new (void)
{
  return g_object_new (DZ_TYPE_FIRST_KEYS, NULL);
}

/**
 * dz_first_keys_open:
 * @self: a card
 *
 * Shows it, until a key is pressed or it is clicked.
 */
void
dz_first_keys_open (DzFirstKeys *self)
{
  g_return_if_fail (DZ_IS_FIRST_KEYS (self));

  g_debug ("first keys shown");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * dz_first_keys_close:
 * @self: a card
 *
 * Shows it no more. Nothing happens where it is not shown.
 */
void
dz_first_keys_close (DzFirstKeys *self)
{
  g_return_if_fail (DZ_IS_FIRST_KEYS (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_debug ("first keys closed");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}
