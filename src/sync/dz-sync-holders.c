/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-sync-answers.h"
#include "dz-wire.h"

/* What the queue looks like to others: who holds how much of it, and of which window it is. */

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *records = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * dz_sync_load_holders_async:
 * @self: a client
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Asks who holds how many submissions until when.
 */
void
dz_sync_load_holders_async (DzSync             *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  dz_api_client_call_async (self->api, "GET", "queue/holders", NULL, dz_sync_read_holders,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, listed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

/**
 * dz_sync_load_holders_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable) (element-type DzQueueHolder): by name
 */
GPtrArray *
dz_sync_load_holders_finish (DzSync       *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * dz_sync_load_windows_async:
 * @self: a client
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Asks of which windows something waits.
 */
void
dz_sync_load_windows_async (DzSync             *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  dz_api_client_call_async (self->api, "GET", "queue/windows", NULL, dz_sync_read_windows,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, listed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

/**
 * dz_sync_load_windows_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable) (element-type DzQueueWindow): by school
 */
GPtrArray *
dz_sync_load_windows_finish (DzSync       *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return dz_sync_load_holders_finish (self, result, error);
}

static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  GError *error = NULL;
  guint n_recalled = GPOINTER_TO_UINT (dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                                  &error));

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->user != NULL)
    dz_sync_top_up (self); /* the counts have changed, and perhaps there is something for us */
  g_task_return_int (task, (gssize) n_recalled - 1);
}

/**
 * dz_sync_recall_async:
 * @self: a client
 * @user: id of a user
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Gives back, as a supervisor, what somebody else holds.
 */
void
dz_sync_recall_async (DzSync             *self,
                      const char         *user,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) body = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && user != NULL);

  json_object_set_string_member (object, "user", user);
  node = dz_wire_take_object (object);
  body = dz_wire_print (node);
  dz_api_client_call_async (self->api, "POST", "leases/recall", body, dz_sync_read_released, NULL,
                            self->cancellable, recalled_cb,
                            g_task_new (self, NULL, callback, user_data));
}

/**
 * dz_sync_recall_finish:
 * @self: a client
 * @result: what the callback got
 * @n_recalled: (out) (optional): how many submissions wait again
 * @error: return location; any #DzSyncError
 *
 * Returns: whether they were given back
 */
gboolean
dz_sync_recall_finish (DzSync       *self,
                       GAsyncResult *result,
                       guint        *n_recalled,
                       GError      **error)
{
  gssize count;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  count = g_task_propagate_int (G_TASK (result), error);
  if (count >= 0 && n_recalled != NULL)
    *n_recalled = (guint) count;
  return count >= 0;
}
