/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-api-client.h"

#include "dz-body.h"
#include "dz-sync-answers.h"
#include "dz-sync.h"
#include "dz-wire.h"

#include "dz-config.h"
#include "dz-id.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define API_PREFIX DZ_WIRE_API_PREFIX "/"
/* RFC 6585, RFC 8470 and RFC 9110 statuses that libsoup 3.2 has no name for. */
#define STATUS_TOO_EARLY 425
#define STATUS_UPGRADE_REQUIRED 426
#define STATUS_TOO_MANY_REQUESTS 429
#define PHOTO_BYTES_MAX ((gsize) 32 * 1024 * 1024) /* the most that the examiner reads */
#define SILENCE_S 30             /* how long the service may say nothing */

struct _DzApiClient
{
  GObject parent_instance;

  SoupSession *session; /* owned */
  char        *url;     /* owned, without a slash at the end */
  char        *token;   /* owned, nullable */
  guint        n_sessions; /* counts the tokens there were */
  gint64       skew_us; /* service's clock less ours, to the second */
};

/* What one call carries until its answer is parsed. */
typedef struct
{
  SoupMessage   *message; /* owned */
  GBytes        *bytes;   /* owned, nullable */
  guint          session; /* which one it belongs to */
  DzApiParser    parser;  /* nullable, for bare bytes */
  GDestroyNotify free_record;
} Call;

G_DEFINE_FINAL_TYPE (DzApiClient, dz_api_client, G_TYPE_OBJECT)

static void
call_free (Call *call)
{
  g_clear_object (&call->message);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call);
}

static void
dz_api_client_finalize (GObject *object)
{
  DzApiClient *self = DZ_API_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->token, g_free);
  G_OBJECT_CLASS (dz_api_client_parent_class)->finalize (object);
}

static void
dz_api_client_class_init (DzApiClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_api_client_finalize;
}

static void
dz_api_client_init (DzApiClient *self)
{
  self->session = soup_session_new_with_options ("timeout", SILENCE_S,
                                                 "user-agent", "duizhao/" DZ_VERSION,
                                                 "max-conns-per-host", 8,
                                                 NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (g_str_equal (host, "localhost"))
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* A password and a student's photo never cross a network in the clear. */
static gboolean
check_uri (GUri    *uri,
           GError **error)
{
  const char *host = g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "";

  if (*host != '\0' && g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  if (*host == '\0' || !g_str_equal (g_uri_get_scheme (uri), "http"))
    {
      g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_ADDRESS,
                   _("The address of the service must begin with https:// and name a machine"));
      return FALSE;
    }
  if (is_loopback (host))
    return TRUE;
  g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_ADDRESS,
               _("The service at %s is reached over plain http, which anybody on the way can read. "
                 "Use https."),
               host);
  return FALSE;
}

/**
 * dz_api_client_check_url:
 * @service_url: a service's staff address
 * @error: return location; DZ_SYNC_ERROR_ADDRESS if it is none, or plain http beyond loopback
 *
 * Returns: whether a password may be sent there
 */
gboolean
dz_api_client_check_url (const char *service_url,
                         GError    **error)
{
  g_autoptr(GUri) uri = g_uri_parse (service_url, SOUP_HTTP_URI_FLAGS, NULL);

  /* Paths are put behind the address, where a query or fragment would swallow them. */
  if (uri != NULL && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL)
    return check_uri (uri, error);
  g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_ADDRESS,
               _("“%s” is not an address of a service"), service_url);
  return FALSE;
}

/**
 * dz_api_client_new:
 * @service_url: the service's staff address, "https://host:port"
 * @error: return location; DZ_SYNC_ERROR_ADDRESS if it is none, or plain http beyond loopback
 *
 * Returns: (transfer full) (nullable): a client without a token
 */
