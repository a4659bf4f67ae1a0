/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dz-models.h"

/* Painted once for all tests: it takes a moment. */
static void
write_painted (Fixture    *self,
               const char *name,
               gboolean    png)
{
  static GBytes *painted[2];
  g_autofree char *path = NULL;

  if (painted[png] == NULL)
    {
      char *data;
      gsize length;

      path = fixture_write_photo (self, name, png);
      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      painted[png] = g_bytes_new_take (data, length);
      return;
    }
  path = fixture_write (self, name, g_bytes_get_data (painted[png], NULL),
                        (gssize) g_bytes_get_size (painted[png]));
}

/* A photo and a PNG that is called one, so that FILE-01 has something to find without a face. */
static char *
write_folder (Fixture *self)
{
  char *folder = fixture_path (self, "photos");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  write_painted (self, "photos/good.jpg", FALSE);
  write_painted (self, "photos/bad.jpg", TRUE);
  return folder;
}

static Run *
evaluate (Fixture    *self,
          const char *table,
          const char *option,
          const char *value)
{
  g_autofree char *folder = fixture_path (self, "photos");
  g_autofree char *labels = fixture_write (self, "labels.csv", table, -1);
  g_autofree char *sheet = fixture_path (self, "sheet.png");

  return fixture_run (self, NULL, "evaluate", "--sheet", sheet, labels, folder, option, value,
                      NULL);
}

static gboolean
has_sheet (Fixture *self)
{
  g_autofree char *path = fixture_path (self, "sheet.png");
  g_autofree char *png = NULL;
  gsize length;

  if (!g_file_get_contents (path, &png, &length, NULL))
    return FALSE;
  g_assert_cmpuint (length, >, 100);
  g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
  return TRUE;
}

static void
test_right (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autoptr(Run) run =
    evaluate (self, "file,age,FILE-01\ngood.jpg,21,0\nbad.jpg,22,1\n", NULL, NULL);

  run_assert (run, 0, "agree 2 of 2 (100.0 %); faults found 1 of 1; false alarms 0 of 1; "
                      "unmeasured 0", "");
  g_assert_false (has_sheet (self));
}

/* The name of the sheet may be a slip; nothing is taken away under it. */
static void
test_keeps_other_file (Fixture      *self,
                       gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autofree char *path = fixture_write (self, "sheet.png", "mine", -1);
  g_autofree char *kept = NULL;
  g_autoptr(Run) run = evaluate (self, "file,FILE-01\ngood.jpg,0\n", NULL, NULL);

  run_assert (run, 0, "agree 1 of 1", "");
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");
}

static void
test_mistakes (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autoptr(Run) run = evaluate (self, "file,FILE-01\ngood.jpg,1\nbad.jpg,0\n", NULL, NULL);

  run_assert (run, 0, "agree 0 of 2 (0.0 %); faults found 0 of 1; false alarms 1 of 1", "");
  run_assert (run, 0, "missed: good.jpg\n", "");
  run_assert (run, 0, "false alarms: bad.jpg\n", "");
  g_assert_true (has_sheet (self));
}

