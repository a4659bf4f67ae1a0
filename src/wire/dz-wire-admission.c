/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-admission.h"

#include "dz-wire-measurement.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_admission_to_json:
 * @self: the photo that a student was admitted with
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_admission_to_json (const DzAdmission *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "photo", self->photo);
  json_object_set_member (object, "face", dz_wire_measurement_to_json (self->face));
  return dz_wire_take_object (object);
}

/**
 * dz_wire_admission_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): the photo that a student was admitted with
 */
DzAdmission *
dz_wire_admission_from_json (JsonNode *node,
                             GError  **error)
{
  g_autoptr(DzAdmission) self = g_new0 (DzAdmission, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->photo = dz_wire_reader_dup_hash (&reader, "photo");
  self->face = dz_wire_reader_read_record (&reader, "face",
                                           (DzWireRead) dz_wire_measurement_from_json);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
