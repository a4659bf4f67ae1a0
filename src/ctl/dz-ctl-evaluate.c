/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-contact-sheet.h"
#include "dz-ctl-command.h"
#include "dz-ctl-profile.h"
#include "dz-evaluation.h"
#include "dz-evaluation-trait.h"

#define AT_ONCE 2
#define SHEET_DEFAULT "mistakes.png"

/**
 * Work:
 * @labels: what is known of the photos
 * @checks: one for each row of @labels, in their order
 * @folder: where the photos lie
 * @examiner: what measures
 * @profile: the limits
 *
 * An evaluation on its way.
 */
typedef struct
{
  DzEvaluationLabels *labels;   /* owned */
  GPtrArray          *checks;   /* owned, (element-type DzPhotoCheck) */
  const char         *folder;
  DzExaminer         *examiner; /* owned */
  DzProfile          *profile;  /* owned */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->labels, dz_evaluation_labels_free);
  g_clear_pointer (&work->checks, g_ptr_array_unref);
  g_clear_object (&work->examiner);
  g_clear_pointer (&work->profile, dz_profile_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
check_photo (gpointer data,
             gpointer user_data)
{
  Work *work = user_data;

  dz_photo_check_run (data, work->examiner, work->profile);
}

static void
check_photos (Work *work)
{
  GThreadPool *pool = g_thread_pool_new (check_photo, work, AT_ONCE, FALSE, NULL);

  work->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_photo_check_free);
  for (guint i = 0; i < work->labels->rows->len; i++)
    {
      const DzEvaluationRow *row = g_ptr_array_index (work->labels->rows, i);
      g_autofree char *path = g_build_filename (work->folder, row->file, NULL);
      DzPhotoCheck *check = dz_photo_check_new (path);

      g_ptr_array_add (work->checks, check);
      g_thread_pool_push (pool, check, NULL); /* queued even where no thread could be made */
    }
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* The file, then each trait on which rule and label disagree. */
static char *
describe_mistakes (const Work            *work,
                   const DzEvaluationRow *row,
                   const DzPhotoCheck    *check)
{
  GString *text = g_string_new (row->file);

  for (guint i = 0; i < work->labels->traits->len; i++)
    {
      const char *name = g_ptr_array_index (work->labels->traits, i);
      DzEvaluationTrait trait;
      DzOutcome outcome;

      dz_evaluation_trait_find (name, &trait);
      outcome = dz_evaluation_trait_judge (&trait, check);
      if (row->labels[i] == DZ_LABEL_UNKNOWN || outcome == DZ_OUTCOME_UNMEASURED ||
          (row->labels[i] == trait.fault) == (outcome != DZ_OUTCOME_PASS))
        continue;
      g_string_append_c (text, '\n');
      g_string_append_printf (text, row->labels[i] == trait.fault ? _("missed: %s")
                                                                  : _("false alarm: %s"), name);
    }
  return g_string_free (text, FALSE);
}

static void
add_mistake (const Work            *work,
             const DzEvaluationRow *row,
             const DzPhotoCheck    *check,
             DzContactSheet        *sheet)
{
  g_autofree char *caption = describe_mistakes (work, row, check);
  g_autoptr(DzPicture) picture = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (g_file_get_contents (check->file, &data, &length, NULL))
    {
      g_autoptr(GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), length);

      picture = dz_examiner_render (work->examiner, bytes, DZ_CONTACT_SHEET_CELL_WIDTH,
                                    DZ_CONTACT_SHEET_CELL_HEIGHT, NULL, NULL);
    }
  dz_contact_sheet_add (sheet, picture, caption);
}

static DzEvaluation *
evaluate (const Work     *work,
          DzContactSheet *sheet)
{
  DzEvaluation *evaluation = dz_evaluation_new (work->labels);

  for (guint i = 0; i < work->checks->len; i++)
    {
      const DzEvaluationRow *row = g_ptr_array_index (work->labels->rows, i);
      const DzPhotoCheck *check = g_ptr_array_index (work->checks, i);

      if (dz_evaluation_add (evaluation, row, check))
        add_mistake (work, row, check, sheet);
    }
  dz_evaluation_finish (evaluation);
  return evaluation;
}

