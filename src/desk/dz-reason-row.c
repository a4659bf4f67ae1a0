/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-row.h"

#include "dz-finding-text.h"
#include "dz-outcome-look.h"

struct _DzReasonRow
{
  GtkListBoxRow         parent_instance;

  GtkLabel             *key;    /* unowned, template child */
  GtkCheckButton       *check;  /* unowned, template child */
  GtkLabel             *label;  /* unowned, template child */
  GtkLabel             *value;  /* unowned, template child */
  GtkImage             *shape;  /* unowned, template child */
  const DzReasonChoice *choice; /* unowned, lives as long as the row */
};

G_DEFINE_FINAL_TYPE (DzReasonRow, dz_reason_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_CHOSEN = 1,
  N_PROPS
};

static GParamSpec *pspecs[N_PROPS];

static void
dz_reason_row_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (property_id == PROP_CHOSEN)
    g_value_set_boolean (value, dz_reason_row_get_chosen (DZ_REASON_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
toggled_cb (DzReasonRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               dz_reason_row_get_chosen (self) ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                               : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_CHOSEN]);
}

static void
dz_reason_row_class_init (DzReasonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dz_reason_row_get_property;

  pspecs[PROP_CHOSEN] = g_param_spec_boolean (
      "chosen", NULL, NULL, FALSE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reason-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DzReasonRow, key);
  gtk_widget_class_bind_template_child (widget_class, DzReasonRow, check);
  gtk_widget_class_bind_template_child (widget_class, DzReasonRow, label);
  gtk_widget_class_bind_template_child (widget_class, DzReasonRow, value);
  gtk_widget_class_bind_template_child (widget_class, DzReasonRow, shape);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
dz_reason_row_init (DzReasonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
speaks (const DzFinding *finding)
{
  return finding != NULL && !finding->internal
         && (finding->outcome == DZ_OUTCOME_FAIL || finding->outcome == DZ_OUTCOME_WARN);
}

static void
show_finding (DzReasonRow     *self,
              const DzFinding *finding)
{
  g_autofree char *value = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->shape), speaks (finding));
  if (!speaks (finding))
    return;
  value = dz_finding_value_text (finding);
  gtk_label_set_label (self->value, value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value), value);
  gtk_image_set_from_icon_name (self->shape, dz_outcome_icon_name (finding->outcome));
  gtk_widget_add_css_class (GTK_WIDGET (self->shape), dz_outcome_css_class (finding->outcome));
}

/**
 * dz_reason_row_new:
 * @choice: the reason; must outlive the row
 *
 * Returns: (transfer floating): a row, chosen where the program proposes the reason
 */
GtkWidget *
dz_reason_row_new (const DzReasonChoice *choice)
{
  DzReasonRow *self = g_object_new (DZ_TYPE_REASON_ROW, NULL);
  g_autofree char *sentence = NULL;
  const char *label;

  g_return_val_if_fail (choice != NULL, NULL);

  self->choice = choice;
  label = dz_reason_label (choice->reason);
  sentence = dz_reason_say_zh (choice->reason, choice->finding);
  dz_reason_row_set_key (self, "");
  gtk_label_set_label (self->label, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), sentence);
  show_finding (self, choice->finding);
  gtk_check_button_set_active (self->check, choice->preselected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  toggled_cb (self);
  return GTK_WIDGET (self);
}

/**
 * dz_reason_row_set_key:
 * @self: a row
 * @key: the key that toggles it, "" for none
 */
void
dz_reason_row_set_key (DzReasonRow *self,
                       const char  *key)
{
  g_return_if_fail (DZ_IS_REASON_ROW (self) && key != NULL);

  gtk_label_set_label (self->key, key);
  gtk_widget_set_opacity (GTK_WIDGET (self->key), *key != '\0' ? 1 : 0);
}

/**
 * dz_reason_row_get_key:
 * @self: a row
 *
 * Returns: the key that toggles it, "" for none
 */
const char *
dz_reason_row_get_key (DzReasonRow *self)
{
  g_return_val_if_fail (DZ_IS_REASON_ROW (self), NULL);

  return gtk_label_get_label (self->key);
}

/**
 * dz_reason_row_get_choice:
 * @self: a row
 *
 * Returns: the reason
 */
const DzReasonChoice *
dz_reason_row_get_choice (DzReasonRow *self)
{
  g_return_val_if_fail (DZ_IS_REASON_ROW (self), NULL);
  return self->choice;
}

/**
 * dz_reason_row_get_chosen:
 * @self: a row
 *
 * Returns: whether the reason is chosen
 */
gboolean
dz_reason_row_get_chosen (DzReasonRow *self)
{
  g_return_val_if_fail (DZ_IS_REASON_ROW (self), FALSE);
  return gtk_check_button_get_active (self->check);
}

/**
 * dz_reason_row_toggle:
 * @self: a row
 *
 * Chooses the reason, or no longer.
 */
void
dz_reason_row_toggle (DzReasonRow *self)
{
  g_return_if_fail (DZ_IS_REASON_ROW (self));
  gtk_check_button_set_active (self->check, !gtk_check_button_get_active (self->check));
}
