/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-held-text.h"

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_undo_finish (DZ_SYNC (source), result, &error);
  if (self->sync != DZ_SYNC (source))
    return;
  self->busy = FALSE;
  if (error != NULL)
    {
      g_clear_pointer (&self->awaited, g_free);
      dz_review_page_say (self, error->message);
    }
  else
    {
      dz_toaster_withdraw (self->toaster, "review.undo");
      if (self->awaited != NULL)
        dz_review_page_follow_queue (self);
    }
  dz_review_page_update_actions (self);
  dz_review_page_end_write (self, error == NULL);
}

/**
 * dz_review_page_undo:
 * @self: a page
 * @held: one of my decisions
 *
 * Takes a decision back; its photo is shown next. While another command is on its way to the disk,
 * it waits for that. Where it has taken effect meanwhile, the page says so.
 */
void
dz_review_page_undo (DzReviewPage *self,
                     DzHeldItem   *held)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self) && DZ_IS_HELD_ITEM (held));

  if (self->sync == NULL)
    return;
  if (self->busy)
    {
      g_set_object (&self->undo_next, held);
      return;
    }
  if (!dz_held_is_undoable (held))
    {
      dz_review_page_say (self, _("Too late to undo: the decision has taken effect and the "
                                  "student is told."));
      return;
    }
  self->busy = TRUE;
  g_free (self->awaited);
  self->awaited = g_strdup (dz_held_item_get_item (held)->submission->id);
  dz_sync_undo_async (self->sync, held, undone_cb, g_object_ref (self));
}

static gboolean
has_sealed (DzReviewPage *self)
{
  return self->sync != NULL
         && g_list_model_get_n_items (dz_sync_get_sealed (self->sync)) > 0;
}

/* Where the last decision has just taken effect, the tray says so, and what can be done then. */
static void
undo_last (DzReviewPage *self)
{
  g_autoptr(DzHeldItem) last = dz_held_find_last (dz_sync_get_held (self->sync));

  if (last != NULL)
    dz_review_page_undo (self, last);
  else if (has_sealed (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tray", NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (self->sync == NULL || !gtk_widget_get_mapped (widget))
    return;
  if (self->busy)
    self->undo_last_next = TRUE;
  else
    undo_last (self);
}

/*< private >
 * dz_review_page_end_write:
 * @self: a page whose command is on the disk, or has failed
 * @kept: whether it is on the disk
 *
 * Takes back what was to be taken back after it. Where it has failed, the last decision is another
 * one than the reviewer meant.
 */
void
dz_review_page_end_write (DzReviewPage *self,
                          gboolean      kept)
{
  g_autoptr(DzHeldItem) next = g_steal_pointer (&self->undo_next);
  gboolean last = self->undo_last_next && kept;

  self->undo_last_next = FALSE;
  if (self->sync == NULL || self->busy)
    return;
  if (next != NULL)
    dz_review_page_undo (self, next);
  else if (last)
    undo_last (self);
}

static void
previous_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  dz_review_page_step_by (DZ_REVIEW_PAGE (widget), -1);
}

static void
next_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  dz_review_page_step_by (DZ_REVIEW_PAGE (widget), 1);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (self->sync == NULL)
    return;
  dz_sync_refresh (self->sync);
  dz_review_page_fetch_again (self);
}

/*< private >
 * dz_review_page_install_actions:
 * @widget_class: the page's class
 */
void
dz_review_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "review.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "review.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "review.refresh", NULL, refresh_action);
}

/* What was set apart is with a supervisor already, and there is nobody above. */
static gboolean
is_everybodys (DzQueueItem *item)
{
  return dz_queue_item_get_item (item)->lease->origin == DZ_STATE_PENDING;
}

static void
enable (DzReviewPage *self,
        const char   *action_name,
        gboolean      enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action_name, enabled);
}

/*< private >
 * dz_review_page_update_actions:
 * @self: a page
 *
 * Makes sensitive what can be done now. The milliseconds of a write or of a photo that is on its
 * way do not count: a button that blinks at every photo tires the eye.
 */
void
dz_review_page_update_actions (DzReviewPage *self)
{
  gboolean free = dz_review_page_shows_facts (self);
  gboolean open = self->shown != NULL && !self->late && free;
  gboolean visible = open && dz_photo_view_get_texture (self->photo) != NULL;
  guint n_items = 0;
  guint n_held = 0;

  if (self->sync != NULL)
    {
      n_items = g_list_model_get_n_items (dz_sync_get_queue (self->sync));
      n_held = dz_held_count (dz_sync_get_held (self->sync));
    }
  enable (self, "review.approve", visible);
  enable (self, "review.approve-with", visible);
  enable (self, "review.reject", visible);
  enable (self, "review.skip", open);
  enable (self, "review.escalate", visible && is_everybodys (self->shown));
  enable (self, "review.undo", (n_held > 0 || has_sealed (self)) && free);
  enable (self, "review.previous", self->position > 0 && free);
  enable (self, "review.next", self->position + 1 < n_items && free);
  enable (self, "review.refresh", self->sync != NULL);
}
