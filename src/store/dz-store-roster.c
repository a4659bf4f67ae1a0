/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-register.h"

#include "dz-fold.h"
#include "dz-id.h"
#include "dz-roster-row.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-windows.h"

#include <string.h>

#define FIND_STUDENT \
  "SELECT id, name, alias, id_number, major FROM students" \
  " WHERE school_code = ?1 AND level = ?2 AND identifier = ?3"
#define ADD_STUDENT \
  "INSERT INTO students (id, school_code, level, identifier, name, name_folded, alias," \
  " alias_folded, id_number, major) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
#define CHANGE_STUDENT \
  "UPDATE students SET name = ?2, name_folded = ?3, alias = ?4, alias_folded = ?5," \
  " id_number = ?6, major = ?7 WHERE id = ?1"

#define DOING "importing a roster"

static const char *
none_if_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
read_level (const DzRosterRow *row,
            const DzLevel     *level_of_all,
            DzLevel           *level)
{
  if (none_if_empty (row->level) != NULL)
    return dz_level_from_text (row->level, level);
  if (level_of_all == NULL)
    return FALSE;
  *level = *level_of_all;
  return TRUE;
}

static gboolean
is_text (const char *text)
{
  return text == NULL || g_utf8_validate (text, -1, NULL);
}

static const char *
find_problem (const DzRosterRow *row,
              const DzLevel     *level_of_all)
{
  DzLevel level;

  if (row->problem != NULL)
    return row->problem;
  if (!is_text (row->identifier) || !is_text (row->name) || !is_text (row->alias) ||
      !is_text (row->id_number) || !is_text (row->major))
    return "it is not UTF-8";
  if (!read_level (row, level_of_all, &level))
    return "the level is missing";
  return NULL;
}

/* Before anything compares them: two ways to write a number are one number. */
static void
fold_identifiers (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      DzRosterRow *row = g_ptr_array_index (rows, i);
      char *folded = row->identifier != NULL ? dz_fold_identifier (row->identifier) : NULL;

      if (folded == NULL)
        continue;
      g_free (row->identifier);
      row->identifier = folded;
    }
}

static gboolean
check_rows (GPtrArray     *rows,
            const DzLevel *level_of_all,
            GError       **error)
{
  const char *first = NULL;
  guint first_line = 0;
  guint n_bad = 0;

  fold_identifiers (rows);
  dz_roster_check (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      DzRosterRow *row = g_ptr_array_index (rows, i);
      const char *problem = find_problem (row, level_of_all);

      n_bad += problem != NULL;
      if (row->problem == NULL)
        row->problem = g_strdup (problem);
      if (problem == NULL || first != NULL)
        continue;
      first = problem;
      first_line = row->line;
    }
  if (n_bad == 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "%u of %u rows cannot be imported, so none was; line %u: %s", n_bad, rows->len,
               first_line, first);
  return FALSE;
}

static gboolean
add_student (DzStore           *self,
             const char        *school,
             DzLevel            level,
             const DzRosterRow *row,
             GError           **error)
{
  g_autofree char *id = dz_id_new ();
  g_autofree char *folded = dz_fold_name (row->name);
  const char *alias = none_if_empty (row->alias);
  g_autofree char *alias_folded = alias != NULL ? dz_fold_name (alias) : NULL;

  return dz_store_run (self, DOING, ADD_STUDENT,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (school),
                                  DZ_TEXT (dz_level_to_nick (level)), DZ_TEXT (row->identifier),
                                  DZ_TEXT (row->name), DZ_TEXT (folded), DZ_TEXT (alias),
                                  DZ_TEXT (alias_folded), DZ_TEXT (none_if_empty (row->id_number)),
                                  DZ_TEXT (none_if_empty (row->major))),
                       NULL, error);
}

static gboolean
change_student (DzStore           *self,
                const char        *id,
                const DzRosterRow *row,
                GError           **error)
{
  g_autofree char *folded = dz_fold_name (row->name);
  const char *alias = none_if_empty (row->alias);
  g_autofree char *alias_folded = alias != NULL ? dz_fold_name (alias) : NULL;

  return dz_store_run (self, DOING, CHANGE_STUDENT,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (row->name), DZ_TEXT (folded),
                                  DZ_TEXT (alias), DZ_TEXT (alias_folded),
                                  DZ_TEXT (none_if_empty (row->id_number)),
                                  DZ_TEXT (none_if_empty (row->major))),
                       NULL, error) &&
         dz_store_raise_versions (self, id, NULL, error);
}

