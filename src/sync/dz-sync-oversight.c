/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-oversight.h"

#include "dz-id.h"
#include "dz-sync-answers.h"
#include "dz-sync-private.h"
#include "dz-wire-command.h"
#include "dz-wire-reason.h"
#include "dz-wire-task.h"
#include "dz-wire.h"

#include <glib/gi18n-lib.h>

#define TASKS_MAX 1000 /* as many as the service lists at most */

/* ---- answers ---- */

static GError *
new_unreadable (const char *why)
{
  return g_error_new (DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                      _("The service's answer cannot be read: %s"), why);
}

static gpointer
read_tasks (guint     status,
            JsonNode *json,
            GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(GError) problem = NULL;
  g_autoptr(GPtrArray) tasks = dz_wire_reader_read_records (&reader, "tasks", TASKS_MAX,
                                                            (DzWireRead) dz_wire_task_from_json,
                                                            (GDestroyNotify) dz_task_free);

  if (dz_wire_reader_finish (&reader, &problem))
    return g_steal_pointer (&tasks);
  g_propagate_error (error, new_unreadable (problem->message));
  return NULL;
}

/* 409 says that somebody was there first. */
static gboolean
check_status (guint     status,
              JsonNode *json,
              GError  **error)
{
  g_autoptr(DzWireProblem) problem = NULL;

  if (status < 400)
    return TRUE;
  problem = json != NULL ? dz_wire_problem_from_json (json, NULL) : NULL;
  if (problem != NULL)
    g_set_error_literal (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_OVERTAKEN,
                         dz_sync_sentence_of (problem));
  else
    g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                 _("The service refused with status %u"), status);
  return FALSE;
}

static gpointer
read_reason (guint     status,
             JsonNode *json,
             GError  **error)
{
  g_autoptr(GError) problem = NULL;
  DzReason *reason;

  if (!check_status (status, json, error))
    return NULL;
  reason = dz_wire_reason_from_json (json, &problem);
  if (reason == NULL)
    g_propagate_error (error, new_unreadable (problem->message));
  return reason;
}

static gpointer
read_done (guint     status,
           JsonNode *json,
           GError  **error)
{
  return check_status (status, json, error) ? GINT_TO_POINTER (1) : NULL;
}

/* ---- calls ---- */

/* A request of somebody who waits for its answer; nothing is tried again behind their back. */
static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  GDestroyNotify free_record = (GDestroyNotify) g_task_get_task_data (task);
  GError *error = NULL;
  gpointer record = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (record != NULL)
    {
      g_task_return_pointer (task, record, free_record);
      return;
    }
  if (!dz_sync_is_closed (self) &&
      (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE) ||
       g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT)))
    dz_sync_note_failure (self, error);
  g_task_return_error (task, error);
}

/* @task: (transfer full); @body: (transfer full) (nullable) */
static void
call (GTask         *task,
      const char    *method,
      const char    *path,
      JsonNode      *body,
      DzApiParser    parser,
      GDestroyNotify free_record)
{
  DzSync *self = g_task_get_source_object (task);
  g_autoptr(JsonNode) node = body;
  g_autoptr(GBytes) bytes = node != NULL ? dz_wire_print (node) : NULL;

  g_task_set_task_data (task, (gpointer) free_record, NULL);
  dz_api_client_call_async (self->api, method, path, bytes, parser, free_record,
                            g_task_get_cancellable (task), answered_cb, task);
}

/**
 * dz_sync_load_tasks_async:
 * @self: a client; a supervisor has signed in
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Asks what waits for a supervisor.
 */
void
dz_sync_load_tasks_async (DzSync             *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  call (g_task_new (self, cancellable, callback, user_data), "GET",
        "tasks?limit=" G_STRINGIFY (TASKS_MAX), NULL, read_tasks,
        (GDestroyNotify) g_ptr_array_unref);
}

/**
 * dz_sync_load_tasks_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable) (element-type DzTask): the oldest first
 */
GPtrArray *
dz_sync_load_tasks_finish (DzSync       *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * dz_sync_load_standing_async:
 * @self: a client; a supervisor has signed in
 * @submission: id of any submission
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Asks how a submission stands now.
 */
void
dz_sync_load_standing_async (DzSync             *self,
                             const char         *submission,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && submission != NULL);

  path = g_strdup_printf ("submissions/%s/standing", submission);
  call (g_task_new (self, cancellable, callback, user_data), "GET", path, NULL,
        dz_sync_read_standing, (GDestroyNotify) dz_item_free);
}

/**
 * dz_sync_load_standing_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable): the submission without findings, its student and school; no
 *   lease
 */
