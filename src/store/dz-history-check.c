/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-history.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "dz-chain-walk.h"
#include "dz-store-private.h"

#define PAGE 1000

#define LIST_PAGE \
  "SELECT entries.seq, entries.bytes, entries.hash, entry_details.salt, entry_details.value," \
  " entry_index.actor, entry_index.subject FROM entries" \
  " LEFT JOIN entry_details ON entry_details.seq = entries.seq" \
  " LEFT JOIN entry_index ON entry_index.seq = entries.seq" \
  " WHERE entries.seq > ?1 ORDER BY entries.seq LIMIT ?2"
#define READ_HEAD "SELECT seq, hash FROM history_head WHERE id = 1"
#define READ_CLOCK "SELECT last_us FROM clock WHERE id = 1"

#define DOING "verifying the history"

typedef struct
{
  DzHistoryCheck *check;
  DzChainWalk     chain;
} Walk;

/**
 * dz_history_check_clear:
 * @self: what a verification found
 */
void
dz_history_check_clear (DzHistoryCheck *self)
{
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->head_hash, g_free);
}

static gboolean
is_blob (DzStatement  *row,
         int           column,
         const guint8 *expected,
         gsize         expected_length)
{
  gsize length;
  const guint8 *blob = dz_statement_get_blob (row, column, &length);

  return blob != NULL && length == expected_length && memcmp (blob, expected, length) == 0;
}

/* Of an entry that the index has not there is nothing to compare with. */
static gboolean
is_word (DzStatement       *row,
         int                column,
         const DzEntryWord *expected)
{
  return !dz_statement_is_null (row, column) &&
         dz_entry_word_is (expected, dz_statement_get_text (row, column));
}

/* A detail may have been erased; one that is there must be the one that was meant. */
static const char *
find_detail_problem (Walk              *walk,
                     DzStatement       *row,
                     const DzEntryView *entry)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  const guint8 *salt;
  gsize length;

  if (dz_statement_is_null (row, 4))
    {
      walk->check->erased += !sodium_is_zero (entry->detail_hash, DZ_ENTRY_HASH_LENGTH);
      return NULL;
    }
  salt = dz_statement_get_blob (row, 3, &length);
  if (length != DZ_ENTRY_SALT_LENGTH)
    return _("the salt of its detail has a wrong length");
  dz_entry_detail_digest (salt, dz_statement_get_text (row, 4), hash);
  return memcmp (hash, entry->detail_hash, sizeof hash) == 0 ? NULL : _("its detail was changed");
}

static const char *
find_problem (Walk              *walk,
              DzStatement       *row,
              DzChainProblem     problem,
              const DzEntryView *entry)
{
  if (problem != DZ_CHAIN_FINE)
    return dz_chain_problem_say (problem);
  if (!is_blob (row, 2, walk->chain.hash, sizeof walk->chain.hash))
    return _("its hash is not that of its bytes");
  if (entry->seq != dz_statement_get_int64 (row, 0))
    return dz_chain_problem_say (DZ_CHAIN_REPEATED);
  if (!is_word (row, 5, &entry->actor) || !is_word (row, 6, &entry->subject))
    return _("the index names others than its bytes do");
  return find_detail_problem (walk, row, entry);
}

static void
set_problem (DzHistoryCheck *check,
             gint64          seq,
             const char     *problem)
{
  check->first_bad = seq;
  check->problem = g_strdup_printf (_("entry %lld: %s"), (long long) seq, problem);
}

static void
walk_on (Walk        *walk,
         DzStatement *row)
{
  DzChainWalk before = walk->chain;
  DzEntryView entry;
  gsize length;
  const guint8 *bytes = dz_statement_get_blob (row, 1, &length);
  DzChainProblem followed = dz_chain_walk_step (&walk->chain, bytes, length, &entry);
  const char *problem = find_problem (walk, row, followed, &entry);

  walk->check->entries++;
  if (problem == NULL)
    return;
  walk->chain = before;
  set_problem (walk->check, dz_statement_get_int64 (row, 0), problem);
}

/* Holds the end of the chain against what is stored of it, so that a tail cut off is seen, and
 * against the clock, which is never behind what it has issued. */
static gboolean
check_end (DzStore *self,
           Walk    *walk,
           GError **error)
{
  g_autoptr(DzStatement) head = dz_query_new (self, DOING, READ_HEAD, DZ_VALUES (), error);
  DzStep step = dz_query_step (head, error);
  gint64 clock_us;

  if (step == DZ_STEP_FAILED ||
      !dz_store_read_int (self, DOING, READ_CLOCK, DZ_VALUES (), 0, &clock_us, error))
    return FALSE;
  if (step == DZ_STEP_DONE || dz_statement_get_int64 (head, 0) != walk->chain.seq ||
      !is_blob (head, 1, walk->chain.hash, sizeof walk->chain.hash))
    set_problem (walk->check, walk->chain.seq + 1,
                 _("the history does not end where it is said to end"));
  else if (walk->chain.time_us > clock_us)
    set_problem (walk->check, walk->chain.seq, _("its time was never issued by the clock"));
  return TRUE;
}

/* Each page sees one state of the data, and lets writers go on between the pages. */
static gboolean
walk_page (DzStore  *self,
           Walk     *walk,
           gboolean *done,
           GError  **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_read (self, DOING, error);
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;
  guint n_rows = 0;

  if (transaction == NULL)
    return FALSE;
  rows = dz_query_new (self, DOING, LIST_PAGE,
                       DZ_VALUES (DZ_INT (walk->chain.seq), DZ_INT (PAGE)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW && walk->check->first_bad == 0)
    {
      walk_on (walk, rows);
      n_rows++;
    }
  if (step == DZ_STEP_FAILED)
    return FALSE;
  *done = n_rows < PAGE || walk->check->first_bad != 0;
  return !*done || walk->check->first_bad != 0 || check_end (self, walk, error);
}

/**
 * dz_store_verify_history:
 * @self: a store
 * @cancellable: (nullable): to stop between pages
 * @check: (out): what was found, to be cleared
 * @error: return location; G_IO_ERROR_CANCELLED, or why the history cannot be read. A history that
 *   does not hold is no error but an answer
 *
 * Walks along the chain from its first entry and stops at the first that does not hold.
 *
 * Returns: whether it could be walked
 */
gboolean
dz_store_verify_history (DzStore        *self,
                         GCancellable   *cancellable,
                         DzHistoryCheck *check,
                         GError        **error)
{
  Walk walk = { .check = check };
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL && check != NULL, FALSE);

  *check = (DzHistoryCheck) { 0 };
  while (!done)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !walk_page (self, &walk, &done, error))
        return FALSE;
    }
  check->head_seq = walk.chain.seq;
  check->head_hash = dz_entry_hash_to_hex (walk.chain.hash);
  return TRUE;
}
