/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dz-outcome.h"
#include "dz-profile.h"
#include "dz-quantity.h"
#include "dz-test-models.h"
#include "dz-test-wait.h"

static JsonObject *
parse_line (const char *line)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (line, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return json_node_dup_object (node);
}

static GPtrArray *
parse_lines (const Run *run)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_auto(GStrv) lines = g_strsplit (run->out, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_add (objects, parse_line (lines[i]));
  return objects;
}

static JsonObject *
find_finding (JsonObject *line,
              const char *rule)
{
  JsonArray *findings = json_object_get_array_member (line, "findings");

  for (guint i = 0; i < json_array_get_length (findings); i++)
    {
      JsonObject *finding = json_array_get_object_element (findings, i);

      if (g_str_equal (json_object_get_string_member (finding, "rule"), rule))
        return finding;
    }
  g_error ("no finding of %s", rule);
}

static const char *
outcome_of (JsonObject *line,
            const char *rule)
{
  return json_object_get_string_member (find_finding (line, rule), "outcome");
}

static gboolean
is_null (JsonObject *object,
         const char *member)
{
  return JSON_NODE_HOLDS_NULL (json_object_get_member (object, member));
}

static void
assert_profile (JsonObject *line)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  JsonObject *object = json_object_get_object_member (line, "profile");

  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "graduate-2022");
  g_assert_cmpstr (json_object_get_string_member (object, "version"), ==,
                   dz_profile_get_version (profile));
  g_assert_cmpstr (json_object_get_string_member (object, "hash"), ==,
                   dz_profile_get_hash (profile));
}

static void
assert_photo (JsonObject *line,
              gsize       length)
{
  JsonObject *photo = json_object_get_object_member (line, "photo");

  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      g_autofree char *name = g_strdup (dz_quantity_get_info (i)->name);

      g_assert_true (json_object_has_member (photo, g_strdelimit (name, "-", '_')));
    }
  g_assert_cmpstr (json_object_get_string_member (photo, "format"), ==, "jpeg");
  g_assert_cmpint (json_object_get_int_member (photo, "bytes"), ==, length);
  g_assert_cmpint (json_object_get_int_member (photo, "width"), ==, 900);
  g_assert_cmpint (json_object_get_int_member (photo, "height"), ==, 1200);
  g_assert_cmpint (json_object_get_int_member (photo, "quality"), ==, 91);
  g_assert_cmpint (json_object_get_int_member (photo, "subsampling"), ==, 444);
  g_assert_cmpint (json_object_get_int_member (photo, "dpi"), ==, 300);
  g_assert_cmpint (json_object_get_int_member (photo, "decodes"), ==, 1);
  g_assert_true (is_null (photo, "problem"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (photo, "marks")), ==, 0);
}

static void
assert_finding (JsonObject *finding)
{
  DzOutcome outcome;
  DzAuthority authority;
  JsonNode *value = json_object_get_member (finding, "value");

  g_assert_true (dz_outcome_from_nick (json_object_get_string_member (finding, "outcome"),
                                       &outcome));
  g_assert_true (dz_authority_from_nick (json_object_get_string_member (finding, "authority"),
                                         &authority));
  g_assert_nonnull (json_object_get_string_member (finding, "unit"));
  g_assert_nonnull (json_object_get_string_member (finding, "limit"));
  g_assert_true (JSON_NODE_HOLDS_NULL (value) || JSON_NODE_HOLDS_VALUE (value));
  g_assert_true (is_null (finding, "region") ||
                 json_array_get_length (json_object_get_array_member (finding, "region")) == 4);
  g_assert_true (json_object_has_member (finding, "reason"));
  g_assert_true (json_object_has_member (finding, "why"));
  /* Nothing stands for unmeasured without saying why. */
  g_assert_true (outcome != DZ_OUTCOME_UNMEASURED || !is_null (finding, "why"));
}

static void
assert_findings (JsonObject *line)
{
  JsonArray *findings = json_object_get_array_member (line, "findings");
  g_autoptr(GHashTable) rules = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (findings); i++)
    {
      JsonObject *finding = json_array_get_object_element (findings, i);

      assert_finding (finding);
      g_assert_true (g_hash_table_add (
        rules, (gpointer) json_object_get_string_member (finding, "rule")));
    }
  g_assert_cmpuint (g_hash_table_size (rules), >=, 40);
}

