/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-students.h"

#include "dz-id-number.h"
#include "dz-store-private.h"

#define GET_STUDENT \
  "SELECT id, school_code, level, identifier, name, alias, id_number, major" \
  " FROM students WHERE id = ?1"
/* A phone may have spoken for a student in years past: the window that is open now counts, and of
 * several the one in which it was verified last. */
#define FIND_BINDING \
  "SELECT bindings.window_id, bindings.student_id" \
  " FROM bindings JOIN windows ON windows.id = bindings.window_id" \
  " WHERE bindings.identity = ?1" \
  " ORDER BY CASE WHEN opens_us <= ?2 AND ?2 < retake_ends_us THEN 0 ELSE 1 END, bound_us DESC" \
  " LIMIT 1"

/**
 * dz_binding_clear:
 * @self: a binding
 */
void
dz_binding_clear (DzBinding *self)
{
  g_clear_pointer (&self->window, g_free);
  g_clear_pointer (&self->student, g_free);
}

static DzStudent *
masked_student_from_row (DzStatement *row)
{
  DzStudent *student = dz_student_new ();

  student->id = dz_statement_dup_text (row, 0);
  student->school = dz_statement_dup_text (row, 1);
  if (!dz_level_from_nick (dz_statement_get_text (row, 2), &student->level))
    student->level = DZ_LEVEL_ASSOCIATE;
  student->identifier = dz_statement_dup_text (row, 3);
  student->name = dz_statement_dup_text (row, 4);
  student->alias = dz_statement_dup_text (row, 5);
  student->id_number = dz_id_number_mask (dz_statement_get_text (row, 6));
  student->major = dz_statement_dup_text (row, 7);
  return student;
}

/**
 * dz_store_get_masked_student:
 * @self: a store, within a transaction
 * @id: student id
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Reads a student's record with the ID number masked: nobody outside of the store needs it whole.
 *
 * Returns: (transfer full) (nullable): the record
 */
DzStudent *
dz_store_get_masked_student (DzStore    *self,
                             const char *id,
                             GError    **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "reading a student's record", GET_STUDENT,
                                             DZ_VALUES (DZ_TEXT (id)), error);
  DzStep step = dz_query_step (row, error);

  if (step == DZ_STEP_ROW)
    return masked_student_from_row (row);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no student has the id %.40s",
                 id);
  return NULL;
}

/**
 * dz_store_find_binding:
 * @self: a store, within a transaction
 * @identity: SHA-256 of a phone's token in hex
 * @now_us: the time
 * @binding: (out): for which record it speaks
 * @error: return location; DZ_STORE_ERROR_NOT_BOUND
 *
 * Returns: whether it speaks for one
 */
gboolean
dz_store_find_binding (DzStore    *self,
                       const char *identity,
                       gint64      now_us,
                       DzBinding  *binding,
                       GError    **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "reading a binding", FIND_BINDING,
                                             DZ_VALUES (DZ_TEXT (identity), DZ_INT (now_us)),
                                             error);
  DzStep step = dz_query_step (row, error);

  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_BOUND,
                 "this identity is bound to no record");
  if (step != DZ_STEP_ROW)
    return FALSE;
  binding->window = dz_statement_dup_text (row, 0);
  binding->student = dz_statement_dup_text (row, 1);
  return TRUE;
}

/**
 * dz_store_get_bound:
 * @self: a store
 * @identity: SHA-256 of a phone's token in hex
 * @window: (out) (optional) (transfer full): the window in which it is bound; the one that is open
 *   now before older ones
 * @error: return location; DZ_STORE_ERROR_NOT_BOUND
 *
 * Says for which student a phone speaks.
 *
 * Returns: (transfer full) (nullable): the record, its ID number masked
 */
DzStudent *
dz_store_get_bound (DzStore    *self,
                    const char *identity,
                    DzWindow  **window,
                    GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzWindow) bound_in = NULL;
  g_auto(DzBinding) binding = { NULL, NULL };
  gint64 now_us;

  g_return_val_if_fail (self != NULL && identity != NULL, NULL);

  transaction = dz_transaction_begin_read (self, "reading a binding", error);
  if (transaction == NULL || !dz_store_read_time (self, &now_us, error) ||
      !dz_store_find_binding (self, identity, now_us, &binding, error))
    return NULL;
  student = dz_store_get_masked_student (self, binding.student, error);
  bound_in = student != NULL ? dz_store_get_window (self, binding.window, error) : NULL;
  if (bound_in == NULL)
    return NULL;
  if (window != NULL)
    *window = g_steal_pointer (&bound_in);
  return g_steal_pointer (&student);
}
