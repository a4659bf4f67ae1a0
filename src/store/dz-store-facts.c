/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-private.h"
#include "dz-store-register.h"

/* What the register knows of one submission, in one row. A window is for some levels of a school;
 * its students are the records of those. */
#define READ_FACTS \
  "SELECT st.identifier, st.id_number, b.match," \
  " (SELECT COUNT(*) FROM bindings o WHERE o.window_id = s.window_id" \
  "  AND o.identity = s.identity)," \
  " w.levels, w.school_code" \
  " FROM submissions s" \
  " JOIN students st ON st.id = s.student_id" \
  " JOIN windows w ON w.id = s.window_id" \
  " LEFT JOIN bindings b ON b.window_id = s.window_id AND b.student_id = s.student_id" \
  "  AND b.identity = s.identity" \
  " WHERE s.id = ?1"
#define COUNT_IDENTIFIERS \
  "SELECT level, COUNT(*) FROM students WHERE school_code = ?1 AND identifier = ?2 GROUP BY level"
#define COUNT_ID_NUMBERS \
  "SELECT level, COUNT(*) FROM students WHERE school_code = ?1 AND id_number = ?2 GROUP BY level"

#define DOING "reading the register"

/* Counts the records of those levels that the window is for. */
static gboolean
count_in_levels (DzStore    *self,
                 const char *sql,
                 const char *school,
                 const char *value,
                 guint       levels,
                 guint      *count,
                 GError    **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (
    self, DOING, sql, DZ_VALUES (DZ_TEXT (school), DZ_TEXT (value)), error);
  DzStep step = rows != NULL ? DZ_STEP_ROW : DZ_STEP_FAILED;

  *count = 0;
  while (step == DZ_STEP_ROW && (step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzLevel level;

      if (dz_level_from_nick (dz_statement_get_text (rows, 0), &level) && (levels & (1u << level)))
        *count += (guint) dz_statement_get_int64 (rows, 1);
    }
  return step == DZ_STEP_DONE;
}

static gboolean
read_counts (DzStore     *self,
             DzStatement *row,
             DzRegister  *facts,
             GError     **error)
{
  const char *school = dz_statement_get_text (row, 5);
  guint levels = (guint) dz_statement_get_int64 (row, 4);

  if (!count_in_levels (self, COUNT_IDENTIFIERS, school, dz_statement_get_text (row, 0), levels,
                        &facts->identifier_records, error))
    return FALSE;
  if (facts->id_check == DZ_ID_NUMBER_ABSENT || facts->id_check == DZ_ID_NUMBER_MASKED)
    return TRUE; /* two masked numbers may look alike and be different people's */
  return count_in_levels (self, COUNT_ID_NUMBERS, school, dz_statement_get_text (row, 1), levels,
                          &facts->id_number_records, error);
}

/**
 * dz_store_get_register:
 * @self: a store
 * @submission: submission id
 * @facts: (out): what the register knows about it
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Gathers what the rules of the family REC judge.
 *
 * Returns: whether the facts are there
 */
gboolean
dz_store_get_register (DzStore    *self,
                       const char *submission,
                       DzRegister *facts,
                       GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzStatement) row = NULL;
  DzRegister found = DZ_REGISTER_CLEAN;
  DzStep step;

  g_return_val_if_fail (self != NULL && submission != NULL && facts != NULL, FALSE);

  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL)
    return FALSE;
  row = dz_query_new (self, DOING, READ_FACTS, DZ_VALUES (DZ_TEXT (submission)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no submission has the id %.40s",
                 submission);
  if (step != DZ_STEP_ROW)
    return FALSE;
  found.id_check = dz_id_number_check (dz_statement_get_text (row, 1));
  found.identity_students = (guint) dz_statement_get_int64 (row, 3);
  if (g_strcmp0 (dz_statement_get_text (row, 2), "spacing") == 0)
    found.match = DZ_RECORD_MATCH_SPACING;
  if (!read_counts (self, row, &found, error))
    return FALSE;
  *facts = found;
  return TRUE;
}
