/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several decisions that are made together. */
#include "sync-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "dz-test-wait.h"

#define STOOD_MS 900

static GPtrArray *
choose_all (Fixture *fixture)
{
  GListModel *queue = dz_sync_get_queue (fixture->sync);
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_sheet_choice_free);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (queue, i);
      g_autoptr(DzDecision) decision = dz_decision_new ();

      decision->sheet_ms = STOOD_MS;
      g_ptr_array_add (choices, dz_sheet_choice_new (item, decision, 700 + i));
    }
  return choices;
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  fixture->done = dz_sync_decide_all_finish (DZ_SYNC (source), result, &error);
  g_assert_no_error (error);
}

static void
decide_all (Fixture *fixture)
{
  g_autoptr(GPtrArray) choices = choose_all (fixture);

  fixture->done = FALSE;
  dz_sync_decide_all_async (fixture->sync, choices, decided_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the decisions are safe");
}

/* Each is a command of its own, in the order of the sheet, and rests by itself. */
static void
test_each (Fixture      *fixture,
           gconstpointer data)
{
  GListModel *held = dz_sync_get_held (fixture->sync);

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  decide_all (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (held), ==, 3);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *shown = g_strdup_printf ("\"shown_ms\":%u", 700 + i);

      fixture_assert_command (fixture, i, "decide", 2);
      g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, i), "\"sheet_ms\":900"));
      g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, i), shown));
    }
}

/* One of them is taken back; the others stay decided. */
static void
test_undo_one (Fixture      *fixture,
               gconstpointer data)
{
  GListModel *held = dz_sync_get_held (fixture->sync);

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  decide_all (fixture);
  fixture_undo_last (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (held), ==, 2);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
  g_assert_cmpuint (fixture->commands->len, ==, 4);
  fixture_assert_command (fixture, 3, "undo", 3);
}

static gboolean
has_three_conflicts (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_conflicts (((Fixture *) data)->sync)) == 3;
}

/* Somebody else was there first: each comes into the list by itself. */
static void
test_conflicts (Fixture      *fixture,
                gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  decide_all (fixture);
  dz_test_wait_for (has_three_conflicts, fixture, WAIT_S, "the conflicts are listed");
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
}

/* Without the service they wait, and outlive the desk. */
static void
test_offline (Fixture      *fixture,
              gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  soup_server_disconnect (fixture->server);
  decide_all (fixture);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 3);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the service is missed");
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 3);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_sync_decide_all_finish (DZ_SYNC (source), result, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_CACHE);
  ((Fixture *) user_data)->done = TRUE;
}

/* No file may grow any more: then none of them was made. */
static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GPtrArray) choices = NULL;
  struct rlimit before;
  struct rlimit full;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_test_wait_for (fixture_has_kept_photo, fixture, WAIT_S, "the photo is kept");
  choices = choose_all (fixture);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  full = before;
  full.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  fixture->done = FALSE;
  dz_sync_decide_all_async (fixture->sync, choices, refused_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the disk refuses");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_true (fixture_queue_is_full (fixture));
  decide_all (fixture); /* once there is room */
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync/sheet/each", test_each);
  ADD ("/sync/sheet/undo-one", test_undo_one);
  ADD ("/sync/sheet/conflicts", test_conflicts);
  ADD ("/sync/sheet/offline", test_offline);
  ADD ("/sync/sheet/full-disk", test_full_disk);
  return g_test_run ();
}
