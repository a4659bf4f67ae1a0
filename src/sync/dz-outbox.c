/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-outbox.h"

#include "dz-sync-answers.h"
#include "dz-sync.h"
#include "dz-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RETRY_MIN_S 1
#define RETRY_MAX_S 30

struct _DzOutbox
{
  GObject parent_instance;

  DzApiClient   *api;         /* owned */
  DzCacheWorker *worker;      /* owned */
  char          *user;        /* owned, nullable: whose commands these are */
  GQueue         rows;        /* owned (element-type DzOutboxRow): without an answer, in order */
  GCancellable  *cancellable; /* owned */
  gboolean       sending;     /* one exchange at a time keeps the order */
  char          *sent_id;     /* owned, nullable: the command that was sent last */
  gboolean       resting;     /* signed out or closing */
  guint          retry_s;
  guint          retry_id;
};

enum
{
  PROP_WAITING = 1,
  N_PROPS,
};

enum
{
  ANSWERED,
  REACHED,
  SIGNED_OUT,
  N_SIGNALS,
};

static GParamSpec *pspecs[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzOutbox, dz_outbox, G_TYPE_OBJECT)

static void send_next (DzOutbox *self);

static void
dz_outbox_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_WAITING:
      g_value_set_uint (value, dz_outbox_get_waiting (DZ_OUTBOX (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
dz_outbox_finalize (GObject *object)
{
  DzOutbox *self = DZ_OUTBOX (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_queue_clear_full (&self->rows, (GDestroyNotify) dz_outbox_row_free);
  g_clear_object (&self->api);
  g_clear_object (&self->worker);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->sent_id, g_free);
  G_OBJECT_CLASS (dz_outbox_parent_class)->finalize (object);
}

static void
dz_outbox_class_init (DzOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dz_outbox_get_property;
  object_class->finalize = dz_outbox_finalize;
  pspecs[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
  signals[ANSWERED] = g_signal_new ("answered", DZ_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_POINTER,
                                    G_TYPE_STRING);
  signals[REACHED] = g_signal_new ("reached", DZ_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNED_OUT] = g_signal_new ("signed-out", DZ_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_outbox_init (DzOutbox *self)
{
  g_queue_init (&self->rows);
  self->cancellable = g_cancellable_new ();
  self->resting = TRUE;
  self->retry_s = RETRY_MIN_S;
}

/**
 * dz_outbox_new:
 * @api: who speaks to the service
 * @worker: who writes to disk
 *
 * Returns: (transfer full): an outbox that belongs to nobody yet
 */
DzOutbox *
dz_outbox_new (DzApiClient   *api,
               DzCacheWorker *worker)
{
  DzOutbox *self = g_object_new (DZ_TYPE_OUTBOX, NULL);

  self->api = g_object_ref (api);
  self->worker = g_object_ref (worker);
  return self;
}

/**
 * dz_outbox_close:
 * @self: an outbox
 *
 * Stops sending. What has no answer stays on disk.
 */
void
dz_outbox_close (DzOutbox *self)
{
  g_return_if_fail (DZ_IS_OUTBOX (self));

  self->resting = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

/* ---- what ended ---- */

typedef struct
{
  char       *id;
  const char *outcome;
  char       *answer;
} Ending;

static void
ending_free (Ending *ending)
{
  g_free (ending->id);
  g_free (ending->answer);
  g_free (ending);
}

static gpointer
write_ending (DzCache *cache,
              gpointer data,
              GError **error)
{
  const Ending *ending = data;

  return GINT_TO_POINTER (dz_cache_finish_command (cache, ending->id, ending->outcome,
                                                   ending->answer, error));
}

static void
ending_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL) /* it is sent again at the next start, and answered as a repeat */
    g_warning ("%s", error->message);
}

static void
tell_answer (DzOutbox          *self,
             const DzOutboxRow *row,
             DzCommandAnswer   *answer,
             const char        *sentence)
{
  g_autoptr(GBytes) body = g_bytes_new (row->body, strlen (row->body));
  g_autoptr(JsonNode) node = dz_wire_parse (body, DZ_WIRE_REQUEST_BYTES_MAX, NULL);
  g_autoptr(DzCommand) command = node != NULL ? dz_wire_command_from_json (node, NULL) : NULL;

  if (command != NULL)
    g_signal_emit (self, signals[ANSWERED], 0, command, answer, sentence);
}

/* The first row has ended: off the list, onto the disk, told to whoever listens. */
static void
end_first (DzOutbox        *self,
           const char      *outcome,
           DzCommandAnswer *answer,
           const char      *sentence)
{
  g_autoptr(DzOutboxRow) row = g_queue_pop_head (&self->rows);
  Ending *ending = g_new0 (Ending, 1);

  ending->id = g_strdup (row->id);
  ending->outcome = outcome;
  ending->answer = answer != NULL ? g_strdup (dz_state_to_nick (answer->state))
                                  : g_strdup (sentence);
  dz_cache_worker_run_async (self->worker, write_ending, ending, (GDestroyNotify) ending_free,
                             NULL, ending_written_cb, NULL);
  tell_answer (self, row, answer, sentence);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING]);
}

/* ---- sending ---- */

static gboolean
retry_cb (gpointer user_data)
{
  DzOutbox *self = user_data;

  self->retry_id = 0;
  send_next (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (DzOutbox *self)
{
  g_signal_emit (self, signals[REACHED], 0, FALSE);
  if (self->retry_id == 0 && !self->resting)
    self->retry_id = g_timeout_add_seconds (self->retry_s, retry_cb, self);
  self->retry_s = MIN (self->retry_s * 2, RETRY_MAX_S);
}

static void
note_failure (DzOutbox     *self,
              const GError *error)
{
  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT) ||
      g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_VERSION))
    {
      self->resting = TRUE;
      g_signal_emit (self, signals[SIGNED_OUT], 0);
    }
  else if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED) ||
           g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_GONE))
    {
      end_first (self, "refused", NULL, error->message);
      send_next (self);
    }
  else
    {
      retry_later (self);
    }
}

