/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-plain-text.h"

/* What is not seen and changes what is seen: it ends lines, commands terminals, turns the order of
 * letters around, or makes two names look the same. Joiners belong to some scripts and stay. */
static gboolean
is_plain (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);
  gboolean turns = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
                   || (c >= 0x2066 && c <= 0x2069);
  gboolean has_no_width = c == 0x200b || c == 0x2060 || c == 0xfeff;

  return type != G_UNICODE_CONTROL && type != G_UNICODE_LINE_SEPARATOR
         && type != G_UNICODE_PARAGRAPH_SEPARATOR && !turns && !has_no_width;
}

/**
 * dz_plain_text_check:
 * @text: valid UTF-8
 *
 * Returns: whether every character of @text shows as what it is
 */
gboolean
dz_plain_text_check (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_plain (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_plain_text_is_blank:
 * @text: (nullable): valid UTF-8
 *
 * Returns: whether there is nothing in it but space
 */
gboolean
dz_plain_text_is_blank (const char *text)
{
  const char *p = text != NULL ? text : "";

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p == '\0';
}

/**
 * dz_plain_text_dup:
 * @text: foreign text, perhaps not UTF-8
 * @length_max: bytes of the result at most
 *
 * Copies what can be shown without harm: valid UTF-8 of a bounded length, without what
 * dz_plain_text_check() minds. Nothing is put in the place of what is left out.
 *
 * Returns: (transfer full): text on one line
 */
char *
dz_plain_text_dup (const char *text,
                   gsize       length_max)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (plain->len + g_unichar_to_utf8 (c, NULL) > length_max)
        break;
      if (is_plain (c))
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}
