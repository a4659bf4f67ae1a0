/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-waivers-private.h"

#include "dz-fold.h"
#include "dz-store-private.h"
#include "dz-store-register.h"

#define FIND_STUDENTS \
  "SELECT id FROM students WHERE school_code = ?1 AND identifier = ?2" \
  " AND (?3 IS NULL OR level = ?3) LIMIT 2"
#define KNOWS_STUDENT "SELECT COUNT(*) FROM students WHERE id = ?1"

#define READING "reading waivers"
#define GRANTING "granting a waiver"
#define WITHDRAWING "withdrawing a waiver"

/**
 * dz_store_list_waivers:
 * @self: a store
 * @student: student id
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzWaiver): the student's waivers that stand, by
 *   rule
 */
GPtrArray *
dz_store_list_waivers (DzStore    *self,
                       const char *student,
                       GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL && student != NULL, NULL);

  transaction = dz_transaction_begin_read (self, READING, error);
  return transaction != NULL ? dz_store_load_waivers (self, student, error) : NULL;
}

/* The one row, or why there is none or more than one. */
static char *
take_only (DzStatement *rows,
           GError     **error)
{
  DzStep step = dz_query_step (rows, error);
  g_autofree char *id = step == DZ_STEP_ROW ? dz_statement_dup_text (rows, 0) : NULL;

  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                 "no student of this school has that identifier");
  if (id == NULL)
    return NULL;
  step = dz_query_step (rows, error);
  if (step == DZ_STEP_ROW)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
                 "students of several levels have that identifier; name the level");
  return step == DZ_STEP_DONE ? g_steal_pointer (&id) : NULL;
}

/**
 * dz_store_find_student:
 * @self: a store
 * @school: code of a school
 * @level: (nullable): the student's level; may be left out where one student has the identifier
 * @identifier: as a person types it
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, DZ_STORE_ERROR_NOT_FOUND,
 *   DZ_STORE_ERROR_INVALID where the level is needed
 *
 * Returns: (transfer full) (nullable): the student's id
 */
char *
dz_store_find_student (DzStore       *self,
                       const char    *school,
                       const DzLevel *level,
                       const char    *identifier,
                       GError       **error)
{
  const char *level_nick = level != NULL ? dz_level_to_nick (*level) : NULL;
  g_autofree char *folded = NULL;
  g_autoptr(DzSchool) known = NULL;
  g_autoptr(DzStatement) rows = NULL;

  g_return_val_if_fail (self != NULL && school != NULL && identifier != NULL, NULL);

  known = dz_store_get_school (self, school, error);
  if (known == NULL)
    return NULL;
  folded = dz_fold_identifier (identifier);
  rows = dz_query_new (self, READING, FIND_STUDENTS,
                       DZ_VALUES (DZ_TEXT (school), DZ_TEXT (folded != NULL ? folded : ""),
                                  DZ_TEXT (level_nick)),
                       error);
  return rows != NULL ? take_only (rows, error) : NULL;
}

static gboolean
set_invalid (GError    **error,
             const char *rule,
             const char *problem)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "%s: %.40s %s", GRANTING, rule,
               problem);
  return FALSE;
}

static gboolean
check (DzStore    *self,
       const char *student,
       const char *rule,
       const char *reason,
       GError    **error)
{
  gint64 n_known;

  if (!dz_waiver_is_possible (rule))
    return set_invalid (error, rule, "is no rule that can be waived");
  if (!dz_override_check_reason (reason))
    return set_invalid (error, rule, "needs a reason of one line, at most 200 characters");
  if (!dz_store_read_int (self, GRANTING, KNOWS_STUDENT, DZ_VALUES (DZ_TEXT (student)), 0,
                          &n_known, error))
    return FALSE;
  if (n_known == 1)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no student has the id %.40s",
               student);
  return FALSE;
}

static DzWaiver *
grant (DzStore    *self,
       const char *student,
       const char *rule,
       const char *reason,
       const char *actor,
       GError    **error)
{
  g_autoptr(DzWaiver) standing = NULL;
  g_autoptr(DzWaiver) waiver = NULL;
  DzWaiverChange change = { NULL, actor, NULL, NULL };
  DzWaiver *granted = NULL;

  if (!check (self, student, rule, reason, error) ||
      !dz_store_find_waiver (self, student, rule, &standing, error))
    return NULL;
  if (standing != NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS,
                   "%s: %s is waived for this student already", GRANTING, rule);
      return NULL;
    }
  waiver = dz_store_new_waiver (student, rule, reason);
  change.waiver = waiver;
  if (!dz_store_add_waiver (self, &change, error) ||
      !dz_store_find_waiver (self, student, rule, &granted, error))
    return NULL;
  return granted;
}

/**
 * dz_store_grant_waiver:
 * @self: a store
 * @student: student id
 * @rule: a rule that can be waived
 * @reason: why, 1 to DZ_OVERRIDE_REASON_MAX characters
 * @actor: who grants it
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_INVALID, DZ_STORE_ERROR_EXISTS
 *   where the rule is waived already
 *
 * Excepts a student from a rule. Whoever judges a photo of theirs at this moment sees another
 * version of it, as after any change of the record. A waiver of a rule that refuses by itself lets
 * the next photo wait for a reviewer; one that was refused before stays refused.
 *
 * Returns: (transfer full) (nullable): the waiver
 */
DzWaiver *
dz_store_grant_waiver (DzStore    *self,
                       const char *student,
                       const char *rule,
                       const char *reason,
                       const char *actor,
                       GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzWaiver) waiver = NULL;

  g_return_val_if_fail (self != NULL && student != NULL && rule != NULL, NULL);
  g_return_val_if_fail (actor != NULL, NULL);

  transaction = dz_transaction_begin_write (self, GRANTING, error);
  waiver = transaction != NULL ? grant (self, student, rule, reason, actor, error) : NULL;
  if (waiver == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&waiver);
}

static DzWaiver *
withdraw (DzStore    *self,
          const char *student,
          const char *rule,
          const char *actor,
          GError    **error)
{
  g_autoptr(DzWaiver) standing = NULL;
  DzWaiverChange change = { NULL, actor, NULL, NULL };

  if (!dz_store_find_waiver (self, student, rule, &standing, error))
    return NULL;
  if (standing == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                   "%s: %.40s is not waived for this student", WITHDRAWING, rule);
      return NULL;
    }
  change.waiver = standing;
  return dz_store_end_waiver (self, &change, error) ? g_steal_pointer (&standing) : NULL;
}

/**
 * dz_store_withdraw_waiver:
 * @self: a store
 * @student: student id
 * @rule: the rule that is to apply again
 * @actor: who withdraws it
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND where it is not waived
 *
 * Ends a waiver. What was decided while it stood stays decided.
 *
 * Returns: (transfer full) (nullable): the waiver that stood
 */
DzWaiver *
dz_store_withdraw_waiver (DzStore    *self,
                          const char *student,
                          const char *rule,
                          const char *actor,
                          GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzWaiver) waiver = NULL;

  g_return_val_if_fail (self != NULL && student != NULL && rule != NULL, NULL);
  g_return_val_if_fail (actor != NULL, NULL);

  transaction = dz_transaction_begin_write (self, WITHDRAWING, error);
  waiver = transaction != NULL ? withdraw (self, student, rule, actor, error) : NULL;
  if (waiver == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&waiver);
}