/* Whether what was sent last is still the first that waits: another person may have signed in, or
 * the same one again, whose commands are then read from disk anew. */
static gboolean
is_first (DzOutbox *self)
{
  const DzOutboxRow *row = g_queue_peek_head (&self->rows);

  return row != NULL && g_str_equal (row->id, self->sent_id);
}

static void
note_answer (DzOutbox        *self,
             DzCommandAnswer *answer)
{
  self->retry_s = RETRY_MIN_S;
  end_first (self, answer->result == DZ_COMMAND_RESULT_CONFLICT ? "conflict" : "done", answer,
             NULL);
  g_signal_emit (self, signals[REACHED], 0, TRUE);
  send_next (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DzOutbox) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzCommandAnswer) answer = dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                                 &error);

  self->sending = FALSE;
  if (!is_first (self) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    send_next (self); /* of an earlier session; the command is still on disk, and sent again */
  else if (answer == NULL)
    note_failure (self, error);
  else
    note_answer (self, answer);
}

/* 200 carries the answer itself, 409 carries it beside a sentence. */
static gpointer
parse_answer (guint     status,
              JsonNode *json,
              GError  **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(DzWireProblem) refusal = NULL;
  JsonObject *object = json != NULL && JSON_NODE_HOLDS_OBJECT (json) ? json_node_get_object (json)
                                                                     : NULL;
  JsonNode *node = object != NULL && json_object_has_member (object, "answer")
                       ? json_object_get_member (object, "answer")
                       : json;
  DzCommandAnswer *answer = node != NULL ? dz_wire_command_answer_from_json (node, &problem) : NULL;

  if (answer != NULL)
    return answer;
  refusal = status != 200 && json != NULL ? dz_wire_problem_from_json (json, NULL) : NULL;
  if (refusal != NULL)
    g_set_error_literal (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED,
                         dz_sync_sentence_of (refusal));
  else
    g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                 _("The service's answer cannot be read: %s"),
                 problem != NULL ? problem->message : "");
  return NULL;
}

static void
send_next (DzOutbox *self)
{
  const DzOutboxRow *row = g_queue_peek_head (&self->rows);
  g_autoptr(GBytes) body = NULL;

  if (row == NULL || self->sending || self->resting || !dz_api_client_has_token (self->api))
    return;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->sending = TRUE;
  g_free (self->sent_id);
  self->sent_id = g_strdup (row->id);
  body = g_bytes_new (row->body, strlen (row->body));
  dz_api_client_call_async (self->api, "POST", "commands", body, parse_answer,
                            (GDestroyNotify) dz_command_answer_free, self->cancellable, sent_cb,
                            g_object_ref (self));
}

/* ---- opening ---- */

