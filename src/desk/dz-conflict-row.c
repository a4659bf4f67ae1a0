/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-conflict-row.h"

#include "dz-conflict-text.h"

struct _DzConflictRow
{
  GtkListBoxRow   parent_instance;

  GtkLabel       *whose;  /* unowned, template child */
  GtkLabel       *time;   /* unowned, template child */
  GtkLabel       *mine;   /* unowned, template child */
  GtkLabel       *theirs; /* unowned, template child */
  GtkLabel       *way;    /* unowned, template child */
  DzConflictItem *item;    /* owned */
  DzReasonList   *reasons; /* owned */
};

G_DEFINE_FINAL_TYPE (DzConflictRow, dz_conflict_row, GTK_TYPE_LIST_BOX_ROW)

static void
take (GtkLabel *label,
      char     *text)
{
  g_autofree char *owned = text;

  gtk_label_set_label (label, owned);
}

static void
update (DzConflictRow *self)
{
  take (self->whose, dz_conflict_text_whose (self->item));
  take (self->time, dz_conflict_text_time (self->item));
  take (self->mine, dz_conflict_text_mine (self->item, self->reasons));
  take (self->theirs, dz_conflict_text_theirs (self->item, self->reasons));
  take (self->way, dz_conflict_text_way (self->item));
}

static void
dz_conflict_row_dispose (GObject *object)
{
  g_clear_object (&DZ_CONFLICT_ROW (object)->item);
  g_clear_pointer (&DZ_CONFLICT_ROW (object)->reasons, dz_reason_list_unref);

  G_OBJECT_CLASS (dz_conflict_row_parent_class)->dispose (object);
}

static void
dz_conflict_row_class_init (DzConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_conflict_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DzConflictRow, whose);
  gtk_widget_class_bind_template_child (widget_class, DzConflictRow, time);
  gtk_widget_class_bind_template_child (widget_class, DzConflictRow, mine);
  gtk_widget_class_bind_template_child (widget_class, DzConflictRow, theirs);
  gtk_widget_class_bind_template_child (widget_class, DzConflictRow, way);
}

static void
dz_conflict_row_init (DzConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_conflict_row_new:
 * @item: a conflict
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer floating): a row that shows it, and follows what is heard of it
 */
GtkWidget *
dz_conflict_row_new (DzConflictItem *item,
                     DzReasonList   *reasons)
{
  DzConflictRow *self;

  g_return_val_if_fail (DZ_IS_CONFLICT_ITEM (item) && reasons != NULL, NULL);

  self = g_object_new (DZ_TYPE_CONFLICT_ROW, NULL);
  self->item = g_object_ref (item);
  self->reasons = dz_reason_list_ref (reasons);
  g_signal_connect_object (item, "notify::heard", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * dz_conflict_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): its conflict
 */
DzConflictItem *
dz_conflict_row_get_item (DzConflictRow *self)
{
  g_return_val_if_fail (DZ_IS_CONFLICT_ROW (self), NULL);

  return self->item;
}
