/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-task-row.h"

#include "dz-task-text.h"

struct _DzTaskRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *kind;   /* unowned, template child */
  GtkLabel *whose;  /* unowned, template child */
  GtkLabel *school; /* unowned, template child */
  GtkLabel *asked;  /* unowned, template child */
  DzTask   *task;   /* owned */
};

G_DEFINE_FINAL_TYPE (DzTaskRow, dz_task_row, GTK_TYPE_LIST_BOX_ROW)

static void
dz_task_row_finalize (GObject *object)
{
  dz_task_free (DZ_TASK_ROW (object)->task);

  G_OBJECT_CLASS (dz_task_row_parent_class)->finalize (object);
}

static void
dz_task_row_class_init (DzTaskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dz_task_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-task-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTaskRow, kind);
  gtk_widget_class_bind_template_child (widget_class, DzTaskRow, whose);
  gtk_widget_class_bind_template_child (widget_class, DzTaskRow, school);
  gtk_widget_class_bind_template_child (widget_class, DzTaskRow, asked);
}

static void
dz_task_row_init (DzTaskRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take (GtkLabel *label,
      char     *text)
{
  g_autofree char *owned = text;

  gtk_label_set_label (label, owned);
}

/**
 * dz_task_row_new:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
dz_task_row_new (const DzTask *task)
{
  DzTaskRow *self;

  g_return_val_if_fail (task != NULL, NULL);

  self = g_object_new (DZ_TYPE_TASK_ROW, NULL);
  self->task = dz_task_copy (task);
  take (self->kind, dz_task_text_kind (task));
  take (self->whose, dz_task_text_whose (task));
  take (self->asked, dz_task_text_asked (task));
  gtk_label_set_label (self->school, task->school_name);
  return GTK_WIDGET (self);
}

/**
 * dz_task_row_get_task:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
const DzTask *
dz_task_row_get_task (DzTaskRow *self)
{
  g_return_val_if_fail (DZ_IS_TASK_ROW (self), NULL);

  return self->task;
}
