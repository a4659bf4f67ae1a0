/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-admission-imports-private.h"

#include "dz-fold.h"
#include "dz-id.h"
#include "dz-store-private.h"
#include "dz-store-windows.h"

#define BEGIN_IMPORT \
  "INSERT INTO admission_imports (id, school_code, level, key, actor, begun_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define FIND_OPEN \
  "SELECT id FROM admission_imports WHERE school_code = ?1 AND ended_us IS NULL LIMIT 1"
#define GET_OPEN \
  "SELECT school_code, level, key FROM admission_imports" \
  " WHERE id = ?1 AND actor = ?2 AND ended_us IS NULL"
#define GET_COUNTS \
  "SELECT added, replaced, same, school_code, actor, level, key FROM admission_imports" \
  " WHERE id = ?1"
#define END_IMPORT "UPDATE admission_imports SET ended_us = ?2 WHERE id = ?1"
#define COUNT_RESULT \
  "UPDATE admission_imports SET added = added + ?2, replaced = replaced + ?3, same = same + ?4" \
  " WHERE id = ?1"
/* Codes may differ by case, so a student who has the very name comes first. */
#define FIND_EXACTLY(column) \
  "SELECT id FROM students WHERE school_code = ?1 AND level = ?2 AND " column " = ?3 LIMIT 2"
#define FIND_FOLDED(column) \
  "SELECT id FROM students WHERE school_code = ?1 AND level = ?2 AND " column \
  " = ?3 COLLATE NOCASE LIMIT 2"
#define KNOWS_STUDENT \
  "SELECT COUNT(*) FROM students WHERE id = ?1 AND school_code = ?2 AND level = ?3"

#define DOING "importing admission photos"

/* What an import is of. */
typedef struct
{
  char *school;
  char *level; /* nick */
  char *key;   /* nick */
} Scope;

static void
scope_clear (Scope *scope)
{
  g_free (scope->school);
  g_free (scope->level);
  g_free (scope->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scope, scope_clear)

static gboolean
read_scope (DzStore    *self,
            const char *import,
            const char *actor,
            Scope      *scope,
            GError    **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, DOING, GET_OPEN,
                                             DZ_VALUES (DZ_TEXT (import), DZ_TEXT (actor)), error);
  DzStep step = dz_query_step (row, error);

  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                 DOING ": no import of yours with the id %.40s lasts", import);
  if (step != DZ_STEP_ROW)
    return FALSE;
  scope->school = dz_statement_dup_text (row, 0);
  scope->level = dz_statement_dup_text (row, 1);
  scope->key = dz_statement_dup_text (row, 2);
  return TRUE;
}

/* ---- from begin to end ---- */

static gboolean
note_end (DzStore           *self,
          DzStatement       *row,
          gint64             left_out,
          DzAdmissionCounts *counts,
          GError           **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  g_autofree char *outcome = NULL;

  *counts = (DzAdmissionCounts) { (guint) dz_statement_get_int64 (row, 0),
                                  (guint) dz_statement_get_int64 (row, 1),
                                  (guint) dz_statement_get_int64 (row, 2) };
  outcome = g_strdup_printf ("added %u replaced %u same %u%s", counts->added, counts->replaced,
                             counts->same, left_out < 0 ? " unfinished" : "");
  dz_detail_add_int (detail, "added", counts->added);
  dz_detail_add_int (detail, "replaced", counts->replaced);
  dz_detail_add_int (detail, "same", counts->same);
  if (left_out >= 0)
    dz_detail_add_int (detail, "left_out", left_out);
  dz_detail_add (detail, "level", dz_statement_get_text (row, 5));
  dz_detail_add (detail, "matched_by", dz_statement_get_text (row, 6));
  return dz_store_append_entry (self, "admission-import", dz_statement_get_text (row, 4),
                                dz_statement_get_text (row, 3), outcome, detail, error);
}

