/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "dz-measurement.h"
#include "dz-profile.h"

/* The text of a built-in profile with its one occurrence of @old replaced, in a file. */
static char *
write_profile (Fixture    *self,
               const char *name,
               const char *old,
               const char *new)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  GBytes *json = dz_profile_get_json (profile);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (json, NULL),
                                              (gssize) g_bytes_get_size (json));

  g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  return fixture_write (self, name, text->str, (gssize) text->len);
}

static JsonObject *
parse_line (const char *line)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (line, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static void
test_list (Fixture      *self,
           gconstpointer user_data)
{
  g_autoptr(Run) text = fixture_run (self, NULL, "profile", "list", NULL);
  g_autoptr(Run) json = fixture_run (self, NULL, "profile", "list", "--json", NULL);
  g_auto(GStrv) ids = dz_profile_list ();
  g_auto(GStrv) lines = NULL;

  run_assert (text, 0, "graduate-99", "");
  run_assert (json, 0, "graduate-99", "");
  lines = g_strsplit (g_strchomp (json->out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (ids));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(JsonObject) object = parse_line (lines[i]);
      g_autoptr(DzProfile) profile =
        dz_profile_find (json_object_get_string_member (object, "id"), NULL);

      g_assert_cmpstr (json_object_get_string_member (object, "hash"), ==,
                       dz_profile_get_hash (profile));
      g_assert_nonnull (strstr (text->out, dz_profile_get_hash (profile)));
      g_assert_nonnull (strstr (text->out, dz_profile_get_title_zh (profile)));
    }
}

static void
test_validate (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *good = write_profile (self, "good.json", "\"graduate-2022\"", "\"ours\"");
  g_autofree char *field = write_profile (self, "field.json", "\"dpi\": 300", "\"dpi\": 0");
  g_autofree char *comma = write_profile (self, "comma.json", "\"format\": 3,", "\"format\": 3,,");
  g_autofree char *missing = fixture_path (self, "missing.json");
  g_autoptr(Run) of_good = fixture_run (self, NULL, "profile", "validate", good, NULL);
  g_autoptr(Run) of_field = fixture_run (self, NULL, "profile", "validate", field, NULL);
  g_autoptr(Run) of_comma = fixture_run (self, NULL, "profile", "validate", comma, NULL);
  g_autoptr(Run) of_missing = fixture_run (self, NULL, "profile", "validate", missing, NULL);
  g_autoptr(Run) of_all = fixture_run (self, NULL, "profile", "validate", good, field, comma, NULL);

  run_assert (of_good, 0, "good.json: profile ours, version 3, ", "");
  run_assert (of_field, 1, "field.json: line 16: file.dpi: must be between 1 and 65535, is 0",
              "line 16: file.dpi: must be between 1 and 65535, is 0");
  run_assert (of_comma, 1, "comma.json: line 2: ", "line 2: ");
  run_assert (of_missing, 1, "missing.json: ", "missing.json");
  run_assert (of_all, 1, "good.json: profile ours", "2 of 3 files");
  g_assert_nonnull (strstr (of_all->out, "file.dpi: "));
  g_assert_nonnull (strstr (of_all->out, "line 2: "));
}

static void
test_validate_json (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *good = write_profile (self, "good.json", "\"graduate-2022\"", "\"ours\"");
  g_autofree char *field = write_profile (self, "field.json", "\"dpi\": 300", "\"dpi\": 0");
  g_autofree char *cut = fixture_write (self, "cut.json", "{\n\"format\": 3", -1);
  g_autoptr(Run) run = fixture_run (self, NULL, "profile", "validate", "--json", good, field, cut,
                                    NULL);
  static const char *const kinds[] = { NULL, "field", "syntax" };
  static const char *const begins[] = { NULL, "line 16: file.dpi: ", "line 2: " };
  g_auto(GStrv) lines = NULL;

  run_assert (run, 1, "\"valid\":true", "2 of 3 files");
  lines = g_strsplit (g_strchomp (run->out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(JsonObject) object = parse_line (lines[i]);
      const char *problem = json_object_get_string_member_with_default (object, "problem", NULL);

      g_assert_cmpint (json_object_get_boolean_member (object, "valid"), ==, i == 0);
      g_assert_cmpstr (json_object_get_string_member_with_default (object, "kind", NULL), ==,
                       kinds[i]);
      g_assert_true (begins[i] == NULL ? problem == NULL : g_str_has_prefix (problem, begins[i]));
    }
}

static void
test_diff (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *other = write_profile (self, "other.json", "\"dpi\": 300", "\"dpi\": 350");
  g_autofree char *broken = fixture_write (self, "broken.json", "{", -1);
  g_autoptr(Run) text = fixture_run (self, NULL, "profile", "diff", "graduate-2022", other, NULL);
  g_autoptr(Run) json = fixture_run (self, NULL, "profile", "diff", "--json", "graduate-2022",
                                     other, NULL);
  g_autoptr(Run) same = fixture_run (self, NULL, "profile", "diff", other, other, NULL);
  g_autoptr(Run) bad = fixture_run (self, NULL, "profile", "diff", other, broken, NULL);
  g_autoptr(JsonObject) object = NULL;

  run_assert (text, 0, NULL, "");
  g_assert_cmpstr (text->out, ==, "file.dpi: 300 → 350\n");
  run_assert (json, 0, NULL, "");
  object = parse_line (json->out);
  g_assert_cmpstr (json_object_get_string_member (object, "path"), ==, "file.dpi");
  g_assert_cmpint (json_object_get_int_member (object, "before"), ==, 300);
  g_assert_cmpint (json_object_get_int_member (object, "after"), ==, 350);
  run_assert (same, 0, "the same limits", "");
  run_assert (bad, 1, "", "broken.json");
}

static sqlite3 *
open_database (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->data, "duizhao.sqlite", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

static char *
make_measurement (void)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GVariant) variant = NULL;

  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  measurement->models = g_strdup ("models of a test");
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 490);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_measurement_set (measurement, DZ_QUANTITY_FACES, 0);
  variant = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  return json_gvariant_serialize_data (variant, NULL);
}

