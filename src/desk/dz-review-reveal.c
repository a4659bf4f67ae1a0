/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-record-pane.h"
#include "dz-sync-reveals.h"

/* What the service hides of the record beside the photo, while a key or a button is held. */

static void
begin (DzReviewPage *self)
{
  DzRecordPane *record = dz_facts_pane_get_record (self->facts);
  g_autoptr(GError) error = NULL;

  if (self->shown == NULL || !dz_review_page_shows_facts (self))
    return;
  if (!dz_side_fold_get_side_shown (self->fold))
    dz_toaster_answer (self->toaster, _("The record is folded away. Show it first."));
  else if (!dz_record_pane_hides (record))
    dz_toaster_answer (self->toaster, _("Nothing is hidden in this record."));
  else if (!dz_sync_may_reveal (self->sync, &error))
    dz_toaster_answer (self->toaster, error->message);
  else if (!dz_reveal_has_reason (self->reveal))
    self->asking_why = TRUE;
  else
    dz_reveal_begin (self->reveal);
}

/* It is asked why when the key is let go: a popover that opens while a key is down has its way up
 * for itself. */
static void
end (DzReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean asks = self->asking_why && self->shown != NULL && dz_review_page_shows_facts (self)
                  && GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root));

  self->asking_why = FALSE;
  if (asks)
    dz_record_pane_ask_why (dz_facts_pane_get_record (self->facts));
  else
    dz_reveal_end (self->reveal);
}

/* A key that is let go after the photo has changed finds nothing to do. */
static void
reveal_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (g_variant_get_boolean (parameter))
    begin (self);
  else if (self->reveal != NULL) /* while the page goes away */
    end (self);
}

static void
changed_cb (DzReviewPage *self)
{
  dz_record_pane_show_number (dz_facts_pane_get_record (self->facts),
                              dz_reveal_get_number (self->reveal));
}

static void
refused_cb (DzReviewPage *self,
            const char   *sentence)
{
  dz_toaster_answer (self->toaster, sentence);
}

static void
why_cb (DzReviewPage *self,
        const char   *code,
        const char   *words)
{
  g_autofree char *key = dz_keymap_dup_label_of (GTK_WIDGET (self), "review.reveal(true)");
  g_autofree char *text = NULL;

  dz_reveal_give_reason (self->reveal, code, words);
  /* TRANSLATORS: %s is a key */
  text = key != NULL ? g_strdup_printf (_("Now hold %s, or the button, to see the number."), key)
                     : g_strdup (_("Now hold the button to see the number."));
  dz_toaster_answer (self->toaster, text);
}

/*< private >
 * dz_review_page_follow_record:
 * @self: a page
 *
 * Another record stands beside the photo, or none: what was shown of the last one is hidden, why
 * it was is forgotten, and whoever was asked that is asked no more.
 */
void
dz_review_page_follow_record (DzReviewPage *self)
{
  gboolean shows = self->shown != NULL && self->sync != NULL;

  self->asking_why = FALSE;
  dz_record_pane_stop_asking (dz_facts_pane_get_record (self->facts));
  dz_reveal_set_subject (self->reveal, shows ? self->sync : NULL,
                         shows ? dz_queue_item_get_id (self->shown) : NULL);
}

/*< private >
 * dz_review_page_connect_reveal:
 * @self: a page that has just been made
 */
void
dz_review_page_connect_reveal (DzReviewPage *self)
{
  DzRecordPane *record = dz_facts_pane_get_record (self->facts);

  self->reveal = dz_reveal_new ();
  g_signal_connect_object (self->reveal, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reveal, "refused", G_CALLBACK (refused_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "why", G_CALLBACK (why_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "asked", G_CALLBACK (gtk_widget_grab_focus), self,
                           G_CONNECT_SWAPPED);
}

/*< private >
 * dz_review_page_install_reveal:
 * @widget_class: the page's class
 */
void
dz_review_page_install_reveal (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.reveal", "b", reveal_action);
}
