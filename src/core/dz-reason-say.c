/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason.h"

#include <math.h>
#include <string.h>

/* Words that a finding carries in English and a student reads in Chinese. */
static const struct
{
  const char *en;
  const char *zh;
} words[] = {
  { "left ear", "左耳" },
  { "right ear", "右耳" },
  { "both ears", "双耳" },
};

typedef struct
{
  const DzFinding *finding; /* nullable */
  gboolean zh;
} Speech;

/* Rounds down, so that 51199 bytes never read as the 50 KB that they miss. */
static double
to_kb (double bytes)
{
  return floor (bytes / 1024 * 10) / 10;
}

static char *
print_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (text, sizeof text, "%.1f", value);
  end = text + strlen (text);
  if (g_str_has_suffix (text, ".0"))
    end[-2] = '\0';
  return g_strdup (text);
}

static const char *
unit_word (const Speech *speech)
{
  const char *unit = speech->finding->unit;

  if (unit == NULL || *unit == '\0')
    return "";
  if (g_str_equal (unit, "B"))
    return " KB";
  if (g_str_equal (unit, "px"))
    return speech->zh ? " 像素" : " px";
  if (g_str_equal (unit, "%"))
    return speech->zh ? "%" : " %";
  return unit;
}

static char *
say_value (const Speech *speech)
{
  double value = speech->finding->value;
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return NULL;
  number = print_number (g_strcmp0 (speech->finding->unit, "B") == 0 ? to_kb (value) : value);
  return g_strconcat (number, unit_word (speech), NULL);
}

static char *
say_what (const Speech *speech)
{
  const char *text = speech->finding->text;

  if (text == NULL || *text == '\0')
    return NULL;
  for (guint i = 0; speech->zh && i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].en, text))
        return g_strdup (words[i].zh);
    }
  return g_strdup (text);
}

static const struct
{
  const char *sign;
  const char *zh;
  const char *en;
} comparisons[] = {
  { "> ", "大于 ", "larger than " },
  { "≥ ", "不低于 ", "at least " },
  { "< ", "小于 ", "smaller than " },
  { "≤ ", "不高于 ", "at most " },
};

/* Splits "> 51200" into the words of its sign and the number; a range has no sign. */
static const char *
split_limit (const Speech *speech,
             const char  **sign_words)
{
  const char *limit = speech->finding->limit;

  *sign_words = "";
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      if (g_str_has_prefix (limit, comparisons[i].sign))
        {
          *sign_words = speech->zh ? comparisons[i].zh : comparisons[i].en;
          return limit + strlen (comparisons[i].sign);
        }
    }
  return limit;
}

/* The number of a limit with its unit: "50 KB", "480×640", "3:4" of "3:4 ± 0.01". */
static char *
say_bound (const Speech *speech)
{
  const char *sign_words;
  const char *bound;
  g_autofree char *text = NULL;

  if (speech->finding->limit == NULL || *speech->finding->limit == '\0')
    return NULL;
  bound = split_limit (speech, &sign_words);
  if (g_strcmp0 (speech->finding->unit, "B") == 0)
    text = print_number (g_ascii_strtod (bound, NULL) / 1024);
  else
    text = g_strndup (bound, strstr (bound, " ±") != NULL ? strstr (bound, " ±") - bound
                                                          : (gssize) strlen (bound));
  return g_strconcat (text, strchr (text, ':') == NULL && strstr (text, "×") == NULL
                              ? unit_word (speech)
                              : "", NULL);
}

static char *
say_limit (const Speech *speech)
{
  g_autofree char *bound = say_bound (speech);
  const char *sign_words;

  if (bound == NULL)
    return NULL;
  split_limit (speech, &sign_words);
  return g_strconcat (sign_words, bound, NULL);
}

typedef struct
{
  const char *mark;
  char *(*say) (const Speech *speech);
} Mark;

static const Mark marks[] = {
  { "{v}", say_value },
  { "{what}", say_what },
  { "{limit}", say_limit },
  { "{bound}", say_bound },
};

static const Mark *
find_mark (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_prefix (text, marks[i].mark))
        return &marks[i];
    }
  return NULL;
}

/* Fills the marks of one clause; %NULL where one of them has nothing to say. */
static char *
fill_clause (const Speech *speech,
             const char   *clause,
             gssize        length)
{
  GString *text = g_string_new (NULL);
  gboolean whole = TRUE;

  for (const char *p = clause; p < clause + length;)
    {
      g_autofree char *said = NULL;
      const Mark *mark = find_mark (p);

      if (mark != NULL && speech->finding != NULL)
        said = mark->say (speech);
      if (mark != NULL)
        whole = whole && said != NULL;
      if (said != NULL)
        g_string_append (text, said);
      else
        g_string_append_c (text, *p);
      p += mark != NULL ? strlen (mark->mark) : 1;
    }
  return g_string_free (text, !whole);
}

/* Appends one [a|b], its brackets left out: a where it can be filled, else b or nothing. */
static void
append_choice (GString      *sentence,
               const Speech *speech,
               const char   *choice,
               gsize         length)
{
  const char *bar = memchr (choice, '|', length);
  gsize first_length = bar != NULL ? (gsize) (bar - choice) : length;
  g_autofree char *first = fill_clause (speech, choice, first_length);

  if (first != NULL)
    g_string_append (sentence, first);
  else if (bar != NULL)
    g_string_append_len (sentence, bar + 1, length - first_length - 1);
}

/* Numbers of a finding are told only where it speaks against the photo for this very reason: a
 * reviewer may refuse for a reason whose rule passed, and then its number would contradict. */
static const DzFinding *
choose_finding (const DzReason  *reason,
                const DzFinding *finding)
{
  if (finding == NULL)
    return NULL;
  if (finding->outcome != DZ_OUTCOME_FAIL && finding->outcome != DZ_OUTCOME_WARN)
    return NULL;
  return dz_reason_answers (reason, finding) ? finding : NULL;
}

static char *
say (const DzReason  *reason,
     const DzFinding *finding,
     gboolean         zh)
{
  Speech speech = { choose_finding (reason, finding), zh };
  GString *sentence = g_string_new (NULL);
  const char *p = zh ? reason->zh : reason->en;
  const char *open;

  while ((open = strchr (p, '[')) != NULL)
    {
      const char *close = strchr (open, ']');

      g_string_append_len (sentence, p, open - p);
      append_choice (sentence, &speech, open + 1, close - open - 1);
      p = close + 1;
    }
  g_string_append (sentence, p);
  return g_string_free (sentence, FALSE);
}

/**
 * dz_reason_say_zh:
 * @reason: why
 * @finding: (nullable): the finding it answers; its numbers and limit are told where it warns or
 *   fails for this reason, and left out otherwise
 *
 * Returns: (transfer full): the Chinese sentence to the student
 */
char *
dz_reason_say_zh (const DzReason  *reason,
                  const DzFinding *finding)
{
  g_return_val_if_fail (reason != NULL, NULL);

  return say (reason, finding, TRUE);
}

/**
 * dz_reason_say_en:
 * @reason: why
 * @finding: (nullable): as for dz_reason_say_zh()
 *
 * Returns: (transfer full): the English sentence to the student
 */
char *
dz_reason_say_en (const DzReason  *reason,
                  const DzFinding *finding)
{
  g_return_val_if_fail (reason != NULL, NULL);

  return say (reason, finding, FALSE);
}
