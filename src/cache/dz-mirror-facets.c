/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-facets.h"

#include "dz-mirror-rows-private.h"

/* China Standard Time has no summer time since 1991 (IANA tz, Asia/Shanghai). */
#define BEIJING_OFFSET_US (8 * G_TIME_SPAN_HOUR)

#define LIST_WORD "SELECT id, n, sum, bitmap FROM postings WHERE id >= ? AND id < ?"

#define DOING "counting entries of the history"

/**
 * dz_mirror_facet_free:
 * @self: (transfer full) (nullable): a facet
 */
void
dz_mirror_facet_free (DzMirrorFacet *self)
{
  if (self == NULL)
    return;
  g_free (self->word);
  g_free (self);
}

static gboolean
count_word (DzStatement        *postings,
            const DzMirrorRows *rows,
            guint               word,
            gint64             *n,
            GError            **error)
{
  gint64 first = dz_mirror_posting_id (word, 0);
  DzStep step;

  dz_statement_reset (postings);
  dz_statement_bind_int64 (postings, first);
  dz_statement_bind_int64 (postings, dz_mirror_posting_id (word + 1, 0));
  while ((step = dz_statement_step (postings, error)) == DZ_STEP_ROW)
    {
      gint64 block = dz_statement_get_int64 (postings, 0) - first;
      g_autoptr(roaring_bitmap_t) bitmap = NULL;

      if (block < 0) /* which the question excludes: rows that are not in their order */
        return dz_mirror_posting_set_damaged (error);
      if (block >= rows->n_blocks || rows->bitmaps[block] == NULL)
        continue;
      bitmap = dz_mirror_posting_parse (postings, error);
      if (bitmap == NULL)
        return FALSE;
      *n += (gint64) roaring_bitmap_and_cardinality (bitmap, rows->bitmaps[block]);
    }
  return step == DZ_STEP_DONE;
}

static gboolean
is_chosen (const DzMirrorFilter *filter,
           const DzMirrorWord   *word)
{
  const char *const *words = (const char *const *) filter->words[word->dimension];

  return words != NULL && g_strv_contains (words, word->text);
}

/* More first; else by the word, so that the order does not change by itself. */
static int
compare_facets (gconstpointer a,
                gconstpointer b)
{
  const DzMirrorFacet *one = *(const DzMirrorFacet *const *) a;
  const DzMirrorFacet *other = *(const DzMirrorFacet *const *) b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return g_strcmp0 (one->word, other->word);
}

static GPtrArray *
count_words (DzMirror             *self,
             const DzMirrorFilter *filter,
             const DzMirrorRows   *rows,
             DzMirrorDimension     dimension,
             GCancellable         *cancellable,
             GError              **error)
{
  g_autoptr(DzStatement) postings = dz_statement_new (self->db, LIST_WORD, DOING, error);
  g_autoptr(GPtrArray) facets
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_mirror_facet_free);

  for (guint id = 1; postings != NULL && id <= dz_mirror_words_get_n (self->words); id++)
    {
      const DzMirrorWord *word = dz_mirror_words_get (self->words, id);
      DzMirrorFacet facet = { NULL, 0 };

      if (word->dimension != dimension)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !count_word (postings, rows, id, &facet.n, error))
        return NULL;
      facet.word = g_strdup (word->text);
      if (facet.n > 0 || is_chosen (filter, word))
        g_ptr_array_add (facets, g_memdup2 (&facet, sizeof facet));
      else
        g_free (facet.word);
    }
  g_ptr_array_sort (facets, compare_facets);
  return postings != NULL ? g_steal_pointer (&facets) : NULL;
}

/**
 * dz_mirror_count_words:
 * @self: a copy
 * @filter: which entries are wanted
 * @dimension: of which dimension
 * @cancellable: (nullable): to stop between words
 * @error: return location; G_IO_ERROR_CANCELLED, DZ_CACHE_ERROR_DAMAGED, any #DzCacheError
 *
 * How many entries each word of a dimension would give, were it chosen: the filter's own choice in
 * that dimension is not looked at, so that another one can be seen beside it.
 *
 * Returns: (transfer full) (element-type DzMirrorFacet) (nullable): the words that some entry has,
 *   and those that the filter has chosen; the most frequent first
 */
