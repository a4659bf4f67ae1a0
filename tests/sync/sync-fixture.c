/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include <string.h>

#include "dz-cache.h"
#include "dz-test-wait.h"
#include "dz-wire.h"

static JsonNode *
new_item (Fixture    *fixture,
          const char *id)
{
  g_autoptr(DzItem) item = dz_item_new ();

  item->submission->id = g_strdup (id);
  item->submission->student = g_strdup ("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");
  item->submission->window = g_strdup ("6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a");
  item->submission->attempt = 1;
  item->submission->photo =
    fixture->photos_differ ? g_strconcat (id, id, NULL) : g_strdup (fixture->photo);
  item->submission->state = DZ_STATE_LEASED;
  item->submission->version = 2;
  item->submission->received_us = 1;
  item->student->id = g_strdup (item->submission->student);
  item->student->school = g_strdup ("11414");
  item->student->level = DZ_LEVEL_MASTER;
  item->student->identifier = g_strdup ("202000031");
  item->student->name = g_strdup ("王梦梦");
  item->school_name = g_strdup ("中国石油大学(北京)");
  item->lease->id = g_strdup (*id == 'a' && fixture->leased_anew != NULL ? fixture->leased_anew
                                                                          : id);
  item->lease->submission = g_strdup (id);
  item->lease->user = g_strdup (LI);
  item->lease->expires_us = G_MAXINT32;
  if (fixture->earlier != NULL)
    {
      DzSubmission *earlier = dz_submission_copy (item->submission);

      earlier->id[0] = earlier->id[0] == 'f' ? 'e' : 'f';
      earlier->state = DZ_STATE_REJECTED;
      g_free (earlier->photo);
      earlier->photo = g_strdup (fixture->earlier);
      g_ptr_array_add (item->earlier, earlier);
      item->submission->attempt = 2;
    }
  if (fixture->admission != NULL)
    {
      g_autoptr(DzMeasurement) face = dz_measurement_new ();

      g_free (face->measurer);
      face->measurer = g_strdup ("test 1");
      item->admission = dz_admission_new (fixture->admission, face);
    }
  return dz_wire_item_to_json (item);
}

JsonNode *
fixture_answer_leases (Fixture *fixture)
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

/* What is leased from either queue is held at the desk from then on. */
static void
lease_set_apart (Fixture           *fixture,
                 SoupServerMessage *message)
{
  g_autoptr(GBytes) bytes =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, NULL);
  const char *queue = json_object_get_string_member_with_default (json_node_get_object (node),
                                                                  "queue", "review");

  g_clear_pointer (&fixture->wish, json_node_unref);
  fixture->wish = json_node_ref (node);
  fixture->n_wishes++;
  if (g_strcmp0 (queue, "supervisor") != 0)
    return;
  fixture->n_apart++;
  while (fixture->set_apart->len > 0)
    g_ptr_array_add (fixture->leased, g_ptr_array_steal_index (fixture->set_apart, 0));
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

static const char *
get_authority (SoupServerMessage *message)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                       "Authorization");
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
  g_ptr_array_add (fixture->tokens, g_strdup (get_authority (message)));
  g_ptr_array_add (fixture->commands, g_strndup (g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes)));
  if (fixture->busy_s != NULL)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", fixture->busy_s);
      *status = 503;
      return json_from_string ("{\"error\":{\"code\":\"busy\",\"zh\":\"忙\",\"en\":\"Busy\"}}",
                               NULL);
    }
  if (g_strcmp0 (fixture->failing, command->submission) == 0)
    {
      *status = 500;
      return json_from_string ("{\"error\":{\"code\":\"bug\",\"zh\":\"错\",\"en\":\"Failed\"}}",
                               NULL);
    }
  if (*status == 422)
    return json_from_string ("{\"error\":{\"code\":\"failing\",\"zh\":\"未通过（POS-04）\","
                             "\"en\":\"The photo fails some rules (POS-04)\"}}", NULL);
  forget_lease (fixture, command->submission);
  answer->command = g_strdup (command->id);
  answer->result = *status == 409 ? DZ_COMMAND_RESULT_CONFLICT : DZ_COMMAND_RESULT_APPLIED;
  answer->state = DZ_STATE_HELD;
  answer->version = command->version + 1;
  answer->at_us = g_get_real_time () + fixture->ahead_s * G_TIME_SPAN_SECOND;
  answer->hold_until_us = answer->at_us + fixture->hold_s * G_TIME_SPAN_SECOND;
  answer->by = *status == 409 ? g_strdup ("王核") : NULL;
  answer->by_id = *status == 409 ? g_strdup (fixture->decided_by) : NULL;
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
                       "\"name\":\"%s\",\"roles\":%s}}",
                       fixture->user, fixture->user, fixture->user_name, fixture->roles);

  return json_from_string (text, NULL);
}

