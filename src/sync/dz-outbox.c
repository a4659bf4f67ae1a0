/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-outbox-private.h"

#include "dz-wire.h"

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

void
dz_outbox_entry_free (DzOutboxEntry *entry)
{
  dz_outbox_row_free (entry->row);
  g_free (entry);
}

/* @row: (transfer full) */
static void
push (DzOutbox    *self,
      DzOutboxRow *row)
{
  DzOutboxEntry *entry = g_new0 (DzOutboxEntry, 1);

  entry->row = row;
  g_queue_push_tail (&self->entries, entry);
}

static void
forget (DzOutbox *self)
{
  g_queue_clear_full (&self->entries, (GDestroyNotify) dz_outbox_entry_free);
}

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
  forget (self);
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
                                    NULL, G_TYPE_NONE, 4, G_TYPE_POINTER, G_TYPE_POINTER,
                                    G_TYPE_STRING, G_TYPE_POINTER);
  signals[REACHED] = g_signal_new ("reached", DZ_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNED_OUT] = g_signal_new ("signed-out", DZ_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_outbox_init (DzOutbox *self)
{
  g_queue_init (&self->entries);
  self->cancellable = g_cancellable_new ();
  self->resting = TRUE;
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

/* ---- what the other files tell ---- */

void
dz_outbox_note_waiting (DzOutbox *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING]);
}

void
dz_outbox_say_answered (DzOutbox        *self,
                        DzCommand       *command,
                        DzCommandAnswer *answer,
                        const char      *sentence,
                        DzConflict      *conflict)
{
  g_signal_emit (self, signals[ANSWERED], 0, command, answer, sentence, conflict);
}

void
dz_outbox_say_reached (DzOutbox *self,
                       gboolean  reached)
{
  g_signal_emit (self, signals[REACHED], 0, reached);
}

void
dz_outbox_say_signed_out (DzOutbox *self)
{
  g_signal_emit (self, signals[SIGNED_OUT], 0);
}

/* ---- opening ---- */

static gpointer
list_waiting (DzCache *cache,
              gpointer data,
              GError **error)
{
  const DzUser *user = data;

  if (!dz_cache_name_person (cache, user->id, user->name, error))
    return NULL;
  return dz_cache_list_commands (cache, user->id, "waiting", error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzOutbox *self = g_task_get_source_object (task);
  const DzUser *of = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) rows = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result,
                                                          &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_strcmp0 (self->user, of->id) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "another person has signed in");
      return;
    }
  forget (self);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    push (self, g_ptr_array_index (rows, i));
  dz_outbox_note_waiting (self);
  dz_outbox_resume (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * dz_outbox_open_async:
 * @self: an outbox
 * @user: the person who signed in
 * @callback: called when the outbox is theirs
 * @user_data: for @callback
 *
 * Takes up the commands that this person left at this desk for this service, and sends them.
 */
void
dz_outbox_open_async (DzOutbox           *self,
                      const DzUser       *user,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DZ_IS_OUTBOX (self) && user != NULL);

  /* What waits is the last person's and must not go out in the name of this one. */
  dz_outbox_pause (self);
  forget (self);
  dz_outbox_note_waiting (self);
  g_free (self->user);
  self->user = g_strdup (user->id);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, dz_user_copy (user), (GDestroyNotify) dz_user_free);
  dz_cache_worker_run_async (self->worker, list_waiting, dz_user_copy (user),
                             (GDestroyNotify) dz_user_free,
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
 * Sends what waits, now, unless the service asked to be left alone for a while.
 */
void
dz_outbox_resume (DzOutbox *self)
{
  g_return_if_fail (DZ_IS_OUTBOX (self));

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->resting = FALSE;
  dz_outbox_send_afresh (self);
}

/* ---- adding ---- */

static gpointer
write_rows (DzCache *cache,
            gpointer data,
            GError **error)
{
  return GINT_TO_POINTER (dz_cache_add_commands (cache, data, error));
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

static gpointer
copy_row (gconstpointer row,
          gpointer      user_data)
{
  return dz_outbox_row_copy (row);
}

/* Who has signed in meanwhile sees nothing of them: they are on disk under whoever made them. */
static void
push_mine (DzOutbox  *self,
           GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const DzOutboxRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (self->user, row->user) == 0)
        push (self, dz_outbox_row_copy (row));
    }
  dz_outbox_note_waiting (self);
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
  push_mine (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
  dz_outbox_send_next (self);
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
  g_autoptr(GPtrArray) commands = g_ptr_array_new ();

  g_return_if_fail (command != NULL);

  g_ptr_array_add (commands, (gpointer) command);
  dz_outbox_add_all_async (self, commands, callback, user_data);
}

/**
 * dz_outbox_add_all_async:
 * @self: an open outbox
 * @commands: (element-type DzCommand): what to ask the service, in this order
 * @callback: called when all of them are on disk; dz_outbox_add_finish() tells whether
 * @user_data: for @callback
 *
 * Keeps several commands in one step: all of them are on disk, or none is.
 */
void
dz_outbox_add_all_async (DzOutbox           *self,
                         GPtrArray          *commands,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GPtrArray *rows;
  GTask *task;

  g_return_if_fail (DZ_IS_OUTBOX (self) && self->user != NULL && commands != NULL);

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_outbox_row_free);
  for (guint i = 0; i < commands->len; i++)
    g_ptr_array_add (rows, row_of (self, g_ptr_array_index (commands, i)));
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, rows, (GDestroyNotify) g_ptr_array_unref);
  dz_cache_worker_run_async (self->worker, write_rows, g_ptr_array_copy (rows, copy_row, NULL),
                             (GDestroyNotify) g_ptr_array_unref, NULL, added_cb, task);
}

/**
 * dz_outbox_add_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: return location; any #DzCacheError
 *
 * Returns: whether the command is safe on disk, or all of them are
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

  return g_queue_get_length (&self->entries);
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

  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      if (g_str_equal (((const DzOutboxEntry *) l->data)->row->submission, submission))
        return TRUE;
    }
  return FALSE;
}
