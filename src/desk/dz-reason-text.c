/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-text.h"

#include <glib/gi18n.h>

#include "dz-rule-name.h"
#include "dz-time.h"

#define MINUTE_LENGTH 16 /* "2022-05-10 09:58" */

static char *
dup_minute (gint64 time_us)
{
  g_autofree char *text = dz_time_format (time_us);

  return g_strndup (text, MINUTE_LENGTH);
}

/**
 * dz_reason_text_title:
 * @reason: a reason
 *
 * Returns: (transfer full): both its labels
 */
char *
dz_reason_text_title (const DzReason *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  return g_strdup_printf ("%s · %s", reason->label_zh, reason->label_en);
}

/**
 * dz_reason_text_code:
 * @reason: a reason
 *
 * Returns: (transfer full): its code and version, "mask, version 2"
 */
char *
dz_reason_text_code (const DzReason *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  /* TRANSLATORS: %s is the code of a reason */
  return g_strdup_printf (_("%s, version %u"), reason->code, reason->version);
}

/**
 * dz_reason_text_rules:
 * @reason: a reason
 *
 * Returns: (transfer full): the rules it answers by code and name, or that it answers none
 */
char *
dz_reason_text_rules (const DzReason *reason)
{
  g_auto(GStrv) rules = NULL;
  GString *text;

  g_return_val_if_fail (reason != NULL, NULL);

  if (*reason->rules == '\0')
    return g_strdup (_("Answers no rule"));
  rules = g_strsplit (reason->rules, " ", -1);
  text = g_string_new (NULL);
  for (guint i = 0; rules[i] != NULL; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? " · " : "", rules[i],
                            dz_rule_name (rules[i]));
  return g_string_free (text, FALSE);
}

static char *
say_made (const DzReason *reason)
{
  g_autofree char *since = NULL;

  if (reason->since_us == 0)
    return g_strdup (_("Came with the program"));
  since = dup_minute (reason->since_us);
  if (reason->made_by == NULL)
    /* TRANSLATORS: %s is a date; nobody signed in for it */
    return g_strdup_printf (_("Since %s, made where the service runs"), since);
  /* TRANSLATORS: a date, and the name of who wrote the reason */
  return g_strdup_printf (_("Since %s, by %s"), since, reason->made_by);
}

static char *
say_retired (const DzReason *reason)
{
  g_autofree char *when = dup_minute (reason->retired_us);

  if (reason->retired_by == NULL)
    /* TRANSLATORS: %s is a date; nobody signed in for it */
    return g_strdup_printf (_("Until %s"), when);
  /* TRANSLATORS: a date, and the name of who retired or replaced the reason */
  return g_strdup_printf (_("Until %s, by %s"), when, reason->retired_by);
}

/**
 * dz_reason_text_who:
 * @reason: a reason
 *
 * Returns: (transfer full): since when it is given and who wrote it, until when, and how often it
 *   was given of late
 */
char *
dz_reason_text_who (const DzReason *reason)
{
  g_autofree char *made = NULL;
  g_autofree char *rest = NULL;

  g_return_val_if_fail (reason != NULL, NULL);

  made = say_made (reason);
  if (reason->retired_us != 0)
    rest = say_retired (reason);
  else if (reason->uses > 0)
    rest = g_strdup_printf (ngettext ("given once of late", "given %u times of late",
                                      reason->uses), reason->uses);
  return rest != NULL ? g_strdup_printf ("%s · %s", made, rest) : g_steal_pointer (&made);
}

/**
 * dz_reason_text_problem:
 * @reason: a reason as somebody writes it
 * @part: one of its words
 *
 * Returns: (transfer none) (nullable): what is wrong with that part; %NULL where nothing is
 */
const char *
dz_reason_text_problem (const DzReason *reason,
                        DzReasonPart    part)
{
  g_return_val_if_fail (reason != NULL, NULL);

  if (!dz_reason_is_wrong_in (reason, part))
    return NULL;
  switch (part)
    {
    case DZ_REASON_PART_CODE:
      return _("A code is small letters, digits and single hyphens, at most 40, a letter first.");
    case DZ_REASON_PART_RULES:
      return _("Choose at most 20 rules.");
    case DZ_REASON_PART_LABEL_ZH:
    case DZ_REASON_PART_LABEL_EN:
      return _("Write a few words, at most 40 characters.");
    case DZ_REASON_PART_ZH:
    case DZ_REASON_PART_EN:
      return _("Write a sentence, at most 300 characters. {v}, {what}, {limit} and {bound} stand "
               "in the first half of [one|or another] only.");
    case DZ_REASON_PART_NONE:
    case DZ_N_REASON_PARTS:
    default:
      return NULL;
    }
}
