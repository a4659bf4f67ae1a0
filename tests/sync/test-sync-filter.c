/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the queue a person asks for, and what they leave to a supervisor. */
#include "sync-fixture.h"

#include "dz-sync-private.h"
#include "dz-test-proxy.h"
#include "dz-test-wait.h"
#include "dz-wire.h"

static const DzQueueFilter fails = { .verdict = DZ_FILTER_VERDICT_FAIL };

static JsonObject *
last_wish (Fixture *fixture)
{
  return fixture->wish != NULL ? json_node_get_object (fixture->wish) : NULL;
}

static gboolean
asks_for_fails (gpointer data)
{
  JsonObject *wish = last_wish (data);
  JsonObject *filter = wish != NULL && json_object_has_member (wish, "filter")
                           ? json_object_get_object_member (wish, "filter") : NULL;

  return filter != NULL &&
         g_strcmp0 (json_object_get_string_member (filter, "verdict"), "fail") == 0;
}

static gboolean
queue_is_empty (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 0;
}

static gboolean
queue_has_four (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 4;
}

/* The service gives back what does not fit, and it leaves the desk even from before somebody's
 * eyes. */
static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzQueueItem) first = NULL;
  JsonArray *given_up;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_assert_false (json_object_has_member (last_wish (fixture), "filter"));
  first = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  dz_sync_set_looked_at (fixture->sync, first);
  g_ptr_array_set_size (fixture->leased, 0);
  dz_sync_set_filter (fixture->sync, &fails);
  dz_test_wait_for (queue_is_empty, fixture, WAIT_S, "what does not fit leaves");
  g_assert_true (asks_for_fails (fixture));
  given_up = json_object_get_array_member (last_wish (fixture), "given_up");
  g_assert_cmpuint (json_array_get_length (given_up), ==, 3);
}

/* Only a change gives something back: what is undone later may be of another kind. */
static void
test_given_up_once (Fixture      *fixture,
                    gconstpointer data)
{
  guint n_asked;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_sync_set_filter (fixture->sync, &fails);
  dz_test_wait_for (asks_for_fails, fixture, WAIT_S, "the service is asked for others");
  n_asked = fixture->n_wishes;
  do
    {
      dz_sync_refresh (fixture->sync);
      g_main_context_iteration (NULL, TRUE);
    }
  while (fixture->n_wishes == n_asked);
  g_assert_true (asks_for_fails (fixture));
  g_assert_false (json_object_has_member (last_wish (fixture), "given_up"));
  g_assert_true (fixture_queue_is_full (fixture));
}

#define UNDONE "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define LEASED_ANEW "dddddddddddddddddddddddddddddddd"

static gboolean
gives_up_anew (gpointer data)
{
  JsonNode *wish = ((Fixture *) data)->wish;
  JsonObject *object = wish != NULL ? json_node_get_object (wish) : NULL;
  JsonArray *given_up = object != NULL && json_object_has_member (object, "given_up")
                          ? json_object_get_array_member (object, "given_up") : NULL;

  for (guint i = 0; given_up != NULL && i < json_array_get_length (given_up); i++)
    if (g_str_equal (json_array_get_string_element (given_up, i), LEASED_ANEW))
      return TRUE;
  return FALSE;
}

/* Every few seconds the desk asks by itself, and would do late what it is to do at once. */
static void
approve_without_refreshing (Fixture *fixture)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_clear_handle_id (&fixture->sync->refresh_id, g_source_remove);
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_undoable, fixture, WAIT_S, "the decision rests");
}

static void
lease_undone_anew (Fixture *fixture)
{
  g_ptr_array_insert (fixture->leased, 0, g_strdup (UNDONE));
  fixture->leased_anew = LEASED_ANEW;
}

/* What was undone just before the filter changed is leased anew: the desk gives it up, too, as soon
 * as it knows that lease. */
