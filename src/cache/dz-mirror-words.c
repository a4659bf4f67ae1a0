/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-words.h"

#include <string.h>

struct _DzMirrorWords
{
  GPtrArray  *words;  /* (element-type DzMirrorWord), owned, by id − 1 */
  GHashTable *by_text; /* (element-type DzMirrorWord DzMirrorWord), of @words */
};

/* FNV-1a, as in draft-eastlake-fnv. */
static guint
hash_word (gconstpointer data)
{
  const DzMirrorWord *word = data;
  guint32 hash = 2166136261u ^ (guint32) word->dimension;

  for (gsize i = 0; i < word->length; i++)
    hash = (hash ^ (guint8) word->text[i]) * 16777619u;
  return hash;
}

static gboolean
equal_words (gconstpointer a,
             gconstpointer b)
{
  const DzMirrorWord *one = a;
  const DzMirrorWord *other = b;

  return one->dimension == other->dimension && one->length == other->length &&
         memcmp (one->text, other->text, one->length) == 0;
}

static void
word_free (gpointer data)
{
  DzMirrorWord *word = data;

  g_free ((char *) word->text);
  g_free (word);
}

/**
 * dz_mirror_words_new:
 *
 * Returns: (transfer full): no words yet
 */
DzMirrorWords *
dz_mirror_words_new (void)
{
  DzMirrorWords *self = g_new0 (DzMirrorWords, 1);

  self->words = g_ptr_array_new_with_free_func (word_free);
  self->by_text = g_hash_table_new (hash_word, equal_words);
  return self;
}

/**
 * dz_mirror_words_free:
 * @self: (transfer full) (nullable): words
 */
void
dz_mirror_words_free (DzMirrorWords *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_text);
  g_ptr_array_unref (self->words);
  g_free (self);
}

/**
 * dz_mirror_words_get_n:
 * @self: words
 *
 * Returns: how many there are, which is the last one's id
 */
guint
dz_mirror_words_get_n (const DzMirrorWords *self)
{
  return self->words->len;
}

/**
 * dz_mirror_words_get:
 * @self: words
 * @id: of one that is there
 *
 * Returns: (transfer none): the word
 */
const DzMirrorWord *
dz_mirror_words_get (const DzMirrorWords *self,
                     guint                id)
{
  g_assert (id >= 1 && id <= self->words->len);

  return g_ptr_array_index (self->words, id - 1);
}

/**
 * dz_mirror_words_find:
 * @self: words
 * @dimension: of which dimension
 * @text: (array length=length): the text
 * @length: in bytes
 *
 * Returns: its id; 0 where it is none of them
 */
guint
dz_mirror_words_find (const DzMirrorWords *self,
                      DzMirrorDimension    dimension,
                      const char          *text,
                      gsize                length)
{
  const DzMirrorWord wanted = { 0, dimension, length, text };
  const DzMirrorWord *found = g_hash_table_lookup (self->by_text, &wanted);

  return found != NULL ? found->id : 0;
}

/**
 * dz_mirror_words_add:
 * @self: words
 * @id: one more than the last one's
 * @dimension: of which dimension
 * @text: (array length=length): the text
 * @length: in bytes
 *
 * Returns: whether it was added; a word that is there already, or a gap in the ids, is not
 */
gboolean
dz_mirror_words_add (DzMirrorWords    *self,
                     guint             id,
                     DzMirrorDimension dimension,
                     const char       *text,
                     gsize             length)
{
  DzMirrorWord *word;

  if (id != self->words->len + 1 || dz_mirror_words_find (self, dimension, text, length) != 0)
    return FALSE;
  word = g_new (DzMirrorWord, 1);
  *word = (DzMirrorWord) { id, dimension, length, g_strndup (text, length) };
  g_ptr_array_add (self->words, word);
  g_hash_table_add (self->by_text, word);
  return TRUE;
}
