/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ADD_WORD "INSERT INTO words (id, dimension, text) VALUES (?, ?, ?)"

#define CUT_SUBJECTS "DELETE FROM subjects WHERE block > ?1 OR (block = ?1 AND seq > ?2)"
#define CUT_POSTINGS "DELETE FROM postings WHERE (id & 0xffffff) > ?"
#define LIST_BLOCK "SELECT id FROM postings WHERE (id & 0xffffff) = ?"

#define DOING "writing the index of the copy of the history"

static gboolean
add_word (DzMirror         *self,
          guint             id,
          DzMirrorDimension dimension,
          const char       *text,
          gsize             length)
{
  g_autofree char *terminated = g_strndup (text, length);
  g_autoptr(DzStatement) statement
    = dz_statement_new (self->db, ADD_WORD, DOING, &self->problem);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, id);
  dz_statement_bind_int64 (statement, dimension);
  dz_statement_bind_text (statement, terminated);
  return dz_statement_run (statement, &self->problem);
}

/* A DzMirrorWordFunc over a mirror. */
guint
dz_mirror_new_word (gpointer          data,
                    DzMirrorDimension dimension,
                    const char       *text,
                    gsize             length)
{
  DzMirror *self = data;
  guint id = dz_mirror_words_get_n (self->words) + 1;

  if (!add_word (self, id, dimension, text, length))
    return 0;
  dz_mirror_words_add (self->words, id, dimension, text, length);
  return id;
}

void
dz_mirror_forget_open (DzMirror *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      roaring_bitmap_t *bitmap = g_ptr_array_index (self->open, i);

      if (bitmap != NULL)
        roaring_bitmap_free (bitmap);
    }
  g_ptr_array_set_size (self->open, 0);
  g_array_set_size (self->touched, 0);
  self->open_block = -1;
}

static gboolean
is_touched (DzMirror *self,
            guint     word)
{
  return word <= self->touched->len && g_array_index (self->touched, guint, word - 1) != 0;
}

static void
touch (DzMirror *self,
       guint     word)
{
  if (self->touched->len < word)
    {
      guint before = self->touched->len;

      g_array_set_size (self->touched, word);
      memset (&g_array_index (self->touched, guint, before), 0, (word - before) * sizeof (guint));
    }
  g_array_index (self->touched, guint, word - 1) = 1;
}

/* Writes what was added to the last block, and keeps it at hand. */
gboolean
dz_mirror_write_open (DzMirror *self,
                      GError  **error)
{
  for (guint word = 1; word <= self->open->len; word++)
    {
      roaring_bitmap_t *bitmap = g_ptr_array_index (self->open, word - 1);

      if (!is_touched (self, word))
        continue;
      roaring_bitmap_run_optimize (bitmap);
      if (!dz_mirror_posting_write (self, word, self->open_block, bitmap, error))
        return FALSE;
    }
  g_array_set_size (self->touched, 0);
  return TRUE;
}

static gboolean
open_block (DzMirror *self,
            gint64    block,
            GError  **error)
{
  if (block == self->open_block)
    return TRUE;
  if (!dz_mirror_write_open (self, error))
    return FALSE;
  dz_mirror_forget_open (self);
  self->open_block = block;
  return TRUE;
}

/* What the open block has of a word, read from the file at the first question. */
static roaring_bitmap_t *
open_word (DzMirror *self,
           guint     word,
           GError  **error)
{
  roaring_bitmap_t *bitmap;

  if (self->open->len < word)
    g_ptr_array_set_size (self->open, (int) word);
  bitmap = g_ptr_array_index (self->open, word - 1);
  if (bitmap != NULL)
    return bitmap;
  if (!dz_mirror_posting_read (self, word, self->open_block, &bitmap, error))
    return NULL;
  if (bitmap == NULL)
    bitmap = roaring_bitmap_create ();
  g_ptr_array_index (self->open, word - 1) = bitmap;
  return bitmap;
}

static gboolean
add_words (DzMirror            *self,
           const DzMirrorTerms *terms,
           guint32              place,
           GError             **error)
{
  for (guint i = 0; i < terms->n_words; i++)
    {
      roaring_bitmap_t *bitmap = open_word (self, terms->words[i], error);

      if (bitmap == NULL)
        return FALSE;
      roaring_bitmap_add (bitmap, place);
      touch (self, terms->words[i]);
    }
  return TRUE;
}

