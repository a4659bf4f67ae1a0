/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-card.h"

#include <glib/gi18n.h>

#include "dz-reason-text.h"

struct _DzReasonCard
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;   /* unowned, template child */
  GtkLabel *over;    /* unowned, template child */
  GtkLabel *code;    /* unowned, template child */
  GtkLabel *zh;      /* unowned, template child */
  GtkLabel *en;      /* unowned, template child */
  GtkLabel *rules;   /* unowned, template child */
  GtkLabel *who;     /* unowned, template child */
  DzReason *reason;  /* owned */
  gboolean  is_last; /* no later version of its code is there */
};

G_DEFINE_FINAL_TYPE (DzReasonCard, dz_reason_card, GTK_TYPE_LIST_BOX_ROW)

static void
dz_reason_card_finalize (GObject *object)
{
  dz_reason_free (DZ_REASON_CARD (object)->reason);

  G_OBJECT_CLASS (dz_reason_card_parent_class)->finalize (object);
}

static void
dz_reason_card_class_init (DzReasonCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dz_reason_card_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reason-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, title);
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, over);
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, code);
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, zh);
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, en);
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, rules);
  gtk_widget_class_bind_template_child (widget_class, DzReasonCard, who);
}

static void
dz_reason_card_init (DzReasonCard *self)
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

static void
show_over (DzReasonCard *self)
{
  gboolean over = self->reason->retired_us != 0;

  gtk_label_set_label (self->over, self->is_last ? _("Retired") : _("Earlier version"));
  gtk_widget_set_visible (GTK_WIDGET (self->over), over);
}

/* The sentences as they are told where nothing was measured; their marks are for who changes
 * them. */
static void
show (DzReasonCard *self)
{
  take (self->title, dz_reason_text_title (self->reason));
  take (self->code, dz_reason_text_code (self->reason));
  take (self->zh, dz_reason_say_zh (self->reason, NULL));
  take (self->en, dz_reason_say_en (self->reason, NULL));
  take (self->rules, dz_reason_text_rules (self->reason));
  take (self->who, dz_reason_text_who (self->reason));
  show_over (self);
}

/**
 * dz_reason_card_new:
 * @reason: a version of a reason
 * @is_last: whether it is the last of its code
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
dz_reason_card_new (const DzReason *reason,
                    gboolean        is_last)
{
  DzReasonCard *self;

  g_return_val_if_fail (reason != NULL, NULL);

  self = g_object_new (DZ_TYPE_REASON_CARD, NULL);
  self->reason = dz_reason_copy (reason);
  self->is_last = is_last;
  show (self);
  return GTK_WIDGET (self);
}

/**
 * dz_reason_card_get_reason:
 * @self: a row
 *
 * Returns: (transfer none): the version that it shows
 */
const DzReason *
dz_reason_card_get_reason (DzReasonCard *self)
{
  g_return_val_if_fail (DZ_IS_REASON_CARD (self), NULL);

  return self->reason;
}

/**
 * dz_reason_card_is_last:
 * @self: a row
 *
 * Returns: whether it shows the last version of its code
 */
gboolean
dz_reason_card_is_last (DzReasonCard *self)
{
  g_return_val_if_fail (DZ_IS_REASON_CARD (self), FALSE);

  return self->is_last;
}
