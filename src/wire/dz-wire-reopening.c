/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-reopening.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_reopening_to_json:
 * @self: a reopening
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_reopening_to_json (const DzReopening *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "reason", self->reason);
  json_object_set_string_member (object, "by", self->by);
  json_object_set_int_member (object, "at_us", self->at_us);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_reopening_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a reopening
 */
DzReopening *
dz_wire_reopening_from_json (JsonNode *node,
                             GError  **error)
{
  g_autoptr(DzReopening) self = dz_reopening_new (NULL, NULL, 0);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->reason = dz_wire_reader_dup_string (&reader, "reason");
  self->by = dz_wire_reader_dup_nullable (&reader, "by");
  self->at_us = dz_wire_reader_get_time (&reader, "at_us");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
