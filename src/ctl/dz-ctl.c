/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl.h"

#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "dz-config.h"
#include "dz-ctl-command.h"
#include "dz-ctl-explain.h"

#define PROGRAM "duizhaoctl"
#define NAME_COLUMNS 17

static const DzCtlCommand commands[] = {
  { "check", NULL, N_("FILE…"), N_("Hold photo files against a profile"), dz_ctl_check },
  { "evaluate", NULL, N_("LABELS FOLDER"), N_("Hold the rules against photos labelled by people"),
    dz_ctl_evaluate },
  { "profile", "list", "", N_("List the profiles that are built in"), dz_ctl_profile_list },
  { "profile", "validate", N_("FILE…"), N_("Say whether files are profiles"),
    dz_ctl_profile_validate },
  { "profile", "diff", N_("PROFILE PROFILE"), N_("List the limits in which two profiles differ"),
    dz_ctl_profile_diff },
  { "profile", "replay", N_("PROFILE"), N_("Judge stored measurements by another profile"),
    dz_ctl_profile_replay },
  { "school", "list", N_("[TEXT]"), N_("List the schools that have a text in their name or code"),
    dz_ctl_school_list },
  { "school", "add", N_("CODE NAME"), N_("Add a school that the ministry's list lacks"),
    dz_ctl_school_add },
  { "school", "policy", N_("CODE"), N_("Say or change how photos of a school may be judged"),
    dz_ctl_school_policy },
  { "roster", "import", N_("FILE"), N_("Import a school's roster, whole or not at all"),
    dz_ctl_roster_import },
  { "roster", "photos", N_("FOLDER"), N_("Import the photos that students were admitted with"),
    dz_ctl_roster_photos },
  { "window", "open", "", N_("Open a collection window"), dz_ctl_window_open },
  { "window", "list", "", N_("List the collection windows of a school"), dz_ctl_window_list },
  { "user", "add", N_("NAME"), N_("Add a person of the agency"), dz_ctl_user_add },
  { "waiver", "list", N_("IDENTIFIER"), N_("List the rules that do not apply to a student"),
    dz_ctl_waiver_list },
  { "waiver", "grant", N_("IDENTIFIER"), N_("Except a student from a rule"), dz_ctl_waiver_grant },
  { "waiver", "revoke", N_("IDENTIFIER"), N_("Let a rule apply to a student again"),
    dz_ctl_waiver_revoke },
  { "deliver", "note", N_("WINDOW"), N_("Print what goes to the school with a window's photos"),
    dz_ctl_deliver_note },
  { "reason", "list", "", N_("List the reasons for refusing a photo"), dz_ctl_reason_list },
  { "reason", "add", N_("CODE"), N_("Add a reason, or other words for one"), dz_ctl_reason_add },
  { "reason", "retire", N_("CODE"), N_("Take a reason out of the list"), dz_ctl_reason_retire },
  { "task", "list", "", N_("List what waits for a supervisor"), dz_ctl_task_list },
  { "task", "finish", N_("TASK"), N_("Say that a supervisor's task is done"), dz_ctl_task_finish },
  { "submission", "reopen", N_("SUBMISSION"), N_("Take back a decision that is in effect"),
    dz_ctl_submission_reopen },
  { "audit", "verify", "", N_("Verify the chain of the history"), dz_ctl_audit_verify },
  { "audit", "head", "", N_("Print the signed end of the history, to be kept"),
    dz_ctl_audit_head },
  { "audit", "rotate-key", "", N_("Let another key sign the history"), dz_ctl_audit_rotate_key },
  { "audit", "restored", "", N_("Say that the data were restored from a backup"),
    dz_ctl_audit_restored },
  { "audit", "list", "", N_("List entries of the history"), dz_ctl_audit_list },
  { "demo", "seed", "", N_("Fill an empty data directory with a sample school"), dz_ctl_demo_seed },
};

/* GLib would turn what it prints into the locale's charset; ours is UTF-8 everywhere. */
static void
print_out (const char *text)
{
  fputs (text, stdout);
}

static void
print_err (const char *text)
{
  fputs (text, stderr);
}

static char *
find_locale_dir (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *in_place = folder != NULL ? g_build_filename (folder, "po", NULL) : NULL;

  return in_place != NULL && g_file_test (in_place, G_FILE_TEST_IS_DIR)
           ? g_steal_pointer (&in_place) : g_strdup (DZ_LOCALE_DIR);
}

/* Where the machine lacks the locale that is asked for, its language is still known by its name:
 * gettext needs no more than C.UTF-8 and LANGUAGE. */
