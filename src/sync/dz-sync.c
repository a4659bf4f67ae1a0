/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-held-item-private.h"

#define REFRESH_S 5        /* how old the counts may be */
#define RENEW_S 60         /* a lease lives 15 minutes: many renewals may fail */
#define HELD_TICK_S 1
#define PATIENCE_MS 30000  /* as long as the service may be silent at all */

enum
{
  PROP_CONNECTION = 1,
  PROP_USER_NAME,
  PROP_WAITING,
  PROP_WAITING_OTHERS,
  PROP_COUNTS_FREE,
  PROP_COUNTS_MINE,
  PROP_COUNTS_OTHERS,
  PROP_COUNTS_FITTING,
  PROP_COUNTS_TASKS,
  PROP_FILTER,
  PROP_MODELS_PROBLEM,
  PROP_REASONS,
  N_PROPS,
};

enum
{
  CONFLICT,
  PROBLEM,
  N_SIGNALS,
};

static GParamSpec *pspecs[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzSync, dz_sync, G_TYPE_OBJECT)

static guint
count_others (DzSync *self)
{
  guint n = 0;

  for (guint i = 0; i < self->others->len; i++)
    n += ((const DzWaiting *) g_ptr_array_index (self->others, i))->n_commands;
  return n;
}

static void
dz_sync_get_property (GObject    *object,
                      guint       property_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  DzSync *self = DZ_SYNC (object);

  switch (property_id)
    {
    case PROP_CONNECTION:
      g_value_set_int (value, self->connection);
      break;
    case PROP_USER_NAME:
      g_value_set_string (value, self->user != NULL ? self->user->name : NULL);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, dz_outbox_get_waiting (self->outbox));
      break;
    case PROP_WAITING_OTHERS:
      g_value_set_uint (value, count_others (self));
      break;
    case PROP_COUNTS_FREE:
      g_value_set_uint (value, self->counts->free);
      break;
    case PROP_COUNTS_MINE:
      g_value_set_uint (value, self->counts->mine);
      break;
    case PROP_COUNTS_OTHERS:
      g_value_set_uint (value, self->counts->others);
      break;
    case PROP_COUNTS_FITTING:
      g_value_set_uint (value, self->counts->fitting);
      break;
    case PROP_COUNTS_TASKS:
      g_value_set_uint (value, self->counts->tasks);
      break;
    case PROP_FILTER:
      g_value_set_pointer (value, self->filter);
      break;
    case PROP_REASONS:
      g_value_set_pointer (value, self->reasons);
      break;
    case PROP_MODELS_PROBLEM:
      g_value_set_int (value, self->models_problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
dz_sync_finalize (GObject *object)
{
  DzSync *self = DZ_SYNC (object);

  g_assert (g_cancellable_is_cancelled (self->cancellable)); /* dz_sync_close() was called */
  g_clear_object (&self->api);
  g_clear_object (&self->worker);
  g_clear_object (&self->outbox);
  g_clear_object (&self->shelf);
  g_clear_object (&self->queue);
  g_clear_object (&self->held);
  g_clear_object (&self->sealed);
  g_clear_pointer (&self->undone, g_hash_table_unref);
  g_clear_object (&self->conflicts);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->leasing_ended);
  g_clear_pointer (&self->refreshes, g_ptr_array_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->held_said, g_hash_table_unref);
  g_clear_pointer (&self->held_before, g_free);
  g_clear_pointer (&self->user, dz_user_free);
  g_clear_pointer (&self->counts, dz_queue_counts_free);
  g_clear_pointer (&self->reasons, dz_reason_list_unref);
  g_clear_pointer (&self->filter, dz_queue_filter_free);
  g_clear_pointer (&self->remembered, dz_queue_filter_free);
  g_clear_pointer (&self->remembered_of, g_free);
  G_OBJECT_CLASS (dz_sync_parent_class)->finalize (object);
}

static GParamSpec *
new_count (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
dz_sync_class_init (DzSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dz_sync_get_property;
  object_class->finalize = dz_sync_finalize;
  pspecs[PROP_CONNECTION] = g_param_spec_int ("connection", NULL, NULL,
                                              DZ_CONNECTION_SIGNED_OUT, DZ_CONNECTION_EXPIRED,
                                              DZ_CONNECTION_SIGNED_OUT,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_USER_NAME] = g_param_spec_string ("user-name", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_WAITING] = new_count ("waiting");
  pspecs[PROP_WAITING_OTHERS] = new_count ("waiting-others");
  pspecs[PROP_COUNTS_FREE] = new_count ("counts-free");
  pspecs[PROP_COUNTS_MINE] = new_count ("counts-mine");
  pspecs[PROP_COUNTS_OTHERS] = new_count ("counts-others");
  pspecs[PROP_COUNTS_FITTING] = new_count ("counts-fitting");
  pspecs[PROP_COUNTS_TASKS] = new_count ("counts-tasks");
  pspecs[PROP_FILTER] = g_param_spec_pointer ("filter", NULL, NULL,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_REASONS] = g_param_spec_pointer ("reasons", NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_MODELS_PROBLEM] = g_param_spec_int ("models-problem", NULL, NULL,
                                                  DZ_MODELS_PROBLEM_NONE,
                                                  DZ_N_MODELS_PROBLEMS - 1,
                                                  DZ_MODELS_PROBLEM_NONE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
  signals[CONFLICT] = g_signal_new ("conflict", DZ_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[PROBLEM] = g_signal_new ("problem", DZ_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dz_sync_init (DzSync *self)
{
  self->queue = dz_queue_new ();
  self->held = g_list_store_new (DZ_TYPE_HELD_ITEM);
  self->sealed = g_list_store_new (DZ_TYPE_HELD_ITEM);
  self->undone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->conflicts = g_list_store_new (DZ_TYPE_CONFLICT_ITEM);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiting_free);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->held_said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = dz_queue_counts_new ();
  self->reasons = dz_reason_list_new_builtin ();
  self->filter = dz_queue_filter_new ();
  self->cancellable = g_cancellable_new ();
  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  self->patience_ms = PATIENCE_MS;
}

/* ---- how it stands with the service ---- */

void
dz_sync_set_connection (DzSync      *self,
                        DzConnection connection)
{
  if (self->connection == connection)
    return;
  self->connection = connection;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_CONNECTION]);
}

void
dz_sync_set_models_problem (DzSync         *self,
                            DzModelsProblem problem)
{
  if (self->models_problem == problem)
    return;
  self->models_problem = problem;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_MODELS_PROBLEM]);
}

void
dz_sync_set_reasons (DzSync       *self,
                     DzReasonList *reasons)
{
  dz_reason_list_ref (reasons);
  dz_reason_list_unref (self->reasons);
  self->reasons = reasons;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_REASONS]);
}