GPtrArray *
dz_mirror_count_words (DzMirror             *self,
                       const DzMirrorFilter *filter,
                       DzMirrorDimension     dimension,
                       GCancellable         *cancellable,
                       GError              **error)
{
  g_autoptr(DzMirrorRows) rows = NULL;
  g_autoptr(GPtrArray) facets = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);

  if (!dz_mirror_begin (self, "BEGIN", error))
    return NULL;
  rows = dz_mirror_find_rows (self, filter, (int) dimension, cancellable, &problem);
  if (rows != NULL)
    facets = count_words (self, filter, rows, dimension, cancellable, &problem);
  return dz_mirror_end (self, facets != NULL, problem, error) ? g_steal_pointer (&facets) : NULL;
}

static gint64
begin_of_day (gint64 time_us)
{
  return time_us - (time_us + BEIJING_OFFSET_US) % G_TIME_SPAN_DAY;
}

static gint64
count_before (const DzMirrorRows *rows,
              gint64              seq)
{
  gint64 n = dz_mirror_rows_get_n (rows);
  gint64 row = dz_mirror_rows_find (rows, seq, DZ_MIRROR_OLDEST_FIRST);

  if (n == 0)
    return 0;
  return dz_mirror_rows_get_seq (rows, row, DZ_MIRROR_OLDEST_FIRST) < seq ? row + 1 : row;
}

static gboolean
read_begin (DzMirror *self,
            gint64    seq,
            gint64   *begin_us,
            GError  **error)
{
  DzFeedEntry entry;
  DzEntryView view;

  if (!dz_mirror_find_entry (self, seq, &entry, error))
    return FALSE;
  *begin_us = dz_entry_view_read (&view, entry.bytes, entry.length) ? begin_of_day (view.time_us)
                                                                    : 0;
  return TRUE;
}

/* From the first entry of a day to the first one after it, which is that of the next day that has
 * any. */
static GArray *
count_days (DzMirror           *self,
            const DzMirrorRows *rows,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (DzMirrorDay));
  gint64 seq = 1;

  while (seq <= self->end.walk.seq)
    {
      DzMirrorDay day = { .first_seq = seq };

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_begin (self, seq, &day.begin_us, error) ||
          !dz_mirror_find_time_seq (self, day.begin_us + G_TIME_SPAN_DAY, &seq, error))
        return NULL;
      day.n = count_before (rows, seq) - count_before (rows, day.first_seq);
      if (day.n > 0)
        g_array_append_val (days, day);
      seq = MAX (seq, day.first_seq + 1); /* also where a damaged time says otherwise */
    }
  return g_steal_pointer (&days);
}

/**
 * dz_mirror_count_days:
 * @self: a copy
 * @filter: which entries are wanted
 * @cancellable: (nullable): to stop between days
 * @error: return location; G_IO_ERROR_CANCELLED, DZ_CACHE_ERROR_DAMAGED, any #DzCacheError
 *
 * Returns: (transfer full) (element-type DzMirrorDay) (nullable): the days that have any, in
 *   Beijing time, the first one first
 */
GArray *
dz_mirror_count_days (DzMirror             *self,
                      const DzMirrorFilter *filter,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr(DzMirrorRows) rows = NULL;
  g_autoptr(GArray) days = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);

  if (!dz_mirror_begin (self, "BEGIN", error))
    return NULL;
  rows = dz_mirror_find_rows (self, filter, DZ_MIRROR_NO_DIMENSION, cancellable, &problem);
  if (rows != NULL)
    days = count_days (self, rows, cancellable, &problem);
  return dz_mirror_end (self, days != NULL, problem, error) ? g_steal_pointer (&days) : NULL;
}
