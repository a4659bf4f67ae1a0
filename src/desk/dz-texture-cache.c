/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-texture-cache.h"

#include "dz-photo-tiles.h"
#include "dz-texture-shelf.h"

/* What is rendered ahead leaves one processor to the window, and more than these save no time. */
#define JOBS_MAX 3

/* What is enlarged step by step asks for sizes that nobody will see. */
#define SIZE_STEP 64

/* One photo on its way: bytes from the client, then pixels from the helper. */
typedef struct
{
  DzTextureCache *cache; /* owned */
  DzQueueItem    *item;  /* owned */
  guint           generation;
} Job;

struct _DzTextureCache
{
  GObject       parent_instance;

  DzSync       *sync;        /* owned */
  DzExaminer   *examiner;    /* owned */
  GCancellable *cancellable; /* owned */
  DzTextureShelf *shelf;     /* owned: what was rendered */
  GHashTable   *running;     /* owned, set of submission ids */
  GPtrArray    *wanted;      /* owned, (element-type DzQueueItem), most wanted first */
  DzTextureCache *before;    /* owned, nullable: whose photos are rendered first */
  guint         n_jobs_max;
  gboolean      exact;       /* whether the size is not rounded up */
  gboolean      hurried;     /* whether @before is not waited for */
  guint         width;       /* 0 until somebody said */
  guint         height;
  guint         generation;  /* grows with the size */
};

G_DEFINE_FINAL_TYPE (DzTextureCache, dz_texture_cache, G_TYPE_OBJECT)

