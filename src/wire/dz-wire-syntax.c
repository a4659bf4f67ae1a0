/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A walk over foreign JSON before the parser sees it. json-glib recurses without a bound, reads
 * comments, assignments and numbers that overflow; what passes here is RFC 8259 within our limits,
 * so that both sides of the API and every other JSON program read the same values. */
#include "dz-wire-syntax-private.h"

#include <math.h>
#include <string.h>

#include "dz-wire.h"

typedef struct
{
  const char *start;
  const char *at;
  const char *end; /* points at a NUL, so *at may always be read */
  guint       depth;
  guint       depth_max;
  GError    **error;
} Walk;

static gboolean walk_value (Walk *walk);

static gboolean
refuse (Walk       *walk,
        const char *problem)
{
  g_set_error (walk->error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SYNTAX,
               "reading JSON: %s at byte %" G_GSIZE_FORMAT, problem,
               (gsize) (walk->at - walk->start));
  return FALSE;
}

static void
skip_space (Walk *walk)
{
  while (*walk->at == ' ' || *walk->at == '\t' || *walk->at == '\n' || *walk->at == '\r')
    walk->at++;
}

static gboolean
accept (Walk *walk,
        char  c)
{
  skip_space (walk);
  if (*walk->at != c)
    return FALSE;
  walk->at++;
  return TRUE;
}

/* Reads the four digits after “\u”; returns -1 where they are none. */
static int
walk_code_unit (Walk *walk)
{
  int unit = 0;

  for (guint i = 0; i < 4; i++, walk->at++)
    {
      int digit = g_ascii_xdigit_value (*walk->at);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* A surrogate must come as a pair, and U+0000 would end the C string early. */
static gboolean
walk_unicode_escape (Walk *walk)
{
  int unit = walk_code_unit (walk);

  if (unit <= 0)
    return refuse (walk, unit < 0 ? "a broken \\u escape" : "a zero character");
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || walk->at[0] != '\\' || walk->at[1] != 'u')
    return refuse (walk, "half a surrogate pair");
  walk->at += 2;
  unit = walk_code_unit (walk);
  return (unit >= 0xdc00 && unit <= 0xdfff) || refuse (walk, "half a surrogate pair");
}

static gboolean
walk_string (Walk *walk)
{
  if (!accept (walk, '"'))
    return refuse (walk, "a string was expected");
  while (*walk->at != '"')
    {
      char c = *walk->at;

      if ((guchar) c < 0x20)
        return refuse (walk, "an unfinished string or a control character");
      walk->at++;
      if (c != '\\')
        continue;
      c = *walk->at;
      if (c == '\0' || strchr ("\"\\/bfnrtu", c) == NULL)
        return refuse (walk, "an unknown escape");
      walk->at++;
      if (c == 'u' && !walk_unicode_escape (walk))
        return FALSE;
    }
  walk->at++;
  return TRUE;
}

static gsize
walk_digits (Walk *walk)
{
  const char *from = walk->at;

  while (g_ascii_isdigit (*walk->at))
    walk->at++;
  return walk->at - from;
}

/* 18 digits always fit 64 bits; no number of ours is longer. */
static gboolean
walk_number (Walk *walk)
{
  const char *number = walk->at;
  const char *digits;
  gsize n_digits;

  if (*walk->at == '-')
    walk->at++;
  digits = walk->at;
  n_digits = walk_digits (walk);
  if (n_digits == 0 || n_digits > 18 || (*digits == '0' && n_digits > 1))
    return refuse (walk, "a number that is none or too long");
  if (*walk->at == '.')
    {
      walk->at++;
      if (walk_digits (walk) == 0)
        return refuse (walk, "a number without digits after its point");
    }
  if (*walk->at == 'e' || *walk->at == 'E')
    {
      walk->at++;
      if (*walk->at == '+' || *walk->at == '-')
        walk->at++;
      if (walk_digits (walk) == 0)
        return refuse (walk, "a number without digits in its exponent");
    }
  if (!isfinite (g_ascii_strtod (number, NULL)))
    return refuse (walk, "a number beyond all numbers");
  return TRUE;
}

static gboolean
walk_word (Walk       *walk,
           const char *word)
{
  if (!g_str_has_prefix (walk->at, word))
    return refuse (walk, "an unknown word");
  walk->at += strlen (word);
  return TRUE;
}

static gboolean
walk_members (Walk *walk)
{
  if (accept (walk, '}'))
    return TRUE;
  do
    {
      if (!walk_string (walk))
        return FALSE;
      if (!accept (walk, ':'))
        return refuse (walk, "a colon was expected");
      if (!walk_value (walk))
        return FALSE;
    }
  while (accept (walk, ','));
  return accept (walk, '}') || refuse (walk, "an unfinished object");
}

static gboolean
walk_elements (Walk *walk)
{
  if (accept (walk, ']'))
    return TRUE;
  do
    {
      if (!walk_value (walk))
        return FALSE;
    }
  while (accept (walk, ','));
  return accept (walk, ']') || refuse (walk, "an unfinished list");
}

static gboolean
walk_nested (Walk *walk)
{
  gboolean is_object = *walk->at == '{';
  gboolean ok;

  if (++walk->depth > walk->depth_max)
    {
      g_set_error (walk->error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SIZE,
                   "reading JSON: nested deeper than %u", walk->depth_max);
      return FALSE;
    }
  walk->at++;
  ok = is_object ? walk_members (walk) : walk_elements (walk);
  walk->depth--;
  return ok;
}

static gboolean
walk_value (Walk *walk)
{
  skip_space (walk);
  switch (*walk->at)
    {
    case '{':
    case '[':
      return walk_nested (walk);
    case '"':
      return walk_string (walk);
    case 't':
      return walk_word (walk, "true");
    case 'f':
      return walk_word (walk, "false");
    case 'n':
      return walk_word (walk, "null");
    default:
      return walk_number (walk);
    }
}

/* Checks that @text, which is followed by a NUL, is one JSON value of at most @depth_max levels. */
gboolean
dz_wire_check_syntax (const char  *text,
                      gsize        length,
                      guint        depth_max,
                      GError     **error)
{
  Walk walk = { text, text, text + length, 0, depth_max, error };

  if (!walk_value (&walk))
    return FALSE;
  skip_space (&walk);
  return walk.at == walk.end || refuse (&walk, "more after the value");
}
