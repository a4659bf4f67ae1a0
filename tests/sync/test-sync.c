/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's client against a service that keeps just what these tests need and fails when told. */
#include "dz-sync.h"

#include "dz-test-wait.h"
#include "dz-wire.h"

#include <libsoup/soup.h>
#include <string.h>

#define WAIT_S 30
#define PHOTO "a photo"

typedef struct
{
  SoupServer *server;
  char       *url;
  char       *dir;
  DzSync     *sync;
  char       *photo;         /* SHA-256 of PHOTO */
  GPtrArray  *leased;        /* ids of submissions the service leases */
  GPtrArray  *commands;      /* bodies of commands, in the order in which they came */
  guint       command_status; /* what the next commands are answered with */
  guint       n_photos;      /* how often a photo was asked for */
  char       *conflict;      /* the last sentence of a conflict */
  gboolean    done;          /* the last command is safe */
} Fixture;

/* ---- the service ---- */

static JsonNode *
new_item (Fixture    *fixture,
          const char *id)
{
  g_autoptr(DzItem) item = dz_item_new ();

  item->submission->id = g_strdup (id);
  item->submission->student = g_strdup ("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");
  item->submission->window = g_strdup ("6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a");
  item->submission->attempt = 1;
  item->submission->photo = g_strdup (fixture->photo);
  item->submission->state = DZ_STATE_LEASED;
  item->submission->version = 2;
  item->submission->received_us = 1;
  item->student->id = g_strdup (item->submission->student);
  item->student->school = g_strdup ("11414");
  item->student->level = DZ_LEVEL_MASTER;
  item->student->identifier = g_strdup ("202000031");
  item->student->name = g_strdup ("王梦梦");
  item->school_name = g_strdup ("中国石油大学(北京)");
  item->lease->id = g_strdup (id);
  item->lease->submission = g_strdup (id);
  item->lease->user = g_strdup ("7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a");
  item->lease->expires_us = G_MAXINT32;
  return dz_wire_item_to_json (item);
}

static JsonNode *
answer_leases (Fixture *fixture)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autoptr(DzQueueCounts) counts = dz_queue_counts_new ();

  for (guint i = 0; i < fixture->leased->len; i++)
    json_array_add_element (items, new_item (fixture, g_ptr_array_index (fixture->leased, i)));
  counts->mine = fixture->leased->len;
  counts->free = 412;
  json_object_set_array_member (object, "items", items);
  json_object_set_member (object, "counts", dz_wire_queue_counts_to_json (counts));
  return dz_wire_take_object (object);
}

static void
forget_lease (Fixture    *fixture,
              const char *submission)
{
  for (guint i = 0; i < fixture->leased->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (fixture->leased, i), submission))
        {
          g_ptr_array_remove_index (fixture->leased, i);
          return;
        }
    }
}

static JsonNode *
answer_command (Fixture           *fixture,
                SoupServerMessage *message,
                guint             *status)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, NULL);
  g_autoptr(DzCommand) command = dz_wire_command_from_json (node, NULL);
  g_autoptr(DzCommandAnswer) answer = dz_command_answer_new ();
  JsonObject *object = json_object_new ();

  *status = fixture->command_status;
  g_ptr_array_add (fixture->commands, g_strndup (g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes)));
  forget_lease (fixture, command->submission);
  answer->result = *status == 409 ? DZ_COMMAND_RESULT_CONFLICT : DZ_COMMAND_RESULT_APPLIED;
  answer->state = DZ_STATE_HELD;
  answer->version = command->version + 1;
  answer->hold_until_us = g_get_real_time () + 30 * G_TIME_SPAN_SECOND;
  answer->by = *status == 409 ? g_strdup ("李审") : NULL;
  answer->verdict = *status == 409 ? g_strdup ("approve") : NULL;
  if (*status == 409)
    {
      json_object_set_member (object, "answer", dz_wire_command_answer_to_json (answer));
      return dz_wire_take_object (object);
    }
  json_object_unref (object);
  return dz_wire_command_answer_to_json (answer);
}

