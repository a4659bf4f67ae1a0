/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-private.h"
#include "dz-store-twin-rows.h"

/* Photos that wait for their own examination will find this one then. */
#define COLUMNS \
  "SELECT o.id, s.id, s.photo, s.student_id = me.student_id," \
  " s.state = 'rejected', ifnull (o.whole = ?2, 0), o.whole_detail," \
  " o.face_detail, CASE WHEN p.pixels_by = ?3 THEN p.pixels END" \
  " FROM submissions me"
#define JOINS \
  " JOIN photos p ON p.sha256 = s.photo" \
  " WHERE me.id = ?1 AND s.id <> ?1 AND s.state <> 'erased'"
#define FIND_SAME_BYTES \
  COLUMNS " JOIN submissions s ON s.photo = me.photo" \
  " JOIN traits o ON o.submission_id = s.id" JOINS " AND o.id > ?4"
#define FIND_SAME_HASH \
  COLUMNS " JOIN traits o ON o.whole = ?2" \
  " JOIN submissions s ON s.id = o.submission_id" JOINS " AND o.id > ?4"
#define FIND_BY_ID \
  COLUMNS " JOIN traits o ON o.id = ?4 JOIN submissions s ON s.id = o.submission_id" JOINS
#define GET_PIXELS "SELECT pixels FROM photos WHERE sha256 = ?1 AND pixels_by = ?2"
#define KEEP_PIXELS "UPDATE photos SET pixels = ?2, pixels_by = ?3 WHERE sha256 = ?1"

#define DOING "looking for duplicates"

/* What is looked for, and what was found so far. */
typedef struct
{
  DzStore             *store;      /* unowned */
  const char          *submission;
  const DzMeasurement *measurement;
  GPtrArray           *found;      /* owned */
  GHashTable          *ids;        /* owned: (element-type gint64): those of @found */
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/**
 * dz_twin_candidate_free:
 * @self: (transfer full) (nullable): a candidate
 */
void
dz_twin_candidate_free (DzTwinCandidate *self)
{
  if (self == NULL)
    return;
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->pixels);
  g_free (self);
}

static DzTwinCandidate *
candidate_from_row (DzStatement *row)
{
  DzTwinCandidate *candidate = g_new0 (DzTwinCandidate, 1);

  candidate->id = dz_statement_get_int64 (row, 0);
  candidate->submission = dz_statement_dup_text (row, 1);
  candidate->photo = dz_statement_dup_text (row, 2);
  candidate->same_student = dz_statement_get_int64 (row, 3) != 0;
  candidate->refused = dz_statement_get_int64 (row, 4) != 0;
  candidate->same_hash = dz_statement_get_int64 (row, 5) != 0;
  candidate->whole_detail = dz_statement_get_double (row, 6);
  candidate->face_detail = dz_statement_get_double (row, 7);
  candidate->pixels = dz_statement_dup_text (row, 8);
  return candidate;
}

static void
take_candidate (Search          *self,
                DzTwinCandidate *candidate)
{
  if (g_hash_table_contains (self->ids, &candidate->id))
    {
      dz_twin_candidate_free (candidate);
      return;
    }
  g_hash_table_add (self->ids, &candidate->id);
  g_ptr_array_add (self->found, candidate);
}

static gboolean
take_rows (Search     *self,
           const char *sql,
           gint64      id,
           GError    **error)
{
  gboolean has_whole = dz_measurement_has (self->measurement, DZ_QUANTITY_HASH_QUALITY);
  const DzPdq whole = dz_store_turn_hash (&self->measurement->hashes[DZ_PDQ_FORM_SAME]);
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;

  rows = dz_query_new (self->store, DOING, sql,
                       DZ_VALUES (DZ_TEXT (self->submission),
                                  DZ_BLOB (has_whole ? &whole : NULL, sizeof whole),
                                  DZ_TEXT (self->measurement->measurer), DZ_INT (id)),
                       error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    take_candidate (self, candidate_from_row (rows));
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_find_candidates:
 * @self: a store
 * @submission: id of a submission
 * @measurement: what was measured of its photo
 * @ids: (element-type gint64): ids of hashes that lie close to its own
 * @error: return location
 *
 * Finds the submissions that may have the same photo: those with the same bytes, those with the
 * same hash, and those of @ids that are still there. What was not examined yet is left out, for it
 * will find this one; so is what was erased.
 *
 * Returns: (transfer full) (nullable) (element-type DzTwinCandidate): each once
 */
GPtrArray *
dz_store_find_candidates (DzStore             *self,
                          const char          *submission,
                          const DzMeasurement *measurement,
                          GArray              *ids,
                          GError             **error)
{
  g_auto(Search) search = { self, submission, measurement, NULL, NULL };
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL && submission != NULL, NULL);
  g_return_val_if_fail (measurement != NULL && ids != NULL, NULL);

  search.found = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_candidate_free);
  search.ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL || !take_rows (&search, FIND_SAME_BYTES, 0, error) ||
      !take_rows (&search, FIND_SAME_HASH, 0, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!take_rows (&search, FIND_BY_ID, g_array_index (ids, gint64, i), error))
        return NULL;
    }
  return g_steal_pointer (&search.found);
}

/**
 * dz_store_get_pixels:
 * @self: a store
 * @photo: SHA-256 of a photo
 * @measurer: name and version of who digests
 * @pixels: (out) (transfer full) (nullable): SHA-256 of its pixels; %NULL where that measurer did
 *   not digest it
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_get_pixels (DzStore    *self,
                     const char *photo,
                     const char *measurer,
                     char      **pixels,
                     GError    **error)
{
  g_return_val_if_fail (self != NULL && photo != NULL && measurer != NULL, FALSE);

  return dz_store_read_text (self, "reading a digest", GET_PIXELS,
                             DZ_VALUES (DZ_TEXT (photo), DZ_TEXT (measurer)), pixels, error);
}

/**
 * dz_store_keep_pixels:
 * @self: a store
 * @photo: SHA-256 of a photo
 * @measurer: name and version of who digested it
 * @pixels: SHA-256 of its pixels
 * @error: return location
 *
 * Keeps a digest, so that a picture that comes again and again is decoded once.
 *
 * Returns: whether it is kept
 */
gboolean
dz_store_keep_pixels (DzStore    *self,
                      const char *photo,
                      const char *measurer,
                      const char *pixels,
                      GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL && photo != NULL, FALSE);
  g_return_val_if_fail (measurer != NULL && pixels != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, "keeping a digest", error);
  return transaction != NULL &&
         dz_store_run (self, "keeping a digest", KEEP_PIXELS,
                       DZ_VALUES (DZ_TEXT (photo), DZ_TEXT (pixels), DZ_TEXT (measurer)), NULL,
                       error) &&
         dz_transaction_commit (transaction, error);
}
