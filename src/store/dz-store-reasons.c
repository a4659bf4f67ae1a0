/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-reasons.h"

#include "dz-store-private.h"
#include "dz-store-reason-rows.h"

/* Of the last decisions, so that the question costs the same for ever; a few days' work of some
 * reviewers. */
#define DECISIONS_COUNTED 5000

#define COUNT_USES \
  "SELECT code, COUNT(*) FROM decision_reasons WHERE decision_id IN" \
  " (SELECT id FROM decisions WHERE verdict = 'reject' AND undone_us IS NULL" \
  "  ORDER BY rowid DESC LIMIT ?1) GROUP BY code"

#define READING "reading the reasons"
#define ADDING "adding a reason"
#define RETIRING "retiring a reason"

static gboolean
count_uses (DzStore      *self,
            DzReasonList *list,
            GError      **error)
{
  GPtrArray *reasons = dz_reason_list_get_all (list);
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, COUNT_USES,
                                              DZ_VALUES (DZ_INT (DECISIONS_COUNTED)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      for (guint i = 0; i < reasons->len; i++)
        {
          DzReason *reason = g_ptr_array_index (reasons, i);

          if (g_str_equal (reason->code, dz_statement_get_text (rows, 0)))
            reason->uses = (guint) dz_statement_get_int64 (rows, 1);
        }
    }
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_get_reasons:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full) (nullable): every version of every reason, uses not counted
 */
DzReasonList *
dz_store_get_reasons (DzStore *self,
                      GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  transaction = dz_transaction_begin_read (self, READING, error);
  return transaction != NULL ? dz_store_load_reasons (self, error) : NULL;
}

/**
 * dz_store_list_reasons:
 * @self: a store
 * @error: return location
 *
 * Lists every version of every reason, those of old decisions too, with how often each code was
 * given in the last decisions.
 *
 * Returns: (transfer full) (nullable): the reasons
 */
DzReasonList *
dz_store_list_reasons (DzStore *self,
                       GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzReasonList) list = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  transaction = dz_transaction_begin_read (self, READING, error);
  list = transaction != NULL ? dz_store_load_reasons (self, error) : NULL;
  return list != NULL && count_uses (self, list, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean
append_entry (DzStore        *self,
              const DzReason *reason,
              const char     *kind,
              const char     *actor,
              const char     *outcome,
              GError        **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add_int (detail, "version", reason->version);
  dz_detail_add (detail, "rules", reason->rules);
  dz_detail_add (detail, "label_zh", reason->label_zh);
  dz_detail_add (detail, "label_en", reason->label_en);
  dz_detail_add (detail, "zh", reason->zh);
  dz_detail_add (detail, "en", reason->en);
  dz_detail_add_int (detail, "needs_note", reason->needs_note ? 1 : 0);
  return dz_store_append_entry (self, kind, actor, reason->code, outcome, detail, error);
}

/* Nobody overwrites what they have not seen. */
static gboolean
check_seen (const DzReason *known,
            const char     *code,
            gint64          last,
            GError        **error)
{
  if (last == DZ_STORE_REASON_ANY || last == (known != NULL ? (gint64) known->version : 0))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_OVERTAKEN,
               "“%.40s” has come to another version meanwhile", code);
  return FALSE;
}

/* The last version makes place for the new one. */
static gboolean
make_place (DzStore        *self,
            const DzReason *last,
            DzReason       *reason,
            const char     *actor,
            GError        **error)
{
  reason->version = last != NULL ? last->version + 1 : 1;
  reason->since_us = self->now_us;
  reason->retired_us = 0;
  if (last == NULL || last->retired_us != 0)
    return TRUE;
  if (dz_reason_says_alike (last, reason))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS,
                   ADDING ": “%s” has these words already", reason->code);
      return FALSE;
    }
  return dz_store_end_reason (self, last, actor, error);
}

static DzReason *
add (DzStore        *self,
     const DzReason *words,
     gint64          last,
     const char     *actor,
     GError        **error)
{
  g_autoptr(DzReasonList) list = dz_store_load_reasons (self, error);
  g_autoptr(DzReason) reason = NULL;
  const DzReason *known;

  if (list == NULL)
    return NULL;
  reason = dz_reason_copy (words);
  known = dz_reason_list_find_version (list, words->code, 0);
  if (!check_seen (known, words->code, last, error) ||
      !make_place (self, known, reason, actor, error) ||
      !dz_store_write_reason (self, reason, actor, error) ||
      !append_entry (self, reason, "reason-add", actor, "added", error))
    return NULL;
  return g_steal_pointer (&reason);
}

/**
 * dz_store_add_reason:
 * @self: a store
 * @words: a reason; its version, times and people are not looked at
 * @last: the last version that who adds it has seen, 0 for none of this code; DZ_STORE_REASON_ANY
 *   for whichever
 * @actor: who adds it
 * @error: return location; DZ_STORE_ERROR_INVALID where the words are not allowed,
 *   DZ_STORE_ERROR_EXISTS where the reason has these words already, DZ_STORE_ERROR_OVERTAKEN where
 *   it has come to another version than @last
 *
 * Adds a reason, or another version of one: the words that were given before stay with the
 * decisions that gave them.
 *
 * Returns: (transfer full) (nullable): the reason as it can be given from now on
 */
DzReason *
dz_store_add_reason (DzStore        *self,
                     const DzReason *words,
                     gint64          last,
                     const char     *actor,
                     GError        **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzReason) reason = NULL;
  const char *problem;

  g_return_val_if_fail (self != NULL && words != NULL && actor != NULL, NULL);

  problem = dz_reason_find_problem (words);
  if (problem != NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, ADDING ": %s", problem);
      return NULL;
    }
  transaction = dz_transaction_begin_write (self, ADDING, error);
  reason = transaction != NULL ? add (self, words, last, actor, error) : NULL;
  if (reason == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&reason);
}

static DzReason *
retire (DzStore    *self,
        const char *code,
        gint64      last,
        const char *actor,
        GError    **error)
{
  g_autoptr(DzReasonList) list = dz_store_load_reasons (self, error);
  const DzReason *known = list != NULL ? dz_reason_list_find (list, code) : NULL;
  g_autoptr(DzReason) reason = NULL;

  if (list != NULL && known == NULL)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                 RETIRING ": “%.40s” is no reason that can be given", code);
  if (known == NULL || !check_seen (known, code, last, error))
    return NULL;
  reason = dz_reason_copy (known);
  reason->retired_us = self->now_us;
  if (!dz_store_end_reason (self, known, actor, error) ||
      !append_entry (self, reason, "reason-retire", actor, "retired", error))
    return NULL;
  return g_steal_pointer (&reason);
}

/**
 * dz_store_retire_reason:
 * @self: a store
 * @code: code of a reason that can be given
 * @last: the version that who retires it has seen; DZ_STORE_REASON_ANY for whichever
 * @actor: who retires it
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND where it cannot be given,
 *   DZ_STORE_ERROR_OVERTAKEN where it has come to another version than @last
 *
 * Takes a reason out of the list. Who had a photo before that may still give it for this photo.
 *
 * Returns: (transfer full) (nullable): the reason as it was
 */
DzReason *
dz_store_retire_reason (DzStore    *self,
                        const char *code,
                        gint64      last,
                        const char *actor,
                        GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzReason) reason = NULL;

  g_return_val_if_fail (self != NULL && code != NULL && actor != NULL, NULL);

  transaction = dz_transaction_begin_write (self, RETIRING, error);
  reason = transaction != NULL ? retire (self, code, last, actor, error) : NULL;
  if (reason == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&reason);
}
