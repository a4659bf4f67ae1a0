/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-history-feed.h"
#include "dz-store-aspects.h"
#include "dz-store-heads.h"
#include "dz-store-private.h"

/* A page ends early rather than being longer than a client takes. */
#define FEED_BYTES_MAX (4 * 1024 * 1024)

#define READ_BARE_FROM "SELECT aspects_filled FROM service WHERE id = 1"
#define READ_BARE_TO "SELECT aspects_since FROM service WHERE id = 1"
#define LIST_FEED \
  "SELECT entries.seq, entries.bytes, entry_aspects.bytes FROM entries" \
  " LEFT JOIN entry_aspects ON entry_aspects.seq = entries.seq" \
  " WHERE entries.seq > ?1 ORDER BY entries.seq LIMIT ?2"

#define DOING "reading the feed of the history"

/* The entries between both have no aspects yet: they were written before there were any. */
typedef struct
{
  gint64 filled;
  gint64 since;
} Bare;

static gboolean
read_bare (DzStore *self,
           Bare    *bare,
           GError **error)
{
  return dz_store_read_int (self, DOING, READ_BARE_FROM, DZ_VALUES (), 0, &bare->filled, error) &&
         dz_store_read_int (self, DOING, READ_BARE_TO, DZ_VALUES (), 0, &bare->since, error);
}

static GByteArray *
derive (DzAspectReader    *reader,
        const DzFeedEntry *entry,
        GError           **error)
{
  DzEntryView view;

  if (!dz_entry_view_read (&view, entry->bytes, entry->length))
    return g_byte_array_new (); /* whoever walks along the feed finds it */
  return dz_aspect_reader_derive (reader, &view, error);
}

static gboolean
add_row (DzAspectReader *reader,
         DzStatement    *row,
         const Bare     *bare,
         GByteArray     *feed,
         GError        **error)
{
  gint64 seq = dz_statement_get_int64 (row, 0);
  g_autoptr(GByteArray) derived = NULL;
  DzFeedEntry entry;

  entry.bytes = dz_statement_get_blob (row, 1, &entry.length);
  entry.aspects = dz_statement_get_blob (row, 2, &entry.aspects_length);
  if (entry.length == 0 || entry.length > G_MAXUINT16 || entry.aspects_length > G_MAXUINT16)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   DOING ": entry %" G_GINT64_FORMAT " has not the length of one", seq);
      return FALSE;
    }
  if (seq > bare->filled && seq < bare->since)
    {
      derived = derive (reader, &entry, error);
      if (derived == NULL)
        return FALSE;
      entry.aspects = derived->data;
      entry.aspects_length = derived->len;
    }
  dz_feed_add (feed, &entry);
  return TRUE;
}

/**
 * dz_store_read_feed:
 * @self: a store
 * @after: gives entries after this number; 0 from the first
 * @limit: most entries to give, at most DZ_STORE_FEED_MAX
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Reads the history as it is told to a mirror: canonical bytes and what entries are found by,
 * nothing personal. A page may be shorter than asked for; one without entries is the end.
 *
 * Returns: (transfer full) (nullable): a feed (src/chain/dz-history-feed.c)
 */
GBytes *
dz_store_read_feed (DzStore *self,
                    gint64   after,
                    guint    limit,
                    GError **error)
{
  g_autoptr(GByteArray) feed = dz_feed_begin ();
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzAspectReader) reader = dz_aspect_reader_new (self);
  g_autoptr(DzStatement) rows = NULL;
  DzStep step = DZ_STEP_DONE;
  Bare bare;

  g_return_val_if_fail (self != NULL && after >= 0, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL || !read_bare (self, &bare, error))
    return NULL;
  rows = dz_query_new (self, DOING, LIST_FEED,
                       DZ_VALUES (DZ_INT (after), DZ_INT (MIN (limit, DZ_STORE_FEED_MAX))), error);
  while (feed->len < FEED_BYTES_MAX && (step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!add_row (reader, rows, &bare, feed, error))
        return NULL;
    }
  if (rows == NULL || step == DZ_STEP_FAILED)
    return NULL;
  dz_feed_end (feed);
  return g_byte_array_free_to_bytes (g_steal_pointer (&feed));
}