static double
height_of (JsonObject *face,
           const char *place)
{
  JsonArray *array = json_object_get_array_member (face, place);

  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  return json_array_get_double_element (array, 1);
}

/* Where the models are installed, the person of the photo is seen; else it is said why not. */
static void
assert_face (JsonObject *face)
{
  g_assert_true (is_null (face, "models") != is_null (face, "models_problem"));
  g_assert_true (is_null (face, "models") == is_null (face, "faces"));
  g_assert_true (is_null (face, "models") == is_null (face, "crown_y"));
  g_assert_true (is_null (face, "models") == is_null (face, "chin"));
  if (is_null (face, "models"))
    return;
  g_assert_cmpint (json_object_get_int_member (face, "faces"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (face, "turn"), ==, 0);
  g_assert_cmpfloat (json_object_get_double_member (face, "crown_y"), >, 50);
  g_assert_cmpfloat (json_object_get_double_member (face, "crown_y"), <,
                     height_of (face, "eye_left"));
  g_assert_cmpfloat (height_of (face, "eye_right"), <, height_of (face, "mouth"));
  g_assert_cmpfloat (height_of (face, "mouth"), <, height_of (face, "chin"));
  g_assert_cmpfloat (height_of (face, "chin"), <, 1200);
}

static void
test_json (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *path = fixture_write_photo (self, "王.jpg", FALSE);
  g_autoptr(Run) run = fixture_run (self, NULL, "check", "--json", path, NULL);
  g_autoptr(GPtrArray) lines = parse_lines (run);
  g_autofree char *bytes = NULL;
  g_autofree char *hash = NULL;
  JsonObject *line;
  gsize length;

  run_assert (run, 0, NULL, "");
  g_assert_cmpuint (lines->len, ==, 1);
  line = g_ptr_array_index (lines, 0);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  g_assert_cmpstr (json_object_get_string_member (line, "file"), ==, path);
  g_assert_cmpstr (json_object_get_string_member (line, "sha256"), ==, hash);
  assert_profile (line);
  assert_photo (line, length);
  assert_face (json_object_get_object_member (line, "face"));
  g_assert_true (is_null (line, "problem"));
  assert_findings (line);
  g_assert_cmpstr (json_object_get_string_member (line, "verdict"), ==, "unmeasured");
}

/* Without models everything else is done, and both forms say what is missing. */
static void
test_no_models (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *path = fixture_write_photo (self, "a.jpg", FALSE);
  g_autoptr(Run) run = NULL;
  g_autoptr(Run) text = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  JsonObject *line;
  JsonObject *face;

  self->models = self->dir;
  run = fixture_run (self, NULL, "check", "--json", path, NULL);
  text = fixture_run (self, NULL, "check", path, NULL);
  run_assert (run, 0, NULL, "");
  run_assert (text, 0, "the face models are not installed", "");
  g_assert_nonnull (strstr (text->out, "This file is not there or cannot be read: "));
  lines = parse_lines (run);
  line = g_ptr_array_index (lines, 0);
  face = json_object_get_object_member (line, "face");
  g_assert_true (is_null (face, "models"));
  g_assert_cmpstr (json_object_get_string_member (face, "models_problem"), ==, "missing");
  g_assert_true (is_null (face, "faces"));
  g_assert_cmpstr (outcome_of (line, "FILE-01"), ==, "pass");
  g_assert_cmpstr (outcome_of (line, "BG-01"), ==, "pass");
  g_assert_cmpstr (outcome_of (line, "POS-01"), ==, "unmeasured");
}

/* What somebody has to put right is told with its name, in both languages. */
static void
assert_tells (Fixture    *self,
              const char *photo,
              gboolean    missing,
              const char *path)
{
  g_autoptr(Run) json = fixture_run (self, NULL, "check", "--json", photo, NULL);
  g_autoptr(Run) english = fixture_run (self, NULL, "check", photo, NULL);
  g_autoptr(Run) chinese = NULL;
  g_autoptr(GPtrArray) lines = parse_lines (json);
  JsonObject *line = g_ptr_array_index (lines, 0);
  JsonObject *face = json_object_get_object_member (line, "face");

  self->language = g_strdup ("zh_CN");
  chinese = fixture_run (self, NULL, "check", photo, NULL);
  g_clear_pointer (&self->language, g_free);
  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (face, "models_problem"), ==,
                   missing ? "missing" : "altered");
  g_assert_cmpstr (json_object_get_string_member (face, "models_fault"), ==, path);
  g_assert_cmpstr (outcome_of (line, "FILE-01"), ==, "pass");
  g_assert_cmpstr (outcome_of (line, "FACE-01"), ==, "unmeasured");
  g_assert_nonnull (strstr (english->out, missing ? "the face models are not installed."
                                                  : "not those this program was built for."));
  g_assert_nonnull (strstr (english->out, path));
  g_assert_nonnull (strstr (chinese->out, missing ? "人脸模型未安装" : "与本程序所要求的不一致"));
  g_assert_nonnull (strstr (chinese->out, path));
}

