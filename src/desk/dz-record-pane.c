/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-record-pane.h"

#include <glib/gi18n.h>

#include "dz-attempt-text.h"
#include "dz-judging-text.h"
#include "dz-key-badge.h"
#include "dz-rule-name.h"
#include "dz-widget.h"
#include "dz-wrap-box.h"

struct _DzRecordPane
{
  GtkWidget  parent_instance;

  GtkLabel  *name;       /* unowned, template child */
  GtkLabel  *alias;      /* unowned, template child */
  GtkLabel  *identifier; /* unowned, template child */
  GtkLabel  *attempt;    /* unowned, template child */
  GtkLabel  *id_number;  /* unowned, template child */
  GtkLabel  *major;      /* unowned, template child */
  GtkLabel  *waivers;    /* unowned, template child */
  GtkWidget *admission;  /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzRecordPane, dz_record_pane, GTK_TYPE_WIDGET)

static void
dz_record_pane_dispose (GObject *object)
{
  DzRecordPane *self = DZ_RECORD_PANE (object);

  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_record_pane_parent_class)->dispose (object);
}

static void
dz_record_pane_class_init (DzRecordPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_record_pane_dispose;
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-record-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, name);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, alias);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, identifier);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, attempt);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, id_number);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, major);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, waivers);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, admission);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_record_pane_init (DzRecordPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_widget_tell_whole (self->name);
  dz_widget_tell_whole (self->alias);
  dz_widget_tell_whole (self->identifier);
  dz_widget_tell_whole (self->id_number);
  dz_widget_tell_whole (self->major);
}

static void
set_optional (GtkLabel   *label,
              const char *text)
{
  gboolean given = text != NULL && *text != '\0';

  gtk_label_set_label (label, given ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), given);
}

static void
show_id_number (DzRecordPane    *self,
                const DzStudent *student)
{
  g_autofree char *text = NULL;

  if (student->id_number != NULL && *student->id_number != '\0')
    /* TRANSLATORS: %s is a Chinese ID number, partly hidden by asterisks */
    text = g_strdup_printf (_("ID number %s"), student->id_number);
  set_optional (self->id_number, text);
}

static void
show_alias (DzRecordPane    *self,
            const DzStudent *student)
{
  g_autofree char *text = NULL;

  if (student->alias != NULL && *student->alias != '\0')
    /* TRANSLATORS: %s is another name of the student in the register */
    text = g_strdup_printf (_("also %s"), student->alias);
  set_optional (self->alias, text);
}

/* Each in a line: the rule, and why it does not apply to this student. */
static void
show_waivers (DzRecordPane *self,
              GPtrArray    *waivers)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < waivers->len; i++)
    {
      const DzWaiver *waiver = g_ptr_array_index (waivers, i);
      g_autofree char *why = dz_judging_waiver_text (waiver);

      g_string_append_printf (text, "%s%s · %s", i > 0 ? "\n" : "", dz_rule_name (waiver->rule),
                              why);
    }
  set_optional (self->waivers, text->str);
}

/**
 * dz_record_pane_set_item:
 * @self: a pane
 * @item: whose record to show; read only now
 *
 * Shows another student's record.
 */
void
dz_record_pane_set_item (DzRecordPane *self,
                         const DzItem *item)
{
  g_autofree char *attempt = NULL;

  g_return_if_fail (DZ_IS_RECORD_PANE (self));
  g_return_if_fail (item != NULL && item->student != NULL && item->submission != NULL);

  attempt = dz_attempt_title (item->submission->attempt);
  gtk_label_set_label (self->name, item->student->name);
  gtk_label_set_label (self->identifier, item->student->identifier);
  gtk_label_set_label (self->attempt, attempt);
  show_alias (self, item->student);
  show_id_number (self, item->student);
  set_optional (self->major, item->student->major);
  show_waivers (self, item->waivers);
  gtk_widget_set_visible (self->admission, item->admission != NULL);
}
