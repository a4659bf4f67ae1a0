/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-twin.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_twin_to_json:
 * @self: a duplicate
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_twin_to_json (const DzTwin *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "submission", self->submission);
  json_object_set_string_member (object, "photo", self->photo);
  json_object_set_boolean_member (object, "same_student", self->same_student);
  json_object_set_boolean_member (object, "refused", self->refused);
  json_object_set_string_member (object, "kind", dz_twin_kind_to_nick (self->kind));
  json_object_set_string_member (object, "form", dz_pdq_form_to_nick (self->form));
  json_object_set_boolean_member (object, "by_face", self->by_face);
  json_object_set_int_member (object, "distance", self->distance);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "identifier", self->identifier);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_twin_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a duplicate
 */
DzTwin *
dz_wire_twin_from_json (JsonNode *node,
                        GError  **error)
{
  g_autoptr(DzTwin) self = dz_twin_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->submission = dz_wire_reader_dup_id (&reader, "submission");
  self->photo = dz_wire_reader_dup_hash (&reader, "photo");
  self->same_student = dz_wire_reader_get_boolean (&reader, "same_student");
  self->refused = dz_wire_reader_get_boolean (&reader, "refused");
  DZ_WIRE_READ_NICK (&reader, "kind", dz_twin_kind_from_nick, &self->kind);
  DZ_WIRE_READ_NICK (&reader, "form", dz_pdq_form_from_nick, &self->form);
  self->by_face = dz_wire_reader_get_boolean (&reader, "by_face");
  self->distance = (guint) dz_wire_reader_get_int (&reader, "distance", 0, DZ_PDQ_BITS);
  self->name = dz_wire_reader_dup_nullable (&reader, "name");
  self->identifier = dz_wire_reader_dup_nullable (&reader, "identifier");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