/* @user: (transfer full) (nullable) */
void
dz_sync_set_user (DzSync *self,
                  DzUser *user)
{
  dz_user_free (self->user);
  self->user = user;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_USER_NAME]);
}

static void
set_count (DzSync *self,
           guint  *count,
           guint   value,
           guint   property)
{
  if (*count == value)
    return;
  *count = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[property]);
}

void
dz_sync_set_counts (DzSync              *self,
                    const DzQueueCounts *counts)
{
  set_count (self, &self->counts->free, counts->free, PROP_COUNTS_FREE);
  set_count (self, &self->counts->mine, counts->mine, PROP_COUNTS_MINE);
  set_count (self, &self->counts->others, counts->others, PROP_COUNTS_OTHERS);
  set_count (self, &self->counts->fitting, counts->fitting, PROP_COUNTS_FITTING);
  set_count (self, &self->counts->tasks, counts->tasks, PROP_COUNTS_TASKS);
}

void
dz_sync_notify_filter (DzSync *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_FILTER]);
}

/* A session that has ended stays so until somebody signs in: late answers to it say nothing. */
void
dz_sync_note_reached (DzSync  *self,
                      gboolean reached)
{
  if (self->user != NULL && self->connection != DZ_CONNECTION_EXPIRED)
    dz_sync_set_connection (self, reached ? DZ_CONNECTION_ONLINE : DZ_CONNECTION_OFFLINE);
}

