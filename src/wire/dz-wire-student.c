/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-student.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_student_to_json:
 * @self: a student
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_student_to_json (const DzStudent *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "school", self->school);
  json_object_set_string_member (object, "level", dz_level_to_nick (self->level));
  json_object_set_string_member (object, "identifier", self->identifier);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "alias", self->alias);
  json_object_set_string_member (object, "id_number", self->id_number);
  json_object_set_string_member (object, "major", self->major);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_student_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a student
 */
DzStudent *
dz_wire_student_from_json (JsonNode *node,
                           GError  **error)
{
  g_autoptr(DzStudent) self = dz_student_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_id (&reader, "id");
  self->school = dz_wire_reader_dup_string (&reader, "school");
  DZ_WIRE_READ_NICK (&reader, "level", dz_level_from_nick, &self->level);
  self->identifier = dz_wire_reader_dup_string (&reader, "identifier");
  self->name = dz_wire_reader_dup_string (&reader, "name");
  self->alias = dz_wire_reader_dup_nullable (&reader, "alias");
  self->id_number = dz_wire_reader_dup_nullable (&reader, "id_number");
  self->major = dz_wire_reader_dup_nullable (&reader, "major");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
