/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-roster-columns.h"

#include "dz-examiner.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *const *words;     /* as tidy_word() leaves them, the first preferred */
  const char        *missing;   /* nullable: what to say where there is none */
  const char        *ambiguous; /* nullable: what to say where there are two */
} Field;

static const char *const identifier_words[] = {
  "学号", "采集码", "图像采集码", "证件号码", "证件号", "学籍号", "studentnumber", "studentno",
  "studentid", "collectioncode", "identifier", NULL
};
static const char *const name_words[] = {
  "姓名", "学生姓名", "名字", "name", "fullname", "studentname", NULL
};
static const char *const alias_words[] = {
  "代用名", "别名", "曾用名", "alias", "othername", "formername", NULL
};
static const char *const id_number_words[] = {
  "身份证号", "身份证号码", "身份证", "身份证件号码", "身份证件号", "居民身份证号",
  "居民身份证号码", "公民身份号码", "idnumber", "idno", "idcard", "idcardnumber", NULL
};
static const char *const level_words[] = {
  "层次", "学历层次", "培养层次", "学历", "level", "educationlevel", NULL
};
static const char *const major_words[] = {
  "专业", "专业名称", "学科专业", "班级", "班级名称", "major", "programme", "program", "class",
  "classname", NULL
};

/* Which of two identifiers is meant cannot be guessed; a second field of study does no harm. */
static const Field fields[DZ_N_ROSTER_FIELDS] = {
  [DZ_ROSTER_FIELD_IDENTIFIER] = {
    identifier_words,
    N_ ("the first line names no column for the identifier (学号, 采集码, student number)"),
    N_ ("two columns could be the identifier (学号, 采集码, 证件号码); keep the one that the window "
        "uses"),
  },
  [DZ_ROSTER_FIELD_NAME] = {
    name_words,
    N_ ("the first line names no column for the name (姓名, name)"),
    N_ ("two columns could be the name; keep one"),
  },
  [DZ_ROSTER_FIELD_ALIAS] = { alias_words, NULL, NULL },
  [DZ_ROSTER_FIELD_ID_NUMBER] = {
    id_number_words,
    NULL,
    N_ ("two columns could be the ID number; keep one"),
  },
  [DZ_ROSTER_FIELD_LEVEL] = { level_words, NULL, N_ ("two columns could be the level; keep one") },
  [DZ_ROSTER_FIELD_MAJOR] = { major_words, NULL, NULL },
};

/* "＊ 学 号（必填）" and "Student_Number" become "学号" and "studentnumber". */
static char *
tidy_word (const char *cell)
{
  g_autofree char *folded = g_utf8_casefold (cell, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *word = g_string_new (NULL);

  for (const char *p = normal; *p != '\0' && *p != '('; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
    }
  return g_string_free (word, FALSE);
}

static int
find_word (const char *const *words,
           const char         *word)
{
  for (int i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        return i;
    }
  return -1;
}

/* Takes the column whose word is preferred; counts how many could be it. */
static int
find_column (const Field *field,
             GPtrArray   *words,
             guint       *n_found)
{
  int best_rank = G_MAXINT;
  int best = -1;

  *n_found = 0;
  for (guint i = 0; i < words->len; i++)
    {
      int rank = find_word (field->words, g_ptr_array_index (words, i));

      if (rank < 0)
        continue;
      (*n_found)++;
      if (rank < best_rank)
        {
          best = i;
          best_rank = rank;
        }
    }
  return best;
}

/**
 * dz_roster_columns_read:
 * @self: (out caller-allocates): columns
 * @header: (element-type utf8): cells of the first line
 * @error: return location; DZ_EXAMINER_ERROR_UNREADABLE: a needed column is missing, or two could
 *   be it
 *
 * Finds each field's column by its name, Chinese or English, in any order. Names that nobody knows
 * are passed over.
 *
 * Returns: whether the file can be read
 */
gboolean
dz_roster_columns_read (DzRosterColumns *self,
                        GPtrArray       *header,
                        GError         **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < header->len; i++)
    g_ptr_array_add (words, tidy_word (g_ptr_array_index (header, i)));
  self->n_columns = header->len;
  for (guint i = 0; i < DZ_N_ROSTER_FIELDS; i++)
    {
      const char *sentence = NULL;
      guint n_found;

      self->index[i] = find_column (&fields[i], words, &n_found);
      if (n_found == 0)
        sentence = fields[i].missing;
      else if (n_found > 1)
        sentence = fields[i].ambiguous;
      if (sentence == NULL)
        continue;
      g_set_error_literal (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE, sentence);
      return FALSE;
    }
  return TRUE;
}
