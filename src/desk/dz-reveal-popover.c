/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reveal-popover.h"

#include <glib/gi18n.h>

#include "dz-reveal-reason.h"

struct _DzRevealPopover
{
  GtkPopover   parent_instance;

  GtkBox      *reasons; /* unowned, template child: a button each */
  GtkEditable *words;   /* unowned, template child */
  GtkWidget   *give;    /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzRevealPopover, dz_reveal_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_words (DzRevealPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->words)));
}

static void
choose (DzRevealPopover *self,
        const char      *code,
        const char      *words)
{
  dz_reveal_popover_withdraw (self);
  g_signal_emit (self, signals[CHOSEN], 0, code, words);
}

static void
reason_clicked_cb (GtkWidget       *button,
                   DzRevealPopover *self)
{
  choose (self, gtk_widget_get_name (button), NULL);
}

/* The reason that says nothing without words. */
static const char *
find_wordy (void)
{
  guint n_reasons;
  const DzRevealReason *reasons = dz_reveal_reasons_get (&n_reasons);

  for (guint i = 0; i < n_reasons; i++)
    if (reasons[i].needs_words)
      return reasons[i].code;
  g_return_val_if_reached (NULL);
}

static void
words_given_cb (DzRevealPopover *self)
{
  g_autofree char *words = dup_words (self);

  if (*words != '\0')
    choose (self, find_wordy (), words);
}

static void
words_changed_cb (DzRevealPopover *self)
{
  g_autofree char *words = dup_words (self);

  gtk_widget_set_sensitive (self->give, *words != '\0');
}

static void
dz_reveal_popover_class_init (DzRevealPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", DZ_TYPE_REVEAL_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reveal-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, DzRevealPopover, reasons);
  gtk_widget_class_bind_template_child (widget_class, DzRevealPopover, words);
  gtk_widget_class_bind_template_child (widget_class, DzRevealPopover, give);
  gtk_widget_class_bind_template_callback (widget_class, words_given_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
}

/* Its name is its code. */
static GtkWidget *
new_button (DzRevealPopover      *self,
            const DzRevealReason *reason)
{
  GtkWidget *label = gtk_label_new (_(reason->label));
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_name (button, reason->code);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (reason_clicked_cb), self, 0);
  return button;
}

static void
dz_reveal_popover_init (DzRevealPopover *self)
{
  guint n_reasons;
  const DzRevealReason *reasons = dz_reveal_reasons_get (&n_reasons);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_reasons; i++)
    if (!reasons[i].needs_words)
      gtk_box_append (self->reasons, new_button (self, &reasons[i]));
}

/**
 * dz_reveal_popover_withdraw:
 * @self: a popover
 *
 * Asks no more, and forgets what was written: the next question is about another record.
 */
void
dz_reveal_popover_withdraw (DzRevealPopover *self)
{
  g_return_if_fail (DZ_IS_REVEAL_POPOVER (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_editable_set_text (self->words, "");
}
