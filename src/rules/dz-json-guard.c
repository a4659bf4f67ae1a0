/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-json-guard.h"

#include "dz-profile.h"

#include <string.h>

/* json-glib reads more than JSON: comments, hexadecimal and octal numbers, several values after
 * one another; and it recurses once a level without a limit. This looks at the tokens first. */
typedef struct
{
  const char *text;
  const char *end;
  const char *p;
  guint depth;
  guint max_depth;
} Guard;

static gboolean
fail (const Guard *self,
      GError     **error,
      const char  *what)
{
  guint line = 1;

  for (const char *p = self->text; p < self->p && p < self->end; p++)
    line += *p == '\n';
  g_set_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX, "line %u: %s", line, what);
  return FALSE;
}

static gboolean
skip_string (Guard   *self,
             GError **error)
{
  for (self->p++; self->p < self->end && *self->p != '"'; self->p++)
    {
      if ((guchar) *self->p < 0x20)
        return fail (self, error, "a line break or control character in a string");
      if (*self->p == '\\')
        self->p++;
    }
  if (self->p >= self->end)
    return fail (self, error, "a string without its closing quote");
  self->p++;
  return TRUE;
}

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || strchr ("+-._", c) != NULL;
}

static gboolean
skip_word (Guard   *self,
           GError **error)
{
  static const char *const pattern =
    "^(true|false|null|-?(0|[1-9][0-9]{0,14})(\\.[0-9]+)?([eE][-+]?[0-9]+)?)$";
  const char *begin = self->p;
  g_autofree char *word = NULL;
  g_autofree char *what = NULL;

  while (self->p < self->end && *self->p != '\0' && is_word_character (*self->p))
    self->p++;
  word = g_strndup (begin, MIN (self->p - begin, 40));
  if (self->p - begin <= 40 && g_regex_match_simple (pattern, word, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;
  what = g_strdup_printf ("“%s” is no value", word);
  return fail (self, error, what);
}

static gboolean
skip_token (Guard   *self,
            GError **error)
{
  char c = *self->p;

  if (c == '"')
    return skip_string (self, error);
  if (c != '\0' && is_word_character (c))
    return skip_word (self, error);
  if (c == '\0' || strchr (" \t\r\n{}[]:,", c) == NULL)
    return fail (self, error, "a character that has no place outside of a string");
  if ((c == '{' || c == '[') && ++self->depth > self->max_depth)
    return fail (self, error, "nested too deeply");
  if ((c == '}' || c == ']') && self->depth-- == 0)
    return fail (self, error, "a closing bracket without its opening one");
  self->p++;
  return TRUE;
}

/**
 * dz_json_guard:
 * @text: bytes from outside
 * @length: their number
 * @max_depth: deepest nesting
 * @error: return location; DZ_PROFILE_ERROR_SYNTAX with the line
 *
 * Checks that @text is UTF-8 of one object whose tokens are JSON's and whose nesting is bounded, so
 * that a lenient, recursing parser may have it.
 *
 * Returns: whether it is
 */
gboolean
dz_json_guard (const char *text,
               gsize       length,
               guint       max_depth,
               GError    **error)
{
  Guard self = { text, text + length, text, 0, max_depth };
  gboolean closed = FALSE;
  const char *valid_end;

  if (!g_utf8_validate_len (text, length, &valid_end))
    {
      self.p = valid_end;
      return fail (&self, error, "not UTF-8 text");
    }
  while (self.p < self.end)
    {
      gboolean blank = *self.p != '\0' && strchr (" \t\r\n", *self.p) != NULL;

      if (closed && !blank)
        return fail (&self, error, "something follows the end");
      if (self.depth == 0 && !blank && *self.p != '{')
        return fail (&self, error, "a profile begins with “{”");
      if (!skip_token (&self, error))
        return FALSE;
      closed = closed || (!blank && self.depth == 0);
    }
  if (!closed)
    return fail (&self, error, "the text ends before its last bracket");
  return TRUE;
}
