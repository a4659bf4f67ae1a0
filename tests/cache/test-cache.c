/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache.h"

#include "dz-id.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVICE "https://desk.example:8443"

typedef struct
{
  char    *dir;
  DzCache *cache;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("dz-cache-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->cache = dz_cache_open (fixture->dir, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_pointer (&fixture->cache, dz_cache_close);
  remove_tree (fixture->dir);
  g_free (fixture->dir);
}

static DzOutboxRow *
new_row (const char *user,
         const char *body)
{
  DzOutboxRow *row = dz_outbox_row_new ();

  row->id = dz_id_new ();
  row->service = g_strdup (SERVICE);
  row->user = g_strdup (user);
  row->submission = dz_id_new ();
  row->body = g_strdup (body);
  return row;
}

static guint
count (DzCache    *cache,
       const char *user,
       const char *outcome)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_cache_list_commands (cache, user, outcome, &error);

  g_assert_no_error (error);
  return rows->len;
}

static void
test_outbox_order (Fixture      *fixture,
                   gconstpointer data)
{
  const char *bodies[] = { "{\"n\":1}", "{\"n\":2}", "{\"名\":\"𠮷\"}" };
  g_autoptr(GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(DzOutboxRow) row = new_row ("u1", bodies[i]);

      g_assert_true (dz_cache_add_command (fixture->cache, row, NULL));
    }
  rows = dz_cache_list_commands (fixture->cache, "u1", "waiting", NULL);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((DzOutboxRow *) g_ptr_array_index (rows, i))->body, ==, bodies[i]);
  g_assert_cmpuint (count (fixture->cache, "u2", "waiting"), ==, 0);
}

static void
test_outbox_survives (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(DzOutboxRow) row = new_row ("u1", "{}");
  g_autofree char *workstation = g_strdup (dz_cache_get_workstation (fixture->cache));

  g_assert_true (dz_cache_add_command (fixture->cache, row, NULL));
  g_clear_pointer (&fixture->cache, dz_cache_close);
  fixture->cache = dz_cache_open (fixture->dir, NULL);
  g_assert_nonnull (fixture->cache);
  g_assert_cmpuint (count (fixture->cache, "u1", "waiting"), ==, 1);
  g_assert_cmpstr (dz_cache_get_workstation (fixture->cache), ==, workstation);
}

