/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-terms.h"

#include <sodium.h>
#include <string.h>

#define STUDENT_PREFIX "student:"

/* Sixteen letters are a key of SipHash-2-4; it is no secret. */
static const char subject_key[crypto_shorthash_KEYBYTES + 1] = "duizhao subjects";

/* Aspects are a school, a window and a few reasons: some thousands are all that are like others. */
#define MEMO_MAX 8192

typedef struct
{
  gsize         length;
  const guint8 *bytes;   /* owned by a memo that is kept */
  guint         n_words;
  guint         words[]; /* ids */
} Memo;

struct _DzMirrorReader
{
  DzMirrorWords   *words;   /* unowned */
  DzMirrorWordFunc missing;
  gpointer         data;
  GHashTable      *memos;   /* (element-type Memo Memo), owned */
};

static guint
hash_memo (gconstpointer data)
{
  const Memo *memo = data;
  guint32 hash = 2166136261u; /* FNV-1a */

  for (gsize i = 0; i < memo->length; i++)
    hash = (hash ^ memo->bytes[i]) * 16777619u;
  return hash;
}

static gboolean
equal_memos (gconstpointer a,
             gconstpointer b)
{
  const Memo *one = a;
  const Memo *other = b;

  return one->length == other->length && memcmp (one->bytes, other->bytes, one->length) == 0;
}

static void
memo_free (gpointer data)
{
  Memo *memo = data;

  g_free ((guint8 *) memo->bytes);
  g_free (memo);
}

/**
 * dz_mirror_reader_new:
 * @words: words, which must outlive the reader
 * @missing: (scope notified): asked for a word that is not among them
 * @data: for @missing
 *
 * Returns: (transfer full): a reader
 */
DzMirrorReader *
dz_mirror_reader_new (DzMirrorWords   *words,
                      DzMirrorWordFunc missing,
                      gpointer         data)
{
  DzMirrorReader *self = g_new0 (DzMirrorReader, 1);

  self->words = words;
  self->missing = missing;
  self->data = data;
  self->memos = g_hash_table_new_full (hash_memo, equal_memos, memo_free, NULL);
  return self;
}

/**
 * dz_mirror_reader_free:
 * @self: (transfer full) (nullable): a reader
 */
void
dz_mirror_reader_free (DzMirrorReader *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->memos);
  g_free (self);
}

/* A text that is empty is no word. */
static gboolean
add_word (DzMirrorReader   *self,
          DzMirrorTerms    *terms,
          DzMirrorDimension dimension,
          const char       *text,
          gsize             length)
{
  guint id;

  if (length == 0)
    return TRUE;
  id = dz_mirror_words_find (self->words, dimension, text, length);
  if (id == 0)
    id = self->missing (self->data, dimension, text, length);
  terms->words[terms->n_words++] = id;
  return id != 0;
}

static gboolean
add_text (DzMirrorReader   *self,
          DzMirrorTerms    *terms,
          DzMirrorDimension dimension,
          const char       *text)
{
  return text == NULL || add_word (self, terms, dimension, text, strlen (text));
}

static gboolean
add_flags (DzMirrorReader *self,
           DzMirrorTerms  *terms,
           guint           flags)
{
  static const char *const names[] = { DZ_MIRROR_FLAG_AGAINST_RULE, DZ_MIRROR_FLAG_SHEET,
                                       DZ_MIRROR_FLAG_CORRECTED };

  for (guint bit = 0; bit < 8; bit++)
    {
      g_autofree char *later = NULL;

      if ((flags & 1u << bit) == 0)
        continue;
      if (bit >= G_N_ELEMENTS (names))
        later = g_strdup_printf ("bit-%u", bit);
      if (!add_text (self, terms, DZ_MIRROR_FLAG, later != NULL ? later : names[bit]))
        return FALSE;
    }
  return TRUE;
}

/* A reason that is named twice is found once: a bitmap holds an entry once. */
static gboolean
add_aspects (DzMirrorReader *self,
             DzMirrorTerms  *terms,
             const guint8   *bytes,
             gsize           length)
{
  g_auto(DzEntryAspects) aspects = { 0 };

  if (!dz_entry_aspects_read (&aspects, bytes, length) ||
      !add_text (self, terms, DZ_MIRROR_SCHOOL, aspects.school) ||
      !add_text (self, terms, DZ_MIRROR_WINDOW, aspects.window) ||
      !add_flags (self, terms, aspects.flags))
    return FALSE;
  for (char **reason = aspects.reasons; reason != NULL && *reason != NULL; reason++)
    {
      if (!add_text (self, terms, DZ_MIRROR_REASON, *reason))
        return FALSE;
    }
  return TRUE;
}

