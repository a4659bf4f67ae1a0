/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-fold.h"
#include "dz-id.h"
#include "dz-store-private.h"
#include "dz-store-students.h"
#include "dz-store-windows.h"

#define FIND_STUDENT \
  "SELECT id, name, name_folded, alias, alias_folded FROM students" \
  " WHERE school_code = ?1 AND level = ?2 AND identifier = ?3"
#define WHO_SPEAKS "SELECT identity FROM bindings WHERE window_id = ?1 AND student_id = ?2"
#define SPEAKS_FOR "SELECT student_id FROM bindings WHERE window_id = ?1 AND identity = ?2"
#define VERIFY_AGAIN \
  "UPDATE bindings SET bound_us = ?3 WHERE window_id = ?1 AND student_id = ?2"
#define ADD_BINDING \
  "INSERT INTO bindings (window_id, student_id, identity, match, bound_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5)"

#define DOING "verifying a student"

/* Says how the typed name fits; NULL where it is another one. */
static const char *
match_name (DzStatement *record,
            const char  *name)
{
  g_autofree char *folded = dz_fold_name (name);

  if (*folded == '\0')
    return NULL;
  if (g_strcmp0 (dz_statement_get_text (record, 1), name) == 0 ||
      g_strcmp0 (dz_statement_get_text (record, 3), name) == 0)
    return "same";
  if (g_strcmp0 (dz_statement_get_text (record, 2), folded) == 0 ||
      g_strcmp0 (dz_statement_get_text (record, 4), folded) == 0)
    return "spacing";
  return NULL;
}

/* An unknown identifier and a wrong name get the same answer, so that nobody learns from it whose
 * identifier exists. */
static gboolean
find_student (DzStore     *self,
              const char  *school,
              DzLevel      level,
              const char  *name,
              const char  *identifier,
              char       **student,
              const char **match,
              GError     **error)
{
  g_autofree char *typed = dz_fold_identifier (identifier);
  g_autoptr(DzStatement) record = dz_query_new (
    self, DOING, FIND_STUDENT,
    DZ_VALUES (DZ_TEXT (school), DZ_TEXT (dz_level_to_nick (level)), DZ_TEXT (typed)), error);
  DzStep step = dz_query_step (record, error);

  if (step == DZ_STEP_FAILED)
    return FALSE;
  *match = step == DZ_STEP_ROW ? match_name (record, name) : NULL;
  if (*match == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_MATCH,
                   "name and identifier fit no record");
      return FALSE;
    }
  *student = dz_statement_dup_text (record, 0);
  return TRUE;
}

static gboolean
check_free (const char *identity,
            const char *student,
            const char *who_speaks,
            const char *speaks_for,
            GError    **error)
{
  if (speaks_for != NULL && !g_str_equal (speaks_for, student))
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_IDENTITY_BOUND,
                 "this identity is bound to another record of the window");
  else if (who_speaks != NULL && !g_str_equal (who_speaks, identity))
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_OTHER_IDENTITY,
                 "the record is bound to another identity");
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_binding (DzStore        *self,
               const DzWindow *window,
               const char     *student,
               const char     *identity,
               const char     *match,
               GError        **error)
{
  g_autofree char *actor = dz_actor_of_student (student);
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "window", window->id);
  dz_detail_add (detail, "identity", identity);
  return dz_store_run (self, DOING, ADD_BINDING,
                       DZ_VALUES (DZ_TEXT (window->id), DZ_TEXT (student), DZ_TEXT (identity),
                                  DZ_TEXT (match), DZ_INT (self->now_us)),
                       NULL, error) &&
         dz_store_append_entry (self, "bind", actor, student, match, detail, error);
}

/* Binding the same pair again is fine. It writes no entry, but the phone now speaks for this
 * student again, where it has verified another one in another window meanwhile. */
static gboolean
bind (DzStore        *self,
      const DzWindow *window,
      const char     *student,
      const char     *identity,
      const char     *match,
      GError        **error)
{
  g_autofree char *who_speaks = NULL;
  g_autofree char *speaks_for = NULL;

  if (!dz_store_read_text (self, DOING, WHO_SPEAKS,
                           DZ_VALUES (DZ_TEXT (window->id), DZ_TEXT (student)), &who_speaks,
                           error) ||
      !dz_store_read_text (self, DOING, SPEAKS_FOR,
                           DZ_VALUES (DZ_TEXT (window->id), DZ_TEXT (identity)), &speaks_for,
                           error) ||
      !check_free (identity, student, who_speaks, speaks_for, error))
    return FALSE;
  if (who_speaks == NULL)
    return write_binding (self, window, student, identity, match, error);
  return dz_store_run (
    self, DOING, VERIFY_AGAIN,
    DZ_VALUES (DZ_TEXT (window->id), DZ_TEXT (student), DZ_INT (self->now_us)), NULL, error);
}

static gboolean
check_words (const char *identity,
             const char *name,
             const char *identifier,
             GError    **error)
{
  if (dz_hash_is_valid (identity) && g_utf8_validate (name, -1, NULL) &&
      g_utf8_validate (identifier, -1, NULL))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "verifying a student: the identity is no SHA-256, or a text is not UTF-8");
  return FALSE;
}

/**
 * dz_store_bind_student:
 * @self: a store
 * @identity: SHA-256 of the phone's token in hex
 * @school: code of the school
 * @level: level
 * @name: name or alias as typed; width, spaces, case and the dots within names do not matter
 * @identifier: student number or collection code as typed
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, DZ_STORE_ERROR_NO_WINDOW,
 *   DZ_STORE_ERROR_NO_MATCH, DZ_STORE_ERROR_OTHER_IDENTITY, DZ_STORE_ERROR_IDENTITY_BOUND,
 *   DZ_STORE_ERROR_INVALID
 *
 * Lets a phone speak for a student in the window that is open now. One phone speaks for one student
 * of a window, one student has one phone; the same pair may be bound again.
 *
 * Returns: (transfer full) (nullable): the record, its ID number masked
 */
DzStudent *
dz_store_bind_student (DzStore    *self,
                       const char *identity,
                       const char *school,
                       DzLevel     level,
                       const char *name,
                       const char *identifier,
                       GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autofree char *id = NULL;
  const char *match;

  g_return_val_if_fail (self != NULL && identity != NULL && school != NULL, NULL);
  g_return_val_if_fail (level < DZ_N_LEVELS && name != NULL && identifier != NULL, NULL);

  if (!check_words (identity, name, identifier, error))
    return NULL;
  transaction = dz_transaction_begin_write (self, DOING, error);
  if (transaction == NULL)
    return NULL;
  window = dz_store_find_open_window (self, school, level, self->now_us, error);
  if (window == NULL ||
      !find_student (self, school, level, name, identifier, &id, &match, error) ||
      !bind (self, window, id, identity, match, error))
    return NULL;
  student = dz_store_get_masked_student (self, id, error);
  if (student == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&student);
}
