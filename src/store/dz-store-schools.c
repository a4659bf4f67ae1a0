/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-fold.h"
#include "dz-store-private.h"
#include "dz-store-register.h"

#include <string.h>

#define CODE_LENGTH 5
#define NAME_MAX_BYTES 300

#define ADD_SCHOOL "INSERT INTO schools (code, name, city, folded) VALUES (?1, ?2, ?3, ?4)"
#define GET_SCHOOL "SELECT code, name, city FROM schools WHERE code = ?1"
/* Exact matches first, then those that begin so, then the rest, each by code. */
#define SEARCH_SCHOOLS \
  "SELECT code, name, city FROM schools" \
  " WHERE code LIKE ?2 || '%' ESCAPE '\\' OR folded LIKE '%' || ?2 || '%' ESCAPE '\\'" \
  " ORDER BY CASE WHEN code = ?1 OR folded = ?1 THEN 0" \
  "               WHEN code LIKE ?2 || '%' ESCAPE '\\' THEN 1" \
  "               WHEN folded LIKE ?2 || '%' ESCAPE '\\' THEN 1" \
  "               ELSE 2 END, code" \
  " LIMIT ?3"

static DzSchool *
school_from_row (DzStatement *row)
{
  DzSchool *school = dz_school_new ();

  school->code = dz_statement_dup_text (row, 0);
  school->name = dz_statement_dup_text (row, 1);
  school->city = dz_statement_dup_text (row, 2);
  return school;
}

static gboolean
check_school (const DzSchool *school,
              GError        **error)
{
  const char *problem = NULL;

  if (school->code == NULL || strlen (school->code) != CODE_LENGTH ||
      strspn (school->code, "0123456789") != CODE_LENGTH)
    problem = "the code has not five digits";
  else if (school->name == NULL || *school->name == '\0' ||
           strlen (school->name) > NAME_MAX_BYTES || !g_utf8_validate (school->name, -1, NULL))
    problem = "the name is missing, too long or not UTF-8";
  else if (school->city != NULL && !g_utf8_validate (school->city, -1, NULL))
    problem = "the city is not UTF-8";
  if (problem == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "adding a school: %s", problem);
  return FALSE;
}

static gboolean
check_code_is_free (DzStore    *self,
                    const char *code,
                    GError    **error)
{
  g_autofree char *taken = NULL;

  if (!dz_store_read_text (self, "adding a school", GET_SCHOOL, DZ_VALUES (DZ_TEXT (code)), &taken,
                           error))
    return FALSE;
  if (taken == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS, "adding a school: %s is taken", code);
  return FALSE;
}

static gboolean
note_school (DzStore        *self,
             const DzSchool *school,
             const char     *actor,
             GError        **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "name", school->name);
  dz_detail_add (detail, "city", school->city);
  return dz_store_append_entry (self, "school-add", actor, school->code, "", detail, error);
}

/**
 * dz_store_add_school:
 * @self: a store
 * @school: a school that the ministry's list does not have
 * @actor: opaque id of who adds it
 * @error: return location; DZ_STORE_ERROR_EXISTS, DZ_STORE_ERROR_INVALID
 *
 * Adds a school.
 *
 * Returns: whether it was added
 */
gboolean
dz_store_add_school (DzStore        *self,
                     const DzSchool *school,
                     const char     *actor,
                     GError        **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL && school != NULL && actor != NULL, FALSE);

  if (!check_school (school, error))
    return FALSE;
  folded = dz_fold_for_search (school->name);
  transaction = dz_transaction_begin_write (self, "adding a school", error);
  return transaction != NULL && check_code_is_free (self, school->code, error) &&
         dz_store_run (self, "adding a school", ADD_SCHOOL,
                       DZ_VALUES (DZ_TEXT (school->code), DZ_TEXT (school->name),
                                  DZ_TEXT (school->city), DZ_TEXT (folded)),
                       NULL, error) &&
         note_school (self, school, actor, error) && dz_transaction_commit (transaction, error);
}

/**
 * dz_store_get_school:
 * @self: a store
 * @code: five-digit code
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL
 *
 * Returns: (transfer full) (nullable): the school
 */
DzSchool *
dz_store_get_school (DzStore    *self,
                     const char *code,
                     GError    **error)
{
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  row = dz_query_new (self, "reading a school", GET_SCHOOL, DZ_VALUES (DZ_TEXT (code)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    return school_from_row (row);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL, "no school has the code %s",
                 code);
  return NULL;
}

/**
 * dz_store_search_schools:
 * @self: a store
 * @text: part of a name, or the beginning of a code. Width, brackets, spaces and case do not
 *   matter; "" finds all
 * @limit: most schools to give
 * @error: return location
 *
 * Searches the schools. Exact matches stand first, then those that begin with @text.
 *
 * Returns: (transfer full) (nullable) (element-type DzSchool): schools, perhaps none
 */
GPtrArray *
dz_store_search_schools (DzStore    *self,
                         const char *text,
                         guint       limit,
                         GError    **error)
{
  g_autoptr(GPtrArray) schools = NULL;
  g_autoptr(DzStatement) rows = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *pattern = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  schools = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_school_free);
  if (!g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&schools);
  folded = dz_fold_for_search (text);
  pattern = dz_fold_like (folded);
  rows = dz_query_new (self, "searching the schools", SEARCH_SCHOOLS,
                       DZ_VALUES (DZ_TEXT (folded), DZ_TEXT (pattern), DZ_INT (limit)), error);
  if (rows == NULL)
    return NULL;
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (schools, school_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&schools) : NULL;
}
