/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include "dz-review-text.h"

/* Which photo of the queue the reviewer is at, and when it is shown. */

/* Rendered ahead of the reviewer and kept behind. */
#define N_AHEAD 8
#define N_BEHIND 4

/* A photo that is not there by then gets a spinner. */
#define LATE_MS 200

static gboolean
is_same (DzQueueItem *a,
         DzQueueItem *b)
{
  return a != NULL && b != NULL
         && g_str_equal (dz_queue_item_get_id (a), dz_queue_item_get_id (b));
}

/*< private >
 * dz_review_page_stop_waiting:
 * @self: a page
 *
 * Nothing is late any more.
 */
void
dz_review_page_stop_waiting (DzReviewPage *self)
{
  g_clear_handle_id (&self->late_id, g_source_remove);
  self->late = FALSE;
  dz_photo_view_set_waiting (self->photo, self->sharper_late);
}

static gboolean
late_cb (gpointer user_data)
{
  DzReviewPage *self = user_data;

  self->late_id = 0;
  self->late = TRUE;
  dz_photo_view_set_waiting (self->photo, TRUE);
  dz_review_page_update_actions (self);
  return G_SOURCE_REMOVE;
}

static void
start_waiting (DzReviewPage *self)
{
  if (self->late_id == 0 && !self->late)
    self->late_id = g_timeout_add (LATE_MS, late_cb, self);
}

static void
show_problem (DzReviewPage *self,
              const GError *error)
{
  g_autofree char *skip_key = dz_keymap_dup_label_of (GTK_WIDGET (self), "review.skip");
  g_autofree char *retry_key = dz_keymap_dup_label_of (GTK_WIDGET (self), "review.refresh");
  g_autofree char *problem = dz_review_problem_text (error->message, skip_key, retry_key);

  dz_photo_view_show_problem (self->photo, problem);
}

static void
show_photo (DzReviewPage *self,
            GdkTexture   *texture,
            const GError *error)
{
  if (texture != NULL && is_same (self->wanted, self->shown)
      && dz_photo_view_get_texture (self->photo) != NULL)
    dz_photo_view_replace (self->photo, texture);
  else if (texture != NULL)
    dz_photo_view_show_texture (self->photo, texture);
  else if (!is_same (self->wanted, self->shown)
           || dz_photo_view_get_texture (self->photo) == NULL)
    show_problem (self, error); /* what is on the screen already, at another size, stays as it is */
}

static void
show_facts (DzReviewPage *self,
            const DzItem *item)
{
  dz_facts_pane_set_item (self->facts, item, dz_sync_get_reasons (self->sync));
  dz_judging_set_item (self->judging, item);
  dz_review_page_set_school_title (self, dz_review_school_title (item));
}

/* A newer version of what was shown leaves open what the reviewer has opened beside it. */
static void
show_record (DzReviewPage *self)
{
  gboolean same = is_same (self->wanted, self->shown);

  /* First of all: what is looked at closely is that of who is shown. */
  g_set_object (&self->shown, self->wanted);
  if (!same)
    {
      dz_review_page_show_side (self, DZ_SIDE_FACTS);
      dz_review_page_leave_findings (self);
    }
  dz_review_page_follow_record (self);
  show_facts (self, dz_queue_item_get_item (self->wanted));
  dz_review_page_other_ahead (self);
  dz_review_page_take_up_draft (self);
}

/* Photo and record change in the same frame: one student's face never stands beside another's
 * name. Until the photo is there, all of the screen stays as it is. */
static void
show_wanted (DzReviewPage *self)
{
  const char *id = dz_queue_item_get_id (self->wanted);
  GdkTexture *texture = dz_texture_cache_get (self->textures, id);
  const GError *error = dz_texture_cache_get_error (self->textures, id);

  /* Only a view that is on the screen has a size to render for. */
  gtk_stack_set_visible_child_name (self->stack, "photo");
  gtk_widget_set_visible (self->ahead, TRUE);
  if (texture == NULL && error == NULL)
    {
      start_waiting (self);
      return;
    }
  dz_review_page_stop_waiting (self);
  show_photo (self, texture, error);
  if (self->shown != self->wanted)
    show_record (self);
  else
    dz_review_page_judging_changed (self);
  dz_review_page_update_actions (self);
}

