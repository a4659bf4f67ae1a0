/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-rows-private.h"

#include "dz-entry-bytes.h"

/**
 * dz_mirror_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
dz_mirror_row_free (DzMirrorRow *self)
{
  if (self == NULL)
    return;
  dz_entry_free (self->entry);
  dz_entry_aspects_clear (&self->aspects);
  g_free (self);
}

/**
 * dz_mirror_rows_free:
 * @self: (transfer full) (nullable): rows
 */
void
dz_mirror_rows_free (DzMirrorRows *self)
{
  if (self == NULL)
    return;
  for (gint64 i = 0; i < self->n_blocks; i++)
    {
      if (self->bitmaps[i] != NULL)
        roaring_bitmap_free (self->bitmaps[i]);
    }
  g_free (self->bitmaps);
  g_free (self->before);
  g_free (self);
}

/**
 * dz_mirror_rows_get_n:
 * @self: rows
 *
 * Returns: how many there are
 */
gint64
dz_mirror_rows_get_n (const DzMirrorRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->before != NULL ? self->before[self->n_blocks] : 0;
}

/* The last block before which there are at most @place rows, and in which there are some. */
static gint64
find_block (const DzMirrorRows *self,
            gint64              place)
{
  gint64 from = 0;
  gint64 until = self->n_blocks;

  while (until - from > 1)
    {
      gint64 middle = from + (until - from) / 2;

      if (self->before[middle] <= place)
        from = middle;
      else
        until = middle;
    }
  return from;
}

/**
 * dz_mirror_rows_get_seq:
 * @self: rows
 * @row: from 0, less than dz_mirror_rows_get_n()
 * @order: which is row 0
 *
 * Returns: number of the entry in that row
 */
gint64
dz_mirror_rows_get_seq (const DzMirrorRows *self,
                        gint64              row,
                        DzMirrorOrder       order)
{
  gint64 n = dz_mirror_rows_get_n (self);
  gint64 place = order == DZ_MIRROR_NEWEST_FIRST ? n - 1 - row : row;
  guint32 found = 0;
  gint64 block;

  g_return_val_if_fail (row >= 0 && row < n, 0);

  block = find_block (self, place);
  roaring_bitmap_select (self->bitmaps[block], (guint32) (place - self->before[block]), &found);
  return dz_mirror_seq_of (block, found);
}

/* How many rows there are of entries before @seq. */
static gint64
count_before (const DzMirrorRows *self,
              gint64              seq)
{
  gint64 block = dz_mirror_block_of (seq);
  guint32 place = dz_mirror_place_of (seq);

  if (block >= self->n_blocks)
    return dz_mirror_rows_get_n (self);
  if (self->bitmaps[block] == NULL || place == 0)
    return self->before[block];
  return self->before[block] + (gint64) roaring_bitmap_rank (self->bitmaps[block], place - 1);
}

/**
 * dz_mirror_rows_find:
 * @self: rows
 * @seq: number of an entry, from 1
 * @order: which is row 0
 *
 * Returns: the row of the entry; where it is not among them, that of the next one after it in time,
 *   or the last one before it where there is none after; -1 where there are no rows
 */
gint64
dz_mirror_rows_find (const DzMirrorRows *self,
                     gint64              seq,
                     DzMirrorOrder       order)
{
  gint64 n = dz_mirror_rows_get_n (self);
  gint64 place;

  g_return_val_if_fail (seq >= 1, -1);

  if (n == 0)
    return -1;
  place = MIN (count_before (self, seq), n - 1);
  return order == DZ_MIRROR_NEWEST_FIRST ? n - 1 - place : place;
}

static DzMirrorRow *
read_row (DzMirror *self,
          gint64    seq,
          GError  **error)
{
  g_autoptr(DzMirrorRow) row = NULL;
  DzFeedEntry entry;

  if (!dz_mirror_find_entry (self, seq, &entry, error))
    return NULL;
  row = g_new0 (DzMirrorRow, 1);
  row->entry = dz_entry_bytes_read (entry.bytes, entry.length);
  if (row->entry != NULL && row->entry->seq == seq &&
      dz_entry_aspects_read (&row->aspects, entry.aspects, entry.aspects_length))
    return g_steal_pointer (&row);
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               "reading entry %lld of the copy of the history: it has not the form of an entry",
               (long long) seq);
  return NULL;
}

/* An entry that a restore has left behind is no damage. */
static GPtrArray *
read_rows (DzMirror           *self,
           const DzMirrorRows *rows,
           gint64              first,
           gint64              n,
           DzMirrorOrder       order,
           GError            **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_mirror_row_free);

  for (gint64 i = 0; i < n; i++)
    {
      gint64 seq = dz_mirror_rows_get_seq (rows, first + i, order);
      DzMirrorRow *row = NULL;

      if (seq <= self->end.walk.seq)
        row = read_row (self, seq, error);
      else
        g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND,
                     "reading the copy of the history: it has no entry %lld any more",
                     (long long) seq);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (found, row);
    }
  return g_steal_pointer (&found);
}

/**
 * dz_mirror_read_rows:
 * @self: a copy
 * @rows: what dz_mirror_find() found in it
 * @first: the first row that is wanted
 * @n: how many; fewer are there at the end
 * @order: which is row 0
 * @error: return location; DZ_CACHE_ERROR_DAMAGED; DZ_CACHE_ERROR_NOT_FOUND: a new epoch has left
 *   one behind, find anew; any other #DzCacheError
 *
 * Returns: (transfer full) (element-type DzMirrorRow) (nullable): a page of rows
 */
GPtrArray *
dz_mirror_read_rows (DzMirror           *self,
                     const DzMirrorRows *rows,
                     gint64              first,
                     guint               n,
                     DzMirrorOrder       order,
                     GError            **error)
{
  g_autoptr(GPtrArray) found = NULL;
  GError *problem = NULL;
  gint64 left;

  g_return_val_if_fail (self != NULL && rows != NULL && first >= 0, NULL);

  left = MAX (dz_mirror_rows_get_n (rows) - first, 0);
  if (!dz_mirror_begin (self, "BEGIN", error))
    return NULL;
  found = read_rows (self, rows, first, MIN (left, (gint64) n), order, &problem);
  return dz_mirror_end (self, found != NULL, problem, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * dz_mirror_read_row:
 * @self: a copy
 * @seq: number of an entry, at most dz_mirror_get_seq()
 * @error: return location; DZ_CACHE_ERROR_DAMAGED, any #DzCacheError
 *
 * Returns: (transfer full) (nullable): the entry
 */
DzMirrorRow *
dz_mirror_read_row (DzMirror *self,
                    gint64    seq,
                    GError  **error)
{
  g_autoptr(DzMirrorRow) row = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (self != NULL && seq >= 1, NULL);

  if (!dz_mirror_begin (self, "BEGIN", error))
    return NULL;
  row = read_row (self, seq, &problem);
  return dz_mirror_end (self, row != NULL, problem, error) ? g_steal_pointer (&row) : NULL;
}