DzItem *
dz_sync_load_standing_finish (DzSync       *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * dz_sync_finish_task_async:
 * @self: a client; a supervisor has signed in
 * @task: id of a task
 * @note: (nullable): what was found and done, for the history
 * @cancellable: (nullable): gives up waiting; it may be done all the same
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Says that a task is done.
 */
void
dz_sync_finish_task_async (DzSync             *self,
                           const char         *task,
                           const char         *note,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  JsonObject *object = json_object_new ();
  g_autofree char *path = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && task != NULL);

  if (note != NULL)
    json_object_set_string_member (object, "note", note);
  path = g_strdup_printf ("tasks/%s/finish", task);
  call (g_task_new (self, cancellable, callback, user_data), "POST", path,
        dz_wire_take_object (object), read_done, NULL);
}

static DzCommand *
new_reopening (const DzSubmission *seen,
               guint               shown_ms,
               const char         *reason)
{
  DzCommand *command = dz_command_new ();

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_REOPEN;
  command->submission = g_strdup (seen->id);
  command->version = seen->version;
  command->photo = g_strdup (seen->photo);
  command->shown_ms = shown_ms;
  command->reason = g_strdup (reason);
  command->made_us = g_get_real_time ();
  return command;
}

/**
 * dz_sync_reopen_async:
 * @self: a client; a supervisor has signed in
 * @seen: a submission that is decided, as it was seen
 * @shown_ms: for how long its photo was on the screen
 * @reason: why, in the supervisor's words
 * @cancellable: (nullable): gives up waiting; it may be reopened all the same
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Takes a decision back that is in effect, and ends with dz_sync_finish_task_finish(). It does not
 * go through the outbox: a decision that nobody can see any more is not to be taken back hours
 * later. Who sends it twice is told that the submission has changed.
 */
void
dz_sync_reopen_async (DzSync             *self,
                      const DzSubmission *seen,
                      guint               shown_ms,
                      const char         *reason,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr(DzCommand) command = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && seen != NULL && reason != NULL);

  command = new_reopening (seen, shown_ms, reason);
  call (g_task_new (self, cancellable, callback, user_data), "POST", "commands",
        dz_wire_command_to_json (command), read_done, NULL);
}

/**
 * dz_sync_finish_task_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError; DZ_SYNC_ERROR_OVERTAKEN where the submission has
 *   changed since it was seen
 *
 * Returns: whether it is done
 */
gboolean
dz_sync_finish_task_finish (DzSync       *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/**
 * dz_sync_add_reason_async:
 * @self: a client; a supervisor or an administrator has signed in
 * @words: a reason; its version, times and people are not looked at
 * @last: the last version of its code that was seen; 0 for none
 * @cancellable: (nullable): gives up waiting; it may be added all the same
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Adds a reason for refusing, or another version of one. Once it is added the reasons are asked
 * for again.
 */
void
dz_sync_add_reason_async (DzSync             *self,
                          const DzReason     *words,
                          guint               last,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr(DzReason) proposed = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && words != NULL);

  proposed = dz_reason_copy (words);
  proposed->version = MAX (proposed->version, 1); /* not looked at, but there is no version 0 */
  path = g_strdup_printf ("reasons?last=%u", last);
  call (g_task_new (self, cancellable, callback, user_data), "POST", path,
        dz_wire_reason_to_json (proposed), read_reason, (GDestroyNotify) dz_reason_free);
}

/**
 * dz_sync_retire_reason_async:
 * @self: a client; a supervisor or an administrator has signed in
 * @reason: a reason that can be given, as it was seen
 * @cancellable: (nullable): gives up waiting; it may be retired all the same
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Takes a reason out of the list, and ends with dz_sync_change_reason_finish().
 */
void
dz_sync_retire_reason_async (DzSync             *self,
                             const DzReason     *reason,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && reason != NULL);

  path = g_strdup_printf ("reasons/%s/retire?last=%u", reason->code, reason->version);
  call (g_task_new (self, cancellable, callback, user_data), "POST", path,
        dz_wire_take_object (json_object_new ()), read_reason, (GDestroyNotify) dz_reason_free);
}

/**
 * dz_sync_change_reason_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError, DZ_SYNC_ERROR_OVERTAKEN where somebody else has
 *   changed it meanwhile
 *
 * Returns: (transfer full) (nullable): the reason as it is now
 */
DzReason *
dz_sync_change_reason_finish (DzSync       *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_autoptr(GError) problem = NULL;
  DzReason *reason;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  reason = g_task_propagate_pointer (G_TASK (result), &problem);
  if (!dz_sync_is_closed (self) &&
      (reason != NULL || g_error_matches (problem, DZ_SYNC_ERROR, DZ_SYNC_ERROR_OVERTAKEN)))
    dz_sync_fetch_reasons (self);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return reason;
}
