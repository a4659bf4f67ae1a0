/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-exchange-private.h"

#include "dz-config.h"
#include "dz-id.h"
#include "dz-lanes.h"
#include "dz-problem.h"

/* 20 MB in this time is 70 KB a second, which the poorest network does. */
#define BODY_US_MAX ((gint64) 5 * G_TIME_SPAN_MINUTE)

static void set_deadline (DzExchange *self,
                          guint       ms);

static void
count (DzExchange *self,
       gboolean    counted)
{
  if (self->counted != counted)
    dz_service_count_calls (self->service, counted ? 1 : -1);
  self->counted = counted;
}

void
dz_exchange_stop_timer (DzExchange *self)
{
  if (self->timer == NULL)
    return;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
exchange_free (gpointer data)
{
  DzExchange *self = data;

  dz_exchange_stop_timer (self);
  count (self, FALSE);
  dz_service_release_bytes (self->service, self->listener, self->received);
  g_clear_pointer (&self->params, g_hash_table_unref);
  dz_wire_problem_free (self->refuse_problem);
  g_object_unref (self->service);
  g_free (self);
}

/* Ends a connection that is silent. Reading from it ends, and the server tidies up by itself. */
static void
hang_up (DzExchange *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (socket != NULL && !g_socket_is_closed (socket))
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

/* What the client calls its request comes back with the answer. */
static void
set_name (DzExchange *self)
{
  const char *name = soup_message_headers_get_one (
    soup_server_message_get_request_headers (self->message), DZ_WIRE_REQUEST_HEADER);

  if (name != NULL && dz_id_is_valid (name))
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                  DZ_WIRE_REQUEST_HEADER, name);
}

static void
set_headers (DzExchange *self,
             guint       status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autofree char *api = g_strdup_printf ("%d", DZ_WIRE_API_VERSION);

  soup_message_headers_replace (headers, DZ_WIRE_API_HEADER, api);
  soup_message_headers_replace (headers, DZ_WIRE_VERSION_HEADER, DZ_VERSION);
  set_name (self);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
}

static void
respond (DzExchange *self,
         guint       status,
         const char *type,
         GBytes     *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  set_headers (self, status);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), body);
  soup_server_message_set_status (self->message, status, NULL);
  self->phase = DZ_EXCHANGE_ANSWER;
  set_deadline (self, dz_service_get_options (self->service)->answer_ms);
}

void
dz_exchange_respond_problem (DzExchange          *self,
                             guint                status,
                             const DzWireProblem *problem)
{
  g_autoptr(JsonNode) node = dz_wire_problem_to_json (problem);
  g_autoptr(GBytes) body = dz_wire_print (node);

  respond (self, status, "application/json; charset=utf-8", body);
}

static void
deadline_passed (DzExchange *self)
{
  switch (self->phase)
    {
    case DZ_EXCHANGE_BODY:
      if (!self->refused)
        dz_exchange_refuse_code (self, DZ_SERVICE_ERROR_TOO_SLOW);
      break;
    case DZ_EXCHANGE_HEADERS:
    case DZ_EXCHANGE_ANSWER:
      hang_up (self);
      break;
    case DZ_EXCHANGE_WORK:
    default:
      break;
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  DzExchange *self = user_data;
  gint64 left_us = self->deadline_us - g_get_monotonic_time ();

  g_clear_pointer (&self->timer, g_source_unref);
  if (self->deadline_us == 0)
    return G_SOURCE_REMOVE;
  if (left_us > 0)
    set_deadline (self, left_us / 1000 + 1);
  else
    deadline_passed (self);
  return G_SOURCE_REMOVE;
}

/* Moving a deadline is cheap: a timer that comes too early sets the next one. */
static void
set_deadline (DzExchange *self,
              guint       ms)
{
  gint64 before_us = self->deadline_us;

  self->deadline_us = g_get_monotonic_time () + (gint64) ms * 1000;
  if (self->timer != NULL && before_us <= self->deadline_us)
    return;
  dz_exchange_stop_timer (self);
  self->timer = g_timeout_source_new (ms);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, dz_service_get_context (self->service));
}

