/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-waiver.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_waiver_to_json:
 * @self: a waiver
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_waiver_to_json (const DzWaiver *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "student", self->student);
  json_object_set_string_member (object, "rule", self->rule);
  json_object_set_string_member (object, "code", self->code);
  json_object_set_string_member (object, "reason", self->reason);
  json_object_set_string_member (object, "granted_by", self->granted_by);
  json_object_set_int_member (object, "granted_us", self->granted_us);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_waiver_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a waiver
 */
DzWaiver *
dz_wire_waiver_from_json (JsonNode *node,
                          GError  **error)
{
  g_autoptr(DzWaiver) self = dz_waiver_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_id (&reader, "id");
  self->student = dz_wire_reader_dup_string (&reader, "student");
  self->rule = dz_wire_reader_dup_string (&reader, "rule");
  self->code = dz_wire_reader_dup_nullable (&reader, "code");
  self->reason = dz_wire_reader_dup_nullable (&reader, "reason");
  self->granted_by = dz_wire_reader_dup_string (&reader, "granted_by");
  self->granted_us = dz_wire_reader_get_time (&reader, "granted_us");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
