/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a decision, whatever the service or what stands before it answers. */
#include "sync-fixture.h"

#include <string.h>

#include "dz-cache.h"
#include "dz-test-wait.h"

static void
test_decide (Fixture      *fixture,
             gconstpointer data)
{
  guint free_count;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_object_get (fixture->sync, "counts-free", &free_count, NULL);
  g_assert_cmpuint (free_count, ==, 412);
  fixture_approve_first (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 1);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
  dz_test_wait_for (fixture_is_undoable, fixture, WAIT_S, "the decision rests");
  fixture_assert_command (fixture, 0, "decide", 2);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 2);
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture_approve_first (fixture);
  fixture_undo_last (fixture);
  g_assert_true (fixture_queue_is_full (fixture));
  {
    g_autoptr(DzQueueItem) first = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);

    g_assert_cmpstr (dz_queue_item_get_id (first), ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  }
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
  fixture_assert_command (fixture, 0, "decide", 2);
  fixture_assert_command (fixture, 1, "undo", 3);
  fixture_assert_command (fixture, 2, "decide", 4);
}

static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_has_conflict, fixture, WAIT_S, "the conflict is told");
  g_assert_nonnull (strstr (fixture->conflict, "王核"));
  g_assert_true (g_str_has_prefix (fixture->conflict, "王梦梦: ")); /* another is on the screen now */
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
}

static DzDecision *
new_overriding (void)
{
  DzDecision *decision = dz_decision_new ();

  decision->overrides = dz_overrides_new ();
  g_ptr_array_add (decision->overrides, dz_override_new ("POS-04", TRUE, "颈部支具"));
  decision->correction.crown_y = 62.5;
  return decision;
}

/* The service refuses an approval: the reviewer is told why, the photo is before them again, and
 * goes out once more with what was lacking. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzQueueItem) first = NULL;
  g_autoptr(DzDecision) decision = new_overriding ();
  const char *body;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 422;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_has_conflict, fixture, WAIT_S, "the refusal is told");
  g_assert_cmpstr (fixture->conflict, ==, "王梦梦: The photo fails some rules (POS-04)");
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
  g_assert_true (fixture_queue_is_full (fixture));
  first = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  g_assert_cmpstr (dz_queue_item_get_id (first), ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  fixture->command_status = 200;
  fixture->done = FALSE;
  dz_sync_decide_async (fixture->sync, first, decision, 700, fixture_safe_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the decision is safe");
  dz_test_wait_for (fixture_is_undoable, fixture, WAIT_S, "the decision rests");
  g_assert_cmpuint (fixture->commands->len, ==, 2);
  fixture_assert_command (fixture, 1, "decide", 2);
  body = g_ptr_array_index (fixture->commands, 1);
  g_assert_nonnull (strstr (body, "\"overrides\":[{\"rule\":\"POS-04\",\"waiver\":true,"
                                  "\"code\":null,\"reason\":\"颈部支具\"}]"));
  g_assert_nonnull (strstr (body, "\"correction\":{\"crown_y\":62.5,"));
}

/* Taken back before it was refused: what comes back is what the service has, and nobody is told
 * that the student knows already. */
static void
test_undone_before_refused (Fixture      *fixture,
                            gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 422;
  fixture_approve_first (fixture);
  fixture_undo_last (fixture);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the photo is back");
  {
    g_autoptr(DzQueueItem) last = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 2);

    g_assert_cmpuint (dz_queue_item_get_item (last)->submission->version, ==, 2);
  }
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
}

