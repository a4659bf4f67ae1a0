/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-shelf.h"

#include "dz-id.h"
#include "dz-sync.h"

#include <glib/gi18n-lib.h>

#define AHEAD_AT_ONCE 3 /* leaves connections for commands and for the photo somebody waits for */

struct _DzPhotoShelf
{
  GObject parent_instance;

  DzApiClient   *api;         /* owned */
  DzCacheWorker *worker;      /* owned */
  GHashTable    *loads;       /* owned: SHA-256 → GPtrArray of GTask: who waits for it */
  GHashTable    *kept;        /* owned: set of SHA-256 on disk */
  GHashTable    *wanted;      /* owned: set of SHA-256 that may be kept */
  GQueue         ahead;       /* owned (element-type utf8): to be fetched when there is time */
  guint          n_ahead;     /* being fetched ahead now */
  GCancellable  *cancellable; /* owned */
};

/* One photo on its way. */
typedef struct
{
  DzPhotoShelf *self; /* owned */
  char         *sha256;
  GBytes       *bytes; /* owned, nullable */
} Load;

G_DEFINE_FINAL_TYPE (DzPhotoShelf, dz_photo_shelf, G_TYPE_OBJECT)

static void fetch_next_ahead (DzPhotoShelf *self);

static Load *
load_new (DzPhotoShelf *self,
          const char   *sha256)
{
  Load *load = g_new0 (Load, 1);

  load->self = g_object_ref (self);
  load->sha256 = g_strdup (sha256);
  return load;
}

static void
load_free (Load *load)
{
  g_clear_object (&load->self);
  g_free (load->sha256);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
dz_photo_shelf_finalize (GObject *object)
{
  DzPhotoShelf *self = DZ_PHOTO_SHELF (object);

  g_clear_object (&self->api);
  g_clear_object (&self->worker);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loads, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_queue_clear_full (&self->ahead, g_free);
  G_OBJECT_CLASS (dz_photo_shelf_parent_class)->finalize (object);
}

static void
dz_photo_shelf_class_init (DzPhotoShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_photo_shelf_finalize;
}

static void
dz_photo_shelf_init (DzPhotoShelf *self)
{
  self->loads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->ahead);
  self->cancellable = g_cancellable_new ();
}

/**
 * dz_photo_shelf_new:
 * @api: who speaks to the service
 * @worker: who keeps photos on disk
 *
 * Returns: (transfer full): an empty shelf
 */
DzPhotoShelf *
dz_photo_shelf_new (DzApiClient   *api,
                    DzCacheWorker *worker)
{
  DzPhotoShelf *self = g_object_new (DZ_TYPE_PHOTO_SHELF, NULL);

  self->api = g_object_ref (api);
  self->worker = g_object_ref (worker);
  return self;
}

/**
 * dz_photo_shelf_close:
 * @self: a shelf
 *
 * Gives up what is under way.
 */
void
dz_photo_shelf_close (DzPhotoShelf *self)
{
  g_return_if_fail (DZ_IS_PHOTO_SHELF (self));

  g_cancellable_cancel (self->cancellable);
  g_queue_clear_full (&self->ahead, g_free);
}

/* ---- one photo's way: disk, else service, then everybody who waits ---- */

static void
answer_all (DzPhotoShelf *self,
            const char   *sha256,
            GBytes       *bytes,
            const GError *error)
{
  g_autofree char *key = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  if (!g_hash_table_steal_extended (self->loads, sha256, (gpointer *) &key, (gpointer *) &tasks))
    return;
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (bytes != NULL)
        g_task_return_pointer (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

static gpointer
drop_photo (DzCache *cache,
            gpointer data,
            GError **error)
{
  return GINT_TO_POINTER (dz_cache_drop_photo (cache, data, error));
}

static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("%s", error->message);
}

static void
drop (DzPhotoShelf *self,
      const char   *sha256)
{
  dz_cache_worker_run_photo_async (self->worker, drop_photo, g_strdup (sha256), g_free, NULL,
                                   dropped_cb, NULL);
}

static gpointer
keep_photo (DzCache *cache,
            gpointer data,
            GError **error)
{
  const Load *load = data;

  return GINT_TO_POINTER (dz_cache_keep_photo (cache, load->sha256, load->bytes, error));
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (g_error_matches (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED))
    {
      g_autoptr(GError) problem
        = g_error_new (DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                       _("The service sent another photo than the one asked for"));

      answer_all (load->self, load->sha256, NULL, problem);
      return;
    }
  /* A full disk only costs the second look: what arrived can be shown. */
  if (error == NULL && g_hash_table_contains (load->self->wanted, load->sha256))
    g_hash_table_add (load->self->kept, g_strdup (load->sha256));
  else if (error == NULL)
    drop (load->self, load->sha256); /* nobody wants it any more */
  answer_all (load->self, load->sha256, load->bytes, NULL);
}

static void fetch (DzPhotoShelf *self,
                   const char   *sha256);

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  DzPhotoShelf *self = load->self;
  g_autoptr(GError) error = NULL;

  load->bytes = dz_api_client_fetch_finish (DZ_API_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_cancellable_is_cancelled (self->cancellable))
    fetch (self, load->sha256); /* another session began meanwhile */
  else if (load->bytes == NULL)
    answer_all (self, load->sha256, NULL, error);
  else
    {
      Load *keep = load_new (self, load->sha256);

      keep->bytes = g_bytes_ref (load->bytes);
      dz_cache_worker_run_photo_async (self->worker, keep_photo, keep, NULL, NULL, kept_cb, keep);
    }
}

