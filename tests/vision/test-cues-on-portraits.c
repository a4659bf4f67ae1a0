/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

#include <math.h>

/*
 * The cues on photos of people who wear neither glasses nor hats and whose eyes are open; half of
 * them smile. Limits are calibration's.
 */

/* Px of the long edge: eye corners about 125 px apart, as on a graduate's photo. */
#define EDGE 600
#define LIP_GAP_OPEN 0.027
#define TEETH_SEEN 0.10
/* The mouth's state is agreed on in so many of a hundred (the goal). */
#define AGREEMENT_PERCENT 95
/* Of free ears, as many of a hundred may be taken for hidden (calibration §3, check set). */
#define EAR_ALARMS_PERCENT 4

/* Column of portraits.csv: 1 closed, 0 open. */
#define MOUTH_COLUMN 2

/* What labels or corrections say of a file's mouth: '1', '0', or '?' where they do not. */
static GHashTable *
read_mouths (const char *path,
             guint       column,
             const char *about)
{
  GHashTable *mouths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto(GStrv) cells = g_strsplit (lines[i], ",", -1);

      if (g_strv_length (cells) > column && (about == NULL || g_str_equal (cells[1], about)))
        g_hash_table_insert (mouths, g_strdup (cells[0]), GINT_TO_POINTER (cells[column][0]));
    }
  return mouths;
}

static GHashTable *
read_all_mouths (void)
{
  g_autofree char *labels = g_build_filename (g_getenv ("DZ_SHARED_DIR"), "photos",
                                              "portraits.csv", NULL);
  g_autofree char *corrections = g_test_build_filename (G_TEST_DIST, "fixtures",
                                                        "portraits-corrections.csv", NULL);
  GHashTable *mouths = read_mouths (labels, MOUTH_COLUMN, NULL);
  g_autoptr(GHashTable) corrected = read_mouths (corrections, 3, "mouth_closed");
  GHashTableIter iter;
  gpointer file;
  gpointer mouth;

  g_hash_table_iter_init (&iter, corrected);
  while (g_hash_table_iter_next (&iter, &file, &mouth))
    {
      g_assert_true (g_hash_table_contains (mouths, file));
      g_hash_table_insert (mouths, g_strdup (file), mouth);
    }
  return mouths;
}

static void
assert_nothing_worn (const char          *file,
                     const DzMeasurement *measurement)
{
  double open = MIN (dz_measurement_get (measurement, DZ_QUANTITY_EYE_OPEN_LEFT),
                     dz_measurement_get (measurement, DZ_QUANTITY_EYE_OPEN_RIGHT));

  g_test_message ("%s: eyes %.3f, glasses %.2f, headwear %.2f, gaze %.3f, glare %.4f", file, open,
                  dz_measurement_get (measurement, DZ_QUANTITY_GLASSES),
                  dz_measurement_get (measurement, DZ_QUANTITY_HEADWEAR),
                  dz_measurement_get (measurement, DZ_QUANTITY_GAZE_X),
                  dz_measurement_get (measurement, DZ_QUANTITY_LENS_GLARE));
  g_assert_cmpfloat (open, >, 0.16);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_GLASSES), <, 5);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_HEADWEAR), <, 0.5);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_LENS_TINT), <, 15);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_RED_EYE), <, 0.05);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_JEWELLERY), <, 0.005);
  g_assert_cmpfloat (fabs (dz_measurement_get (measurement, DZ_QUANTITY_GAZE_X) - 0.497), <, 0.08);
}

/* Teeth are seen only between lips that are apart. */
static gboolean
agrees (const char          *file,
        const DzMeasurement *measurement,
        char                 mouth)
{
  double gap = dz_measurement_get (measurement, DZ_QUANTITY_LIP_GAP);
  double teeth = dz_measurement_get (measurement, DZ_QUANTITY_TEETH);

  g_test_message ("%s: mouth %c, gap %.4f, teeth %.2f", file, mouth, gap, teeth);
  if (mouth == '1')
    g_assert_cmpfloat (teeth, <, TEETH_SEEN);
  return (gap < LIP_GAP_OPEN) == (mouth == '1');
}

/* One person's fringe hides both brows, and her hair both ears; nobody else's hair does. */
static gboolean
has_fringe (const char *file)
{
  return g_str_has_prefix (file, "003_");
}

static void
assert_brows (const char          *file,
              const DzMeasurement *measurement)
{
  double hair = MAX (dz_measurement_get (measurement, DZ_QUANTITY_BROW_HAIR_LEFT),
                     dz_measurement_get (measurement, DZ_QUANTITY_BROW_HAIR_RIGHT));

  g_test_message ("%s: brows %.2f", file, hair);
  g_assert_true (has_fringe (file) == (hair >= 0.20));
}

/* How many of two ears are said to be hidden. */
static guint
count_hidden (const char          *file,
              const DzMeasurement *measurement)
{
  double left = dz_measurement_get (measurement, DZ_QUANTITY_EAR_LEFT);
  double right = dz_measurement_get (measurement, DZ_QUANTITY_EAR_RIGHT);

  g_test_message ("%s: ears %.3f, %.3f", file, left, right);
  return (left < -0.10) + (right < -0.10);
}

static void
test_portraits (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();
  g_autoptr(GPtrArray) labels = models != NULL ? dz_sample_labels () : NULL;
  g_autoptr(GHashTable) mouths = labels != NULL ? read_all_mouths () : NULL;
  guint n_agreed = 0;
  guint n_free = 0;
  guint n_alarms = 0;

  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const char *file = ((DzPortraitLabel *) g_ptr_array_index (labels, i))->file;
      g_autoptr(DzPixels) view = dz_sample_portrait (file, EDGE);
      g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
      g_autoptr(GError) error = NULL;
      guint n_hidden;

      dz_vision_measure (models, view, measurement, &error);
      g_assert_no_error (error);
      assert_nothing_worn (file, measurement);
      assert_brows (file, measurement);
      n_hidden = count_hidden (file, measurement);
      if (has_fringe (file))
        g_assert_cmpuint (n_hidden, ==, 2);
      n_free += has_fringe (file) ? 0 : 2;
      n_alarms += has_fringe (file) ? 0 : n_hidden;
      n_agreed += agrees (file, measurement,
                          GPOINTER_TO_INT (g_hash_table_lookup (mouths, file)));
    }
  g_test_message ("%u of %u free ears are taken for hidden", n_alarms, n_free);
  g_assert_cmpuint (100 * n_alarms, <=, EAR_ALARMS_PERCENT * n_free);
  if (labels != NULL)
    g_assert_cmpuint (100 * n_agreed, >=, AGREEMENT_PERCENT * labels->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cues-on-portraits/all", test_portraits);
  return g_test_run ();
}
