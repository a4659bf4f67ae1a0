/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is hidden of a record, asked for at a desk, against the real service. */
#include "dz-sync-reveals.h"

#include "dz-roster-row.h"
#include "dz-test-wait.h"
#include "oversight-world.h"

#define NUMBER "11010519491231002X"

/* The first student's record gets one. */
static void
give_number (World *world)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzRosterRow *row = dz_roster_row_new ();
  DzLevel level = DZ_LEVEL_MASTER;
  DzRosterChange change;

  row->line = 2;
  row->identifier = g_strdup ("202000030");
  row->name = g_strdup ("王梦梦");
  row->id_number = g_strdup (NUMBER);
  g_ptr_array_add (rows, row);
  dz_store_import_roster (world->fixture.store, FIXTURE_SCHOOL, &level, rows,
                          DZ_STORE_ACTOR_SERVICE, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change.changed, ==, 1);
}

static char *
submit (World *world)
{
  g_autofree char *identity = NULL;

  give_number (world);
  identity = fixture_verify (&world->fixture, 0);
  return fixture_submit (&world->fixture, identity, 0);
}

static char *
reveal (World      *world,
        const char *submission,
        const char *code,
        const char *words,
        GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_sync_reveal_async (world->sync, submission, code, words, NULL, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "what is hidden");
  return dz_sync_reveal_finish (world->sync, result, error);
}

static void
set_up (World        *world,
        gconstpointer roles)
{
  world_open (world, (DzRole) GPOINTER_TO_UINT (roles));
}

static void
tear_down (World        *world,
           gconstpointer roles)
{
  world_close (world);
}

/* A supervisor sees it, and each look is in the history by then. */
static void
test_shown (World        *world,
            gconstpointer roles)
{
  g_autofree char *submission = submit (world);
  g_autoptr(GError) error = NULL;

  for (guint i = 1; i <= 2; i++)
    {
      char *number = reveal (world, submission, "other", "核对“身份证”复印件", &error);

      g_assert_no_error (error);
      g_assert_cmpstr (number, ==, NUMBER);
      g_assert_cmpuint (world_count_entries (world, "reveal", "核对"), ==, i);
      dz_sync_wipe (number);
    }
}

/* Why it is not shown is said in the service's words. */
static void
test_refused (World        *world,
              gconstpointer roles)
{
  g_autofree char *submission = submit (world);
  g_autoptr(GError) error = NULL;

  g_assert_null (reveal (world, submission, "asked", NULL, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "This is not yours to do.");
  g_assert_cmpuint (world_count_entries (world, "reveal", ""), ==, 0);
}

/* Neither when the service turns out to be gone, nor while that is known. */
static void
test_offline (World        *world,
              gconstpointer roles)
{
  g_autofree char *submission = submit (world);
  DzConnection connection;

  fixture_stop (&world->fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (reveal (world, submission, "asked", NULL, &error));
      g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE);
      g_assert_cmpstr (error->message, ==,
                       "The service does not answer. What is hidden is shown only after the "
                       "service has recorded who looks.");
      g_object_get (world->sync, "connection", &connection, NULL);
      g_assert_cmpint (connection, ==, DZ_CONNECTION_OFFLINE);
    }
  fixture_start (&world->fixture);
  g_assert_cmpuint (world_count_entries (world, "reveal", ""), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  gpointer supervisor = GUINT_TO_POINTER (DZ_ROLE_SUPERVISOR);
  gpointer reviewer = GUINT_TO_POINTER (DZ_ROLE_REVIEWER);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/reveals/shown", World, supervisor, set_up, test_shown, tear_down);
  g_test_add ("/sync/reveals/refused", World, reviewer, set_up, test_refused, tear_down);
  g_test_add ("/sync/reveals/offline", World, supervisor, set_up, test_offline, tear_down);
  return g_test_run ();
}
