/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-queue-holder.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_queue_holder_to_json:
 * @self: who holds how much
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_queue_holder_to_json (const DzQueueHolder *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "user", self->user);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_int_member (object, "leases", self->n_leases);
  json_object_set_int_member (object, "first_us", self->first_us);
  json_object_set_int_member (object, "last_us", self->last_us);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_queue_holder_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): who holds how much
 */
DzQueueHolder *
dz_wire_queue_holder_from_json (JsonNode *node,
                                GError  **error)
{
  g_autoptr(DzQueueHolder) self = dz_queue_holder_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->user = dz_wire_reader_dup_id (&reader, "user");
  self->name = dz_wire_reader_dup_string (&reader, "name");
  self->n_leases = (guint) dz_wire_reader_get_int (&reader, "leases", 0, G_MAXINT);
  self->first_us = dz_wire_reader_get_time (&reader, "first_us");
  self->last_us = dz_wire_reader_get_time (&reader, "last_us");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