/* A child is killed the moment after its command was accepted; the command must be there. */
static void
test_outbox_survives_kill (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(DzOutboxRow) row = new_row ("u1", "{}");
  int status;
  pid_t child;

  g_clear_pointer (&fixture->cache, dz_cache_close);
  child = fork ();
  if (child == 0)
    {
      DzCache *cache = dz_cache_open (fixture->dir, NULL);

      if (cache != NULL && dz_cache_add_command (cache, row, NULL))
        kill (getpid (), SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  fixture->cache = dz_cache_open (fixture->dir, NULL);
  g_assert_nonnull (fixture->cache);
  g_assert_cmpuint (count (fixture->cache, "u1", "waiting"), ==, 1);
}

static void
test_outbox_ends_once (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DzOutboxRow) row = new_row ("u1", "{}");
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_cache_add_command (fixture->cache, row, NULL));
  g_assert_true (dz_cache_finish_command (fixture->cache, row->id, "conflict", "approved", NULL));
  g_assert_cmpuint (count (fixture->cache, "u1", "waiting"), ==, 0);
  g_assert_cmpuint (count (fixture->cache, NULL, "conflict"), ==, 1);
  g_assert_false (dz_cache_finish_command (fixture->cache, row->id, "done", NULL, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND);
}

static void
test_same_command_twice (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(DzOutboxRow) row = new_row ("u1", "{}");
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_cache_add_command (fixture->cache, row, NULL));
  g_assert_false (dz_cache_add_command (fixture->cache, row, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_SQL);
  g_assert_cmpuint (count (fixture->cache, "u1", "waiting"), ==, 1);
}

static void
test_one_desk_only (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_cache_open (fixture->dir, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_LOCKED);
}

static GBytes *
some_bytes (char **sha256)
{
  GBytes *bytes = g_bytes_new_static ("a photo, word for word", 22);

  *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return bytes;
}

static char *
photo_path (Fixture    *fixture,
            const char *sha256)
{
  return g_build_filename (fixture->dir, "photos", sha256, NULL);
}

/* Several at once are all there, in their order, or none of them is. */
static void
test_outbox_all_or_none (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_outbox_row_free);
  g_autoptr(GPtrArray) kept = NULL;
  g_autoptr(GError) error = NULL;
  DzOutboxRow *last;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (rows, new_row ("u1", "{}"));
  last = g_ptr_array_index (rows, 2);
  g_free (last->id);
  last->id = g_strdup (((DzOutboxRow *) g_ptr_array_index (rows, 0))->id);
  g_assert_false (dz_cache_add_commands (fixture->cache, rows, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count (fixture->cache, "u1", "waiting"), ==, 0);
  g_free (last->id);
  last->id = dz_id_new ();
  g_assert_true (dz_cache_add_commands (fixture->cache, rows, NULL));
  kept = dz_cache_list_commands (fixture->cache, "u1", "waiting", NULL);
  g_assert_cmpuint (kept->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((DzOutboxRow *) g_ptr_array_index (kept, i))->id, ==,
                     ((DzOutboxRow *) g_ptr_array_index (rows, i))->id);
}

static void
test_photo_is_encrypted (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(GBytes) bytes = some_bytes (&sha256);
  g_autoptr(GBytes) back = NULL;
  g_autofree char *path = photo_path (fixture, sha256);
  g_autofree char *raw = NULL;
  gsize length;
  GStatBuf info;

  g_assert_true (dz_cache_keep_photo (fixture->cache, sha256, bytes, NULL));
  back = dz_cache_get_photo (fixture->cache, sha256, NULL);
  g_assert_true (g_bytes_equal (bytes, back));
  g_assert_true (g_file_get_contents (path, &raw, &length, NULL));
  g_assert_null (memmem (raw, length, "photo", 5));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_photo_other_bytes (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(GBytes) bytes = some_bytes (&sha256);
  g_autoptr(GBytes) other = g_bytes_new_static ("another", 7);
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_cache_keep_photo (fixture->cache, sha256, other, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED);
}

static void
test_photo_changed_on_disk (Fixture      *fixture,
                            gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(GBytes) bytes = some_bytes (&sha256);
  g_autofree char *path = photo_path (fixture, sha256);
  g_autofree char *raw = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_true (dz_cache_keep_photo (fixture->cache, sha256, bytes, NULL));
  g_assert_true (g_file_get_contents (path, &raw, &length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      raw[i] ^= 1;
      g_assert_true (g_file_set_contents (path, raw, (gssize) length, NULL));
      g_assert_null (dz_cache_get_photo (fixture->cache, sha256, &error));
      g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED);
      g_clear_error (&error);
      raw[i] ^= 1;
    }
  g_assert_true (g_file_set_contents (path, raw, 3, NULL));
  g_assert_null (dz_cache_get_photo (fixture->cache, sha256, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED);
}

static void
test_photo_swept_at_start (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(GBytes) bytes = some_bytes (&sha256);
  g_autofree char *path = photo_path (fixture, sha256);
  g_autoptr(GError) error = NULL;

  /* As a killed desk would leave it. */
  g_assert_true (g_file_set_contents (path, "sealed with a key that is gone", -1, NULL));
  g_clear_pointer (&fixture->cache, dz_cache_close);
  fixture->cache = dz_cache_open (fixture->dir, NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (dz_cache_get_photo (fixture->cache, sha256, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND);
}

static void
test_photo_dropped (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autoptr(GBytes) bytes = some_bytes (&sha256);
  g_autofree char *path = photo_path (fixture, sha256);

  g_assert_true (dz_cache_keep_photo (fixture->cache, sha256, bytes, NULL));
  g_assert_true (dz_cache_drop_photo (fixture->cache, sha256, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (dz_cache_drop_photo (fixture->cache, sha256, NULL));
}

/* What the service said last is there at the next start, and nothing of what it said before. */
static void
test_reasons (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *none = dz_cache_dup_reasons (fixture->cache, &error);
  g_autofree char *last = NULL;

  g_assert_null (none);
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND);
  g_assert_true (dz_cache_keep_reasons (fixture->cache, "{\"reasons\":[1]}", NULL));
  g_assert_true (dz_cache_keep_reasons (fixture->cache, "{\"reasons\":[2]}", NULL));
  g_clear_pointer (&fixture->cache, dz_cache_close);
  fixture->cache = dz_cache_open (fixture->dir, NULL);
  last = dz_cache_dup_reasons (fixture->cache, NULL);
  g_assert_cmpstr (last, ==, "{\"reasons\":[2]}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cache/outbox/order", test_outbox_order);
  ADD ("/cache/outbox/survives", test_outbox_survives);
  ADD ("/cache/outbox/survives-kill", test_outbox_survives_kill);
  ADD ("/cache/outbox/ends-once", test_outbox_ends_once);
  ADD ("/cache/outbox/same-command-twice", test_same_command_twice);
  ADD ("/cache/outbox/all-or-none", test_outbox_all_or_none);
  ADD ("/cache/one-desk-only", test_one_desk_only);
  ADD ("/cache/photo/encrypted", test_photo_is_encrypted);
  ADD ("/cache/photo/other-bytes", test_photo_other_bytes);
  ADD ("/cache/photo/changed-on-disk", test_photo_changed_on_disk);
  ADD ("/cache/photo/swept-at-start", test_photo_swept_at_start);
  ADD ("/cache/photo/dropped", test_photo_dropped);
  ADD ("/cache/reasons", test_reasons);
  return g_test_run ();
}