/* As the submission in the path stands. */
static JsonNode *
answer_standing (Fixture    *fixture,
                 const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr(JsonNode) leased = new_item (fixture, parts[4]);
  JsonObject *item = json_node_get_object (leased);
  g_autoptr(DzSubmission) submission
    = dz_wire_submission_from_json (json_object_get_member (item, "submission"), NULL);
  JsonObject *object = json_object_new ();

  submission->state = fixture->judged_by != NULL ? DZ_STATE_HELD : DZ_STATE_PENDING;
  if (fixture->judged_by != NULL)
    {
      submission->decision = dz_decision_new ();
      submission->decision->verdict = DZ_VERDICT_REJECT;
      submission->decision->reasons = g_strsplit ("background-colour", " ", -1);
      submission->decision->decided_by = g_strdup (fixture->judged_by);
    }
  json_object_set_member (object, "submission", dz_wire_submission_to_json (submission));
  json_object_set_member (object, "student", json_object_dup_member (item, "student"));
  json_object_set_string_member (object, "school_name", "中国石油大学(北京)");
  return dz_wire_take_object (object);
}

/* How many it has said: the last one is named, with the time that it was said to end. */
static guint
count_said (GHashTable *query)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, "before") : NULL;
  g_auto(GStrv) parts = text != NULL ? g_strsplit (text, "-", -1) : NULL;

  if (parts == NULL)
    return 0;
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_cmpint (g_ascii_strtoll (parts[0], NULL, 10), >, g_get_real_time ());
  g_assert_cmpuint (strlen (parts[1]), ==, 32);
  return (guint) (parts[1][0] - '0');
}

/* What was decided before, one at a time, and then what ends before that. */
static JsonNode *
answer_held (Fixture    *fixture,
             GHashTable *query)
{
  guint n_said = count_said (query);
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  fixture->n_held_asked++;
  if (fixture->knows_no_before)
    n_said = 0;
  if (n_said < fixture->n_resting)
    {
      g_autofree char *id = g_strnfill (32, (char) ('1' + n_said));
      g_autoptr(JsonNode) leased = new_item (fixture, id);
      g_autoptr(DzItem) item = dz_wire_item_from_json (leased, NULL);

      item->submission->state = DZ_STATE_HELD;
      item->submission->hold_until_us = g_get_real_time () + fixture->hold_s * G_TIME_SPAN_SECOND;
      item->submission->decision = dz_decision_new ();
      item->submission->decision->decided_us = g_get_real_time ();
      item->submission->decision->decided_by = g_strdup (fixture->user_name);
      json_array_add_element (items, dz_wire_item_to_json (item));
    }
  json_object_set_int_member (object, "now_us", g_get_real_time ());
  json_object_set_array_member (object, "items", items);
  return dz_wire_take_object (object);
}

static JsonNode *
answer_wish (Fixture *fixture,
             guint   *status)
{
  if (!fixture->no_window ||
      !json_object_has_member (json_node_get_object (fixture->wish), "filter"))
    return fixture_answer_leases (fixture);
  *status = 422;
  return json_from_string ("{\"error\":{\"code\":\"unknown-filter\",\"zh\":\"没有\","
                           "\"en\":\"Not there\"}}", NULL);
}

/* As the service does: an answer bears the name of its request. */
static void
name_answer (Fixture           *fixture,
             SoupServerMessage *message)
{
  const char *name = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), DZ_WIRE_REQUEST_HEADER);

  if (!fixture->nameless && name != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  DZ_WIRE_REQUEST_HEADER, name);
}

