/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desk of an earlier release left opens in this one, with all that waits in it. */
#include "dz-cache.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define APPLICATION_ID "0x447a4331" /* "DzC1" */
#define USER "7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a"
#define SUBMISSION "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define COMMAND "11111111111111111111111111111111"
#define LOST "22222222222222222222222222222222"
#define BODY "{\"kind\":\"decide\"}"
#define WORKSTATION "old-desk-12345678"

/* What each step's release left; later ones leave what earlier ones did, too. */
static const char *const remains[] = {
  "INSERT INTO desk (only, workstation) VALUES (1, '" WORKSTATION "');"
  "INSERT INTO outbox (id, service, user, submission, body, outcome, made_us) VALUES"
  " ('" COMMAND "', 'https://desk.example:8443', '" USER "', '" SUBMISSION "', '" BODY "',"
  "  'waiting', 1652155280000000)",
  "INSERT INTO conflicts (command, user, submission, body, state, version, by_name, at_us, verdict,"
  " noted_us) VALUES ('" LOST "', '" USER "', '" SUBMISSION "', '" BODY "', 'held', 4, '王核',"
  "  1652155280000000, 'reject', 1652155280000001);"
  "INSERT INTO people (id, name) VALUES ('" USER "', '李审')",
  "INSERT INTO reasons (only, body) VALUES (1, '{\"reasons\":[]}')",
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
find_sql_dir (void)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "sql", "cache", NULL);
}

/* The steps as they stand in the repository, which never change once they are released. */
static GPtrArray *
list_steps (void)
{
  g_autofree char *path = find_sql_dir ();
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".sql"))
        g_ptr_array_add (steps, g_build_filename (path, name, NULL));
    }
  g_ptr_array_sort (steps, compare_names);
  return steps;
}

static void
run (sqlite3    *db,
     const char *sql)
{
  char *problem = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &problem);
  g_assert_cmpstr (problem, ==, NULL);
}

static void
make_old (const char *dir,
          GPtrArray  *steps,
          guint       version)
{
  g_autofree char *file = g_build_filename (dir, "desk.sqlite", NULL);
  g_autofree char *number = g_strdup_printf ("PRAGMA user_version = %u", version);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  run (db, "PRAGMA journal_mode = WAL; PRAGMA application_id = " APPLICATION_ID);
  for (guint i = 0; i < version; i++)
    {
      g_autofree char *sql = NULL;

      g_assert_true (g_file_get_contents (g_ptr_array_index (steps, i), &sql, NULL, NULL));
      run (db, sql);
      run (db, remains[i]);
    }
  run (db, number);
  sqlite3_close (db);
}

static void
check_outbox (DzCache *cache)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_cache_list_commands (cache, USER, "waiting", &error);
  const DzOutboxRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->id, ==, COMMAND);
  g_assert_cmpstr (row->body, ==, BODY);
  g_assert_true (dz_cache_finish_command (cache, COMMAND, "done", "held", &error));
  g_assert_no_error (error);
}

static void
check_conflicts (DzCache *cache,
                 guint    version)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) conflicts = dz_cache_list_conflicts (cache, USER, &error);
  const DzConflict *conflict;

  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, version >= 2 ? 1 : 0);
  if (version < 2)
    return;
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpstr (conflict->command, ==, LOST);
  g_assert_cmpstr (conflict->body, ==, BODY);
  g_assert_cmpstr (conflict->answer->by, ==, "王核");
  g_assert_cmpuint (conflict->answer->version, ==, 4);
}

static void
check_reasons (DzCache *cache,
               guint    version)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *body = dz_cache_dup_reasons (cache, &error);

  if (version >= 3)
    g_assert_cmpstr (body, ==, "{\"reasons\":[]}");
  else
    g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND);
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
check_version (GPtrArray *steps,
               guint      version)
{
  g_autofree char *dir = g_dir_make_tmp ("dz-cache-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;
  DzCache *cache;

  g_test_message ("schema %u", version);
  make_old (dir, steps, version);
  cache = dz_cache_open (dir, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dz_cache_get_workstation (cache), ==, WORKSTATION);
  check_conflicts (cache, version);
  check_reasons (cache, version);
  check_outbox (cache);
  dz_cache_close (cache);
  remove_tree (dir);
}

/* Who adds a step adds here what it left. */
static void
test_all (void)
{
  g_autoptr(GPtrArray) steps = list_steps ();

  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (remains));
  for (guint version = 1; version <= steps->len; version++)
    check_version (steps, version);
}

/* Of a later release nothing is touched. */
static void
test_later (void)
{
  g_autoptr(GPtrArray) steps = list_steps ();
  g_autofree char *dir = g_dir_make_tmp ("dz-cache-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "desk.sqlite", NULL);
  g_autofree char *number = g_strdup_printf ("PRAGMA user_version = %u", steps->len + 1);
  g_autoptr(GError) error = NULL;
  sqlite3 *db = NULL;

  make_old (dir, steps, steps->len);
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  run (db, number);
  sqlite3_close (db);
  g_assert_null (dz_cache_open (dir, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_TOO_NEW);
  remove_tree (dir);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache-schemas/all", test_all);
  g_test_add_func ("/cache-schemas/later", test_later);
  return g_test_run ();
}