static gboolean
check_api (DzExchange *self,
           GError    **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *said = soup_message_headers_get_one (headers, DZ_WIRE_API_HEADER);
  gint64 api = 0;
  DzServiceError code = DZ_SERVICE_ERROR_NO_API;

  if (self->listener == DZ_LISTENER_STUDENTS)
    return TRUE;
  if (said != NULL && g_ascii_string_to_signed (said, 10, 1, G_MAXINT, &api, NULL))
    {
      if (api == DZ_WIRE_API_VERSION)
        return TRUE;
      code = api < DZ_WIRE_API_VERSION ? DZ_SERVICE_ERROR_OLDER_DESK : DZ_SERVICE_ERROR_NEWER_DESK;
    }
  g_set_error_literal (error, DZ_SERVICE_ERROR, code, "another API");
  return FALSE;
}

static gboolean
find_route (DzExchange *self,
            GError    **error)
{
  GUri *uri = soup_server_message_get_uri (self->message);
  g_autofree char *allowed = NULL;

  self->route = dz_routes_find (self->listener, soup_server_message_get_method (self->message),
                                uri != NULL ? g_uri_get_path (uri) : "", &self->params, &allowed,
                                error);
  if (allowed != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Allow",
                                  allowed);
  return self->route != NULL;
}

static gboolean
check_length (DzExchange *self,
              GError    **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  goffset length = 0;

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    length = soup_message_headers_get_content_length (headers);
  self->body_max = self->route->body_max;
  if (length >= 0 && (guint64) length <= self->body_max)
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_TOO_LARGE, "too large");
  return FALSE;
}

static void
got_headers_cb (SoupServerMessage *message,
                DzExchange        *self)
{
  guint status = soup_server_message_get_status (message);
  g_autoptr(GError) error = NULL;

  self->phase = DZ_EXCHANGE_BODY;
  self->body_since_us = g_get_monotonic_time ();
  set_deadline (self, dz_service_get_options (self->service)->body_ms);
  if ((status != 0 && status != SOUP_STATUS_CONTINUE) || /* the server itself does not like it */
      dz_exchange_has_two_lengths (soup_server_message_get_request_headers (message)))
    {
      dz_exchange_refuse_code (self, DZ_SERVICE_ERROR_BAD_REQUEST);
      return;
    }
  if (!find_route (self, &error) || !check_api (self, &error) || !check_length (self, &error) ||
      !dz_service_check_open (self->service, &error))
    dz_exchange_refuse (self, error);
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              DzExchange        *self)
{
  gsize length = g_bytes_get_size (chunk);

  if (self->refused || self->route == NULL)
    return;
  if (g_get_monotonic_time () - self->body_since_us > BODY_US_MAX)
    {
      dz_exchange_refuse_code (self, DZ_SERVICE_ERROR_TOO_SLOW);
      return;
    }
  set_deadline (self, dz_service_get_options (self->service)->body_ms);
  if (self->received + length > self->body_max)
    {
      dz_exchange_refuse_code (self, DZ_SERVICE_ERROR_TOO_LARGE);
      return;
    }
  if (!dz_service_reserve_bytes (self->service, self->listener, length))
    {
      dz_exchange_refuse_code (self, DZ_SERVICE_ERROR_OVERLOADED);
      return;
    }
  self->received += length;
}

static void
wrote_cb (SoupServerMessage *message,
          DzExchange        *self)
{
  if (self->phase == DZ_EXCHANGE_ANSWER)
    set_deadline (self, dz_service_get_options (self->service)->answer_ms);
}

static void
wrote_data_cb (SoupServerMessage *message,
               guint              length,
               DzExchange        *self)
{
  wrote_cb (message, self);
}

static void
gone_cb (SoupServerMessage *message,
         DzExchange        *self)
{
  self->gone = TRUE;
  self->deadline_us = 0;
  dz_exchange_stop_timer (self);
  count (self, FALSE);
}

static void
finished_cb (SoupServerMessage *message,
             DzExchange        *self)
{
  GSocket *socket = soup_server_message_get_socket (message);

  gone_cb (message, self);
  if (socket != NULL)
    dz_links_rest (dz_service_get_links (self->service, self->listener), socket);
}

