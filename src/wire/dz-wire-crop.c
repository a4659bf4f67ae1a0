/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-crop.h"

#include <math.h>

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_crop_to_json:
 * @self: a frame
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_crop_to_json (const DzCrop *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "x", self->x);
  json_object_set_int_member (object, "y", self->y);
  json_object_set_int_member (object, "width", self->width);
  json_object_set_int_member (object, "height", self->height);
  dz_wire_set_number (object, "rotation", self->rotation);
  json_object_set_int_member (object, "output_width", self->output_width);
  json_object_set_int_member (object, "output_height", self->output_height);
  json_object_set_int_member (object, "rendering", self->rendering);
  return dz_wire_take_object (object);
}

static guint
read_edge (DzWireReader *reader,
           const char   *member)
{
  return (guint) dz_wire_reader_get_int (reader, member, 1, DZ_CROP_EDGE_MAX);
}

static double
read_rotation (DzWireReader *reader)
{
  double rotation = dz_wire_reader_get_number (reader, "rotation");

  if (!(fabs (rotation) <= DZ_CROP_ROTATION_MAX))
    dz_wire_reader_refuse (reader, "rotation", "turns a photo too far");
  return rotation;
}

/**
 * dz_wire_crop_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Reads a frame. Whether it lies on its photo, and where the head is in it, is the service's to
 * say, which has the measurement.
 *
 * Returns: (transfer full) (nullable): a frame, to be freed with g_free()
 */
DzCrop *
dz_wire_crop_from_json (JsonNode *node,
                        GError  **error)
{
  g_autofree DzCrop *self = g_new0 (DzCrop, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->x = (int) dz_wire_reader_get_int (&reader, "x", -DZ_CROP_EDGE_MAX, DZ_CROP_EDGE_MAX);
  self->y = (int) dz_wire_reader_get_int (&reader, "y", -DZ_CROP_EDGE_MAX, DZ_CROP_EDGE_MAX);
  self->width = read_edge (&reader, "width");
  self->height = read_edge (&reader, "height");
  self->rotation = read_rotation (&reader);
  self->output_width = read_edge (&reader, "output_width");
  self->output_height = read_edge (&reader, "output_height");
  self->rendering = (guint) dz_wire_reader_get_int (&reader, "rendering", 1, G_MAXUINT16);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
