/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-history.h"

#include "dz-entry-bytes.h"
#include "dz-store-private.h"

#define LIST_ENTRIES \
  "SELECT entries.seq, entries.bytes, entry_details.value, users.name" \
  " FROM entries JOIN entry_index ON entry_index.seq = entries.seq" \
  " LEFT JOIN entry_details ON entry_details.seq = entries.seq" \
  " LEFT JOIN users ON users.id = entry_index.actor" \
  " WHERE entries.seq >= ?1 ORDER BY entries.seq LIMIT ?2"
#define LIST_ENTRIES_OF \
  "SELECT entries.seq, entries.bytes, entry_details.value, users.name" \
  " FROM entry_index JOIN entries ON entries.seq = entry_index.seq" \
  " LEFT JOIN entry_details ON entry_details.seq = entries.seq" \
  " LEFT JOIN users ON users.id = entry_index.actor" \
  " WHERE entry_index.actor = ?3 AND entry_index.seq >= ?1 ORDER BY entry_index.seq LIMIT ?2"

static DzEntry *
entry_from_row (DzStatement *row,
                GError     **error)
{
  gsize length;
  const guint8 *bytes = dz_statement_get_blob (row, 1, &length);
  DzEntry *entry = dz_entry_bytes_read (bytes, length);

  if (entry == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   "reading the history: entry %" G_GINT64_FORMAT " has not the form of one",
                   dz_statement_get_int64 (row, 0));
      return NULL;
    }
  entry->detail = dz_statement_dup_text (row, 2);
  entry->actor_name = dz_statement_dup_text (row, 3);
  return entry;
}

/**
 * dz_store_read_history:
 * @self: a store
 * @from_seq: the first sequence number wanted
 * @limit: most entries to give
 * @only_actor: (nullable): opaque id of whose entries; %NULL for everybody's
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Reads the history from its canonical bytes. It is not verified here.
 *
 * Returns: (transfer full) (nullable) (element-type DzEntry): entries by sequence, perhaps none
 */
GPtrArray *
dz_store_read_history (DzStore    *self,
                       gint64      from_seq,
                       guint       limit,
                       const char *only_actor,
                       GError    **error)
{
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_entry_free);
  if (only_actor != NULL)
    rows = dz_query_new (self, "reading the history", LIST_ENTRIES_OF,
                         DZ_VALUES (DZ_INT (from_seq), DZ_INT (limit), DZ_TEXT (only_actor)),
                         error);
  else
    rows = dz_query_new (self, "reading the history", LIST_ENTRIES,
                         DZ_VALUES (DZ_INT (from_seq), DZ_INT (limit)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzEntry *entry = entry_from_row (rows, error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}