static void
tell_time (Fixture           *fixture,
           SoupServerMessage *message)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) theirs = g_date_time_add_seconds (now, fixture->ahead_s);
  g_autofree char *text = soup_date_time_to_string (theirs, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", text);
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
  if (g_str_has_suffix (path, "/sessions") && fixture->hold_sessions)
    {
      soup_server_message_pause (message);
      return;
    }
  if (g_str_has_suffix (path, "/sessions/current"))
    fixture->n_ended += g_strcmp0 (get_authority (message), "Bearer of-" LI) == 0;
  if (g_str_has_suffix (path, "/leases"))
    lease_set_apart (fixture, message);
  if (g_str_has_suffix (path, "/sessions"))
    node = answer_session (fixture);
  else if (g_str_has_suffix (path, "/leases"))
    node = answer_wish (fixture, &status);
  else if (g_str_has_suffix (path, "/decisions/held"))
    node = answer_held (fixture, query);
  else if (g_str_has_suffix (path, "/queue/holders"))
    node = json_from_string ("{\"holders\":[{\"user\":\"" LI "\",\"name\":\"李审\",\"leases\":3,"
                             "\"first_us\":1,\"last_us\":2}]}", NULL);
  else if (g_str_has_suffix (path, "/queue/windows"))
    node = json_from_string ("{\"windows\":[]}", NULL);
  else if (g_str_has_suffix (path, "/leases/recall"))
    node = json_from_string ("{\"released\":0}", NULL);
  else if (g_str_has_suffix (path, "/commands"))
    node = answer_command (fixture, message, &status);
  else if (g_str_has_suffix (path, "/standing"))
    node = answer_standing (fixture, path);
  else if (g_str_has_suffix (path, "/retake"))
    node = json_from_string (fixture->judged_by != NULL ? "{\"taken\":false}" : "{\"taken\":true}",
                             NULL);
  else if (g_str_has_suffix (path, "/reasons"))
    node = dz_wire_reason_list_to_json (fixture->reasons);
  else if (strstr (path, "/photos/") != NULL)
    {
      g_string_append_len (fixture->asked_photos, strstr (path, "/photos/") + strlen ("/photos/"),
                           2);
      bytes = g_bytes_ref (fixture->bytes);
      status = fixture->no_photos ? 500 : 200;
      if (fixture->photo_status != 0)
        status = fixture->photo_status;
    }
  else
    node = json_from_string ("{}", NULL);
  fixture->n_photos += bytes != NULL;
  if (bytes == NULL)
    bytes = fixture->strange && status != 200 ? g_bytes_new_static ("<html>", 6)
                                              : dz_wire_print (node);
  tell_time (fixture, message);
  name_answer (fixture, message);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

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
problem_cb (DzSync     *sync,
            const char *sentence,
            Fixture    *fixture)
{
  fixture->n_problems++;
}

void
fixture_result_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

DzSync *
fixture_open_sync (const char *url,
                   const char *dir)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  DzSync *sync;

  dz_sync_open_async (url, dir, NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, 30, "the desk's data open");
  sync = dz_sync_open_finish (result, &error);
  g_assert_no_error (error);
  return sync;
}

