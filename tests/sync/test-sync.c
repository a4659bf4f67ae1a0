/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's client against a service that keeps just what these tests need and fails when told. */
#include "dz-sync.h"

#include "dz-cache.h"
#include "dz-test-wait.h"
#include "dz-wire.h"

#include <libsoup/soup.h>
#include <string.h>

#define WAIT_S 30
#define PHOTO "a photo"
#define LI "7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a"
#define ZHAO "8b8b8b8b8b8b8b8b8b8b8b8b8b8b8b8b"

typedef struct
{
  SoupServer *server;
  char       *url;
  char       *dir;
  DzSync     *sync;
  char       *photo;         /* SHA-256 of PHOTO */
  GPtrArray  *leased;        /* ids of submissions the service leases */
  GPtrArray  *commands;      /* bodies of commands, in the order in which they came */
  GPtrArray  *tokens;        /* the Authorization each of them came with */
  guint       command_status; /* what the next commands are answered with */
  gboolean    strange;       /* they are answered by something between us and the service */
  const char *user;          /* id of who signs in next */
  gboolean    hold_leases;   /* the next request for leases is not answered … */
  SoupServerMessage *held_leases; /* … but kept here */
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
  item->lease->user = g_strdup (LI);
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
  JsonObject *object;

  *status = fixture->command_status;
  g_ptr_array_add (fixture->tokens,
                   g_strdup (soup_message_headers_get_one (
                     soup_server_message_get_request_headers (message), "Authorization")));
  g_ptr_array_add (fixture->commands, g_strndup (g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes)));
  if (*status == 422)
    return json_from_string ("{\"error\":{\"code\":\"failing\",\"zh\":\"未通过（POS-04）\","
                             "\"en\":\"The photo fails some rules (POS-04)\"}}", NULL);
  forget_lease (fixture, command->submission);
  answer->result = *status == 409 ? DZ_COMMAND_RESULT_CONFLICT : DZ_COMMAND_RESULT_APPLIED;
  answer->state = DZ_STATE_HELD;
  answer->version = command->version + 1;
  answer->hold_until_us = g_get_real_time () + 30 * G_TIME_SPAN_SECOND;
  answer->by = *status == 409 ? g_strdup ("李审") : NULL;
  answer->verdict = *status == 409 ? g_strdup ("approve") : NULL;
  if (*status == 409)
    {
      object = json_object_new ();
      json_object_set_member (object, "answer", dz_wire_command_answer_to_json (answer));
      return dz_wire_take_object (object);
    }
  return dz_wire_command_answer_to_json (answer);
}

/* The token says whose session it is. */
static JsonNode *
answer_session (Fixture *fixture)
{
  g_autofree char *text
    = g_strdup_printf ("{\"token\":\"of-%s\",\"expires_us\":1,\"user\":{\"id\":\"%s\","
                       "\"name\":\"李审\",\"roles\":[\"reviewer\"]}}",
                       fixture->user, fixture->user);

  return json_from_string (text, NULL);
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

  if (g_str_has_suffix (path, "/leases") && fixture->hold_leases)
    {
      fixture->hold_leases = FALSE;
      fixture->held_leases = g_object_ref (message);
      soup_server_message_pause (message);
      return;
    }
  if (g_str_has_suffix (path, "/sessions"))
    node = answer_session (fixture);
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
    bytes = fixture->strange && status != 200 ? g_bytes_new_static ("<html>", 6)
                                              : dz_wire_print (node);
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

static DzSync *
open_sync (const char *url,
           const char *dir)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  DzSync *sync;

  dz_sync_open_async (url, dir, NULL, result_cb, &result);
  dz_test_wait_set (&result, 30, "the desk's data open");
  sync = dz_sync_open_finish (result, &error);
  g_assert_no_error (error);
  return sync;
}

