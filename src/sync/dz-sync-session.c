/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-patience.h"
#include "dz-sync-answers.h"
#include "dz-wire.h"

#include <glib/gi18n-lib.h>

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  DzServiceInfo *info = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (info == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  dz_sync_set_models_problem (g_task_get_source_object (task), info->models_problem);
  g_task_return_pointer (task, info, (GDestroyNotify) dz_service_info_free);
}

/**
 * dz_sync_probe_async:
 * @self: a client
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Asks the service what it is, which needs no session.
 */
void
dz_sync_probe_async (DzSync             *self,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  dz_api_client_call_async (self->api, "GET", "service", NULL, dz_sync_read_info,
                            (GDestroyNotify) dz_service_info_free, cancellable, probed_cb,
                            g_task_new (self, cancellable, callback, user_data));
}

/**
 * dz_sync_probe_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable): what the service says of itself
 */
DzServiceInfo *
dz_sync_probe_finish (DzSync       *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
dz_sync_forget_person (DzSync *self)
{
  dz_sync_rest (self);
  dz_outbox_pause (self->outbox);
  dz_api_client_set_token (self->api, NULL);
  dz_sync_clear (self);
  dz_sync_set_user (self, NULL);
  dz_sync_set_connection (self, DZ_CONNECTION_SIGNED_OUT);
  dz_sync_count_others (self);
}

/* Whether the desk has closed meanwhile, which nobody needs to be told. */
static gboolean
return_if_closed (GTask *task)
{
  if (!dz_sync_is_closed (g_task_get_source_object (task)))
    return FALSE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the desk is closing");
  return TRUE;
}

static gboolean
was_cancelled (GTask *task)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

/* A refused sign-in is no lost session, and who has waited for long is told what for. */
static void
refuse (GTask  *task,
        GError *error)
{
  DzSync *self = g_task_get_source_object (task);

  if (was_cancelled (task) && dz_patience_has_run_out (DZ_PATIENCE (g_task_get_cancellable (task))))
    {
      g_error_free (error);
      error = g_error_new (DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE,
                           ngettext ("The service did not sign you in within %u second. Try again "
                                     "in a moment; if it goes on, ask your administrator.",
                                     "The service did not sign you in within %u seconds. Try again "
                                     "in a moment; if it goes on, ask your administrator.",
                                     (self->patience_ms + 999) / 1000),
                           (self->patience_ms + 999) / 1000);
    }
  else if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT))
    error->code = DZ_SYNC_ERROR_REFUSED;
  g_task_return_error (task, error);
}

/* Whether nobody waits for it any more: then nobody is signed in either, nor at the service. */
static gboolean
forget_if_cancelled (GTask *task)
{
  DzSync *self = g_task_get_source_object (task);

  if (!was_cancelled (task))
    return FALSE;
  dz_sync_end_behind (self);
  refuse (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the sign-in is given up"));
  return TRUE;
}

static void
outbox_open_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  dz_outbox_open_finish (DZ_OUTBOX (source), result, &error);
  if (return_if_closed (task) || forget_if_cancelled (task))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    {
      /* Without an outbox nothing could be decided safely, so nobody is signed in. */
      dz_sync_forget_person (self);
      g_task_return_error (task, dz_sync_new_cache_error (error));
      return;
    }
  dz_sync_begin_work (self);
  g_task_return_boolean (task, TRUE);
}

static void
session_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(DzSessionAnswer) session = dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                                  &error);

  if (session == NULL)
    {
      refuse (task, error);
      return;
    }
  if (return_if_closed (task))
    return;
  if (self->user != NULL && !g_str_equal (self->user->id, session->user->id))
    dz_sync_clear (self);
  dz_sync_set_user (self, g_steal_pointer (&session->user));
  dz_api_client_set_token (self->api, session->token);
  dz_outbox_open_async (self->outbox, self->user, outbox_open_cb, g_steal_pointer (&task));
}

/* One request of strings. @pairs: name, value, …, NULL. @task goes with it to @callback. */
static void
post_strings (DzSync             *self,
              const char         *path,
              const char *const  *pairs,
              DzApiParser         parser,
              GDestroyNotify      free_record,
              GAsyncReadyCallback callback,
              GTask              *task)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) body = NULL;
  JsonObject *object = json_object_new ();

  for (guint i = 0; pairs[i] != NULL; i += 2)
    json_object_set_string_member (object, pairs[i], pairs[i + 1]);
  json_object_set_string_member (object, "workstation",
                                 dz_cache_worker_get_workstation (self->worker));
  node = dz_wire_take_object (object);
  body = dz_wire_print (node);
  dz_api_client_call_async (self->api, "POST", path, body, parser, free_record,
                            g_task_get_cancellable (task), callback, task);
}

