/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-oversight.h"
#include "dz-sync-private.h"

/* Who asked for a photo is told why there is none. That a photo which was given back meanwhile is
 * another's now is nothing that everybody must know. */
static gboolean
is_no_longer_ours (const GError *error)
{
  return g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED)
         || g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_GONE);
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = dz_photo_shelf_load_finish (DZ_PHOTO_SHELF (source), result, &error);

  if (bytes != NULL)
    {
      g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (!is_no_longer_ours (error))
    dz_sync_note_failure (g_task_get_source_object (task), error);
  g_task_return_error (task, error);
}

/**
 * dz_sync_load_photo_async:
 * @self: a client
 * @item: an item of the queue
 * @cancellable: (nullable): stops waiting
 * @callback: called when the bytes are there
 * @user_data: for @callback
 *
 * Gets an item's photo from this desk's disk or the service. The bytes are foreign: they go to the
 * examiner, unread.
 */
void
dz_sync_load_photo_async (DzSync             *self,
                          DzQueueItem        *item,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_QUEUE_ITEM (item));

  dz_photo_shelf_load_async (self->shelf, dz_queue_item_get_item (item)->submission->photo,
                             cancellable, photo_cb,
                             g_task_new (self, cancellable, callback, user_data));
}

/**
 * dz_sync_load_picture_async:
 * @self: a client; a supervisor has signed in
 * @sha256: SHA-256 of the photo of any submission, hex
 * @cancellable: (nullable): stops waiting
 * @callback: called when the bytes are there
 * @user_data: for @callback
 *
 * Gets a photo as dz_sync_load_photo_async() does that of an item of the queue, and ends with
 * dz_sync_load_photo_finish(), too.
 */
void
dz_sync_load_picture_async (DzSync             *self,
                            const char         *sha256,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self) && sha256 != NULL);

  dz_photo_shelf_load_async (self->shelf, sha256, cancellable, photo_cb,
                             g_task_new (self, cancellable, callback, user_data));
}

/**
 * dz_sync_load_photo_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable): the photo's bytes
 */
GBytes *
dz_sync_load_photo_finish (DzSync       *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
