/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-history.h"

#include "dz-entry-bytes.h"
#include "dz-store-private.h"

#include <sodium.h>

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

/* The walk along the chain. The last good entry is in check->head_seq and check->head_hash. */
typedef struct
{
  DzHistoryCheck *check;
  gint64          last_us; /* of the last good entry */
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
is_hash (DzStatement *row,
         int          column,
         const char  *hex)
{
  guint8 expected[DZ_ENTRY_HASH_LENGTH] = { 0 };
  gsize length;
  const guint8 *hash = dz_statement_get_blob (row, column, &length);

  if (*hex != '\0')
    sodium_hex2bin (expected, sizeof expected, hex, strlen (hex), NULL, NULL, NULL);
  return hash != NULL && length == sizeof expected && memcmp (hash, expected, length) == 0;
}

/* A detail may have been erased; one that is there must be the one that was meant. */
static const char *
find_detail_problem (Walk          *walk,
                     DzStatement   *row,
                     const DzEntry *entry)
{
  g_autofree char *hash = NULL;
  const guint8 *salt;
  gsize length;

  if (dz_statement_is_null (row, 4))
    {
      walk->check->erased += *entry->detail_hash != '\0';
      return NULL;
    }
  salt = dz_statement_get_blob (row, 3, &length);
  if (length != DZ_ENTRY_SALT_LENGTH)
    return "the salt of its detail has a wrong length";
  hash = dz_entry_detail_hash (salt, dz_statement_get_text (row, 4));
  return g_str_equal (hash, entry->detail_hash) ? NULL : "its detail was changed";
}

static const char *
find_problem (Walk          *walk,
              DzStatement   *row,
              const DzEntry *entry)
{
  if (entry == NULL)
    return "its bytes have not the form of an entry";
  if (!is_hash (row, 2, entry->hash))
    return "its hash is not that of its bytes";
  if (entry->seq != dz_statement_get_int64 (row, 0))
    return "its bytes belong to another place in the history";
  if (entry->seq != walk->check->head_seq + 1)
    return "the entry before it is missing";
  if (g_strcmp0 (entry->previous_hash, walk->check->head_hash) != 0)
    return "it does not follow from the entry before it";
  if (entry->time_us < walk->last_us)
    return "its time is before that of the entry before it";
  if (g_strcmp0 (entry->actor, dz_statement_get_text (row, 5)) != 0 ||
      g_strcmp0 (entry->subject, dz_statement_get_text (row, 6)) != 0)
    return "the index names others than its bytes do";
  return find_detail_problem (walk, row, entry);
}

static void
set_problem (DzHistoryCheck *check,
             gint64          seq,
             const char     *problem)
{
  check->first_bad = seq;
  check->problem = g_strdup_printf ("entry %" G_GINT64_FORMAT ": %s", seq, problem);
}

static void
walk_on (Walk        *walk,
         DzStatement *row)
{
  gsize length;
  const guint8 *bytes = dz_statement_get_blob (row, 1, &length);
  g_autoptr(DzEntry) entry = dz_entry_bytes_read (bytes, length);
  const char *problem = find_problem (walk, row, entry);

  walk->check->entries++;
  if (problem != NULL)
    {
      set_problem (walk->check, dz_statement_get_int64 (row, 0), problem);
      return;
    }
  walk->check->head_seq = entry->seq;
  g_free (walk->check->head_hash);
  walk->check->head_hash = g_steal_pointer (&entry->hash);
  walk->last_us = entry->time_us;
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
  if (step == DZ_STEP_DONE || dz_statement_get_int64 (head, 0) != walk->check->head_seq ||
      !is_hash (head, 1, walk->check->head_hash))
    set_problem (walk->check, walk->check->head_seq + 1,
                 "the history does not end where it is said to end");
  else if (walk->last_us > clock_us)
    set_problem (walk->check, walk->check->head_seq, "its time was never issued by the clock");
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
                       DZ_VALUES (DZ_INT (walk->check->head_seq), DZ_INT (PAGE)), error);
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
  Walk walk = { check, 0 };
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL && check != NULL, FALSE);

  *check = (DzHistoryCheck) { .head_hash = g_strdup ("") };
  while (!done)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !walk_page (self, &walk, &done, error))
        return FALSE;
    }
  return TRUE;
}
