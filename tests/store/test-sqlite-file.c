/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "raw-file.h"

#include "dz-time.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

/* What befalls the file: other releases, other programs, crowds and sudden death. Some of it needs
 * other processes; they are this program with another argument. */

#define N_PROCESSES 6
#define N_USERS 15
#define N_ACKNOWLEDGED 25

static char *own_path;

static guint
count_names (const char *dir)
{
  g_autoptr(GDir) listing = g_dir_open (dir, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (listing) != NULL)
    count++;
  return count;
}

static void
assert_refused (const char  *dir,
                DzStoreError code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_store_open (dir, &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
}

/* A newer file is not touched: neither its bytes nor its times, and nothing is left beside it. */
static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "duizhao.sqlite", NULL);
  sqlite3 *db;
  struct stat before;
  struct stat after;
  guint n_before;

  g_clear_pointer (&fixture->store, dz_store_close);
  db = raw_open (fixture->dir);
  raw_run (db, "PRAGMA user_version = 99");
  sqlite3_close (db);
  n_before = count_names (fixture->dir);
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  assert_refused (fixture->dir, DZ_STORE_ERROR_TOO_NEW);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (before.st_mtim.tv_sec, ==, after.st_mtim.tv_sec);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
  g_assert_cmpint (before.st_size, ==, after.st_size);
  g_assert_cmpuint (count_names (fixture->dir), ==, n_before);
}

/* A newer release died before its version came from the -wal into the file. */
static void
test_newer_in_wal (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "duizhao.sqlite", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before;
  gsize length_after;
  sqlite3 *db;

  g_clear_pointer (&fixture->store, dz_store_close);
  db = raw_open (fixture->dir);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  raw_run (db, "PRAGMA user_version = 99");
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  assert_refused (fixture->dir, DZ_STORE_ERROR_TOO_NEW);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_foreign (void)
{
  static const char *const makings[] = {
    "PRAGMA application_id = 7; CREATE TABLE t (x)",
    "CREATE TABLE t (x)",
    "CREATE TABLE t (x); PRAGMA user_version = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (makings); i++)
    {
      g_autofree char *dir = fixture_make_dir ();
      sqlite3 *db = raw_open (dir);

      raw_run (db, makings[i]);
      sqlite3_close (db);
      assert_refused (dir, DZ_STORE_ERROR_OPEN);
      db = raw_open (dir);
      raw_run (db, "SELECT x FROM t");
      sqlite3_close (db);
      fixture_remove_dir (dir);
    }
}

static void
test_not_a_database (void)
{
  g_autofree char *dir = fixture_make_dir ();
  g_autofree char *path = g_build_filename (dir, "duizhao.sqlite", NULL);
  g_autofree char *read = NULL;

  g_assert_true (g_file_set_contents (path, "姓名,学号\n", -1, NULL));
  assert_refused (dir, DZ_STORE_ERROR_OPEN);
  g_assert_true (g_file_get_contents (path, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, "姓名,学号\n");
  fixture_remove_dir (dir);
}

static void
test_no_directory (void)
{
  g_autofree char *dir = fixture_make_dir ();
  g_autofree char *file = g_build_filename (dir, "file", NULL);
  g_autofree char *below = g_build_filename (dir, "file", "below", NULL);
  g_autofree char *fresh = g_build_filename (dir, "a", "b", NULL);
  g_autoptr(DzStore) store = NULL;
  struct stat status;

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  assert_refused (below, DZ_STORE_ERROR_OPEN);
  store = fixture_open_store (fresh);
  g_assert_cmpint (g_stat (fresh, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_clear_pointer (&store, dz_store_close);
  fixture_remove_dir (dir);
}

static GPtrArray *
find_candidates (Fixture            *fixture,
                 const DzSubmission *submission,
                 gint64              id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *found;

  g_array_append_val (ids, id);
  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, 100);
  found = dz_store_find_candidates (fixture->store, submission->id, measurement, ids, &error);
  g_assert_no_error (error);
  return found;
}

/* What was erased is nobody's duplicate: neither by bytes nor by hash, and not in a list. */
static void
test_erased_drops_out (void)
{
  Fixture fixture = { 0 };
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) examined = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzSubmission) looked = NULL;
  g_autoptr(DzPeers) again = NULL;
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GArray) hashes = NULL;
  DzTwin *twin = dz_twin_new ();

  fixture_set_up (&fixture, NULL);
  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, 100);
  fixture_bind (fixture.store, 0);
  first = fixture_receive (fixture.store, 0, "photo");
  examined = fixture_examine_among (fixture.store, first->id, measurement, NULL, 0);
  fixture_bind (fixture.store, 1);
  second = fixture_receive (fixture.store, 1, "photo");
  hashes = dz_store_list_hashes (fixture.store, 0, 10, NULL);
  before = find_candidates (&fixture, second, g_array_index (hashes, DzPhotoHashes, 0).id);
  g_assert_cmpuint (before->len, ==, 1);
  twin->submission = g_strdup (first->id);
  g_ptr_array_add (peers->twins, twin);
  looked = fixture_examine_among (fixture.store, second->id, measurement, peers, G_MAXINT64);
  raw_do (fixture.dir, "UPDATE submissions SET state = 'erased' WHERE id ="
                       " (SELECT submission_id FROM traits ORDER BY id LIMIT 1)");
  after = find_candidates (&fixture, second, g_array_index (hashes, DzPhotoHashes, 0).id);
  g_assert_cmpuint (after->len, ==, 0);
  again = dz_store_get_peers (fixture.store, second->id, NULL);
  g_assert_cmpuint (again->twins->len, ==, 0);
  fixture_tear_down (&fixture, NULL);
}

