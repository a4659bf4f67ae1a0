/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-demo-seed.h"

#define SEED_DEFAULT 20220509

/* For programs: a line each time, "progress DONE TOTAL", never translated. */
static void
tell_progress (guint    done,
               guint    total,
               gpointer user_data)
{
  const gboolean *wanted = user_data;

  if (*wanted)
    g_printerr ("progress %u %u\n", done, total);
}

static void
print_result (const char             *data_dir,
              const DzDemoSeedResult *result)
{
  g_autofree char *shown = g_filename_display_name (data_dir);

  g_print (_("Filled %s: %s, %u students, %u photos, %u of them refused at upload.\n"), shown,
           result->school_name, result->n_students, result->n_photos, result->n_refused);
  /* Translators: a user's name and password */
  g_print (_("%s may do everything; the password is %s\n"), DZ_DEMO_SEED_USER,
           result->demo_password);
  g_print (_("%s reviews; the password is %s\n"), DZ_DEMO_SEED_REVIEWER,
           result->reviewer_password);
}

/**
 * dz_ctl_demo_seed:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Fills an empty data directory with a sample school.
 *
 * Returns: whether it was filled
 */
gboolean
dz_ctl_demo_seed (const DzCtlCommand *command,
                  char              **argv,
                  GError            **error)
{
  g_autofree char *data_dir = NULL;
  gint64 seed = SEED_DEFAULT;
  gboolean progress = FALSE;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir,
      N_("Fill DIR, which is empty or not there yet"), N_("DIR") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed,
      N_("Make up another school: the same N gives the same names and photos"), N_("N") },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &progress,
      N_("Print “progress DONE TOTAL” lines on stderr"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(DzDemoSeedResult) result = { 0 };
  g_auto(GStrv) rest = NULL;

  if (!dz_ctl_parse (command, argv, entries, NULL, &rest, error) ||
      !dz_ctl_expect (rest, 0, 0, error))
    return FALSE;
  if (data_dir == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --data which directory to fill."));
  if (seed < 0 || seed > G_MAXUINT32)
    return dz_ctl_refuse_usage (error, _("--seed is between 0 and %u."), G_MAXUINT32);
  if (!dz_demo_seed_run (data_dir, (guint32) seed, tell_progress, &progress, &result, error))
    return FALSE;
  print_result (data_dir, &result);
  return TRUE;
}
