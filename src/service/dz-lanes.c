/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lanes.h"

/* Two password hashes at once take 512 MB. */
#define N_PASSWORD 2

/* Longer queues answer too late to be worth it. A photo waits with its bytes in memory. */
static const guint queue_max[DZ_N_LANES] = {
  [DZ_LANE_QUICK] = 1000,
  [DZ_LANE_STUDENTS] = 1000,
  [DZ_LANE_PASSWORD] = 50,
  [DZ_LANE_EXAMINE] = 200,
};

typedef struct
{
  DzLaneJob job;
  gpointer  user_data;
} Work;

struct _DzLanes
{
  GThreadPool *pools[DZ_N_LANES]; /* owned */
};

static void
run_work_cb (gpointer data,
             gpointer user_data)
{
  g_autofree Work *work = data;

  work->job (work->user_data);
}

/**
 * dz_lanes_new:
 * @n_quick: workers for questions to the store, of the staff and as many of the students
 * @n_examine: workers that wait for the examiner
 *
 * Returns: (transfer full): the workers
 */
DzLanes *
dz_lanes_new (guint n_quick,
              guint n_examine)
{
  DzLanes *self = g_new0 (DzLanes, 1);

  self->pools[DZ_LANE_QUICK] = g_thread_pool_new (run_work_cb, NULL, n_quick, FALSE, NULL);
  self->pools[DZ_LANE_STUDENTS] = g_thread_pool_new (run_work_cb, NULL, n_quick, FALSE, NULL);
  self->pools[DZ_LANE_PASSWORD] = g_thread_pool_new (run_work_cb, NULL, N_PASSWORD, FALSE, NULL);
  self->pools[DZ_LANE_EXAMINE] = g_thread_pool_new (run_work_cb, NULL, n_examine, FALSE, NULL);
  return self;
}

/**
 * dz_lanes_free:
 * @self: (transfer full) (nullable): the workers
 *
 * Waits until all work is done.
 */
void
dz_lanes_free (DzLanes *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < DZ_N_LANES; i++)
    g_thread_pool_free (self->pools[i], FALSE, TRUE);
  g_free (self);
}

/**
 * dz_lanes_push:
 * @self: the workers
 * @lane: which of them
 * @job: what to do
 * @user_data: handed to @job
 *
 * Returns: whether it will be done; %FALSE where too much waits already
 */
gboolean
dz_lanes_push (DzLanes  *self,
               DzLane    lane,
               DzLaneJob job,
               gpointer  user_data)
{
  Work *work;

  if (g_thread_pool_unprocessed (self->pools[lane]) >= queue_max[lane])
    return FALSE;
  work = g_new (Work, 1);
  work->job = job;
  work->user_data = user_data;
  g_thread_pool_push (self->pools[lane], work, NULL);
  return TRUE;
}
