/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photo-standards §3.10: the same bytes; then hashes, of the whole picture and of the aligned face,
 * turned and mirrored too; and where a picture may be the very same, its pixels. Hashes of two
 * people on the same wall lie close at times, so that they never say more than "alike". */
#include "dz-twin-search.h"

#include "dz-hash-cache.h"
#include "dz-pdq-index.h"
#include "dz-store-submissions.h"
#include "dz-store-twins.h"

/* The same pixels have the same hash, but for what another release of the measurer rounds
 * otherwise. Up to here it is worth decoding both. */
#define SAME_PICTURE_BITS 8

struct _DzTwinSearch
{
  DzExaminer  *examiner; /* owned */
  DzHashCache *cache;    /* owned */
};

/* One search under way. */
typedef struct
{
  DzTwinSearch         *search;      /* unowned */
  DzStore              *store;       /* unowned */
  const DzTwinQuestion *question;
  GCancellable         *cancellable; /* unowned, nullable */
  char                 *pixels;      /* owned, nullable: digest of the photo asked for */
  DzHashHits            hits;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->pixels, g_free);
  dz_hash_hits_clear (&self->hits);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * dz_twin_search_new:
 * @examiner: what decodes
 *
 * Returns: (transfer full): a search that knows no photo yet
 */
DzTwinSearch *
dz_twin_search_new (DzExaminer *examiner)
{
  DzTwinSearch *self = g_new0 (DzTwinSearch, 1);

  self->examiner = g_object_ref (examiner);
  self->cache = dz_hash_cache_new (DZ_HASH_CACHE_MAX);
  return self;
}

/**
 * dz_twin_search_free:
 * @self: (transfer full) (nullable): a search
 */
void
dz_twin_search_free (DzTwinSearch *self)
{
  if (self == NULL)
    return;
  dz_hash_cache_free (self->cache);
  g_object_unref (self->examiner);
  g_free (self);
}

static int
compare_ids (gconstpointer one,
             gconstpointer other)
{
  gint64 a = ((const DzPdqHit *) one)->id;
  gint64 b = ((const DzPdqHit *) other)->id;

  return (a > b) - (a < b);
}

/* Hits come in the order of their ids. */
static const DzPdqHit *
find_hit (GArray *hits,
          gint64  id)
{
  DzPdqHit wanted = { id, 0, 0 };
  guint place;

  if (!g_array_binary_search (hits, &wanted, compare_ids, &place))
    return NULL;
  return &g_array_index (hits, DzPdqHit, place);
}

static GArray *
list_ids (const DzHashHits *hits)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *const both[] = { hits->whole, hits->face };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      for (guint j = 0; j < both[i]->len; j++)
        g_array_append_val (ids, g_array_index (both[i], DzPdqHit, j).id);
    }
  return ids;
}

/* What the store does not know any more was erased. */
static void
forget_erased (Run       *run,
               GArray    *ids,
               GPtrArray *candidates)
{
  g_autoptr(GHashTable) there = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < candidates->len; i++)
    g_hash_table_add (there, &((DzTwinCandidate *) g_ptr_array_index (candidates, i))->id);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 *id = &g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (there, id))
        dz_hash_cache_forget (run->search->cache, *id);
    }
}

static GPtrArray *
find_candidates (Run     *run,
                 GError **error)
{
  g_autoptr(GArray) ids = list_ids (&run->hits);
  GPtrArray *candidates =
    dz_store_find_candidates (run->store, run->question->submission->id,
                              run->question->measurement, ids, error);

  if (candidates != NULL)
    forget_erased (run, ids, candidates);
  return candidates;
}

static gboolean
is_fault_of_photo (const GError *error)
{
  return g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CRASHED) ||
         g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED) ||
         g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
}

/* A photo that cannot be decoded or read shows no pixels, which are then nobody else's either. */
static gboolean
digest (Run        *run,
        const char *photo,
        GBytes     *bytes,
        char      **pixels,
        GError    **error)
{
  g_autoptr(GError) met = NULL;

  *pixels = dz_examiner_digest (run->search->examiner, bytes, run->cancellable, &met);
  if (*pixels != NULL)
    return dz_store_keep_pixels (run->store, photo, run->question->measurement->measurer, *pixels,
                                 error);
  if (is_fault_of_photo (met))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&met));
  return FALSE;
}

/* The photo asked for is decoded once, and only where another may be the same. */
static gboolean
digest_own (Run     *run,
            GError **error)
{
  const char *photo = run->question->submission->photo;

  if (run->pixels != NULL)
    return TRUE;
  if (!dz_store_get_pixels (run->store, photo, run->question->measurement->measurer, &run->pixels,
                            error))
    return FALSE;
  return run->pixels != NULL || digest (run, photo, run->question->photo, &run->pixels, error);
}

static gboolean
digest_other (Run             *run,
              DzTwinCandidate *candidate,
              GError         **error)
{
  g_autoptr(GError) met = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (candidate->pixels == NULL && /* another candidate may have had the same photo */
      !dz_store_get_pixels (run->store, candidate->photo, run->question->measurement->measurer,
                            &candidate->pixels, error))
    return FALSE;
  if (candidate->pixels != NULL)
    return TRUE;
  bytes = dz_store_get_photo (run->store, candidate->photo, &met);
  if (bytes != NULL)
    return digest (run, candidate->photo, bytes, &candidate->pixels, error);
  g_message ("A photo cannot be compared with another: %s", met->message);
  return TRUE;
}

