/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-passwords.h"
#include "dz-service-private.h"
#include "dz-store-users.h"

#define NAME_BYTES_MAX 100
#define ROLES_MAX 16

static DzRole
read_roles (DzWireReader *reader)
{
  g_auto(GStrv) words = dz_wire_reader_dup_strings (reader, "roles", ROLES_MAX);
  g_autofree char *text = g_strjoinv (",", words);
  DzRole roles = DZ_ROLE_NONE;

  if (!dz_roles_from_text (text, &roles))
    dz_wire_reader_refuse (reader, "roles", "names no role, or one not known here");
  return roles;
}

static gboolean
add_user (DzCall     *call,
          const char *name,
          const char *password,
          DzRole      roles,
          GError    **error)
{
  const DzServiceOptions *options = dz_service_get_options (dz_call_get_service (call));
  g_autofree char *hash = NULL;
  g_autoptr(DzUser) user = NULL;
  DzStore *store;

  dz_call_return_store (call);
  hash = dz_password_hash (password, options->password_cost, error);
  store = hash != NULL ? dz_call_get_store (call, error) : NULL;
  if (store == NULL)
    return FALSE;
  user = dz_store_add_user (store, name, hash, roles, dz_call_get_user (call)->id, error);
  if (user == NULL)
    return FALSE;
  dz_call_reply (call, 201, dz_wire_user_to_json (user));
  return TRUE;
}

gboolean
dz_resource_add_user (DzCall  *call,
                      GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  const char *name;
  const char *password;
  DzRole roles;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  name = dz_wire_reader_peek_string (&reader, "name", NAME_BYTES_MAX);
  password = dz_wire_reader_peek_string (&reader, "password", DZ_WIRE_STRING_BYTES_MAX);
  roles = read_roles (&reader);
  return dz_wire_reader_finish (&reader, error) && dz_password_is_usable (password, error) &&
         add_user (call, name, password, roles, error);
}