/*< private >
 * dz_review_page_texture_changed:
 * @self: a page with a client
 * @submission: whose photo is there now, or failed
 *
 * Shows the photo where the reviewer waits for it.
 */
void
dz_review_page_texture_changed (DzReviewPage *self,
                                const char   *submission)
{
  if (self->wanted != NULL && g_str_equal (dz_queue_item_get_id (self->wanted), submission))
    show_wanted (self);
}

/*< private >
 * dz_review_page_fetch_again:
 * @self: a page with a client
 *
 * Tries again to show what could not be shown.
 */
void
dz_review_page_fetch_again (DzReviewPage *self)
{
  dz_texture_cache_retry (self->textures);
  dz_texture_cache_retry (self->thumbs);
  dz_texture_cache_retry (self->others);
  if (self->sheet_textures != NULL)
    dz_texture_cache_retry (self->sheet_textures);
}

/*< private >
 * dz_review_page_name_keys:
 * @self: a page
 *
 * Says anew what is said in place of a photo that cannot be shown: it names keys, and they may do
 * something else now.
 */
void
dz_review_page_name_keys (DzReviewPage *self)
{
  const GError *error = NULL;

  if (self->textures == NULL || self->shown == NULL)
    return;
  if (dz_photo_view_get_texture (self->photo) == NULL)
    error = dz_texture_cache_get_error (self->textures, dz_queue_item_get_id (self->shown));
  if (error != NULL)
    {
      show_problem (self, error);
      dz_review_page_judging_changed (self);
    }
  if (self->other != NULL)
    dz_review_page_other_changed (self, dz_other_photo_get_id (self->other));
}

static void
want_position (GPtrArray  *wanted,
               GListModel *queue,
               gint64      position)
{
  DzQueueItem *item
      = position >= 0 ? g_list_model_get_item (queue, (guint) position) : NULL;

  if (item != NULL)
    g_ptr_array_add (wanted, item);
}

/* Nearest first, and ahead before behind: ahead is where the reviewer went last. */
static void
want_neighbours (DzReviewPage *self)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *queue = dz_sync_get_queue (self->sync);

  want_position (wanted, queue, self->position);
  for (int i = 1; i <= N_AHEAD; i++)
    {
      want_position (wanted, queue, (gint64) self->position + self->direction * i);
      if (i <= N_BEHIND)
        want_position (wanted, queue, (gint64) self->position - self->direction * i);
    }
  dz_texture_cache_want (self->textures, wanted);
  dz_queue_strip_show (self->strip, queue, self->position);
}

/*< private >
 * dz_review_page_show_empty:
 * @self: a page with a client
 *
 * Says that there is nothing to judge, and why.
 */
void
dz_review_page_show_empty (DzReviewPage *self)
{
  guint n_free = 0;
  guint n_fitting = 0;
  guint n_others = 0;
  g_autofree char *text = NULL;

  g_object_get (self->sync, "counts-free", &n_free, "counts-fitting", &n_fitting, "counts-others",
                &n_others, NULL);
  text = n_free > 0 && n_fitting == 0 ? dz_review_unfitting_text (n_free)
                                      : dz_review_empty_text (n_fitting, n_others);
  adw_status_page_set_description (self->empty, text);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  gtk_widget_set_visible (self->ahead, FALSE);
}

