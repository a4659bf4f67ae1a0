/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-history-feed.h"

#include <string.h>

#include "dz-byte-reader.h"
#include "dz-byte-writer.h"

#define LENGTH_BYTES 2

/* A feed: what a service tells of its history, by the ten thousand entries a second, so not in
 * JSON. All numbers are big-endian.
 *
 *     5  "DZHF" 1
 *   2+n  an entry: length in bytes, then its canonical bytes  n ≥ 1
 *   2+n  its aspects, the same way                            n = 0 for none
 *        … for each entry …
 *     2  0: the end, without which it was cut off */
static const guint8 beginning[] = { 'D', 'Z', 'H', 'F', 1 };

/**
 * dz_feed_begin:
 *
 * Returns: (transfer full): a feed that has no entry yet
 */
GByteArray *
dz_feed_begin (void)
{
  GByteArray *feed = g_byte_array_new ();

  return g_byte_array_append (feed, beginning, sizeof beginning);
}

static void
add_bytes (GByteArray   *feed,
           const guint8 *bytes,
           gsize         length)
{
  g_assert (length <= G_MAXUINT16);
  dz_byte_writer_add_number (feed, length, LENGTH_BYTES);
  g_byte_array_append (feed, bytes, (guint) length);
}

/**
 * dz_feed_add:
 * @feed: a feed that has not ended
 * @entry: an entry
 *
 * Adds an entry.
 */
void
dz_feed_add (GByteArray        *feed,
             const DzFeedEntry *entry)
{
  add_bytes (feed, entry->bytes, entry->length);
  add_bytes (feed, entry->aspects, entry->aspects_length);
}

/**
 * dz_feed_end:
 * @feed: a feed that has not ended
 *
 * Says that there is nothing more.
 */
void
dz_feed_end (GByteArray *feed)
{
  dz_byte_writer_add_number (feed, 0, LENGTH_BYTES);
}

/**
 * dz_feed_reader_over:
 * @bytes: (array length=length) (nullable): a feed, perhaps
 * @length: how many
 *
 * Returns: a reader before its first entry
 */
DzFeedReader
dz_feed_reader_over (const guint8 *bytes,
                     gsize         length)
{
  DzByteReader reader = dz_byte_reader_over (bytes, length);
  const guint8 *begun = dz_byte_reader_take (&reader, sizeof beginning);

  if (begun == NULL || memcmp (begun, beginning, sizeof beginning) != 0)
    dz_byte_reader_give_up (&reader);
  return (DzFeedReader) { reader };
}

/**
 * dz_feed_reader_next:
 * @self: a reader
 * @entry: (out caller-allocates): the next entry, where there is one; it lasts as long as the feed
 *
 * Returns: what comes next
 */
DzFeedStep
dz_feed_reader_next (DzFeedReader *self,
                     DzFeedEntry  *entry)
{
  DzByteReader *bytes = &self->bytes;

  entry->length = dz_byte_reader_take_number (bytes, LENGTH_BYTES);
  if (bytes->at != NULL && entry->length == 0)
    return dz_byte_reader_is_finished (bytes) ? DZ_FEED_END : DZ_FEED_BROKEN;
  entry->bytes = dz_byte_reader_take (bytes, entry->length);
  entry->aspects_length = dz_byte_reader_take_number (bytes, LENGTH_BYTES);
  entry->aspects = dz_byte_reader_take (bytes, entry->aspects_length);
  return bytes->at != NULL ? DZ_FEED_ENTRY : DZ_FEED_BROKEN;
}
