/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-queue-counts.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_queue_counts_to_json:
 * @self: counts
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_queue_counts_to_json (const DzQueueCounts *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "free", self->free);
  json_object_set_int_member (object, "mine", self->mine);
  json_object_set_int_member (object, "others", self->others);
  json_object_set_int_member (object, "held", self->held);
  json_object_set_int_member (object, "fitting", self->fitting);
  json_object_set_int_member (object, "tasks", self->tasks);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_queue_counts_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): counts
 */
DzQueueCounts *
dz_wire_queue_counts_from_json (JsonNode *node,
                                GError  **error)
{
  g_autoptr(DzQueueCounts) self = dz_queue_counts_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->free = dz_wire_reader_get_int (&reader, "free", 0, G_MAXINT);
  self->mine = dz_wire_reader_get_int (&reader, "mine", 0, G_MAXINT);
  self->others = dz_wire_reader_get_int (&reader, "others", 0, G_MAXINT);
  self->held = dz_wire_reader_get_int (&reader, "held", 0, G_MAXINT);
  self->fitting = dz_wire_reader_has (&reader, "fitting")
                    ? dz_wire_reader_get_int (&reader, "fitting", 0, G_MAXINT)
                    : self->free; /* a service that knows no filters */
  if (dz_wire_reader_has (&reader, "tasks"))
    self->tasks = dz_wire_reader_get_int (&reader, "tasks", 0, G_MAXINT);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
