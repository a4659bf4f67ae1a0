/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_UPLOADS 50 /* ten attempts of five students */

static int sweeping_ends; /* atomic, boolean */

static char *
path_of (Fixture    *fixture,
         const char *sha256)
{
  g_autofree char *name = g_strconcat (sha256, ".jpg", NULL);
  char prefix[3] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (fixture->dir, "photos", prefix, name, NULL);
}

static guint
count_files (const char *dir)
{
  g_autoptr(GDir) listing = g_dir_open (dir, 0, NULL);
  const char *name;
  guint count = 0;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      count += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
    }
  return count;
}

static guint
count_photos (Fixture *fixture)
{
  g_autofree char *photos = g_build_filename (fixture->dir, "photos", NULL);

  return count_files (photos);
}

static void
test_stored_once (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DzSubmission) first = fixture_queue (fixture->store, 0, "the same photo");
  g_autoptr(DzSubmission) second = fixture_queue (fixture->store, 1, "the same photo");
  g_autofree char *path = path_of (fixture, first->photo);
  struct stat status;

  g_assert_cmpstr (first->photo, ==, second->photo);
  g_assert_cmpuint (count_photos (fixture), ==, 1);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_closed_to_others (Fixture      *fixture,
                       gconstpointer data)
{
  static const char *const names[] = { "duizhao.sqlite", "duizhao.sqlite-wal" };
  g_autofree char *photos = g_build_filename (fixture->dir, "photos", NULL);
  struct stat status;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->dir, names[i], NULL);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  g_assert_cmpint (g_stat (photos, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) submission = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) healing = NULL;
  g_autofree char *path = path_of (fixture, submission->photo);
  g_autoptr(GBytes) read = NULL;

  g_assert_true (g_file_set_contents (path, "phot0", -1, NULL));
  g_assert_null (dz_store_get_photo (fixture->store, submission->photo, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_null (dz_store_get_photo (fixture->store, submission->photo, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  healing = fixture_queue (fixture->store, 1, "photo"); /* the same bytes come again */
  read = dz_store_get_photo (fixture->store, submission->photo, &error);
  g_assert_no_error (error);
}

static void
leave_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "left", -1, NULL));
}

/* What a writer left that died a moment ago goes; what a writer holds that lives stays. */
static void
test_sweep (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) submission = fixture_queue (fixture->store, 0, "photo");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "orphan", -1);
  g_autofree char *orphan = path_of (fixture, hash);
  g_autofree char *dead = g_build_filename (fixture->dir, "photos", "incoming", "dead", NULL);
  g_autofree char *alive = g_build_filename (fixture->dir, "photos", "incoming", "alive", NULL);
  g_autoptr(GBytes) kept = NULL;
  guint n_swept;
  int fd;

  leave_file (orphan);
  leave_file (dead);
  leave_file (alive);
  fd = g_open (alive, O_WRONLY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  g_assert_true (dz_store_sweep_photos (fixture->store, &n_swept, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_swept, ==, 2);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (alive, G_FILE_TEST_EXISTS));
  g_close (fd, NULL);
  kept = dz_store_get_photo (fixture->store, submission->photo, &error);
  g_assert_no_error (error);
}

static gpointer
keep_sweeping (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr(DzStore) store = fixture_open_store (fixture->dir);

  dz_store_set_clock (store, fixture_clock, fixture);
  while (!g_atomic_int_get (&sweeping_ends))
    g_assert_true (dz_store_sweep_photos (store, NULL, NULL));
  return NULL;
}

/* A sweeper that never rests takes nothing from under a writer's hands. */
static void
test_sweep_beside_uploads (Fixture      *fixture,
                           gconstpointer data)
{
  GThread *sweeper;

  for (guint i = 0; i < 5; i++)
    fixture_bind (fixture->store, i);
  g_atomic_int_set (&sweeping_ends, FALSE);
  sweeper = g_thread_new ("sweeper", keep_sweeping, fixture);
  for (guint i = 0; i < N_UPLOADS; i++)
    {
      g_autofree char *text = g_strdup_printf ("photo %u", i);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) photo = fixture_photo (text);
      g_autofree char *identity = fixture_identity (i % 5);
      g_autoptr(DzSubmission) submission = dz_store_receive (fixture->store, identity, photo,
                                                             &error);
      g_autoptr(DzSubmission) refused = NULL;
      g_autoptr(GBytes) kept = NULL;

      g_assert_no_error (error);
      kept = dz_store_get_photo (fixture->store, submission->photo, &error);
      g_assert_no_error (error);
      refused = fixture_examine (fixture->store, submission->id, DZ_OUTCOME_FAIL,
                                 DZ_AUTHORITY_AUTO);
      g_assert_cmpint (refused->state, ==, DZ_STATE_REFUSED_BY_RULE);
    }
  g_atomic_int_set (&sweeping_ends, TRUE);
  g_thread_join (sweeper);
}

