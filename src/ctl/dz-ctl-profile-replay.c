/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-profile.h"

#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-replay.h"
#include "dz-time.h"

#define PAGE 500 /* examinations that are held at once */

static gboolean
walk (DzCtlTarget *target,
      gint64       since_us,
      DzReplay    *replay,
      GError     **error)
{
  g_autofree char *after = NULL;
  guint n_read = PAGE;

  while (n_read == PAGE)
    {
      g_autoptr(GPtrArray) page =
        dz_ctl_target_list_examinations (target, since_us, after, PAGE, error);

      if (page == NULL)
        return FALSE;
      n_read = page->len;
      for (guint i = 0; i < n_read; i++)
        dz_replay_add (replay, g_ptr_array_index (page, i));
      if (n_read > 0)
        {
          const DzStoredExamination *last = g_ptr_array_index (page, n_read - 1);

          g_free (after);
          after = g_strdup (last->submission);
        }
    }
  return TRUE;
}

static void
print_replay (const DzReplay *replay,
              gint64          since_us,
              gboolean        as_json)
{
  if (as_json)
    {
      g_autoptr(JsonNode) node = dz_replay_to_json (replay, since_us);

      dz_ctl_print_json (node);
    }
  else
    {
      g_autofree char *text = dz_replay_to_text (replay, since_us);

      g_print ("%s", text);
    }
}

static gboolean
run (DzCtlTarget *target,
     const char  *name,
     gint64       since_us,
     gboolean     as_json,
     GError     **error)
{
  g_autoptr(DzProfile) profile = dz_ctl_load_profile (name, error);
  g_autoptr(DzReplay) replay = NULL;

  if (profile == NULL || !dz_ctl_target_open (target, FALSE, error))
    return FALSE;
  replay = dz_replay_new (profile);
  if (!walk (target, since_us, replay, error))
    return FALSE;
  print_replay (replay, since_us, as_json);
  return TRUE;
}

/**
 * dz_ctl_profile_replay:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Judges what was measured since a day by another profile, and prints how many outcomes would be
 * others and which photos it cannot compare. No photo is decoded, and nothing is changed.
 *
 * Returns: whether the measurements could be read
 */
gboolean
dz_ctl_profile_replay (const DzCtlCommand *command,
                       char              **argv,
                       GError            **error)
{
  g_autofree char *since = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &since,
      N_("Look at photos received on this day in Beijing and after"), N_("DAY") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print one line of JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  gint64 since_us;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  if (!dz_time_parse_day (since, &since_us))
    return dz_ctl_refuse_usage (error, _("%s wants a day such as 2022-05-09, not “%s”."),
                                "--since", since != NULL ? since : "");
  return run (target, rest[0], since_us, as_json, error);
}