enum
{
  CHANGED,
  RESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_jobs (DzTextureCache *self);

static void
job_free (Job *job)
{
  g_object_unref (job->cache);
  g_object_unref (job->item);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
dz_texture_cache_dispose (GObject *object)
{
  DzTextureCache *self = DZ_TEXTURE_CACHE (object);

  g_clear_object (&self->sync);
  g_clear_object (&self->examiner);
  g_clear_object (&self->before);

  G_OBJECT_CLASS (dz_texture_cache_parent_class)->dispose (object);
}

static void
dz_texture_cache_finalize (GObject *object)
{
  DzTextureCache *self = DZ_TEXTURE_CACHE (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->shelf, dz_texture_shelf_free);
  g_hash_table_unref (self->running);
  g_ptr_array_unref (self->wanted);

  G_OBJECT_CLASS (dz_texture_cache_parent_class)->finalize (object);
}

static void
dz_texture_cache_class_init (DzTextureCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dz_texture_cache_dispose;
  object_class->finalize = dz_texture_cache_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESTED] = g_signal_new ("rested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_texture_cache_init (DzTextureCache *self)
{
  self->cancellable = g_cancellable_new ();
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
}

/* What failed for one lease, perhaps because that was given back meanwhile, says nothing of what is
 * wanted now. */
static gboolean
is_outdated (DzTextureCache *self,
             DzQueueItem    *item)
{
  return !g_ptr_array_find (self->wanted, item, NULL);
}

/* A job that was cancelled by closing leaves nothing behind; neither does one whose size is
 * outdated, unless there is nothing yet: something soft is better than nothing. */
static void
finish_job (Job        *job,
            GdkTexture *texture,
            GError     *error)
{
  DzTextureCache *self = job->cache;
  const char *id = dz_queue_item_get_id (job->item);

  g_hash_table_remove (self->running, id);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&texture);
      g_clear_error (&error);
      return;
    }
  if (error != NULL && is_outdated (self, job->item))
    {
      g_error_free (error);
      start_jobs (self);
      return;
    }
  dz_texture_shelf_put (self->shelf, id, texture, error, job->generation);
  g_signal_emit (self, signals[CHANGED], 0, id);
  start_jobs (self);
}

static gboolean
is_resting (DzTextureCache *self)
{
  return self->width != 0 && g_hash_table_size (self->running) == 0;
}

static GdkTexture *
wrap_picture (const DzPicture *picture)
{
  return dz_photo_tiles_new (picture->pixels, picture->width, picture->height, picture->stride);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  GError *error = NULL;
  g_autoptr(DzPicture) picture
      = dz_examiner_render_finish (DZ_EXAMINER (source), result, &error);

  finish_job (job, picture != NULL ? wrap_picture (picture) : NULL, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  DzTextureCache *self = job->cache;
  GError *error = NULL;
  g_autoptr(GBytes) photo = dz_sync_load_photo_finish (DZ_SYNC (source), result, &error);

  if (photo == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      finish_job (job, NULL, error);
      return;
    }
  job->generation = self->generation; /* the size may have changed since it was started */
  dz_examiner_render_async (self->examiner, photo, self->width, self->height, self->cancellable,
                            rendered_cb, g_steal_pointer (&job));
}

static void
start_job (DzTextureCache *self,
           DzQueueItem    *item)
{
  Job *job = g_new0 (Job, 1);

  job->cache = g_object_ref (self);
  job->item = g_object_ref (item);
  job->generation = self->generation;
  g_hash_table_add (self->running, g_strdup (dz_queue_item_get_id (item)));
  dz_sync_load_photo_async (self->sync, item, self->cancellable, loaded_cb, job);
}

static gboolean
must_render (DzTextureCache *self,
             const char     *id)
{
  return !dz_texture_shelf_is_current (self->shelf, id, self->generation)
         && !g_hash_table_contains (self->running, id);
}

/* What is not rendered yet counts as all of the box that it is to fit. */
static gsize
count_box_pixels (DzTextureCache *self)
{
  return (gsize) self->width * self->height;
}

static void
start_wanted (DzTextureCache *self)
{
  guint n_fitting = dz_texture_shelf_count_fitting (self->shelf, self->wanted,
                                                    count_box_pixels (self));

  for (guint i = 0; i < n_fitting; i++)
    {
      DzQueueItem *item = g_ptr_array_index (self->wanted, i);

      /* What somebody waits for is rendered at once. */
      if (i > 0 && g_hash_table_size (self->running) >= self->n_jobs_max)
        return;
      if (must_render (self, dz_queue_item_get_id (item)))
        start_job (self, item);
    }
}

static void
start_jobs (DzTextureCache *self)
{
  if (self->width == 0 || g_cancellable_is_cancelled (self->cancellable)
      || (self->before != NULL && !self->hurried && !is_resting (self->before)))
    return;
  start_wanted (self);
  if (is_resting (self))
    g_signal_emit (self, signals[RESTED], 0);
}

/**
 * dz_texture_cache_new:
 * @sync: gives the bytes
 * @examiner: gives the pixels; started
 * @budget_bytes: how much to keep, beyond what is wanted now
 *
 * Returns: (transfer full): an empty cache
 */
DzTextureCache *
dz_texture_cache_new (DzSync     *sync,
                      DzExaminer *examiner,
                      gsize       budget_bytes)
{
  DzTextureCache *self;

  g_return_val_if_fail (DZ_IS_SYNC (sync), NULL);
  g_return_val_if_fail (DZ_IS_EXAMINER (examiner), NULL);

  self = g_object_new (DZ_TYPE_TEXTURE_CACHE, NULL);
  self->sync = g_object_ref (sync);
  self->examiner = g_object_ref (examiner);
  self->shelf = dz_texture_shelf_new (budget_bytes);
  self->n_jobs_max = CLAMP (g_get_num_processors () - 1, 1, JOBS_MAX);
  return self;
}

/**
 * dz_texture_cache_close:
 * @self: a cache
 *
 * Drops everything and starts nothing more. What is on its way is cancelled.
 */
void
dz_texture_cache_close (DzTextureCache *self)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self));

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->wanted, 0);
  dz_texture_shelf_clear (self->shelf);
  if (self->before != NULL)
    g_signal_handlers_disconnect_by_data (self->before, self);
  g_clear_object (&self->before);
}

/**
 * dz_texture_cache_wait_for:
 * @self: a cache
 * @before: another one
 *
 * Renders only while @before has nothing to render: what is seen large comes first.
 */
void
dz_texture_cache_wait_for (DzTextureCache *self,
                           DzTextureCache *before)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self) && DZ_IS_TEXTURE_CACHE (before));
  g_return_if_fail (self != before && self->before == NULL);

  self->before = g_object_ref (before);
  g_signal_connect_object (before, "rested", G_CALLBACK (start_jobs), self, G_CONNECT_SWAPPED);
}

