/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-command.h"

#include "dz-wire-decision.h"
#include "dz-wire-escalation.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/* A decision comes with “decide”, and may come with “ask”. */
static void
check_decision (DzWireReader    *reader,
                const DzCommand *self)
{
  if (self->kind == DZ_COMMAND_DECIDE && self->decision == NULL)
    dz_wire_reader_refuse (reader, "decision", "is missing");
  else if (self->kind != DZ_COMMAND_DECIDE && self->kind != DZ_COMMAND_ASK &&
           self->decision != NULL)
    dz_wire_reader_refuse (reader, "decision", "does not belong to this kind of command");
}

static void
check_escalation (DzWireReader    *reader,
                  const DzCommand *self)
{
  if (self->kind == DZ_COMMAND_ESCALATE && self->escalation == NULL)
    dz_wire_reader_refuse (reader, "escalation", "is missing");
  else if (self->kind != DZ_COMMAND_ESCALATE && self->escalation != NULL)
    dz_wire_reader_refuse (reader, "escalation", "does not belong to this kind of command");
}

static void
check_reason (DzWireReader    *reader,
              const DzCommand *self)
{
  gboolean needed = self->kind == DZ_COMMAND_ASK || self->kind == DZ_COMMAND_REOPEN;

  if (needed && self->reason == NULL)
    dz_wire_reader_refuse (reader, "reason", "is missing");
  else if (!needed && self->reason != NULL)
    dz_wire_reader_refuse (reader, "reason", "does not belong to this kind of command");
}

/**
 * dz_wire_command_to_json:
 * @self: a command
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_command_to_json (const DzCommand *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "kind", dz_command_kind_to_nick (self->kind));
  json_object_set_string_member (object, "submission", self->submission);
  json_object_set_int_member (object, "version", self->version);
  json_object_set_string_member (object, "photo", self->photo);
  json_object_set_int_member (object, "shown_ms", self->shown_ms);
  if (self->decision != NULL)
    json_object_set_member (object, "decision", dz_wire_decision_to_json (self->decision));
  else
    json_object_set_null_member (object, "decision");
  if (self->reason != NULL) /* most commands have none, and those of older desks never do */
    json_object_set_string_member (object, "reason", self->reason);
  if (self->escalation != NULL)
    json_object_set_member (object, "escalation", dz_wire_escalation_to_json (self->escalation));
  json_object_set_int_member (object, "made_us", self->made_us);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_command_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a command
 */
DzCommand *
dz_wire_command_from_json (JsonNode *node,
                           GError  **error)
{
  g_autoptr(DzCommand) self = dz_command_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_id (&reader, "id");
  DZ_WIRE_READ_NICK (&reader, "kind", dz_command_kind_from_nick, &self->kind);
  self->submission = dz_wire_reader_dup_id (&reader, "submission");
  self->version = dz_wire_reader_get_int (&reader, "version", 0, G_MAXINT);
  self->photo = dz_wire_reader_dup_hash (&reader, "photo");
  self->shown_ms = dz_wire_reader_get_int (&reader, "shown_ms", 0, G_MAXINT);
  self->decision = dz_wire_reader_read_nullable (&reader, "decision",
                                                 (DzWireRead) dz_wire_decision_from_json);
  self->reason = dz_wire_reader_dup_nullable (&reader, "reason");
  self->escalation = dz_wire_reader_read_nullable (&reader, "escalation",
                                                   (DzWireRead) dz_wire_escalation_from_json);
  self->made_us = dz_wire_reader_get_time (&reader, "made_us");
  check_decision (&reader, self);
  check_reason (&reader, self);
  check_escalation (&reader, self);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