static void
test_change_after_undo (Fixture      *fixture,
                        gconstpointer data)
{
  approve_without_refreshing (fixture);
  fixture_undo_last (fixture);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service knows");
  lease_undone_anew (fixture);
  dz_sync_set_filter (fixture->sync, &fails);
  dz_test_wait_for (gives_up_anew, fixture, WAIT_S, "what was undone is given up");
}

static DzTestFault
hold_commands (const char *request,
               gpointer    data)
{
  return g_str_has_suffix (request, "/commands") ? DZ_TEST_FAULT_HOLD_ANSWER : DZ_TEST_FAULT_NONE;
}

static gboolean
has_undone (gpointer data)
{
  return ((Fixture *) data)->commands->len == 2;
}

static gboolean
asks_no_more (gpointer data)
{
  return !((Fixture *) data)->sync->leasing;
}

/* @first: whether the service answers what it leases before it answers the undo */
static void
change_while_undoing (Fixture  *fixture,
                      gboolean  first)
{
  DzTestProxy *proxy = dz_test_proxy_start (fixture->url);

  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (dz_test_proxy_get_url (proxy), fixture->dir);
  fixture_sign_in (fixture, LI);
  approve_without_refreshing (fixture);
  dz_test_proxy_set_func (proxy, hold_commands, NULL);
  fixture_undo_last (fixture);
  dz_test_wait_for (has_undone, fixture, WAIT_S, "the service knows, and its answer is held");
  lease_undone_anew (fixture);
  dz_sync_set_filter (fixture->sync, &fails);
  dz_test_wait_for (asks_for_fails, fixture, WAIT_S, "the service is asked for others");
  g_assert_false (gives_up_anew (fixture));
  if (first)
    dz_test_wait_for (asks_no_more, fixture, WAIT_S, "the service has answered that");
  dz_test_proxy_set_func (proxy, NULL, NULL);
  dz_test_proxy_let_go (proxy);
  dz_test_wait_for (gives_up_anew, fixture, WAIT_S, "what was undone is given up");
  fixture_close_desk (fixture);
  dz_test_proxy_free (proxy);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
}

/* So is what was being undone when it changed, as soon as the service has answered. */
static void
test_change_while_undoing (Fixture      *fixture,
                           gconstpointer data)
{
  change_while_undoing (fixture, TRUE);
}

static void
test_undone_while_asking (Fixture      *fixture,
                          gconstpointer data)
{
  change_while_undoing (fixture, FALSE);
}

/* What was asked with the old filter sorts nothing out. */
static void
test_change_while_asking (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->hold_leases = TRUE;
  dz_sync_refresh (fixture->sync);
  dz_test_wait_set (&fixture->held_leases, WAIT_S, "the request");
  dz_sync_set_filter (fixture->sync, &fails);
  answer = fixture_answer_leases (fixture);
  bytes = dz_wire_print (answer);
  soup_server_message_set_status (fixture->held_leases, 200, NULL);
  soup_server_message_set_response (fixture->held_leases, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  soup_server_message_unpause (fixture->held_leases);
  g_clear_object (&fixture->held_leases);
  g_ptr_array_set_size (fixture->leased, 0);
  dz_test_wait_for (queue_is_empty, fixture, WAIT_S, "it is asked again with the new one");
  g_assert_true (asks_for_fails (fixture));
}

/* Who comes back begins as they left, and another person with everything. */
static void
test_remembered (Fixture      *fixture,
                 gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_sync_set_filter (fixture->sync, &fails);
  fixture_sign_in (fixture, ZHAO);
  g_assert_true (dz_queue_filter_is_empty (dz_sync_get_filter (fixture->sync)));
  g_clear_pointer (&fixture->wish, json_node_unref);
  fixture_sign_in (fixture, LI);
  g_assert_cmpint (dz_sync_get_filter (fixture->sync)->verdict, ==, DZ_FILTER_VERDICT_FAIL);
  dz_test_wait_for (asks_for_fails, fixture, WAIT_S, "the first request has the filter");
}

static gboolean
has_said_problem (gpointer data)
{
  return ((Fixture *) data)->n_problems > 0;
}

/* A window that is not there any more stops nobody: it is said once, and all is leased again. */
static void
test_window_gone (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DzQueueFilter) gone = dz_queue_filter_new ();

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  gone->window = g_strnfill (32, '9');
  fixture->no_window = TRUE;
  dz_sync_remember_filter (fixture->sync, LI, gone);
  fixture_sign_in (fixture, LI);
  dz_test_wait_for (has_said_problem, fixture, WAIT_S, "it is said");
  g_assert_true (dz_queue_filter_is_empty (dz_sync_get_filter (fixture->sync)));
  g_ptr_array_add (fixture->leased, g_strnfill (32, 'd'));
  dz_test_wait_for (queue_has_four, fixture, WAIT_S, "it goes on leasing");
  fixture_sign_in (fixture, LI);
  g_assert_true (dz_queue_filter_is_empty (dz_sync_get_filter (fixture->sync)));
  g_assert_cmpuint (fixture->n_problems, ==, 1);
}

