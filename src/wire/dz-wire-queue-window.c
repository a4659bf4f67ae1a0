/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-queue-window.h"

#include "dz-wire-levels.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_queue_window_to_json:
 * @self: a window of the queue
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_queue_window_to_json (const DzQueueWindow *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "window", self->window);
  json_object_set_string_member (object, "school", self->school);
  json_object_set_string_member (object, "school_name", self->school_name);
  dz_wire_set_levels (object, "levels", self->levels);
  json_object_set_int_member (object, "opens_us", self->opens_us);
  json_object_set_int_member (object, "closes_us", self->closes_us);
  json_object_set_int_member (object, "free", self->n_free);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_queue_window_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a window of the queue
 */
DzQueueWindow *
dz_wire_queue_window_from_json (JsonNode *node,
                                GError  **error)
{
  g_autoptr(DzQueueWindow) self = dz_queue_window_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->window = dz_wire_reader_dup_id (&reader, "window");
  self->school = dz_wire_reader_dup_string (&reader, "school");
  self->school_name = dz_wire_reader_dup_string (&reader, "school_name");
  self->levels = dz_wire_read_levels (&reader, "levels");
  self->opens_us = dz_wire_reader_get_time (&reader, "opens_us");
  self->closes_us = dz_wire_reader_get_time (&reader, "closes_us");
  self->n_free = (guint) dz_wire_reader_get_int (&reader, "free", 0, G_MAXINT);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
