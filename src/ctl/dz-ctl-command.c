/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-command.h"

#include <glib/gi18n.h>

#include "dz-level.h"
#include "dz-wire.h"

G_DEFINE_QUARK (dz-ctl-error-quark, dz_ctl_error)

/**
 * dz_ctl_refuse_usage:
 * @error: return location
 * @format: a sentence
 * @...: for @format
 *
 * Says that the program was used wrongly.
 *
 * Returns: %FALSE
 */
gboolean
dz_ctl_refuse_usage (GError    **error,
                     const char *format,
                     ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (DZ_CTL_ERROR, DZ_CTL_ERROR_USAGE, format, arguments));
  va_end (arguments);
  return FALSE;
}

/**
 * dz_ctl_refuse:
 * @error: return location
 * @format: a sentence
 * @...: for @format
 *
 * Says that something in the data is wrong.
 *
 * Returns: %FALSE
 */
gboolean
dz_ctl_refuse (GError    **error,
               const char *format,
               ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (DZ_CTL_ERROR, DZ_CTL_ERROR_WRONG, format, arguments));
  va_end (arguments);
  return FALSE;
}

/**
 * dz_ctl_parse:
 * @command: a subcommand
 * @argv: the program's name and what follows the subcommand
 * @entries: (nullable): its own options. Texts are G_OPTION_ARG_FILENAME, so that they come as they
 *   were typed whatever the locale says, and go through dz_ctl_take_text()
 * @target: (nullable): where the data are; adds its options
 * @rest: (out) (transfer full): what is not an option
 * @error: return location
 *
 * Reads a subcommand's options. Prints --help and ends the program where that is asked.
 *
 * Returns: whether they could be understood
 */
gboolean
dz_ctl_parse (const DzCtlCommand *command,
              char              **argv,
              const GOptionEntry *entries,
              DzCtlTarget        *target,
              char             ***rest,
              GError            **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (command->arguments);
  g_auto(GStrv) arguments = g_strdupv (argv);
  g_auto(GStrv) found = NULL;
  const GOptionEntry remaining[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &found, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  *rest = NULL;
  g_option_context_set_summary (context, _(command->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (target != NULL)
    dz_ctl_target_add_options (target, context);
  g_option_context_add_main_entries (context, remaining, NULL);
  if (!g_option_context_parse_strv (context, &arguments, error))
    return FALSE;
  *rest = found != NULL ? g_steal_pointer (&found) : g_new0 (char *, 1);
  return TRUE;
}

/**
 * dz_ctl_expect:
 * @rest: what is not an option
 * @min: how many there must be
 * @max: how many there may be
 * @error: return location
 *
 * Returns: whether there are as many as that
 */
gboolean
dz_ctl_expect (char  **rest,
               guint   min,
               guint   max,
               GError **error)
{
  guint n = g_strv_length (rest);

  if (n < min)
    return dz_ctl_refuse_usage (error, _("Something is missing; --help says what is wanted."));
  if (n > max)
    return dz_ctl_refuse_usage (error, _("“%s” is too much; --help says what is wanted."),
                                rest[max]);
  return TRUE;
}

/**
 * dz_ctl_dup_text:
 * @raw: an argument as it was typed
 * @error: return location
 *
 * Reads a text from the command line: UTF-8, else what the locale says.
 *
 * Returns: (transfer full) (nullable): it in UTF-8
 */
char *
dz_ctl_dup_text (const char *raw,
                 GError    **error)
{
  char *text = g_utf8_validate (raw, -1, NULL) ? g_strdup (raw)
                                               : g_locale_to_utf8 (raw, -1, NULL, NULL, NULL);

  if (text == NULL)
    dz_ctl_refuse_usage (error, _("An argument is no text: it is neither UTF-8 nor in the "
                                  "locale's encoding."));
  return text;
}

/**
 * dz_ctl_take_text:
 * @text: (inout) (transfer full) (nullable): an option as it was typed, %NULL where it was left
 *   out; %NULL after an error
 * @error: return location
 *
 * Makes UTF-8 of what dz_ctl_parse() has filled in, as dz_ctl_dup_text() does.
 *
 * Returns: whether it is a text, or nothing
 */
gboolean
dz_ctl_take_text (char  **text,
                  GError **error)
{
  g_autofree char *raw = g_steal_pointer (text);

  if (raw == NULL)
    return TRUE;
  *text = dz_ctl_dup_text (raw, error);
  return *text != NULL;
}

/**
 * dz_ctl_read_levels:
 * @text: levels joined by commas, in their words or in Chinese
 * @levels: (out): set of 1 << #DzLevel
 * @error: return location
 *
 * Returns: whether every word is a level and there is at least one
 */
gboolean
dz_ctl_read_levels (const char *text,
                    guint      *levels,
                    GError    **error)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);

  *levels = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      DzLevel level;

      if (!dz_level_from_text (g_strstrip (words[i]), &level))
        return dz_ctl_refuse_usage (error,
                                    _("“%s” is no level; there are associate, bachelor, master and "
                                      "doctor."), words[i]);
      *levels |= 1u << level;
    }
  return *levels != 0 || dz_ctl_refuse_usage (error, _("Name at least one level."));
}

/**
 * dz_ctl_print_json:
 * @node: what was found
 *
 * Prints @node as one line.
 */
void
dz_ctl_print_json (JsonNode *node)
{
  g_autoptr(GBytes) line = dz_wire_print (node);

  g_print ("%.*s\n", (int) g_bytes_get_size (line), (const char *) g_bytes_get_data (line, NULL));
}
