/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-submission.h"

#include "dz-wire-decision.h"
#include "dz-wire-finding.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define FINDINGS_MAX 200

/**
 * dz_wire_submission_to_json:
 * @self: a submission
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_submission_to_json (const DzSubmission *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "student", self->student);
  json_object_set_string_member (object, "window", self->window);
  json_object_set_int_member (object, "attempt", self->attempt);
  json_object_set_string_member (object, "photo", self->photo);
  json_object_set_string_member (object, "state", dz_state_to_nick (self->state));
  json_object_set_int_member (object, "version", self->version);
  json_object_set_int_member (object, "received_us", self->received_us);
  json_object_set_int_member (object, "hold_until_us", self->hold_until_us);
  json_object_set_string_member (object, "profile_hash", self->profile_hash);
  if (self->decision != NULL)
    json_object_set_member (object, "decision", dz_wire_decision_to_json (self->decision));
  else
    json_object_set_null_member (object, "decision");
  if (self->reopened) /* seldom, and older desks never say it */
    json_object_set_boolean_member (object, "reopened", TRUE);
  if (self->retakes_over)
    json_object_set_boolean_member (object, "retakes_over", TRUE);
  dz_wire_set_records (object, "findings", self->findings, (DzWireWrite) dz_wire_finding_to_json);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_submission_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a submission
 */
DzSubmission *
dz_wire_submission_from_json (JsonNode *node,
                              GError  **error)
{
  g_autoptr(DzSubmission) self = dz_submission_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_id (&reader, "id");
  self->student = dz_wire_reader_dup_string (&reader, "student");
  self->window = dz_wire_reader_dup_string (&reader, "window");
  self->attempt = dz_wire_reader_get_int (&reader, "attempt", 1, G_MAXINT);
  self->photo = dz_wire_reader_dup_hash (&reader, "photo");
  DZ_WIRE_READ_NICK (&reader, "state", dz_state_from_nick, &self->state);
  self->version = dz_wire_reader_get_int (&reader, "version", 0, G_MAXINT);
  self->received_us = dz_wire_reader_get_time (&reader, "received_us");
  self->hold_until_us = dz_wire_reader_get_time (&reader, "hold_until_us");
  self->profile_hash = dz_wire_reader_dup_nullable (&reader, "profile_hash");
  self->decision = dz_wire_reader_read_nullable (&reader, "decision",
                                                 (DzWireRead) dz_wire_decision_from_json);
  if (dz_wire_reader_has (&reader, "reopened"))
    self->reopened = dz_wire_reader_get_boolean (&reader, "reopened");
  if (dz_wire_reader_has (&reader, "retakes_over"))
    self->retakes_over = dz_wire_reader_get_boolean (&reader, "retakes_over");
  g_ptr_array_unref (self->findings);
  self->findings = dz_wire_reader_read_records (&reader, "findings", FINDINGS_MAX,
                                                (DzWireRead) dz_wire_finding_from_json,
                                                (GDestroyNotify) dz_finding_free);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
