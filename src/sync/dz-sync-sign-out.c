/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-sync-answers.h"

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  /* A session that the service still knows ends by itself, later. */
  dz_api_client_call_finish (DZ_API_CLIENT (source), result, NULL);
}

/* Nobody is signed in here from now on, nor at the service as soon as it listens: nobody waits for
 * that. The request bears the token that is forgotten here. */
void
dz_sync_end_behind (DzSync *self)
{
  if (!dz_sync_is_closed (self))
    dz_api_client_call_async (self->api, "DELETE", "sessions/current", NULL, dz_sync_read_nothing,
                              NULL, NULL, ended_cb, NULL);
  dz_sync_forget_person (self);
}

/* Whether the person does not wait for the service any more, and is gone now. */
static gboolean
return_if_cancelled (GTask *task)
{
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  dz_sync_end_behind (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
  return TRUE;
}

static void
session_ended_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  /* Signed out here whatever the service says: a token that it still knows soon ends by itself. */
  dz_api_client_call_finish (DZ_API_CLIENT (source), result, NULL);
  if (return_if_cancelled (task))
    return;
  dz_sync_forget_person (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
released_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);

  /* What could not be given back is given back by the service when its time is over. */
  dz_api_client_call_finish (DZ_API_CLIENT (source), result, NULL);
  if (return_if_cancelled (task))
    return;
  dz_api_client_call_async (self->api, "DELETE", "sessions/current", NULL, dz_sync_read_nothing,
                            NULL, g_task_get_cancellable (task), session_ended_cb,
                            g_object_ref (task));
}

/**
 * dz_sync_sign_out_async:
 * @self: a client
 * @cancellable: (nullable): waits for the service no longer; the person is signed out here all the
 *   same, and the service hears of it behind their back if it listens
 * @callback: called when nobody is signed in
 * @user_data: for @callback
 *
 * Gives back what is leased and ends the session. Commands without an answer stay on disk under
 * the name of the person who made them.
 */
void
dz_sync_sign_out_async (DzSync             *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr(GBytes) body = NULL;
  GTask *task;

  g_return_if_fail (DZ_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  body = dz_sync_new_leases_body (self);
  dz_sync_rest (self);
  dz_api_client_call_async (self->api, "POST", "leases/release", body, dz_sync_read_nothing, NULL,
                            cancellable, released_cb, task);
}

/**
 * dz_sync_sign_out_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether nobody is signed in
 */
gboolean
dz_sync_sign_out_finish (DzSync       *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
