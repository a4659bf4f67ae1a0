/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-reveals.h"

#include "dz-sync-private.h"
#include "dz-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * dz_sync_wipe:
 * @secret: (transfer full) (nullable): what was hidden
 *
 * Frees it, and leaves nothing of it where it stood.
 */
void
dz_sync_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static gpointer
read_number (guint     status,
             JsonNode *json,
             GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(GError) problem = NULL;
  char *number = dz_wire_reader_dup_string (&reader, "id_number");

  if (dz_wire_reader_finish (&reader, &problem))
    return number;
  dz_sync_wipe (number);
  g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
               _("The service's answer cannot be read: %s"), problem->message);
  return NULL;
}

static GError *
new_offline (void)
{
  return g_error_new_literal (DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE,
                              _("The service does not answer. What is hidden is shown only after "
                                "the service has recorded who looks."));
}

static void
revealed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  char *number = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (number != NULL)
    {
      g_task_return_pointer (task, number, (GDestroyNotify) dz_sync_wipe);
      return;
    }
  if (!dz_sync_is_closed (self) &&
      (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE) ||
       g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT)))
    dz_sync_note_failure (self, error);
  g_task_return_error (task, g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE)
                               ? new_offline () : g_steal_pointer (&error));
}

static GBytes *
new_body (const char *code,
          const char *words)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) node = NULL;

  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "words", words);
  node = dz_wire_take_object (object);
  return dz_wire_print (node);
}

/**
 * dz_sync_may_reveal:
 * @self: a client
 * @error: return location; DZ_SYNC_ERROR_UNREACHABLE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether what is hidden can be asked for now, as far as this desk knows
 */
gboolean
dz_sync_may_reveal (DzSync  *self,
                    GError **error)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), FALSE);

  if (self->connection == DZ_CONNECTION_ONLINE)
    return TRUE;
  g_propagate_error (error, self->connection == DZ_CONNECTION_OFFLINE ? new_offline ()
                                                                      : dz_sync_new_ended_error ());
  return FALSE;
}

/**
 * dz_sync_reveal_async:
 * @self: a client
 * @submission: id of the submission whose student's ID number is wanted
 * @code: why, one of dz_reveal_reasons_get()
 * @words: (nullable): why in the person's own words
 * @cancellable: (nullable): gives up waiting; that they looked may be recorded all the same
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Asks for what the service hides of a record. Each look is asked for by itself and recorded there
 * before the service answers: nothing of it waits in the outbox or is kept at this desk, and nobody
 * looks while the service is not there.
 */
void
dz_sync_reveal_async (DzSync             *self,
                      const char         *submission,
                      const char         *code,
                      const char         *words,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && submission != NULL && code != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  if (!dz_sync_may_reveal (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  body = new_body (code, words);
  path = g_strdup_printf ("submissions/%s/reveal", submission);
  dz_api_client_call_async (self->api, "POST", path, body, read_number,
                            (GDestroyNotify) dz_sync_wipe, cancellable, revealed_cb,
                            g_steal_pointer (&task));
}

/**
 * dz_sync_reveal_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError; DZ_SYNC_ERROR_UNREACHABLE while the service is not
 *   there
 *
 * Returns: (transfer full) (nullable): the ID number as the register has it; free it with
 *   dz_sync_wipe() as soon as nobody looks any more
 */
char *
dz_sync_reveal_finish (DzSync       *self,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
