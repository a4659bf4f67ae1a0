/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-attempt-row.h"

#include "dz-attempt-text.h"

struct _DzAttemptRow
{
  GtkListBoxRow parent_instance;

  GtkLabel     *title;   /* unowned, template child */
  GtkLabel     *verdict; /* unowned, template child */
  GtkLabel     *time;    /* unowned, template child */
  GtkLabel     *note;    /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzAttemptRow, dz_attempt_row, GTK_TYPE_LIST_BOX_ROW)

static void
dz_attempt_row_class_init (DzAttemptRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-attempt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DzAttemptRow, title);
  gtk_widget_class_bind_template_child (widget_class, DzAttemptRow, verdict);
  gtk_widget_class_bind_template_child (widget_class, DzAttemptRow, time);
  gtk_widget_class_bind_template_child (widget_class, DzAttemptRow, note);
}

static void
dz_attempt_row_init (DzAttemptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_attempt_row_new:
 * @submission: an earlier attempt; read only now
 * @reasons: the reasons, those of old decisions too
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
dz_attempt_row_new (const DzSubmission *submission,
                    DzReasonList       *reasons)
{
  DzAttemptRow *self = g_object_new (DZ_TYPE_ATTEMPT_ROW, NULL);
  g_autofree char *title = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *time = NULL;
  g_autofree char *note = NULL;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (submission != NULL, NULL);

  title = dz_attempt_title (submission->attempt);
  verdict = dz_attempt_verdict (submission, reasons);
  time = dz_attempt_time (submission);
  note = dz_attempt_notes (submission);
  spoken = g_strdup_printf ("%s, %s, %s", title, verdict, time);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->verdict, verdict);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_WIDGET (self);
}
