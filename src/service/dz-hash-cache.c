/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-hash-cache.h"

#include "dz-pdq-index.h"
#include "dz-store-twins.h"

/* Rows that are read at once. */
#define PAGE 5000

struct _DzHashCache
{
  guint       n_max;
  GMutex      mutex;    /* guards what follows */
  DzPdqIndex *whole;    /* owned */
  DzPdqIndex *face;     /* owned */
  gint64      known_to; /* id of the newest hashes that were read */
  gboolean    complete; /* whether none was left out for want of room */
};

/**
 * dz_hash_hits_clear:
 * @self: hits
 */
void
dz_hash_hits_clear (DzHashHits *self)
{
  g_clear_pointer (&self->whole, g_array_unref);
  g_clear_pointer (&self->face, g_array_unref);
}

/**
 * dz_hash_cache_new:
 * @n_max: how many hashes of pictures, and of faces, are held at most; DZ_HASH_CACHE_MAX
 *
 * Returns: (transfer full): a cache that knows nothing yet
 */
DzHashCache *
dz_hash_cache_new (guint n_max)
{
  DzHashCache *self = g_new0 (DzHashCache, 1);

  self->n_max = n_max;
  self->complete = TRUE;
  self->whole = dz_pdq_index_new ();
  self->face = dz_pdq_index_new ();
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * dz_hash_cache_free:
 * @self: (transfer full) (nullable): a cache
 */
void
dz_hash_cache_free (DzHashCache *self)
{
  if (self == NULL)
    return;
  dz_pdq_index_free (self->whole);
  dz_pdq_index_free (self->face);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* What finds no room is not held: then no answer is called complete any more. */
static void
add (DzHashCache *self,
     DzPdqIndex  *index,
     const DzPdq *hash,
     gint64       id)
{
  if (dz_pdq_index_get_length (index) < self->n_max)
    {
      dz_pdq_index_add (index, hash, id);
      return;
    }
  if (self->complete)
    g_message ("There are more than %u photos: those that come now are not compared with later "
               "ones by their looks.", self->n_max);
  self->complete = FALSE;
}

static void
add_page (DzHashCache *self,
          GArray      *page)
{
  for (guint i = 0; i < page->len; i++)
    {
      const DzPhotoHashes *hashes = &g_array_index (page, DzPhotoHashes, i);

      if (hashes->has_whole)
        add (self, self->whole, &hashes->whole, hashes->id);
      if (hashes->has_face)
        add (self, self->face, &hashes->face, hashes->id);
      self->known_to = hashes->id;
    }
}

static gboolean
catch_up (DzHashCache *self,
          DzStore     *store,
          GError     **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr(GArray) page = dz_store_list_hashes (store, self->known_to, PAGE, error);

      if (page == NULL)
        return FALSE;
      add_page (self, page);
      more = page->len == PAGE;
    }
  return TRUE;
}

/* A hash of too little detail finds nothing. */
static GArray *
find (DzPdqIndex          *index,
      const DzMeasurement *measurement,
      DzQuantity           detail,
      const DzPdq         *forms,
      guint                bits,
      double               detail_min)
{
  if (!(dz_measurement_get (measurement, detail) >= detail_min))
    return g_array_new (FALSE, FALSE, sizeof (DzPdqHit));
  return dz_pdq_index_find (index, forms, DZ_N_PDQ_FORMS, MIN (bits, DZ_PDQ_INDEX_DISTANCE_MAX));
}

/**
 * dz_hash_cache_find:
 * @self: a cache
 * @store: the calling thread's store
 * @measurement: what was measured of a photo
 * @limits: how close is close
 * @hits: (out): what lies close to it, itself among it where it was examined before
 * @error: return location; DZ_STORE_ERROR of reading hashes
 *
 * Catches up with the store and looks for a photo in all its forms. The forms of the hits are what
 * must be done to the photo asked for to have the other.
 *
 * Returns: whether it could look
 */
gboolean
dz_hash_cache_find (DzHashCache         *self,
                    DzStore             *store,
                    const DzMeasurement *measurement,
                    const DzAlikeLimits *limits,
                    DzHashHits          *hits,
                    GError             **error)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL && store != NULL, FALSE);
  g_return_val_if_fail (measurement != NULL && limits != NULL && hits != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  if (!catch_up (self, store, error))
    return FALSE;
  hits->whole = find (self->whole, measurement, DZ_QUANTITY_HASH_QUALITY, measurement->hashes,
                      limits->whole_bits, limits->detail);
  hits->face = find (self->face, measurement, DZ_QUANTITY_FACE_HASH_QUALITY,
                     measurement->face_hashes, limits->face_bits, limits->detail);
  hits->known_to = self->known_to;
  hits->complete = self->complete;
  return TRUE;
}

/**
 * dz_hash_cache_forget:
 * @self: a cache
 * @id: id of hashes that the store has no more
 */
void
dz_hash_cache_forget (DzHashCache *self,
                      gint64       id)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  dz_pdq_index_remove (self->whole, id);
  dz_pdq_index_remove (self->face, id);
}
