/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-item.h"

#include "dz-wire-admission.h"
#include "dz-wire-escalation.h"
#include "dz-wire-lease.h"
#include "dz-wire-measurement.h"
#include "dz-wire-other-face.h"
#include "dz-wire-student.h"
#include "dz-wire-submission.h"
#include "dz-wire-twin.h"
#include "dz-wire-reader.h"
#include "dz-wire-reopening.h"
#include "dz-wire-waiver.h"
#include "dz-wire-writer.h"

#define EARLIER_MAX 1000 /* as many as a window may allow attempts */
#define WAIVERS_MAX 200  /* one a rule */
#define TWINS_MAX 200    /* more than anybody would look at */

/* A service that knows of none sends none. */
static GPtrArray *
read_twins (DzWireReader *reader)
{
  if (!dz_wire_reader_has (reader, "twins"))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_free);
  return dz_wire_reader_read_records (reader, "twins", TWINS_MAX,
                                      (DzWireRead) dz_wire_twin_from_json,
                                      (GDestroyNotify) dz_twin_free);
}

static GPtrArray *
read_faces (DzWireReader *reader)
{
  if (!dz_wire_reader_has (reader, "faces"))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_other_face_free);
  return dz_wire_reader_read_records (reader, "faces", EARLIER_MAX + TWINS_MAX,
                                      (DzWireRead) dz_wire_other_face_from_json,
                                      (GDestroyNotify) dz_other_face_free);
}

static GPtrArray *
read_waivers (DzWireReader *reader)
{
  if (!dz_wire_reader_has (reader, "waivers"))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiver_free);
  return dz_wire_reader_read_records (reader, "waivers", WAIVERS_MAX,
                                      (DzWireRead) dz_wire_waiver_from_json,
                                      (GDestroyNotify) dz_waiver_free);
}

/**
 * dz_wire_item_to_json:
 * @self: an item of the queue
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_item_to_json (const DzItem *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, "submission", dz_wire_submission_to_json (self->submission));
  json_object_set_member (object, "student", dz_wire_student_to_json (self->student));
  json_object_set_string_member (object, "school_name", self->school_name);
  json_object_set_member (object, "lease", dz_wire_lease_to_json (self->lease));
  dz_wire_set_records (object, "earlier", self->earlier,
                       (DzWireWrite) dz_wire_submission_to_json);
  if (self->measurement != NULL)
    json_object_set_member (object, "measurement",
                            dz_wire_measurement_to_json (self->measurement));
  else
    json_object_set_null_member (object, "measurement");
  dz_wire_set_records (object, "twins", self->twins, (DzWireWrite) dz_wire_twin_to_json);
  dz_wire_set_records (object, "faces", self->faces, (DzWireWrite) dz_wire_other_face_to_json);
  if (self->admission != NULL)
    json_object_set_member (object, "admission", dz_wire_admission_to_json (self->admission));
  dz_wire_set_records (object, "waivers", self->waivers, (DzWireWrite) dz_wire_waiver_to_json);
  if (self->escalation != NULL)
    json_object_set_member (object, "escalation", dz_wire_escalation_to_json (self->escalation));
  if (self->reopening != NULL)
    json_object_set_member (object, "reopening", dz_wire_reopening_to_json (self->reopening));
  if (self->sheet_allowed)
    json_object_set_boolean_member (object, "sheet_allowed", TRUE);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_item_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): an item of the queue
 */
DzItem *
dz_wire_item_from_json (JsonNode *node,
                        GError  **error)
{
  g_autoptr(DzItem) self = g_new0 (DzItem, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->submission = dz_wire_reader_read_record (&reader, "submission",
                                                 (DzWireRead) dz_wire_submission_from_json);
  self->student = dz_wire_reader_read_record (&reader, "student",
                                              (DzWireRead) dz_wire_student_from_json);
  self->school_name = dz_wire_reader_dup_string (&reader, "school_name");
  self->lease = dz_wire_reader_read_record (&reader, "lease",
                                            (DzWireRead) dz_wire_lease_from_json);
  self->earlier = dz_wire_reader_read_records (&reader, "earlier", EARLIER_MAX,
                                               (DzWireRead) dz_wire_submission_from_json,
                                               (GDestroyNotify) dz_submission_free);
  self->measurement = dz_wire_reader_read_nullable (&reader, "measurement",
                                                    (DzWireRead) dz_wire_measurement_from_json);
  self->twins = read_twins (&reader);
  self->faces = read_faces (&reader);
  self->admission = dz_wire_reader_read_nullable (&reader, "admission",
                                                  (DzWireRead) dz_wire_admission_from_json);
  self->waivers = read_waivers (&reader);
  self->escalation = dz_wire_reader_read_nullable (&reader, "escalation",
                                                   (DzWireRead) dz_wire_escalation_from_json);
  self->reopening = dz_wire_reader_read_nullable (&reader, "reopening",
                                                  (DzWireRead) dz_wire_reopening_from_json);
  /* A service that knows of no contact sheet would not note that one was used. */
  if (dz_wire_reader_has (&reader, "sheet_allowed"))
    self->sheet_allowed = dz_wire_reader_get_boolean (&reader, "sheet_allowed");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
