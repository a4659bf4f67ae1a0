/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-rules.h"
#include "dz-time.h"

/* What was asked, in UTF-8. */
typedef struct
{
  DzCtlTarget *target; /* owned */
  DzReason    *words;  /* owned: an option each, %NULL where it was left out */
  char        *code;   /* owned, nullable */
  gboolean     all;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  dz_ctl_target_free (self->target);
  dz_reason_free (self->words);
  g_free (self->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
take_words (DzReason *words,
            GError  **error)
{
  return dz_ctl_take_text (&words->rules, error) && dz_ctl_take_text (&words->label_zh, error) &&
         dz_ctl_take_text (&words->label_en, error) && dz_ctl_take_text (&words->zh, error) &&
         dz_ctl_take_text (&words->en, error);
}

static gboolean
open_target (const DzCtlCommand *command,
             char              **argv,
             const GOptionEntry *entries,
             guint               n_args,
             Wanted             *wanted,
             GError            **error)
{
  g_auto(GStrv) rest = NULL;

  wanted->target = dz_ctl_target_new ();
  if (!dz_ctl_parse (command, argv, entries, wanted->target, &rest, error) ||
      !dz_ctl_expect (rest, n_args, n_args, error))
    return FALSE;
  wanted->code = n_args > 0 ? dz_ctl_dup_text (rest[0], error) : NULL;
  return (n_args == 0 || wanted->code != NULL) &&
         (wanted->words == NULL || take_words (wanted->words, error)) &&
         dz_ctl_target_open (wanted->target, FALSE, error);
}

static void
print_reason (const DzReason *reason)
{
  g_autofree char *retired = NULL;

  g_print ("%s@%u  %s  %s\n", reason->code, reason->version, reason->label_zh, reason->label_en);
  g_print ("  %s\n  %s\n", reason->zh, reason->en);
  if (*reason->rules != '\0')
    g_print (_("  answers %s\n"), reason->rules);
  if (reason->needs_note)
    g_print (_("  needs a note to the student\n"));
  if (reason->uses > 0)
    g_print (_("  given %u times of late\n"), reason->uses);
  if (reason->retired_us == 0)
    return;
  retired = dz_time_format (reason->retired_us);
  g_print (_("  retired %s\n"), retired);
}

/**
 * dz_ctl_reason_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Lists the reasons that can be given, or every version of all.
 *
 * Returns: whether they could be read
 */
gboolean
dz_ctl_reason_list (const DzCtlCommand *command,
                    char              **argv,
                    GError            **error)
{
  g_auto(Wanted) wanted = { NULL };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &wanted.all,
      N_("Older versions and retired reasons too"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzReasonList) list = NULL;
  GPtrArray *reasons;

  if (!open_target (command, argv, entries, 0, &wanted, error))
    return FALSE;
  list = dz_ctl_target_list_reasons (wanted.target, error);
  if (list == NULL)
    return FALSE;
  reasons = dz_reason_list_get_all (list);
  for (guint i = 0; i < reasons->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (reasons, i);

      if (wanted.all || reason->retired_us == 0)
        print_reason (reason);
    }
  return TRUE;
}

static void
fill (char      **word,
      const char *last)
{
  if (*word == NULL)
    *word = g_strdup (last);
}

/* What was left out stays as it was. */
static void
fill_words (DzReason       *words,
            const DzReason *last,
            const char     *code)
{
  words->code = g_strdup (code);
  fill (&words->rules, last != NULL ? last->rules : "");
  fill (&words->label_zh, last != NULL ? last->label_zh : "");
  fill (&words->label_en, last != NULL ? last->label_en : "");
  fill (&words->zh, last != NULL ? last->zh : "");
  fill (&words->en, last != NULL ? last->en : "");
  if (last != NULL)
    words->needs_note = words->needs_note || last->needs_note;
}

static gboolean
check_words (const DzReason *words,
             GError        **error)
{
  g_auto(GStrv) rules = g_strsplit (words->rules, " ", -1);

  if (*words->label_zh == '\0' || *words->label_en == '\0' || *words->zh == '\0' ||
      *words->en == '\0')
    return dz_ctl_refuse_usage (error, _("A new reason needs --label-zh, --label-en, --zh and "
                                         "--en."));
  for (guint i = 0; *words->rules != '\0' && rules[i] != NULL; i++)
    {
      if (!dz_rules_know (rules[i]))
        return dz_ctl_refuse (error, _("%s is no rule."), rules[i]);
    }
  return TRUE;
}

/**
 * dz_ctl_reason_add:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Adds a reason, or another version of one; words that are left out stay as they were.
 *
 * Returns: whether it was added
 */
gboolean
dz_ctl_reason_add (const DzCtlCommand *command,
                   char              **argv,
                   GError            **error)
{
  g_auto(Wanted) wanted = { NULL, dz_reason_new (), NULL, FALSE };
  DzReason *words = wanted.words;
  const GOptionEntry entries[] = {
    { "label-zh", 0, 0, G_OPTION_ARG_FILENAME, &words->label_zh,
      N_("A few words for the reviewer's list, in Chinese"), N_("TEXT") },
    { "label-en", 0, 0, G_OPTION_ARG_FILENAME, &words->label_en, N_("The same in English"),
      N_("TEXT") },
    { "zh", 0, 0, G_OPTION_ARG_FILENAME, &words->zh,
      N_("The sentence to the student, in Chinese"), N_("TEXT") },
    { "en", 0, 0, G_OPTION_ARG_FILENAME, &words->en, N_("The same in English"), N_("TEXT") },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME, &words->rules,
      N_("The rules it answers, separated by spaces"), N_("RULES") },
    { "needs-note", 0, 0, G_OPTION_ARG_NONE, &words->needs_note,
      N_("It says nothing without a note to the student"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzReasonList) list = NULL;
  g_autoptr(DzReason) reason = NULL;

  if (!open_target (command, argv, entries, 1, &wanted, error))
    return FALSE;
  list = dz_ctl_target_list_reasons (wanted.target, error);
  if (list == NULL)
    return FALSE;
  fill_words (words, dz_reason_list_find_version (list, wanted.code, 0), wanted.code);
  if (!check_words (words, error))
    return FALSE;
  reason = dz_ctl_target_add_reason (wanted.target, words, error);
  if (reason != NULL)
    print_reason (reason);
  return reason != NULL;
}

/**
 * dz_ctl_reason_retire:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Takes a reason out of the list. Decisions that gave it keep it.
 *
 * Returns: whether it was retired
 */
gboolean
dz_ctl_reason_retire (const DzCtlCommand *command,
                      char              **argv,
                      GError            **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(Wanted) wanted = { NULL };
  g_autoptr(DzReason) reason = NULL;

  if (!open_target (command, argv, entries, 1, &wanted, error))
    return FALSE;
  reason = dz_ctl_target_retire_reason (wanted.target, wanted.code, error);
  if (reason == NULL)
    return FALSE;
  g_print (_("%s is given no more.\n"), reason->code);
  return TRUE;
}
