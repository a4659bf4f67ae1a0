/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-waived.h"

#include "dz-wire-reader.h"
#include "dz-wire-waiver.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_waived_to_json:
 * @self: a waiver of a student whose photo is approved
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_waived_to_json (const DzWaived *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "level", dz_level_to_nick (self->level));
  json_object_set_string_member (object, "identifier", self->identifier);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "outcome",
                                 self->judged ? dz_outcome_to_nick (self->outcome) : NULL);
  json_object_set_member (object, "waiver", dz_wire_waiver_to_json (self->waiver));
  return dz_wire_take_object (object);
}

/**
 * dz_wire_waived_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a waiver of a student whose photo is approved
 */
DzWaived *
dz_wire_waived_from_json (JsonNode *node,
                          GError  **error)
{
  g_autoptr(DzWaived) self = dz_waived_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  DZ_WIRE_READ_NICK (&reader, "level", dz_level_from_nick, &self->level);
  self->identifier = dz_wire_reader_dup_string (&reader, "identifier");
  self->name = dz_wire_reader_dup_string (&reader, "name");
  self->judged = dz_wire_reader_has (&reader, "outcome");
  if (self->judged)
    DZ_WIRE_READ_NICK (&reader, "outcome", dz_outcome_from_nick, &self->outcome);
  self->waiver = dz_wire_reader_read_record (&reader, "waiver",
                                             (DzWireRead) dz_wire_waiver_from_json);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
