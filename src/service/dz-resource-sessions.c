/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-passwords.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-users.h"

#define SESSION_US ((gint64) 12 * G_TIME_SPAN_HOUR)

/* The session of the desk that started this service; both end together anyhow. */
#define EMBEDDED_SESSION_US ((gint64) 7 * G_TIME_SPAN_DAY)

#define WORKSTATION_BYTES_MAX 100

static gboolean
begin_session (DzCall       *call,
               const DzUser *user,
               const char   *workstation,
               gint64        lifetime_us,
               GError      **error)
{
  g_autofree char *token = dz_token_new ();
  g_autofree char *hash = dz_token_hash (token);
  DzStore *store;
  JsonObject *reply;
  gint64 expires_us;

  dz_call_speak_for (call, user, workstation);
  store = dz_call_get_store (call, error);
  if (store == NULL || !dz_store_begin_session (store, user->id, hash, workstation, lifetime_us,
                                                &expires_us, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_string_member (reply, "token", token);
  json_object_set_int_member (reply, "expires_us", expires_us);
  json_object_set_member (reply, "user", dz_wire_user_to_json (user));
  dz_call_reply (call, 201, dz_wire_take_object (reply));
  return TRUE;
}

static gboolean
sign_in_by_credential (DzCall     *call,
                       const char *credential,
                       const char *workstation,
                       GError    **error)
{
  DzService *service = dz_call_get_service (call);
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(DzUser) user = store != NULL ? dz_store_find_first_admin (store, error) : NULL;

  if (user == NULL)
    return FALSE;
  if (!dz_service_use_credential (service, credential))
    {
      g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_WRONG_CREDENTIAL, "wrong");
      return FALSE;
    }
  if (begin_session (call, user, workstation, EMBEDDED_SESSION_US, error))
    return TRUE;
  dz_service_return_credential (service);
  return FALSE;
}

/* Finds who has the name; nobody is no error, so that the answer tells nothing. */
static gboolean
find_user (DzCall     *call,
           const char *name,
           DzUser    **user,
           char      **hash,
           GError    **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(GError) local_error = NULL;

  if (store == NULL)
    return FALSE;
  *user = dz_store_find_user (store, name, hash, &local_error);
  dz_call_return_store (call);
  if (*user != NULL || g_error_matches (local_error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
refuse (DzCall       *call,
        const DzUser *user,
        GError      **error)
{
  DzStore *store = dz_call_get_store (call, error);

  if (store == NULL ||
      !dz_store_note_refused_sign_in (store, user != NULL ? user->id : NULL, error))
    return FALSE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_WRONG_PASSWORD, "wrong");
  return FALSE;
}

static gboolean
check_guard (DzCall     *call,
             const char *name,
             GError    **error)
{
  DzSignInGuard *guard = dz_service_get_guard (dz_call_get_service (call));
  guint wait_s;

  if (dz_sign_in_guard_begin (guard, name, dz_call_get_address (call), g_get_monotonic_time (),
                              &wait_s))
    return TRUE;
  dz_call_set_wait (call, wait_s);
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_TOO_MANY, "too many");
  return FALSE;
}

static gboolean
sign_in_by_password (DzCall     *call,
                     const char *name,
                     const char *password,
                     const char *workstation,
                     GError    **error)
{
  DzService *service = dz_call_get_service (call);
  g_autoptr(DzUser) user = NULL;
  g_autofree char *hash = NULL;

  if (!check_guard (call, name, error) || !find_user (call, name, &user, &hash, error))
    return FALSE;
  if (!dz_password_verify (password, user != NULL ? hash : NULL,
                           dz_service_get_options (service)->password_cost))
    return refuse (call, user, error);
  dz_sign_in_guard_succeed (dz_service_get_guard (service), name, dz_call_get_address (call));
  return begin_session (call, user, workstation, SESSION_US, error);
}

gboolean
dz_resource_sign_in (DzCall  *call,
                     GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  const char *workstation;
  const char *secret;
  const char *name = NULL;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  workstation = dz_wire_reader_peek_string (&reader, "workstation", WORKSTATION_BYTES_MAX);
  if (dz_wire_reader_has (&reader, "credential"))
    {
      secret = dz_wire_reader_peek_string (&reader, "credential", 256);
      return dz_wire_reader_finish (&reader, error) &&
             sign_in_by_credential (call, secret, workstation, error);
    }
  name = dz_wire_reader_peek_string (&reader, "name", 256);
  secret = dz_wire_reader_peek_string (&reader, "password", DZ_WIRE_STRING_BYTES_MAX);
  return dz_wire_reader_finish (&reader, error) &&
         sign_in_by_password (call, name, secret, workstation, error);
}

gboolean
dz_resource_sign_out (DzCall  *call,
                      GError **error)
{
  g_autofree char *hash = dz_token_hash (dz_call_get_token (call));
  DzStore *store = dz_call_get_store (call, error);

  if (store == NULL || !dz_store_end_session (store, hash, error))
    return FALSE;
  dz_call_reply (call, 200, dz_wire_take_object (json_object_new ()));
  return TRUE;
}