static gpointer
list_waiting (DzCache *cache,
              gpointer data,
              GError **error)
{
  return dz_cache_list_commands (cache, data, "waiting", error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) rows = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result,
                                                          &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_strcmp0 (self->user, g_task_get_task_data (task)) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "another person has signed in");
      return;
    }
  g_queue_clear_full (&self->rows, (GDestroyNotify) dz_outbox_row_free);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_queue_push_tail (&self->rows, g_ptr_array_index (rows, i));
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING]);
  dz_outbox_resume (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * dz_outbox_open_async:
 * @self: an outbox
 * @user: id of the person who signed in
 * @callback: called when the outbox is theirs
 * @user_data: for @callback
 *
 * Takes up the commands that this person left at this desk for this service, and sends them.
 */
void
dz_outbox_open_async (DzOutbox           *self,
                      const char         *user,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DZ_IS_OUTBOX (self) && user != NULL);

  /* What waits is the last person's and must not go out in the name of this one. */
  dz_outbox_pause (self);
  g_queue_clear_full (&self->rows, (GDestroyNotify) dz_outbox_row_free);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING]);
  g_free (self->user);
  self->user = g_strdup (user);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, g_strdup (user), g_free);
  dz_cache_worker_run_async (self->worker, list_waiting, g_strdup (user), g_free,
                             (GDestroyNotify) g_ptr_array_unref, listed_cb, task);
}

/**
 * dz_outbox_open_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: return location; any #DzCacheError; G_IO_ERROR_CANCELLED where another person came
 *   meanwhile
 *
 * Returns: whether the outbox is open
 */
gboolean
dz_outbox_open_finish (DzOutbox     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dz_outbox_pause:
 * @self: an outbox
 *
 * Stops sending until dz_outbox_resume(). What is under way ends.
 */
void
dz_outbox_pause (DzOutbox *self)
{
  g_return_if_fail (DZ_IS_OUTBOX (self));

  self->resting = TRUE;
}

/**
 * dz_outbox_resume:
 * @self: an outbox
 *
 * Sends what waits, now.
 */
void
dz_outbox_resume (DzOutbox *self)
{
  g_return_if_fail (DZ_IS_OUTBOX (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->resting = FALSE;
  self->retry_s = RETRY_MIN_S;
  send_next (self);
}

/* ---- adding ---- */

static gpointer
write_row (DzCache *cache,
           gpointer data,
           GError **error)
{
  return GINT_TO_POINTER (dz_cache_add_command (cache, data, error));
}

static DzOutboxRow *
row_of (DzOutbox        *self,
        const DzCommand *command)
{
  g_autoptr(JsonNode) node = dz_wire_command_to_json (command);
  g_autoptr(GBytes) body = dz_wire_print (node);
  DzOutboxRow *row = dz_outbox_row_new ();

  row->id = g_strdup (command->id);
  row->service = g_strdup (dz_api_client_get_url (self->api));
  row->user = g_strdup (self->user);
  row->submission = g_strdup (command->submission);
  row->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return row;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzOutbox *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_queue_push_tail (&self->rows, row_of (self, g_task_get_task_data (task)));
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING]);
  g_task_return_boolean (task, TRUE);
  send_next (self);
}

/**
 * dz_outbox_add_async:
 * @self: an open outbox
 * @command: what to ask the service
 * @callback: called when the command is on disk
 * @user_data: for @callback
 */
void
dz_outbox_add_async (DzOutbox           *self,
                     const DzCommand    *command,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DZ_IS_OUTBOX (self) && self->user != NULL && command != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, dz_command_copy (command), (GDestroyNotify) dz_command_free);
  dz_cache_worker_run_async (self->worker, write_row, row_of (self, command),
                             (GDestroyNotify) dz_outbox_row_free, NULL, added_cb, task);
}

/**
 * dz_outbox_add_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: return location; any #DzCacheError
 *
 * Returns: whether the command is safe on disk
 */
gboolean
dz_outbox_add_finish (DzOutbox     *self,
                      GAsyncResult *result,
                      GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dz_outbox_get_waiting:
 * @self: an outbox
 *
 * Returns: how many commands have no answer yet
 */
guint
dz_outbox_get_waiting (DzOutbox *self)
{
  g_return_val_if_fail (DZ_IS_OUTBOX (self), 0);

  return g_queue_get_length (&self->rows);
}

/**
 * dz_outbox_is_waiting:
 * @self: an outbox
 * @submission: a submission's id
 *
 * Returns: whether a command about it has no answer yet
 */
gboolean
dz_outbox_is_waiting (DzOutbox   *self,
                      const char *submission)
{
  g_return_val_if_fail (DZ_IS_OUTBOX (self), FALSE);

  for (GList *l = self->rows.head; l != NULL; l = l->next)
    {
      if (g_str_equal (((const DzOutboxRow *) l->data)->submission, submission))
        return TRUE;
    }
  return FALSE;
}
