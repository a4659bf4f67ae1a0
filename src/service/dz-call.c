/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-call.h"

#include <libsoup/soup.h>
#include <string.h>

#include "dz-passwords.h"
#include "dz-problem.h"
#include "dz-route.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-users.h"

#define PROGRAM_BYTES_MAX 64

struct _DzCall
{
  DzService     *service;     /* owned */
  const DzRoute *route;       /* unowned */
  GHashTable    *params;      /* owned */
  GHashTable    *query;       /* owned, nullable */
  char          *token;       /* owned, nullable: what came as Bearer */
  char          *address;     /* owned */
  char          *program;     /* owned, nullable: what asks, as it calls itself */
  GBytes        *body;        /* owned */
  JsonNode      *json;        /* owned, nullable: @body, once asked for */
  DzStore       *store;       /* lent by the service's pool, nullable */
  DzUser        *user;        /* owned, nullable */
  char          *workstation; /* owned, nullable */

  guint          status;
  GBytes        *reply;       /* owned, nullable */
  const char    *reply_type;
  JsonObject    *details;     /* owned, nullable: more members of a refusal */
  char          *phone;       /* owned, nullable */
  guint          wait_s;
};

/* A name that is too long to be one, or no plain text, is none: half of it would be another's. */
static char *
dup_program (const char *said)
{
  gsize length = said != NULL ? strlen (said) : 0;

  if (length == 0 || length > PROGRAM_BYTES_MAX)
    return NULL;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isprint (said[i]))
        return NULL;
    }
  return g_strdup (said);
}

/**
 * dz_call_new:
 * @service: the service
 * @route: what is asked
 * @params: (transfer full): path parameters
 * @query: (nullable): the query, encoded
 * @token: (nullable): the bearer token
 * @address: where it came from
 * @program: (nullable): what asks, as it calls itself
 * @body: what came
 *
 * Returns: (transfer full): a call without a reply yet
 */
DzCall *
dz_call_new (DzService     *service,
             const DzRoute *route,
             GHashTable    *params,
             const char    *query,
             const char    *token,
             const char    *address,
             const char    *program,
             GBytes        *body)
{
  DzCall *self = g_new0 (DzCall, 1);

  self->service = g_object_ref (service);
  self->route = route;
  self->params = params;
  self->query = query != NULL ? soup_form_decode (query) : NULL;
  self->token = g_strdup (token);
  self->address = g_strdup (address);
  self->program = dup_program (program);
  self->body = g_bytes_ref (body);
  return self;
}

/**
 * dz_call_free:
 * @self: (transfer full) (nullable): a call
 */
void
dz_call_free (DzCall *self)
{
  if (self == NULL)
    return;
  dz_call_return_store (self);
  g_hash_table_unref (self->params);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->token);
  g_free (self->address);
  g_free (self->program);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->json, json_node_unref);
  dz_user_free (self->user);
  g_free (self->workstation);
  g_clear_pointer (&self->reply, g_bytes_unref);
  g_clear_pointer (&self->details, json_object_unref);
  g_free (self->phone);
  g_object_unref (self->service);
  g_free (self);
}

/* What the store writes into the history says who did it and from where. */
static void
set_station (DzCall *self)
{
  const DzStation station = { self->user->id, self->user->roles, self->workstation,
                              self->program };

  dz_store_set_station (self->store, &station);
}

static gboolean
find_session (DzCall  *self,
              GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *program = NULL;
  g_autoptr(GError) local_error = NULL;
  DzStore *store;

  if (!dz_token_is_valid (self->token))
    {
      g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_SIGNED_OUT, "no token");
      return FALSE;
    }
  store = dz_call_get_store (self, error);
  if (store == NULL)
    return FALSE;
  hash = dz_token_hash (self->token);
  self->user = dz_store_get_session (store, hash, &self->workstation, &program, &local_error);
  if (self->user != NULL)
    {
      g_free (self->program);
      self->program = *program != '\0' ? g_steal_pointer (&program) : NULL;
      set_station (self);
      return TRUE;
    }
  if (g_error_matches (local_error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_SIGNED_OUT, "unknown token");
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_roles (DzCall  *self,
             GError **error)
{
  if (self->route->roles == DZ_ROLE_NONE)
    return TRUE;
  if (!find_session (self, error))
    return FALSE;
  if ((self->user->roles & self->route->roles) != 0)
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_FORBIDDEN, "another role");
  return FALSE;
}