/* Data of the first schema, with two photos that were judged in May 2022 and whose bytes are not
 * there: FILE-04 passed and FACE-01 was not measured. The photo of the one that was rejected gets
 * numbers of today. */
static void
make_data (Fixture *self)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "sql", "store-0001.sql",
                                                 NULL);
  g_autofree char *sql = NULL;
  g_autofree char *json = make_measurement ();
  g_autofree char *update =
    g_strdup_printf ("UPDATE measurements SET json = '%s' WHERE submission_id ="
                     " (SELECT id FROM submissions WHERE state = 'rejected')", json);
  sqlite3 *db;

  g_assert_true (g_file_get_contents (path, &sql, NULL, NULL));
  g_assert_cmpint (g_mkdir (self->data, 0700), ==, 0);
  db = open_database (self);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, update, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
}

/* Everything that was said of photos. */
static char *
dump_findings (Fixture *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  sqlite3 *db = open_database (self);
  sqlite3_stmt *rows;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT submission_id, rule, outcome, limit_text FROM"
                                           " findings ORDER BY submission_id, position", -1,
                                       &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    g_string_append_printf (text, "%s %s %s %s\n", sqlite3_column_text (rows, 0),
                            sqlite3_column_text (rows, 1), sqlite3_column_text (rows, 2),
                            sqlite3_column_text (rows, 3));
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_replay (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *strict = write_profile (self, "strict.json", "\"pass\": 0.01, \"warn\": 0.03",
                                           "\"pass\": 0, \"warn\": 0.001");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(Run) run = NULL;

  make_data (self);
  before = dump_findings (self);
  run = fixture_run (self, NULL, "profile", "replay", strict, "--since", "2022-05-10", "--data",
                     self->data, NULL);
  run_assert (run, 0, "photos: 2; compared: 1; not comparable: 1", "");
  g_assert_nonnull (strstr (run->out, "outcomes that would change: 2; photos concerned: 1"));
  g_assert_nonnull (strstr (run->out, "FILE-04   pass → fail  1\n"));
  g_assert_nonnull (strstr (run->out, "FACE-01   unmeasured → fail  1\n"));
  g_assert_nonnull (strstr (run->out, "measured by schema 1; 2 is needed"));
  after = dump_findings (self);
  g_assert_cmpstr (before, ==, after);
}

static void
test_replay_json (Fixture      *self,
                  gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;
  g_autoptr(Run) later = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonObject) nothing = NULL;
  JsonArray *gaps;

  make_data (self);
  run = fixture_run (self, NULL, "profile", "replay", "graduate-2022", "--since", "2022-05-10",
                     "--json", "--data", self->data, NULL);
  run_assert (run, 0, "{", "");
  object = parse_line (run->out);
  g_assert_cmpint (json_object_get_int_member (object, "photos"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (object, "compared"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (object, "changed_outcomes"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (object, "unranked"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (object, "profile"), "id"), ==,
                   "graduate-2022");
  gaps = json_object_get_array_member (object, "not_comparable");
  g_assert_cmpuint (json_array_get_length (gaps), ==, 1);
  later = fixture_run (self, NULL, "profile", "replay", "graduate-2022", "--since", "2022-05-11",
                       "--json", "--data", self->data, NULL);
  nothing = parse_line (later->out);
  g_assert_cmpint (json_object_get_int_member (nothing, "photos"), ==, 0);
}

static void
test_replay_misuse (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *broken = fixture_write (self, "broken.json", "{", -1);
  g_autoptr(Run) no_data = fixture_run (self, NULL, "profile", "replay", "graduate-99", "--since",
                                        "2022-05-10", "--data", self->data, NULL);
  g_autoptr(Run) bad = fixture_run (self, NULL, "profile", "replay", broken, "--since",
                                    "2022-05-10", "--data", self->data, NULL);

  run_assert (no_data, 1, "", self->data);
  run_assert (bad, 1, "", "broken.json");
  g_assert_false (g_file_test (self->data, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/profile/list", test_list);
  ADD ("/ctl/profile/validate", test_validate);
  ADD ("/ctl/profile/validate-json", test_validate_json);
  ADD ("/ctl/profile/diff", test_diff);
  ADD ("/ctl/profile/replay", test_replay);
  ADD ("/ctl/profile/replay-json", test_replay_json);
  ADD ("/ctl/profile/replay-misuse", test_replay_misuse);
  return g_test_run ();
}
