/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-pool.h"

#include "dz-examiner.h"

#include <sys/eventfd.h>
#include <unistd.h>

struct _DzExaminerPool
{
  GMutex   mutex;
  GCond    changed;
  GQueue   idle; /* owned, (element-type DzExaminerProcess) */
  guint    n_free;
  guint    n_busy;
  gboolean closed;
  int      stop_fd; /* owned; readable for ever once closed */

  /* Of the helper that came back last. */
  char           *models;       /* owned, nullable */
  char           *models_fault; /* owned, nullable */
  DzModelsProblem models_problem;
};

/**
 * dz_examiner_pool_new:
 * @n_places: helpers at most, at least 1
 *
 * Returns: (transfer full): a pool without helpers
 */
DzExaminerPool *
dz_examiner_pool_new (guint n_places)
{
  DzExaminerPool *self = g_new0 (DzExaminerPool, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->idle);
  self->n_free = MAX (1, n_places);
  self->stop_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  return self;
}

/**
 * dz_examiner_pool_free:
 * @self: (transfer full) (nullable): a pool that nobody uses any more
 */
void
dz_examiner_pool_free (DzExaminerPool *self)
{
  if (self == NULL)
    return;
  dz_examiner_pool_close (self);
  if (self->stop_fd >= 0)
    close (self->stop_fd);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self->models);
  g_free (self->models_fault);
  g_free (self);
}

/**
 * dz_examiner_pool_get_stop_fd:
 * @self: a pool
 *
 * Returns: a descriptor that becomes readable when the pool closes; of the pool
 */
int
dz_examiner_pool_get_stop_fd (DzExaminerPool *self)
{
  return self->stop_fd;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  DzExaminerPool *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
take_locked (DzExaminerPool     *self,
             DzExaminerProcess **process,
             GCancellable       *cancellable,
             GError            **error)
{
  while (self->n_free == 0 && !self->closed && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->closed)
    {
      g_set_error_literal (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CLOSED,
                           "the examiner was closed");
      return FALSE;
    }
  self->n_free--;
  self->n_busy++;
  *process = g_queue_pop_head (&self->idle);
  return TRUE;
}

/**
 * dz_examiner_pool_take:
 * @self: a pool
 * @process: (out) (nullable) (transfer full): a helper, or %NULL where one must be started
 * @cancellable: (nullable): ends the wait
 * @error: return location; DZ_EXAMINER_ERROR_CLOSED, #GIOErrorEnum where cancelled
 *
 * Waits for a place. It is given back with dz_examiner_pool_give().
 *
 * Returns: whether a place was taken
 */
gboolean
dz_examiner_pool_take (DzExaminerPool     *self,
                       DzExaminerProcess **process,
                       GCancellable       *cancellable,
                       GError            **error)
{
  gulong id = 0;
  gboolean taken;

  /* Connected and disconnected without the lock, which the callback takes. */
  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  taken = take_locked (self, process, cancellable, error);
  g_mutex_unlock (&self->mutex);
  if (id != 0)
    g_cancellable_disconnect (cancellable, id);
  return taken;
}

static void
note_text (char       **noted,
           const char  *said)
{
  if (g_strcmp0 (*noted, said) == 0)
    return;
  g_free (*noted);
  *noted = g_strdup (said);
}

static void
note_models_locked (DzExaminerPool          *self,
                    const DzExaminerProcess *process)
{
  note_text (&self->models, process->models);
  note_text (&self->models_fault, process->models_fault);
  self->models_problem = process->models_problem;
}

/**
 * dz_examiner_pool_dup_models:
 * @self: a pool
 * @problem: (out) (optional): why there are none
 *
 * Returns: (transfer full) (nullable): versions of the models, as the helper said that came back
 *   last; %NULL where it has none, or none came yet
 */
char *
dz_examiner_pool_dup_models (DzExaminerPool  *self,
                             DzModelsProblem *problem)
{
  char *models;

  g_mutex_lock (&self->mutex);
  models = g_strdup (self->models);
  if (problem != NULL)
    *problem = self->models_problem;
  g_mutex_unlock (&self->mutex);
  return models;
}

/**
 * dz_examiner_pool_dup_models_fault:
 * @self: a pool
 *
 * Returns: (transfer full) (nullable): path of the file to blame that there are no models
 */
char *
dz_examiner_pool_dup_models_fault (DzExaminerPool *self)
{
  char *fault;

  g_mutex_lock (&self->mutex);
  fault = g_strdup (self->models_fault);
  g_mutex_unlock (&self->mutex);
  return fault;
}

/**
 * dz_examiner_pool_give:
 * @self: a pool
 * @process: (nullable) (transfer full): the place's helper, where it is still good
 *
 * Gives a place back.
 */
void
dz_examiner_pool_give (DzExaminerPool    *self,
                       DzExaminerProcess *process)
{
  g_mutex_lock (&self->mutex);
  self->n_free++;
  self->n_busy--;
  if (process != NULL)
    {
      note_models_locked (self, process);
      g_queue_push_head (&self->idle, process);
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * dz_examiner_pool_close:
 * @self: a pool
 *
 * Refuses whoever waits or comes, lets those at work give up, waits for them, and ends all helpers.
 * It may be called again.
 */
void
dz_examiner_pool_close (DzExaminerPool *self)
{
  guint64 one = 1;
  DzExaminerProcess *process;

  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_cond_broadcast (&self->changed);
  /* A full counter is as readable as a fresh one. */
  (void) !write (self->stop_fd, &one, sizeof one);
  while (self->n_busy > 0)
    g_cond_wait (&self->changed, &self->mutex);
  while ((process = g_queue_pop_head (&self->idle)) != NULL)
    dz_examiner_process_free (process);
  g_mutex_unlock (&self->mutex);
}