/* A sentence that tells the line to call, where the window names one. */
static void
tell_phone (DzCall        *self,
            DzWireProblem *problem)
{
  char *zh;
  char *en;

  if (self->phone == NULL)
    return;
  zh = g_strdup_printf ("%s咨询电话：%s", problem->zh, self->phone);
  en = g_strdup_printf ("%s Phone: %s", problem->en, self->phone);
  g_free (problem->zh);
  g_free (problem->en);
  problem->zh = zh;
  problem->en = en;
}

static void
reply_error (DzCall       *self,
             const GError *error)
{
  guint status;
  g_autoptr(DzWireProblem) problem = dz_problem_from_error (error, &status);
  JsonNode *node;

  if (status >= 500)
    g_message ("%s %s: %s", self->route->method, self->route->pattern, error->message);
  tell_phone (self, problem);
  node = dz_wire_problem_to_json (problem);
  if (self->details != NULL)
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *detail;

      json_object_iter_init (&iter, self->details);
      while (json_object_iter_next (&iter, &member, &detail))
        json_object_set_member (json_node_get_object (node), member, json_node_ref (detail));
    }
  dz_call_reply (self, status, node);
}

/**
 * dz_call_run:
 * @self: a call
 *
 * Finds who asks, whether she may, and lets the handler answer. Never for the main thread. There is
 * a reply afterwards.
 */
void
dz_call_run (DzCall *self)
{
  g_autoptr(GError) error = NULL;

  if (!dz_service_check_open (self->service, &error) || !check_roles (self, &error) ||
      !self->route->handler (self, &error))
    reply_error (self, error);
  dz_call_return_store (self);
}

/**
 * dz_call_get_service:
 * @self: a call
 *
 * Returns: (transfer none): the service
 */
DzService *
dz_call_get_service (DzCall *self)
{
  return self->service;
}

/**
 * dz_call_get_store:
 * @self: a call
 * @error: return location; DZ_STORE_ERROR of opening
 *
 * Borrows a connection until the handler returns or gives it back.
 *
 * Returns: (transfer none) (nullable): the connection
 */
DzStore *
dz_call_get_store (DzCall  *self,
                   GError **error)
{
  if (self->store != NULL)
    return self->store;
  self->store = dz_store_pool_borrow (dz_service_get_stores (self->service), error);
  if (self->store != NULL && self->user != NULL)
    set_station (self);
  return self->store;
}

/**
 * dz_call_return_store:
 * @self: a call
 *
 * Gives the connection back before slow work that does not need it.
 */
void
dz_call_return_store (DzCall *self)
{
  if (self->store != NULL)
    dz_store_set_station (self->store, NULL);
  dz_store_pool_give_back (dz_service_get_stores (self->service), self->store);
  self->store = NULL;
}

/**
 * dz_call_speak_for:
 * @self: a call of a route without roles
 * @user: who has just proved who they are
 * @workstation: at which desk
 *
 * Says who asks, where no session does.
 */
void
dz_call_speak_for (DzCall       *self,
                   const DzUser *user,
                   const char   *workstation)
{
  g_return_if_fail (self->user == NULL);

  self->user = dz_user_copy (user);
  self->workstation = g_strdup (workstation);
  if (self->store != NULL)
    set_station (self);
}

/**
 * dz_call_get_param:
 * @self: a call
 * @name: a parameter of the route's pattern
 *
 * Returns: (transfer none): its value
 */
const char *
dz_call_get_param (DzCall     *self,
                   const char *name)
{
  return g_hash_table_lookup (self->params, name);
}

/**
 * dz_call_get_query:
 * @self: a call
 * @name: a name
 *
 * Returns: (transfer none) (nullable): its value in the query
 */
const char *
dz_call_get_query (DzCall     *self,
                   const char *name)
{
  const char *value = self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;

  return value != NULL && g_utf8_validate (value, -1, NULL) ? value : NULL;
}

/**
 * dz_call_get_number:
 * @self: a call
 * @name: a name
 * @fallback: the value where the query does not say one
 * @min: smallest that is accepted
 * @max: largest that is accepted
 * @value: (out): the value
 * @error: return location; DZ_SERVICE_ERROR_BAD_REQUEST
 *
 * Reads a number from the query.
 *
 * Returns: whether it is right
 */
