/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-outbox.h"

#include "bench-figures.h"
#include "dz-cache-worker.h"
#include "dz-id.h"
#include "dz-test-wait.h"

#define N_COMMANDS 200
#define WAIT_S 30

/* As long as a decision with reasons is. */
#define BODY_BYTES 600

static gpointer
add_command (DzCache *cache,
             gpointer data,
             GError **error)
{
  return GINT_TO_POINTER (dz_cache_add_command (cache, data, error));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gpointer *added = user_data;
  g_autoptr(GError) error = NULL;

  *added = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL)
    g_error ("%s", error->message);
}

static DzOutboxRow *
make_row (void)
{
  DzOutboxRow *row = dz_outbox_row_new ();

  row->id = dz_id_new ();
  row->service = g_strdup ("http://127.0.0.1:1");
  row->user = dz_id_new ();
  row->submission = dz_id_new ();
  row->body = g_strnfill (BODY_BYTES, 'x');
  return row;
}

/* From the page's call to its callback, as a key is waited for. */
static double
time_command (DzCacheWorker *worker)
{
  gpointer added = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  dz_cache_worker_run_async (worker, add_command, make_row (),
                             (GDestroyNotify) dz_outbox_row_free, NULL, added_cb, &added);
  dz_test_wait_set (&added, WAIT_S, "the command is on disk");
  return (double) (g_get_monotonic_time () - begin_us) / 1000;
}

double
bench_outbox_measure (void)
{
  g_autofree char *dir = g_dir_make_tmp ("duizhao-bench-XXXXXX", NULL);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GError) error = NULL;
  DzCache *cache = dz_cache_open (dir, &error);
  g_autoptr(DzCacheWorker) worker = NULL;

  if (cache == NULL)
    g_error ("%s", error->message);
  worker = dz_cache_worker_new (cache);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      double ms = time_command (worker);

      g_array_append_val (times, ms);
    }
  dz_cache_worker_close (worker);
  dz_test_remove_tree (dir);
  g_array_sort (times, bench_compare);
  return g_array_index (times, double, N_COMMANDS / 2);
}
