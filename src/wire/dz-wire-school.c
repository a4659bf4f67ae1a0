/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-school.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_school_to_json:
 * @self: a school
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_school_to_json (const DzSchool *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", self->code);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "city", self->city);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_school_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a school
 */
DzSchool *
dz_wire_school_from_json (JsonNode *node,
                          GError  **error)
{
  g_autoptr(DzSchool) self = dz_school_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->code = dz_wire_reader_dup_string (&reader, "code");
  self->name = dz_wire_reader_dup_string (&reader, "name");
  self->city = dz_wire_reader_dup_nullable (&reader, "city");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