static void
test_json (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autoptr(Run) run =
    evaluate (self, "file,FILE-01\ngood.jpg,0\nbad.jpg,?\n", "--json", NULL);
  g_autoptr(JsonNode) node = json_from_string (run->out, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *labels = json_object_get_array_member (object, "labels");
  JsonObject *label = json_array_get_object_element (labels, 0);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (object, "photos"), ==, 2);
  g_assert_cmpuint (json_array_get_length (labels), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (label, "rule"), ==, "FILE-01");
  g_assert_cmpint (json_object_get_int_member (label, "quiet"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (label, "found"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (label, "false_alarms"), ==, 0);
}

/* Eyes are not found in what is no photo, and that is said and not counted as an error of 0. */
static void
test_pupils_not_found (Fixture      *self,
                       gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autoptr(Run) run =
    evaluate (self, "file,pupil_r_x,pupil_r_y,pupil_l_x,pupil_l_y\nbad.jpg,10,10,20,10\n", NULL,
              NULL);

  run_assert (run, 0, "measured 0, not found 1\n", "");
}

static void
test_corrections (Fixture      *self,
                  gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autofree char *corrections =
    fixture_write (self, "corrections.csv",
                   "file,column,from,to,reason\ngood.jpg,FILE-01,1,0,it is a JPEG\n", -1);
  g_autoptr(Run) run = evaluate (self, "file,FILE-01\ngood.jpg,1\nbad.jpg,1\n", "--corrections",
                                 corrections);

  run_assert (run, 0, "agree 2 of 2 (100.0 %)", "");
  run_assert (run, 0, "by the labels before correction: agree 1 of 2 (50.0 %)\n", "");
}

static void
test_misfit_correction (Fixture      *self,
                        gconstpointer user_data)
{
  static const struct
  {
    const char *table;
    const char *in_err;
  } cases[] = {
    { "file,column,from,to\n", "line 1" },
    { "file,column,from,to,reason\nnone.jpg,FILE-01,1,0,why\n", "line 2: the labels do not name" },
    { "file,column,from,to,reason\n\ngood.jpg,FILE-02,1,0,why\n",
      "line 3: the labels do not have" },
    { "file,column,from,to,reason\ngood.jpg,FILE-01,0,1,why\n", "says what the label was" },
    { "file,column,from,to,reason\ngood.jpg,FILE-01,1,0,\n", "and why" },
    { "file,column,from,to,reason\ngood.jpg,FILE-01,1,yes,why\n", "0, 1, ? or empty" },
  };
  g_autofree char *folder = write_folder (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_write (self, "corrections.csv", cases[i].table, -1);
      g_autoptr(Run) run = evaluate (self, "file,FILE-01\ngood.jpg,1\n", "--corrections", path);

      run_assert (run, 1, "", cases[i].in_err);
    }
}

static void
test_bad_table (Fixture      *self,
                gconstpointer user_data)
{
  static const struct
  {
    const char *table;
    const char *in_err;
  } cases[] = {
    { "", "is empty" },
    { "photo,FILE-01\n", "line 1: there is no column “file”" },
    { "file,age\ngood.jpg,21\n", "no column is a label" },
    { "file,FILE-01\ngood.jpg,yes\n", "line 2: a label is 0, 1, ? or empty" },
    { "file,FILE-01\n\n,1\n", "line 3: the photo has no name" },
    { "file,FILE-01\n\"good.jpg\"x,1\n", "line 2: this is not a record" },
    { "file,pupil_r_x,pupil_r_y,pupil_l_x,pupil_l_y\na,1,2,3,\n", "both pupils" },
    { "file,pupil_r_x,pupil_r_y,pupil_l_x,pupil_l_y\na,1,2,3,nan\n", "number of pixels" },
    { "file,FILE-01\n\xff.jpg,1\n", "is not UTF-8" },
  };
  g_autofree char *folder = write_folder (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Run) run = evaluate (self, cases[i].table, NULL, NULL);

      run_assert (run, 1, "", cases[i].in_err);
    }
}

static void
test_missing_photo (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autoptr(Run) run = evaluate (self, "file,FILE-01\ngood.jpg,0\n王.jpg,0\n", NULL, NULL);

  run_assert (run, 1, "王.jpg: ", "1 of 2 photos could not be measured");
  g_assert_nonnull (strstr (run->out, "unmeasured 1"));
}

/* As the table of the shared portraits has them, which was joined from two. */
static void
test_stray_carriage_returns (Fixture      *self,
                             gconstpointer user_data)
{
  g_autofree char *folder = write_folder (self);
  g_autoptr(Run) run =
    evaluate (self, "file,eth\r,FILE-01\ngood.jpg,a\r,0\nbad.jpg,b\r,1\n", NULL, NULL);

  run_assert (run, 0, "agree 2 of 2", "");
}

static JsonObject *
find_label (JsonObject *object,
            const char *name)
{
  JsonArray *labels = json_object_get_array_member (object, "labels");

  for (guint i = 0; i < json_array_get_length (labels); i++)
    {
      JsonObject *label = json_array_get_object_element (labels, i);

      if (g_str_equal (json_object_get_string_member (label, "label"), name))
        return label;
    }
  g_error ("no label %s", name);
}

static void
assert_quiet (JsonObject *object,
              const char *name)
{
  g_assert_cmpint (json_object_get_int_member (find_label (object, name), "false_alarms"), ==, 0);
}

/* Of closed and open mouths; what could not be told counts against the rule. */
static void
assert_mouths (JsonObject *object)
{
  JsonObject *label = find_label (object, "mouth_closed");
  gint64 right = json_object_get_int_member (label, "found") +
                 json_object_get_int_member (label, "quiet");
  gint64 all = right + json_object_get_int_member (label, "missed") +
               json_object_get_int_member (label, "false_alarms") +
               json_object_get_int_member (label, "unmeasured");

  g_assert_cmpint (all, ==, 56);
  g_assert_cmpint (100 * right, >=, 95 * all);
}

static Run *
evaluate_portraits (Fixture    *self,
                    const char *folder)
{
  g_autofree char *labels = g_strconcat (folder, ".csv", NULL);
  g_autofree char *corrections = g_test_build_filename (G_TEST_DIST, "fixtures",
                                                        "portraits-corrections.csv", NULL);
  g_autofree char *sheet = fixture_path (self, "sheet.png");

  return fixture_run (self, NULL, "evaluate", "--json", "--sheet", sheet, "--corrections",
                      corrections, labels, folder, NULL);
}

/* What is promised of real portraits. */
static void
test_portraits (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (g_getenv ("DZ_SHARED_DIR"), "photos", "portraits",
                                              NULL);
  g_autofree char *models = dz_models_find_folder ();
  g_autoptr(Run) run = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  if (models == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("there are no portraits or no models");
      return;
    }
  run = evaluate_portraits (self, folder);
  g_assert_cmpint (run->status, ==, 0);
  node = json_from_string (run->out, NULL);
  object = json_node_get_object (node);
  assert_mouths (object);
  assert_quiet (object, "glasses");
  assert_quiet (object, "eyes_open");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "pupils"),
                                               "measured"), ==, 28);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (object,
                                                                                   "pupils"),
                                                    "error_median"), <=, 0.03);
}

#define ADD(path, test) \
  g_test_add ("/ctl/evaluate/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("right", test_right);
  ADD ("keeps-other-file", test_keeps_other_file);
  ADD ("mistakes", test_mistakes);
  ADD ("json", test_json);
  ADD ("pupils-not-found", test_pupils_not_found);
  ADD ("corrections", test_corrections);
  ADD ("misfit-correction", test_misfit_correction);
  ADD ("bad-table", test_bad_table);
  ADD ("missing-photo", test_missing_photo);
  ADD ("stray-carriage-returns", test_stray_carriage_returns);
  ADD ("portraits", test_portraits);
  return g_test_run ();
}
