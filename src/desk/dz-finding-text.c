/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-finding-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "dz-outcome-look.h"
#include "dz-rule-name.h"
#include "dz-rules.h"

#define BYTES_PER_KB 1024.0

/* As the examiner tells of dates, which are of one length. */
#define DATE_TAKEN "taken "
#define DATE_MODIFIED ", modified "
#define DATE_LENGTH 16

/* What the rules call a wall, for the reader. */
static const char *const wall_names[] = {
  N_("standard blue"), N_("darker or paler blue"), N_("pale blue"), N_("white"), N_("grey"),
  N_("other"),
};

/* Three digits that matter, no zeros that do not: 0.75, 38.2, 412. */
static char *
format_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double size = fabs (value);
  const char *format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
  char *dot;

  g_ascii_formatd (buffer, sizeof buffer, format, value);
  dot = strchr (buffer, '.');
  if (dot != NULL)
    {
      char *end = buffer + strlen (buffer);

      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        end[-1] = '\0';
    }
  return g_strdup (g_str_equal (buffer, "-0") ? "0" : buffer);
}

/* Rounded down, as the student is told it: 51199 bytes never read as the 50 KB that they miss. */
static char *
format_bytes (double bytes)
{
  g_autofree char *number = format_number (floor (bytes / BYTES_PER_KB * 10) / 10);

  return g_strconcat (number, " KB", NULL);
}

static gboolean
is_in_bytes (const DzFinding *finding)
{
  return g_strcmp0 (finding->unit, "B") == 0;
}

/* Of an uneven wall or a poor file one number is enough; the words have the others. */
static gboolean
says_it_in_words (const DzFinding *finding)
{
  return finding->text != NULL && *finding->text != '\0' &&
         !g_str_equal (finding->rule, "BG-02") &&
         !(g_str_equal (finding->rule, "FILE-06") && isfinite (finding->value));
}

/* "blue: 230–285° C 20–90; …": beside the photo the names are enough, in our language. */
static char *
name_walls (const char *text)
{
  g_auto(GStrv) walls = g_strsplit (text, "; ", -1);

  for (guint i = 0; walls[i] != NULL; i++)
    {
      char *colon = strchr (walls[i], ':');

      if (colon != NULL)
        *colon = '\0';
      for (guint j = 0; j < G_N_ELEMENTS (wall_names); j++)
        if (g_str_equal (walls[i], wall_names[j]))
          {
            g_free (walls[i]);
            walls[i] = g_strdup (_(wall_names[j]));
            break;
          }
    }
  /* TRANSLATORS: stands between the colours that a wall may have */
  return g_strjoinv (C_("between colours", ", "), walls);
}

/* "blockiness 1.62", in our language. */
static char *
name_blocks (const char *text)
{
  const char *number = strchr (text, ' ');

  if (number == NULL)
    return g_strdup (text);
  /* TRANSLATORS: how much the borders of a JPEG's blocks stand out, as a number */
  return g_strdup_printf (_("blockiness %s"), number + 1);
}

/* "Adobe Photoshop, taken 2022-04-18 10:21, modified 2022-04-20 16:40", in our language. */
static char *
name_dates (const char *text)
{
  const char *taken = strstr (text, DATE_TAKEN);
  const char *modified = taken != NULL ? strstr (taken, DATE_MODIFIED) : NULL;
  g_autofree char *when = NULL;
  g_autofree char *later = NULL;
  g_autofree char *dates = NULL;

  if (modified == NULL || strlen (modified) < strlen (DATE_MODIFIED) + DATE_LENGTH)
    return g_strdup (text);
  when = g_strndup (taken + strlen (DATE_TAKEN), modified - taken - strlen (DATE_TAKEN));
  later = g_strndup (modified + strlen (DATE_MODIFIED), DATE_LENGTH);
  /* TRANSLATORS: what a photo's file says: "taken 2022-04-18 10:21, modified 2022-04-20 16:40" */
  dates = g_strdup_printf (_("taken %s, modified %s"), when, later);
  return g_strdup_printf ("%.*s%s%s", (int) (taken - text), text, dates,
                          modified + strlen (DATE_MODIFIED) + DATE_LENGTH);
}

static char *
format_words (const DzFinding *finding)
{
  if (g_str_equal (finding->rule, "FILE-06"))
    return name_blocks (finding->text);
  if (g_str_equal (finding->rule, "BG-01"))
    return name_walls (finding->text);
  if (g_str_equal (finding->rule, "ORIG-01"))
    return name_dates (finding->text);
  /* Which ear, in the rule's words; what other rules found is named as it was found. */
  return g_strdup (g_str_equal (finding->rule, "EAR-01") ? _(finding->text) : finding->text);
}