static void
test_spoilt_models (Fixture      *self,
                    gconstpointer user_data)
{
  static const DzTestModelsFault kinds[] = { DZ_TEST_MODELS_NO_MASK, DZ_TEST_MODELS_FACE_BIT,
                                             DZ_TEST_MODELS_OTHER_MODEL };
  g_autofree char *photo = fixture_write_photo (self, "a.jpg", FALSE);
  g_autofree char *folder = dz_test_models_folder ();

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      const char *fault;
      g_autofree char *copy = dz_test_models_spoil (folder, kinds[i], &fault);
      g_autofree char *path = g_build_filename (copy, fault, NULL);

      self->models = copy;
      assert_tells (self, photo, dz_test_models_is_missing (kinds[i]), path);
      self->models = NULL;
      dz_test_remove_tree (copy);
    }
}

static void
test_judged (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *path = fixture_write_photo (self, "a.jpg", FALSE);
  g_autoptr(Run) run = fixture_run (self, NULL, "check", "--json", path, NULL);
  g_autoptr(GPtrArray) lines = parse_lines (run);
  JsonObject *line = g_ptr_array_index (lines, 0);
  JsonObject *size = find_finding (line, "FILE-02");

  g_assert_cmpstr (outcome_of (line, "FILE-01"), ==, "pass");
  g_assert_cmpstr (outcome_of (line, "FILE-03"), ==, "pass");
  g_assert_cmpstr (outcome_of (line, "BG-01"), ==, "pass");
  g_assert_cmpstr (json_object_get_string_member (size, "outcome"), ==, "pass");
  g_assert_cmpstr (json_object_get_string_member (size, "authority"), ==, "auto");
  g_assert_cmpstr (json_object_get_string_member (size, "unit"), ==, "B");
  g_assert_cmpstr (json_object_get_string_member (size, "limit"), ==, "> 51200");
  g_assert_cmpint (json_object_get_int_member (size, "value"), >, 51200);
  /* No register is at hand. */
  g_assert_cmpstr (outcome_of (line, "REC-01"), ==, "unmeasured");
  g_assert_cmpstr (outcome_of (line, "REC-02"), ==, "unmeasured");
  g_assert_cmpstr (outcome_of (line, "REC-03"), ==, "unmeasured");
  /* The painter knows the standard. */
  if (!is_null (json_object_get_object_member (line, "face"), "models"))
    {
      g_assert_cmpstr (outcome_of (line, "FACE-01"), ==, "pass");
      g_assert_cmpstr (outcome_of (line, "POS-01"), ==, "pass");
      g_assert_cmpstr (outcome_of (line, "POS-04"), ==, "pass");
    }
}

/* A file that nothing can be said of has its line all the same. */
static void
assert_unread (const JsonObject *object,
               const char       *path)
{
  JsonObject *line = (JsonObject *) object;

  g_assert_cmpstr (json_object_get_string_member (line, "file"), ==, path);
  g_assert_true (is_null (line, "sha256"));
  g_assert_true (is_null (line, "photo"));
  g_assert_true (is_null (line, "face"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (line, "findings")), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (line, "verdict"), ==, "unmeasured");
  g_assert_nonnull (json_object_get_string_member (line, "problem"));
  assert_profile (line);
}

static void
test_unreadable (Fixture      *self,
                 gconstpointer user_data)
{
  g_autofree char *missing = fixture_path (self, "missing.jpg");
  g_autofree char *pipe_path = fixture_path (self, "pipe.jpg");
  g_autofree char *good = fixture_write_photo (self, "good.jpg", FALSE);
  g_autoptr(Run) run = NULL;
  g_autoptr(GPtrArray) lines = NULL;

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  run = fixture_run (self, NULL, "check", "--json", missing, self->dir, pipe_path, good, NULL);
  run_assert (run, 1, NULL, "3 of 4 files");
  lines = parse_lines (run);
  g_assert_cmpuint (lines->len, ==, 4);
  assert_unread (g_ptr_array_index (lines, 0), missing);
  assert_unread (g_ptr_array_index (lines, 1), self->dir);
  assert_unread (g_ptr_array_index (lines, 2), pipe_path);
  g_assert_cmpstr (outcome_of (g_ptr_array_index (lines, 3), "FILE-01"), ==, "pass");
}

