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

/**
 * dz_escalation_card_set_item:
 * @self: a card
 * @item: what is judged; read only now
 *
 * Shows why it was left to a supervisor, the last time it was.
 */
void
dz_escalation_card_set_item (DzEscalationCard *self,
                             const DzItem     *item)
{
  const DzEscalation *escalation;
  g_autofree char *who = NULL;

  g_return_if_fail (DZ_IS_ESCALATION_CARD (self));
  g_return_if_fail (item != NULL);

  escalation = item->escalation;
  gtk_widget_set_visible (GTK_WIDGET (self), escalation != NULL);
  if (escalation == NULL)
    return;
  who = dz_escalation_who (escalation);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->why, _(dz_escalation_code_label (escalation->code)));
  gtk_label_set_label (self->words, escalation->words != NULL ? escalation->words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), escalation->words != NULL);
}
