/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-rows.h"

#include <math.h>

#include "dz-store-private.h"

/* Findings of an examination, and those that corrected lines make of them, in one form. */
#define ADD_COLUMNS \
  " position, rule, outcome, authority, internal, value, text, unit, limit_text, region_x," \
  " region_y, region_width, region_height, reason, why)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
#define ADD_FINDING "INSERT INTO findings (submission_id," ADD_COLUMNS
#define ADD_CHANGED "INSERT INTO decision_findings (decision_id," ADD_COLUMNS
#define COLUMNS \
  "SELECT rule, outcome, authority, internal, value, text, unit, limit_text, region_x, region_y," \
  " region_width, region_height, reason, why"
#define LIST_FINDINGS COLUMNS " FROM findings WHERE submission_id = ?1 ORDER BY position"
#define LIST_CHANGED COLUMNS " FROM decision_findings WHERE decision_id = ?1 ORDER BY position"

static gboolean
write_finding (DzStore         *self,
               const char      *sql,
               const char      *owner,
               guint            position,
               const DzFinding *finding,
               GError         **error)
{
  return dz_store_run (
    self, "writing findings", sql,
    DZ_VALUES (DZ_TEXT (owner), DZ_INT (position), DZ_TEXT (finding->rule),
               DZ_TEXT (dz_outcome_to_nick (finding->outcome)),
               DZ_TEXT (dz_authority_to_nick (finding->authority)),
               DZ_INT (finding->internal ? 1 : 0), DZ_REAL (finding->value),
               DZ_TEXT (finding->text), DZ_TEXT (finding->unit != NULL ? finding->unit : ""),
               DZ_TEXT (finding->limit != NULL ? finding->limit : ""),
               DZ_REAL (finding->region.x), DZ_REAL (finding->region.y),
               DZ_REAL (finding->region.width), DZ_REAL (finding->region.height),
               DZ_TEXT (finding->reason), DZ_TEXT (finding->why)),
    NULL, error);
}

static gboolean
write_all (DzStore    *self,
           const char *sql,
           const char *owner,
           GPtrArray  *findings,
           GError    **error)
{
  for (guint i = 0; i < findings->len; i++)
    {
      if (!write_finding (self, sql, owner, i, g_ptr_array_index (findings, i), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_store_write_findings:
 * @self: a store, within a write transaction
 * @submission: id of a submission that has no findings yet
 * @findings: (element-type DzFinding): what the rules said
 * @error: return location
 *
 * Returns: whether they were written
 */
gboolean
dz_store_write_findings (DzStore    *self,
                         const char *submission,
                         GPtrArray  *findings,
                         GError    **error)
{
  return write_all (self, ADD_FINDING, submission, findings, error);
}

/**
 * dz_store_write_changed_findings:
 * @self: a store, within a write transaction
 * @decision: id of a decision
 * @changed: (element-type DzFinding): what the rules said of its corrected lines
 * @error: return location
 *
 * Returns: whether they were written
 */
gboolean
dz_store_write_changed_findings (DzStore    *self,
                                 const char *decision,
                                 GPtrArray  *changed,
                                 GError    **error)
{
  return write_all (self, ADD_CHANGED, decision, changed, error);
}

static DzFinding *
finding_from_row (DzStatement *row,
                  GError     **error)
{
  g_autoptr(DzFinding) finding = g_new0 (DzFinding, 1);

  finding->rule = dz_statement_dup_text (row, 0);
  finding->internal = dz_statement_get_int64 (row, 3) != 0;
  finding->value = dz_statement_get_double (row, 4);
  finding->text = dz_statement_dup_text (row, 5);
  finding->unit = dz_statement_dup_text (row, 6);
  finding->limit = dz_statement_dup_text (row, 7);
  finding->region.x = dz_statement_get_double (row, 8);
  finding->region.y = dz_statement_get_double (row, 9);
  finding->region.width = dz_statement_get_double (row, 10);
  finding->region.height = dz_statement_get_double (row, 11);
  finding->reason = dz_statement_dup_text (row, 12);
  finding->why = dz_statement_dup_text (row, 13);
  if (dz_outcome_from_nick (dz_statement_get_text (row, 1), &finding->outcome) &&
      dz_authority_from_nick (dz_statement_get_text (row, 2), &finding->authority))
    return g_steal_pointer (&finding);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               "reading findings: %.20s has no known outcome or authority", finding->rule);
  return NULL;
}

static gboolean
load_all (DzStore    *self,
          const char *sql,
          const char *owner,
          GPtrArray  *findings,
          GError    **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (self, "reading findings", sql,
                                              DZ_VALUES (DZ_TEXT (owner)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzFinding *finding = finding_from_row (rows, error);

      if (finding == NULL)
        return FALSE;
      g_ptr_array_add (findings, finding);
    }
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_load_findings:
 * @self: a store, within a transaction
 * @submission: the submission that gets its findings
 * @decision: (nullable): id of the decision that stands or is held
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Reads what the rules said; where lines were corrected for @decision, of these.
 *
 * Returns: whether they were read
 */
gboolean
dz_store_load_findings (DzStore      *self,
                        DzSubmission *submission,
                        const char   *decision,
                        GError      **error)
{
  g_autoptr(GPtrArray) changed = dz_findings_new ();

  if (!load_all (self, LIST_FINDINGS, submission->id, submission->findings, error))
    return FALSE;
  if (decision == NULL)
    return TRUE;
  if (!load_all (self, LIST_CHANGED, decision, changed, error))
    return FALSE;
  dz_findings_replace (submission->findings, changed);
  return TRUE;
}

/* "POS-04:fail:38.2 %", without the value where there is none. */
static char *
sum_up (const DzFinding *finding)
{
  const char *outcome = dz_outcome_to_nick (finding->outcome);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (finding->value))
    return g_strdup_printf ("%s:%s", finding->rule, outcome);
  g_ascii_formatd (number, sizeof number, "%.6g", finding->value);
  if (finding->unit == NULL || *finding->unit == '\0')
    return g_strdup_printf ("%s:%s:%s", finding->rule, outcome, number);
  return g_strdup_printf ("%s:%s:%s %s", finding->rule, outcome, number, finding->unit);
}

/**
 * dz_detail_add_findings:
 * @detail: a detail
 * @findings: (element-type DzFinding): what the rules said
 *
 * Adds "findings": ["FILE-02:pass:61.5 KB", …], so that the history can say on what evidence.
 */
void
dz_detail_add_findings (JsonBuilder *detail,
                        GPtrArray   *findings)
{
  json_builder_set_member_name (detail, "findings");
  json_builder_begin_array (detail);
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = sum_up (g_ptr_array_index (findings, i));

      json_builder_add_string_value (detail, line);
    }
  json_builder_end_array (detail);
}