/* All units but this are written alike everywhere. */
static char *
join_unit (const char *number,
           const char *unit)
{
  gboolean one = g_str_equal (number, "1");

  if (!g_str_equal (unit, "bit"))
    return g_strdup_printf ("%s %s", number, unit);
  /* TRANSLATORS: "18 bits", and as a limit "> 20 bits" */
  return g_strdup_printf (ngettext ("%s bit", "%s bits", one ? 1 : 2), number);
}

static char *
format_value (const DzFinding *finding)
{
  g_autofree char *number = NULL;

  if (!isfinite (finding->value))
    return g_strdup ("");
  if (is_in_bytes (finding))
    return format_bytes (finding->value);
  number = format_number (finding->value);
  return finding->unit != NULL && *finding->unit != '\0'
           ? join_unit (number, finding->unit)
           : g_steal_pointer (&number);
}

/**
 * dz_finding_word:
 * @finding: what a rule said
 *
 * Returns: a translated word for its outcome. A rule that is left to a person may have measured
 *   something, and only does not pass or fail by it
 */
const char *
dz_finding_word (const DzFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  if (finding->outcome == DZ_OUTCOME_UNMEASURED && finding->authority == DZ_AUTHORITY_HUMAN)
    /* TRANSLATORS: stands before a rule that a person checks by looking at the photo */
    return _("By eye");
  return dz_outcome_word (finding->outcome);
}

/**
 * dz_finding_value_text:
 * @finding: what a rule said
 *
 * Returns: (transfer full): what was found, with its unit, "38.2 %"; "" where there is nothing
 */
char *
dz_finding_value_text (const DzFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  return says_it_in_words (finding) ? format_words (finding) : format_value (finding);
}

/* A limit is in the unit of its value, unless it is two numbers of its own: "480×640", "3:4". */
static char *
add_unit (const DzFinding *finding,
          const char      *limit)
{
  gboolean bare = *limit == '\0' || finding->unit == NULL || *finding->unit == '\0' ||
                  strstr (limit, "×") != NULL || strchr (limit, ':') != NULL;

  return bare ? g_strdup (limit) : join_unit (limit, finding->unit);
}

/**
 * dz_finding_limit_text:
 * @finding: what a rule said
 *
 * Returns: (transfer full): the limit as a person reads it, "> 50 KB", "45–60 %"; "" where the rule
 *   has none, or the value is words that it says nothing of
 */
char *
dz_finding_limit_text (const DzFinding *finding)
{
  const char *limit;
  const char *number;
  g_autofree char *bytes = NULL;

  g_return_val_if_fail (finding != NULL, NULL);

  limit = finding->limit != NULL ? finding->limit : "";
  if (g_str_equal (finding->rule, "BG-01"))
    return name_walls (limit);
  /* Beside the name of an ear a number means nothing. */
  if (g_str_equal (finding->rule, "EAR-01") && says_it_in_words (finding))
    return g_strdup ("");
  number = strchr (limit, ' ');
  if (!is_in_bytes (finding) || number == NULL)
    return add_unit (finding, limit);
  bytes = format_bytes (g_ascii_strtod (number, NULL));
  return g_strdup_printf ("%.*s %s", (int) (number - limit), limit, bytes);
}

/**
 * dz_finding_full_text:
 * @finding: what a rule said
 *
 * Returns: (transfer full): rule, words and limit as the rule wrote them, for who wants to know
 */
char *
dz_finding_full_text (const DzFinding *finding)
{
  g_autoptr(GString) text = NULL;

  g_return_val_if_fail (finding != NULL, NULL);

  text = g_string_new (finding->rule);
  if (finding->text != NULL && *finding->text != '\0')
    g_string_append_printf (text, "\n%s", finding->text);
  if (finding->limit != NULL && *finding->limit != '\0')
    g_string_append_printf (text, "\n%s", finding->limit);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * dz_finding_remark_text:
 * @finding: what a rule said
 *
 * Returns: (transfer full): why it was not measured or what to look at, translated; "" where the
 *   rule said nothing of it, or nothing that dz_finding_word() does not say
 */
char *
dz_finding_remark_text (const DzFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  /* gettext answers "" with the header of the translation. */
  if (finding->why == NULL || *finding->why == '\0' || dz_rules_only_asks (finding))
    return g_strdup ("");
  return g_strdup (_(finding->why));
}

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

/**
 * dz_finding_spoken_text:
 * @finding: what a rule said
 * @remark: (nullable): what else is to say of it; %NULL for the rule's own remark
 *
 * Returns: (transfer full): the whole finding in one line, for a screen reader
 */
char *
dz_finding_spoken_text (const DzFinding *finding,
                        const char      *remark)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *value = dz_finding_value_text (finding);
  g_autofree char *limit = dz_finding_limit_text (finding);
  g_autofree char *own = dz_finding_remark_text (finding);

  append_part (text, dz_finding_word (finding));
  append_part (text, dz_rule_name (finding->rule));
  append_part (text, value);
  append_part (text, limit);
  append_part (text, remark != NULL ? remark : own);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
