/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

/* Somebody works at the page, from signing in to signing out. */

#define TEXTURE_BUDGET_BYTES (96 * 1024 * 1024)
#define THUMB_BUDGET_BYTES (8 * 1024 * 1024)
#define CLOSE_UP_BUDGET_BYTES (32 * 1024 * 1024)
#define OTHERS_BUDGET_BYTES (12 * 1024 * 1024)

static void
counts_changed_cb (DzReviewPage *self)
{
  if (self->wanted == NULL)
    dz_review_page_show_empty (self);
}

static void
connection_changed_cb (DzReviewPage *self)
{
  int connection;

  g_object_get (self->sync, "connection", &connection, NULL);
  if (connection != DZ_CONNECTION_ONLINE)
    return;
  dz_review_page_fetch_again (self);
}

/* What of another part of the queue there is, the service says. */
static void
filter_changed_cb (DzReviewPage *self)
{
  if (dz_sync_get_connection (self->sync) != DZ_CONNECTION_EXPIRED)
    dz_review_page_ask (self, FALSE);
}

static void
reasons_changed_cb (DzReviewPage *self)
{
  dz_reject_pane_set_reasons (self->reject, dz_sync_get_reasons (self->sync));
}

static void
connect_sync (DzReviewPage *self)
{
  g_signal_connect_object (self->sync, "notify::reasons", G_CALLBACK (reasons_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::filter", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_queue (self->sync), "items-changed",
                           G_CALLBACK (dz_review_page_follow_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_held (self->sync), "items-changed",
                           G_CALLBACK (dz_review_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_sealed (self->sync), "items-changed",
                           G_CALLBACK (dz_review_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::counts-fitting", G_CALLBACK (counts_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::counts-free", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::counts-others", G_CALLBACK (counts_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::connection", G_CALLBACK (connection_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/* What is seen large comes first. */
static void
open_textures (DzReviewPage *self)
{
  self->textures = dz_texture_cache_new (self->sync, self->examiner, TEXTURE_BUDGET_BYTES);
  dz_texture_cache_set_exact (self->textures, TRUE);
  self->thumbs = dz_texture_cache_new (self->sync, self->examiner, THUMB_BUDGET_BYTES);
  dz_texture_cache_wait_for (self->thumbs, self->textures);
  self->close_ups = dz_texture_cache_new (self->sync, self->examiner, CLOSE_UP_BUDGET_BYTES);
  self->others = dz_texture_cache_new (self->sync, self->examiner, OTHERS_BUDGET_BYTES);
  dz_texture_cache_wait_for (self->others, self->textures);
}

static void
connect_textures (DzReviewPage *self)
{
  g_signal_connect_object (self->textures, "changed", G_CALLBACK (dz_review_page_texture_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->close_ups, "changed", G_CALLBACK (dz_review_page_show_region),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->others, "changed", G_CALLBACK (dz_review_page_other_changed),
                           self, G_CONNECT_SWAPPED);
}

/**
 * dz_review_page_open:
 * @self: a page that is closed
 * @sync: the client; somebody has signed in
 * @examiner: renders the photos; started
 *
 * Begins to work.
 */
void
dz_review_page_open (DzReviewPage *self,
                     DzSync       *sync,
                     DzExaminer   *examiner)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));
  g_return_if_fail (DZ_IS_SYNC (sync) && DZ_IS_EXAMINER (examiner));
  g_return_if_fail (self->sync == NULL);

  self->sync = g_object_ref (sync);
  self->examiner = g_object_ref (examiner);
  self->sized = FALSE;
  open_textures (self);
  connect_textures (self);
  dz_queue_strip_set_cache (self->strip, self->thumbs);
  dz_held_tray_set_model (self->tray, dz_sync_get_held (sync));
  dz_filter_bar_set_sync (self->filter_bar, sync);
  reasons_changed_cb (self);
  connect_sync (self);
  dz_review_page_photo_resized (self);
  dz_review_page_go_to (self, 0);
}

static void
disconnect_sync (DzReviewPage *self)
{
  g_signal_handlers_disconnect_by_data (dz_sync_get_queue (self->sync), self);
  g_signal_handlers_disconnect_by_data (dz_sync_get_held (self->sync), self);
  g_signal_handlers_disconnect_by_data (dz_sync_get_sealed (self->sync), self);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
}

/* Nothing that still comes is shown. */
static void
close_textures (DzReviewPage *self)
{
  DzTextureCache *caches[] = { self->textures, self->thumbs, self->close_ups, self->others };

  for (guint i = 0; i < G_N_ELEMENTS (caches); i++)
    {
      g_signal_handlers_disconnect_by_data (caches[i], self);
      dz_texture_cache_close (caches[i]);
    }
}

static void
empty_screen (DzReviewPage *self)
{
  dz_review_page_stop_comparing (self);
  dz_photo_view_show_texture (self->photo, NULL);
  dz_judging_set_item (self->judging, NULL);
  gtk_stack_set_visible_child_name (self->side, DZ_SIDE_FACTS);
  dz_side_fold_set_pinned (self->fold, FALSE);
  dz_reveal_set_subject (self->reveal, NULL, NULL);
  dz_facts_pane_clear (self->facts);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_note), FALSE);
  dz_review_page_set_school_title (self, NULL);
}

static void
forget_work (DzReviewPage *self)
{
  g_clear_object (&self->examiner);
  g_clear_object (&self->textures);
  g_clear_object (&self->thumbs);
  g_clear_object (&self->close_ups);
  g_clear_object (&self->others);
  g_clear_object (&self->wanted);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->awaited, g_free);
  g_clear_pointer (&self->draft, dz_command_free);
  self->steps = 0;
  self->busy = FALSE;
  g_clear_pointer (&self->deciding, g_free);
  dz_review_page_forget_undos (self);
}

/**
 * dz_review_page_close:
 * @self: a page
 *
 * Shows nothing any more: somebody signs out. Nothing happens where it is closed already.
 */
void
dz_review_page_close (DzReviewPage *self)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));

  if (self->sync == NULL)
    return;
  dz_review_page_stop_asking (self);
  dz_review_page_close_sheet (self);
  dz_review_page_stop_waiting (self);
  dz_review_page_await_sharper (self, FALSE);
  g_clear_handle_id (&self->size_id, g_source_remove);
  close_textures (self);
  dz_queue_strip_set_cache (self->strip, NULL);
  dz_held_tray_set_model (self->tray, NULL);
  dz_filter_bar_set_sync (self->filter_bar, NULL);
  empty_screen (self);
  forget_work (self);
  disconnect_sync (self);
  dz_review_page_update_actions (self);
}
