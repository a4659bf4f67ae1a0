/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-outbox.h"

#include "bench-figures.h"
#include "dz-cache-worker.h"
#include "dz-id.h"
#include "dz-test-wait.h"

#define N_COMMANDS 200
#define WAIT_S 30

/* As long as a decision with reasons is, and a photo of 12 megapixels. */
#define BODY_BYTES 600
#define PHOTO_BYTES (4 * 1024 * 1024)

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

/* ---- photos beside ---- */

/* What is fetched ahead: photos of a camera, of which one is always being encrypted. */
typedef struct
{
  DzCacheWorker *worker; /* unowned */
  GBytes        *photo;  /* owned */
  char          *sha256; /* owned */
  guint          number;
  gboolean       ending;
  gpointer       ended;  /* set when nothing is kept any more */
} Shelf;

static void keep_next (Shelf *self);

static gpointer
keep_photo (DzCache *cache,
            gpointer data,
            GError **error)
{
  Shelf *self = data;

  return GINT_TO_POINTER (dz_cache_keep_photo (cache, self->sha256, self->photo, error)
                          && dz_cache_drop_photo (cache, self->sha256, error));
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Shelf *self = user_data;
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  self->number++;
  if (self->ending)
    self->ended = self;
  else
    keep_next (self);
}

static void
keep_next (Shelf *self)
{
  dz_cache_worker_run_photo_async (self->worker, keep_photo, self, NULL, NULL, kept_cb, self);
}

static GBytes *
make_photo (void)
{
  guint8 *bytes = g_malloc (PHOTO_BYTES);

  for (guint i = 0; i < PHOTO_BYTES; i++)
    bytes[i] = (guint8) (i * 2654435761u >> 24);
  return g_bytes_new_take (bytes, PHOTO_BYTES);
}

/* ---- commands ---- */

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

GArray *
bench_outbox_measure (guint *n_photos)
{
  g_autofree char *dir = g_dir_make_tmp ("duizhao-bench-XXXXXX", NULL);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GError) error = NULL;
  DzCache *cache = dz_cache_open (dir, &error);
  g_autoptr(DzCacheWorker) worker = NULL;
  Shelf shelf = { 0 };

  if (cache == NULL)
    g_error ("%s", error->message);
  worker = dz_cache_worker_new (cache);
  shelf.worker = worker;
  shelf.photo = make_photo ();
  shelf.sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, shelf.photo);
  keep_next (&shelf);
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      double ms = time_command (worker);

      g_array_append_val (times, ms);
    }
  shelf.ending = TRUE;
  dz_test_wait_set (&shelf.ended, WAIT_S, "the last photo is kept");
  g_bytes_unref (shelf.photo);
  g_free (shelf.sha256);
  dz_cache_worker_close (worker);
  dz_test_remove_tree (dir);
  *n_photos = shelf.number;
  return times;
}
