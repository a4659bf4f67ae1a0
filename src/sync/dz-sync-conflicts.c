/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-conflict-item-private.h"
#include "dz-sync-answers.h"

/* What was not applied, listed until its person says what becomes of it; and what waits here for
 * others. */

/* ---- how their submissions stand ---- */

typedef struct
{
  DzSync         *self; /* owned */
  DzConflictItem *item; /* owned */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->self);
  g_object_unref (asking->item);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* What could not be asked now is asked when somebody looks at the list again. */
static void
standing_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GError) error = NULL;
  DzItem *standing = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (standing != NULL)
    dz_conflict_item_set_standing (asking->item, standing);
  else
    g_debug ("asking how a submission stands: %s", error->message);
}

static void
ask_standing (DzSync         *self,
              DzConflictItem *item)
{
  g_autofree char *path = g_strdup_printf ("submissions/%s/standing",
                                           dz_conflict_item_get_conflict (item)->submission);
  Asking *asking = g_new0 (Asking, 1);

  asking->self = g_object_ref (self);
  asking->item = g_object_ref (item);
  dz_api_client_call_async (self->api, "GET", path, NULL, dz_sync_read_standing,
                            (GDestroyNotify) dz_item_free, self->cancellable, standing_cb, asking);
}

/**
 * dz_sync_refresh_conflicts:
 * @self: a client
 *
 * Asks the service how the submissions of all conflicts stand now.
 */
void
dz_sync_refresh_conflicts (DzSync *self)
{
  guint n;

  g_return_if_fail (DZ_IS_SYNC (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->conflicts));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(DzConflictItem) item = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      ask_standing (self, item);
    }
}

/* ---- the list ---- */

/* @item: (nullable): what it was about, as far as this desk knows */
void
dz_sync_add_conflict (DzSync           *self,
                      const DzConflict *conflict,
                      const DzItem     *item)
{
  g_autoptr(DzConflictItem) entry = dz_conflict_item_new (conflict, item);

  g_list_store_append (self->conflicts, entry);
  ask_standing (self, entry);
}

static gboolean
is_listed (DzSync     *self,
           const char *command)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i++)
    {
      g_autoptr(DzConflictItem) item = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      if (g_str_equal (dz_conflict_item_get_conflict (item)->command, command))
        return TRUE;
    }
  return FALSE;
}

/* Of somebody who has gone meanwhile nothing is shown. What the outbox has heard since it was read
 * is listed already. */
static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) conflicts = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result,
                                                               &error);

  if (conflicts == NULL && !dz_sync_is_closed (self))
    dz_sync_say_problem (self, error);
  if (conflicts == NULL || self->user == NULL)
    return;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const DzConflict *conflict = g_ptr_array_index (conflicts, i);

      if (g_str_equal (conflict->user, self->user->id) && !is_listed (self, conflict->command))
        dz_sync_add_conflict (self, conflict, NULL);
    }
}

static gpointer
list_conflicts (DzCache *cache,
                gpointer data,
                GError **error)
{
  return dz_cache_list_conflicts (cache, data, error);
}

/* Somebody has signed in. */
void
dz_sync_load_conflicts (DzSync *self)
{
  dz_cache_worker_run_async (self->worker, list_conflicts, g_strdup (self->user->id), g_free,
                             (GDestroyNotify) g_ptr_array_unref, listed_cb, g_object_ref (self));
}

/**
 * dz_sync_get_conflicts:
 * @self: a client
 *
 * Returns: (transfer none): my commands that were not applied, a list of #DzConflictItem, oldest
 *   first
 */
GListModel *
dz_sync_get_conflicts (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return G_LIST_MODEL (self->conflicts);
}

/* ---- how they end ---- */

typedef struct
{
  char       *command;
  const char *ending;
} Ending;

static void
ending_free (Ending *ending)
{
  g_free (ending->command);
  g_free (ending);
}

static gpointer
write_ending (DzCache *cache,
              gpointer data,
              GError **error)
{
  const Ending *ending = data;

  return GINT_TO_POINTER (dz_cache_end_conflict (cache, ending->command, ending->ending, error));
}

static void
drop (DzSync     *self,
      const char *command)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)); i > 0; i--)
    {
      g_autoptr(DzConflictItem) item = g_list_model_get_item (G_LIST_MODEL (self->conflicts),
                                                              i - 1);

      if (g_str_equal (dz_conflict_item_get_conflict (item)->command, command))
        g_list_store_remove (self->conflicts, i - 1);
    }
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, dz_sync_new_cache_error (error));
      return;
    }
  drop (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/* @task: (transfer full) */
static void
end (DzSync         *self,
     DzConflictItem *item,
     const char     *how,
     GTask          *task)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->command = g_strdup (dz_conflict_item_get_conflict (item)->command);
  ending->ending = how;
  g_task_set_task_data (task, g_strdup (ending->command), g_free);
  dz_cache_worker_run_async (self->worker, write_ending, ending, (GDestroyNotify) ending_free,
                             NULL, ended_cb, task);
}

static void
retaken_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!dz_sync_adopt_finish (DZ_SYNC (source), result, &error))
    g_message ("ending a conflict: %s", error->message);
}

