/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-escalate-pane.h"

#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-wrap-box.h"

struct _DzEscalatePane
{
  DzComposePane parent_instance;

  GtkLabel    *heading; /* unowned, template child */
  GtkBox      *reasons; /* unowned, template child: a check button each, in the order of codes */
  GtkEditable *words;   /* unowned, template child */
  GtkLabel    *missing; /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzEscalatePane, dz_escalate_pane, DZ_TYPE_COMPOSE_PANE)

static GtkCheckButton *
button_at (DzEscalatePane *self,
           guint           position)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->reasons));

  while (button != NULL && position-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return button != NULL ? GTK_CHECK_BUTTON (button) : NULL;
}

static const DzEscalationCode *
find_chosen (DzEscalatePane *self)
{
  guint n_codes;
  const DzEscalationCode *codes = dz_escalation_codes_get (&n_codes);

  for (guint i = 0; i < n_codes; i++)
    if (gtk_check_button_get_active (button_at (self, i)))
      return &codes[i];
  return NULL;
}

/* Why it cannot be sent yet; NULL where it can. */
static const char *
say_what_is_missing (DzEscalatePane *self)
{
  const DzEscalationCode *chosen = find_chosen (self);
  g_autofree char *words = dz_compose_pane_dup_words (self->words);

  if (chosen == NULL)
    return _("Choose a reason.");
  if (chosen->needs_words && words == NULL)
    return _("Write to the supervisor what it is.");
  return NULL;
}

static void
update (DzEscalatePane *self)
{
  const char *missing = say_what_is_missing (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "escalate.send", missing == NULL);
  gtk_label_set_label (self->missing, missing != NULL ? missing : "");
}

/* What says nothing without words is followed by them. */
static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzEscalatePane *self = DZ_ESCALATE_PANE (widget);
  GtkCheckButton *button = button_at (self, g_variant_get_uint32 (parameter));

  if (button == NULL)
    return;
  gtk_check_button_set_active (button, TRUE);
  gtk_widget_grab_focus (find_chosen (self)->needs_words ? GTK_WIDGET (self->words)
                                                         : GTK_WIDGET (button));
}

/* GtkText commits what an input method has open before it says "activate". */
static void
words_activated_cb (DzEscalatePane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "escalate.send", NULL);
}

/* Enter on a reason would choose it; here it sends, and Space chooses. */
static gboolean
reasons_key_cb (DzEscalatePane  *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "escalate.send", NULL);
  return GDK_EVENT_STOP;
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-escalate-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzEscalatePane, heading);
  gtk_widget_class_bind_template_child (widget_class, DzEscalatePane, reasons);
  gtk_widget_class_bind_template_child (widget_class, DzEscalatePane, words);
  gtk_widget_class_bind_template_child (widget_class, DzEscalatePane, missing);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, words_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reasons_key_cb);
}

static void
dz_escalate_pane_class_init (DzEscalatePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  dz_compose_pane_class_install (DZ_COMPOSE_PANE_CLASS (klass), "escalate.send", "escalate.cancel");
  gtk_widget_class_install_action (widget_class, "escalate.choose", "u", choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "escalate.cancel", NULL);
  bind_template (widget_class);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_reason (const DzEscalationCode *code,
            guint                   number)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *key = g_strdup_printf ("%u", number);
  GtkWidget *badge = new_label (key, "dz-key");

  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), new_label (_(code->label), NULL));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(code->label), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  return button;
}

static void
fill_reasons (DzEscalatePane *self)
{
  guint n_codes;
  const DzEscalationCode *codes = dz_escalation_codes_get (&n_codes);

  for (guint i = 0; i < n_codes; i++)
    {
      GtkWidget *button = new_reason (&codes[i], i + 1);

      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), button_at (self, 0));
      g_signal_connect_object (button, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->reasons, button);
    }
}

static void
dz_escalate_pane_init (DzEscalatePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_reasons (self);
  update (self);
}

static void
choose_none (DzEscalatePane *self)
{
  GtkCheckButton *button;

  for (guint i = 0; (button = button_at (self, i)) != NULL; i++)
    gtk_check_button_set_active (button, FALSE);
}

/**
 * dz_escalate_pane_open:
 * @self: a pane that is visible
 * @item: what would be left to a supervisor; read only now
 *
 * Begins: nothing is chosen, and the reasons have the keyboard.
 */
void
dz_escalate_pane_open (DzEscalatePane *self,
                       const DzItem   *item)
{
  g_autofree char *heading = NULL;

  g_return_if_fail (DZ_IS_ESCALATE_PANE (self));
  g_return_if_fail (item != NULL);

  /* TRANSLATORS: %s is the student's name */
  heading = g_strdup_printf (_("Leave the photo of %s to a supervisor"), item->student->name);
  gtk_label_set_label (self->heading, heading);
  choose_none (self);
  gtk_editable_set_text (self->words, "");
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (button_at (self, 0)));
}

/**
 * dz_escalate_pane_dup_escalation:
 * @self: a pane
 *
 * Returns: (transfer full) (nullable): why, as it is composed now; %NULL where it says too little
 */
DzEscalation *
dz_escalate_pane_dup_escalation (DzEscalatePane *self)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (DZ_IS_ESCALATE_PANE (self), NULL);

  if (say_what_is_missing (self) != NULL)
    return NULL;
  words = dz_compose_pane_dup_words (self->words);
  return dz_escalation_new (find_chosen (self)->code, words);
}