static void
fetch (DzPhotoShelf *self,
       const char   *sha256)
{
  g_autofree char *path = g_strconcat ("photos/", sha256, NULL);

  dz_api_client_fetch_async (self->api, path, self->cancellable, fetched_cb,
                             load_new (self, sha256));
}

static gpointer
get_photo (DzCache *cache,
           gpointer data,
           GError **error)
{
  return dz_cache_get_photo (cache, data, error);
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  g_autoptr(GBytes) bytes = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, NULL);

  if (bytes != NULL)
    {
      answer_all (load->self, load->sha256, bytes, NULL);
      return;
    }
  g_hash_table_remove (load->self->kept, load->sha256);
  fetch (load->self, load->sha256);
}

/**
 * dz_photo_shelf_load_async:
 * @self: a shelf
 * @sha256: SHA-256 of a photo in hex
 * @cancellable: (nullable): stops waiting
 * @callback: called when the bytes are there
 * @user_data: for @callback
 */
void
dz_photo_shelf_load_async (DzPhotoShelf       *self,
                           const char         *sha256,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GPtrArray *tasks;
  GTask *task;

  g_return_if_fail (DZ_IS_PHOTO_SHELF (self) && dz_hash_is_valid (sha256));

  task = g_task_new (self, cancellable, callback, user_data);
  tasks = g_hash_table_lookup (self->loads, sha256);
  if (tasks != NULL)
    {
      g_ptr_array_add (tasks, task);
      return;
    }
  tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (tasks, task);
  g_hash_table_insert (self->loads, g_strdup (sha256), tasks);
  if (g_hash_table_contains (self->kept, sha256))
    dz_cache_worker_run_photo_async (self->worker, get_photo, g_strdup (sha256), g_free,
                                     (GDestroyNotify) g_bytes_unref, got_cb,
                                     load_new (self, sha256));
  else
    fetch (self, sha256);
}

/**
 * dz_photo_shelf_load_finish:
 * @self: a shelf
 * @result: what the callback got
 * @error: return location; any #DzSyncError
 *
 * Returns: (transfer full) (nullable): the photo's bytes
 */
GBytes *
dz_photo_shelf_load_finish (DzPhotoShelf *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ahead_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  DzPhotoShelf *self = DZ_PHOTO_SHELF (source);
  g_autoptr(GBytes) bytes = dz_photo_shelf_load_finish (self, result, NULL);

  /* Whoever needs the photo will ask again and be told what is wrong. */
  self->n_ahead--;
  fetch_next_ahead (self);
}

static void
fetch_next_ahead (DzPhotoShelf *self)
{
  while (self->n_ahead < AHEAD_AT_ONCE && !g_queue_is_empty (&self->ahead) &&
         !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *sha256 = g_queue_pop_head (&self->ahead);

      if (g_hash_table_contains (self->kept, sha256) ||
          g_hash_table_contains (self->loads, sha256))
        continue;
      self->n_ahead++;
      dz_photo_shelf_load_async (self, sha256, self->cancellable, ahead_cb, NULL);
    }
}

/**
 * dz_photo_shelf_fetch_ahead:
 * @self: a shelf
 * @sha256: SHA-256 of a photo in hex that will be wanted
 */
void
dz_photo_shelf_fetch_ahead (DzPhotoShelf *self,
                            const char   *sha256)
{
  g_return_if_fail (DZ_IS_PHOTO_SHELF (self) && dz_hash_is_valid (sha256));

  g_queue_push_tail (&self->ahead, g_strdup (sha256));
  fetch_next_ahead (self);
}

/**
 * dz_photo_shelf_retain:
 * @self: a shelf
 * @wanted: (element-type utf8 utf8): a set of SHA-256 in hex
 *
 * Drops every other photo, those that are on their way included, and all that was to be fetched
 * ahead and is not yet on its way.
 */
void
dz_photo_shelf_retain (DzPhotoShelf *self,
                       GHashTable   *wanted)
{
  GHashTableIter iter;
  gpointer sha256;

  g_return_if_fail (DZ_IS_PHOTO_SHELF (self) && wanted != NULL);

  g_queue_clear_full (&self->ahead, g_free);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    g_hash_table_add (self->wanted, g_strdup (sha256));
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      if (g_hash_table_contains (wanted, sha256))
        continue;
      drop (self, sha256);
      g_hash_table_iter_remove (&iter);
    }
}

/**
 * dz_photo_shelf_has:
 * @self: a shelf
 * @sha256: a photo
 *
 * Returns: whether it is at hand without the service
 */
gboolean
dz_photo_shelf_has (DzPhotoShelf *self,
                    const char   *sha256)
{
  g_return_val_if_fail (DZ_IS_PHOTO_SHELF (self), FALSE);

  return g_hash_table_contains (self->kept, sha256);
}
