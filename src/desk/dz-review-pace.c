/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

/* How fast the reviewer goes from photo to photo: each one is seen before the next one comes. */

/* Presses that come before their photo is on the screen wait for it; so many photos are rendered
 * ahead, and whoever presses on beyond them wants something else. */
#define STEPS_MAX 8

static gboolean
may_go (DzReviewPage *self)
{
  return self->sync != NULL && !self->busy && gtk_widget_get_mapped (GTK_WIDGET (self));
}

/* A photo that is late may be left unseen: there is a spinner that says so. */
static gboolean
has_arrived (DzReviewPage *self)
{
  return self->late
         || (self->shown != NULL && self->shown == self->wanted
             && dz_photo_view_is_painted (self->photo));
}

static void
go_by (DzReviewPage *self,
       int           by)
{
  gint64 position = (gint64) self->position + by;
  guint n_items = g_list_model_get_n_items (dz_sync_get_queue (self->sync));

  if (position < 0 || position >= n_items)
    {
      self->steps = 0;
      return;
    }
  self->direction = by;
  dz_review_page_go_to (self, (guint) position);
}

/*< private >
 * dz_review_page_step_by:
 * @self: a page
 * @by: 1 for the next photo, -1 for the one before
 *
 * Goes there, as soon as what is wanted now has been on the screen: no press is lost, and no photo
 * is passed unseen. A key that is held steps no faster than photos appear, and what it would have
 * passed is not caught up with when it is let go.
 */
void
dz_review_page_step_by (DzReviewPage *self,
                        int           by)
{
  if (!may_go (self))
    return;
  if (has_arrived (self) && self->steps == 0)
    go_by (self, by);
  else if (self->keys == NULL || !dz_key_controller_is_repeating (self->keys))
    self->steps = CLAMP (self->steps + by, -STEPS_MAX, STEPS_MAX);
}

/*< private >
 * dz_review_page_go_on:
 * @self: a page whose photo has been painted
 *
 * Takes the next step that was asked for meanwhile.
 */
void
dz_review_page_go_on (DzReviewPage *self)
{
  int by = self->steps > 0 ? 1 : -1;

  if (self->steps == 0 || !has_arrived (self))
    return;
  if (!may_go (self) || !dz_review_page_shows_facts (self))
    {
      self->steps = 0;
      return;
    }
  self->steps -= by;
  go_by (self, by);
}

/**
 * dz_review_page_set_keys:
 * @self: a page
 * @keys: (nullable): what lets keys act in its window, which tells a key that is held
 */
void
dz_review_page_set_keys (DzReviewPage    *self,
                         DzKeyController *keys)
{
  DzKeymap *keymap;

  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));

  keymap = dz_keymap_of (GTK_WIDGET (self));
  if (!g_set_object (&self->keys, keys) || keymap == NULL)
    return;
  g_signal_handlers_disconnect_by_func (keymap, dz_review_page_name_keys, self);
  if (keys != NULL)
    g_signal_connect_object (keymap, "changed", G_CALLBACK (dz_review_page_name_keys), self,
                             G_CONNECT_SWAPPED);
}
