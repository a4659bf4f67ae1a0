/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-http.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "dz-api-client.h"
#include "dz-config.h"
#include "dz-ctl-command.h"
#include "dz-language.h"
#include "dz-wire.h"

#define SILENCE_S 60 /* how long the service may say nothing; a roster takes a while */
#define CHUNK_BYTES 65536

struct _DzCtlHttp
{
  SoupSession *session; /* owned */
  char        *url;     /* owned, with the API's prefix */
  char        *token;   /* owned, nullable: once signed in */
  DzRole       roles;   /* of who signed in */
};

/**
 * dz_ctl_http_new:
 * @url: the service's staff address
 * @error: return location; #DzSyncError where it is none, or plain http beyond loopback
 *
 * Returns: (transfer full) (nullable): a session that nobody has signed in to
 */
DzCtlHttp *
dz_ctl_http_new (const char *url,
                 GError    **error)
{
  g_autofree char *trimmed = g_strdup (url);
  DzCtlHttp *self;

  if (!dz_api_client_check_url (url, error))
    return NULL;
  while (g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';
  self = g_new0 (DzCtlHttp, 1);
  self->session = soup_session_new_with_options ("timeout", SILENCE_S, "user-agent",
                                                 "duizhaoctl/" DZ_VERSION, NULL);
  self->url = g_strconcat (trimmed, DZ_WIRE_API_PREFIX, NULL);
  return self;
}

/**
 * dz_ctl_http_free:
 * @self: (transfer full) (nullable): a session; is signed out
 */
void
dz_ctl_http_free (DzCtlHttp *self)
{
  if (self == NULL)
    return;
  if (self->token != NULL)
    {
      g_autoptr(GError) unheard = NULL; /* the token expires by itself where this fails */
      g_autoptr(JsonNode) ended =
        dz_ctl_http_call (self, "DELETE", "/sessions/current", NULL, &unheard);

      if (ended == NULL)
        g_info ("signing out: %s", unheard->message);
    }
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

static SoupMessage *
new_message (DzCtlHttp  *self,
             const char *method,
             const char *path,
             const char *content_type,
             GBytes     *body)
{
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (headers, DZ_WIRE_API_HEADER, G_STRINGIFY (DZ_WIRE_API_VERSION));
  if (self->token != NULL)
    {
      g_autofree char *authority = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_append (headers, "Authorization", authority);
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, body);
  return message;
}

/* An answer is read to a limit: what is at the address need not be a service. */
static GBytes *
read_answer (GInputStream *stream,
             GError      **error)
{
  g_autoptr(GByteArray) answer = g_byte_array_new ();
  guint8 chunk[CHUNK_BYTES];
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, error)) > 0)
    {
      g_byte_array_append (answer, chunk, (guint) n);
      if (answer->len <= DZ_WIRE_ANSWER_BYTES_MAX)
        continue;
      dz_ctl_refuse (error, _("The service's answer is too long."));
      return NULL;
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&answer)) : NULL;
}

static GBytes *
exchange (DzCtlHttp   *self,
          SoupMessage *message,
          GError     **error)
{
  g_autoptr(GError) met = NULL;
  g_autoptr(GInputStream) stream = soup_session_send (self->session, message, NULL, &met);
  GBytes *answer = stream != NULL ? read_answer (stream, &met) : NULL;

  if (answer == NULL && met->domain == DZ_CTL_ERROR)
    g_propagate_error (error, g_steal_pointer (&met));
  else if (answer == NULL)
    dz_ctl_refuse (error, _("The service does not answer: %s"), met->message);
  return answer;
}

/* The service's own sentence, in the language of this terminal. */
static void
set_refusal (GError  **error,
             JsonNode *json,
             guint     status)
{
  g_autoptr(DzWireProblem) problem = json != NULL ? dz_wire_problem_from_json (json, NULL) : NULL;

  if (problem != NULL)
    dz_ctl_refuse (error, "%s", dz_language_pick (problem->zh, problem->en));
  else
    dz_ctl_refuse (error, _("The service refused with status %u."), status);
}