void
dz_sync_note_failure (DzSync       *self,
                      const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->user == NULL)
    return;
  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE))
    dz_sync_note_reached (self, FALSE);
  else if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT))
    dz_sync_set_connection (self, DZ_CONNECTION_EXPIRED);
  else
    g_signal_emit (self, signals[PROBLEM], 0, error->message);
}

/* Whatever it is, somebody should know. */
void
dz_sync_say_problem (DzSync       *self,
                     const GError *error)
{
  g_signal_emit (self, signals[PROBLEM], 0, error->message);
}

/* @others: (transfer full) (element-type DzWaiting) */
void
dz_sync_set_others_waiting (DzSync    *self,
                            GPtrArray *others)
{
  g_ptr_array_unref (self->others);
  self->others = others;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING_OTHERS]);
}

/* The desk shows @sentence, which says what became of the command. */
void
dz_sync_say_conflict (DzSync     *self,
                      const char *submission,
                      const char *sentence)
{
  g_signal_emit (self, signals[CONFLICT], 0, submission, sentence);
}

static void
reached_cb (DzOutbox *outbox,
            gboolean  reached,
            DzSync   *self)
{
  dz_sync_note_reached (self, reached);
}

static void
signed_out_cb (DzOutbox *outbox,
               DzSync   *self)
{
  if (self->user != NULL)
    dz_sync_set_connection (self, DZ_CONNECTION_EXPIRED);
}

static void
waiting_cb (DzSync *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WAITING]);
  dz_sync_fetch_held (self);
}

/* ---- opening and closing ---- */

/* @api: (transfer full), @worker: (transfer full) */
DzSync *
dz_sync_new (DzApiClient   *api,
             DzCacheWorker *worker)
{
  DzSync *self = g_object_new (DZ_TYPE_SYNC, NULL);

  self->api = api;
  self->worker = worker;
  self->outbox = dz_outbox_new (api, worker);
  self->shelf = dz_photo_shelf_new (api, worker);
  g_signal_connect_object (self->outbox, "answered", G_CALLBACK (dz_sync_answered), self, 0);
  g_signal_connect_object (self->outbox, "reached", G_CALLBACK (reached_cb), self, 0);
  g_signal_connect_object (self->outbox, "signed-out", G_CALLBACK (signed_out_cb), self, 0);
  g_signal_connect_object (self->outbox, "notify::waiting", G_CALLBACK (waiting_cb), self,
                           G_CONNECT_SWAPPED);
  dz_sync_count_others (self);
  dz_sync_recall_reasons (self);
  return self;
}

void
dz_sync_rest (DzSync *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
}

/* Forgets what the last person had in hand, which the next one must neither see nor undo. */
void
dz_sync_clear (DzSync *self)
{
  dz_sync_drop_refreshes (self);
  dz_queue_clear (self->queue);
  g_list_store_remove_all (self->held);
  g_list_store_remove_all (self->sealed);
  g_hash_table_remove_all (self->undone);
  g_hash_table_remove_all (self->held_said);
  self->held_wanted = FALSE;
  g_list_store_remove_all (self->conflicts);
  g_hash_table_remove_all (self->touched);
  dz_sync_fetch_ahead (self);
}

