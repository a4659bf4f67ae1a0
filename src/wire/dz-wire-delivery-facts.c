/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-delivery-facts.h"

#include "dz-wire-reader.h"
#include "dz-wire-school.h"
#include "dz-wire-waived.h"
#include "dz-wire-window.h"
#include "dz-wire-writer.h"

/* A profile is changed a few times in a window's life, if at all. */
#define HASHES_MAX 1000

static JsonNode *
counts_to_json (const DzDeliveryCounts *counts)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "approved", counts->approved);
  json_object_set_int_member (object, "waiting", counts->waiting);
  json_object_set_int_member (object, "refused", counts->refused);
  json_object_set_int_member (object, "unpaid", counts->unpaid);
  json_object_set_int_member (object, "closed", counts->closed);
  json_object_set_int_member (object, "not_sent", counts->not_sent);
  return dz_wire_take_object (object);
}

static DzDeliveryCounts *
counts_from_json (JsonNode *node,
                  GError  **error)
{
  g_autofree DzDeliveryCounts *counts = g_new0 (DzDeliveryCounts, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  counts->approved = dz_wire_reader_get_int (&reader, "approved", 0, G_MAXINT);
  counts->waiting = dz_wire_reader_get_int (&reader, "waiting", 0, G_MAXINT);
  counts->refused = dz_wire_reader_get_int (&reader, "refused", 0, G_MAXINT);
  counts->unpaid = dz_wire_reader_get_int (&reader, "unpaid", 0, G_MAXINT);
  counts->closed = dz_wire_reader_get_int (&reader, "closed", 0, G_MAXINT);
  counts->not_sent = dz_wire_reader_get_int (&reader, "not_sent", 0, G_MAXINT);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&counts) : NULL;
}

static void
read_counts (DzWireReader     *reader,
             DzDeliveryCounts *counts)
{
  g_autofree DzDeliveryCounts *read = dz_wire_reader_read_record (reader, "counts",
                                                                  (DzWireRead) counts_from_json);

  if (read != NULL)
    *counts = *read;
}

/**
 * dz_wire_delivery_facts_to_json:
 * @self: what there is to be said of a window
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_delivery_facts_to_json (const DzDeliveryFacts *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, "school", dz_wire_school_to_json (self->school));
  json_object_set_member (object, "window", dz_wire_window_to_json (self->window));
  json_object_set_int_member (object, "made_us", self->made_us);
  json_object_set_member (object, "counts", counts_to_json (&self->counts));
  dz_wire_set_strings (object, "profile_hashes", (const char *const *) self->profile_hashes);
  dz_wire_set_records (object, "waived", self->waived, (DzWireWrite) dz_wire_waived_to_json);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_delivery_facts_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): what there is to be said of a window
 */
DzDeliveryFacts *
dz_wire_delivery_facts_from_json (JsonNode *node,
                                  GError  **error)
{
  g_autoptr(DzDeliveryFacts) self = dz_delivery_facts_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->school = dz_wire_reader_read_record (&reader, "school",
                                             (DzWireRead) dz_wire_school_from_json);
  self->window = dz_wire_reader_read_record (&reader, "window",
                                             (DzWireRead) dz_wire_window_from_json);
  if (self->window != NULL && self->window->id == NULL)
    dz_wire_reader_refuse (&reader, "window", "has no id");
  self->made_us = dz_wire_reader_get_time (&reader, "made_us");
  read_counts (&reader, &self->counts);
  g_strfreev (self->profile_hashes);
  self->profile_hashes = dz_wire_reader_dup_strings (&reader, "profile_hashes", HASHES_MAX);
  g_ptr_array_unref (self->waived);
  self->waived = dz_wire_reader_read_records (&reader, "waived", DZ_WIRE_LIST_LENGTH_MAX,
                                              (DzWireRead) dz_wire_waived_from_json,
                                              (GDestroyNotify) dz_waived_free);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
