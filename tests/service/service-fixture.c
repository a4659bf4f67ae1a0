/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-passwords.h"
#include "dz-portrait-file.h"
#include "dz-roster-row.h"
#include "dz-time.h"
#include "dz-test-frame.h"
#include "dz-test-wait.h"

#define WAIT_S 60

gint64
fixture_clock (gpointer user_data)
{
  Fixture *self = user_data;

  return g_get_real_time () + self->ahead_us;
}

void
fixture_init (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->options = (DzServiceOptions) DZ_SERVICE_OPTIONS_DEFAULT;
  self->options.credential = FIXTURE_CREDENTIAL;
  self->options.password_cost = DZ_PASSWORD_COST_CHEAP;
  self->options.n_helpers = 1;
  self->options.n_workers = 3;
  self->options.clock = fixture_clock;
  self->options.clock_data = self;
  self->options.clock_ms = 50;
  self->dir = g_dir_make_tmp ("dz-service-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
open_window (Fixture *self)
{
  g_autoptr(DzWindow) window = dz_window_new ();
  g_autoptr(GError) error = NULL;
  gint64 now_us = g_get_real_time ();

  window->school = g_strdup (FIXTURE_SCHOOL);
  window->levels = 1u << DZ_LEVEL_MASTER;
  window->profile = g_strdup ("graduate-2022");
  window->phone = g_strdup (FIXTURE_PHONE);
  window->opens_us = now_us - DZ_TIME_DAY_US;
  window->upload_ends_us = now_us + DZ_TIME_DAY_US;
  window->retake_ends_us = now_us + 2 * DZ_TIME_DAY_US;
  window->payment_ends_us = now_us + 2 * DZ_TIME_DAY_US;
  self->window = dz_store_open_window (self->store, window, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
}

static void
import_roster (Fixture *self)
{
  static const char *const names[] = { "王梦梦", "李雷", "韩梅梅", "欧阳海", "赵一", "钱二" };
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzRosterChange change;
  DzLevel level = DZ_LEVEL_MASTER;

  for (guint i = 0; i < FIXTURE_N_STUDENTS; i++)
    {
      DzRosterRow *row = dz_roster_row_new ();

      row->line = i + 2;
      row->identifier = g_strdup_printf ("20200003%u", i);
      row->name = g_strdup (names[i]);
      g_ptr_array_add (rows, row);
    }
  dz_store_import_roster (self->store, FIXTURE_SCHOOL, &level, rows, DZ_STORE_ACTOR_SERVICE,
                          &change, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change.added, ==, FIXTURE_N_STUDENTS);
}

static SoupServer *
listen_free (char **url)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  *url = g_strdup_printf ("http://127.0.0.1:%d" DZ_WIRE_API_PREFIX, g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return g_steal_pointer (&server);
}

void
fixture_start (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  self->service = dz_service_new (self->dir, &self->options);
  dz_service_start (self->service, &error);
  g_assert_no_error (error);
  self->students = listen_free (&self->students_url);
  self->staff = listen_free (&self->staff_url);
  dz_service_attach_students (self->service, self->students);
  dz_service_attach_staff (self->service, self->staff);
  self->session = soup_session_new ();
  self->store = dz_store_open (self->dir, &error);
  g_assert_no_error (error);
  dz_store_set_clock (self->store, fixture_clock, self);
}

void
fixture_start_with_school (Fixture *self)
{
  fixture_start (self);
  open_window (self);
  import_roster (self);
}

void
fixture_stop (Fixture *self)
{
  soup_session_abort (self->session);
  dz_service_close (self->service);
  g_clear_object (&self->students);
  g_clear_object (&self->staff);
  g_clear_object (&self->session);
  dz_test_wait_finalized (g_steal_pointer (&self->service));
  g_clear_pointer (&self->store, dz_store_close);
  g_clear_pointer (&self->students_url, g_free);
  g_clear_pointer (&self->staff_url, g_free);
}

void
fixture_clear (Fixture *self)
{
  fixture_stop (self);
  dz_window_free (self->window);
  dz_test_remove_tree (self->dir);
  g_free (self->dir);
}

void
fixture_set_up (Fixture      *self,
                gconstpointer user_data)
{
  fixture_init (self);
  fixture_start_with_school (self);
}

void
fixture_tear_down (Fixture      *self,
                   gconstpointer user_data)
{
  fixture_clear (self);
}

void
reply_free (Reply *self)
{
  if (self == NULL)
    return;
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

JsonNode *
reply_get (Reply      *self,
           const char *path)
{
  g_auto(GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = self->json;

  for (guint i = 0; node != NULL && steps[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);
          guint64 at = g_ascii_strtoull (steps[i], NULL, 10);

          node = at < json_array_get_length (array) ? json_array_get_element (array, at) : NULL;
        }
      else
        node = JSON_NODE_HOLDS_OBJECT (node)
                 ? json_object_get_member (json_node_get_object (node), steps[i]) : NULL;
    }
  return node;
}

const char *
reply_string (Reply      *self,
              const char *path)
{
  JsonNode *node = reply_get (self, path);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
reply_int (Reply      *self,
           const char *path)
{
  JsonNode *node = reply_get (self, path);

  g_assert_nonnull (node);
  g_assert_true (json_node_get_value_type (node) == G_TYPE_INT64);
  return json_node_get_int (node);
}

guint
reply_length (Reply      *self,
              const char *path)
{
  JsonNode *node = reply_get (self, path);

  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}

SoupMessage *
fixture_message (const char *base,
                 const char *method,
                 const char *path,
                 const char *token,
                 const char *type,
                 GBytes     *body)
{
  g_autofree char *uri = g_strconcat (base, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_append (headers, DZ_WIRE_API_HEADER, "1");
  if (token != NULL)
    {
      g_autofree char *authority = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_append (headers, "Authorization", authority);
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  return message;
}

typedef struct
{
  gboolean done;
  GBytes  *body;
  GError  *error;
} Sending;

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sending *sending = user_data;

  sending->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                     &sending->error);
  sending->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Sending *) data)->done;
}

static void
assert_headers (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  g_assert_cmpstr (soup_message_headers_get_one (headers, DZ_WIRE_API_HEADER), ==, "1");
  g_assert_nonnull (soup_message_headers_get_one (headers, DZ_WIRE_VERSION_HEADER));
}

Reply *
fixture_send (Fixture     *self,
              SoupMessage *message)
{
  Sending sending = { FALSE, NULL, NULL };
  Reply *reply = g_new0 (Reply, 1);

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb,
                                    &sending);
  dz_test_wait_for (is_done, &sending, WAIT_S, "an answer");
  g_assert_no_error (sending.error);
  assert_headers (message);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->body = sending.body;
  if (g_str_has_prefix (soup_message_headers_get_one (reply->headers, "Content-Type"),
                        "application/json"))
    {
      g_autoptr(GError) error = NULL;

      reply->json = dz_wire_parse (reply->body, DZ_WIRE_ANSWER_BYTES_MAX, &error);
      g_assert_no_error (error);
    }
  return reply;
}

static Reply *
ask (Fixture    *self,
     const char *base,
     const char *method,
     const char *path,
     const char *token,
     const char *json)
{
  g_autoptr(GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;
  g_autoptr(SoupMessage) message =
    fixture_message (base, method, path, token, "application/json", body);

  return fixture_send (self, message);
}

Reply *
fixture_ask_students (Fixture    *self,
                      const char *method,
                      const char *path,
                      const char *identity,
                      const char *json)
{
  return ask (self, self->students_url, method, path, identity, json);
}

Reply *
fixture_ask_staff (Fixture    *self,
                   const char *method,
                   const char *path,
                   const char *token,
                   const char *json)
{
  return ask (self, self->staff_url, method, path, token, json);
}

char *
fixture_sign_in (Fixture    *self,
                 const char *name,
                 DzRole      roles,
                 const char *workstation)
{
  g_autofree char *hash = dz_password_hash (FIXTURE_PASSWORD, DZ_PASSWORD_COST_CHEAP, NULL);
  g_autofree char *token = dz_token_new ();
  g_autofree char *token_hash = dz_token_hash (token);
  g_autoptr(DzUser) user = NULL;
  g_autoptr(GError) error = NULL;
  gint64 expires_us;

  user = dz_store_find_user (self->store, name, NULL, NULL);
  if (user == NULL)
    user = dz_store_add_user (self->store, name, hash, roles, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  dz_store_begin_session (self->store, user->id, token_hash, workstation, G_TIME_SPAN_HOUR,
                          &expires_us, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&token);
}

char *
fixture_claim (guint n)
{
  static const char *const names[] = { "王梦梦", "李雷", "韩梅梅", "欧阳海", "赵一", "钱二" };

  return g_strdup_printf ("{\"school\":\"" FIXTURE_SCHOOL "\",\"level\":\"master\","
                          "\"name\":\"%s\",\"identifier\":\"20200003%u\"}", names[n], n);
}

char *
fixture_verify (Fixture *self,
                guint    n)
{
  g_autofree char *claim = fixture_claim (n);
  g_autoptr(Reply) reply = fixture_ask_students (self, "POST", "/verify", NULL, claim);

  assert_reply (reply, 200, NULL);
  return g_strdup (reply_string (reply, "identity"));
}

GBytes *
fixture_photo (guint n)
{
  static GBytes *photos[FIXTURE_N_STUDENTS];

  g_assert_cmpuint (n, <, G_N_ELEMENTS (photos));
  if (photos[n] == NULL)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (n + 1);
      g_autoptr(GError) error = NULL;
      DzPortraitFile file;
      DzPortrait portrait;

      dz_portrait_init_random (&portrait, rand);
      dz_portrait_file_init (&file);
      photos[n] = dz_portrait_to_jpeg (&portrait, &file, NULL, &error);
      g_assert_no_error (error);
    }
  return photos[n];
}

char *
fixture_submit (Fixture    *self,
                const char *identity,
                guint       n)
{
  g_autoptr(SoupMessage) message = fixture_message (self->students_url, "POST", "/submissions",
                                                    identity, "image/jpeg", fixture_photo (n));
  g_autoptr(Reply) reply = fixture_send (self, message);

  assert_reply (reply, 201, NULL);
  g_assert_cmpstr (reply_string (reply, "state"), ==, "in-review");
  return g_strdup (reply_string (reply, "submission"));
}

char *
fixture_command (const char *id,
                 const char *kind,
                 const char *submission,
                 guint       version,
                 const char *photo,
                 const char *decision)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"submission\":\"%s\",\"version\":%u,"
                          "\"photo\":\"%s\",\"shown_ms\":900,\"decision\":%s,\"made_us\":1}",
                          id, kind, submission, version, photo,
                          decision != NULL ? decision : "null");
}

char *
fixture_approval (Fixture    *self,
                  const char *submission)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) seen = dz_store_get_submission (self->store, submission, &error);
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(GPtrArray) failing = NULL;
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) text = NULL;

  g_assert_no_error (error);
  failing = dz_findings_list_failing (seen->findings, NULL);
  decision->verdict = DZ_VERDICT_APPROVE;
  decision->overrides = dz_overrides_new_for (failing, "test");
  measurement = dz_store_get_measurement (self->store, submission, &error);
  g_assert_no_error (error);
  dz_test_frame (decision, measurement, seen->profile_hash);
  json = dz_wire_decision_to_json (decision);
  text = dz_wire_print (json);
  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}