static void
escalated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_sync_escalate_finish (DZ_SYNC (source), result, &error));
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
test_escalate (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzEscalation) escalation = dz_escalation_new ("identity", "像是她姐姐");
  g_autoptr(DzQueueItem) item = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(DzCommand) command = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  dz_sync_escalate_async (fixture->sync, item, escalation, 900, escalated_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "it is safe");
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service answers");
  node = json_from_string (g_ptr_array_index (fixture->commands, 0), NULL);
  command = dz_wire_command_from_json (node, NULL);
  g_assert_cmpint (command->kind, ==, DZ_COMMAND_ESCALATE);
  g_assert_cmpstr (command->submission, ==, dz_queue_item_get_id (item));
  g_assert_cmpstr (command->escalation->code, ==, "identity");
  g_assert_cmpstr (command->escalation->words, ==, "像是她姐姐");
}

static void
test_holders (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) windows_result = NULL;
  g_autoptr(GAsyncResult) recall_result = NULL;
  g_autoptr(GPtrArray) holders = NULL;
  g_autoptr(GPtrArray) windows = NULL;
  g_autoptr(GError) error = NULL;
  guint n_recalled;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_sync_load_holders_async (fixture->sync, NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "who holds what");
  holders = dz_sync_load_holders_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (holders->len, ==, 1);
  g_assert_cmpuint (((DzQueueHolder *) g_ptr_array_index (holders, 0))->n_leases, ==, 3);
  dz_sync_load_windows_async (fixture->sync, NULL, fixture_result_cb, &windows_result);
  dz_test_wait_set (&windows_result, WAIT_S, "the windows");
  windows = dz_sync_load_windows_finish (fixture->sync, windows_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (windows->len, ==, 0);
  dz_sync_recall_async (fixture->sync, ZHAO, fixture_result_cb, &recall_result);
  dz_test_wait_set (&recall_result, WAIT_S, "they are given back");
  g_assert_true (dz_sync_recall_finish (fixture->sync, recall_result, &n_recalled, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_recalled, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync/filter/change", test_change);
  ADD ("/sync/filter/given-up-once", test_given_up_once);
  ADD ("/sync/filter/change-after-undo", test_change_after_undo);
  ADD ("/sync/filter/change-while-undoing", test_change_while_undoing);
  ADD ("/sync/filter/undone-while-asking", test_undone_while_asking);
  ADD ("/sync/filter/change-while-asking", test_change_while_asking);
  ADD ("/sync/filter/remembered", test_remembered);
  ADD ("/sync/filter/window-gone", test_window_gone);
  ADD ("/sync/escalate", test_escalate);
  ADD ("/sync/holders", test_holders);
  return g_test_run ();
}
