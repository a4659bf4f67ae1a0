/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-ctl-profile.h"
#include "dz-photo-check.h"

#define AT_ONCE 2
#define AHEAD 8 /* files that may be measured before an earlier one was printed */

/* Files are measured out of order and printed in order. */
typedef struct
{
  DzExaminer *examiner;
  DzProfile  *profile;
  GMutex      mutex;
  GCond       done_cond;
} Batch;

typedef struct
{
  DzPhotoCheck *check; /* owned */
  gboolean      done;  /* guarded by the batch's mutex */
} Job;

static void
job_free (Job *job)
{
  dz_photo_check_free (job->check);
  g_free (job);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  Batch *batch = user_data;

  dz_photo_check_run (job->check, batch->examiner, batch->profile);
  g_mutex_lock (&batch->mutex);
  job->done = TRUE;
  g_cond_broadcast (&batch->done_cond);
  g_mutex_unlock (&batch->mutex);
}

static void
wait_for (Batch *batch,
          Job   *job)
{
  g_mutex_lock (&batch->mutex);
  while (!job->done)
    g_cond_wait (&batch->done_cond, &batch->mutex);
  g_mutex_unlock (&batch->mutex);
}

static void
print_check (const DzPhotoCheck *check,
             const DzProfile    *profile,
             gboolean            as_json)
{
  if (as_json)
    {
      g_autoptr(JsonNode) node = dz_photo_check_to_json (check, profile);

      dz_ctl_print_json (node);
    }
  else
    {
      g_autofree char *text = dz_photo_check_to_text (check);

      g_print ("%s", text);
    }
}

static guint
run_batch (Batch   *batch,
           char   **files,
           gboolean as_json)
{
  GThreadPool *pool = g_thread_pool_new (run_job, batch, AT_ONCE, FALSE, NULL);
  g_autoptr(GQueue) jobs = g_queue_new ();
  guint n_bad = 0;

  for (guint i = 0; files[i] != NULL || !g_queue_is_empty (jobs);)
    {
      Job *job;

      while (files[i] != NULL && g_queue_get_length (jobs) < AHEAD)
        {
          job = g_new0 (Job, 1);
          job->check = dz_photo_check_new (files[i++]);
          g_queue_push_tail (jobs, job);
          g_thread_pool_push (pool, job, NULL); /* queued even where no thread could be made */
        }
      job = g_queue_pop_head (jobs);
      wait_for (batch, job);
      print_check (job->check, batch->profile, as_json);
      n_bad += !dz_photo_check_is_good (job->check);
      job_free (job);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  return n_bad;
}

static gboolean
check_files (char     **files,
             DzProfile *profile,
             gboolean   as_json,
             GError   **error)
{
  g_autoptr(DzExaminer) examiner = dz_examiner_new (NULL, AT_ONCE, NULL);
  Batch batch = { .examiner = examiner, .profile = profile };
  guint n = g_strv_length (files);
  guint n_bad;

  if (!dz_examiner_start (examiner, error))
    return FALSE;
  g_mutex_init (&batch.mutex);
  g_cond_init (&batch.done_cond);
  n_bad = run_batch (&batch, files, as_json);
  g_mutex_clear (&batch.mutex);
  g_cond_clear (&batch.done_cond);
  dz_examiner_close (examiner);
  if (n_bad == 0)
    return TRUE;
  /* Translators: how many of how many files */
  return dz_ctl_refuse (error, ngettext ("%u of %u file cannot be used.",
                                         "%u of %u files cannot be used.", n), n_bad, n);
}

/**
 * dz_ctl_check:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Holds files against a profile and prints what the rules say, a line of JSON or a few lines of
 * text for each.
 *
 * Returns: whether every file could be measured and none would be refused at upload
 */
gboolean
dz_ctl_check (const DzCtlCommand *command,
              char              **argv,
              GError            **error)
{
  gboolean as_json = FALSE;
  g_autofree char *profile_file = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON for each file"), NULL },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile_file,
      N_("Judge by a built-in profile or one in a file; otherwise by graduate-2022"),
      N_("PROFILE") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) files = NULL;
  g_autoptr(DzProfile) profile = NULL;

  if (!dz_ctl_parse (command, argv, entries, NULL, &files, error))
    return FALSE;
  if (files[0] == NULL)
    return dz_ctl_refuse_usage (error, _("Name at least one file."));
  profile = dz_ctl_load_profile (profile_file, error);
  return profile != NULL && check_files (files, profile, as_json, error);
}
