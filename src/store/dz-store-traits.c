/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "dz-store-private.h"
#include "dz-store-twin-rows.h"

#define ADD_TRAITS \
  "INSERT INTO traits (submission_id, window_id, schema, searched, whole, whole_detail, face," \
  " face_detail, sharpness, skin_detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
#define LIST_HASHES \
  "SELECT id, whole, face FROM traits WHERE id > ?1 ORDER BY id LIMIT ?2"
#define READ_NEWEST "SELECT MAX(id) FROM traits"
/* A photo that has a row itself is not less sharp than itself, but counts among all. */
#define READ_RANKS \
  "SELECT" \
  " (SELECT COUNT(*) FROM traits WHERE window_id = w AND sharpness IS NOT NULL)" \
  " - (SELECT COUNT(*) FROM traits WHERE submission_id = ?1 AND sharpness IS NOT NULL)," \
  " (SELECT COUNT(*) FROM traits WHERE window_id = w AND sharpness < ?2)," \
  " (SELECT COUNT(*) FROM traits WHERE window_id = w AND skin_detail IS NOT NULL)" \
  " - (SELECT COUNT(*) FROM traits WHERE submission_id = ?1 AND skin_detail IS NOT NULL)," \
  " (SELECT COUNT(*) FROM traits WHERE window_id = w AND skin_detail < ?3)" \
  " FROM (SELECT window_id AS w FROM submissions WHERE id = ?1)"
#define HAS_UNHASHED \
  "SELECT COUNT(*) FROM" \
  " (SELECT 1 FROM traits JOIN submissions s ON s.window_id = traits.window_id" \
  "  WHERE s.id = ?1 AND traits.schema = 1 LIMIT 1)"

/**
 * dz_store_turn_hash:
 * @hash: a hash
 *
 * A hash in the database begins with its first bit, whatever the machine's order is.
 *
 * Returns: the hash as it is stored, or back from there
 */
DzPdq
dz_store_turn_hash (const DzPdq *hash)
{
  DzPdq turned;

  for (guint i = 0; i < G_N_ELEMENTS (turned.words); i++)
    turned.words[i] = GUINT64_TO_BE (hash->words[i]);
  return turned;
}

static gboolean
read_hash (DzStatement *row,
           int          column,
           gboolean    *has,
           DzPdq       *hash,
           GError     **error)
{
  gsize length = 0;
  gconstpointer blob = dz_statement_get_blob (row, column, &length);

  *has = !dz_statement_is_null (row, column);
  if (!*has)
    return TRUE;
  if (length != sizeof *hash)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   "reading hashes: one has %" G_GSIZE_FORMAT " bytes", length);
      return FALSE;
    }
  memcpy (hash, blob, sizeof *hash);
  *hash = dz_store_turn_hash (hash);
  return TRUE;
}

/**
 * dz_store_write_traits:
 * @self: a store, within a write transaction
 * @submission: a submission
 * @measurement: what was measured of its photo
 * @searched: whether duplicates were searched for
 * @error: return location
 *
 * Keeps what others are compared with.
 *
 * Returns: whether it is kept
 */
gboolean
dz_store_write_traits (DzStore             *self,
                       const DzSubmission  *submission,
                       const DzMeasurement *measurement,
                       gboolean             searched,
                       GError             **error)
{
  const DzPdq whole = dz_store_turn_hash (&measurement->hashes[DZ_PDQ_FORM_SAME]);
  const DzPdq face = dz_store_turn_hash (&measurement->face_hashes[DZ_PDQ_FORM_SAME]);
  gboolean has_whole = dz_measurement_has (measurement, DZ_QUANTITY_HASH_QUALITY);
  gboolean has_face = dz_measurement_has (measurement, DZ_QUANTITY_FACE_HASH_QUALITY);

  return dz_store_run (
    self, "keeping what others are compared with", ADD_TRAITS,
    DZ_VALUES (DZ_TEXT (submission->id), DZ_TEXT (submission->window),
               DZ_INT (measurement->schema), DZ_INT (searched ? 1 : 0),
               DZ_BLOB (has_whole ? &whole : NULL, sizeof whole),
               DZ_REAL (dz_measurement_get (measurement, DZ_QUANTITY_HASH_QUALITY)),
               DZ_BLOB (has_face ? &face : NULL, sizeof face),
               DZ_REAL (dz_measurement_get (measurement, DZ_QUANTITY_FACE_HASH_QUALITY)),
               DZ_REAL (dz_measurement_get (measurement, DZ_QUANTITY_SHARPNESS)),
               DZ_REAL (dz_measurement_get (measurement, DZ_QUANTITY_SKIN_DETAIL))),
    NULL, error);
}