gboolean
dz_sync_is_closed (DzSync *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
refresh_cb (gpointer user_data)
{
  dz_sync_top_up (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
renew_cb (gpointer user_data)
{
  dz_sync_renew (user_data);
  dz_sync_fetch_reasons (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
tick_cb (gpointer user_data)
{
  dz_sync_seal_held (user_data);
  return G_SOURCE_CONTINUE;
}

static void
start_timers (DzSync *self)
{
  dz_sync_rest (self);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
  self->renew_id = g_timeout_add_seconds (RENEW_S, renew_cb, self);
  self->tick_id = g_timeout_add_seconds (HELD_TICK_S, tick_cb, self);
}

/* Somebody is signed in: the queue fills and stays filled. */
void
dz_sync_begin_work (DzSync *self)
{
  self->leasing = FALSE; /* what an earlier session asked is not waited for */
  self->asking_held = FALSE;
  dz_sync_recover_filter (self);
  dz_sync_set_connection (self, DZ_CONNECTION_ONLINE);
  dz_sync_fetch_reasons (self);
  start_timers (self);
  dz_sync_load_conflicts (self);
  dz_sync_count_others (self);
  dz_sync_top_up (self);
  dz_sync_want_held (self);
  dz_sync_fetch_held (self);
}

/**
 * dz_sync_close:
 * @self: a client
 *
 * Stops everything; commands without an answer stay on disk for the next start. Waits for the disk
 * work under way, which is at most a commit.
 */
void
dz_sync_close (DzSync *self)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  dz_sync_rest (self);
  g_cancellable_cancel (self->cancellable);
  dz_sync_stop_leasing (self);
  dz_sync_drop_refreshes (self);
  dz_outbox_close (self->outbox);
  dz_photo_shelf_close (self->shelf);
  dz_api_client_abort (self->api);
  dz_cache_worker_close (self->worker);
}

/* ---- what the desk looks at ---- */

/**
 * dz_sync_get_connection:
 * @self: a client
 *
 * Returns: how the desk stands to its service
 */
DzConnection
dz_sync_get_connection (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), DZ_CONNECTION_SIGNED_OUT);

  return self->connection;
}

/**
 * dz_sync_get_models_problem:
 * @self: a client
 *
 * Returns: why the service looks for no face, as it said when it was probed last
 */
DzModelsProblem
dz_sync_get_models_problem (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), DZ_MODELS_PROBLEM_NONE);

  return self->models_problem;
}

/**
 * dz_sync_get_user:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): who is signed in
 */
const DzUser *
dz_sync_get_user (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return self->user;
}

/**
 * dz_sync_get_queue:
 * @self: a client
 *
 * Returns: (transfer none): the leased submissions, a list of #DzQueueItem, next one first
 */
GListModel *
dz_sync_get_queue (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return G_LIST_MODEL (self->queue);
}

/**
 * dz_sync_get_held:
 * @self: a client
 *
 * Returns: (transfer none): my decisions that can be undone, a list of #DzHeldItem, newest last
 */
GListModel *
dz_sync_get_held (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return G_LIST_MODEL (self->held);
}

/**
 * dz_sync_get_others_waiting:
 * @self: a client
 *
 * Returns: (transfer none) (element-type DzWaiting): for whom commands wait at this desk besides
 *   who is signed in; they go out when those people sign in here
 */
GPtrArray *
dz_sync_get_others_waiting (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return self->others;
}

/**
 * dz_sync_count_ready:
 * @self: a client
 *
 * Returns: how many submissions of the queue can be judged without the service: their photos are
 *   at this desk
 */
guint
dz_sync_count_ready (DzSync *self)
{
  guint n = 0;

  g_return_val_if_fail (DZ_IS_SYNC (self), 0);

  for (guint i = 0; i < dz_queue_get_length (self->queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      n += dz_photo_shelf_has (self->shelf, dz_queue_item_get_item (item)->submission->photo);
    }
  return n;
}

/**
 * dz_sync_set_looked_at:
 * @self: a client
 * @item: (nullable): what the reviewer looks at
 *
 * Keeps an item in the queue while somebody looks at it. Where its lease is lost meanwhile, the
 * decision will say what became of it.
 */
void
dz_sync_set_looked_at (DzSync      *self,
                       DzQueueItem *item)
{
  g_return_if_fail (DZ_IS_SYNC (self) && (item == NULL || DZ_IS_QUEUE_ITEM (item)));

  dz_queue_set_looked_at (self->queue, item != NULL ? dz_queue_item_get_id (item) : NULL);
}

/**
 * dz_sync_refresh:
 * @self: a client
 *
 * Asks the service now for what is new, instead of at the next turn.
 */
void
dz_sync_refresh (DzSync *self)
{
  g_return_if_fail (DZ_IS_SYNC (self));

  dz_sync_top_up (self);
}