static JsonObject *
check_one (Fixture    *self,
           const char *path,
           int         status)
{
  g_autoptr(Run) run = fixture_run (self, NULL, "check", "--json", path, NULL);
  g_autoptr(GPtrArray) lines = parse_lines (run);

  run_assert (run, status, NULL, status == 0 ? "" : "1 of 1 file");
  g_assert_cmpuint (lines->len, ==, 1);
  return json_object_ref (g_ptr_array_index (lines, 0));
}

static void
test_png_renamed (Fixture      *self,
                  gconstpointer user_data)
{
  g_autofree char *path = fixture_write_photo (self, "a.jpg", TRUE);
  g_autoptr(JsonObject) line = check_one (self, path, 1);
  JsonObject *photo = json_object_get_object_member (line, "photo");

  g_assert_cmpstr (json_object_get_string_member (photo, "format"), ==, "png");
  g_assert_true (is_null (photo, "width"));
  g_assert_cmpstr (outcome_of (line, "FILE-01"), ==, "fail");
  g_assert_cmpstr (json_object_get_string_member (find_finding (line, "FILE-01"), "reason"), ==,
                   "file-format");
  g_assert_cmpstr (json_object_get_string_member (line, "verdict"), ==, "fail");
}

static void
test_cut (Fixture      *self,
          gconstpointer user_data)
{
  g_autofree char *whole = fixture_write_photo (self, "whole.jpg", FALSE);
  g_autofree char *bytes = NULL;
  g_autofree char *head = NULL;
  g_autofree char *empty = fixture_write (self, "empty.jpg", "", 0);
  g_autoptr(JsonObject) cut = NULL;
  g_autoptr(JsonObject) nothing = NULL;

  g_assert_true (g_file_get_contents (whole, &bytes, NULL, NULL));
  head = fixture_write (self, "head.jpg", bytes, 150);
  cut = check_one (self, head, 1);
  nothing = check_one (self, empty, 1);
  g_assert_cmpstr (outcome_of (cut, "FILE-01"), ==, "fail");
  g_assert_cmpstr (outcome_of (nothing, "FILE-01"), ==, "fail");
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (nothing, "photo"), "format"), ==,
    "empty");
}

/* Only so much of it is read; what is said of its length is true. */
static void
test_too_long (Fixture      *self,
               gconstpointer user_data)
{
  const gint64 length = 200 * 1024 * 1024;
  g_autofree char *path = fixture_write (self, "long.jpg", "\xff\xd8\xff", 3);
  g_autoptr(JsonObject) line = NULL;

  g_assert_cmpint (truncate (path, length), ==, 0);
  line = check_one (self, path, 1);
  g_assert_cmpstr (outcome_of (line, "FILE-01"), ==, "fail");
  g_assert_true (is_null (line, "sha256"));
  g_assert_cmpint (
    json_object_get_int_member (json_object_get_object_member (line, "photo"), "bytes"), ==,
    length);
}

static void
test_order (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *slow = fixture_write_photo (self, "slow.jpg", FALSE);
  g_autofree char *quick = fixture_path (self, "quick.jpg");
  g_autoptr(Run) run =
    fixture_run (self, NULL, "check", "--json", slow, quick, quick, slow, quick, slow, slow, quick,
                 quick, quick, quick, slow, quick, NULL);
  const char *wanted = "sqqsqssqqqqsq";
  g_autoptr(GPtrArray) lines = parse_lines (run);

  run_assert (run, 1, NULL, "8 of 13 files");
  g_assert_cmpuint (lines->len, ==, strlen (wanted));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (lines, i), "file"), ==,
                     wanted[i] == 's' ? slow : quick);
}

static char *
write_profile (Fixture *self)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(GBytes) json = dz_profile_get_json (profile) != NULL
                             ? g_bytes_ref (dz_profile_get_json (profile)) : NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, "\"over\": 51200", "\"over\": 5120000", 1), ==, 1);
  g_assert_cmpuint (g_string_replace (changed, "\"graduate-2022\"", "\"stricter\"", 1), ==, 1);
  text = (g_free (text), g_string_free (changed, FALSE));
  return fixture_write (self, "profile.json", text, -1);
}

