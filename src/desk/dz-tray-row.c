/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tray-row.h"

#include "dz-attempt-text.h"
#include "dz-held-text.h"

struct _DzTrayRow
{
  GtkListBoxRow parent_instance;

  GtkLabel     *whose;   /* unowned, template child */
  GtkLabel     *when;    /* unowned, template child */
  GtkLabel     *decided; /* unowned, template child */
  DzHeldItem   *item;    /* owned */
};

G_DEFINE_FINAL_TYPE (DzTrayRow, dz_tray_row, GTK_TYPE_LIST_BOX_ROW)

static void
dz_tray_row_dispose (GObject *object)
{
  g_clear_object (&DZ_TRAY_ROW (object)->item);

  G_OBJECT_CLASS (dz_tray_row_parent_class)->dispose (object);
}

static void
dz_tray_row_class_init (DzTrayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_tray_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-tray-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTrayRow, whose);
  gtk_widget_class_bind_template_child (widget_class, DzTrayRow, when);
  gtk_widget_class_bind_template_child (widget_class, DzTrayRow, decided);
}

static void
dz_tray_row_init (DzTrayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_tray_row_update:
 * @self: a row
 *
 * Says how long the decision can be taken back now.
 */
void
dz_tray_row_update (DzTrayRow *self)
{
  g_autofree char *when = NULL;

  g_return_if_fail (DZ_IS_TRAY_ROW (self));

  when = dz_held_when_text (dz_held_item_get_state (self->item),
                            dz_held_item_get_seconds_left (self->item));
  gtk_label_set_label (self->when, when);
}

/**
 * dz_tray_row_new:
 * @item: one of my decisions
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
dz_tray_row_new (DzHeldItem   *item,
                 DzReasonList *reasons)
{
  const DzStudent *student;
  g_autofree char *whose = NULL;
  g_autofree char *decided = NULL;
  DzTrayRow *self;

  g_return_val_if_fail (DZ_IS_HELD_ITEM (item) && reasons != NULL, NULL);

  self = g_object_new (DZ_TYPE_TRAY_ROW, NULL);
  self->item = g_object_ref (item);
  student = dz_held_item_get_item (item)->student;
  whose = g_strdup_printf ("%s  %s", student->name, student->identifier);
  decided = dz_attempt_decision (dz_held_item_get_command (item)->decision, reasons);
  gtk_label_set_label (self->whose, whose);
  gtk_label_set_label (self->decided, decided);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (dz_tray_row_update), self,
                           G_CONNECT_SWAPPED);
  dz_tray_row_update (self);
  return GTK_WIDGET (self);
}

/**
 * dz_tray_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): the decision that it shows
 */
DzHeldItem *
dz_tray_row_get_item (DzTrayRow *self)
{
  g_return_val_if_fail (DZ_IS_TRAY_ROW (self), NULL);

  return self->item;
}