/**
 * dz_texture_cache_set_hurried:
 * @self: a cache
 * @hurried: whether somebody waits for what is wanted
 *
 * Renders although another cache is waited for.
 */
void
dz_texture_cache_set_hurried (DzTextureCache *self,
                              gboolean        hurried)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self));

  self->hurried = hurried;
  if (hurried)
    start_jobs (self);
}

/**
 * dz_texture_cache_set_exact:
 * @self: a cache
 * @exact: whether photos are rendered for the very size that is set
 *
 * A photo of the very size at which it is drawn is copied to the screen, and not scaled again for
 * each frame. Otherwise the size is rounded up, so that a size which changes step by step is not
 * rendered at each step.
 */
void
dz_texture_cache_set_exact (DzTextureCache *self,
                            gboolean        exact)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self));

  self->exact = exact;
}

static guint
round_up (DzTextureCache *self,
          guint           size)
{
  return self->exact ? size : (size + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
}

/**
 * dz_texture_cache_set_size:
 * @self: a cache
 * @width: widest a photo is shown, in device pixels
 * @height: highest, in device pixels
 *
 * Says how large the photos are shown. Those rendered smaller stay until they are rendered again.
 */
void
dz_texture_cache_set_size (DzTextureCache *self,
                           guint           width,
                           guint           height)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self));
  g_return_if_fail (width > 0 && height > 0);

  if (round_up (self, width) == self->width && round_up (self, height) == self->height)
    return;
  self->width = round_up (self, width);
  self->height = round_up (self, height);
  self->generation++;
  start_jobs (self);
}

/**
 * dz_texture_cache_want:
 * @self: a cache
 * @items: (element-type DzQueueItem): what will be shown, most wanted first
 *
 * Renders these, in this order, and forgets what was wanted before.
 */
void
dz_texture_cache_want (DzTextureCache *self,
                       GPtrArray      *items)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self));
  g_return_if_fail (items != NULL);

  g_ptr_array_set_size (self->wanted, 0);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->wanted, g_object_ref (g_ptr_array_index (items, i)));
  dz_texture_shelf_want (self->shelf, self->wanted, count_box_pixels (self));
  start_jobs (self);
}

/**
 * dz_texture_cache_retry:
 * @self: a cache
 *
 * Forgets what failed, so that it is tried again: the service answers again, or a person asks.
 */
void
dz_texture_cache_retry (DzTextureCache *self)
{
  g_return_if_fail (DZ_IS_TEXTURE_CACHE (self));

  dz_texture_shelf_forget_failed (self->shelf);
  start_jobs (self);
}

/**
 * dz_texture_cache_awaits:
 * @self: a cache
 * @submission: id of a submission
 *
 * Returns: whether its photo is on its way to the cache
 */
gboolean
dz_texture_cache_awaits (DzTextureCache *self,
                         const char     *submission)
{
  g_return_val_if_fail (DZ_IS_TEXTURE_CACHE (self) && submission != NULL, FALSE);

  return g_hash_table_contains (self->running, submission);
}

/**
 * dz_texture_cache_get:
 * @self: a cache
 * @submission: submission id
 *
 * Returns: (nullable): its texture; %NULL while there is none
 */
GdkTexture *
dz_texture_cache_get (DzTextureCache *self,
                      const char     *submission)
{
  g_return_val_if_fail (DZ_IS_TEXTURE_CACHE (self), NULL);
  g_return_val_if_fail (submission != NULL, NULL);

  return dz_texture_shelf_get (self->shelf, submission);
}

/**
 * dz_texture_cache_get_error:
 * @self: a cache
 * @submission: submission id
 *
 * Returns: (nullable): why it cannot be shown; %NULL where it can, or is not known yet
 */
const GError *
dz_texture_cache_get_error (DzTextureCache *self,
                            const char     *submission)
{
  g_return_val_if_fail (DZ_IS_TEXTURE_CACHE (self), NULL);
  g_return_val_if_fail (submission != NULL, NULL);

  return dz_texture_shelf_get_error (self->shelf, submission);
}