/**
 * dz_store_read_newest_traits:
 * @self: a store, within a transaction
 * @id: (out): id of the submission's hashes that was examined last; 0 where none was
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_read_newest_traits (DzStore *self,
                             gint64  *id,
                             GError **error)
{
  return dz_store_read_int (self, "reading hashes", READ_NEWEST, DZ_VALUES (), 0, id, error);
}

/**
 * dz_store_list_hashes:
 * @self: a store
 * @after: the id of the last ones that are known; 0 for none
 * @limit: how many at most
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Lists the hashes of photos in the order in which they were examined, those without any among
 * them, so that who keeps hashes in memory can catch up.
 *
 * Returns: (transfer full) (nullable) (element-type DzPhotoHashes): those after @after; fewer than
 *   @limit where there are no more
 */
GArray *
dz_store_list_hashes (DzStore *self,
                      gint64   after,
                      guint    limit,
                      GError **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, TRUE, sizeof (DzPhotoHashes));
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  rows = dz_query_new (self, "reading hashes", LIST_HASHES,
                       DZ_VALUES (DZ_INT (after), DZ_INT (limit)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzPhotoHashes hashes = { 0 };

      hashes.id = dz_statement_get_int64 (rows, 0);
      if (!read_hash (rows, 1, &hashes.has_whole, &hashes.whole, error) ||
          !read_hash (rows, 2, &hashes.has_face, &hashes.face, error))
        return NULL;
      g_array_append_val (list, hashes);
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static double
rank_of (double value,
         gint64 n_less,
         gint64 n_all)
{
  return isnan (value) || n_all <= 0 ? NAN : 100.0 * (double) n_less / (double) n_all;
}

/**
 * dz_store_read_ranks:
 * @self: a store
 * @submission: submission id
 * @measurement: what was measured of its photo
 * @peers: gets the ranks, and of how many photos; where both are known, of the fewer
 * @error: return location
 *
 * Says where a photo stands among those of its window that were examined, itself aside.
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_read_ranks (DzStore             *self,
                     const char          *submission,
                     const DzMeasurement *measurement,
                     DzPeers             *peers,
                     GError             **error)
{
  double sharpness;
  double skin;
  g_autoptr(DzStatement) row = NULL;
  gint64 n_sharp = 0;
  gint64 n_skin = 0;
  DzStep step;

  g_return_val_if_fail (self != NULL && submission != NULL, FALSE);
  g_return_val_if_fail (measurement != NULL && peers != NULL, FALSE);

  sharpness = dz_measurement_get (measurement, DZ_QUANTITY_SHARPNESS);
  skin = dz_measurement_get (measurement, DZ_QUANTITY_SKIN_DETAIL);
  row = dz_query_new (self, "reading ranks", READ_RANKS,
                      DZ_VALUES (DZ_TEXT (submission), DZ_REAL (sharpness), DZ_REAL (skin)),
                      error);
  step = dz_query_step (row, error);
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  n_sharp = dz_statement_get_int64 (row, 0);
  n_skin = dz_statement_get_int64 (row, 2);
  peers->sharpness_rank = rank_of (sharpness, dz_statement_get_int64 (row, 1), n_sharp);
  peers->skin_detail_rank = rank_of (skin, dz_statement_get_int64 (row, 3), n_skin);
  if (!isnan (peers->sharpness_rank))
    peers->n_photos = (guint) n_sharp;
  if (!isnan (peers->skin_detail_rank))
    peers->n_photos = (guint) (peers->n_photos > 0 ? MIN (n_sharp, n_skin) : n_skin);
  return TRUE;
}

/**
 * dz_store_has_unhashed:
 * @self: a store
 * @submission: submission id
 * @has: (out): whether its window has photos that were measured by a release that did not hash
 * @error: return location
 *
 * Where there are such photos, a search that finds none alike has not seen all.
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_has_unhashed (DzStore    *self,
                       const char *submission,
                       gboolean   *has,
                       GError    **error)
{
  gint64 n;

  g_return_val_if_fail (self != NULL && submission != NULL && has != NULL, FALSE);

  if (!dz_store_read_int (self, "reading hashes", HAS_UNHASHED, DZ_VALUES (DZ_TEXT (submission)),
                          0, &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}
