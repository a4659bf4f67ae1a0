/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-reason-rows.h"

#include "dz-reason-builtin.h"
#include "dz-store-private.h"

#define LIST_REASONS \
  "SELECT code, version, rules, label_zh, label_en, zh, en, needs_note, since_us," \
  " ifnull (retired_us, 0), (SELECT name FROM users WHERE id = made_by)," \
  " (SELECT name FROM users WHERE id = retired_by) FROM reasons ORDER BY position, code, version"
#define ADD_REASON \
  "INSERT INTO reasons (code, version, position, rules, label_zh, label_en, zh, en, needs_note," \
  " made_by, since_us) VALUES (?1, ?2," \
  " ifnull ((SELECT position FROM reasons WHERE code = ?1)," \
  "         ifnull ((SELECT max (position) FROM reasons), 0) + 1)," \
  " ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
#define RETIRE \
  "UPDATE reasons SET retired_us = ?3, retired_by = ?4 WHERE code = ?1 AND version = ?2" \
  " AND retired_us IS NULL"
#define LAST_OF_PROGRAM \
  "SELECT version FROM reasons WHERE code = ?1 AND made_by = 'program' AND retired_us IS NULL"

/* Who made what nobody made: no user and no student has such an id. */
#define PROGRAM "program"

#define READING "reading the reasons"
#define WRITING "writing a reason"
#define FILLING "listing the reasons"

static DzReason *
reason_from_row (DzStatement *row)
{
  DzReason *reason = dz_reason_new ();

  reason->code = dz_statement_dup_text (row, 0);
  reason->version = (guint) dz_statement_get_int64 (row, 1);
  reason->rules = dz_statement_dup_text (row, 2);
  reason->label_zh = dz_statement_dup_text (row, 3);
  reason->label_en = dz_statement_dup_text (row, 4);
  reason->zh = dz_statement_dup_text (row, 5);
  reason->en = dz_statement_dup_text (row, 6);
  reason->needs_note = dz_statement_get_int64 (row, 7) != 0;
  reason->since_us = dz_statement_get_int64 (row, 8);
  reason->retired_us = dz_statement_get_int64 (row, 9);
  reason->made_by = dz_statement_dup_text (row, 10);
  reason->retired_by = dz_statement_dup_text (row, 11);
  return reason;
}

/*< private >
 * dz_store_load_reasons:
 * @self: a store, within a transaction
 * @error: return location
 *
 * Returns: (transfer full) (nullable): every version of every reason
 */
DzReasonList *
dz_store_load_reasons (DzStore *self,
                       GError **error)
{
  g_autoptr(DzReasonList) list = dz_reason_list_new ();
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, LIST_REASONS, DZ_VALUES (), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    dz_reason_list_add (list, reason_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/*< private >
 * dz_store_write_reason:
 * @self: a store, within a write transaction
 * @reason: a version that is not there yet, its words checked
 * @actor: who made it
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
dz_store_write_reason (DzStore        *self,
                       const DzReason *reason,
                       const char     *actor,
                       GError        **error)
{
  return dz_store_run (self, WRITING, ADD_REASON,
                       DZ_VALUES (DZ_TEXT (reason->code), DZ_INT (reason->version),
                                  DZ_TEXT (reason->rules), DZ_TEXT (reason->label_zh),
                                  DZ_TEXT (reason->label_en), DZ_TEXT (reason->zh),
                                  DZ_TEXT (reason->en), DZ_INT (reason->needs_note ? 1 : 0),
                                  DZ_TEXT (actor), DZ_INT (reason->since_us)),
                       NULL, error);
}

/*< private >
 * dz_store_end_reason:
 * @self: a store, within a write transaction
 * @reason: a version that can be given
 * @actor: who ends it
 * @error: return location
 *
 * Returns: whether it was ended
 */
gboolean
dz_store_end_reason (DzStore        *self,
                     const DzReason *reason,
                     const char     *actor,
                     GError        **error)
{
  return dz_store_run (self, WRITING, RETIRE,
                       DZ_VALUES (DZ_TEXT (reason->code), DZ_INT (reason->version),
                                  DZ_INT (self->now_us), DZ_TEXT (actor)),
                       NULL, error);
}

/* What people made or retired stays theirs; the program's own words follow the program. */
static gboolean
needs_filling (DzStore        *self,
               DzReasonList   *list,
               const DzReason *reason,
               gboolean       *needed,
               GError        **error)
{
  const DzReason *known = dz_reason_list_find_version (list, reason->code, 0);
  gint64 own;

  *needed = known == NULL;
  if (known == NULL || known->retired_us != 0 || dz_reason_says_alike (known, reason))
    return TRUE;
  if (!dz_store_read_int (self, FILLING, LAST_OF_PROGRAM, DZ_VALUES (DZ_TEXT (reason->code)), 0,
                          &own, error))
    return FALSE;
  *needed = own == known->version;
  return TRUE;
}

static GPtrArray *
list_missing (DzStore *self,
              GError **error)
{
  g_autoptr(DzReasonList) list = dz_store_load_reasons (self, error);
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_reason_free);
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);

  for (guint i = 0; list != NULL && i < n_reasons; i++)
    {
      const DzReason *known = dz_reason_list_find_version (list, reasons[i].code, 0);
      gboolean needed;

      if (!needs_filling (self, list, &reasons[i], &needed, error))
        return NULL;
      if (!needed)
        continue;
      g_ptr_array_add (missing, dz_reason_copy (&reasons[i]));
      ((DzReason *) g_ptr_array_index (missing, missing->len - 1))->version
          = known != NULL ? known->version + 1 : 1;
    }
  return list != NULL ? g_steal_pointer (&missing) : NULL;
}

static gboolean
add_missing (DzStore   *self,
             GPtrArray *missing,
             GError   **error)
{
  for (guint i = 0; i < missing->len; i++)
    {
      DzReason *reason = g_ptr_array_index (missing, i);
      DzReason last = { .code = reason->code, .version = reason->version - 1 };

      if (reason->version > 1)
        reason->since_us = self->now_us;
      if ((reason->version > 1 &&
           !dz_store_end_reason (self, &last, PROGRAM, error)) ||
          !dz_store_write_reason (self, reason, PROGRAM, error))
        return FALSE;
    }
  return TRUE;
}

/* New words of a new release have a time; what was there from the start has none. */
static DzTransaction *
begin (DzStore   *self,
       GPtrArray *missing,
       GError   **error)
{
  for (guint i = 0; i < missing->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (missing, i);

      if (reason->version > 1)
        return dz_transaction_begin_write (self, FILLING, error);
    }
  return dz_transaction_begin_timeless (self, FILLING, error);
}

/*< private >
 * dz_store_fill_reasons:
 * @self: a store that is being opened
 * @error: return location
 *
 * Adds the reasons that the program brings and the table lacks, and new words of a new release
 * where nobody put theirs in the place of the old ones. No history is written: nobody did it.
 *
 * Returns: whether all are there
 */
gboolean
dz_store_fill_reasons (DzStore *self,
                       GError **error)
{
  g_autoptr(GPtrArray) missing = list_missing (self, error);
  g_autoptr(DzTransaction) transaction = NULL;

  if (missing == NULL || missing->len == 0)
    return missing != NULL;
  transaction = begin (self, missing, error);
  if (transaction == NULL)
    return FALSE;
  g_ptr_array_unref (missing);
  missing = list_missing (self, error); /* another process may have been faster */
  return missing != NULL && add_missing (self, missing, error) &&
         dz_transaction_commit (transaction, error);
}