static void
open_desk (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  fixture->sync = open_sync (fixture->url, fixture->dir);
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

/* On a port that the system chooses. */
static void
start_service (Fixture *fixture)
{
  GSList *uris;

  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->url, g_free);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("dz-sync-XXXXXX", NULL);
  fixture->photo = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PHOTO, -1);
  fixture->leased = g_ptr_array_new_with_free_func (g_free);
  fixture->commands = g_ptr_array_new_with_free_func (g_free);
  fixture->tokens = g_ptr_array_new_with_free_func (g_free);
  fixture->command_status = 200;
  fixture->user = LI;
  for (char c = 'a'; c <= 'c'; c++)
    g_ptr_array_add (fixture->leased, g_strnfill (32, c));
  start_service (fixture);
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
  g_ptr_array_unref (fixture->tokens);
  g_clear_object (&fixture->held_leases);
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
is_online (gpointer data)
{
  return dz_sync_get_connection (((Fixture *) data)->sync) == DZ_CONNECTION_ONLINE;
}

static gboolean
has_command (gpointer data)
{
  return ((Fixture *) data)->commands->len > 0;
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
  g_assert_true (g_str_has_prefix (fixture->conflict, "王梦梦: ")); /* another is on the screen now */
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
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

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 422;
  approve_first (fixture);
  dz_test_wait_for (has_conflict, fixture, WAIT_S, "the refusal is told");
  g_assert_cmpstr (fixture->conflict, ==, "王梦梦: The photo fails some rules (POS-04)");
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
  g_assert_true (queue_is_full (fixture));
  first = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  g_assert_cmpstr (dz_queue_item_get_id (first), ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  fixture->command_status = 200;
  fixture->done = FALSE;
  dz_sync_decide_async (fixture->sync, first, decision, 700, safe_cb, fixture);
  dz_test_wait_for (is_done, fixture, WAIT_S, "the decision is safe");
  dz_test_wait_for (is_undoable, fixture, WAIT_S, "the decision rests");
  g_assert_cmpuint (fixture->commands->len, ==, 2);
  assert_command (fixture, 1, "decide", 2);
  body = g_ptr_array_index (fixture->commands, 1);
  g_assert_nonnull (strstr (body, "\"overrides\":[{\"rule\":\"POS-04\",\"waiver\":true,"
                                  "\"reason\":\"颈部支具\"}]"));
  g_assert_nonnull (strstr (body, "\"correction\":{\"crown_y\":62.5,"));
}

/* Taken back before it was refused: what comes back is what the service has, and nobody is told
 * that the student knows already. */
static void
test_undone_before_refused (Fixture      *fixture,
                            gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 422;
  approve_first (fixture);
  undo_last (fixture);
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the service answers");
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the photo is back");
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

  close_desk (fixture);
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
  open_desk (fixture);
  dz_test_wait_for (has_conflict, fixture, WAIT_S, "the refusal is told");
  g_assert_cmpstr (g_ptr_array_index (fixture->commands, 0), ==, body);
  g_assert_nonnull (strstr (fixture->conflict, "The photo fails some rules (POS-04)"));
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

/* A service that the desk starts itself listens on another port each time. */
static void
test_survives_a_new_port (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *before = NULL;

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  approve_first (fixture);
  dz_test_wait_for (is_offline, fixture, WAIT_S, "the outage shows");
  close_desk (fixture);
  before = g_strdup (fixture->url);
  {
    g_autoptr(SoupServer) keeps_the_port = g_object_ref (fixture->server);

    start_service (fixture);
  }
  g_assert_cmpstr (fixture->url, !=, before);
  fixture->command_status = 200;
  g_ptr_array_set_size (fixture->commands, 0);
  open_desk (fixture);
  dz_test_wait_for (has_command, fixture, WAIT_S, "the command arrives");
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the command is answered");
}

/* What stands between the desk and the service may answer anything; only the service's own word
 * ends a command. */
static void
test_strange_answers (Fixture      *fixture,
                      gconstpointer data)
{
  static const guint statuses[] = { 408, 302, 400, 404, 407, 409, 501, 511, 200 };

  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->strange = TRUE;
  fixture->command_status = statuses[0];
  approve_first (fixture);
  for (guint i = 1; i < G_N_ELEMENTS (statuses); i++)
    {
      g_ptr_array_set_size (fixture->commands, 0);
      dz_test_wait_for (has_command, fixture, WAIT_S, "the command comes again");
      dz_test_wait_for (is_offline, fixture, WAIT_S, "the outage shows");
      g_assert_cmpuint (get_waiting (fixture), ==, 1);
      fixture->command_status = statuses[i];
      dz_sync_refresh (fixture->sync); /* an answer to it has the outbox try again at once */
    }
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the service's word arrives");
  g_assert_null (fixture->conflict);
}

static void
sign_in (Fixture    *fixture,
         const char *user)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fixture->user = user;
  dz_sync_sign_in_async (fixture->sync, "name", "password", NULL, result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing in");
  dz_sync_sign_in_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
}

/* One person's commands never go out in another's name, and nobody sees another's decisions. */
static void
test_another_person (Fixture      *fixture,
                     gconstpointer data)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  approve_first (fixture);
  dz_test_wait_for (is_offline, fixture, WAIT_S, "the outage shows");
  g_ptr_array_set_size (fixture->leased, 0);
  sign_in (fixture, ZHAO);
  fixture->command_status = 200;
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
  sign_in (fixture, LI);
  g_ptr_array_set_size (fixture->commands, 0);
  dz_test_wait_for (nothing_waits, fixture, WAIT_S, "the command is answered");
  for (guint i = 0; i < fixture->tokens->len; i++)
    g_assert_cmpstr (g_ptr_array_index (fixture->tokens, i), ==, "Bearer of-" LI);
}

static gboolean
has_held_leases (gpointer data)
{
  return ((Fixture *) data)->held_leases != NULL;
}

/* Begins a request for leases whose answer comes when it is let go. */
static void
hold_leases (Fixture *fixture)
{
  dz_test_wait_for (queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->hold_leases = TRUE;
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (has_held_leases, fixture, WAIT_S, "the service is asked");
}

static void
let_leases_go (Fixture *fixture,
               guint    status)
{
  g_autoptr(JsonNode) node = answer_leases (fixture);
  g_autoptr(GBytes) bytes = dz_wire_print (node);

  soup_server_message_set_status (fixture->held_leases, status, NULL);
  soup_server_message_set_response (fixture->held_leases, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  soup_server_message_unpause (fixture->held_leases);
}

static void
note_finished_cb (SoupServerMessage *message,
                  gboolean          *finished)
{
  *finished = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Lets the late answer go, and has others asked for and answered after it. */
static void
settle (Fixture *fixture,
        guint    status)
{
  gboolean finished = FALSE;

  g_signal_connect (fixture->held_leases, "finished", G_CALLBACK (note_finished_cb), &finished);
  let_leases_go (fixture, status);
  dz_test_wait_for (is_true, &finished, WAIT_S, "the late answer is sent");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(DzServiceInfo) info = NULL;

      dz_sync_probe_async (fixture->sync, NULL, result_cb, &result);
      dz_test_wait_set (&result, WAIT_S, "a later answer");
      info = dz_sync_probe_finish (fixture->sync, result, NULL);
    }
}

/* The old session's end says nothing of the new one. */
static void
test_late_refusal (Fixture      *fixture,
                   gconstpointer data)
{
  hold_leases (fixture);
  sign_in (fixture, LI);
  dz_test_wait_for (is_online, fixture, WAIT_S, "signed in");
  settle (fixture, 401);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
}

/* A late answer does not make an ended session look alive, whose commands then wait unseen. */
static void
test_late_success (Fixture      *fixture,
                   gconstpointer data)
{
  hold_leases (fixture);
  fixture->command_status = 401;
  approve_first (fixture);
  dz_test_wait_for (is_expired, fixture, WAIT_S, "the session's end shows");
  settle (fixture, 200);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_EXPIRED);
}

static gboolean
none_is_mine (gpointer data)
{
  guint mine;

  g_object_get (((Fixture *) data)->sync, "counts-mine", &mine, NULL);
  return mine == 0;
}

/* What was leased to one person does not reach the next one's queue. */
static void
test_late_leases (Fixture      *fixture,
                  gconstpointer data)
{
  hold_leases (fixture);
  g_ptr_array_set_size (fixture->leased, 0);
  sign_in (fixture, ZHAO);
  dz_test_wait_for (none_is_mine, fixture, WAIT_S, "the new session asks for itself");
  g_ptr_array_add (fixture->leased, g_strnfill (32, 'd'));
  settle (fixture, 200);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
}

static gboolean
has_user (gpointer data)
{
  return dz_sync_get_user (((Fixture *) data)->sync) != NULL;
}

/* The desk ends between the service's answer and the outbox; nothing may run on without it. */
static void
test_close_while_signing_in (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;

  close_desk (fixture);
  fixture->sync = open_sync (fixture->url, fixture->dir);
  dz_sync_sign_in_async (fixture->sync, "李审", "password", NULL, result_cb, &result);
  dz_test_wait_for (has_user, fixture, WAIT_S, "the service lets us in");
  dz_sync_close (fixture->sync);
  dz_test_wait_set (&result, WAIT_S, "the sign-in ends");
  g_assert_false (dz_sync_sign_in_finish (fixture->sync, result, NULL));
  g_assert_null (g_main_context_find_source_by_user_data (NULL, fixture->sync));
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

static guint
count_kept_photos (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, "photos", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
has_kept_photo (gpointer data)
{
  return count_kept_photos (data) > 0;
}

static gboolean
has_no_photo (gpointer data)
{
  return count_kept_photos (data) == 0;
}

/* A photo is kept no longer than somebody may have to decide about it. */
static void
test_photos_leave (Fixture      *fixture,
                   gconstpointer data)
{
  dz_test_wait_for (has_kept_photo, fixture, WAIT_S, "the photos are fetched ahead");
  g_free (fixture->photo);
  fixture->photo = g_strnfill (64, 'f'); /* what is leased next cannot be fetched */
  sign_in (fixture, ZHAO);
  dz_test_wait_for (has_no_photo, fixture, WAIT_S, "the photos of the last person leave");
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
  dz_test_wait_for (has_no_photo, fixture, WAIT_S, "the photos leave");
}

static void
assert_refused (const char *url,
                const char *dir,
                DzSyncError code)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_sync_open_async (url, dir, NULL, result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "the opening ends");
  g_assert_null (dz_sync_open_finish (result, &error));
  g_assert_error (error, DZ_SYNC_ERROR, (int) code);
}

static void
test_open_refused (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->dir, "a file", NULL);

  assert_refused (fixture->url, fixture->dir, DZ_SYNC_ERROR_CACHE); /* this desk has it already */
  assert_refused ("http://desk.example", fixture->dir, DZ_SYNC_ERROR_ADDRESS);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  assert_refused (fixture->url, file, DZ_SYNC_ERROR_CACHE);
}

/* Who gives up while the data open leaves them to the next. */
static void
test_open_cancelled (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = g_build_filename (fixture->dir, "other", NULL);

  dz_sync_open_async (fixture->url, dir, cancellable, result_cb, &result);
  g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WAIT_S, "the opening ends");
  g_assert_null (dz_sync_open_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/sync/open-refused", test_open_refused);
  ADD ("/sync/open-cancelled", test_open_cancelled);
  ADD ("/sync/decide", test_decide);
  ADD ("/sync/undo", test_undo);
  ADD ("/sync/conflict", test_conflict);
  ADD ("/sync/retry", test_retry);
  ADD ("/sync/survives-the-desk", test_survives_the_desk);
  ADD ("/sync/survives-a-new-port", test_survives_a_new_port);
  ADD ("/sync/refused", test_refused);
  ADD ("/sync/undone-before-refused", test_undone_before_refused);
  ADD ("/sync/older-outbox", test_older_outbox);
  ADD ("/sync/strange-answers", test_strange_answers);
  ADD ("/sync/another-person", test_another_person);
  ADD ("/sync/late-refusal", test_late_refusal);
  ADD ("/sync/late-success", test_late_success);
  ADD ("/sync/late-leases", test_late_leases);
  ADD ("/sync/close-while-signing-in", test_close_while_signing_in);
  ADD ("/sync/expired-session", test_expired_session);
  ADD ("/sync/lost-leases", test_lost_leases);
  ADD ("/sync/photo-is-fetched-once", test_photo_is_fetched_once);
  ADD ("/sync/photos-leave", test_photos_leave);
  ADD ("/sync/sign-out", test_sign_out);
  return g_test_run ();
}
