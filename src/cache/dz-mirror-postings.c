/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK_BITS 24
#define BLOCKS_MAX ((gint64) 1 << BLOCK_BITS)

/* Sixteen letters are a key of SipHash-2-4; it is no secret. */
static const char posting_key[crypto_shorthash_KEYBYTES + 1] = "duizhao postings";

/* Postings of a word lie side by side, in the order of their blocks. */
gint64
dz_mirror_posting_id (guint  word,
                      gint64 block)
{
  g_assert (block < BLOCKS_MAX);

  return ((gint64) word << BLOCK_BITS) + block;
}

/* A row that was moved, or whose count is not its own, is as damaged as one whose bits turned. */
static gint64
sum_posting (gint64        id,
             gint64        n,
             const guint8 *bytes,
             gsize         length)
{
  guint8 sums[2 * sizeof (guint64) + crypto_shorthash_BYTES];
  guint64 numbers[2] = { GUINT64_TO_LE ((guint64) id), GUINT64_TO_LE ((guint64) n) };
  guint64 sum;

  memcpy (sums, numbers, sizeof numbers);
  crypto_shorthash (sums + sizeof numbers, bytes, length, (const guint8 *) posting_key);
  crypto_shorthash ((guint8 *) &sum, sums, sizeof sums,
                    (const guint8 *) posting_key);
  return (gint64) GUINT64_FROM_LE (sum);
}

gboolean
dz_mirror_posting_set_damaged (GError **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               _("The index of this desk's copy of the history is damaged. Verify the copy."));
  return FALSE;
}

/* A row of (id, n, sum, bitmap). */
roaring_bitmap_t *
dz_mirror_posting_parse (DzStatement *row,
                         GError     **error)
{
  gint64 n = dz_statement_get_int64 (row, 1);
  roaring_bitmap_t *bitmap = NULL;
  gsize length;
  const guint8 *bytes = dz_statement_get_blob (row, 3, &length);

  if (bytes != NULL && dz_statement_get_int64 (row, 2) ==
                         sum_posting (dz_statement_get_int64 (row, 0), n, bytes, length))
    bitmap = roaring_bitmap_portable_deserialize_safe ((const char *) bytes, length);
  if (bitmap == NULL)
    dz_mirror_posting_set_damaged (error);
  return bitmap;
}

/* @bitmap is NULL where no entry of the block has the word. */
gboolean
dz_mirror_posting_read (DzMirror          *self,
                        guint              word,
                        gint64             block,
                        roaring_bitmap_t **bitmap,
                        GError           **error)
{
  DzStatement *row = dz_mirror_statement (self, DZ_MIRROR_READ_POSTING, error);

  *bitmap = NULL;
  if (row == NULL)
    return FALSE;
  dz_statement_bind_int64 (row, dz_mirror_posting_id (word, block));
  switch (dz_statement_step (row, error))
    {
    case DZ_STEP_ROW:
      *bitmap = dz_mirror_posting_parse (row, error);
      return *bitmap != NULL;
    case DZ_STEP_DONE:
      return TRUE;
    case DZ_STEP_FAILED:
    default:
      return FALSE;
    }
}

gboolean
dz_mirror_posting_write (DzMirror         *self,
                         guint             word,
                         gint64            block,
                         roaring_bitmap_t *bitmap,
                         GError          **error)
{
  DzStatement *statement = dz_mirror_statement (self, DZ_MIRROR_WRITE_POSTING, error);
  gint64 id = dz_mirror_posting_id (word, block);
  gint64 n = (gint64) roaring_bitmap_get_cardinality (bitmap);
  g_autofree char *bytes = NULL;
  gsize length;

  if (statement == NULL)
    return FALSE;
  length = roaring_bitmap_portable_size_in_bytes (bitmap);
  bytes = g_malloc (length);
  roaring_bitmap_portable_serialize (bitmap, bytes);
  dz_statement_bind_int64 (statement, id);
  dz_statement_bind_int64 (statement, n);
  dz_statement_bind_int64 (statement, sum_posting (id, n, (const guint8 *) bytes, length));
  dz_statement_bind_blob (statement, bytes, length);
  return dz_statement_run (statement, error);
}
