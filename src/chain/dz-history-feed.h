/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-byte-reader.h"

G_BEGIN_DECLS

/**
 * DzFeedEntry:
 * @bytes: canonical bytes of an entry, perhaps
 * @length: how many
 * @aspects: bytes of its aspects, perhaps
 * @aspects_length: how many, 0 for none
 *
 * One entry as it lies in a feed.
 */
typedef struct
{
  const guint8 *bytes;
  gsize         length;
  const guint8 *aspects;
  gsize         aspects_length;
} DzFeedEntry;

/**
 * DzFeedStep:
 * @DZ_FEED_ENTRY: here is an entry
 * @DZ_FEED_END: the feed ends here, as it should
 * @DZ_FEED_BROKEN: it is no feed, or was cut off
 *
 * What comes next in a feed.
 */
typedef enum
{
  DZ_FEED_ENTRY,
  DZ_FEED_END,
  DZ_FEED_BROKEN,
} DzFeedStep;

/**
 * DzFeedReader:
 *
 * Reads a feed where it lies.
 */
typedef struct
{
  DzByteReader bytes;
} DzFeedReader;

GByteArray  *dz_feed_begin       (void);
void         dz_feed_add         (GByteArray        *feed,
                                  const DzFeedEntry *entry);
void         dz_feed_end         (GByteArray        *feed);
DzFeedReader dz_feed_reader_over (const guint8      *bytes,
                                  gsize              length);
DzFeedStep   dz_feed_reader_next (DzFeedReader      *self,
                                  DzFeedEntry       *entry);

G_END_DECLS