static void
go_nowhere (DzReviewPage *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  g_clear_object (&self->wanted);
  g_clear_object (&self->shown);
  dz_sync_set_looked_at (self->sync, NULL);
  dz_review_page_follow_record (self);
  dz_facts_pane_clear (self->facts);
  self->position = 0;
  self->steps = 0;
  self->direction = 1;
  dz_review_page_stop_waiting (self);
  dz_photo_view_show_texture (self->photo, NULL);
  dz_review_page_leave_findings (self);
  dz_judging_set_item (self->judging, NULL);
  dz_review_page_show_side (self, DZ_SIDE_FACTS);
  dz_review_page_set_school_title (self, NULL);
  dz_texture_cache_want (self->textures, none);
  dz_queue_strip_show (self->strip, dz_sync_get_queue (self->sync), 0);
  dz_review_page_show_empty (self);
  dz_review_page_update_actions (self);
}

/*< private >
 * dz_review_page_go_to:
 * @self: a page with a client
 * @position: in the queue; past its end means the last
 *
 * Goes to another photo of the queue, or says that there is none.
 */
void
dz_review_page_go_to (DzReviewPage *self,
                      guint         position)
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  guint n_items = g_list_model_get_n_items (queue);
  g_autoptr(DzQueueItem) item = NULL;

  if (n_items == 0)
    {
      go_nowhere (self);
      return;
    }
  self->position = MIN (position, n_items - 1);
  item = g_list_model_get_item (queue, self->position);
  g_set_object (&self->wanted, item);
  dz_sync_set_looked_at (self->sync, item);
  want_neighbours (self);
  show_wanted (self);
}

/*< private >
 * dz_review_page_find_position:
 * @queue: (element-type DzQueueItem): the queue
 * @submission: (nullable): a submission id
 * @position: (out): where it stands
 *
 * Returns: whether it is there
 */
gboolean
dz_review_page_find_position (GListModel *queue,
                              const char *submission,
                              guint      *position)
{
  for (guint i = 0; submission != NULL && i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (queue, i);

      if (g_str_equal (dz_queue_item_get_id (item), submission))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Who writes a note looks at the keyboard: what they type on must not judge another photo. */
static gboolean
is_composing (DzReviewPage *self)
{
  return !self->busy && self->shown != NULL && self->shown == self->wanted
         && !dz_review_page_shows_facts (self);
}

static gboolean
is_queued (GListModel  *queue,
           DzQueueItem *item)
{
  guint position;

  return dz_review_page_find_position (queue, dz_queue_item_get_id (item), &position);
}

static gboolean
is_awaiting (DzReviewPage *self)
{
  return self->awaited != NULL || (self->draft != NULL && self->draft_awaited);
}

/*< private >
 * dz_review_page_follow_queue:
 * @self: a page with a client
 *
 * Finds the reviewer's place in a queue that has changed: what undo brought back, else the same
 * photo, else the one that took its place. A photo of which the reviewer is composing something
 * stays, even where the queue has lost it: the service will say what becomes of what they send.
 */
void
dz_review_page_follow_queue (DzReviewPage *self)
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  guint position = self->position;

  if (is_composing (self) && (is_awaiting (self) || !is_queued (queue, self->wanted)))
    return;
  if (dz_review_page_find_position (queue, self->awaited, &position))
    g_clear_pointer (&self->awaited, g_free);
  else if (!dz_review_page_find_draft (self, &position) && self->wanted != NULL)
    dz_review_page_find_position (queue, dz_queue_item_get_id (self->wanted), &position);
  dz_review_page_go_to (self, position);
}

/**
 * dz_review_page_show_submission:
 * @self: a page
 * @submission: a submission's id
 *
 * Goes to its photo, unless it is not in the queue of this desk or the reviewer is composing
 * something about another. A contact sheet gives way.
 *
 * Returns: whether it is shown
 */
gboolean
dz_review_page_show_submission (DzReviewPage *self,
                                const char   *submission)
{
  guint position;

  g_return_val_if_fail (DZ_IS_REVIEW_PAGE (self) && submission != NULL, FALSE);

  if (self->sync == NULL || is_composing (self) ||
      !dz_review_page_find_position (dz_sync_get_queue (self->sync), submission, &position))
    return FALSE;
  dz_review_page_close_sheet (self);
  dz_review_page_go_to (self, position);
  return TRUE;
}
