/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-accuracy.h"
#include "dz-portrait-faults.h"

#include <string.h>

#include "dz-photo-measure.h"
#include "dz-vision.h"

#define PERCENT 90

/**
 * Portrait:
 * @file: its name
 * @view: the picture
 * @scene: what the networks say of it
 * @measurement: what was measured
 *
 * A real portrait, looked at once for all faults.
 */
typedef struct
{
  char *file;                 /* owned */
  DzPixels *view;             /* owned */
  DzFaceScene *scene;         /* owned */
  DzMeasurement *measurement; /* owned */
} Portrait;

static DzAccuracy *accuracy;
static GPtrArray *portraits; /* (element-type Portrait) */

static void
portrait_free (Portrait *portrait)
{
  dz_face_scene_free (portrait->scene);
  dz_pixels_free (portrait->view);
  dz_measurement_free (portrait->measurement);
  g_free (portrait->file);
  g_free (portrait);
}

static Portrait *
look_at (DzModels   *models,
         const char *folder,
         const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *data = NULL;
  Portrait *portrait = g_new0 (Portrait, 1);
  g_autoptr(GError) error = NULL;
  gsize length;
  double width;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  portrait->file = g_strdup (file);
  portrait->measurement = dz_photo_measure ((const guint8 *) data, length, NULL, &portrait->view);
  width = dz_measurement_get (portrait->measurement, DZ_QUANTITY_WIDTH);
  portrait->scene = dz_face_scene_new (models, portrait->view, width / portrait->view->width,
                                       &error);
  g_assert_no_error (error);
  g_assert_true (dz_vision_measure (models, portrait->view, portrait->measurement, &error));
  g_assert_no_error (error);
  return portrait;
}

/* The neutral ones; `-m slow` takes the smiling ones too. */
static void
load_portraits (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("DZ_SHARED_DIR"), "photos", "portraits",
                                              NULL);
  g_autofree char *models_folder = dz_models_find_folder ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(DzModels) models = NULL;
  const char *file;

  portraits = g_ptr_array_new_with_free_func ((GDestroyNotify) portrait_free);
  if (dir == NULL || accuracy == NULL)
    return;
  models = dz_models_load (models_folder, NULL);
  g_assert_nonnull (models);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (file, "_03.jpg") || (g_test_slow () && g_str_has_suffix (file, ".jpg")))
        g_ptr_array_add (portraits, look_at (models, folder, file));
    }
}

typedef struct
{
  const DzPortraitFault *fault;
  DzFaultScore score;
} Trial;

static void
try_portrait (DzAccuracy *self,
              guint       i,
              gpointer    user_data)
{
  Trial *trial = user_data;
  const Portrait *portrait = g_ptr_array_index (portraits, i);
  g_autoptr(GBytes) jpeg =
    dz_portrait_fault_shoot (trial->fault, portrait->scene, portrait->measurement);
  g_autoptr(DzMeasurement) measurement = dz_accuracy_measure (self, jpeg);
  g_autoptr(GPtrArray) findings = dz_accuracy_judge (self, measurement);

  dz_accuracy_lock (self);
  dz_fault_score_add (&trial->score, findings, &trial->fault->fault, portrait->file);
  dz_accuracy_unlock (self);
}

static void
test_fault (gconstpointer data)
{
  Trial trial = { .fault = data };
  g_autofree char *line = NULL;

  if (portraits->len == 0)
    {
      g_test_skip ("there are no portraits or no models");
      return;
    }
  dz_fault_score_init (&trial.score, trial.fault->name);
  dz_accuracy_run (accuracy, portraits->len, try_portrait, &trial);
  line = dz_fault_score_describe (&trial.score);
  g_test_message ("%s", line);
  if (!dz_fault_score_reaches (&trial.score, PERCENT, PERCENT))
    g_test_fail_printf ("%s", line);
  dz_fault_score_clear (&trial.score);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  accuracy = dz_accuracy_new ();
  load_portraits ();
  for (guint i = 0; i < dz_n_portrait_faults; i++)
    {
      g_autofree char *path = g_strdup_printf ("/portraits/%s", dz_portrait_faults[i].name);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &dz_portrait_faults[i], test_fault);
    }
  status = g_test_run ();
  g_clear_pointer (&portraits, g_ptr_array_unref);
  g_clear_pointer (&accuracy, dz_accuracy_free);
  return status;
}
