/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-override.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_override_to_json:
 * @self: an override
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_override_to_json (const DzOverride *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "rule", self->rule);
  json_object_set_boolean_member (object, "waiver", self->waiver);
  json_object_set_string_member (object, "code", self->code);
  json_object_set_string_member (object, "reason", self->reason);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_override_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): an override, checked by dz_override_is_reasoned(); its code
 *   may be one that this release does not know
 */
DzOverride *
dz_wire_override_from_json (JsonNode *node,
                            GError  **error)
{
  g_autoptr(DzOverride) self = dz_override_new (NULL, FALSE, NULL);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->rule = g_strdup (dz_wire_reader_peek_string (&reader, "rule", DZ_OVERRIDE_RULE_MAX));
  if (*self->rule == '\0')
    dz_wire_reader_refuse (&reader, "rule", "is empty");
  self->waiver = dz_wire_reader_get_boolean (&reader, "waiver");
  self->code = dz_wire_reader_dup_nullable (&reader, "code");
  if (self->code != NULL && !dz_override_code_check (self->code))
    dz_wire_reader_refuse (&reader, "code", "is no code");
  self->reason = dz_wire_reader_dup_nullable (&reader, "reason");
  if (!dz_override_is_reasoned (self->code, self->reason))
    dz_wire_reader_refuse (&reader, "reason", "is missing, blank, too long, or more than a line");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
