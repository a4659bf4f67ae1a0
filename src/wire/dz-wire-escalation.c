/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-escalation.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_escalation_to_json:
 * @self: an escalation
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_escalation_to_json (const DzEscalation *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", self->code);
  json_object_set_string_member (object, "words", self->words);
  json_object_set_string_member (object, "by", self->by);
  json_object_set_int_member (object, "at_us", self->at_us);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_escalation_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): an escalation; its code may be one that this release does
 *   not know
 */
DzEscalation *
dz_wire_escalation_from_json (JsonNode *node,
                              GError  **error)
{
  g_autoptr(DzEscalation) self = dz_escalation_new (NULL, NULL);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->code = g_strdup (dz_wire_reader_peek_string (&reader, "code", DZ_ESCALATION_CODE_MAX));
  if (!dz_escalation_code_check (self->code))
    dz_wire_reader_refuse (&reader, "code", "is no code");
  self->words = dz_wire_reader_dup_nullable (&reader, "words");
  if (!dz_escalation_check_words (self->words))
    dz_wire_reader_refuse (&reader, "words", "is blank or too long");
  self->by = dz_wire_reader_dup_nullable (&reader, "by");
  self->at_us = dz_wire_reader_get_time (&reader, "at_us");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
