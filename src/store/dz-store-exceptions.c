/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overrides and corrections of decisions, in their tables. */
#include "dz-store-crops.h"
#include "dz-store-evidence.h"

#include <math.h>

#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-waivers-private.h"

#define ADD_OVERRIDE \
  "INSERT INTO decision_overrides (decision_id, rule, position, waiver, reason, code)" \
  " VALUES (?1, ?2, ?3, ?4, ifnull (?5, ''), ?6)"
#define LIST_OVERRIDES \
  "SELECT rule, waiver, nullif (reason, ''), code FROM decision_overrides" \
  " WHERE decision_id = ?1 ORDER BY position"
#define ADD_LINE \
  "INSERT INTO decision_corrections (decision_id, line, measured, corrected)" \
  " VALUES (?1, ?2, ?3, ?4)"
#define LIST_LINES "SELECT line, corrected FROM decision_corrections WHERE decision_id = ?1"

#define DOING "deciding a submission"
#define READING "reading a decision"

static gboolean
write_override (DzStore             *self,
                const DzApplication *application,
                const char          *decision,
                guint                position,
                GError             **error)
{
  const DzOverride *override =
    g_ptr_array_index (application->command->decision->overrides, position);

  if (!dz_store_run (self, DOING, ADD_OVERRIDE,
                     DZ_VALUES (DZ_TEXT (decision), DZ_TEXT (override->rule), DZ_INT (position),
                                DZ_INT (override->waiver ? 1 : 0), DZ_TEXT (override->reason),
                                DZ_TEXT (override->code)),
                     NULL, error))
    return FALSE;
  return !override->waiver ||
         dz_store_grant_waiver_by_decision (self, application, decision, override, error);
}

static gboolean
write_lines (DzStore            *self,
             const char         *decision,
             const DzCorrection *correction,
             const DzEvidence   *evidence,
             GError            **error)
{
  for (DzLine line = 0; line < DZ_N_LINES; line++)
    {
      double corrected = dz_correction_get (correction, line);

      if (!isnan (corrected) &&
          !dz_store_run (self, DOING, ADD_LINE,
                         DZ_VALUES (DZ_TEXT (decision), DZ_TEXT (dz_line_to_nick (line)),
                                    DZ_REAL (dz_line_measure (line, evidence->measured)),
                                    DZ_REAL (corrected)),
                         NULL, error))
        return FALSE;
    }
  return dz_store_write_changed_findings (self, decision, evidence->changed, error);
}

/**
 * dz_store_write_exceptions:
 * @self: a store, within a write transaction
 * @application: a decision, checked
 * @decision: its id; its row is there
 * @evidence: on what it was made
 * @error: return location
 *
 * Writes overrides, the waivers they make, corrected lines and what the rules say of these.
 *
 * Returns: whether they were written
 */
gboolean
dz_store_write_exceptions (DzStore             *self,
                           const DzApplication *application,
                           const char          *decision,
                           const DzEvidence    *evidence,
                           GError             **error)
{
  const DzDecision *made = application->command->decision;

  for (guint i = 0; made->overrides != NULL && i < made->overrides->len; i++)
    {
      if (!write_override (self, application, decision, i, error))
        return FALSE;
    }
  return evidence->changed == NULL ||
         write_lines (self, decision, &made->correction, evidence, error);
}

static gboolean
load_lines (DzStore    *self,
            const char *id,
            DzDecision *decision,
            GError    **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, LIST_LINES, DZ_VALUES (DZ_TEXT (id)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      const char *word = dz_statement_get_text (rows, 0);
      DzLine line;

      if (!dz_line_from_nick (word, &line))
        {
          g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                       "%s: the line “%.20s” is none", READING, word);
          return FALSE;
        }
      dz_correction_set (&decision->correction, line, dz_statement_get_double (rows, 1));
    }
  return step == DZ_STEP_DONE;
}

static DzOverride *
override_from_row (DzStatement *row)
{
  DzOverride *override = dz_override_new (dz_statement_get_text (row, 0),
                                          dz_statement_get_int64 (row, 1) != 0,
                                          dz_statement_get_text (row, 2));

  override->code = dz_statement_dup_text (row, 3);
  return override;
}

/**
 * dz_store_load_exceptions:
 * @self: a store, within a transaction
 * @id: id of a decision
 * @decision: the decision that gets its overrides, its correction and its frame
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether they were read
 */
gboolean
dz_store_load_exceptions (DzStore    *self,
                          const char *id,
                          DzDecision *decision,
                          GError    **error)
{
  g_autoptr(GPtrArray) overrides = dz_overrides_new ();
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, LIST_OVERRIDES,
                                              DZ_VALUES (DZ_TEXT (id)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (overrides, override_from_row (rows));
  if (step != DZ_STEP_DONE)
    return FALSE;
  if (overrides->len > 0)
    decision->overrides = g_steal_pointer (&overrides);
  return load_lines (self, id, decision, error) &&
         dz_store_load_crop (self, id, &decision->crop, error);
}