DzApiClient *
dz_api_client_new (const char *service_url,
                   GError    **error)
{
  DzApiClient *self;

  g_return_val_if_fail (service_url != NULL, NULL);

  if (!dz_api_client_check_url (service_url, error))
    return NULL;
  self = g_object_new (DZ_TYPE_API_CLIENT, NULL);
  self->url = g_strdup (service_url);
  while (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  return self;
}

/**
 * dz_api_client_get_url:
 * @self: a client
 *
 * Returns: (transfer none): the service's address
 */
const char *
dz_api_client_get_url (DzApiClient *self)
{
  g_return_val_if_fail (DZ_IS_API_CLIENT (self), NULL);

  return self->url;
}

/**
 * dz_api_client_set_token:
 * @self: a client
 * @token: (nullable): the session's token, %NULL to forget it
 */
void
dz_api_client_set_token (DzApiClient *self,
                         const char  *token)
{
  g_return_if_fail (DZ_IS_API_CLIENT (self));

  g_free (self->token);
  self->token = g_strdup (token);
  self->n_sessions++;
}

/**
 * dz_api_client_has_token:
 * @self: a client
 *
 * Returns: whether requests carry a session's token
 */
gboolean
dz_api_client_has_token (DzApiClient *self)
{
  g_return_val_if_fail (DZ_IS_API_CLIENT (self), FALSE);

  return self->token != NULL;
}

/**
 * dz_api_client_get_skew_us:
 * @self: a client
 *
 * Returns: the service's clock less this machine's, by the last answer; whole seconds, in µs
 */
gint64
dz_api_client_get_skew_us (DzApiClient *self)
{
  g_return_val_if_fail (DZ_IS_API_CLIENT (self), 0);

  return self->skew_us;
}

/**
 * dz_api_client_abort:
 * @self: a client
 *
 * Ends every exchange under way; each finishes with an error.
 */
void
dz_api_client_abort (DzApiClient *self)
{
  g_return_if_fail (DZ_IS_API_CLIENT (self));

  soup_session_abort (self->session);
}

static void
note_clock (DzApiClient *self,
            SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                   "Date");
  g_autoptr(GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date != NULL)
    self->skew_us = (g_date_time_to_unix (date) - g_get_real_time () / G_TIME_SPAN_SECOND) *
                    G_TIME_SPAN_SECOND;
}

/* The name that no other request bears; an answer under another name is not for this one. */
static void
name_request (SoupMessage *message)
{
  g_autofree char *name = dz_id_new ();

  soup_message_headers_append (soup_message_get_request_headers (message), DZ_WIRE_REQUEST_HEADER,
                               name);
}

/* What bears no name comes from what knows of none, such as a page in the way, and is judged by
 * what it says. */
static gboolean
is_for_another (SoupMessage *message)
{
  const char *asked = soup_message_headers_get_one (soup_message_get_request_headers (message),
                                                    DZ_WIRE_REQUEST_HEADER);
  const char *said = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                   DZ_WIRE_REQUEST_HEADER);

  return said != NULL && !g_str_equal (said, asked);
}

