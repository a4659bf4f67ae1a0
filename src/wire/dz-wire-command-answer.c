/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-command-answer.h"

#include "dz-decision.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

static void
check_verdict (DzWireReader          *reader,
               const DzCommandAnswer *self)
{
  DzVerdict verdict;

  if (self->verdict != NULL && !dz_verdict_from_nick (self->verdict, &verdict))
    dz_wire_reader_refuse (reader, "verdict", "is a word not known here");
}

/**
 * dz_wire_command_answer_to_json:
 * @self: an answer to a command
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_command_answer_to_json (const DzCommandAnswer *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "command", self->command);
  json_object_set_string_member (object, "result", dz_command_result_to_nick (self->result));
  json_object_set_string_member (object, "state", dz_state_to_nick (self->state));
  json_object_set_int_member (object, "version", self->version);
  json_object_set_int_member (object, "hold_until_us", self->hold_until_us);
  json_object_set_string_member (object, "by", self->by);
  json_object_set_string_member (object, "by_id", self->by_id);
  json_object_set_int_member (object, "at_us", self->at_us);
  json_object_set_string_member (object, "verdict", self->verdict);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_command_answer_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): an answer to a command
 */
DzCommandAnswer *
dz_wire_command_answer_from_json (JsonNode *node,
                                  GError  **error)
{
  g_autoptr(DzCommandAnswer) self = dz_command_answer_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->command = dz_wire_reader_dup_id (&reader, "command");
  DZ_WIRE_READ_NICK (&reader, "result", dz_command_result_from_nick, &self->result);
  DZ_WIRE_READ_NICK (&reader, "state", dz_state_from_nick, &self->state);
  self->version = dz_wire_reader_get_int (&reader, "version", 0, G_MAXINT);
  self->hold_until_us = dz_wire_reader_get_time (&reader, "hold_until_us");
  self->by = dz_wire_reader_dup_nullable (&reader, "by");
  self->by_id = dz_wire_reader_dup_nullable (&reader, "by_id");
  self->at_us = dz_wire_reader_get_time (&reader, "at_us");
  self->verdict = dz_wire_reader_dup_nullable (&reader, "verdict");
  check_verdict (&reader, self);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
