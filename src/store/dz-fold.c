/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-fold.h"

/* The dots that stand between the parts of a name: 阿依古丽·买买提 is written with any of them. */
static gboolean
is_name_dot (gunichar c)
{
  switch (c)
    {
    case 0x00B7: /* middle dot */
    case 0x0387: /* Greek ano teleia, which NFKC makes a middle dot */
    case 0x2022: /* bullet */
    case 0x2027: /* hyphenation point */
    case 0x2219: /* bullet operator */
    case 0x22C5: /* dot operator */
    case 0x30FB: /* katakana middle dot; the half-width one becomes it by NFKC */
    case '.':
      return TRUE;
    default:
      return FALSE;
    }
}

/* Brackets that NFKC leaves as they are. */
static gunichar
fold_bracket (gunichar c)
{
  switch (c)
    {
    case 0x3010: /* 【 */
    case 0x3014: /* 〔 */
    case 0x3016: /* 〖 */
    case '[':
      return '(';
    case 0x3011: /* 】 */
    case 0x3015: /* 〕 */
    case 0x3017: /* 〗 */
    case ']':
      return ')';
    default:
      return c;
    }
}

static char *
fold (const char *text,
      gboolean    without_dots)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
  GString *kept = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iszerowidth (c) || (without_dots && is_name_dot (c)))
        continue;
      g_string_append_unichar (kept, fold_bracket (c));
    }
  return g_string_free (kept, FALSE);
}

/**
 * dz_fold_for_search:
 * @text: a text, perhaps not UTF-8
 *
 * Makes alike what people type alike: full and half width, kinds of brackets, spaces, case.
 *
 * Returns: (transfer full): the folded text; "" for what is not UTF-8
 */
char *
dz_fold_for_search (const char *text)
{
  return fold (text, FALSE);
}

/**
 * dz_fold_name:
 * @name: a person's name, perhaps not UTF-8
 *
 * Folds as for a search and leaves out the dots within names.
 *
 * Returns: (transfer full): the folded name; "" for what is not UTF-8
 */
char *
dz_fold_name (const char *name)
{
  return fold (name, TRUE);
}

/**
 * dz_fold_identifier:
 * @identifier: a student number or collection code, as typed or as a roster has it
 *
 * Makes digits and letters half wide, as Chinese input methods and spreadsheets often do not, and
 * takes spaces from both ends. Case is kept: codes may differ by it.
 *
 * Returns: (transfer full) (nullable): the identifier as records keep it; %NULL for what is not
 *   UTF-8
 */
char *
dz_fold_identifier (const char *identifier)
{
  char *normal = g_utf8_normalize (identifier, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal != NULL ? g_strstrip (normal) : NULL;
}

/**
 * dz_fold_like:
 * @folded: a folded text
 *
 * Takes their meaning from the wildcards of LIKE … ESCAPE '\'.
 *
 * Returns: (transfer full): a text that matches itself only
 */
char *
dz_fold_like (const char *folded)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *p);
    }
  return g_string_free (escaped, FALSE);
}