static SoupMessage *
new_message (DzApiClient *self,
             const char  *method,
             const char  *path,
             GBytes      *body)
{
  g_autofree char *uri = g_strconcat (self->url, API_PREFIX, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (headers, DZ_WIRE_API_HEADER, G_STRINGIFY (DZ_WIRE_API_VERSION));
  name_request (message);
  if (self->token != NULL)
    {
      g_autofree char *authority = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_append (headers, "Authorization", authority);
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  return message;
}

static DzSyncError
code_of_status (guint status)
{
  if (SOUP_STATUS_IS_SERVER_ERROR (status))
    return DZ_SYNC_ERROR_UNREACHABLE;
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return DZ_SYNC_ERROR_SIGNED_OUT;
    case STATUS_UPGRADE_REQUIRED:
      return DZ_SYNC_ERROR_VERSION;
    case SOUP_STATUS_NOT_FOUND:
      return DZ_SYNC_ERROR_GONE;
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case STATUS_TOO_EARLY:
    case STATUS_TOO_MANY_REQUESTS:
      return DZ_SYNC_ERROR_UNREACHABLE;
    default:
      return DZ_SYNC_ERROR_REFUSED;
    }
}

/* All that this desk asks is known to a service of its age. */
static gboolean
knows_less (const DzWireProblem *problem)
{
  return g_str_equal (problem->code, "unknown-address") || g_str_equal (problem->code, "method");
}

/* Only the service refuses for good: a page in the way that answers 404 in its own words must not
 * end a command. */
static GError *
new_refusal (JsonNode *json,
             guint     status)
{
  g_autoptr(DzWireProblem) problem = json != NULL ? dz_wire_problem_from_json (json, NULL) : NULL;
  DzSyncError code = code_of_status (status);

  if (problem != NULL && status == SOUP_STATUS_INTERNAL_SERVER_ERROR)
    code = DZ_SYNC_ERROR_FAILED; /* its own word that it is there */
  if (problem != NULL && g_str_equal (problem->code, "unknown-filter"))
    code = DZ_SYNC_ERROR_UNKNOWN_FILTER;
  if (problem != NULL && knows_less (problem))
    return g_error_new_literal (DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                                _("The service is older than this desk and does not know what was "
                                  "asked. Ask your administrator to update the service."));
  if (problem != NULL)
    return g_error_new_literal (DZ_SYNC_ERROR, (int) code, dz_sync_sentence_of (problem));
  if (code == DZ_SYNC_ERROR_REFUSED || code == DZ_SYNC_ERROR_GONE)
    code = DZ_SYNC_ERROR_PROTOCOL;
  return g_error_new (DZ_SYNC_ERROR, (int) code, _("The service refused with status %u"), status);
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Call *call = task_data;
  guint status = soup_message_get_status (call->message);
  g_autoptr(JsonNode) json = NULL;
  GError *error = NULL;
  gpointer record;

  if (g_bytes_get_size (call->bytes) > 0)
    json = dz_wire_parse (call->bytes, DZ_WIRE_ANSWER_BYTES_MAX, &error);
  if (error != NULL && SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      g_task_return_new_error (task, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                               _("The service's answer cannot be read: %s"), error->message);
      g_error_free (error);
      return;
    }
  g_clear_error (&error);
  if (!SOUP_STATUS_IS_SUCCESSFUL (status) && status != SOUP_STATUS_CONFLICT)
    {
      g_task_return_error (task, new_refusal (json, status));
      return;
    }
  record = call->parser (status, json, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, record, call->free_record);
}

/* A photo's bytes are for the examiner, unread. */
static void
return_bytes (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  guint status = soup_message_get_status (call->message);

  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_pointer (task, g_steal_pointer (&call->bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, DZ_SYNC_ERROR, code_of_status (status),
                             _("The service does not give this photo (status %u)"), status);
}

static void
return_failure (GTask        *task,
                const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_error (task, g_error_copy (error));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_task_return_new_error (task, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                             _("The service's answer cannot be read: %s"), error->message);
  else
    g_task_return_new_error (task, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE,
                             _("The service does not answer: %s"), error->message);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  call->bytes = dz_body_read_finish (G_INPUT_STREAM (source), result, &error);
  if (call->bytes == NULL)
    return_failure (task, error);
  else if (call->parser != NULL)
    g_task_run_in_thread (task, parse_in_thread);
  else
    return_bytes (task);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) body = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (body == NULL)
    {
      return_failure (task, error);
      return;
    }
  if (is_for_another (call->message))
    {
      g_task_return_error (task, dz_sync_new_stranger_error ());
      return;
    }
  note_clock (g_task_get_source_object (task), call->message);
  dz_body_read_async (body, call->parser != NULL ? DZ_WIRE_ANSWER_BYTES_MAX : PHOTO_BYTES_MAX,
                      g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

/* @task: (transfer full) */
static void
send_call (GTask *task)
{
  DzApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  soup_session_send_async (self->session, call->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), answered_cb, task);
}

static Call *
call_new (DzApiClient *self,
          SoupMessage *message)
{
  Call *call = g_new0 (Call, 1);

  call->message = message;
  call->session = self->n_sessions;
  return call;
}

/**
 * dz_api_client_call_async:
 * @self: a client
 * @method: "GET", "POST" or "DELETE"
 * @path: below the API's prefix, "leases/renew"
 * @body: (nullable): the request's body, JSON, sent to the byte
 * @parser: turns the answer into a record, in a worker thread
 * @free_record: frees such a record
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the record is there
 * @user_data: for @callback
 */
void
dz_api_client_call_async (DzApiClient        *self,
                          const char         *method,
                          const char         *path,
                          GBytes             *body,
                          DzApiParser         parser,
                          GDestroyNotify      free_record,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;
  Call *call;

  g_return_if_fail (DZ_IS_API_CLIENT (self) && parser != NULL);

  call = call_new (self, new_message (self, method, path, body));
  call->parser = parser;
  call->free_record = free_record;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  send_call (task);
}

static gboolean
is_of_earlier_session (DzApiClient  *self,
                       GAsyncResult *result)
{
  const Call *call = g_task_get_task_data (G_TASK (result));

  return call->session != self->n_sessions;
}

/* (transfer full) @record: nobody takes it. Always NULL, to be returned. */
static gpointer
set_superseded (Call    *call,
                gpointer record,
                GError **error)
{
  if (record != NULL && call->free_record != NULL)
    call->free_record (record);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "the session that asked is over");
  return NULL;
}

/**
 * dz_api_client_call_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; any #DzSyncError; G_IO_ERROR_CANCELLED also where the session that
 *   asked is over, so that nobody takes an answer to another person for theirs
 *
 * Returns: (transfer full) (nullable): the parser's record
 */
gpointer
dz_api_client_call_finish (DzApiClient  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_autoptr(GError) problem = NULL;
  gpointer record;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  record = g_task_propagate_pointer (G_TASK (result), &problem);
  if (is_of_earlier_session (self, result))
    return set_superseded (g_task_get_task_data (G_TASK (result)), record, error);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return record;
}

/**
 * dz_api_client_fetch_async:
 * @self: a client
 * @path: below the API's prefix, "photos/…"
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the bytes are there
 * @user_data: for @callback
 */
void
dz_api_client_fetch_async (DzApiClient        *self,
                           const char         *path,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;
  Call *call;

  g_return_if_fail (DZ_IS_API_CLIENT (self));

  call = call_new (self, new_message (self, "GET", path, NULL));
  call->free_record = (GDestroyNotify) g_bytes_unref;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  send_call (task);
}

/**
 * dz_api_client_fetch_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; as dz_api_client_call_finish()
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
dz_api_client_fetch_finish (DzApiClient  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return dz_api_client_call_finish (self, result, error);
}

/* RFC 9110 §10.2.3: seconds, or a date. */
static gint64
parse_retry_after (const char *text)
{
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    return (gint64) seconds;
  date = soup_date_time_new_from_http_string (text);
  return date != NULL ? g_date_time_to_unix (date) - g_get_real_time () / G_TIME_SPAN_SECOND : 0;
}

/**
 * dz_api_client_get_retry_after_s:
 * @self: a client
 * @result: what the callback got
 *
 * Returns: seconds for which the service, too busy or closing, asked to be left alone; 0 where it
 *   did not ask
 */
guint
dz_api_client_get_retry_after_s (DzApiClient  *self,
                                 GAsyncResult *result)
{
  const Call *call;
  const char *text;
  guint status;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  call = g_task_get_task_data (G_TASK (result));
  status = soup_message_get_status (call->message);
  if (status != STATUS_TOO_MANY_REQUESTS && status != SOUP_STATUS_SERVICE_UNAVAILABLE)
    return 0;
  text = soup_message_headers_get_one (soup_message_get_response_headers (call->message),
                                       "Retry-After");
  return text != NULL ? (guint) CLAMP (parse_retry_after (text), 0, G_MAXINT) : 0;
}