gboolean
dz_call_get_number (DzCall     *self,
                    const char *name,
                    gint64      fallback,
                    gint64      min,
                    gint64      max,
                    gint64     *value,
                    GError    **error)
{
  const char *text = dz_call_get_query (self, name);

  *value = fallback;
  if (text == NULL || g_ascii_string_to_signed (text, 10, min, max, value, NULL))
    return TRUE;
  g_set_error (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_BAD_REQUEST,
               "%s: %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, name, min, max);
  return FALSE;
}

/**
 * dz_call_get_body:
 * @self: a call
 *
 * Returns: (transfer none): the body's bytes
 */
GBytes *
dz_call_get_body (DzCall *self)
{
  return self->body;
}

/**
 * dz_call_get_json:
 * @self: a call
 * @error: return location; DZ_WIRE_ERROR
 *
 * Returns: (transfer none) (nullable): the body as JSON
 */
JsonNode *
dz_call_get_json (DzCall  *self,
                  GError **error)
{
  if (self->json == NULL)
    self->json = dz_wire_parse (self->body, DZ_WIRE_REQUEST_BYTES_MAX, error);
  return self->json;
}

/**
 * dz_call_get_token:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the bearer token, a session's or a student's phone's
 */
const char *
dz_call_get_token (DzCall *self)
{
  return self->token;
}

/**
 * dz_call_get_address:
 * @self: a call
 *
 * Returns: (transfer none): where it came from
 */
const char *
dz_call_get_address (DzCall *self)
{
  return self->address;
}

/**
 * dz_call_get_user:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): who asks, where the route has roles
 */
const DzUser *
dz_call_get_user (DzCall *self)
{
  return self->user;
}

/**
 * dz_call_get_workstation:
 * @self: a call
 *
 * Returns: (transfer none) (nullable): the workstation of the session
 */
const char *
dz_call_get_workstation (DzCall *self)
{
  return self->workstation;
}

static void
take_reply (DzCall     *self,
            guint       status,
            const char *type,
            GBytes     *bytes)
{
  g_clear_pointer (&self->reply, g_bytes_unref);
  self->status = status;
  self->reply_type = type;
  self->reply = bytes;
}

/**
 * dz_call_reply:
 * @self: a call
 * @status: HTTP status
 * @body: (transfer full): JSON
 */
void
dz_call_reply (DzCall   *self,
               guint     status,
               JsonNode *body)
{
  take_reply (self, status, "application/json; charset=utf-8", dz_wire_print (body));
  json_node_unref (body);
}

/**
 * dz_call_reply_bytes:
 * @self: a call
 * @bytes: (transfer full): foreign bytes, said to be nothing in particular
 */
void
dz_call_reply_bytes (DzCall *self,
                     GBytes *bytes)
{
  take_reply (self, SOUP_STATUS_OK, "application/octet-stream", bytes);
}

/**
 * dz_call_add_detail:
 * @self: a call
 * @member: a name beside "error"
 * @detail: (transfer full): what it holds
 *
 * Adds a member to the refusal that follows.
 */
void
dz_call_add_detail (DzCall     *self,
                    const char *member,
                    JsonNode   *detail)
{
  if (self->details == NULL)
    self->details = json_object_new ();
  json_object_set_member (self->details, member, detail);
}

/**
 * dz_call_add_phone:
 * @self: a call
 * @phone: (nullable): whom to call
 *
 * Adds the line to call to the refusal that follows.
 */
void
dz_call_add_phone (DzCall     *self,
                   const char *phone)
{
  g_free (self->phone);
  self->phone = g_strdup (phone);
}

/**
 * dz_call_set_wait:
 * @self: a call
 * @seconds: how long to wait before asking again
 */
void
dz_call_set_wait (DzCall *self,
                  guint   seconds)
{
  self->wait_s = seconds;
}

/**
 * dz_call_get_status:
 * @self: a call that ran
 *
 * Returns: the HTTP status of the reply
 */
guint
dz_call_get_status (DzCall *self)
{
  return self->status;
}

/**
 * dz_call_get_reply:
 * @self: a call that ran
 *
 * Returns: (transfer none): the reply's body
 */
GBytes *
dz_call_get_reply (DzCall *self)
{
  return self->reply;
}

/**
 * dz_call_get_reply_type:
 * @self: a call that ran
 *
 * Returns: (transfer none): its media type
 */
const char *
dz_call_get_reply_type (DzCall *self)
{
  return self->reply_type;
}

/**
 * dz_call_get_wait:
 * @self: a call that ran
 *
 * Returns: seconds for Retry-After, 0 for none
 */
guint
dz_call_get_wait (DzCall *self)
{
  return self->wait_s;
}
