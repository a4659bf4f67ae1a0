/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dz-rule-name.h"
#include "dz-rules.h"
#include "dz-widget.h"

struct _DzRulePicker
{
  GtkWidget       parent_instance;

  GtkSearchEntry *find;   /* unowned, template child */
  GtkListBox     *list;   /* unowned, template child: a row for each rule */
  GtkLabel       *chosen; /* unowned, template child */
  GStrv           given;  /* owned, nullable: the rules that were chosen at first */
};

G_DEFINE_FINAL_TYPE (DzRulePicker, dz_rule_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- rows ---- */

#define RULE "dz-rule"
#define MARK "dz-mark"

static const char *
get_rule (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), RULE);
}

static gboolean
is_chosen (GtkListBoxRow *row)
{
  return gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), MARK));
}

static void
choose (GtkListBoxRow *row,
        gboolean       chosen)
{
  gtk_check_button_set_active (g_object_get_data (G_OBJECT (row), MARK), chosen);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                      : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static char *
dup_title (const char *rule)
{
  const char *name = dz_rule_name (rule);

  return g_str_equal (name, rule) ? g_strdup (rule) : g_strdup_printf ("%s  %s", rule, name);
}

/* One stop for Tab: the row takes the key and the click, its mark only shows. */
static GtkListBoxRow *
new_row (const char *rule)
{
  g_autofree char *title = dup_title (rule);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_CHECKBOX, NULL);
  GtkWidget *mark = gtk_check_button_new_with_label (title);

  gtk_widget_set_focusable (mark, FALSE);
  gtk_widget_set_can_target (mark, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), RULE, g_strdup (rule), g_free);
  g_object_set_data (G_OBJECT (row), MARK, mark);
  return GTK_LIST_BOX_ROW (row);
}

/* ---- choosing ---- */

static void
show_chosen (DzRulePicker *self)
{
  g_autofree char *rules = dz_rule_picker_dup_rules (self);
  g_autofree char *text = NULL;

  /* TRANSLATORS: %s are codes of rules: "POS-02 POS-05" */
  text = *rules != '\0' ? g_strdup_printf (_("Answers %s"), rules)
                        : g_strdup (_("Answers no rule: reviewers choose it by hand"));
  gtk_label_set_label (self->chosen, text);
}

static void
activated_cb (DzRulePicker  *self,
              GtkListBoxRow *row)
{
  choose (row, !is_chosen (row));
  show_chosen (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
fits (GtkListBoxRow *row,
      gpointer       user_data)
{
  DzRulePicker *self = user_data;
  g_autofree char *title = dup_title (get_rule (row));
  g_autofree char *plain = g_utf8_casefold (title, -1);
  g_autofree char *sought = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->find)),
                                             -1);

  return strstr (plain, g_strstrip (sought)) != NULL;
}

static gboolean
is_given (DzRulePicker *self,
          const char   *rule)
{
  return self->given != NULL && g_strv_contains ((const char *const *) self->given, rule);
}

static void
find_cb (DzRulePicker *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static GtkListBoxRow *
find_first_fit (DzRulePicker *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (fits (row, self))
      return row;
  return NULL;
}

/* Enter goes to what was found. */
static void
found_cb (DzRulePicker *self)
{
  GtkListBoxRow *row = find_first_fit (self);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
stop_cb (DzRulePicker *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->find)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  else
    g_signal_emit (self, signals[LEAVE], 0);
}

static gboolean
dz_rule_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DZ_RULE_PICKER (widget)->find));
}

static void
dz_rule_picker_dispose (GObject *object)
{
  g_clear_pointer (&DZ_RULE_PICKER (object)->given, g_strfreev);
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_rule_picker_parent_class)->dispose (object);
}

static void
dz_rule_picker_class_init (DzRulePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_rule_picker_dispose;
  widget_class->grab_focus = dz_rule_picker_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-rule-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, DzRulePicker, find);
  gtk_widget_class_bind_template_child (widget_class, DzRulePicker, list);
  gtk_widget_class_bind_template_child (widget_class, DzRulePicker, chosen);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_rule_picker_init (DzRulePicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, fits, self, NULL);
}

/**
 * dz_rule_picker_set_rules:
 * @self: a picker
 * @rules: the rules that are chosen from now on, separated by spaces; those that this release does
 *   not know are listed as they are called. They stand first, the others as photo-standards §4.1
 *   lists them
 */
void
dz_rule_picker_set_rules (DzRulePicker *self,
                          const char   *rules)
{
  const char *rule;

  g_return_if_fail (DZ_IS_RULE_PICKER (self) && rules != NULL);

  g_strfreev (self->given);
  self->given = *rules != '\0' ? g_strsplit (rules, " ", -1) : g_new0 (char *, 1);
  dz_widget_empty_list (self->list);
  for (guint i = 0; self->given[i] != NULL; i++)
    {
      gtk_list_box_append (self->list, GTK_WIDGET (new_row (self->given[i])));
      choose (gtk_list_box_get_row_at_index (self->list, (int) i), TRUE);
    }
  for (guint i = 0; (rule = dz_rule_nth (i)) != NULL; i++)
    if (dz_rules_know (rule) && !is_given (self, rule))
      gtk_list_box_append (self->list, GTK_WIDGET (new_row (rule)));
  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  show_chosen (self);
}

/**
 * dz_rule_picker_dup_rules:
 * @self: a picker
 *
 * Returns: (transfer full): the rules that are chosen, separated by spaces
 */
char *
dz_rule_picker_dup_rules (DzRulePicker *self)
{
  GString *rules = g_string_new (NULL);
  GtkListBoxRow *row;

  g_return_val_if_fail (DZ_IS_RULE_PICKER (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (is_chosen (row))
      g_string_append_printf (rules, "%s%s", rules->len > 0 ? " " : "", get_rule (row));
  return g_string_free (rules, FALSE);
}
