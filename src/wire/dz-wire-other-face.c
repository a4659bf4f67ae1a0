/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-other-face.h"

#include "dz-wire-measurement.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_other_face_to_json:
 * @self: where the face is on another photo
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_other_face_to_json (const DzOtherFace *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "submission", self->submission);
  json_object_set_member (object, "measurement", dz_wire_measurement_to_json (self->measurement));
  return dz_wire_take_object (object);
}

/**
 * dz_wire_other_face_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): where the face is on another photo
 */
DzOtherFace *
dz_wire_other_face_from_json (JsonNode *node,
                              GError  **error)
{
  g_autoptr(DzOtherFace) self = g_new0 (DzOtherFace, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->submission = dz_wire_reader_dup_id (&reader, "submission");
  self->measurement = dz_wire_reader_read_record (&reader, "measurement",
                                                  (DzWireRead) dz_wire_measurement_from_json);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