/* @left_out: how many files were not kept; -1 where nobody said so, because the import broke off */
static gboolean
end_import (DzStore           *self,
            const char        *import,
            gint64             left_out,
            DzAdmissionCounts *counts,
            GError           **error)
{
  g_autoptr(DzStatement) row =
    dz_query_new (self, DOING, GET_COUNTS, DZ_VALUES (DZ_TEXT (import)), error);

  if (dz_query_step (row, error) != DZ_STEP_ROW || !note_end (self, row, left_out, counts, error))
    return FALSE;
  g_clear_pointer (&row, dz_statement_free);
  return dz_store_run (self, DOING, END_IMPORT, DZ_VALUES (DZ_TEXT (import), DZ_INT (self->now_us)),
                       NULL, error);
}

/* What broke off did not say so; it is in the history before the next one begins. */
static gboolean
end_former (DzStore    *self,
            const char *school,
            GError    **error)
{
  g_autofree char *former = NULL;
  DzAdmissionCounts counts;

  return dz_store_read_text (self, DOING, FIND_OPEN, DZ_VALUES (DZ_TEXT (school)), &former,
                             error) &&
         (former == NULL || end_import (self, former, -1, &counts, error));
}

/**
 * dz_store_begin_admissions:
 * @self: a store
 * @school: code of a school
 * @level: of the students
 * @key: by what the files are named
 * @actor: opaque id of who brings them
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL
 *
 * Begins an import of admission photos. One of the same school that has not ended is ended.
 *
 * Returns: (transfer full) (nullable): the import's id
 */
char *
dz_store_begin_admissions (DzStore       *self,
                           const char    *school,
                           DzLevel        level,
                           DzAdmissionKey key,
                           const char    *actor,
                           GError       **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autofree char *id = dz_id_new ();

  g_return_val_if_fail (self != NULL && school != NULL && actor != NULL, NULL);

  transaction = dz_transaction_begin_write (self, DOING, error);
  if (transaction == NULL || !dz_store_check_school (self, school, error) ||
      !end_former (self, school, error) ||
      !dz_store_run (self, DOING, BEGIN_IMPORT,
                     DZ_VALUES (DZ_TEXT (id), DZ_TEXT (school), DZ_TEXT (dz_level_to_nick (level)),
                                DZ_TEXT (dz_admission_key_to_nick (key)), DZ_TEXT (actor),
                                DZ_INT (self->now_us)),
                     NULL, error) ||
      !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&id);
}

/**
 * dz_store_end_admissions:
 * @self: a store
 * @import: an import that lasts
 * @actor: who began it
 * @left_out: how many files were not kept, as they say
 * @counts: (out) (optional): what became of the others
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Ends an import, and writes it into the history.
 *
 * Returns: whether it has ended
 */
