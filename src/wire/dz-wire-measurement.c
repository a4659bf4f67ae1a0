/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A measurement as a desk gets it: the numbers, to draw lines by and to judge again where one is
 * dragged. Hashes and traces of editing stay with the service, which alone compares them. */
#include "dz-wire-measurement.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define SCHEMA_MAX 1000000

static gboolean
is_of_hash (DzQuantity quantity)
{
  return quantity == DZ_QUANTITY_HASH_QUALITY || quantity == DZ_QUANTITY_FACE_HASH_QUALITY;
}

static JsonObject *
write_values (const DzMeasurement *self)
{
  JsonObject *values = json_object_new ();

  for (DzQuantity i = 0; i < DZ_N_QUANTITIES; i++)
    {
      if (dz_measurement_has (self, i) && !is_of_hash (i))
        json_object_set_double_member (values, dz_quantity_get_info (i)->name,
                                       dz_measurement_get (self, i));
    }
  return values;
}

/**
 * dz_wire_measurement_to_json:
 * @self: a measurement
 *
 * Returns: (transfer full): its JSON, without hashes and traces of editing
 */
JsonNode *
dz_wire_measurement_to_json (const DzMeasurement *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "schema", self->schema);
  json_object_set_string_member (object, "measurer", self->measurer);
  json_object_set_string_member (object, "models", self->models);
  json_object_set_string_member (object, "format", dz_photo_format_to_nick (self->format));
  json_object_set_string_member (object, "problem", self->problem);
  json_object_set_object_member (object, "values", write_values (self));
  return dz_wire_take_object (object);
}

static void
read_value (DzWireReader  *values,
            const char    *name,
            DzMeasurement *self)
{
  double value = dz_wire_reader_get_number (values, name);
  const DzQuantityInfo *info;
  DzQuantity quantity;

  if (!dz_quantity_from_name (name, &quantity) || is_of_hash (quantity))
    return;
  info = dz_quantity_get_info (quantity);
  if (value >= info->min && value <= info->max)
    dz_measurement_set (self, quantity, value);
  else
    dz_wire_reader_refuse (values, name, "is out of range");
}

/* A measurement of which only the values are read. */
static gpointer
read_values (JsonNode *node,
             GError  **error)
{
  g_autoptr(DzMeasurement) self = dz_measurement_new ();
  g_auto(DzWireReader) values = dz_wire_reader_over (node);
  g_autoptr(GList) names = values.object != NULL ? json_object_get_members (values.object) : NULL;

  for (const GList *name = names; name != NULL; name = name->next)
    read_value (&values, name->data, self);
  return dz_wire_reader_finish (&values, error) ? g_steal_pointer (&self) : NULL;
}

static void
read_head (DzWireReader  *reader,
           DzMeasurement *self)
{
  g_free (self->measurer);
  self->schema = (guint) dz_wire_reader_get_int (reader, "schema", 0, SCHEMA_MAX);
  self->measurer = dz_wire_reader_dup_string (reader, "measurer");
  self->models = dz_wire_reader_dup_nullable (reader, "models");
  DZ_WIRE_READ_NICK (reader, "format", dz_photo_format_from_nick, &self->format);
  self->problem = dz_wire_reader_dup_nullable (reader, "problem");
}

/**
 * dz_wire_measurement_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Reads a measurement and checks every number against its range. What a newer program measured
 * besides is left out.
 *
 * Returns: (transfer full) (nullable): a measurement
 */
DzMeasurement *
dz_wire_measurement_from_json (JsonNode *node,
                               GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);
  g_autoptr(DzMeasurement) self = dz_wire_reader_read_record (&reader, "values", read_values);

  if (self != NULL)
    read_head (&reader, self);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
