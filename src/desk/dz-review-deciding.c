/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-framing-text.h"

/* What becomes of the photo that is shown: decided, left to a supervisor, or given back. */

/* A key that was meant for the photo before must not judge this one. */
#define SHOWN_MS_MIN 150

static gboolean
shows_wanted (DzReviewPage *self)
{
  return self->shown != NULL && self->shown == self->wanted;
}

static gboolean
may_decide (DzReviewPage *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && self->sync != NULL && !self->busy
         && shows_wanted (self) && dz_photo_view_get_shown_ms (self->photo) >= SHOWN_MS_MIN;
}

/* A photo that cannot be shown can be skipped. */
static gboolean
may_skip (DzReviewPage *self)
{
  if (dz_photo_view_get_texture (self->photo) != NULL)
    return may_decide (self);
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && self->sync != NULL && !self->busy
         && shows_wanted (self);
}

static void
say_returned (DzReviewPage *self,
              DzQueueItem  *item)
{
  g_autofree char *sentence = NULL;

  /* TRANSLATORS: %s is the student's name; the photo goes back with reasons */
  sentence = g_strdup_printf (_("Rejected the photo of %s"),
                              dz_queue_item_get_item (item)->student->name);
  dz_toaster_offer (self->toaster, sentence, _("Undo"), "review.undo",
                    ADW_TOAST_PRIORITY_NORMAL);
}

/* The client has usually taken the item out of the queue by now, and the page has followed. What
 * had left the queue while it was composed of stands there still. */
static void
move_on (DzReviewPage *self,
         DzQueueItem  *item)
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  guint position;

  if (self->wanted != item)
    dz_review_page_update_actions (self);
  else if (!dz_review_page_find_position (queue, dz_queue_item_get_id (item), &position))
    {
      dz_review_page_show_side (self, DZ_SIDE_FACTS);
      dz_review_page_follow_queue (self);
    }
  else if (position + 1 < g_list_model_get_n_items (queue))
    dz_review_page_go_to (self, position + 1);
  else
    dz_review_page_update_actions (self);
}

/**
 * Sent:
 * @page: where it was decided
 * @item: what was decided
 * @returned: whether the photo goes back to the student
 *
 * A command on its way to the disk.
 */
typedef struct
{
  DzReviewPage *page; /* owned */
  DzQueueItem  *item; /* owned */
  gboolean      returned;
} Sent;

static void
sent_free (Sent *sent)
{
  g_object_unref (sent->page);
  g_object_unref (sent->item);
  g_free (sent);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sent, sent_free)

static Sent *
sent_new (DzReviewPage *self,
          gboolean      returned)
{
  Sent *sent = g_new0 (Sent, 1);

  sent->page = g_object_ref (self);
  sent->item = g_object_ref (self->shown);
  sent->returned = returned;
  self->busy = TRUE;
  self->steps = 0;
  return sent;
}

static void
finish_sent (Sent         *sent,
             DzSync       *sync,
             const GError *error)
{
  DzReviewPage *self = sent->page;

  if (error == NULL)
    g_debug ("kept %s", dz_queue_item_get_id (sent->item));
  if (self->sync != sync)
    return;
  self->busy = FALSE;
  g_clear_pointer (&self->deciding, g_free);
  if (error != NULL)
    dz_review_page_update_actions (self);
  else
    {
      dz_review_page_end_draft (self, dz_queue_item_get_id (sent->item));
      if (sent->returned)
        say_returned (self, sent->item);
      move_on (self, sent->item);
    }
  dz_review_page_end_write (self, error);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Sent) sent = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_decide_finish (DZ_SYNC (source), result, &error);
  finish_sent (sent, DZ_SYNC (source), error);
}

static void
skipped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Sent) sent = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_skip_finish (DZ_SYNC (source), result, &error);
  finish_sent (sent, DZ_SYNC (source), error);
  if (error == NULL && sent->page->sync == DZ_SYNC (source))
    dz_toaster_answer (sent->page->toaster, _("Skipped: it goes to others, and not to you for half "
                                              "an hour."));
}

static void
escalated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Sent) sent = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_escalate_finish (DZ_SYNC (source), result, &error);
  finish_sent (sent, DZ_SYNC (source), error);
  if (error == NULL && sent->page->sync == DZ_SYNC (source))
    dz_toaster_answer (sent->page->toaster, _("Left to a supervisor."));
}

/* An approval covers the very picture that is delivered: one of which none can be made is not
 * approved, and it is said why. Where this program does not know the limits, the service may. */
static gboolean
may_approve (DzReviewPage *self)
{
  const DzFraming *framing;
  g_autofree char *why = NULL;

  if (!may_decide (self))
    return FALSE;
  framing = dz_judging_get_framing (self->judging);
  if (framing == NULL || !dz_crop_is_empty (&framing->crop))
    return TRUE;
  why = dz_framing_say (framing);
  dz_toaster_answer (self->toaster, why);
  return FALSE;
}