gboolean
dz_store_end_admissions (DzStore           *self,
                         const char        *import,
                         const char        *actor,
                         guint              left_out,
                         DzAdmissionCounts *counts,
                         GError           **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_auto(Scope) scope = { NULL, NULL, NULL };
  DzAdmissionCounts counted = { 0, 0, 0 };

  g_return_val_if_fail (self != NULL && import != NULL && actor != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, DOING, error);
  if (transaction == NULL || !read_scope (self, import, actor, &scope, error) ||
      !end_import (self, import, left_out, &counted, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  if (counts != NULL)
    *counts = counted;
  return TRUE;
}

/* ---- whose ---- */

/* Sets @student where exactly one is found, and says how many there are, to two. */
static gboolean
find_one (DzStore     *self,
          const char  *sql,
          const Scope *scope,
          const char  *name,
          char       **student,
          guint       *n_found,
          GError     **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (
    self, DOING, sql,
    DZ_VALUES (DZ_TEXT (scope->school), DZ_TEXT (scope->level), DZ_TEXT (name)), error);
  g_autofree char *first = NULL;
  DzStep step;

  *n_found = 0;
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if ((*n_found)++ == 0)
        first = dz_statement_dup_text (rows, 0);
    }
  if (step == DZ_STEP_DONE && *n_found == 1)
    *student = g_steal_pointer (&first);
  return step == DZ_STEP_DONE;
}

static gboolean
find_student (DzStore     *self,
              const Scope *scope,
              const char  *name,
              char       **student,
              guint       *n_found,
              GError     **error)
{
  gboolean by_number =
    g_strcmp0 (scope->key, dz_admission_key_to_nick (DZ_ADMISSION_KEY_ID_NUMBER)) == 0;

  if (!find_one (self, by_number ? FIND_EXACTLY ("id_number") : FIND_EXACTLY ("identifier"), scope,
                 name, student, n_found, error))
    return FALSE;
  return *n_found > 0 ||
         find_one (self, by_number ? FIND_FOLDED ("id_number") : FIND_FOLDED ("identifier"), scope,
                   name, student, n_found, error);
}

/**
 * dz_store_match_admission:
 * @self: a store
 * @import: an import that lasts
 * @actor: who began it
 * @name: name of a file, without its ending
 * @student: (out) (transfer full) (nullable): the id of the student whose photo it is; %NULL where
 *   it cannot be told
 * @refusal: (out): why not, where @student is %NULL
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND where there is no such import
 *
 * Finds whose photo a file is. Width does not count, nor does case where no other student's name
 * differs by it only.
 *
 * Returns: whether it could be asked
 */
gboolean
dz_store_match_admission (DzStore           *self,
                          const char        *import,
                          const char        *actor,
                          const char        *name,
                          char             **student,
                          DzAdmissionResult *refusal,
                          GError           **error)
{
  g_auto(Scope) scope = { NULL, NULL, NULL };
  g_autofree char *folded = NULL;
  guint n_found = 0;

  g_return_val_if_fail (self != NULL && import != NULL && actor != NULL && name != NULL, FALSE);
  g_return_val_if_fail (student != NULL && refusal != NULL, FALSE);

  *student = NULL;
  if (!read_scope (self, import, actor, &scope, error))
    return FALSE;
  folded = dz_fold_identifier (name);
  if (folded != NULL && *folded != '\0' &&
      !find_student (self, &scope, folded, student, &n_found, error))
    return FALSE;
  *refusal = n_found > 1 ? DZ_ADMISSION_RESULT_SEVERAL_STUDENTS
                         : DZ_ADMISSION_RESULT_UNKNOWN_STUDENT;
  return TRUE;
}

/* ---- its photos ---- */

/**
 * dz_store_check_admission:
 * @self: a store, in a transaction
 * @import: an import that lasts
 * @actor: who began it
 * @student: id of a student of its school and level
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether the import may bring a photo of the student
 */
gboolean
dz_store_check_admission (DzStore    *self,
                          const char *import,
                          const char *actor,
                          const char *student,
                          GError    **error)
{
  g_auto(Scope) scope = { NULL, NULL, NULL };
  gint64 n_known;

  if (!read_scope (self, import, actor, &scope, error) ||
      !dz_store_read_int (self, DOING, KNOWS_STUDENT,
                          DZ_VALUES (DZ_TEXT (student), DZ_TEXT (scope.school),
                                     DZ_TEXT (scope.level)),
                          0, &n_known, error))
    return FALSE;
  if (n_known == 1)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
               DOING ": no student of this import has the id %.40s", student);
  return FALSE;
}

/**
 * dz_store_count_admission:
 * @self: a store, in a transaction
 * @import: an import that lasts
 * @result: what became of a photo that it kept
 * @error: return location
 *
 * Returns: whether it is counted
 */
gboolean
dz_store_count_admission (DzStore          *self,
                          const char       *import,
                          DzAdmissionResult result,
                          GError          **error)
{
  return dz_store_run (self, DOING, COUNT_RESULT,
                       DZ_VALUES (DZ_TEXT (import), DZ_INT (result == DZ_ADMISSION_RESULT_ADDED),
                                  DZ_INT (result == DZ_ADMISSION_RESULT_REPLACED),
                                  DZ_INT (result == DZ_ADMISSION_RESULT_SAME)),
                       NULL, error);
}
