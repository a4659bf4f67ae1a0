/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <sqlite3.h>
#include <string.h>

#define TIME_OFFSET 16 /* the last byte of an entry's time, in its canonical form */

static void
add_entries (Fixture *self)
{
  const char *codes[] = { "99991", "99992", "99993", "99994", "99995" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(Run) run = fixture_run (self, NULL, "school", "add", codes[i], "试验大学", "--data",
                                        self->data, NULL);

      run_assert (run, 0, NULL, "");
    }
}

static void
exec (sqlite3    *db,
      const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static void
drop_triggers (sqlite3 *db)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *list = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                                       -1, &list, NULL), ==, SQLITE_OK);
  while (sqlite3_step (list) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (list, 0)));
  sqlite3_finalize (list);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP TRIGGER \"%s\"",
                                              (const char *) g_ptr_array_index (names, i));

      exec (db, sql);
    }
}

static sqlite3 *
open_file (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->data, "duizhao.sqlite", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return db;
}

/* What somebody can do who owns the file: the guards inside of it do not hold them. */
static void
tamper (Fixture    *self,
        const char *sql)
{
  sqlite3 *db = open_file (self);

  drop_triggers (db);
  exec (db, sql);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
}

/* One bit of one entry, past all triggers. */
static void
flip_bit (Fixture *self,
          gint64   seq)
{
  sqlite3 *db = open_file (self);
  sqlite3_blob *blob = NULL;
  guint8 byte;

  g_assert_cmpint (sqlite3_blob_open (db, "main", "entries", "bytes", seq, 1, &blob), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_read (blob, &byte, 1, TIME_OFFSET), ==, SQLITE_OK);
  byte ^= 1;
  g_assert_cmpint (sqlite3_blob_write (blob, &byte, 1, TIME_OFFSET), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_close (blob), ==, SQLITE_OK);
  sqlite3_close (db);
}

static Run *
verify (Fixture *self)
{
  return fixture_run (self, NULL, "audit", "verify", "--data", self->data, NULL);
}

static void
test_clean (Fixture      *self,
            gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  add_entries (self);
  run = verify (self);
  run_assert (run, 0, "5 entries", "");
}

static void
test_changed (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  add_entries (self);
  flip_bit (self, 3);
  run = verify (self);
  run_assert (run, 1, "", "entry 3");
}

static void
test_removed (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  add_entries (self);
  tamper (self, "DELETE FROM entry_details WHERE seq = 4");
  tamper (self, "DELETE FROM entry_index WHERE seq = 4");
  tamper (self, "DELETE FROM entries WHERE seq = 4");
  run = verify (self);
  run_assert (run, 1, "", "entry 5"); /* the first that is there and does not hold */
}

static void
test_detail_changed (Fixture      *self,
                     gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  add_entries (self);
  tamper (self, "UPDATE entry_details SET value = '{}' WHERE seq = 2");
  run = verify (self);
  run_assert (run, 1, "", "entry 2");
}

/* A service over tampered data cannot talk its way out: the hashes are made again here. */
static void
test_changed_behind_service (Fixture      *self,
                             gconstpointer user_data)
{
  g_autoptr(Run) clean = NULL;
  g_autoptr(Run) run = NULL;

  add_entries (self);
  fixture_add_admin (self);
  fixture_start_service (self);
  clean = fixture_run (self, NULL, "audit", "verify", "--service", self->staff, "--name", "admin",
                       NULL);
  run_assert (clean, 0, "The history holds", "");
  fixture_stop_service (self);
  flip_bit (self, 3);
  fixture_start_service (self);
  run = fixture_run (self, NULL, "audit", "verify", "--service", self->staff, "--name", "admin",
                     NULL);
  run_assert (run, 1, "", "entry 4"); /* it names the entry 3 that was */
}

static void
test_list (Fixture      *self,
           gconstpointer user_data)
{
  g_autoptr(Run) text = NULL;
  g_autoptr(Run) json = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *entry;

  add_entries (self);
  text = fixture_run (self, NULL, "audit", "list", "--from", "2", "--limit", "2", "--data",
                      self->data, NULL);
  json = fixture_run (self, NULL, "audit", "list", "--json", "--data", self->data, NULL);
  run_assert (text, 0, "2  ", "");
  g_assert_true (g_str_has_prefix (text->out, "2  "));
  g_assert_nonnull (strstr (text->out, "\n3  "));
  g_assert_null (strstr (text->out, "\n4  "));
  run_assert (json, 0, NULL, "");
  lines = g_strsplit (json->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  node = json_from_string (lines[4], &error);
  g_assert_no_error (error);
  entry = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (entry, "seq"), ==, 5);
  g_assert_cmpstr (json_object_get_string_member (entry, "kind"), ==, "school-add");
  g_assert_cmpstr (json_object_get_string_member (entry, "subject"), ==, "99995");
  g_assert_cmpuint (strlen (json_object_get_string_member (entry, "hash")), ==, 64);
  g_assert_nonnull (strstr (json_object_get_string_member (entry, "detail"), "试验大学"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/audit/clean", test_clean);
  ADD ("/ctl/audit/changed", test_changed);
  ADD ("/ctl/audit/removed", test_removed);
  ADD ("/ctl/audit/detail-changed", test_detail_changed);
  ADD ("/ctl/audit/changed-behind-service", test_changed_behind_service);
  ADD ("/ctl/audit/list", test_list);
  return g_test_run ();
}
