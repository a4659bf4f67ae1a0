/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-correction.h"

#include <math.h>

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/* As far as a photo can reach; whether a line lies on this one is the store's to say, which has the
 * measurement. */
#define LINE_PX_MAX 65535

/**
 * dz_wire_correction_to_json:
 * @self: a correction
 *
 * Returns: (transfer full): its JSON; null for a line that was not moved
 */
JsonNode *
dz_wire_correction_to_json (const DzCorrection *self)
{
  JsonObject *object = json_object_new ();

  dz_wire_set_number (object, "crown_y", self->crown_y);
  dz_wire_set_number (object, "eye_y", self->eye_y);
  dz_wire_set_number (object, "chin_y", self->chin_y);
  return dz_wire_take_object (object);
}

static double
read_line (DzWireReader *reader,
           const char   *member)
{
  double line = dz_wire_reader_get_number (reader, member);

  if (!isnan (line) && !(line >= 0 && line <= LINE_PX_MAX))
    dz_wire_reader_refuse (reader, member, "lies on no photo");
  return line;
}

/**
 * dz_wire_correction_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a correction, to be freed with g_free()
 */
DzCorrection *
dz_wire_correction_from_json (JsonNode *node,
                              GError  **error)
{
  g_autofree DzCorrection *self = g_new0 (DzCorrection, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->crown_y = read_line (&reader, "crown_y");
  self->eye_y = read_line (&reader, "eye_y");
  self->chin_y = read_line (&reader, "chin_y");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
