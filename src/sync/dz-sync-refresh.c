/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include <glib/gi18n-lib.h>

/* Somebody waits for what is new in the queue. */

static void
end_waiting (GTask        *task,
             const GError *error)
{
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* What was asked for them is answered, or @error: (nullable) stands against it. */
void
dz_sync_end_refreshes (DzSync       *self,
                       const GError *error)
{
  while (self->refreshes->len > 0)
    {
      g_autoptr(GTask) task = g_ptr_array_steal_index (self->refreshes, 0);

      end_waiting (task, error);
    }
}

/* Who waited has gone. */
void
dz_sync_drop_refreshes (DzSync *self)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                 "nobody waits for what is new");

  dz_sync_end_refreshes (self, error);
}

/* Whoever waits no longer wants another request when they ask again: this one is given up. */
static void
given_up_cb (GTask *task)
{
  DzSync *self = g_task_get_source_object (task);

  if (!g_ptr_array_find (self->refreshes, task, NULL))
    return;
  dz_sync_stop_leasing (self);
  dz_sync_drop_refreshes (self);
}

static gboolean
is_asked_off (DzSync *self)
{
  return self->asked_off_us > g_get_monotonic_time ();
}

/* The service knows nobody here, until somebody signs in. */
GError *
dz_sync_new_ended_error (void)
{
  return g_error_new_literal (DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT,
                              _("Your session has ended. Sign in again; nothing is lost."));
}

/* Nobody can be asked now. */
static void
return_unasked (DzSync *self,
                GTask  *task)
{
  if (self->user == NULL || self->connection == DZ_CONNECTION_EXPIRED)
    g_task_return_error (task, dz_sync_new_ended_error ());
  else if (is_asked_off (self))
    g_task_return_new_error (task, DZ_SYNC_ERROR, DZ_SYNC_ERROR_FAILED, "%s",
                             _("The service is too busy to be asked again now. Try again in a "
                               "moment."));
  else
    g_task_return_boolean (task, TRUE); /* for who judges nothing, nothing is new */
}

/**
 * dz_sync_refresh_async:
 * @self: a client
 * @cancellable: (nullable): gives up waiting, and what was asked: that is asked again at the next
 *   turn
 * @callback: called when the queue is as the service has it
 * @user_data: for @callback
 *
 * Asks the service now for what is new, as dz_sync_refresh() does. Where it is being asked already,
 * its answer to that is waited for.
 */
void
dz_sync_refresh_async (DzSync             *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (DZ_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dz_sync_refresh_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  dz_sync_top_up (self);
  if (!self->leasing)
    {
      return_unasked (self, task);
      return;
    }
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (given_up_cb), task,
                             G_CONNECT_SWAPPED);
  g_ptr_array_add (self->refreshes, g_steal_pointer (&task));
}

/**
 * dz_sync_refresh_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: whether the service has answered
 */
gboolean
dz_sync_refresh_finish (DzSync       *self,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