static void
add_crop (DzReviewPage *self,
          DzDecision   *decision)
{
  const DzFraming *framing = dz_judging_get_framing (self->judging);

  if (decision->verdict == DZ_VERDICT_APPROVE && framing != NULL)
    decision->crop = framing->crop;
}

/* Lines that were moved go with the decision to which they led. What was offered before is about
 * the decision before, and would take back this one. */
static void
decide (DzReviewPage *self,
        DzDecision   *decision)
{
  Sent *sent = sent_new (self, decision->verdict == DZ_VERDICT_REJECT);

  self->deciding = g_strdup (dz_queue_item_get_id (self->shown));
  dz_toaster_withdraw (self->toaster, "review.undo");
  dz_review_page_update_actions (self);
  decision->correction = *dz_judging_get_correction (self->judging);
  add_crop (self, decision);
  dz_sync_decide_async (self->sync, self->shown, decision,
                        dz_photo_view_get_shown_ms (self->photo), decided_cb, sent);
}

static void
open_override (DzReviewPage *self,
               GPtrArray    *failing,
               GPtrArray    *warnings)
{
  dz_review_page_show_side (self, DZ_SIDE_OVERRIDE);
  dz_override_pane_open (self->override, dz_queue_item_get_item (self->shown), failing, warnings);
}

static void
approve_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  g_autoptr(GPtrArray) failing = NULL;
  g_autoptr(DzDecision) decision = NULL;

  if (!may_approve (self))
    return;
  failing = dz_judging_list_failing (self->judging);
  if (failing->len > 0)
    {
      open_override (self, failing, NULL);
      return;
    }
  decision = dz_decision_new ();
  decision->verdict = DZ_VERDICT_APPROVE;
  decide (self, decision);
}

/* What only warns stands in nobody's way; but a headscarf is waived once, and not looked at again
 * with every photo. */
static void
approve_with_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  g_autoptr(GPtrArray) failing = NULL;
  g_autoptr(GPtrArray) warnings = NULL;

  if (!may_approve (self))
    return;
  failing = dz_judging_list_failing (self->judging);
  warnings = dz_judging_list_waivable (self->judging);
  if (failing->len > 0 || warnings->len > 0)
    open_override (self, failing, warnings);
  else
    dz_toaster_answer (self->toaster, _("No rule stands in the way of this photo."));
}

static void
reject_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (!may_decide (self))
    return;
  dz_review_page_show_side (self, DZ_SIDE_REJECT);
  dz_reject_pane_open (self->reject, dz_queue_item_get_item (self->shown),
                       dz_judging_get_findings (self->judging));
  dz_review_page_propose_again (self);
}

/*< private >
 * dz_review_page_reject_send:
 * @self: a page that shows the reasons to return a photo
 *
 * Sends the photo back as it is composed there.
 */
void
dz_review_page_reject_send (DzReviewPage *self)
{
  g_autoptr(DzDecision) decision = NULL;

  if (!may_decide (self))
    return;
  decision = dz_reject_pane_dup_decision (self->reject);
  decide (self, decision);
}

/*< private >
 * dz_review_page_override_send:
 * @self: a page that shows why a photo is approved against the rules
 *
 * Approves the photo as it is composed there.
 */
void
dz_review_page_override_send (DzReviewPage *self)
{
  g_autoptr(DzDecision) decision = NULL;

  if (!may_approve (self))
    return;
  decision = dz_override_pane_dup_decision (self->override);
  decide (self, decision);
}

static void
escalate_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (!may_decide (self))
    return;
  dz_review_page_show_side (self, DZ_SIDE_ESCALATE);
  dz_escalate_pane_open (self->escalate, dz_queue_item_get_item (self->shown));
}

/*< private >
 * dz_review_page_escalate_send:
 * @self: a page that asks why a photo is left to a supervisor
 *
 * Leaves the photo to a supervisor for the reason that is composed there.
 */
void
dz_review_page_escalate_send (DzReviewPage *self)
{
  g_autoptr(DzEscalation) escalation = NULL;

  if (!may_decide (self))
    return;
  escalation = dz_escalate_pane_dup_escalation (self->escalate);
  if (escalation != NULL)
    dz_sync_escalate_async (self->sync, self->shown, escalation,
                            dz_photo_view_get_shown_ms (self->photo), escalated_cb,
                            sent_new (self, FALSE));
}

static void
skip_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (may_skip (self))
    dz_sync_skip_async (self->sync, self->shown, dz_photo_view_get_shown_ms (self->photo),
                        skipped_cb, sent_new (self, FALSE));
}

/*< private >
 * dz_review_page_install_deciding:
 * @widget_class: the page's class
 */
void
dz_review_page_install_deciding (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "review.approve-with", NULL,
                                   approve_with_action);
  gtk_widget_class_install_action (widget_class, "review.reject", NULL, reject_action);
  gtk_widget_class_install_action (widget_class, "review.skip", NULL, skip_action);
  gtk_widget_class_install_action (widget_class, "review.escalate", NULL, escalate_action);
}
