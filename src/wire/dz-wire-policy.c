/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-policy.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_policy_to_json:
 * @sheet_allowed: whether photos of a school may be approved from a contact sheet
 *
 * Returns: (transfer full): the school's policy as JSON
 */
JsonNode *
dz_wire_policy_to_json (gboolean sheet_allowed)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "sheet", sheet_allowed);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_policy_from_json:
 * @node: JSON from the other side
 * @sheet_allowed: (out): whether photos of a school may be approved from a contact sheet
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: whether @node is a policy
 */
gboolean
dz_wire_policy_from_json (JsonNode *node,
                          gboolean *sheet_allowed,
                          GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  *sheet_allowed = dz_wire_reader_get_boolean (&reader, "sheet");
  return dz_wire_reader_finish (&reader, error);
}
