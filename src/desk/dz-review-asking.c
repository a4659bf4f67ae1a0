/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

/* Asking the service for what is new: who waits for its answer sees that, may leave it, and is told
 * what came of it. */

static void
end (DzReviewPage *self)
{
  g_clear_object (&self->asking);
  dz_asking_sign_end (self->asking_sign);
  dz_asking_sign_end (dz_sheet_view_get_asking_sign (self->sheet));
}

/* What has come is seen. */
static void
say_end (DzReviewPage *self)
{
  if (g_list_model_get_n_items (dz_sync_get_queue (self->sync)) == 0)
    dz_review_page_say (self, _("There is still no photo to judge."));
  else if (!self->asked_empty)
    dz_review_page_say (self, _("The queue is as the service has it now."));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DzReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_refresh_finish (DZ_SYNC (source), result, &error);
  if (self->sync != DZ_SYNC (source) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* nobody waits, or for another answer */
  g_debug ("asked%s%s", error != NULL ? ": " : "", error != NULL ? error->message : "");
  end (self);
  if (error != NULL)
    dz_review_page_say (self, error->message);
  else if (self->asked_loud)
    say_end (self);
  self->asked_loud = FALSE;
}

/*< private >
 * dz_review_page_ask:
 * @self: a page with a client
 * @loud: whether somebody wants to hear that nothing is new
 *
 * Asks the service for what is new. Where it is being asked already, the sign that says so comes at
 * once.
 */
void
dz_review_page_ask (DzReviewPage *self,
                    gboolean      loud)
{
  g_debug ("asking%s", self->asking != NULL ? " still" : "");
  self->asked_loud = self->asked_loud || loud;
  if (self->asking != NULL)
    {
      dz_asking_sign_show (self->asking_sign);
      dz_asking_sign_show (dz_sheet_view_get_asking_sign (self->sheet));
      return;
    }
  dz_asking_sign_begin (self->asking_sign);
  dz_asking_sign_begin (dz_sheet_view_get_asking_sign (self->sheet));
  self->asked_empty = self->wanted == NULL;
  self->asking = g_cancellable_new ();
  dz_sync_refresh_async (self->sync, self->asking, asked_cb, g_object_ref (self));
}

/*< private >
 * dz_review_page_stop_asking:
 * @self: a page
 *
 * Waits no longer; the service is asked again by itself, as always.
 */
void
dz_review_page_stop_asking (DzReviewPage *self)
{
  g_autoptr(GCancellable) asking = self->asking != NULL ? g_object_ref (self->asking) : NULL;

  g_debug ("asking no more");
  end (self);
  self->asked_loud = FALSE;
  g_cancellable_cancel (asking);
}