static JsonNode *
answer_session (void)
{
  return json_from_string ("{\"token\":\"t\",\"expires_us\":1,\"user\":{\"id\":"
                           "\"7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a\",\"name\":\"李审\","
                           "\"roles\":[\"reviewer\"]}}",
                           NULL);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint status = 200;

  if (g_str_has_suffix (path, "/sessions"))
    node = answer_session ();
  else if (g_str_has_suffix (path, "/leases"))
    node = answer_leases (fixture);
  else if (g_str_has_suffix (path, "/commands"))
    node = answer_command (fixture, message, &status);
  else if (strstr (path, "/photos/") != NULL)
    bytes = g_bytes_new_static (PHOTO, strlen (PHOTO));
  else
    node = json_from_string ("{}", NULL);
  fixture->n_photos += bytes != NULL;
  if (bytes == NULL)
    bytes = dz_wire_print (node);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* ---- the desk ---- */

static void
conflict_cb (DzSync     *sync,
             const char *submission,
             const char *sentence,
             Fixture    *fixture)
{
  g_free (fixture->conflict);
  fixture->conflict = g_strdup (sentence);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_desk (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  fixture->sync = dz_sync_new (fixture->url, fixture->dir, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->sync, "conflict", G_CALLBACK (conflict_cb), fixture);
  dz_sync_sign_in_async (fixture->sync, "李审", "password", NULL, result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing in");
  g_assert_true (dz_sync_sign_in_finish (fixture->sync, result, &error));
}

static void
close_desk (Fixture *fixture)
{
  dz_sync_close (fixture->sync);
  dz_test_wait_finalized (g_steal_pointer (&fixture->sync));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GSList *uris;

  fixture->dir = g_dir_make_tmp ("dz-sync-XXXXXX", NULL);
  fixture->photo = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PHOTO, -1);
  fixture->leased = g_ptr_array_new_with_free_func (g_free);
  fixture->commands = g_ptr_array_new_with_free_func (g_free);
  fixture->command_status = 200;
  for (char c = 'a'; c <= 'c'; c++)
    g_ptr_array_add (fixture->leased, g_strnfill (32, c));
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  open_desk (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->sync != NULL)
    close_desk (fixture);
  g_clear_object (&fixture->server);
  dz_test_remove_tree (fixture->dir);
  g_ptr_array_unref (fixture->leased);
  g_ptr_array_unref (fixture->commands);
  g_free (fixture->url);
  g_free (fixture->dir);
  g_free (fixture->photo);
  g_free (fixture->conflict);
}

/* ---- conditions ---- */

static gboolean
queue_is_full (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 3;
}

static gboolean
queue_has_one (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 1;
}

static guint
get_waiting (Fixture *fixture)
{
  guint waiting;

  g_object_get (fixture->sync, "waiting", &waiting, NULL);
  return waiting;
}

static gboolean
nothing_waits (gpointer data)
{
  return get_waiting (data) == 0;
}

static gboolean
is_offline (gpointer data)
{
  return dz_sync_get_connection (((Fixture *) data)->sync) == DZ_CONNECTION_OFFLINE;
}

static gboolean
is_expired (gpointer data)
{
  return dz_sync_get_connection (((Fixture *) data)->sync) == DZ_CONNECTION_EXPIRED;
}

static gboolean
has_conflict (gpointer data)
{
  return ((Fixture *) data)->conflict != NULL;
}

static gboolean
is_undoable (gpointer data)
{
  GListModel *held = dz_sync_get_held (((Fixture *) data)->sync);
  g_autoptr(DzHeldItem) item = g_list_model_get_item (held, 0);

  return item != NULL && dz_held_item_get_state (item) == DZ_HELD_UNDOABLE;
}

static void
safe_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_decide_finish (DZ_SYNC (source), result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
approve_first (Fixture *fixture)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  g_autoptr(DzDecision) decision = dz_decision_new ();

  fixture->done = FALSE;
  dz_sync_decide_async (fixture->sync, item, decision, 700, safe_cb, fixture);
  dz_test_wait_for (is_done, fixture, WAIT_S, "the decision is safe");
}

static void
undo_last (Fixture *fixture)
{
  GListModel *held = dz_sync_get_held (fixture->sync);
  g_autoptr(DzHeldItem) item = g_list_model_get_item (held, g_list_model_get_n_items (held) - 1);

  fixture->done = FALSE;
  dz_sync_undo_async (fixture->sync, item, safe_cb, fixture);
  dz_test_wait_for (is_done, fixture, WAIT_S, "the undo is safe");
}

static void
assert_command (Fixture    *fixture,
                guint       i,
                const char *kind,
                guint       version)
{
  g_autofree char *kind_words = g_strdup_printf ("\"kind\":\"%s\"", kind);
  g_autofree char *version_words = g_strdup_printf ("\"version\":%u", version);

  g_assert_cmpuint (fixture->commands->len, >, i);
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, i), kind_words));
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, i), version_words));
}

