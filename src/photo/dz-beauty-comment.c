/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-beauty-comment.h"

#include <stdlib.h>
#include <string.h>

#define WORD_MAX 63
#define DEPTH_MAX 8

/* What a flag of Meitu's comment says in words (photo-standards §3.8). */
typedef struct
{
  const char *key;
  const char *words;
} FlagWords;

static const FlagWords flag_words[] = {
  { "IsAIBeauty", "AI beauty" },
  { "IsOldBeauty", "beauty" },
  { "IsSkinColour", "skin colour" },
  { "SwitchMedicatedAcne", "blemishes" },
  { "IsBrightEyes", "brightened eyes" },
  { "IsReduceBlackEyes", "dark circles" },
  { "IsSharpen", "sharpened" },
  { "IsChangeFacelift", "face lift" },
  { "IsChangeThinFace", "thin face" },
  { "IsChangeEyeLift", "eye lift" },
  { "IsChangeFaceChin", "chin" },
  { "IsChangeNose", "nose" },
  { "IsChangeMouth", "mouth" },
  { "IsUseFilter", "filter" },
};

/* Groups in which a true flag says that the face was changed; others change the picture. */
static const char *const face_groups[] = {
  "BeautyInfo", "FaceliftInfo", "MakeupInfo", "ARInfo",
};
static const char *const other_groups[] = { "FilterInfo", "SoftHairInfo" };

/* A walk over something like JSON. It forgives what is broken: a comment cut off in the middle
 * still says what stands before. */
typedef struct
{
  const char *at;
  char        key[WORD_MAX + 1];
  char        groups[DEPTH_MAX][WORD_MAX + 1];
  guint       depth;
  GString    *face;  /* what was changed of the face, in words */
  GString    *other; /* what else */
  gboolean    meitu;
  int         level; /* BeautyLevel of a Xiaomi camera */
} Walk;

static gboolean
is_among (const char        *word,
          const char *const *words,
          guint              n_words)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (g_ascii_strcasecmp (word, words[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
group_of (Walk *walk)
{
  return walk->depth > 0 ? walk->groups[MIN (walk->depth, DEPTH_MAX) - 1] : "";
}

static void
append_words (GString    *list,
              const char *key)
{
  const char *words = key;

  for (guint i = 0; i < G_N_ELEMENTS (flag_words); i++)
    {
      if (g_str_equal (flag_words[i].key, key))
        words = flag_words[i].words;
    }
  if (list->len > 0)
    g_string_append (list, ", ");
  g_string_append (list, words);
}

static gboolean
is_true (const char *value)
{
  return g_ascii_strcasecmp (value, "true") == 0 || g_str_equal (value, "1");
}

static void
take_value (Walk       *walk,
            const char *value)
{
  const char *group = group_of (walk);

  if (g_ascii_strcasecmp (walk->key, "BeautyLevel") == 0)
    walk->level = MAX (walk->level, atoi (value));
  else if (is_true (value) && is_among (group, face_groups, G_N_ELEMENTS (face_groups)))
    append_words (walk->face, walk->key);
  else if (is_true (value) && is_among (group, other_groups, G_N_ELEMENTS (other_groups)))
    append_words (walk->other, walk->key);
  walk->key[0] = '\0';
}

static void
enter_group (Walk *walk)
{
  if (walk->depth < DEPTH_MAX)
    g_strlcpy (walk->groups[walk->depth], walk->key, WORD_MAX + 1);
  walk->depth++;
  walk->meitu |= is_among (walk->key, face_groups, G_N_ELEMENTS (face_groups)) ||
                 is_among (walk->key, other_groups, G_N_ELEMENTS (other_groups));
  walk->key[0] = '\0';
}

/* Reads a quoted string or a bare word into @word. */
static void
read_word (Walk *walk,
           char  word[WORD_MAX + 1])
{
  gboolean quoted = *walk->at == '"';
  gsize length;

  if (quoted)
    walk->at++;
  length = quoted ? strcspn (walk->at, "\"") : strcspn (walk->at, "{}[],:\" \t\r\n");
  g_strlcpy (word, walk->at, MIN (length, WORD_MAX) + 1);
  walk->at += length;
  if (quoted && *walk->at == '"')
    walk->at++;
}

static void
step (Walk *walk)
{
  char word[WORD_MAX + 1];

  if (*walk->at == '{' || *walk->at == '}')
    {
      if (*walk->at == '{')
        enter_group (walk);
      else if (walk->depth > 0)
        walk->depth--;
      walk->at++;
      return;
    }
  if (strchr ("[],: \t\r\n", *walk->at) != NULL)
    {
      walk->at++;
      return;
    }
  read_word (walk, word);
  walk->at += strspn (walk->at, " \t\r\n");
  if (*walk->at == ':')
    g_strlcpy (walk->key, word, sizeof walk->key);
  else
    take_value (walk, word);
}

static void
add_mark (GPtrArray  *marks,
          const char *program,
          const char *words,
          gboolean    strong)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", program, words);

  /* In front, because the list may be cut at its end. */
  g_ptr_array_insert (marks, 0, dz_edit_mark_new ("beauty", text, strong));
}

/**
 * dz_beauty_comment_read:
 * @comment: the text of an EXIF UserComment
 * @marks: (element-type DzEditMark): where to add what it says
 *
 * Reads the notes that Meitu's programs and Xiaomi's cameras leave about their beauty filters
 * (photo-standards §3.8). A true flag about the face makes a strong mark that names what was
 * changed; other true flags make a weak one; flags that are all false make none.
 *
 * Returns: whether it is a comment of Meitu
 */
gboolean
dz_beauty_comment_read (const char *comment,
                        GPtrArray  *marks)
{
  g_autoptr(GString) face = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);
  Walk walk = { .at = comment, .face = face, .other = other };

  g_return_val_if_fail (comment != NULL && marks != NULL, FALSE);

  while (*walk.at != '\0')
    step (&walk);
  if (walk.level > 0)
    {
      g_autofree char *words = g_strdup_printf ("level %d", walk.level);

      add_mark (marks, "camera beauty", words, FALSE);
    }
  if (other->len > 0)
    add_mark (marks, "Meitu", other->str, FALSE);
  if (face->len > 0)
    add_mark (marks, "Meitu", face->str, TRUE);
  return walk.meitu;
}
