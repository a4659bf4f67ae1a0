/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-waivers-private.h"

#include "dz-id.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"

#define COLUMNS \
  "SELECT waivers.id, waivers.student_id, waivers.rule, nullif (waivers.reason, '')," \
  " COALESCE (users.name, waivers.granted_by), waivers.granted_us, waivers.code" \
  " FROM waivers LEFT JOIN users ON users.id = waivers.granted_by"
#define LIST_OF_STUDENT \
  COLUMNS " WHERE waivers.student_id = ?1 AND withdrawn_us IS NULL ORDER BY rule"
#define LIST_OF_DECISION \
  COLUMNS " WHERE waivers.decision_id = ?1 AND withdrawn_us IS NULL ORDER BY rule"
#define GET_OF_RULE \
  COLUMNS " WHERE waivers.student_id = ?1 AND withdrawn_us IS NULL AND rule = ?2"
#define ADD_WAIVER \
  "INSERT INTO waivers (id, student_id, rule, reason, granted_by, granted_us, decision_id, code)" \
  " VALUES (?1, ?2, ?3, ifnull (?4, ''), ?5, ?6, ?7, ?8)"
#define WITHDRAW \
  "UPDATE waivers SET withdrawn_by = ?2, withdrawn_us = ?3 WHERE id = ?1 AND withdrawn_us IS NULL"

static DzWaiver *
waiver_from_row (DzStatement *row)
{
  DzWaiver *waiver = dz_waiver_new ();

  waiver->id = dz_statement_dup_text (row, 0);
  waiver->student = dz_statement_dup_text (row, 1);
  waiver->rule = dz_statement_dup_text (row, 2);
  waiver->reason = dz_statement_dup_text (row, 3);
  waiver->granted_by = dz_statement_dup_text (row, 4);
  waiver->granted_us = dz_statement_get_int64 (row, 5);
  waiver->code = dz_statement_dup_text (row, 6);
  return waiver;
}

static GPtrArray *
load (DzStore       *self,
      const char    *sql,
      const DzValue *values,
      GError       **error)
{
  g_autoptr(GPtrArray) waivers = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiver_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, "reading waivers", sql, values, error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (waivers, waiver_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&waivers) : NULL;
}

/**
 * dz_store_load_waivers:
 * @self: a store, within a transaction
 * @student: student id
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzWaiver): the student's waivers that stand, by
 *   rule
 */
GPtrArray *
dz_store_load_waivers (DzStore    *self,
                       const char *student,
                       GError    **error)
{
  return load (self, LIST_OF_STUDENT, DZ_VALUES (DZ_TEXT (student)), error);
}

/**
 * dz_store_find_waiver:
 * @self: a store, within a transaction
 * @student: student id
 * @rule: a rule
 * @waiver: (out) (transfer full) (nullable): the waiver of it that stands
 * @error: return location
 *
 * Returns: whether it could be looked for
 */
gboolean
dz_store_find_waiver (DzStore    *self,
                      const char *student,
                      const char *rule,
                      DzWaiver  **waiver,
                      GError    **error)
{
  g_autoptr(GPtrArray) found = load (self, GET_OF_RULE,
                                     DZ_VALUES (DZ_TEXT (student), DZ_TEXT (rule)), error);

  if (found == NULL)
    return FALSE;
  *waiver = found->len > 0 ? dz_waiver_copy (g_ptr_array_index (found, 0)) : NULL;
  return TRUE;
}

/* The rule stays out of what cannot be erased: it may tell a faith or an illness. */
static gboolean
append_entry (DzStore              *self,
              const DzWaiverChange *change,
              const char           *kind,
              const char           *outcome,
              GError              **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "waiver", change->waiver->id);
  dz_detail_add (detail, "rule", change->waiver->rule);
  dz_detail_add (detail, "code", change->waiver->code);
  dz_detail_add (detail, "reason", change->waiver->reason);
  dz_detail_add (detail, "decision", change->decision);
  if (change->application != NULL)
    {
      dz_detail_add (detail, "submission", change->application->submission->id);
      dz_detail_add (detail, "command", change->application->command->id);
      dz_detail_add (detail, "workstation", change->application->workstation);
    }
  return dz_store_append_entry (self, kind, change->actor, change->waiver->student, outcome, detail,
                                error);
}

/* A waiver is of the record that a photo is judged against: whoever judges another photo of this
 * student now must look again. The version of the one that is decided grows with its decision. */