/* Something was done about it elsewhere, and they need no answer any more. @how: DZ_CONFLICT_… */
void
dz_sync_end_conflicts_of (DzSync     *self,
                          const char *submission,
                          const char *how)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conflicts));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(DzConflictItem) item = g_list_model_get_item (G_LIST_MODEL (self->conflicts), i);

      if (g_str_equal (dz_conflict_item_get_conflict (item)->submission, submission))
        end (self, item, how, g_task_new (self, NULL, retaken_cb, NULL));
    }
}

/**
 * dz_sync_adopt_async:
 * @self: a client
 * @item: one of my conflicts
 * @callback: called when it is off the list
 * @user_data: for @callback
 *
 * Lets stand what the other did, and drops the draft.
 */
void
dz_sync_adopt_async (DzSync             *self,
                     DzConflictItem     *item,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_CONFLICT_ITEM (item));

  end (self, item, DZ_CONFLICT_ADOPTED, g_task_new (self, NULL, callback, user_data));
}

/**
 * dz_sync_adopt_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE
 *
 * Returns: whether it is off the list
 */
gboolean
dz_sync_adopt_finish (DzSync       *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A contest until it is carried out. */
typedef struct
{
  DzConflictItem *item;  /* owned */
  gboolean        taken; /* it comes back to the queue */
} Contest;

static void
contest_free (Contest *contest)
{
  g_object_unref (contest->item);
  g_free (contest);
}

static GTask *
new_contest (DzSync             *self,
             DzConflictItem     *item,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Contest *contest = g_new0 (Contest, 1);

  contest->item = g_object_ref (item);
  g_task_set_task_data (task, contest, (GDestroyNotify) contest_free);
  return task;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = DZ_SYNC (source);
  Contest *contest = g_task_get_task_data (task);
  g_autoptr(DzConflictItem) item = g_object_ref (contest->item);
  GError *error = NULL;

  if (dz_sync_ask_finish (self, result, &error))
    end (self, item, DZ_CONFLICT_CONTESTED, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * dz_sync_contest_async:
 * @self: a client
 * @item: a conflict about a submission that is decided
 * @reason: why, for the supervisor; at most DZ_DECISION_NOTE_MAX bytes
 * @callback: called when the request is safe on this desk's disk
 * @user_data: for @callback
 *
 * Asks a supervisor to look at it again, with what I would have decided.
 */
void
dz_sync_contest_async (DzSync             *self,
                       DzConflictItem     *item,
                       const char         *reason,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  const DzConflict *conflict;
  const DzCommand *draft;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_CONFLICT_ITEM (item) && reason != NULL);
  g_return_if_fail (dz_conflict_item_get_draft (item) != NULL);

  conflict = dz_conflict_item_get_conflict (item);
  draft = dz_conflict_item_get_draft (item);
  dz_sync_ask_async (self, conflict->submission, draft->version, draft->photo, reason,
                     draft->decision, asked_cb, new_contest (self, item, callback, user_data));
}

/**
 * dz_sync_contest_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the request is safe and the conflict off the list
 */
gboolean
dz_sync_contest_finish (DzSync       *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return dz_sync_adopt_finish (self, result, error);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  Contest *contest = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ask_standing (self, contest->item);
  if (GPOINTER_TO_INT (answer) == DZ_SYNC_TAKEN)
    dz_sync_top_up (self); /* brings it; the conflict ends with the new decision */
  g_task_return_boolean (task, GPOINTER_TO_INT (answer) == DZ_SYNC_TAKEN);
}

/**
 * dz_sync_retake_async:
 * @self: a client
 * @item: a conflict about a submission that nobody has decided
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Leases the submission again; it comes to the queue, and the conflict stays listed until it is
 * judged.
 */
void
dz_sync_retake_async (DzSync             *self,
                      DzConflictItem     *item,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autofree char *path = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_CONFLICT_ITEM (item));

  path = g_strdup_printf ("submissions/%s/retake",
                          dz_conflict_item_get_conflict (item)->submission);
  dz_api_client_call_async (self->api, "POST", path, body, dz_sync_read_taken, NULL,
                            self->cancellable, taken_cb,
                            new_contest (self, item, callback, user_data));
}

/**
 * dz_sync_retake_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError; unset where somebody else has it
 *
 * Returns: whether it is mine
 */
gboolean
dz_sync_retake_finish (DzSync       *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return dz_sync_adopt_finish (self, result, error);
}

/* ---- what waits for others ---- */

static gpointer
count_waiting (DzCache *cache,
               gpointer data,
               GError **error)
{
  return dz_cache_count_waiting (cache, error);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) people = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result,
                                                            &error);

  if (people == NULL)
    return; /* whoever opens the outbox is told what is wrong with it */
  for (guint i = people->len; self->user != NULL && i > 0; i--)
    {
      if (g_str_equal (((DzWaiting *) g_ptr_array_index (people, i - 1))->user, self->user->id))
        g_ptr_array_remove_index (people, i - 1);
    }
  dz_sync_set_others_waiting (self, g_steal_pointer (&people));
}

/* Asks anew how much waits here for people who are not signed in. */
void
dz_sync_count_others (DzSync *self)
{
  dz_cache_worker_run_async (self->worker, count_waiting, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, counted_cb, g_object_ref (self));
}