/* ---- tests ---- */

static void
test_decide (Fixture      *fixture,
             gconstpointer data)
{
  guint free_count;

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  g_object_get (fixture->sync, "counts-free", &free_count, NULL);
  g_assert_cmpuint (free_count, ==, 412);
  approve_first (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 1);
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the service answers");
  dz_test_wait_for (is_undoable, fixture, WAIT_S, "the decision rests");
  assert_command (fixture, 0, "decide", 2);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 2);
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  approve_first (fixture);
  undo_last (fixture);
  g_assert_true (queue_is_full (fixture));
  {
    g_autoptr(DzQueueItem) first = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);

    g_assert_cmpstr (dz_queue_item_get_id (first), ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  }
  approve_first (fixture);
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the service answers");
  assert_command (fixture, 0, "decide", 2);
  assert_command (fixture, 1, "undo", 3);
  assert_command (fixture, 2, "decide", 4);
}

static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  approve_first (fixture);
  dz_test_wait_for (has_conflict, fixture, WAIT_S, "the conflict is told");
  g_assert_nonnull (strstr (fixture->conflict, "李审"));
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
}

static void
test_retry (Fixture      *fixture,
            gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  approve_first (fixture);
  dz_test_wait_for (is_offline, fixture, WAIT_S, "the outage shows");
  approve_first (fixture);
  g_assert_cmpuint (get_waiting (fixture), ==, 2);
  fixture->command_status = 200;
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "both arrive after the outage");
  g_assert_cmpstr (g_ptr_array_index (fixture->commands, 0), ==,
                   g_ptr_array_index (fixture->commands, 1));
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
}

/* The desk ends while a command waits; the next start sends the very same bytes. */
static void
test_survives_the_desk (Fixture      *fixture,
                        gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  approve_first (fixture);
  dz_test_wait_for (is_offline, fixture, WAIT_S, "the outage shows");
  close_desk (fixture);
  fixture->command_status = 200;
  open_desk (fixture);
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the command arrives");
  g_assert_cmpuint (fixture->commands->len, >=, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->commands, 0), ==,
                   g_ptr_array_index (fixture->commands, fixture->commands->len - 1));
}

static void
test_expired_session (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 401;
  approve_first (fixture);
  dz_test_wait_for (is_expired, fixture, WAIT_S, "the session's end shows");
  g_assert_cmpuint (get_waiting (fixture), ==, 1);
  fixture->command_status = 200;
  dz_sync_sign_in_async (fixture->sync, "李审", "password", NULL, result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing in again");
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the command arrives");
}

/* What the service leases to somebody else leaves the queue, but for the one on screen. */
static void
test_lost_leases (Fixture      *fixture,
                  gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  g_ptr_array_set_size (fixture->leased, 0);
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (queue_has_one, fixture, WAIT_S, "lost leases leave");
}

static void
test_photo_is_fetched_once (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autoptr(DzQueueItem) item = NULL;

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  dz_sync_load_photo_async (fixture->sync, item, NULL, result_cb, &first);
  dz_test_wait_set (&first, WAIT_S, "the photo");
  bytes = dz_sync_load_photo_finish (fixture->sync, first, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), PHOTO, strlen (PHOTO));
  dz_sync_load_photo_async (fixture->sync, item, NULL, result_cb, &second);
  dz_test_wait_set (&second, WAIT_S, "the photo again");
  again = dz_sync_load_photo_finish (fixture->sync, second, NULL);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpuint (fixture->n_photos, ==, 1);
}

static void
test_sign_out (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_sync_sign_out_async (fixture->sync, result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing out");
  g_assert_true (dz_sync_sign_out_finish (fixture->sync, result, NULL));
  g_assert_null (dz_sync_get_user (fixture->sync));
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_SIGNED_OUT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/sync/decide", test_decide);
  ADD ("/sync/undo", test_undo);
  ADD ("/sync/conflict", test_conflict);
  ADD ("/sync/retry", test_retry);
  ADD ("/sync/survives-the-desk", test_survives_the_desk);
  ADD ("/sync/expired-session", test_expired_session);
  ADD ("/sync/lost-leases", test_lost_leases);
  ADD ("/sync/photo-is-fetched-once", test_photo_is_fetched_once);
  ADD ("/sync/sign-out", test_sign_out);
  return g_test_run ();
}
