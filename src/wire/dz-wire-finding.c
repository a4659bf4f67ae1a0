/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-finding.h"

#include <math.h>

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define EDGE_PX_MAX 1e6

/* [x, y, width, height], or null where there is none. */
static JsonNode *
write_region (const DzRegion *region)
{
  JsonArray *array;
  JsonNode *node;

  if (dz_region_is_empty (region))
    return json_node_new (JSON_NODE_NULL);
  array = json_array_sized_new (4);
  json_array_add_double_element (array, region->x);
  json_array_add_double_element (array, region->y);
  json_array_add_double_element (array, region->width);
  json_array_add_double_element (array, region->height);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

static gboolean
read_edges (JsonArray *array,
            double    *edges)
{
  if (json_array_get_length (array) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return FALSE;
      edges[i] = json_node_get_double (node);
      if (!(fabs (edges[i]) <= EDGE_PX_MAX))
        return FALSE;
    }
  return edges[2] > 0 && edges[3] > 0;
}

static void
read_region (DzWireReader *reader,
             DzRegion     *region)
{
  JsonNode *node;
  double edges[4];

  if (!dz_wire_reader_has (reader, "region"))
    return;
  node = dz_wire_reader_peek_node (reader, "region");
  if (JSON_NODE_HOLDS_ARRAY (node) && read_edges (json_node_get_array (node), edges))
    *region = (DzRegion){ edges[0], edges[1], edges[2], edges[3] };
  else
    dz_wire_reader_refuse (reader, "region", "is no list of x, y, width and height");
}

/**
 * dz_wire_finding_to_json:
 * @self: a finding
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_finding_to_json (const DzFinding *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "rule", self->rule);
  json_object_set_string_member (object, "outcome", dz_outcome_to_nick (self->outcome));
  json_object_set_string_member (object, "authority", dz_authority_to_nick (self->authority));
  json_object_set_boolean_member (object, "internal", self->internal);
  dz_wire_set_number (object, "value", self->value);
  json_object_set_string_member (object, "text", self->text);
  json_object_set_string_member (object, "unit", self->unit);
  json_object_set_string_member (object, "limit", self->limit);
  json_object_set_member (object, "region", write_region (&self->region));
  json_object_set_string_member (object, "reason", self->reason);
  json_object_set_string_member (object, "why", self->why);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_finding_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a finding
 */
DzFinding *
dz_wire_finding_from_json (JsonNode *node,
                           GError  **error)
{
  g_autoptr(DzFinding) self = dz_finding_new (NULL, DZ_AUTHORITY_HUMAN);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  g_free (self->unit);
  g_free (self->limit);
  self->rule = dz_wire_reader_dup_string (&reader, "rule");
  DZ_WIRE_READ_NICK (&reader, "outcome", dz_outcome_from_nick, &self->outcome);
  DZ_WIRE_READ_NICK (&reader, "authority", dz_authority_from_nick, &self->authority);
  self->internal = dz_wire_reader_get_boolean (&reader, "internal");
  self->value = dz_wire_reader_get_number (&reader, "value");
  self->text = dz_wire_reader_dup_nullable (&reader, "text");
  self->unit = dz_wire_reader_dup_string (&reader, "unit");
  self->limit = dz_wire_reader_dup_string (&reader, "limit");
  read_region (&reader, &self->region);
  self->reason = dz_wire_reader_dup_nullable (&reader, "reason");
  self->why = dz_wire_reader_dup_nullable (&reader, "why");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