static void
print (const DzEvaluation *evaluation,
       gboolean            as_json)
{
  if (as_json)
    {
      g_autoptr(JsonNode) node = dz_evaluation_to_json (evaluation);

      dz_ctl_print_json (node);
    }
  else
    {
      g_autofree char *text = dz_evaluation_to_text (evaluation);

      g_print ("%s", text);
    }
}

/* Where nothing is mistaken there is nothing to show; what stands under the name is somebody's, and
 * stays. */
static gboolean
save_sheet (DzContactSheet *sheet,
            const char     *path,
            gboolean        as_json,
            GError        **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  guint n = dz_contact_sheet_get_n (sheet);

  if (n == 0)
    return TRUE;
  if (!dz_contact_sheet_save (sheet, path, error))
    return FALSE;
  if (!as_json)
    /* Translators: a number of photos, and a file */
    g_print (ngettext ("%u photo with a mistake is shown in %s\n",
                       "%u photos with a mistake are shown in %s\n", n), n, shown);
  return TRUE;
}

static gboolean
run (Work       *work,
     const char *sheet_path,
     gboolean    as_json,
     GError    **error)
{
  g_autoptr(DzContactSheet) sheet = dz_contact_sheet_new ();
  g_autoptr(DzEvaluation) evaluation = NULL;

  work->examiner = dz_examiner_new (NULL, AT_ONCE, NULL);
  if (!dz_examiner_start (work->examiner, error))
    return FALSE;
  check_photos (work);
  evaluation = evaluate (work, sheet);
  dz_examiner_close (work->examiner);
  print (evaluation, as_json);
  if (!save_sheet (sheet, sheet_path != NULL ? sheet_path : SHEET_DEFAULT, as_json, error))
    return FALSE;
  if (evaluation->unreadable->len == 0)
    return TRUE;
  /* Translators: how many of how many photos */
  return dz_ctl_refuse (error, ngettext ("%u of %u photo could not be measured.",
                                         "%u of %u photos could not be measured.",
                                         evaluation->n_photos),
                        evaluation->unreadable->len, evaluation->n_photos);
}

/**
 * dz_ctl_evaluate:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Holds the rules against photos that people have labelled, and prints how each did: found and
 * missed faults, false alarms and what could not be measured, and the error of the pupils.
 *
 * Returns: whether every photo could be measured
 */
gboolean
dz_ctl_evaluate (const DzCtlCommand *command,
                 char              **argv,
                 GError            **error)
{
  gboolean as_json = FALSE;
  g_autofree char *profile = NULL;
  g_autofree char *corrections = NULL;
  g_autofree char *sheet = NULL;
  const GOptionEntry entries[] = {
    { "corrections", 0, 0, G_OPTION_ARG_FILENAME, &corrections,
      N_("Correct labels by the table in FILE: file, column, from, to, reason"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print one object of JSON"), NULL },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile,
      N_("Judge by a built-in profile or one in a file; otherwise by graduate-2022"),
      N_("PROFILE") },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet,
      N_("Write the photos on which rule and label disagree into FILE; otherwise mistakes.png"),
      N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_auto(Work) work = { 0 };

  if (!dz_ctl_parse (command, argv, entries, NULL, &rest, error) ||
      !dz_ctl_expect (rest, 2, 2, error))
    return FALSE;
  work.folder = rest[1];
  work.profile = dz_ctl_load_profile (profile, error);
  work.labels = work.profile != NULL ? dz_evaluation_labels_load (rest[0], error) : NULL;
  if (work.labels == NULL || (corrections != NULL &&
      !dz_evaluation_labels_correct (work.labels, corrections, error)))
    return FALSE;
  return run (&work, sheet, as_json, error);
}
