/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-level.h"
#include "dz-roster-row.h"

#define FILE_BYTES_MAX (20 * 1024 * 1024) /* the examiner and the service take no more */

static GBytes *
load (const char *path,
      GError    **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr(GError) met = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, &met);
  GBytes *bytes = NULL;

  /* One byte more than is taken, so that a longer file is seen to be longer. */
  if (stream != NULL)
    {
      gsize length = 0;
      g_autofree guint8 *data = g_malloc (FILE_BYTES_MAX + 1);

      if (g_input_stream_read_all (G_INPUT_STREAM (stream), data, FILE_BYTES_MAX + 1, &length, NULL,
                                   &met))
        bytes = g_bytes_new (data, length);
    }
  if (bytes == NULL)
    dz_ctl_refuse (error, _("The roster %s cannot be read: %s."), shown, met->message);
  return bytes;
}

static void
print_bad_rows (GPtrArray *bad_rows)
{
  for (guint i = 0; i < bad_rows->len; i++)
    {
      const DzRosterRow *row = g_ptr_array_index (bad_rows, i);

      /* Translators: line of a file, and what is wrong with it */
      g_print (_("line %u: %s\n"), row->line, _(row->problem));
    }
}

static gboolean
import (DzCtlTarget   *target,
        const char    *school,
        const DzLevel *level,
        const char    *path,
        GError       **error)
{
  g_autoptr(GBytes) file = load (path, error);
  g_autoptr(GPtrArray) bad_rows = NULL;
  DzRosterChange change = { 0, 0, 0 };
  gboolean imported;

  if (file == NULL || !dz_ctl_target_open (target, TRUE, error))
    return FALSE;
  imported =
    dz_ctl_target_import_roster (target, school, level, file, &change, &bad_rows, error);
  if (bad_rows != NULL)
    print_bad_rows (bad_rows);
  if (imported)
    g_print (_("added %u, changed %u, same %u\n"), change.added, change.changed, change.same);
  return imported;
}

/**
 * dz_ctl_roster_import:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Imports a school's roster, whole or not at all. Rows that cannot be imported are listed by line.
 *
 * Returns: whether it was imported
 */
gboolean
dz_ctl_roster_import (const DzCtlCommand *command,
                      char              **argv,
                      GError            **error)
{
  g_autofree char *school = NULL;
  g_autofree char *level_text = NULL;
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &school, N_("Code of the school"), N_("CODE") },
    { "level", 0, 0, G_OPTION_ARG_FILENAME, &level_text,
      N_("Level of the rows that name none: associate, bachelor, master or doctor"), N_("LEVEL") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  DzLevel level = DZ_LEVEL_MASTER;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  if (school == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --school whose roster it is."));
  if (level_text != NULL && !dz_level_from_text (level_text, &level))
    return dz_ctl_refuse_usage (error, _("“%s” is no level; there are associate, bachelor, master "
                                         "and doctor."), level_text);
  return import (target, school, level_text != NULL ? &level : NULL, rest[0], error);
}