static void
test_profile (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *photo = fixture_write_photo (self, "a.jpg", FALSE);
  g_autofree char *profile = write_profile (self);
  g_autofree char *broken = fixture_write (self, "broken.json", "{\"format\": 1", -1);
  g_autoptr(Run) run = fixture_run (self, NULL, "check", "--json", "--profile", profile, photo,
                                    NULL);
  g_autoptr(Run) spoiled = fixture_run (self, NULL, "check", "--profile", broken, photo, NULL);
  g_autoptr(GPtrArray) lines = parse_lines (run);
  JsonObject *line = g_ptr_array_index (lines, 0);

  run_assert (run, 1, NULL, "1 of 1 file");
  g_assert_cmpstr (outcome_of (line, "FILE-02"), ==, "fail");
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (line, "profile"), "id"), ==,
    "stricter");
  run_assert (spoiled, 1, "", "broken.json");
}

static void
test_text (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *good = fixture_write_photo (self, "good.jpg", FALSE);
  g_autofree char *png = fixture_write_photo (self, "png.jpg", TRUE);
  g_autoptr(Run) run = fixture_run (self, NULL, "check", good, png, NULL);
  const char *file_01;

  run_assert (run, 1, "good.jpg", "1 of 2 files");
  file_01 = strstr (run->out, "✕ FILE-01");
  g_assert_nonnull (file_01);
  g_assert_true (file_01 > strstr (run->out, "png.jpg"));
  g_assert_nonnull (strstr (file_01, "Not a valid JPG"));
  g_assert_null (strstr (run->out, "✓ FILE"));
}

/* Chinese comes out whole, be the locale what it may. */
static void
test_chinese (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *png = fixture_write_photo (self, "png.jpg", TRUE);
  g_autoptr(Run) utf8 = NULL;
  g_autoptr(Run) plain = NULL;
  g_autoptr(Run) lacking = NULL;

  self->language = g_strdup ("zh_CN");
  utf8 = fixture_run (self, NULL, "check", png, NULL);
  run_assert (utf8, 1, "不是有效的 JPG", NULL);
  self->locale = g_strdup ("C");
  plain = fixture_run (self, NULL, "check", png, NULL);
  run_assert (plain, 1, "不是有效的 JPG", NULL);
  g_assert_cmpstr (utf8->out, ==, plain->out);
  g_free (self->locale);
  self->locale = g_strdup ("xx_XX.UTF-8");
  lacking = fixture_run (self, NULL, "check", png, NULL);
  g_assert_cmpstr (utf8->out, ==, lacking->out);
}

/* Files that broke other programs: each has its line, and nothing hangs. */
static void
test_odd (Fixture      *self,
          gconstpointer user_data)
{
  const char *shared = g_getenv ("DZ_SHARED_DIR");
  g_autofree char *folder_path = g_build_filename (shared, "photos", "odd", "go-fuzz", NULL);
  g_autoptr(GDir) folder = g_dir_open (folder_path, 0, NULL);
  const char *name;
  guint n = 0;

  if (folder == NULL)
    {
      g_test_skip ("the shared photos are not here");
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL && n < 12)
    {
      g_autofree char *path = g_build_filename (folder_path, name, NULL);
      g_autoptr(Run) run = fixture_run (self, NULL, "check", "--json", path, NULL);
      g_autoptr(GPtrArray) lines = parse_lines (run);

      g_assert_cmpint (run->status, <=, 1);
      g_assert_cmpuint (lines->len, ==, 1);
      n++;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/check/json", test_json);
  ADD ("/ctl/check/judged", test_judged);
  ADD ("/ctl/check/no-models", test_no_models);
  ADD ("/ctl/check/spoilt-models", test_spoilt_models);
  ADD ("/ctl/check/unreadable", test_unreadable);
  ADD ("/ctl/check/png-renamed", test_png_renamed);
  ADD ("/ctl/check/cut", test_cut);
  ADD ("/ctl/check/too-long", test_too_long);
  ADD ("/ctl/check/order", test_order);
  ADD ("/ctl/check/profile", test_profile);
  ADD ("/ctl/check/text", test_text);
  ADD ("/ctl/check/chinese", test_chinese);
  ADD ("/ctl/check/odd", test_odd);
  return g_test_run ();
}
