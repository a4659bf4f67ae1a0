/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

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
  dz_review_page_ask (self, TRUE);
  dz_review_page_fetch_again (self);
}

/*< private >
 * dz_review_page_install_actions:
 * @widget_class: the page's class
 */
void
dz_review_page_install_actions (GtkWidgetClass *widget_class)
{
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

  if (self->sync != NULL)
    n_items = g_list_model_get_n_items (dz_sync_get_queue (self->sync));
  enable (self, "review.approve", visible);
  enable (self, "review.approve-with", visible);
  enable (self, "review.reject", visible);
  enable (self, "review.skip", open);
  enable (self, "review.escalate", visible && is_everybodys (self->shown));
  enable (self, "review.undo", dz_review_page_may_undo (self));
  enable (self, "review.previous", self->position > 0 && free);
  enable (self, "review.next", self->position + 1 < n_items && free);
  enable (self, "review.refresh", self->sync != NULL);
}
