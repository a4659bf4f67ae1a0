/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-private.h"
#include "dz-store-submissions.h"
#include "dz-store-twin-rows.h"

#define ADD_TWIN \
  "INSERT INTO twins (submission_id, other_id, kind, form, by_face, distance, found_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
/* Both that were found and those that found this one, for which the form is the other way round. */
#define COLUMNS \
  "SELECT o.id, o.photo, o.student_id = me.student_id," \
  " o.state = 'rejected', t.kind, t.form, t.by_face, t.distance, st.name," \
  " st.identifier, "
#define JOIN_STUDENT \
  " JOIN students st ON st.id = o.student_id WHERE me.id = ?1 AND o.state <> 'erased'"
#define FOUND \
  COLUMNS "0 FROM submissions me JOIN twins t ON t.submission_id = me.id" \
  " JOIN submissions o ON o.id = t.other_id" JOIN_STUDENT
#define FOUND_BY \
  COLUMNS "1 FROM submissions me JOIN twins t ON t.other_id = me.id" \
  " JOIN submissions o ON o.id = t.submission_id" JOIN_STUDENT
#define CLOSEST_FIRST " ORDER BY t.kind = 'alike', t.distance, o.id LIMIT ?2"
#define LIST_FOUND FOUND CLOSEST_FIRST
#define LIST_ALL \
  "SELECT * FROM (" FOUND " UNION ALL " FOUND_BY ") ORDER BY kind = 'alike', distance, id LIMIT ?2"
#define READ_SEARCHED "SELECT searched FROM traits WHERE submission_id = ?1"

#define DOING "reading duplicates"

static gboolean
write_twin (DzStore      *self,
            const char   *submission,
            const DzTwin *twin,
            GError      **error)
{
  return dz_store_run (self, "keeping a duplicate", ADD_TWIN,
                       DZ_VALUES (DZ_TEXT (submission), DZ_TEXT (twin->submission),
                                  DZ_TEXT (dz_twin_kind_to_nick (twin->kind)),
                                  DZ_TEXT (dz_pdq_form_to_nick (twin->form)),
                                  DZ_INT (twin->by_face ? 1 : 0), DZ_INT (twin->distance),
                                  DZ_INT (self->now_us)),
                       NULL, error);
}

/**
 * dz_store_write_twins:
 * @self: a store, within a write transaction
 * @submission: id of a submission that is being examined
 * @twins: (element-type DzTwin): what was found
 * @error: return location
 *
 * Returns: whether they are kept
 */
gboolean
dz_store_write_twins (DzStore    *self,
                      const char *submission,
                      GPtrArray  *twins,
                      GError    **error)
{
  for (guint i = 0; i < twins->len; i++)
    {
      if (!write_twin (self, submission, g_ptr_array_index (twins, i), error))
        return FALSE;
    }
  return TRUE;
}

static DzTwin *
twin_from_row (DzStatement *row,
               GError     **error)
{
  g_autoptr(DzTwin) twin = dz_twin_new ();

  twin->submission = dz_statement_dup_text (row, 0);
  twin->photo = dz_statement_dup_text (row, 1);
  twin->same_student = dz_statement_get_int64 (row, 2) != 0;
  twin->refused = dz_statement_get_int64 (row, 3) != 0;
  twin->by_face = dz_statement_get_int64 (row, 6) != 0;
  twin->distance = (guint) dz_statement_get_int64 (row, 7);
  twin->name = dz_statement_dup_text (row, 8);
  twin->identifier = dz_statement_dup_text (row, 9);
  if (!dz_twin_kind_from_nick (dz_statement_get_text (row, 4), &twin->kind) ||
      !dz_pdq_form_from_nick (dz_statement_get_text (row, 5), &twin->form))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   DOING ": a kind or form is unknown");
      return NULL;
    }
  if (dz_statement_get_int64 (row, 10) != 0)
    twin->form = dz_pdq_form_invert (twin->form);
  return g_steal_pointer (&twin);
}

static GPtrArray *
load (DzStore    *self,
      const char *sql,
      const char *submission,
      guint       limit,
      GError    **error)
{
  g_autoptr(GPtrArray) twins = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, DOING, sql,
                                              DZ_VALUES (DZ_TEXT (submission), DZ_INT (limit)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzTwin *twin = twin_from_row (rows, error);

      if (twin == NULL)
        return NULL;
      g_ptr_array_add (twins, twin);
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&twins) : NULL;
}

/**
 * dz_store_load_twins:
 * @self: a store, within a transaction
 * @submission: submission id
 * @limit: how many at most
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Reads the duplicates of a submission, those that came after it among them.
 *
 * Returns: (transfer full) (nullable) (element-type DzTwin): the closest first, with names
 */
GPtrArray *
dz_store_load_twins (DzStore    *self,
                     const char *submission,
                     guint       limit,
                     GError    **error)
{
  return load (self, LIST_ALL, submission, limit, error);
}

static DzPeers *
load_peers (DzStore             *self,
            const char          *submission,
            const DzMeasurement *measurement,
            GError             **error)
{
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(GPtrArray) twins = load (self, LIST_FOUND, submission, G_MAXINT32, error);
  gint64 searched;

  if (twins == NULL ||
      !dz_store_read_int (self, DOING, READ_SEARCHED, DZ_VALUES (DZ_TEXT (submission)), 0,
                          &searched, error) ||
      !dz_store_read_ranks (self, submission, measurement, peers, error))
    return NULL;
  peers->searched = searched != 0;
  g_ptr_array_unref (peers->twins);
  peers->twins = g_steal_pointer (&twins);
  return g_steal_pointer (&peers);
}

/**
 * dz_store_get_peers:
 * @self: a store
 * @submission: id of a submission that was examined
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND before the examination
 *
 * Says what other photos say about one that was examined, so that it can be judged again: the
 * duplicates that were found then, and its ranks among the photos of today.
 *
 * Returns: (transfer full) (nullable): its peers
 */
DzPeers *
dz_store_get_peers (DzStore    *self,
                    const char *submission,
                    GError    **error)
{
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL && submission != NULL, NULL);

  measurement = dz_store_get_measurement (self, submission, error);
  if (measurement == NULL)
    return NULL;
  transaction = dz_transaction_begin_read (self, DOING, error);
  return transaction != NULL ? load_peers (self, submission, measurement, error) : NULL;
}