static void
assert_nothing_kept (Fixture *fixture,
                     guint    n_photos)
{
  g_autoptr(GPtrArray) received = dz_store_list_received (fixture->store, NULL);

  g_assert_cmpuint (received->len, ==, 0);
  g_assert_cmpuint (count_photos (fixture), ==, n_photos);
  fixture_check_history (fixture);
}

/* A file may not grow any more, as on a full disk: first the photo's does not, then the data's. */
static void
test_file_limit (Fixture      *fixture,
                 gconstpointer data)
{
  static const gsize lengths[] = { 1000000, 8 };
  g_autofree char *identity = fixture_identity (0);
  struct rlimit before;
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  fixture_bind (fixture->store, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) photo = g_bytes_new_take (g_malloc0 (lengths[i]), lengths[i]);

      limit = (struct rlimit) { 4096, before.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_null (dz_store_receive (fixture->store, identity, photo, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
      g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DISK);
      assert_nothing_kept (fixture, 0);
    }
}

/* A disk that is really full: a file system of four megabytes. */
static void
test_full_disk (void)
{
  Fixture fixture = { .now_us = FIXTURE_NOON_US };
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(GBytes) photo = g_bytes_new_take (g_malloc0 (300000), 300000);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) fill = g_bytes_new_take (g_malloc0 (8 << 20), 8 << 20);
  g_autofree char *hog = NULL;

  fixture.dir = fixture_make_dir ();
  if (mount ("tmpfs", fixture.dir, "tmpfs", 0, "size=4m") != 0)
    {
      g_test_skip ("this machine does not let us make a small file system");
      fixture_remove_dir (fixture.dir);
      g_free (fixture.dir);
      return;
    }
  fixture.store = fixture_open_store (fixture.dir);
  dz_store_set_clock (fixture.store, fixture_clock, &fixture);
  fixture_fill (fixture.store, 2, fixture.now_us, &fixture.window);
  fixture.now_us += G_TIME_SPAN_MINUTE;
  fixture_bind (fixture.store, 0);
  hog = g_build_filename (fixture.dir, "hog", NULL);
  {
    int fd = g_open (hog, O_CREAT | O_WRONLY, 0600);

    while (write (fd, g_bytes_get_data (fill, NULL), 4096) == 4096)
      ;
    close (fd);
  }
  g_assert_null (dz_store_receive (fixture.store, identity, photo, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DISK);
  g_unlink (hog);
  assert_nothing_kept (&fixture, 0);
  {
    g_autoptr(DzSubmission) later = fixture_receive (fixture.store, 0, "now there is room");

    g_assert_cmpuint (later->attempt, ==, 1);
  }
  g_clear_pointer (&fixture.window, dz_window_free);
  dz_store_close (fixture.store);
  g_assert_cmpint (umount (fixture.dir), ==, 0);
  g_rmdir (fixture.dir);
  g_free (fixture.dir);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/photos/stored-once", fixture_set_up, test_stored_once);
  fixture_add ("/store/photos/closed-to-others", fixture_set_up, test_closed_to_others);
  fixture_add ("/store/photos/damaged", fixture_set_up, test_damaged);
  fixture_add ("/store/photos/sweep", fixture_set_up, test_sweep);
  fixture_add ("/store/photos/sweep-beside-uploads", fixture_set_up, test_sweep_beside_uploads);
  fixture_add ("/store/photos/file-limit", fixture_set_up, test_file_limit);
  g_test_add_func ("/store/photos/full-disk", test_full_disk);
  return g_test_run ();
}
