/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-entry.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define DETAIL_BYTES_MAX 65536

/**
 * dz_wire_entry_to_json:
 * @self: an entry of the history
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_entry_to_json (const DzEntry *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", self->seq);
  json_object_set_int_member (object, "time_us", self->time_us);
  json_object_set_string_member (object, "kind", self->kind);
  json_object_set_string_member (object, "actor", self->actor);
  json_object_set_string_member (object, "subject", self->subject);
  json_object_set_string_member (object, "outcome", self->outcome);
  json_object_set_string_member (object, "detail_hash", self->detail_hash);
  json_object_set_string_member (object, "previous_hash", self->previous_hash);
  json_object_set_string_member (object, "hash", self->hash);
  json_object_set_string_member (object, "detail", self->detail);
  json_object_set_string_member (object, "actor_name", self->actor_name);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_entry_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): an entry of the history
 */
DzEntry *
dz_wire_entry_from_json (JsonNode *node,
                         GError  **error)
{
  g_autoptr(DzEntry) self = dz_entry_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->seq = dz_wire_reader_get_int (&reader, "seq", 1, G_MAXINT64);
  self->time_us = dz_wire_reader_get_time (&reader, "time_us");
  self->kind = dz_wire_reader_dup_string (&reader, "kind");
  self->actor = dz_wire_reader_dup_string (&reader, "actor");
  self->subject = dz_wire_reader_dup_string (&reader, "subject");
  self->outcome = dz_wire_reader_dup_string (&reader, "outcome");
  self->detail_hash = dz_wire_reader_dup_string (&reader, "detail_hash");
  self->previous_hash = dz_wire_reader_dup_string (&reader, "previous_hash");
  self->hash = dz_wire_reader_dup_hash (&reader, "hash");
  if (dz_wire_reader_has (&reader, "detail"))
    self->detail = g_strdup (dz_wire_reader_peek_string (&reader, "detail", DETAIL_BYTES_MAX));
  self->actor_name = dz_wire_reader_dup_nullable (&reader, "actor_name");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