/**
 * dz_exchange_begin:
 * @service: the service
 * @listener: where it comes in
 * @message: a message that has not been read yet
 *
 * Watches over a message from before its first byte.
 */
void
dz_exchange_begin (DzService         *service,
                   DzListener         listener,
                   SoupServerMessage *message)
{
  DzExchange *self = g_new0 (DzExchange, 1);

  self->service = g_object_ref (service);
  self->listener = listener;
  self->message = message;
  g_object_set_data_full (G_OBJECT (message), DZ_EXCHANGE_DATA, self, exchange_free);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_cb), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_data_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), self);
  set_deadline (self, dz_service_get_options (service)->headers_ms);
}

typedef struct
{
  SoupServerMessage *message; /* owned */
  DzCall            *call;    /* owned */
  DzService         *service; /* owned */
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->message);
  dz_call_free (errand->call);
  g_object_unref (errand->service);
  g_free (errand);
}

static void
respond_call (DzExchange *self,
              DzCall     *call)
{
  guint wait_s = dz_call_get_wait (call);

  if (wait_s > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u", wait_s);

      soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                    "Retry-After", text);
    }
  respond (self, dz_call_get_status (call), dz_call_get_reply_type (call),
           dz_call_get_reply (call));
}

/* Back on the main thread. Who has hung up meanwhile is not answered. */
static gboolean
done_cb (gpointer user_data)
{
  Errand *errand = user_data;
  DzExchange *self = g_object_get_data (G_OBJECT (errand->message), DZ_EXCHANGE_DATA);

  if (!self->gone)
    {
      respond_call (self, errand->call);
      soup_server_message_unpause (errand->message);
    }
  return G_SOURCE_REMOVE;
}

static void
work_cb (gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr(GSource) source = g_idle_source_new ();

  dz_call_run (errand->call);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, done_cb, errand, errand_free);
  g_source_attach (source, dz_service_get_context (errand->service));
}

static char *
dup_token (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return NULL;
  return g_strstrip (g_strdup (authorization + 7));
}

/* Where it comes from; "" where the client is gone already, for which libsoup itself would write a
 * warning into the log each time. */
static char *
dup_address (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr(GSocketAddress) address = NULL;

  if (socket != NULL)
    address = g_socket_get_remote_address (socket, NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("");
  return g_inet_address_to_string (
    g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static DzCall *
make_call (DzExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  SoupMessageBody *request = soup_server_message_get_request_body (self->message);
  g_autofree char *address = dup_address (self->message);
  g_autoptr(GBytes) body = soup_message_body_flatten (request);
  g_autofree char *token = dup_token (self->message);

  return dz_call_new (self->service, self->route, g_steal_pointer (&self->params),
                      g_uri_get_query (soup_server_message_get_uri (self->message)), token,
                      address, soup_message_headers_get_one (headers, "User-Agent"), body);
}

static void
respond_overloaded (DzExchange *self)
{
  g_autoptr(GError) error = g_error_new_literal (DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_OVERLOADED,
                                                 "too much waits already");
  guint status;
  g_autoptr(DzWireProblem) problem = dz_problem_from_error (error, &status);

  dz_exchange_respond_problem (self, status, problem);
}

/**
 * dz_exchange_handle:
 * @message: a message that was read whole
 *
 * Hands a request to a worker; the message is paused until it comes back.
 */
void
dz_exchange_handle (SoupServerMessage *message)
{
  DzExchange *self = g_object_get_data (G_OBJECT (message), DZ_EXCHANGE_DATA);
  Errand *errand;

  if (self == NULL || self->route == NULL || self->refused)
    return;
  errand = g_new0 (Errand, 1);
  errand->message = g_object_ref (message);
  errand->service = g_object_ref (self->service);
  errand->call = make_call (self);
  self->phase = DZ_EXCHANGE_WORK;
  self->deadline_us = 0;
  count (self, TRUE);
  if (dz_lanes_push (dz_service_get_lanes (self->service), self->route->lane, work_cb, errand))
    {
      soup_server_message_pause (message);
      return;
    }
  respond_overloaded (self);
  errand_free (errand);
}
