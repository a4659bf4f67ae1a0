/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <glib/gstdio.h>
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

/* Keeps a head in a file, as a person does. */
static char *
keep_head (Fixture    *self,
           const char *name)
{
  g_autoptr(Run) run = fixture_run (self, NULL, "audit", "head", "--data", self->data, NULL);

  run_assert (run, 0, "\"signature\"", "");
  return fixture_write (self, name, run->out, -1);
}

static Run *
verify_with (Fixture    *self,
             const char *file)
{
  return fixture_run (self, NULL, "audit", "verify", "--head", file, "--data", self->data, NULL);
}

static void
add_entry (Fixture    *self,
           const char *code)
{
  g_autoptr(Run) run = fixture_run (self, NULL, "school", "add", code, "试验大学", "--data",
                                    self->data, NULL);

  run_assert (run, 0, NULL, "");
}

static void
test_kept_head (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *kept = NULL;
  g_autoptr(Run) holds = NULL;
  g_autoptr(Run) rotate = NULL;
  g_autoptr(Run) after = NULL;

  add_entries (self);
  kept = keep_head (self, "head.json");
  add_entry (self, "99996");
  holds = verify_with (self, kept);
  run_assert (holds, 0, "still has all that the head stands for", "");
  rotate = fixture_run (self, NULL, "audit", "rotate-key", "--data", self->data, NULL);
  run_assert (rotate, 0, "after entry 7", "");
  after = verify_with (self, kept);
  run_assert (after, 0, "still has all that the head stands for", "");
}

/* What is no head, or another's, is said to be so, and never taken for a history that holds. */
static void
test_odd_heads (Fixture      *self,
                gconstpointer user_data)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "holds no head" },
    { "{", "holds no head" },
    { "[1,2]", "holds no head" },
    { "{\"seq\":1}", "holds no head" },
  };
  g_autofree char *kept = NULL;
  g_autofree char *text = NULL;
  g_autofree char *forged = NULL;
  g_autofree char *missing = fixture_path (self, "nowhere.json");
  g_autoptr(Run) unsigned_run = NULL;
  g_autoptr(Run) nowhere = NULL;
  char *seq;

  add_entries (self);
  kept = keep_head (self, "head.json");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = fixture_write (self, "odd.json", cases[i].text, -1);
      g_autoptr(Run) run = verify_with (self, file);

      run_assert (run, 1, "", cases[i].words);
    }
  g_assert_true (g_file_get_contents (kept, &text, NULL, NULL));
  seq = strstr (text, "\"seq\":5");
  g_assert_nonnull (seq);
  seq[6] = '4';
  forged = fixture_write (self, "forged.json", text, -1);
  unsigned_run = verify_with (self, forged);
  run_assert (unsigned_run, 1, NULL, "not signed with the key that it names");
  nowhere = verify_with (self, missing);
  run_assert (nowhere, 1, "", "nowhere.json");
}

static void
copy_into (Fixture    *self,
           const char *from_dir,
           const char *to_dir,
           const char *name)
{
  g_autofree char *from = g_build_filename (from_dir, name, NULL);
  g_autofree char *to = g_build_filename (to_dir, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
}

/* A backup is put back: the head that somebody kept finds it out, until it is told. */
static void
test_restored (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *backup = fixture_path (self, "backup");
  g_autofree char *early = NULL;
  g_autofree char *kept = NULL;
  g_autoptr(Run) nothing_lost = NULL;
  g_autoptr(Run) cut = NULL;
  g_autoptr(Run) rewritten = NULL;
  g_autoptr(Run) told = NULL;
  g_autoptr(Run) lost = NULL;
  g_autoptr(Run) again = NULL;

  add_entries (self);
  early = keep_head (self, "early.json");
  g_assert_cmpint (g_mkdir (backup, 0700), ==, 0);
  copy_into (self, self->data, backup, "duizhao.sqlite");
  add_entry (self, "99996");
  add_entry (self, "99997");
  kept = keep_head (self, "kept.json");
  nothing_lost = fixture_run (self, NULL, "audit", "restored", "--head", kept, "--data",
                              self->data, NULL);
  run_assert (nothing_lost, 1, "", "Nothing was done");
  copy_into (self, backup, self->data, "duizhao.sqlite");
  cut = verify_with (self, kept);
  run_assert (cut, 1, NULL, "entry 6. The history ends before the head");
  add_entry (self, "99998");
  add_entry (self, "99999");
  rewritten = verify_with (self, kept);
  run_assert (rewritten, 1, NULL, "entry 7. The history reads differently");
  told = fixture_run (self, NULL, "audit", "restored", "--head", kept, "--data", self->data, NULL);
  run_assert (told, 0, "Epoch 2 of the history has begun with entry 8", "");
  lost = verify_with (self, kept);
  run_assert (lost, 0, "was lost when the data were restored", "");
  again = verify_with (self, early);
  run_assert (again, 0, "still has all", "");
}

static void
test_restored_usage (Fixture      *self,
                     gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  add_entries (self);
  run = fixture_run (self, NULL, "audit", "restored", "--data", self->data, NULL);
  run_assert (run, 2, "", "--head FILE is needed");
}

/* The same at a running service, which holds the data. */
static void
test_heads_of_service (Fixture      *self,
                       gconstpointer user_data)
{
  g_autofree char *kept = NULL;
  g_autoptr(Run) head = NULL;
  g_autoptr(Run) rotate = NULL;
  g_autoptr(Run) holds = NULL;
  g_autoptr(Run) refused = NULL;

  add_entries (self);
  fixture_add_admin (self);
  fixture_start_service (self);
  head = fixture_run (self, NULL, "audit", "head", "--service", self->staff, "--name", "admin",
                      NULL);
  run_assert (head, 0, "\"signature\"", "");
  kept = fixture_write (self, "head.json", head->out, -1);
  rotate = fixture_run (self, NULL, "audit", "rotate-key", "--service", self->staff, "--name",
                        "admin", NULL);
  run_assert (rotate, 0, "Another key", "");
  holds = fixture_run (self, NULL, "audit", "verify", "--head", kept, "--service", self->staff,
                       "--name", "admin", NULL);
  run_assert (holds, 0, "still has all that the head stands for", "");
  refused = fixture_run (self, NULL, "audit", "restored", "--head", kept, "--service", self->staff,
                         "--name", "admin", NULL);
  run_assert (refused, 1, "", "Nothing was done");
}

static void
test_key_lost (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *key = NULL;
  g_autoptr(Run) head = NULL;
  g_autoptr(Run) whole = NULL;

  add_entries (self);
  key = g_build_filename (self->data, "history.key", NULL);
  g_assert_cmpint (g_unlink (key), ==, 0);
  head = fixture_run (self, NULL, "audit", "head", "--data", self->data, NULL);
  run_assert (head, 1, "", "history.key in the data directory is missing");
  whole = verify (self);
  run_assert (whole, 0, "5 entries", "");
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
  ADD ("/ctl/audit/kept-head", test_kept_head);
  ADD ("/ctl/audit/odd-heads", test_odd_heads);
  ADD ("/ctl/audit/restored", test_restored);
  ADD ("/ctl/audit/restored-usage", test_restored_usage);
  ADD ("/ctl/audit/heads-of-service", test_heads_of_service);
  ADD ("/ctl/audit/key-lost", test_key_lost);
  ADD ("/ctl/audit/list", test_list);
  return g_test_run ();
}
