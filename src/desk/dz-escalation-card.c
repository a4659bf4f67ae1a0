/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-escalation-card.h"

#include <glib/gi18n.h>

#include "dz-time.h"
#include "dz-widget.h"

struct _DzEscalationCard
{
  GtkWidget  parent_instance;

  GtkLabel  *who;   /* unowned, template child */
  GtkLabel  *why;   /* unowned, template child */
  GtkLabel  *words; /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzEscalationCard, dz_escalation_card, GTK_TYPE_WIDGET)

static void
dz_escalation_card_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_escalation_card_parent_class)->dispose (object);
}

static void
dz_escalation_card_class_init (DzEscalationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_escalation_card_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/duizhao/Duizhao/dz-escalation-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DzEscalationCard, who);
  gtk_widget_class_bind_template_child (widget_class, DzEscalationCard, why);
  gtk_widget_class_bind_template_child (widget_class, DzEscalationCard, words);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_escalation_card_init (DzEscalationCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_escalation_who:
 * @escalation: an escalation that the service told of
 *
 * Returns: (transfer full): who left the photo to a supervisor, and when
 */
char *
dz_escalation_who (const DzEscalation *escalation)
{
  g_autofree char *when = NULL;

  g_return_val_if_fail (escalation != NULL, NULL);

  when = dz_time_format (escalation->at_us);
  /* TRANSLATORS: the first %s is a reviewer's name, the second a date and time */
  return g_strdup_printf (_("%s left this to a supervisor, %s"),
                          escalation->by != NULL ? escalation->by : _("Somebody"), when);
}

static void
show (DzEscalationCard *self,
      const char       *who,
      const char       *why,
      const char       *words)
{
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->why, why);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
}

/**
 * dz_escalation_card_set_escalation:
 * @self: a card
 * @escalation: (nullable): why a photo was left to a supervisor; read only now; %NULL where it was
 *   not
 */
void
dz_escalation_card_set_escalation (DzEscalationCard   *self,
                                   const DzEscalation *escalation)
{
  g_autofree char *who = NULL;

  g_return_if_fail (DZ_IS_ESCALATION_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), escalation != NULL);
  if (escalation == NULL)
    return;
  who = dz_escalation_who (escalation);
  show (self, who, _(dz_escalation_code_label (escalation->code)), escalation->words);
}

/**
 * dz_escalation_card_set_reopening:
 * @self: a card
 * @reopening: (nullable): why a decision on a photo was taken back; read only now; %NULL where none
 *   was
 */
void
dz_escalation_card_set_reopening (DzEscalationCard  *self,
                                  const DzReopening *reopening)
{
  g_autofree char *when = NULL;
  g_autofree char *who = NULL;

  g_return_if_fail (DZ_IS_ESCALATION_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), reopening != NULL);
  if (reopening == NULL)
    return;
  when = dz_time_format (reopening->at_us);
  /* TRANSLATORS: the first %s is a supervisor's name, the second a date and time */
  who = g_strdup_printf (_("%s took the decision back, %s"),
                         reopening->by != NULL ? reopening->by : _("Somebody"), when);
  show (self, who, _("To be judged again"), reopening->reason);
}
