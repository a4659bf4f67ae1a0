/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override-pane.h"

#include <glib/gi18n.h>

#include "dz-finding-row.h"
#include "dz-finding-text.h"
#include "dz-key-badge.h"
#include "dz-override-draft.h"
#include "dz-widget.h"
#include "dz-wrap-box.h"

struct _DzOverridePane
{
  DzComposePane    parent_instance;

  GtkLabel        *heading;       /* unowned, template child */
  GtkListBox      *rules;         /* unowned, template child */
  GtkGrid         *reasons;       /* unowned, template child: for the photo, for the student */
  GtkLabel        *words_heading; /* unowned, template child */
  GtkEditable     *words;         /* unowned, template child: the approver's own */

  DzOverrideDraft *draft;         /* owned, nullable */
  guint            current;       /* rule that the next reason is for */
  gboolean         waiver;        /* whether @words are about the student */
};

G_DEFINE_FINAL_TYPE (DzOverridePane, dz_override_pane, DZ_TYPE_COMPOSE_PANE)

enum
{
  MARKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DzFindingRow *
new_row (DzOverridePane *self,
         guint           position)
{
  g_autofree char *said = dz_override_draft_say (self->draft, position);

  return DZ_FINDING_ROW (
      dz_finding_row_new (dz_override_draft_get_finding (self->draft, position), said));
}

/* A row without the keyboard says nothing to a screen reader; the pane has it, and says it. */
static void
say_current (DzOverridePane *self)
{
  g_autofree char *said = dz_override_draft_say (self->draft, self->current);
  g_autofree char *spoken = dz_finding_spoken_text (
      dz_override_draft_get_finding (self->draft, self->current), said);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
show_rules (DzOverridePane *self)
{
  dz_widget_empty_list (self->rules);
  for (guint i = 0; i < dz_override_draft_get_n (self->draft); i++)
    {
      DzFindingRow *rule = new_row (self, i);

      dz_finding_row_set_current (rule, i == self->current);
      gtk_list_box_append (self->rules, GTK_WIDGET (rule));
    }
  say_current (self);
}

/* A column of the grid, with its heading. */
static void
show_reasons (DzOverridePane *self,
              gboolean        waiver)
{
  gboolean may = dz_override_draft_may_choose (self->draft, self->current, waiver);
  GtkWidget *reason;

  for (int row = 0; (reason = gtk_grid_get_child_at (self->reasons, waiver, row)) != NULL; row++)
    gtk_widget_set_sensitive (reason, may);
}

static void
show_words (DzOverridePane *self)
{
  const DzOverride *override = dz_override_draft_get (self->draft, self->current);
  const char *heading = self->waiver ? _("Another reason, for the student")
                                     : _("Another reason, for this photo");

  gtk_label_set_label (self->words_heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  gtk_editable_set_text (self->words, override != NULL && override->reason != NULL
                                        ? override->reason : "");
}

static void
show_all (DzOverridePane *self)
{
  guint missing;

  show_rules (self);
  show_words (self);
  show_reasons (self, FALSE);
  show_reasons (self, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "override.send",
                                 !dz_override_draft_find_missing (self->draft, &missing));
}

static void
mark (DzOverridePane *self,
      guint           position)
{
  self->current = position;
  self->waiver = !dz_override_draft_may_choose (self->draft, position, FALSE);
  show_all (self);
  g_signal_emit (self, signals[MARKED], 0);
}

/* On to the next rule that wants a reason, where there is one. */
static void
go_on (DzOverridePane *self)
{
  guint missing;

  mark (self, dz_override_draft_find_missing (self->draft, &missing) ? missing : self->current);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzOverridePane *self = DZ_OVERRIDE_PANE (widget);
  guint choice = g_variant_get_uint32 (parameter);
  DzOverrideChoice reason;

  if (self->draft == NULL || choice >= dz_override_choices_get_n ())
    return;
  reason = dz_override_choice_get (choice);
  if (!dz_override_draft_may_choose (self->draft, self->current, reason.waiver))
    return;
  if (reason.code != NULL)
    {
      dz_override_draft_choose (self->draft, self->current, reason.code);
      go_on (self);
      return;
    }
  self->waiver = reason.waiver;
  show_words (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzOverridePane *self = DZ_OVERRIDE_PANE (widget);

  if (self->draft == NULL)
    return;
  dz_override_draft_clear (self->draft, self->current);
  show_all (self);
}

static void
step_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzOverridePane *self = DZ_OVERRIDE_PANE (widget);
  gint64 wanted = (gint64) self->current + g_variant_get_int32 (parameter);

  if (self->draft != NULL && wanted >= 0 && wanted < dz_override_draft_get_n (self->draft))
    mark (self, (guint) wanted);
}

/* GtkText commits what an input method has open before it says "activate". */
static void
words_activated_cb (DzOverridePane *self)
{
  const char *words = gtk_editable_get_text (self->words);

  if (self->draft == NULL
      || !dz_override_draft_set (self->draft, self->current, self->waiver, words))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  go_on (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
rule_pressed_cb (DzOverridePane *self,
                 int             n_presses,
                 double          x,
                 double          y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->rules, (int) y);

  if (row != NULL)
    mark (self, (guint) gtk_list_box_row_get_index (row));
}

static void
dz_override_pane_dispose (GObject *object)
{
  DzOverridePane *self = DZ_OVERRIDE_PANE (object);

  G_OBJECT_CLASS (dz_override_pane_parent_class)->dispose (object);
  g_clear_pointer (&self->draft, dz_override_draft_free);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-override-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzOverridePane, heading);
  gtk_widget_class_bind_template_child (widget_class, DzOverridePane, rules);
  gtk_widget_class_bind_template_child (widget_class, DzOverridePane, reasons);
  gtk_widget_class_bind_template_child (widget_class, DzOverridePane, words_heading);
  gtk_widget_class_bind_template_child (widget_class, DzOverridePane, words);
  gtk_widget_class_bind_template_callback (widget_class, words_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_pressed_cb);
}

static void
dz_override_pane_class_init (DzOverridePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_override_pane_dispose;
  dz_compose_pane_class_install (DZ_COMPOSE_PANE_CLASS (klass), "override.send", "override.cancel");
  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "override.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "override.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "override.step", "i", step_action);

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_reason (guint choice)
{
  DzOverrideChoice reason = dz_override_choice_get (choice);
  const char *text = reason.label != NULL ? reason.label : _("Another reason …");
  g_autofree char *number = g_strdup_printf ("%u", choice + 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *key = g_object_new (GTK_TYPE_LABEL, "label", number, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (key, "dz-key");
  gtk_widget_add_css_class (key, "dz-key-of-line");
  gtk_widget_set_valign (key, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_START); /* beside a reason of two lines */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "dz-look");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_focusable (button, FALSE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "override.choose");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", choice);
  return button;
}

static void
dz_override_pane_init (DzOverridePane *self)
{
  int n_rows[] = { 1, 1 }; /* the headings */

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < dz_override_choices_get_n (); i++)
    {
      gboolean waiver = dz_override_choice_get (i).waiver;

      gtk_grid_attach (self->reasons, new_reason (i), waiver, n_rows[waiver]++, 1, 1);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "override.send", FALSE);
}

/**
 * dz_override_pane_open:
 * @self: a pane that is visible
 * @item: what would be approved; read only now
 * @failing: (element-type DzFinding): what stands in its way; copied
 * @warnings: (nullable) (element-type DzFinding): what may be waived besides; copied. One of both
 *   lists holds something
 *
 * Begins an approval without reasons; the pane has the keyboard.
 */
void
dz_override_pane_open (DzOverridePane *self,
                       const DzItem   *item,
                       GPtrArray      *failing,
                       GPtrArray      *warnings)
{
  g_autofree char *heading = NULL;

  g_return_if_fail (DZ_IS_OVERRIDE_PANE (self));
  g_return_if_fail (item != NULL && failing != NULL);
  g_return_if_fail (failing->len > 0 || (warnings != NULL && warnings->len > 0));

  /* TRANSLATORS: %s is the student's name; some rules fail */
  heading = g_strdup_printf (_("Approve the photo of %s all the same"), item->student->name);
  gtk_label_set_label (self->heading, heading);
  g_clear_pointer (&self->draft, dz_override_draft_free);
  self->draft = dz_override_draft_new (failing, warnings);
  mark (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * dz_override_pane_get_rule:
 * @self: a pane
 *
 * Returns: (nullable): the rule that is marked; %NULL before the pane was opened
 */
const char *
dz_override_pane_get_rule (DzOverridePane *self)
{
  g_return_val_if_fail (DZ_IS_OVERRIDE_PANE (self), NULL);

  return self->draft != NULL ? dz_override_draft_get_finding (self->draft, self->current)->rule
                             : NULL;
}

/**
 * dz_override_pane_dup_decision:
 * @self: a pane that was opened
 *
 * Returns: (transfer full): the approval as it is composed now
 */
DzDecision *
dz_override_pane_dup_decision (DzOverridePane *self)
{
  DzDecision *decision;

  g_return_val_if_fail (DZ_IS_OVERRIDE_PANE (self) && self->draft != NULL, NULL);

  decision = dz_decision_new ();
  decision->verdict = DZ_VERDICT_APPROVE;
  g_clear_pointer (&decision->overrides, g_ptr_array_unref);
  decision->overrides = dz_override_draft_dup (self->draft);
  return decision;
}
