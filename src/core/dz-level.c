/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-level.h"

#include "dz-language.h"
#include "dz-nick-private.h"

static const char *const nicks[] = { "associate", "bachelor", "master", "doctor" };
static const char *const names_zh[] = { "专科", "本科", "硕士", "博士" };
static const char *const names_en[] = { "Associate", "Bachelor", "Master", "Doctor" };

/* Other ways in which school files write a level. */
static const struct
{
  const char *text;
  DzLevel level;
} spellings[] = {
  { "大专", DZ_LEVEL_ASSOCIATE },       { "高职", DZ_LEVEL_ASSOCIATE },
  { "专科生", DZ_LEVEL_ASSOCIATE },     { "本科生", DZ_LEVEL_BACHELOR },
  { "学士", DZ_LEVEL_BACHELOR },        { "硕士研究生", DZ_LEVEL_MASTER },
  { "研究生", DZ_LEVEL_MASTER },        { "硕士生", DZ_LEVEL_MASTER },
  { "graduate", DZ_LEVEL_MASTER },      { "博士研究生", DZ_LEVEL_DOCTOR },
  { "博士生", DZ_LEVEL_DOCTOR },        { "phd", DZ_LEVEL_DOCTOR },
  { "undergraduate", DZ_LEVEL_BACHELOR },
};

/**
 * dz_level_to_nick:
 * @level: a level
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_level_to_nick (DzLevel level)
{
  g_return_val_if_fail (level < DZ_N_LEVELS, NULL);

  return nicks[level];
}

/**
 * dz_level_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @level: (out): the level it names
 *
 * Returns: whether @nick names a level
 */
gboolean
dz_level_from_nick (const char *nick,
                    DzLevel    *level)
{
  guint value;

  if (!dz_nick_find (nicks, DZ_N_LEVELS, nick, &value))
    return FALSE;
  *level = value;
  return TRUE;
}

/**
 * dz_level_to_zh:
 * @level: a level
 *
 * Returns: (transfer none): its Chinese name
 */
const char *
dz_level_to_zh (DzLevel level)
{
  g_return_val_if_fail (level < DZ_N_LEVELS, NULL);

  return names_zh[level];
}

/**
 * dz_level_name:
 * @level: a level
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
dz_level_name (DzLevel level)
{
  g_return_val_if_fail (level < DZ_N_LEVELS, NULL);

  return dz_language_pick (names_zh[level], names_en[level]);
}

/**
 * dz_level_join:
 * @levels: a bit for each level, `1 << level`
 *
 * Returns: (transfer full): their names in the person's language, "硕士、博士"
 */
char *
dz_level_join (guint levels)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (DzLevel level = 0; level < DZ_N_LEVELS; level++)
    {
      if ((levels & (1u << level)) == 0)
        continue;
      if (names->len > 0)
        g_string_append (names, dz_language_pick ("、", ", "));
      g_string_append (names, dz_level_name (level));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * dz_level_from_text:
 * @text: (nullable): a level as a school writes it: a nick, a Chinese name or a usual spelling
 * @level: (out): the level meant
 *
 * Returns: whether @text is understood
 */
gboolean
dz_level_from_text (const char *text,
                    DzLevel    *level)
{
  g_autofree char *folded = NULL;
  guint value;

  if (text == NULL)
    return FALSE;
  folded = g_ascii_strdown (text, -1);
  g_strstrip (folded);
  if (dz_nick_find (nicks, DZ_N_LEVELS, folded, &value) ||
      dz_nick_find (names_zh, DZ_N_LEVELS, folded, &value))
    {
      *level = value;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      if (g_str_equal (spellings[i].text, folded))
        {
          *level = spellings[i].level;
          return TRUE;
        }
    }
  return FALSE;
}
