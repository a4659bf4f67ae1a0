/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-verify-private.h"

#include <string.h>

#define LIST_SUBJECTS "SELECT hash, seq FROM subjects WHERE block = ? ORDER BY hash, seq"
#define COUNT_POSTINGS "SELECT COUNT(*) FROM postings"
#define COUNT_SUBJECTS "SELECT COUNT(*) FROM subjects"

#define DOING "verifying the index of the copy of the history"

/* Places of a block that have a word, in their order. */
typedef struct
{
  guint32 n;
  guint32 size;
  guint16 *places; /* owned, nullable */
} Places;

struct _DzMirrorRebuild
{
  DzMirror       *mirror;     /* unowned */
  DzMirrorReader *reader;     /* owned */
  Places         *places;     /* owned, by word id − 1 */
  guint           n_words;
  guint64         n_subjects; /* these two: of the block */
  guint64         subjects;
  gint64          all_postings;
  gint64          all_subjects;
};

/* A word that the file does not have is one that an entry would not be found by. */
static guint
miss_word (gpointer          data,
           DzMirrorDimension dimension,
           const char       *text,
           gsize             length)
{
  return 0;
}

DzMirrorRebuild *
dz_mirror_rebuild_new (DzMirror *mirror)
{
  DzMirrorRebuild *self = g_new0 (DzMirrorRebuild, 1);

  self->mirror = mirror;
  self->reader = dz_mirror_reader_new (mirror->words, miss_word, NULL);
  self->n_words = dz_mirror_words_get_n (mirror->words);
  self->places = g_new0 (Places, self->n_words + 1);
  return self;
}

void
dz_mirror_rebuild_free (DzMirrorRebuild *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_words; i++)
    g_free (self->places[i].places);
  g_free (self->places);
  dz_mirror_reader_free (self->reader);
  g_free (self);
}

static void
add_place (Places *self,
           guint16 place)
{
  if (self->n > 0 && self->places[self->n - 1] == place) /* a reason named twice */
    return;
  if (self->n == self->size)
    {
      self->size = MAX (16, 2 * self->size);
      self->places = g_renew (guint16, self->places, self->size);
    }
  self->places[self->n++] = place;
}

/* Rows of subjects are compared by their sum, whatever their order: mixed as SplitMix64 does
 * (Steele, Lea, Flood 2014), so that two rows cannot make up for each other by chance. */
