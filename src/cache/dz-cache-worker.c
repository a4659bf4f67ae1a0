/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache-worker.h"

struct _DzCacheWorker
{
  GObject parent_instance;

  DzCache     *cache;       /* owned; touched by the lanes' threads only */
  GThreadPool *commands;    /* owned, one thread; %NULL once closed */
  GThreadPool *photos;      /* owned, one thread; %NULL once closed */
  char        *workstation; /* owned */
};

typedef struct
{
  DzCacheFunc    func;
  gpointer       data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

G_DEFINE_FINAL_TYPE (DzCacheWorker, dz_cache_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  DzCache *cache = user_data;
  g_autoptr(GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result = job->func (cache, job->data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

static void
dz_cache_worker_finalize (GObject *object)
{
  DzCacheWorker *self = DZ_CACHE_WORKER (object);

  /* The last reference may be dropped by a lane's own thread, which cannot wait for itself. */
  g_assert (self->commands == NULL && self->photos == NULL);
  g_free (self->workstation);
  G_OBJECT_CLASS (dz_cache_worker_parent_class)->finalize (object);
}

static void
dz_cache_worker_class_init (DzCacheWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_cache_worker_finalize;
}

static void
dz_cache_worker_init (DzCacheWorker *self)
{
}

/**
 * dz_cache_worker_new:
 * @cache: (transfer full): the desk's data, from now on this worker's
 *
 * Returns: (transfer full): a worker; close it before its last reference goes
 */
DzCacheWorker *
dz_cache_worker_new (DzCache *cache)
{
  DzCacheWorker *self = g_object_new (DZ_TYPE_CACHE_WORKER, NULL);

  self->cache = cache;
  self->workstation = g_strdup (dz_cache_get_workstation (cache));
  self->commands = g_thread_pool_new (run_job, cache, 1, TRUE, NULL);
  self->photos = g_thread_pool_new (run_job, cache, 1, TRUE, NULL);
  return self;
}

/**
 * dz_cache_worker_close:
 * @self: a worker
 *
 * Does what was asked for, then closes the data. Waits for the work under way; call it at the end.
 */
void
dz_cache_worker_close (DzCacheWorker *self)
{
  g_return_if_fail (DZ_IS_CACHE_WORKER (self));

  if (self->commands == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&self->commands), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->photos), FALSE, TRUE);
  g_clear_pointer (&self->cache, dz_cache_close);
}

/**
 * dz_cache_worker_get_workstation:
 * @self: a worker
 *
 * Returns: (transfer none): what this desk calls itself, the same at every start
 */
const char *
dz_cache_worker_get_workstation (DzCacheWorker *self)
{
  g_return_val_if_fail (DZ_IS_CACHE_WORKER (self), NULL);

  return self->workstation;
}

static Job *
job_new (DzCacheFunc    func,
         gpointer       data,
         GDestroyNotify free_data,
         GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  return job;
}

static void
push (GThreadPool *lane,
      GTask       *task)
{
  if (lane != NULL)
    {
      g_thread_pool_push (lane, task, NULL);
      return;
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the desk is closing");
  g_object_unref (task);
}

/**
 * dz_cache_worker_run_async:
 * @self: a worker
 * @func: the work; not with photos
 * @data: (transfer full): for @func
 * @free_data: (nullable): frees @data after the work
 * @free_result: (nullable): frees a result that nobody takes
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Works in the order in which it is asked.
 */
void
dz_cache_worker_run_async (DzCacheWorker      *self,
                           DzCacheFunc         func,
                           gpointer            data,
                           GDestroyNotify      free_data,
                           GDestroyNotify      free_result,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DZ_IS_CACHE_WORKER (self) && func != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, job_new (func, data, free_data, free_result),
                        (GDestroyNotify) job_free);
  push (self->commands, task);
}

/**
 * dz_cache_worker_run_photo_async:
 * @self: a worker
 * @func: work with photos, and with nothing else
 * @data: (transfer full): for @func
 * @free_data: (nullable): frees @data after the work
 * @free_result: (nullable): frees a result that nobody takes
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Works with photos beside the commands, in the order in which it is asked: a decision must not
 * wait for megabytes that are encrypted ahead.
 */
void
dz_cache_worker_run_photo_async (DzCacheWorker      *self,
                                 DzCacheFunc         func,
                                 gpointer            data,
                                 GDestroyNotify      free_data,
                                 GDestroyNotify      free_result,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DZ_IS_CACHE_WORKER (self) && func != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, job_new (func, data, free_data, free_result),
                        (GDestroyNotify) job_free);
  push (self->photos, task);
}

/**
 * dz_cache_worker_run_finish:
 * @self: a worker
 * @result: what the callback got
 * @error: return location; any #DzCacheError, G_IO_ERROR_CLOSED
 *
 * Returns: (transfer full) (nullable): the work's result
 */
gpointer
dz_cache_worker_run_finish (DzCacheWorker *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
