/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-measurements.h"

#include "dz-store-private.h"
#include "dz-store-rows.h"

/* By id, which the primary key has in order: a time is no key, and a walk by it would sort all that
 * is left for every page. */
#define LIST_EXAMINATIONS \
  "SELECT s.id, s.photo, s.received_us, s.profile, s.profile_hash, m.json" \
  " FROM submissions s JOIN measurements m ON m.submission_id = s.id" \
  " WHERE s.id > ?1 AND s.received_us >= ?2 ORDER BY s.id LIMIT ?3"
#define LIST_OUTCOMES \
  "SELECT rule, outcome FROM findings WHERE submission_id = ?1 ORDER BY position"

#define DOING "reading examinations"

static void
outcome_free (DzStoredOutcome *self)
{
  g_free (self->rule);
  g_free (self);
}

/**
 * dz_stored_examination_free:
 * @self: (transfer full) (nullable): an examination
 */
void
dz_stored_examination_free (DzStoredExamination *self)
{
  if (self == NULL)
    return;
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->profile);
  g_free (self->profile_hash);
  g_clear_pointer (&self->measurement, dz_measurement_free);
  g_free (self->problem);
  g_ptr_array_unref (self->outcomes);
  g_free (self);
}

/* A measurement that cannot be read is told and does not end the walk. */
static DzStoredExamination *
examination_from_row (DzStatement *row)
{
  DzStoredExamination *self = g_new0 (DzStoredExamination, 1);
  g_autoptr(GError) met = NULL;

  self->submission = dz_statement_dup_text (row, 0);
  self->photo = dz_statement_dup_text (row, 1);
  self->received_us = dz_statement_get_int64 (row, 2);
  self->profile = dz_statement_dup_text (row, 3);
  self->profile_hash = dz_statement_dup_text (row, 4);
  self->measurement = dz_store_parse_measurement (dz_statement_get_text (row, 5), &met);
  self->problem = met != NULL ? g_strdup (met->message) : NULL;
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) outcome_free);
  return self;
}

static GPtrArray *
read_page (DzStore    *self,
           gint64      since_us,
           const char *after,
           guint       limit,
           GError    **error)
{
  g_autoptr(GPtrArray) page =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dz_stored_examination_free);
  g_autoptr(DzStatement) rows =
    dz_query_new (self, DOING, LIST_EXAMINATIONS,
                  DZ_VALUES (DZ_TEXT (after != NULL ? after : ""), DZ_INT (since_us),
                             DZ_INT (limit)),
                  error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (page, examination_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&page) : NULL;
}

static gboolean
read_outcomes (DzStore             *self,
               DzStoredExamination *examination,
               GError             **error)
{
  g_autoptr(DzStatement) rows =
    dz_query_new (self, DOING, LIST_OUTCOMES, DZ_VALUES (DZ_TEXT (examination->submission)),
                  error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzStoredOutcome *outcome = g_new0 (DzStoredOutcome, 1);

      g_ptr_array_add (examination->outcomes, outcome);
      outcome->rule = dz_statement_dup_text (rows, 0);
      if (!dz_outcome_from_nick (dz_statement_get_text (rows, 1), &outcome->outcome))
        {
          g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                       DOING ": %.20s has no known outcome", outcome->rule);
          return FALSE;
        }
    }
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_list_examinations:
 * @self: a store
 * @since_us: leaves out photos that came before
 * @after: (nullable): id of the last submission of the page before; %NULL to begin
 * @limit: most examinations to give
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Walks what was measured and said of photos, page by page and in no order that matters, so that
 * nobody has to hold all of it. What is examined during the walk may or may not be met.
 *
 * Returns: (transfer full) (nullable) (element-type DzStoredExamination): a page; fewer than @limit
 *   at the end
 */
GPtrArray *
dz_store_list_examinations (DzStore    *self,
                            gint64      since_us,
                            const char *after,
                            guint       limit,
                            GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(GPtrArray) page = NULL;

  g_return_val_if_fail (self != NULL && limit > 0, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  page = transaction != NULL ? read_page (self, since_us, after, limit, error) : NULL;
  for (guint i = 0; page != NULL && i < page->len; i++)
    {
      if (!read_outcomes (self, g_ptr_array_index (page, i), error))
        return NULL;
    }
  return g_steal_pointer (&page);
}