static guint64
mix_subject (gint64 hash,
             gint64 seq)
{
  guint64 z = (guint64) hash + (guint64) seq * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

/* Returns whether the file has words for all that the entry is found by. */
gboolean
dz_mirror_rebuild_add (DzMirrorRebuild   *self,
                       const DzEntryView *view,
                       const DzFeedEntry *entry)
{
  guint16 place = (guint16) dz_mirror_place_of (view->seq);
  DzMirrorTerms terms;

  if (!dz_mirror_reader_read (self->reader, view, entry->aspects, entry->aspects_length, &terms))
    return FALSE;
  for (guint i = 0; i < terms.n_words; i++)
    add_place (&self->places[terms.words[i] - 1], place);
  for (guint i = 0; i < terms.n_subjects; i++)
    self->subjects += mix_subject (terms.subjects[i], view->seq);
  self->n_subjects += terms.n_subjects;
  return TRUE;
}

static roaring_bitmap_t *
make_bitmap (const Places *places)
{
  g_autofree guint32 *numbers = g_new (guint32, MAX (places->n, 1));

  for (guint32 i = 0; i < places->n; i++)
    numbers[i] = places->places[i];
  return roaring_bitmap_of_ptr (places->n, numbers);
}

/* Writes to @first the first place that only one of the two has; -1 where they are the same. */
static void
find_difference (const Places     *places,
                 roaring_bitmap_t *bitmap,
                 gint64           *first)
{
  g_autoptr(roaring_bitmap_t) made = make_bitmap (places);

  *first = -1;
  if (roaring_bitmap_equals (made, bitmap))
    return;
  roaring_bitmap_xor_inplace (made, bitmap);
  *first = roaring_bitmap_minimum (made);
}

static gboolean
check_word (DzMirrorRebuild *self,
            guint            word,
            gint64           block,
            gint64          *first_bad,
            GError         **error)
{
  const Places *places = &self->places[word - 1];
  g_autoptr(roaring_bitmap_t) bitmap = NULL;
  g_autoptr(GError) problem = NULL;
  gint64 place = -1;

  if (!dz_mirror_posting_read (self->mirror, word, block, &bitmap, &problem))
    {
      if (!g_error_matches (problem, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      place = places->n > 0 ? places->places[0] : 0;
    }
  else if (bitmap != NULL)
    find_difference (places, bitmap, &place);
  else if (places->n > 0)
    place = places->places[0];
  self->all_postings += bitmap != NULL;
  if (place >= 0 && (*first_bad == 0 || dz_mirror_seq_of (block, (guint32) place) < *first_bad))
    *first_bad = dz_mirror_seq_of (block, (guint32) place);
  return TRUE;
}

/* In an index of SQLite each key stands once, so that keys that are all there and in their order
 * are also found by it. */
static gboolean
check_subjects (DzMirrorRebuild *self,
                gint64           block,
                gboolean        *same,
                GError         **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (self->mirror->db, LIST_SUBJECTS, DOING, error);
  gint64 last_hash = G_MININT64;
  gint64 last_seq = -1;
  guint64 sum = 0;
  guint64 n = 0;
  DzStep step;

  if (rows == NULL)
    return FALSE;
  *same = TRUE;
  dz_statement_bind_int64 (rows, block);
  while ((step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      gint64 hash = dz_statement_get_int64 (rows, 0);
      gint64 seq = dz_statement_get_int64 (rows, 1);

      *same = *same && (hash > last_hash || (hash == last_hash && seq > last_seq));
      last_hash = hash;
      last_seq = seq;
      sum += mix_subject (hash, seq);
      n++;
    }
  *same = *same && sum == self->subjects && n == self->n_subjects;
  self->all_subjects += (gint64) n;
  return step == DZ_STEP_DONE;
}

/* Holds what was added, all of one block, against the file, and begins the next one. @first_bad is
 * the first entry that is not found as it should be, 0 for none. */
gboolean
dz_mirror_rebuild_check (DzMirrorRebuild *self,
                         gint64           block,
                         gint64          *first_bad,
                         GError         **error)
{
  gboolean same = TRUE;

  *first_bad = 0;
  for (guint word = 1; word <= self->n_words; word++)
    {
      if (!check_word (self, word, block, first_bad, error))
        return FALSE;
      self->places[word - 1].n = 0;
    }
  if (!check_subjects (self, block, &same, error))
    return FALSE;
  if (!same && *first_bad == 0)
    *first_bad = dz_mirror_seq_of (block, 0);
  self->subjects = 0;
  self->n_subjects = 0;
  return TRUE;
}

static gboolean
count (DzMirrorRebuild *self,
       const char      *sql,
       gint64          *n,
       GError         **error)
{
  g_autoptr(DzStatement) row = dz_statement_new (self->mirror->db, sql, DOING, error);

  if (row == NULL || dz_statement_step (row, error) != DZ_STEP_ROW)
    return FALSE;
  *n = dz_statement_get_int64 (row, 0);
  return TRUE;
}

/* Whether the file has no more than what the blocks had. */
gboolean
dz_mirror_rebuild_check_all (DzMirrorRebuild *self,
                             gboolean        *same,
                             GError         **error)
{
  gint64 postings;
  gint64 subjects;

  if (!count (self, COUNT_POSTINGS, &postings, error) ||
      !count (self, COUNT_SUBJECTS, &subjects, error))
    return FALSE;
  *same = postings == self->all_postings && subjects == self->all_subjects;
  return TRUE;
}