static gboolean
raise_versions (DzStore              *self,
                const DzWaiverChange *change,
                GError              **error)
{
  const char *own = change->application != NULL ? change->application->submission->id : NULL;

  return dz_store_raise_versions (self, change->waiver->student, own, error);
}

/**
 * dz_store_add_waiver:
 * @self: a store, within a write transaction
 * @change: a new waiver, checked, and who grants it
 * @error: return location
 *
 * Returns: whether it was written, with its entry
 */
gboolean
dz_store_add_waiver (DzStore              *self,
                     const DzWaiverChange *change,
                     GError              **error)
{
  const DzWaiver *waiver = change->waiver;

  return dz_store_run (self, "granting a waiver", ADD_WAIVER,
                       DZ_VALUES (DZ_TEXT (waiver->id), DZ_TEXT (waiver->student),
                                  DZ_TEXT (waiver->rule), DZ_TEXT (waiver->reason),
                                  DZ_TEXT (change->actor), DZ_INT (self->now_us),
                                  DZ_TEXT (change->decision), DZ_TEXT (waiver->code)),
                       NULL, error) &&
         raise_versions (self, change, error) &&
         append_entry (self, change, "waiver-grant", "granted", error);
}

/**
 * dz_store_end_waiver:
 * @self: a store, within a write transaction
 * @change: a waiver that stands, and who withdraws it
 * @error: return location
 *
 * Returns: whether it was ended, with its entry
 */
gboolean
dz_store_end_waiver (DzStore              *self,
                     const DzWaiverChange *change,
                     GError              **error)
{
  return dz_store_run (self, "withdrawing a waiver", WITHDRAW,
                       DZ_VALUES (DZ_TEXT (change->waiver->id), DZ_TEXT (change->actor),
                                  DZ_INT (self->now_us)),
                       NULL, error) &&
         raise_versions (self, change, error) &&
         append_entry (self, change, "waiver-withdraw", "withdrawn", error);
}

/**
 * dz_store_new_waiver:
 * @student: student id
 * @rule: the rule that does not apply
 * @reason: why
 *
 * Returns: (transfer full): a waiver with an id, that nobody has granted yet
 */
DzWaiver *
dz_store_new_waiver (const char *student,
                     const char *rule,
                     const char *reason)
{
  DzWaiver *waiver = dz_waiver_new ();

  waiver->id = dz_id_new ();
  waiver->student = g_strdup (student);
  waiver->rule = g_strdup (rule);
  waiver->reason = g_strdup (reason);
  return waiver;
}

/**
 * dz_store_grant_waiver_by_decision:
 * @self: a store, within a write transaction
 * @application: the approval
 * @decision: id of the decision it makes
 * @override: the override that becomes a waiver, checked
 * @error: return location
 *
 * Returns: whether it was granted
 */
gboolean
dz_store_grant_waiver_by_decision (DzStore             *self,
                                   const DzApplication *application,
                                   const char          *decision,
                                   const DzOverride    *override,
                                   GError             **error)
{
  g_autoptr(DzWaiver) waiver = dz_store_new_waiver (application->submission->student,
                                                    override->rule, override->reason);
  const DzWaiverChange change = { waiver, application->user->id, application, decision };

  waiver->code = g_strdup (override->code);
  return dz_store_add_waiver (self, &change, error);
}

/**
 * dz_store_withdraw_waivers_of_decision:
 * @self: a store, within a write transaction
 * @application: (nullable): the command that takes the decision back; %NULL where the program does
 * @decision: its id
 * @error: return location
 *
 * Takes back what a decision granted and nobody has withdrawn since.
 *
 * Returns: whether all went well
 */
gboolean
dz_store_withdraw_waivers_of_decision (DzStore             *self,
                                       const DzApplication *application,
                                       const char          *decision,
                                       GError             **error)
{
  const char *actor = application != NULL ? application->user->id : DZ_STORE_ACTOR_SERVICE;
  g_autoptr(GPtrArray) waivers = load (self, LIST_OF_DECISION, DZ_VALUES (DZ_TEXT (decision)),
                                       error);

  for (guint i = 0; waivers != NULL && i < waivers->len; i++)
    {
      const DzWaiverChange change = { g_ptr_array_index (waivers, i), actor, application,
                                      decision };

      if (!dz_store_end_waiver (self, &change, error))
        return FALSE;
    }
  return waivers != NULL;
}
