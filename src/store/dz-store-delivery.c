/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-delivery.h"

#include "dz-store-private.h"
#include "dz-store-register.h"
#include "dz-store-rows.h"
#include "dz-store-students.h"
#include "dz-store-waivers-private.h"

/* The school's students with their last attempt in the window, if there is one. */
#define STUDENTS \
  " FROM students st LEFT JOIN submissions s ON s.student_id = st.id AND s.window_id = ?1" \
  "  AND s.attempt = (SELECT MAX(attempt) FROM submissions" \
  "   WHERE student_id = st.id AND window_id = ?1)" \
  " WHERE st.school_code = ?2"
#define COUNT_STUDENTS \
  "SELECT st.level, s.state, s.profile_hash, COUNT(*)" STUDENTS \
  " GROUP BY st.level, s.state, s.profile_hash ORDER BY s.profile_hash"
#define LIST_WAIVED \
  "SELECT s.id" STUDENTS " AND s.state = 'approved' AND EXISTS (SELECT 1 FROM waivers" \
  "  WHERE waivers.student_id = st.id AND withdrawn_us IS NULL)" \
  " ORDER BY st.identifier, st.level"

#define READING "reading what a delivery note says"

/* Equal hashes come one after the other. */
static void
note_hash (GPtrArray  *hashes,
           const char *hash)
{
  const char *last = hashes->len > 0 ? g_ptr_array_index (hashes, hashes->len - 1) : NULL;

  if (hash != NULL && g_strcmp0 (hash, last) != 0)
    g_ptr_array_add (hashes, g_strdup (hash));
}

static gboolean
count_row (DzStatement     *row,
           DzDeliveryFacts *facts,
           GPtrArray       *hashes,
           GError         **error)
{
  const char *word = dz_statement_get_text (row, 1);
  guint *count = &facts->counts.not_sent;
  DzLevel level;
  DzState state;

  if (!dz_level_from_nick (dz_statement_get_text (row, 0), &level) ||
      (word != NULL && !dz_state_from_nick (word, &state)))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   READING ": a level or state is unknown");
      return FALSE;
    }
  if ((facts->window->levels & (1u << level)) == 0)
    return TRUE;
  if (word != NULL)
    count = dz_delivery_counts_at (&facts->counts, state);
  if (count == &facts->counts.approved)
    note_hash (hashes, dz_statement_get_text (row, 2));
  *count += (guint) dz_statement_get_int64 (row, 3);
  return TRUE;
}

static gboolean
count_students (DzStore         *self,
                DzDeliveryFacts *facts,
                GError         **error)
{
  g_autoptr(GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, COUNT_STUDENTS,
                                              DZ_VALUES (DZ_TEXT (facts->window->id),
                                                         DZ_TEXT (facts->window->school)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!count_row (rows, facts, hashes, error))
        return FALSE;
    }
  g_ptr_array_add (hashes, NULL);
  g_strfreev (facts->profile_hashes);
  facts->profile_hashes = (GStrv) g_ptr_array_free (g_steal_pointer (&hashes), FALSE);
  return step == DZ_STEP_DONE;
}

static DzWaived *
new_waived (const DzStudent *student,
            const DzWaiver  *waiver,
            const DzFinding *finding)
{
  DzWaived *waived = dz_waived_new ();

  waived->level = student->level;
  waived->identifier = g_strdup (student->identifier);
  waived->name = g_strdup (student->name);
  waived->waiver = dz_waiver_copy (waiver);
  waived->judged = finding != NULL;
  waived->outcome = finding != NULL ? finding->outcome : DZ_OUTCOME_UNMEASURED;
  return waived;
}

/* What is said of the photo is what it was approved by: of corrected lines, where there are. */
static gboolean
add_waived (DzStore    *self,
            const char *id,
            GPtrArray  *waived,
            GError    **error)
{
  g_autoptr(DzSubmission) approved = dz_store_load_submission (self, id, DZ_LOAD_FINDINGS, error);
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(GPtrArray) waivers = NULL;

  if (approved == NULL)
    return FALSE;
  student = dz_store_get_masked_student (self, approved->student, error);
  waivers = student != NULL ? dz_store_load_waivers (self, student->id, error) : NULL;
  for (guint i = 0; waivers != NULL && i < waivers->len; i++)
    {
      const DzWaiver *waiver = g_ptr_array_index (waivers, i);

      g_ptr_array_add (waived, new_waived (student, waiver,
                                           dz_findings_find (approved->findings, waiver->rule)));
    }
  return waivers != NULL;
}

static gboolean
list_waived (DzStore         *self,
             DzDeliveryFacts *facts,
             GError         **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, LIST_WAIVED,
                                              DZ_VALUES (DZ_TEXT (facts->window->id),
                                                         DZ_TEXT (facts->window->school)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!add_waived (self, dz_statement_get_text (rows, 0), facts->waived, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_get_delivery_facts:
 * @self: a store
 * @window: window id
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_DAMAGED
 *
 * Reads what there is to be said of a window when its photos go to the school: how many students
 * stand where, and the waivers of those whose photo is approved.
 *
 * Returns: (transfer full) (nullable): it, as it is now
 */
DzDeliveryFacts *
dz_store_get_delivery_facts (DzStore    *self,
                             const char *window,
                             GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzDeliveryFacts) facts = NULL;

  g_return_val_if_fail (self != NULL && window != NULL, NULL);

  transaction = dz_transaction_begin_read (self, READING, error);
  if (transaction == NULL)
    return NULL;
  facts = dz_delivery_facts_new ();
  facts->window = dz_store_get_window (self, window, error);
  if (facts->window == NULL)
    return NULL;
  facts->school = dz_store_get_school (self, facts->window->school, error);
  if (facts->school == NULL || !dz_store_read_time (self, &facts->made_us, error) ||
      !count_students (self, facts, error) || !list_waived (self, facts, error))
    return NULL;
  return g_steal_pointer (&facts);
}
