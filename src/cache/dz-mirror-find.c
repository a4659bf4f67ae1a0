/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-rows-private.h"

#include <string.h>

#define DOING "looking for entries of the history"

/* A filter in the numbers of the file. */
typedef struct
{
  DzMirror    *mirror;                          /* unowned */
  GArray      *words[DZ_MIRROR_N_DIMENSIONS];   /* (element-type guint), owned; %NULL for any */
  const char *const *subjects;                  /* unowned, nullable */
  gint64       from;                            /* seq */
  gint64       until;                           /* seq, the first one too many */
} Query;

static void
query_clear (Query *query)
{
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    g_clear_pointer (&query->words[i], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* A word that no entry has is looked for among none. */
static GArray *
find_words (DzMirror         *self,
            DzMirrorDimension dimension,
            GStrv             texts)
{
  GArray *words;

  if (texts == NULL || texts[0] == NULL)
    return NULL;
  words = g_array_new (FALSE, FALSE, sizeof (guint));
  for (; *texts != NULL; texts++)
    {
      guint word = dz_mirror_words_find (self->words, dimension, *texts, strlen (*texts));

      if (word != 0)
        g_array_append_val (words, word);
    }
  return words;
}

static gboolean
read_time (DzMirror *self,
           gint64    seq,
           gint64   *time_us,
           GError  **error)
{
  DzFeedEntry entry;
  DzEntryView view;

  if (!dz_mirror_find_entry (self, seq, &entry, error))
    return FALSE;
  if (dz_entry_view_read (&view, entry.bytes, entry.length))
    {
      *time_us = view.time_us;
      return TRUE;
    }
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               "reading entry %lld of the copy of the history: it has not the form of an entry",
               (long long) seq);
  return FALSE;
}

/* Time never runs back along the chain, so that the entries of a span lie side by side, and where
 * they begin is found by halving. */
gboolean
dz_mirror_find_time_seq (DzMirror *self,
                         gint64    time_us,
                         gint64   *seq,
                         GError  **error)
{
  gint64 from = 1;
  gint64 until = self->end.walk.seq + 1;

  while (from < until)
    {
      gint64 middle = from + (until - from) / 2;
      gint64 found_us = 0;

      if (!read_time (self, middle, &found_us, error))
        return FALSE;
      if (found_us < time_us)
        from = middle + 1;
      else
        until = middle;
    }
  *seq = from;
  return TRUE;
}

static gboolean
prepare (Query                *query,
         DzMirror             *self,
         const DzMirrorFilter *filter,
         int                   without,
         GError              **error)
{
  query->mirror = self;
  for (int i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    {
      if (i != without)
        query->words[i] = find_words (self, (DzMirrorDimension) i, filter->words[i]);
    }
  query->subjects = (const char *const *) filter->subjects;
  query->from = 1;
  query->until = self->end.walk.seq + 1;
  return (filter->from_us == 0 ||
          dz_mirror_find_time_seq (self, filter->from_us, &query->from, error)) &&
         (filter->until_us == 0 ||
          dz_mirror_find_time_seq (self, filter->until_us, &query->until, error));
}

/* What of a block lies in the span. */
static roaring_bitmap_t *
cut_span (const Query *query,
          gint64       block)
{
  gint64 first = dz_mirror_seq_of (block, 0);
  gint64 from = MAX (query->from, first) - first;
  gint64 until = MIN (query->until, first + DZ_MIRROR_BLOCK) - first;

  return from < until ? roaring_bitmap_from_range ((guint64) from, (guint64) until, 1)
                      : roaring_bitmap_create ();
}

/* What of a block has one of the words. */
static gboolean
unite_words (const Query       *query,
             gint64             block,
             const GArray      *words,
             roaring_bitmap_t **united,
             GError           **error)
{
  g_autoptr(roaring_bitmap_t) all = roaring_bitmap_create ();

  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr(roaring_bitmap_t) bitmap = NULL;

      if (!dz_mirror_posting_read (query->mirror, g_array_index (words, guint, i), block, &bitmap,
                                   error))
        return FALSE;
      if (bitmap != NULL)
        roaring_bitmap_or_inplace (all, bitmap);
    }
  *united = g_steal_pointer (&all);
  return TRUE;
}

static gboolean
is_about (const DzEntryView *view,
          const char        *subject)
{
  DzEntryWord student;

  return dz_entry_word_is (&view->subject, subject) ||
         (dz_mirror_is_student (&view->actor, &student) && dz_entry_word_is (&student, subject));
}

/* Two ids may have one hash: the entry tells. */
static gboolean
add_subject_entry (const Query      *query,
                   gint64            seq,
                   const char       *subject,
                   roaring_bitmap_t *all,
                   GError          **error)
{
  DzFeedEntry entry;
  DzEntryView view;

  if (!dz_mirror_find_entry (query->mirror, seq, &entry, error))
    return FALSE;
  if (dz_entry_view_read (&view, entry.bytes, entry.length) && is_about (&view, subject))
    roaring_bitmap_add (all, dz_mirror_place_of (seq));
  return TRUE;
}

static gboolean
add_subject (const Query      *query,
             gint64            block,
             const char       *subject,
             roaring_bitmap_t *all,
             GError          **error)
{
  DzStatement *rows = dz_mirror_statement (query->mirror, DZ_MIRROR_LIST_SUBJECT, error);
  DzStep step;

  if (rows == NULL)
    return FALSE;
  dz_statement_bind_int64 (rows, block);
  dz_statement_bind_int64 (rows, dz_mirror_terms_hash (subject, strlen (subject)));
  while ((step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      gint64 seq = dz_statement_get_int64 (rows, 0);

      if (!add_subject_entry (query, seq, subject, all, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE;
}

static gboolean
unite_subjects (const Query       *query,
                gint64             block,
                roaring_bitmap_t **united,
                GError           **error)
{
  g_autoptr(roaring_bitmap_t) all = roaring_bitmap_create ();

  for (guint i = 0; query->subjects[i] != NULL; i++)
    {
      if (!add_subject (query, block, query->subjects[i], all, error))
        return FALSE;
    }
  *united = g_steal_pointer (&all);
  return TRUE;
}

/* Leaves in @rest what is in @other too. */
static void
meet (roaring_bitmap_t *rest,
      roaring_bitmap_t *other)
{
  roaring_bitmap_and_inplace (rest, other);
  roaring_bitmap_free (other);
}

static gboolean
find_in_block (const Query       *query,
               gint64             block,
               roaring_bitmap_t **found,
               GError           **error)
{
  g_autoptr(roaring_bitmap_t) rest = cut_span (query, block);
  roaring_bitmap_t *other = NULL;

  if (query->subjects != NULL && !roaring_bitmap_is_empty (rest))
    {
      if (!unite_subjects (query, block, &other, error))
        return FALSE;
      meet (rest, other);
    }
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    {
      if (query->words[i] == NULL || roaring_bitmap_is_empty (rest))
        continue;
      if (!unite_words (query, block, query->words[i], &other, error))
        return FALSE;
      meet (rest, other);
    }
  *found = roaring_bitmap_is_empty (rest) ? NULL : g_steal_pointer (&rest);
  return TRUE;
}

/* Within a transaction. @without is a dimension that is not looked at, or
 * DZ_MIRROR_NO_DIMENSION. */
DzMirrorRows *
dz_mirror_find_rows (DzMirror             *self,
                     const DzMirrorFilter *filter,
                     int                   without,
                     GCancellable         *cancellable,
                     GError              **error)
{
  g_autoptr(DzMirrorRows) rows = g_new0 (DzMirrorRows, 1);
  g_auto(Query) query = { 0 };

  if (!prepare (&query, self, filter, without, error))
    return NULL;
  rows->n_blocks = (self->end.walk.seq + DZ_MIRROR_BLOCK - 1) / DZ_MIRROR_BLOCK;
  rows->bitmaps = g_new0 (roaring_bitmap_t *, rows->n_blocks);
  rows->before = g_new0 (gint64, rows->n_blocks + 1);
  for (gint64 block = 0; block < rows->n_blocks; block++)
    {
      roaring_bitmap_t *found = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !find_in_block (&query, block, &found, error))
        return NULL;
      rows->bitmaps[block] = found;
      rows->before[block + 1]
        = rows->before[block]
          + (found != NULL ? (gint64) roaring_bitmap_get_cardinality (found) : 0);
    }
  return g_steal_pointer (&rows);
}

/**
 * dz_mirror_find:
 * @self: a copy
 * @filter: which entries are wanted
 * @cancellable: (nullable): to stop between blocks of 65536 entries
 * @error: return location; G_IO_ERROR_CANCELLED, DZ_CACHE_ERROR_DAMAGED, any #DzCacheError
 *
 * Returns: (transfer full) (nullable): all of them
 */
DzMirrorRows *
dz_mirror_find (DzMirror             *self,
                const DzMirrorFilter *filter,
                GCancellable         *cancellable,
                GError              **error)
{
  g_autoptr(DzMirrorRows) rows = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL, NULL);

  if (!dz_mirror_begin (self, "BEGIN", error))
    return NULL;
  rows = dz_mirror_find_rows (self, filter, DZ_MIRROR_NO_DIMENSION, cancellable, &problem);
  return dz_mirror_end (self, rows != NULL, problem, error) ? g_steal_pointer (&rows) : NULL;
}

/**
 * dz_mirror_find_time:
 * @self: a copy
 * @time_us: a service time
 * @seq: (out): number of the first entry at that time or after; one after the last where there is
 *   none
 * @error: return location; any #DzCacheError
 *
 * Where to jump for a date; dz_mirror_rows_find() tells the row.
 *
 * Returns: whether it could be read
 */
gboolean
dz_mirror_find_time (DzMirror *self,
                     gint64    time_us,
                     gint64   *seq,
                     GError  **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && seq != NULL, FALSE);

  if (!dz_mirror_begin (self, "BEGIN", error))
    return FALSE;
  done = dz_mirror_find_time_seq (self, time_us, seq, &problem);
  return dz_mirror_end (self, done, problem, error);
}