static GSubprocess *
start (const char *role,
       const char *dir,
       const char *number)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, own_path, role,
                                         dir, number, NULL);

  g_assert_no_error (error);
  return child;
}

/* The children find no file and all make it. */
static void
test_processes_at_once (void)
{
  Fixture fixture = { 0 };
  GSubprocess *children[N_PROCESSES];
  guint n_users;

  fixture.dir = fixture_make_dir ();
  for (guint i = 0; i < N_PROCESSES; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      children[i] = start ("--add-users", fixture.dir, number);
    }
  for (guint i = 0; i < N_PROCESSES; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_subprocess_wait_check (children[i], NULL, &error));
      g_assert_no_error (error);
      g_object_unref (children[i]);
    }
  fixture.store = fixture_open_store (fixture.dir);
  g_assert_true (dz_store_count_users (fixture.store, &n_users, NULL));
  g_assert_cmpuint (n_users, ==, N_PROCESSES * N_USERS);
  g_assert_cmpuint (fixture_count_entries (fixture.store, "user-add"), ==, n_users);
  fixture_tear_down (&fixture, NULL);
}

static void
add_users (const char *dir,
           const char *number)
{
  g_autoptr(DzStore) store = fixture_open_store (dir);

  for (guint i = 0; i < N_USERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("user %s-%u", number, i);
      g_autoptr(GError) error = NULL;
      g_autoptr(DzUser) user = dz_store_add_user (store, name, "x", DZ_ROLE_REVIEWER,
                                                  DZ_STORE_ACTOR_SERVICE, &error);

      g_assert_no_error (error);
    }
}

/* Sends photos for ever and says which the store has acknowledged. */
static void
receive_for_ever (const char *dir)
{
  g_autoptr(DzStore) store = fixture_open_store (dir);

  for (guint i = 0;; i++)
    {
      g_autofree char *photo = g_strdup_printf ("photo %u", i);
      g_autoptr(DzSubmission) received = NULL;
      g_autoptr(DzSubmission) refused = NULL;

      fixture_bind (store, i % 100);
      received = fixture_receive (store, i % 100, photo);
      printf ("%s\n", received->id);
      fflush (stdout);
      refused = fixture_examine (store, received->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
    }
}

static GPtrArray *
read_acknowledged (GSubprocess *child)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (
    g_subprocess_get_stdout_pipe (child));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  while (ids->len < N_ACKNOWLEDGED)
    {
      char *id = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      g_assert_nonnull (id);
      g_ptr_array_add (ids, id);
    }
  return ids;
}

/* Everything that was acknowledged before the process was killed is there, and nothing half. */
static void
test_killed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GPtrArray) ids = NULL;
  guint n_swept;

  dz_store_set_clock (fixture->store, NULL, NULL);
  fixture_fill (fixture->store, 100, g_get_real_time () - G_TIME_SPAN_MINUTE, &fixture->window);
  g_clear_pointer (&fixture->store, dz_store_close);
  child = start ("--receive", fixture->dir, "0");
  ids = read_acknowledged (child);
  g_subprocess_send_signal (child, SIGKILL);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));

  fixture->store = fixture_open_store (fixture->dir);
  fixture_check_history (fixture);
  g_assert_true (dz_store_sweep_photos (fixture->store, &n_swept, NULL));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DzSubmission) submission = dz_store_get_submission (
        fixture->store, g_ptr_array_index (ids, i), &error);
      g_autoptr(GBytes) photo = NULL;

      g_assert_no_error (error);
      photo = dz_store_get_photo (fixture->store, submission->photo, &error);
      g_assert_no_error (error);
    }
}

static void
test_data_lock (void)
{
  g_autofree char *dir = fixture_make_dir ();
  g_autoptr(GError) error = NULL;
  g_autoptr(DzDataLock) lock = dz_data_lock_take (dir, &error);
  g_autoptr(DzDataLock) again = NULL;

  g_assert_no_error (error);
  g_assert_null (dz_data_lock_take (dir, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_clear_pointer (&lock, dz_data_lock_release);
  again = dz_data_lock_take (dir, &error);
  g_assert_no_error (error);
  g_clear_pointer (&again, dz_data_lock_release);
  fixture_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--add-users"))
    {
      add_users (argv[2], argv[3]);
      return 0;
    }
  if (argc == 4 && g_str_equal (argv[1], "--receive"))
    receive_for_ever (argv[2]);

  own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/sqlite/file/newer", fixture_set_up, test_newer);
  fixture_add ("/store/sqlite/file/newer-in-wal", fixture_set_up, test_newer_in_wal);
  g_test_add_func ("/store/sqlite/file/foreign", test_foreign);
  g_test_add_func ("/store/sqlite/file/not-a-database", test_not_a_database);
  g_test_add_func ("/store/sqlite/file/no-directory", test_no_directory);
  g_test_add_func ("/store/sqlite/file/erased-drops-out", test_erased_drops_out);
  g_test_add_func ("/store/sqlite/file/processes", test_processes_at_once);
  fixture_add ("/store/sqlite/file/killed", fixture_set_up_empty, test_killed);
  g_test_add_func ("/store/sqlite/file/data-lock", test_data_lock);
  return g_test_run ();
}
