/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-user.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define ROLES_MAX 16

static void
write_roles (JsonObject *object,
             DzRole      roles)
{
  g_autofree char *text = dz_roles_to_text (roles);
  g_auto(GStrv) words = g_strsplit (text, ",", -1);

  dz_wire_set_strings (object, "roles", (const char *const *) words);
}

static void
read_roles (DzWireReader *reader,
            DzRole       *roles)
{
  g_auto(GStrv) words = dz_wire_reader_dup_strings (reader, "roles", ROLES_MAX);
  g_autofree char *text = g_strjoinv (",", words);

  if (!dz_roles_from_text (text, roles))
    dz_wire_reader_refuse (reader, "roles", "names no role, or one not known here");
}

/**
 * dz_wire_user_to_json:
 * @self: a person of the agency
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_user_to_json (const DzUser *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "name", self->name);
  write_roles (object, self->roles);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_user_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a person of the agency
 */
DzUser *
dz_wire_user_from_json (JsonNode *node,
                        GError  **error)
{
  g_autoptr(DzUser) self = dz_user_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_id (&reader, "id");
  self->name = dz_wire_reader_dup_string (&reader, "name");
  read_roles (&reader, &self->roles);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