static gboolean
has_same_pixels (Run             *run,
                 DzTwinCandidate *candidate,
                 gboolean        *same,
                 GError         **error)
{
  if (!digest_own (run, error) || !digest_other (run, candidate, error))
    return FALSE;
  *same = run->pixels != NULL && g_strcmp0 (run->pixels, candidate->pixels) == 0;
  return TRUE;
}

static gboolean
may_be_the_same (const DzTwinCandidate *candidate,
                 const DzPdqHit        *whole)
{
  return candidate->same_hash ||
         (whole != NULL && whole->form == DZ_PDQ_FORM_SAME &&
          whole->distance <= SAME_PICTURE_BITS);
}

/* A hash of too little detail says nothing: all blank pictures have one. */
static gboolean
look_alike (const Run             *run,
            const DzTwinCandidate *candidate,
            DzTwin                *twin)
{
  double detail = run->question->limits.detail;
  const DzPdqHit *hit = NULL;

  if (candidate->whole_detail >= detail)
    hit = find_hit (run->hits.whole, candidate->id);
  if (hit == NULL && candidate->face_detail >= detail)
    {
      hit = find_hit (run->hits.face, candidate->id);
      twin->by_face = hit != NULL;
    }
  if (hit == NULL)
    return FALSE;
  twin->kind = DZ_TWIN_ALIKE;
  twin->distance = hit->distance;
  twin->form = dz_pdq_form_invert (hit->form); /* the hit says what makes the other of this one */
  return TRUE;
}

static gboolean
settle (Run             *run,
        DzTwinCandidate *candidate,
        DzTwin          *twin,
        gboolean        *is_twin,
        GError         **error)
{
  gboolean same = FALSE;

  *is_twin = TRUE;
  twin->form = DZ_PDQ_FORM_SAME;
  twin->kind = DZ_TWIN_BYTES;
  if (g_str_equal (candidate->photo, run->question->submission->photo))
    return TRUE;
  twin->kind = DZ_TWIN_PIXELS;
  if (may_be_the_same (candidate, find_hit (run->hits.whole, candidate->id)) &&
      !has_same_pixels (run, candidate, &same, error))
    return FALSE;
  if (!same)
    *is_twin = look_alike (run, candidate, twin);
  return TRUE;
}

static gboolean
add_twin (Run             *run,
          DzTwinCandidate *candidate,
          GPtrArray       *twins,
          GError         **error)
{
  g_autoptr(DzTwin) twin = dz_twin_new ();
  gboolean is_twin;

  if (!settle (run, candidate, twin, &is_twin, error))
    return FALSE;
  twin->submission = g_strdup (candidate->submission);
  twin->photo = g_strdup (candidate->photo);
  twin->same_student = candidate->same_student;
  twin->refused = candidate->refused;
  if (is_twin)
    g_ptr_array_add (twins, g_steal_pointer (&twin));
  return TRUE;
}

static int
compare_twins (gconstpointer one,
               gconstpointer other)
{
  const DzTwin *a = *(const DzTwin *const *) one;
  const DzTwin *b = *(const DzTwin *const *) other;

  if (a->kind != b->kind)
    return (a->kind > b->kind) - (a->kind < b->kind);
  if (a->distance != b->distance)
    return (a->distance > b->distance) - (a->distance < b->distance);
  return g_strcmp0 (a->submission, b->submission);
}

/* The closest first; those that are identical all stay, since all of them have consequences. */
static void
sort_and_cut (GPtrArray *twins)
{
  g_ptr_array_sort (twins, compare_twins);
  while (twins->len > DZ_STORE_TWINS_MAX &&
         !dz_twin_is_identical (g_ptr_array_index (twins, twins->len - 1)))
    g_ptr_array_remove_index (twins, twins->len - 1);
}

static gboolean
find_twins (Run       *run,
            GPtrArray *twins,
            GError   **error)
{
  g_autoptr(GPtrArray) candidates = find_candidates (run, error);

  if (candidates == NULL)
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    {
      if (!add_twin (run, g_ptr_array_index (candidates, i), twins, error))
        return FALSE;
    }
  sort_and_cut (twins);
  return TRUE;
}

/**
 * dz_twin_search_run:
 * @self: a search
 * @store: the calling thread's store
 * @question: whose duplicates
 * @cancellable: (nullable): ends the wait for the examiner
 * @peers: gets what was found, and whether all that could be looked at was
 * @searched_to: (out): id of the newest hashes that were looked at, for
 *   dz_store_record_examination()
 * @error: return location; DZ_STORE_ERROR; DZ_EXAMINER_ERROR_TIMEOUT, _START or _CLOSED where two
 *   photos could not be compared now
 *
 * Looks for duplicates among all photos that were examined before.
 *
 * Returns: whether it could look
 */
gboolean
dz_twin_search_run (DzTwinSearch         *self,
                    DzStore              *store,
                    const DzTwinQuestion *question,
                    GCancellable         *cancellable,
                    DzPeers              *peers,
                    gint64               *searched_to,
                    GError              **error)
{
  g_auto(Run) run = { self, store, question, cancellable, NULL, { NULL, NULL, 0, TRUE } };
  gboolean unhashed;

  g_return_val_if_fail (self != NULL && store != NULL && question != NULL, FALSE);
  g_return_val_if_fail (peers != NULL && searched_to != NULL, FALSE);

  if (!dz_hash_cache_find (self->cache, store, question->measurement, &question->limits, &run.hits,
                           error) ||
      !find_twins (&run, peers->twins, error) ||
      !dz_store_has_unhashed (store, question->submission->id, &unhashed, error))
    return FALSE;
  peers->searched = run.hits.complete && !unhashed;
  *searched_to = run.hits.known_to;
  return TRUE;
}