static JsonNode *
ask (DzCtlHttp   *self,
     SoupMessage *message,
     JsonNode   **refusal,
     GError     **error)
{
  g_autoptr(GBytes) answer = exchange (self, message, error);
  g_autoptr(GError) unreadable = NULL;
  g_autoptr(JsonNode) json = NULL;

  if (answer == NULL)
    return NULL;
  json = dz_wire_parse (answer, DZ_WIRE_ANSWER_BYTES_MAX, &unreadable);
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    {
      set_refusal (error, json, soup_message_get_status (message));
      if (refusal != NULL)
        *refusal = g_steal_pointer (&json);
      return NULL;
    }
  if (json == NULL)
    dz_ctl_refuse (error, _("The service's answer cannot be read: %s"), unreadable->message);
  return g_steal_pointer (&json);
}

/**
 * dz_ctl_http_call:
 * @self: a session
 * @method: "GET", "POST" or "DELETE"
 * @path: below the API's prefix, with a query where one is needed, "/windows?school=11414"
 * @body: (nullable): JSON to send
 * @error: return location; DZ_CTL_ERROR_WRONG with the service's sentence where it refuses
 *
 * Asks the service.
 *
 * Returns: (transfer full) (nullable): its answer
 */
JsonNode *
dz_ctl_http_call (DzCtlHttp  *self,
                  const char *method,
                  const char *path,
                  JsonNode   *body,
                  GError    **error)
{
  g_autoptr(GBytes) bytes = body != NULL ? dz_wire_print (body) : NULL;
  g_autoptr(SoupMessage) message = new_message (self, method, path, "application/json", bytes);

  return ask (self, message, NULL, error);
}

/**
 * dz_ctl_http_send:
 * @self: a session
 * @path: below the API's prefix
 * @content_type: what @body is
 * @body: bytes to send
 * @refusal: (out) (transfer full) (nullable): the whole answer where the service refuses
 * @error: return location; as dz_ctl_http_call()
 *
 * Sends a file to the service.
 *
 * Returns: (transfer full) (nullable): its answer
 */
JsonNode *
dz_ctl_http_send (DzCtlHttp  *self,
                  const char *path,
                  const char *content_type,
                  GBytes     *body,
                  JsonNode  **refusal,
                  GError    **error)
{
  g_autoptr(SoupMessage) message = new_message (self, "POST", path, content_type, body);

  *refusal = NULL;
  return ask (self, message, refusal, error);
}

/**
 * dz_ctl_http_put:
 * @self: a session
 * @path: below the API's prefix
 * @content_type: what @body is
 * @body: bytes to put there
 * @error: return location; as dz_ctl_http_call()
 *
 * Puts a file at the service.
 *
 * Returns: (transfer full) (nullable): its answer
 */
JsonNode *
dz_ctl_http_put (DzCtlHttp  *self,
                 const char *path,
                 const char *content_type,
                 GBytes     *body,
                 GError    **error)
{
  g_autoptr(SoupMessage) message = new_message (self, "PUT", path, content_type, body);

  return ask (self, message, NULL, error);
}

static JsonNode *
make_sign_in (const char *name,
              const char *password)
{
  JsonObject *object = json_object_new ();
  g_autofree char *workstation = g_strconcat ("duizhaoctl@", g_get_host_name (), NULL);
  g_autofree char *bounded = g_utf8_substring (workstation, 0,
                                               MIN (g_utf8_strlen (workstation, -1), 100));

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "password", password);
  json_object_set_string_member (object, "workstation", bounded);
  return dz_wire_take_object (object);
}

static gboolean
read_session (DzCtlHttp *self,
              JsonNode  *answer,
              GError   **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (answer);
  g_autoptr(DzUser) user = NULL;

  self->token = dz_wire_reader_dup_string (&reader, "token");
  user = dz_wire_reader_read_record (&reader, "user", (DzWireRead) dz_wire_user_from_json);
  if (!dz_wire_reader_finish (&reader, error))
    return FALSE;
  self->roles = user->roles;
  return TRUE;
}

/**
 * dz_ctl_http_sign_in:
 * @self: a session
 * @name: who
 * @password: their password
 * @error: return location
 *
 * Signs in. Signed out again when @self is freed.
 *
 * Returns: whether the service let them in
 */
gboolean
dz_ctl_http_sign_in (DzCtlHttp  *self,
                     const char *name,
                     const char *password,
                     GError    **error)
{
  g_autoptr(JsonNode) body = make_sign_in (name, password);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (self, "POST", "/sessions", body, error);

  return answer != NULL && read_session (self, answer, error);
}

/**
 * dz_ctl_http_get_roles:
 * @self: a session
 *
 * Returns: the roles of who signed in
 */
DzRole
dz_ctl_http_get_roles (DzCtlHttp *self)
{
  return self->roles;
}
