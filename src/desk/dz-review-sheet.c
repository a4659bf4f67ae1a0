/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include "dz-sheet-text.h"

/* Photos without a fault, several at once. */

/* All photos of a sheet at the sharpness that it asks for, on a screen of twice the density. */
#define SHEET_BUDGET_BYTES (32 * 1024 * 1024)

/*< private >
 * dz_review_page_shows_sheet:
 * @self: a page
 *
 * Returns: whether a contact sheet lies over the photo
 */
gboolean
dz_review_page_shows_sheet (DzReviewPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->sheet));
}

/* Who has moved a line of a photo, or has decided it once and not been heard, is judging it
 * already. */
static gboolean
is_begun (DzReviewPage *self,
          DzQueueItem  *item)
{
  return (item == self->shown
          && !dz_correction_is_empty (dz_judging_get_correction (self->judging)))
         || (self->draft != NULL
             && g_str_equal (self->draft->submission, dz_queue_item_get_id (item)));
}

/* What may stand on a sheet, in the order of the queue; @counts tells of the rest why not. They are
 * copies: what the queue learns of a photo meanwhile has not been looked at, and an approval is of
 * the version that was. */
static GPtrArray *
list_fitting (DzReviewPage *self,
              guint         counts[DZ_N_SHEET_BARS])
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (queue, i);
      const DzItem *record = dz_queue_item_get_item (item);
      DzSheetBar bar = dz_sheet_find_bar (record->submission, record->lease->origin,
                                          record->sheet_allowed);

      counts[bar]++;
      if (bar == DZ_SHEET_BAR_NONE && !is_begun (self, item) && items->len < DZ_SHEET_PHOTOS_MAX)
        g_ptr_array_add (items, dz_queue_item_new (dz_item_copy (record)));
    }
  return items;
}

/* What lies below is not there meanwhile: no photo that nobody sees can be decided. */
static void
show_sheet (DzReviewPage *self,
            gboolean      shown)
{
  gtk_widget_set_visible (self->single, !shown);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), shown);
  dz_toaster_move_to (self->toaster,
                      shown ? dz_sheet_view_get_toasts (self->sheet) : self->toasts);
}

static void
open_sheet (DzReviewPage *self)
{
  guint counts[DZ_N_SHEET_BARS] = { 0 };
  g_autoptr(GPtrArray) items = list_fitting (self, counts);
  g_autofree char *why = NULL;

  if (items->len > 0)
    {
      self->sheet_textures = dz_texture_cache_new (self->sync, self->examiner, SHEET_BUDGET_BYTES);
      dz_sheet_view_open (self->sheet, items, self->sheet_textures);
    }
  else
    {
      why = dz_sheet_say_none (counts);
      dz_sheet_view_open_empty (self->sheet, why);
    }
  g_debug ("sheet of %u", items->len);
  show_sheet (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}

/*< private >
 * dz_review_page_close_sheet:
 * @self: a page
 *
 * Shows single photos again. Nothing happens where no sheet is open.
 */
void
dz_review_page_close_sheet (DzReviewPage *self)
{
  if (!dz_review_page_shows_sheet (self))
    return;
  g_debug ("sheet closed");
  show_sheet (self, FALSE);
  dz_sheet_view_close (self->sheet);
  if (self->sheet_textures != NULL)
    dz_texture_cache_close (self->sheet_textures);
  g_clear_object (&self->sheet_textures);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  dz_review_page_update_actions (self);
}

static void
sheet_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (self->sync != NULL && !self->busy && gtk_widget_get_mapped (widget)
      && dz_review_page_shows_facts (self) && !dz_review_page_shows_sheet (self))
    open_sheet (self);
}

/* What was pulled out is still leased, and comes at once. */
static void
go_to_pulled (DzReviewPage *self,
              GPtrArray    *pulled)
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  guint position;

  for (guint i = 0; i < pulled->len; i++)
    if (dz_review_page_find_position (queue, dz_queue_item_get_id (g_ptr_array_index (pulled, i)),
                                      &position))
      {
        dz_review_page_go_to (self, position);
        return;
      }
  dz_review_page_follow_queue (self);
}

/* What was not kept is not decided; the sheet stays as it is, with what was pulled out of it. */
static void
finish_approving (DzReviewPage *self,
                  const GError *error)
{
  g_autoptr(GPtrArray) pulled = NULL;
  g_autofree char *done = NULL;

  if (error != NULL)
    return;
  pulled = dz_sheet_view_list_pulled (self->sheet);
  done = dz_sheet_say_done (self->n_approving, pulled->len);
  dz_toaster_withdraw (self->toaster, "review.undo");
  dz_review_page_close_sheet (self);
  dz_toaster_say (self->toaster, done);
  go_to_pulled (self, pulled);
}

static void
approved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DzReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_decide_all_finish (DZ_SYNC (source), result, &error);
  if (self->sync != DZ_SYNC (source))
    return;
  self->busy = FALSE;
  dz_sheet_view_set_busy (self->sheet, FALSE);
  finish_approving (self, error);
  dz_review_page_update_actions (self);
  dz_review_page_end_write (self, error);
}

/*< private >
 * dz_review_page_sheet_approve:
 * @self: a page that shows a contact sheet
 *
 * Approves what is kept on the sheet, each photo by a command of its own.
 */
void
dz_review_page_sheet_approve (DzReviewPage *self)
{
  g_autoptr(GPtrArray) choices = NULL;

  if (self->sync == NULL || self->busy || !dz_sheet_view_is_ready (self->sheet))
    return;
  choices = dz_sheet_view_list_choices (self->sheet);
  self->busy = TRUE;
  self->n_approving = choices->len;
  dz_sheet_view_set_busy (self->sheet, TRUE);
  dz_sync_decide_all_async (self->sync, choices, approved_cb, g_object_ref (self));
}

/*< private >
 * dz_review_page_install_sheet:
 * @widget_class: the page's class
 */
void
dz_review_page_install_sheet (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.sheet", NULL, sheet_action);
}
