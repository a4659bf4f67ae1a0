/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-lease.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/* An older service does not say. */
static void
read_origin (DzWireReader *reader,
             DzLease      *self)
{
  if (!dz_wire_reader_has (reader, "origin"))
    return;
  DZ_WIRE_READ_NICK (reader, "origin", dz_state_from_nick, &self->origin);
  if (self->origin != DZ_STATE_PENDING && self->origin != DZ_STATE_QUARANTINED &&
      self->origin != DZ_STATE_ESCALATED)
    dz_wire_reader_refuse (reader, "origin", "is no state in which something waits to be leased");
}

/**
 * dz_wire_lease_to_json:
 * @self: a lease
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_lease_to_json (const DzLease *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "submission", self->submission);
  json_object_set_string_member (object, "user", self->user);
  json_object_set_int_member (object, "expires_us", self->expires_us);
  json_object_set_string_member (object, "origin", dz_state_to_nick (self->origin));
  return dz_wire_take_object (object);
}

/**
 * dz_wire_lease_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a lease
 */
DzLease *
dz_wire_lease_from_json (JsonNode *node,
                         GError  **error)
{
  g_autoptr(DzLease) self = dz_lease_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_id (&reader, "id");
  self->submission = dz_wire_reader_dup_id (&reader, "submission");
  self->user = dz_wire_reader_dup_string (&reader, "user");
  self->expires_us = dz_wire_reader_get_time (&reader, "expires_us");
  read_origin (&reader, self);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