/* What an earlier release left in the outbox has no overrides, and goes out as it is. */
static void
test_older_outbox (Fixture      *fixture,
                   gconstpointer data)
{
  static const char body[] =
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"decide\","
    "\"submission\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"version\":2,"
    "\"photo\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
    "\"shown_ms\":900,\"decision\":{\"verdict\":\"approve\",\"reasons\":[],\"note\":null,"
    "\"internal_note\":null,\"decided_by\":null,\"decided_us\":0},\"made_us\":1}";
  g_autoptr(DzOutboxRow) row = dz_outbox_row_new ();
  g_autoptr(GError) error = NULL;
  DzCache *cache;

  fixture_close_desk (fixture);
  cache = dz_cache_open (fixture->dir, &error);
  g_assert_no_error (error);
  row->id = g_strdup ("0123456789abcdef0123456789abcdef");
  row->service = g_strdup (fixture->url);
  row->user = g_strdup (LI);
  row->submission = g_strdup ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  row->body = g_strdup (body);
  g_assert_true (dz_cache_add_command (cache, row, NULL));
  dz_cache_close (cache);
  fixture->command_status = 422;
  fixture_open_desk (fixture);
  dz_test_wait_for (fixture_has_conflict, fixture, WAIT_S, "the refusal is told");
  g_assert_cmpstr (g_ptr_array_index (fixture->commands, 0), ==, body);
  g_assert_nonnull (strstr (fixture->conflict, "The photo fails some rules (POS-04)"));
}

static void
test_retry (Fixture      *fixture,
            gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
  fixture_approve_first (fixture);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 2);
  fixture->command_status = 200;
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "both arrive after the outage");
  g_assert_cmpstr (g_ptr_array_index (fixture->commands, 0), ==,
                   g_ptr_array_index (fixture->commands, 1));
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
}

/* The desk ends while a command waits; the next start sends the very same bytes. */
static void
test_survives_the_desk (Fixture      *fixture,
                        gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
  fixture_close_desk (fixture);
  fixture->command_status = 200;
  fixture_open_desk (fixture);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command arrives");
  g_assert_cmpuint (fixture->commands->len, >=, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->commands, 0), ==,
                   g_ptr_array_index (fixture->commands, fixture->commands->len - 1));
}

/* A service that the desk starts itself listens on another port each time. */
static void
test_survives_a_new_port (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *before = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
  fixture_close_desk (fixture);
  before = g_strdup (fixture->url);
  {
    g_autoptr(SoupServer) keeps_the_port = g_object_ref (fixture->server);

    fixture_start_service (fixture);
  }
  g_assert_cmpstr (fixture->url, !=, before);
  fixture->command_status = 200;
  g_ptr_array_set_size (fixture->commands, 0);
  fixture_open_desk (fixture);
  dz_test_wait_for (fixture_has_command, fixture, WAIT_S, "the command arrives");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command is answered");
}

/* What stands between the desk and the service may answer anything; only the service's own word
 * ends a command. */
static void
test_strange_answers (Fixture      *fixture,
                      gconstpointer data)
{
  static const guint statuses[] = { 408, 302, 400, 404, 407, 409, 501, 511, 200 };

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->strange = TRUE;
  fixture->command_status = statuses[0];
  fixture_approve_first (fixture);
  for (guint i = 1; i < G_N_ELEMENTS (statuses); i++)
    {
      g_ptr_array_set_size (fixture->commands, 0);
      dz_test_wait_for (fixture_has_command, fixture, WAIT_S, "the command comes again");
      dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
      g_assert_cmpuint (fixture_get_waiting (fixture), ==, 1);
      fixture->command_status = statuses[i];
      dz_sync_refresh (fixture->sync); /* an answer to it has the outbox try again at once */
    }
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service's word arrives");
  g_assert_null (fixture->conflict);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync-commands/decide", test_decide);
  ADD ("/sync-commands/undo", test_undo);
  ADD ("/sync-commands/conflict", test_conflict);
  ADD ("/sync-commands/retry", test_retry);
  ADD ("/sync-commands/survives-the-desk", test_survives_the_desk);
  ADD ("/sync-commands/survives-a-new-port", test_survives_a_new_port);
  ADD ("/sync-commands/refused", test_refused);
  ADD ("/sync-commands/undone-before-refused", test_undone_before_refused);
  ADD ("/sync-commands/older-outbox", test_older_outbox);
  ADD ("/sync-commands/strange-answers", test_strange_answers);
  return g_test_run ();
}