static gboolean
add_subjects (DzMirror            *self,
              const DzMirrorTerms *terms,
              gint64               seq,
              GError             **error)
{
  for (guint i = 0; i < terms->n_subjects; i++)
    {
      DzStatement *statement = dz_mirror_statement (self, DZ_MIRROR_ADD_SUBJECT, error);

      if (statement == NULL)
        return FALSE;
      dz_statement_bind_int64 (statement, dz_mirror_block_of (seq));
      dz_statement_bind_int64 (statement, terms->subjects[i]);
      dz_statement_bind_int64 (statement, seq);
      if (!dz_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_aspects_problem (DzMirror *self,
                     gint64    seq,
                     GError  **error)
{
  if (self->problem != NULL)
    g_propagate_error (error, g_steal_pointer (&self->problem));
  else
    g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FEED,
                 _("What the service says about entry %lld, beside the entry itself, cannot be "
                   "read."),
                 (long long) seq);
  return FALSE;
}

/* Adds an entry that follows the last one to what entries are found by. */
gboolean
dz_mirror_index_entry (DzMirror          *self,
                       const DzEntryView *view,
                       const DzFeedEntry *entry,
                       GError           **error)
{
  DzMirrorTerms terms;

  if (!dz_mirror_reader_read (self->reader, view, entry->aspects, entry->aspects_length, &terms))
    return set_aspects_problem (self, view->seq, error);
  return open_block (self, dz_mirror_block_of (view->seq), error) &&
         add_words (self, &terms, dz_mirror_place_of (view->seq), error) &&
         add_subjects (self, &terms, view->seq, error);
}

static gboolean
run_cut (DzMirror   *self,
         const char *sql,
         gint64      block,
         gint64      seq,
         GError    **error)
{
  g_autoptr(DzStatement) statement = dz_statement_new (self->db, sql, DOING, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, block);
  if (seq >= 0)
    dz_statement_bind_int64 (statement, seq);
  return dz_statement_run (statement, error);
}

static gboolean
cut_word (DzMirror *self,
          gint64    id,
          gint64    seq,
          GError  **error)
{
  gint64 block = dz_mirror_block_of (seq);
  guint word = (guint) (id >> 24);
  g_autoptr(roaring_bitmap_t) bitmap = NULL;

  if (!dz_mirror_posting_read (self, word, block, &bitmap, error))
    return FALSE;
  if (bitmap == NULL) /* it was listed: its row is not where its number says */
    return dz_mirror_posting_set_damaged (error);
  if (dz_mirror_place_of (seq) < DZ_MIRROR_BLOCK - 1)
    roaring_bitmap_remove_range_closed (bitmap, dz_mirror_place_of (seq) + 1, DZ_MIRROR_BLOCK - 1);
  if (!roaring_bitmap_is_empty (bitmap))
    return dz_mirror_posting_write (self, word, block, bitmap, error);
  return run_cut (self, "DELETE FROM postings WHERE id = ?", id, -1, error);
}

static GArray *
list_block (DzMirror *self,
            gint64    block,
            GError  **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (self->db, LIST_BLOCK, DOING, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  DzStep step;

  if (rows == NULL)
    return NULL;
  dz_statement_bind_int64 (rows, block);
  while ((step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      gint64 id = dz_statement_get_int64 (rows, 0);

      g_array_append_val (ids, id);
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Entries after @seq are found no longer. */
gboolean
dz_mirror_index_cut (DzMirror *self,
                     gint64    seq,
                     GError  **error)
{
  gint64 block = seq > 0 ? dz_mirror_block_of (seq) : -1;
  g_autoptr(GArray) ids = NULL;

  dz_mirror_forget_open (self);
  if (!run_cut (self, CUT_SUBJECTS, block, seq, error) ||
      !run_cut (self, CUT_POSTINGS, block, -1, error))
    return FALSE;
  ids = list_block (self, block, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!cut_word (self, g_array_index (ids, gint64, i), seq, error))
        return FALSE;
    }
  return ids != NULL;
}
