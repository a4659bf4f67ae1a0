/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-task.h"

#include "dz-escalation-code.h"
#include "dz-wire-decision.h"
#include "dz-wire-reader.h"
#include "dz-wire-twin.h"
#include "dz-wire-writer.h"

/* Two of them at the most. */
#define OPINIONS_MAX 2

/* Only requests and escalations have them, and the last a disagreement. */
static void
write_request (JsonObject   *object,
               const DzTask *self)
{
  if (self->asked_by != NULL)
    json_object_set_string_member (object, "asked_by", self->asked_by);
  if (self->reason != NULL)
    json_object_set_string_member (object, "reason", self->reason);
  if (self->code != NULL)
    json_object_set_string_member (object, "code", self->code);
  if (self->draft != NULL)
    json_object_set_member (object, "draft", dz_wire_decision_to_json (self->draft));
  if (self->opinions != NULL)
    dz_wire_set_records (object, "opinions", self->opinions,
                         (DzWireWrite) dz_wire_decision_to_json);
}

/**
 * dz_wire_task_to_json:
 * @self: something that waits for a supervisor
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_task_to_json (const DzTask *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "kind", dz_task_kind_to_nick (self->kind));
  json_object_set_string_member (object, "submission", self->submission);
  json_object_set_string_member (object, "photo", self->photo);
  json_object_set_string_member (object, "state", dz_state_to_nick (self->state));
  json_object_set_string_member (object, "school_name", self->school_name);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "identifier", self->identifier);
  json_object_set_int_member (object, "raised_us", self->raised_us);
  if (self->judge != DZ_TASK_JUDGE_ANY)
    json_object_set_string_member (object, "judge", dz_task_judge_to_nick (self->judge));
  if (self->twin != NULL)
    json_object_set_member (object, "twin", dz_wire_twin_to_json (self->twin));
  else
    json_object_set_null_member (object, "twin");
  write_request (object, self);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_task_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): something that waits for a supervisor
 */
DzTask *
dz_wire_task_from_json (JsonNode *node,
                        GError  **error)
{
  g_autoptr(DzTask) self = dz_task_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_nullable (&reader, "id");
  DZ_WIRE_READ_NICK (&reader, "kind", dz_task_kind_from_nick, &self->kind);
  self->submission = dz_wire_reader_dup_id (&reader, "submission");
  self->photo = dz_wire_reader_dup_hash (&reader, "photo");
  DZ_WIRE_READ_NICK (&reader, "state", dz_state_from_nick, &self->state);
  self->school_name = dz_wire_reader_dup_string (&reader, "school_name");
  self->name = dz_wire_reader_dup_string (&reader, "name");
  self->identifier = dz_wire_reader_dup_string (&reader, "identifier");
  self->raised_us = dz_wire_reader_get_time (&reader, "raised_us");
  self->twin = dz_wire_reader_read_nullable (&reader, "twin", (DzWireRead) dz_wire_twin_from_json);
  self->asked_by = dz_wire_reader_dup_nullable (&reader, "asked_by");
  self->reason = dz_wire_reader_dup_nullable (&reader, "reason");
  self->code = dz_wire_reader_dup_nullable (&reader, "code");
  if (self->code != NULL && !dz_escalation_code_check (self->code))
    dz_wire_reader_refuse (&reader, "code", "is no code");
  if (dz_wire_reader_has (&reader, "judge"))
    DZ_WIRE_READ_NICK (&reader, "judge", dz_task_judge_from_nick, &self->judge);
  self->draft = dz_wire_reader_read_nullable (&reader, "draft",
                                              (DzWireRead) dz_wire_decision_from_json);
  if (dz_wire_reader_has (&reader, "opinions"))
    self->opinions = dz_wire_reader_read_records (&reader, "opinions", OPINIONS_MAX,
                                                  (DzWireRead) dz_wire_decision_from_json,
                                                  (GDestroyNotify) dz_decision_free);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