static void
remember (DzMirrorReader *self,
          const guint8   *bytes,
          gsize           length,
          const guint    *words,
          guint           n_words)
{
  Memo *memo = g_malloc (sizeof *memo + n_words * sizeof *words);

  if (g_hash_table_size (self->memos) >= MEMO_MAX)
    g_hash_table_remove_all (self->memos);
  memo->length = length;
  memo->bytes = g_memdup2 (bytes, length);
  memo->n_words = n_words;
  memcpy (memo->words, words, n_words * sizeof *words);
  g_hash_table_add (self->memos, memo);
}

static gboolean
add_aspects_again (DzMirrorReader *self,
                   DzMirrorTerms  *terms,
                   const guint8   *bytes,
                   gsize           length)
{
  const Memo wanted = { .length = length, .bytes = bytes };
  const Memo *memo = g_hash_table_lookup (self->memos, &wanted);
  guint n_before = terms->n_words;

  if (memo != NULL)
    {
      memcpy (terms->words + n_before, memo->words, memo->n_words * sizeof *memo->words);
      terms->n_words += memo->n_words;
      return TRUE;
    }
  if (!add_aspects (self, terms, bytes, length))
    return FALSE;
  remember (self, bytes, length, terms->words + n_before, terms->n_words - n_before);
  return TRUE;
}

/**
 * dz_mirror_is_student:
 * @actor: the actor of an entry
 * @student: (out caller-allocates): the student's id
 *
 * Returns: whether it is a student
 */
gboolean
dz_mirror_is_student (const DzEntryWord *actor,
                      DzEntryWord       *student)
{
  const gsize prefix = strlen (STUDENT_PREFIX);

  if (actor->length <= prefix || memcmp (actor->text, STUDENT_PREFIX, prefix) != 0)
    return FALSE;
  *student = (DzEntryWord) { actor->text + prefix, (guint8) (actor->length - prefix) };
  return TRUE;
}

/**
 * dz_mirror_terms_hash:
 * @id: (array length=length): an id that an entry names
 * @length: in bytes
 *
 * Returns: eight bytes of SipHash-2-4 (Aumasson, Bernstein 2012); two ids may have the same
 */
gint64
dz_mirror_terms_hash (const char *id,
                      gsize       length)
{
  guint8 bytes[crypto_shorthash_BYTES];
  guint64 hash;

  crypto_shorthash (bytes, (const guint8 *) id, length, (const guint8 *) subject_key);
  memcpy (&hash, bytes, sizeof hash);
  return (gint64) GUINT64_FROM_LE (hash);
}

static void
add_subject (DzMirrorTerms     *terms,
             const DzEntryWord *subject)
{
  gint64 hash;

  if (subject->length == 0)
    return;
  hash = dz_mirror_terms_hash (subject->text, subject->length);
  if (terms->n_subjects == 0 || terms->subjects[0] != hash)
    terms->subjects[terms->n_subjects++] = hash;
}

/**
 * dz_mirror_reader_read:
 * @self: a reader
 * @entry: an entry
 * @aspects: (array length=length): bytes of its aspects
 * @length: how many
 * @terms: (out caller-allocates): what it is found by
 *
 * Returns: whether the aspects have their form and no word was given up
 */
gboolean
dz_mirror_reader_read (DzMirrorReader    *self,
                       const DzEntryView *entry,
                       const guint8      *aspects,
                       gsize              length,
                       DzMirrorTerms     *terms)
{
  DzEntryWord student = { NULL, 0 };
  gboolean is_student = dz_mirror_is_student (&entry->actor, &student);

  terms->n_words = 0;
  terms->n_subjects = 0;
  add_subject (terms, &entry->subject);
  add_subject (terms, &student);
  return (is_student ? add_text (self, terms, DZ_MIRROR_WHO, DZ_MIRROR_STUDENT)
                     : add_word (self, terms, DZ_MIRROR_WHO, entry->actor.text,
                                 entry->actor.length)) &&
         add_word (self, terms, DZ_MIRROR_ACTION, entry->kind.text, entry->kind.length) &&
         add_word (self, terms, DZ_MIRROR_OUTCOME, entry->outcome.text, entry->outcome.length) &&
         (length == 0 || add_aspects_again (self, terms, aspects, length));
}