/* A sign-in ends with what it is: itself it forgets who gave it up too late. */
static GTask *
new_sign_in (DzSync             *self,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  g_autoptr(DzPatience) patience = dz_patience_new (cancellable, self->patience_ms);
  GTask *task = g_task_new (self, G_CANCELLABLE (patience), callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
open_session (DzSync             *self,
              const char *const  *pairs,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  post_strings (self, "sessions", pairs, dz_sync_read_session,
                (GDestroyNotify) dz_session_answer_free, session_cb,
                new_sign_in (self, cancellable, callback, user_data));
}

/* The person who is signed in once they are named. */
typedef struct
{
  char *name;
  char *password;
} Newcomer;

static void
newcomer_free (Newcomer *newcomer)
{
  g_free (newcomer->name);
  g_free (newcomer->password);
  g_free (newcomer);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  const Newcomer *newcomer = g_task_get_task_data (task);
  const char *const pairs[] = { "name", newcomer->name, "password", newcomer->password, NULL };
  GError *error = NULL;

  if (dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error) == NULL)
    {
      refuse (task, error);
      return;
    }
  post_strings (self, "sessions", pairs, dz_sync_read_session,
                (GDestroyNotify) dz_session_answer_free, session_cb, g_steal_pointer (&task));
}

/**
 * dz_sync_set_up_async:
 * @self: a client of a service that needs it
 * @credential: the one-time credential of an embedded service
 * @name: what the first administrator is called
 * @password: their password
 * @cancellable: (nullable): gives up waiting
 * @callback: called when they are signed in
 * @user_data: for @callback
 *
 * Names the first administrator and signs them in.
 */
void
dz_sync_set_up_async (DzSync             *self,
                      const char         *credential,
                      const char         *name,
                      const char         *password,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  const char *const pairs[] = { "credential", credential, "name", name, "password", password,
                                NULL };
  Newcomer *newcomer;
  GTask *task;

  g_return_if_fail (DZ_IS_SYNC (self) && credential != NULL && name != NULL && password != NULL);

  newcomer = g_new0 (Newcomer, 1);
  newcomer->name = g_strdup (name);
  newcomer->password = g_strdup (password);
  task = new_sign_in (self, cancellable, callback, user_data);
  g_task_set_task_data (task, newcomer, (GDestroyNotify) newcomer_free);
  post_strings (self, "setup", pairs, dz_sync_read_nothing, NULL, named_cb, task);
}

/**
 * dz_sync_set_up_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: whether the first administrator is named and signed in
 */
gboolean
dz_sync_set_up_finish (DzSync       *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return dz_sync_sign_in_finish (self, result, error);
}

/**
 * dz_sync_sign_in_async:
 * @self: a client
 * @name: who
 * @password: their password
 * @cancellable: (nullable): gives up waiting
 * @callback: called when they are signed in
 * @user_data: for @callback
 *
 * Signs in, takes up what this person left in the outbox, and fills the queue. It ends within the
 * time that dz_sync_set_patience() names, whatever the service does.
 */
void
dz_sync_sign_in_async (DzSync             *self,
                       const char         *name,
                       const char         *password,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  const char *const pairs[] = { "name", name, "password", password, NULL };

  g_return_if_fail (DZ_IS_SYNC (self) && name != NULL && password != NULL);

  open_session (self, pairs, cancellable, callback, user_data);
}

/**
 * dz_sync_sign_in_with_credential_async:
 * @self: a client of an embedded service
 * @credential: the credential that service was started with
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the administrator is signed in
 * @user_data: for @callback
 */
void
dz_sync_sign_in_with_credential_async (DzSync             *self,
                                       const char         *credential,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  const char *const pairs[] = { "credential", credential, NULL };

  g_return_if_fail (DZ_IS_SYNC (self) && credential != NULL);

  open_session (self, pairs, cancellable, callback, user_data);
}

/**
 * dz_sync_sign_in_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: whether somebody is signed in
 */
gboolean
dz_sync_sign_in_finish (DzSync       *self,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dz_sync_set_patience:
 * @self: a client
 * @ms: the longest that signing in may take; half a minute unless told
 */
void
dz_sync_set_patience (DzSync *self,
                      guint   ms)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  self->patience_ms = ms;
}
