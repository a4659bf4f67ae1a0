/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-policy.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_policy_to_json:
 * @self: how photos of a school may be judged
 *
 * Returns: (transfer full): its parts as JSON
 */
JsonNode *
dz_wire_policy_to_json (const DzSchoolPolicy *self)
{
  JsonObject *object = json_object_new ();

  if (self->parts & DZ_POLICY_SHEET)
    json_object_set_boolean_member (object, "sheet", self->sheet_allowed);
  if (self->parts & DZ_POLICY_SECOND)
    {
      g_autofree char *text = dz_second_policy_to_text (&self->second);

      json_object_set_string_member (object, "second_review", text);
    }
  return dz_wire_take_object (object);
}

/**
 * dz_wire_policy_from_json:
 * @node: JSON from the other side
 * @self: (out caller-allocates): how photos of a school may be judged; its parts are those that
 *   @node tells, one at least
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: whether @node is a policy
 */
gboolean
dz_wire_policy_from_json (JsonNode       *node,
                          DzSchoolPolicy *self,
                          GError        **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  *self = (DzSchoolPolicy) { 0, FALSE, { 0, FALSE, FALSE } };
  if (dz_wire_reader_has (&reader, "second_review"))
    {
      self->parts |= DZ_POLICY_SECOND;
      if (!dz_second_policy_from_text (
            dz_wire_reader_peek_string (&reader, "second_review", DZ_SECOND_POLICY_TEXT_MAX),
            &self->second))
        dz_wire_reader_refuse (&reader, "second_review", "is no policy of second reviews");
    }
  if (self->parts == 0 || dz_wire_reader_has (&reader, "sheet"))
    {
      self->parts |= DZ_POLICY_SHEET;
      self->sheet_allowed = dz_wire_reader_get_boolean (&reader, "sheet");
    }
  return dz_wire_reader_finish (&reader, error);
}