void
fixture_open_desk (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  g_signal_connect (fixture->sync, "conflict", G_CALLBACK (conflict_cb), fixture);
  g_signal_connect (fixture->sync, "problem", G_CALLBACK (problem_cb), fixture);
  dz_sync_sign_in_async (fixture->sync, "李审", "password", NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing in");
  g_assert_true (dz_sync_sign_in_finish (fixture->sync, result, &error));
}

void
fixture_close_desk (Fixture *fixture)
{
  dz_sync_close (fixture->sync);
  dz_test_wait_finalized (g_steal_pointer (&fixture->sync));
}

/* On a port that the system chooses. */
void
fixture_start_service (Fixture *fixture)
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

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("dz-sync-XXXXXX", NULL);
  if (fixture->bytes == NULL)
    fixture->bytes = g_bytes_new_static (PHOTO, strlen (PHOTO));
  fixture->photo = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fixture->bytes);
  fixture->asked_photos = g_string_new (NULL);
  fixture->leased = g_ptr_array_new_with_free_func (g_free);
  fixture->set_apart = g_ptr_array_new_with_free_func (g_free);
  fixture->commands = g_ptr_array_new_with_free_func (g_free);
  fixture->tokens = g_ptr_array_new_with_free_func (g_free);
  fixture->reasons = dz_reason_list_new_builtin ();
  fixture->command_status = 200;
  fixture->hold_s = 30;
  fixture->user = LI;
  fixture->user_name = "李审";
  fixture->judged_by = "王核";
  fixture->decided_by = ZHAO;
  fixture->roles = "[\"reviewer\"]";
  for (char c = 'a'; c <= 'c'; c++)
    g_ptr_array_add (fixture->leased, g_strnfill (32, c));
  fixture_start_service (fixture);
  fixture_open_desk (fixture);
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  if (fixture->sync != NULL)
    fixture_close_desk (fixture);
  g_clear_object (&fixture->server);
  dz_test_remove_tree (fixture->dir);
  g_ptr_array_unref (fixture->leased);
  g_ptr_array_unref (fixture->set_apart);
  g_ptr_array_unref (fixture->commands);
  g_ptr_array_unref (fixture->tokens);
  dz_reason_list_unref (fixture->reasons);
  g_clear_object (&fixture->held_leases);
  g_clear_pointer (&fixture->wish, json_node_unref);
  g_free (fixture->url);
  g_free (fixture->dir);
  g_clear_pointer (&fixture->bytes, g_bytes_unref);
  g_free (fixture->photo);
  g_free (fixture->earlier);
  g_free (fixture->admission);
  g_string_free (fixture->asked_photos, TRUE);
  g_free (fixture->conflict);
}

gboolean
fixture_queue_is_full (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 3;
}

gboolean
fixture_queue_has_one (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 1;
}

guint
fixture_get_waiting (Fixture *fixture)
{
  guint waiting;

  g_object_get (fixture->sync, "waiting", &waiting, NULL);
  return waiting;
}

gboolean
fixture_nothing_waits (gpointer data)
{
  return fixture_get_waiting (data) == 0;
}

gboolean
fixture_is_offline (gpointer data)
{
  return dz_sync_get_connection (((Fixture *) data)->sync) == DZ_CONNECTION_OFFLINE;
}

gboolean
fixture_is_expired (gpointer data)
{
  return dz_sync_get_connection (((Fixture *) data)->sync) == DZ_CONNECTION_EXPIRED;
}

gboolean
fixture_has_conflict (gpointer data)
{
  return ((Fixture *) data)->conflict != NULL;
}

gboolean
fixture_is_online (gpointer data)
{
  return dz_sync_get_connection (((Fixture *) data)->sync) == DZ_CONNECTION_ONLINE;
}

gboolean
fixture_has_command (gpointer data)
{
  return ((Fixture *) data)->commands->len > 0;
}

gboolean
fixture_is_undoable (gpointer data)
{
  GListModel *held = dz_sync_get_held (((Fixture *) data)->sync);
  g_autoptr(DzHeldItem) item = g_list_model_get_item (held, 0);

  return item != NULL && dz_held_item_get_state (item) == DZ_HELD_UNDOABLE;
}

void
fixture_safe_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_decide_finish (DZ_SYNC (source), result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

gboolean
fixture_is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

void
fixture_approve_first (Fixture *fixture)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  g_autoptr(DzDecision) decision = dz_decision_new ();

  fixture->done = FALSE;
  dz_sync_decide_async (fixture->sync, item, decision, 700, fixture_safe_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the decision is safe");
}

void
fixture_undo_last (Fixture *fixture)
{
  GListModel *held = dz_sync_get_held (fixture->sync);
  g_autoptr(DzHeldItem) item = g_list_model_get_item (held, g_list_model_get_n_items (held) - 1);

  fixture->done = FALSE;
  dz_sync_undo_async (fixture->sync, item, fixture_safe_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the undo is safe");
}

void
fixture_assert_command (Fixture    *fixture,
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

void
fixture_sign_in (Fixture    *fixture,
                 const char *user)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fixture->user = user;
  dz_sync_sign_in_async (fixture->sync, "name", "password", NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing in");
  dz_sync_sign_in_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
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

gboolean
fixture_has_kept_photo (gpointer data)
{
  return count_kept_photos (data) > 0;
}

gboolean
fixture_has_no_photo (gpointer data)
{
  return count_kept_photos (data) == 0;
}