static gboolean
is_same (DzStatement       *found,
         const DzRosterRow *row)
{
  return g_strcmp0 (dz_statement_get_text (found, 1), row->name) == 0 &&
         g_strcmp0 (dz_statement_get_text (found, 2), none_if_empty (row->alias)) == 0 &&
         g_strcmp0 (dz_statement_get_text (found, 3), none_if_empty (row->id_number)) == 0 &&
         g_strcmp0 (dz_statement_get_text (found, 4), none_if_empty (row->major)) == 0;
}

static gboolean
import_row (DzStore           *self,
            const char        *school,
            DzLevel            level,
            const DzRosterRow *row,
            DzRosterChange    *change,
            GError           **error)
{
  g_autoptr(DzStatement) found = dz_query_new (
    self, DOING, FIND_STUDENT,
    DZ_VALUES (DZ_TEXT (school), DZ_TEXT (dz_level_to_nick (level)), DZ_TEXT (row->identifier)),
    error);
  DzStep step = dz_query_step (found, error);
  g_autofree char *id = NULL;

  if (step == DZ_STEP_FAILED)
    return FALSE;
  if (step == DZ_STEP_DONE)
    {
      change->added++;
      return add_student (self, school, level, row, error);
    }
  if (is_same (found, row))
    {
      change->same++;
      return TRUE;
    }
  change->changed++;
  id = dz_statement_dup_text (found, 0);
  g_clear_pointer (&found, dz_statement_free);
  return change_student (self, id, row, error);
}

static gboolean
import_rows (DzStore        *self,
             const char     *school,
             const DzLevel  *level_of_all,
             GPtrArray      *rows,
             DzRosterChange *change,
             GError        **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const DzRosterRow *row = g_ptr_array_index (rows, i);
      DzLevel level = DZ_LEVEL_ASSOCIATE;

      read_level (row, level_of_all, &level); /* known to be there since check_rows() */
      if (!import_row (self, school, level, row, change, error))
        {
          g_prefix_error (error, "line %u: ", row->line);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
note_import (DzStore              *self,
             const char           *school,
             const char           *actor,
             const DzRosterChange *change,
             GError              **error)
{
  g_autofree char *outcome = g_strdup_printf ("added %u changed %u same %u", change->added,
                                              change->changed, change->same);
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add_int (detail, "added", change->added);
  dz_detail_add_int (detail, "changed", change->changed);
  dz_detail_add_int (detail, "same", change->same);
  return dz_store_append_entry (self, "roster-import", actor, school, outcome, detail, error);
}

/**
 * dz_store_import_roster:
 * @self: a store
 * @school: code of the school
 * @level_of_all: (nullable): level of the rows that name none
 * @rows: (element-type DzRosterRow): the roster; its identifiers are folded, and problems that are
 *   found are written into the rows
 * @actor: opaque id of who imports it
 * @change: (out) (optional): what became of the rows
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, DZ_STORE_ERROR_INVALID where a row cannot
 *   be imported, and then none was
 *
 * Brings a school's register up to a roster, all or nothing. Records are known again by school,
 * level and identifier; those that the roster does not have stay.
 *
 * Returns: whether the roster was imported
 */
gboolean
dz_store_import_roster (DzStore        *self,
                        const char     *school,
                        const DzLevel  *level_of_all,
                        GPtrArray      *rows,
                        const char     *actor,
                        DzRosterChange *change,
                        GError        **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  DzRosterChange counted = { 0, 0, 0 };

  g_return_val_if_fail (self != NULL && school != NULL && rows != NULL && actor != NULL, FALSE);

  if (!check_rows (rows, level_of_all, error))
    return FALSE;
  transaction = dz_transaction_begin_write (self, DOING, error);
  if (transaction == NULL || !dz_store_check_school (self, school, error) ||
      !import_rows (self, school, level_of_all, rows, &counted, error) ||
      !note_import (self, school, actor, &counted, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  if (change != NULL)
    *change = counted;
  return TRUE;
}