static void
fall_back (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  const char *wished = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && (wished == NULL || *wished == '\0'); i++)
    wished = g_getenv (names[i]);
  if (wished != NULL && strlen (wished) > 1)
    {
      g_autofree char *language = g_strndup (wished, strcspn (wished, ".@"));

      g_setenv ("LANGUAGE", language, FALSE);
    }
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
}

static void
set_language (void)
{
  g_autofree char *dir = find_locale_dir ();
  const char *locale = setlocale (LC_ALL, "");

  if (locale == NULL || (g_str_equal (locale, "C") && g_getenv ("LANGUAGE") != NULL))
    fall_back ();
  bindtextdomain (GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bind_textdomain_codeset ("glib20", "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_print_handler (print_out);
  g_set_printerr_handler (print_err);
}

static void
print_commands (GPrintFunc  print,
                const char *group)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n  " PROGRAM " %s [%s]\n\n%s\n", _("Usage:"),
                          group != NULL ? group : _("SUBCOMMAND"), _("OPTION…"),
                          _("Subcommands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *name = g_strjoin (" ", commands[i].group, commands[i].verb, NULL);

      if (group == NULL || g_str_equal (commands[i].group, group))
        g_string_append_printf (text, "  %-*s %s\n", NAME_COLUMNS, name, _(commands[i].summary));
    }
  g_string_append_printf (text, "\n%s\n", _("Each has --help. The program ends with 0 when it is "
                                            "done, with 1 when something in the data is wrong, "
                                            "with 2 when it was used wrongly."));
  print (text->str);
}

static gboolean
is_group (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].group, word))
        return TRUE;
    }
  return FALSE;
}

static const DzCtlCommand *
find_command (char **words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].group, words[0]) &&
          (commands[i].verb == NULL || g_strcmp0 (commands[i].verb, words[1]) == 0))
        return &commands[i];
    }
  return NULL;
}

static gboolean
asks_for_help (const char *word)
{
  return g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "-h") == 0 ||
         g_strcmp0 (word, "-?") == 0;
}

static DzCtlExit
report (const GError *error)
{
  g_autofree char *sentence = dz_ctl_explain (error);
  gboolean usage = error->domain == G_OPTION_ERROR ||
                   g_error_matches (error, DZ_CTL_ERROR, DZ_CTL_ERROR_USAGE);

  fflush (stdout);
  g_printerr (PROGRAM ": %s\n", sentence);
  return usage ? DZ_CTL_EXIT_USAGE : DZ_CTL_EXIT_WRONG;
}

static DzCtlExit
run_command (const DzCtlCommand *command,
             char              **words)
{
  g_autofree char *name = g_strjoin (" ", PROGRAM, command->group, command->verb, NULL);
  char **own = words + (command->verb != NULL ? 1 : 0); /* its first word is the place of a name */
  g_autoptr(GError) error = NULL;

  g_set_prgname (name);
  if (!command->run (command, own, &error))
    return report (error);
  if (fflush (stdout) == 0 && !ferror (stdout))
    return DZ_CTL_EXIT_DONE;
  g_printerr (PROGRAM ": %s\n", _("What was found could not be written."));
  return DZ_CTL_EXIT_WRONG;
}

/* No subcommand: help, the version, or words that name none. */
static DzCtlExit
answer_without_command (char **words)
{
  if (words[0] == NULL)
    {
      print_commands (print_err, NULL);
      return DZ_CTL_EXIT_USAGE;
    }
  if (asks_for_help (words[0]) || (is_group (words[0]) && asks_for_help (words[1])))
    {
      print_commands (print_out, asks_for_help (words[0]) ? NULL : words[0]);
      return DZ_CTL_EXIT_DONE;
    }
  if (g_str_equal (words[0], "--version"))
    {
      g_print (PROGRAM " " DZ_VERSION "\n");
      return DZ_CTL_EXIT_DONE;
    }
  if (is_group (words[0]) && words[1] == NULL)
    print_commands (print_err, words[0]);
  else
    g_printerr (PROGRAM ": %s\n", _("There is no such subcommand; --help lists them."));
  return DZ_CTL_EXIT_USAGE;
}

/**
 * dz_ctl_run:
 * @argv: the program's arguments
 *
 * Runs the program.
 *
 * Returns: its exit code
 */
DzCtlExit
dz_ctl_run (char **argv)
{
  char **words = argv + (argv[0] != NULL ? 1 : 0);
  const DzCtlCommand *command;

  set_language ();
  command = words[0] != NULL ? find_command (words) : NULL;
  if (command != NULL)
    return run_command (command, words);
  return answer_without_command (words);
}
