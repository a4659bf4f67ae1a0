/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-config.h"
#include "dz-passwords.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-users.h"

#define NAME_BYTES_MAX 100

/* What photos are looked at with, or why no face is looked for. */
static void
set_models (JsonObject *reply,
            DzExaminer *examiner)
{
  DzModelsProblem problem;
  g_autofree char *models = dz_examiner_dup_models (examiner, &problem);
  const char *nick = dz_models_problem_to_nick (problem);

  json_object_set_string_member (reply, "models", models);
  json_object_set_string_member (reply, "models_problem",
                                 problem != DZ_MODELS_PROBLEM_NONE ? nick : NULL);
}

gboolean
dz_resource_get_service (DzCall  *call,
                         GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  JsonObject *reply;
  guint n_users;

  if (store == NULL || !dz_store_count_users (store, &n_users, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_string_member (reply, "version", DZ_VERSION);
  json_object_set_int_member (reply, "api", DZ_WIRE_API_VERSION);
  json_object_set_boolean_member (reply, "needs_setup", n_users == 0);
  set_models (reply, dz_service_get_examiner (dz_call_get_service (call)));
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

static gboolean
check_credential (DzCall     *call,
                  const char *credential,
                  GError    **error)
{
  if (dz_service_has_credential (dz_call_get_service (call), credential))
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_WRONG_CREDENTIAL, "another one");
  return FALSE;
}

/* Two first administrators at once: the second finds that there is one. */
static DzUser *
add_first (DzCall     *call,
           const char *name,
           const char *hash,
           GError    **error)
{
  GMutex *mutex = dz_service_get_setup_mutex (dz_call_get_service (call));
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (mutex);
  DzStore *store = dz_call_get_store (call, error);
  guint n_users;

  if (store == NULL || !dz_store_count_users (store, &n_users, error))
    return NULL;
  if (n_users > 0)
    {
      g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_SET_UP_ALREADY, "has users");
      return NULL;
    }
  return dz_store_add_user (store, name, hash, DZ_ROLE_ALL, DZ_STORE_ACTOR_SERVICE, error);
}

static gboolean
set_up (DzCall     *call,
        const char *name,
        const char *password,
        GError    **error)
{
  const DzServiceOptions *options = dz_service_get_options (dz_call_get_service (call));
  g_autofree char *hash = dz_password_hash (password, options->password_cost, error);
  g_autoptr(DzUser) user = hash != NULL ? add_first (call, name, hash, error) : NULL;

  if (user == NULL)
    return FALSE;
  dz_call_reply (call, 201, dz_wire_user_to_json (user));
  return TRUE;
}

gboolean
dz_resource_set_up (DzCall  *call,
                    GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  const char *credential;
  const char *name;
  const char *password;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  credential = dz_wire_reader_peek_string (&reader, "credential", 256);
  name = dz_wire_reader_peek_string (&reader, "name", NAME_BYTES_MAX);
  password = dz_wire_reader_peek_string (&reader, "password", DZ_WIRE_STRING_BYTES_MAX);
  return dz_wire_reader_finish (&reader, error) && check_credential (call, credential, error) &&
         dz_password_is_usable (password, error) && set_up (call, name, password, error);
}
