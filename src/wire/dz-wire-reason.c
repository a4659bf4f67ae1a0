/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-reason.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_reason_to_json:
 * @self: a reason
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_reason_to_json (const DzReason *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", self->code);
  json_object_set_int_member (object, "version", self->version);
  json_object_set_string_member (object, "rules", self->rules);
  json_object_set_string_member (object, "label_zh", self->label_zh);
  json_object_set_string_member (object, "label_en", self->label_en);
  json_object_set_string_member (object, "zh", self->zh);
  json_object_set_string_member (object, "en", self->en);
  json_object_set_boolean_member (object, "needs_note", self->needs_note);
  json_object_set_int_member (object, "since_us", self->since_us);
  json_object_set_int_member (object, "retired_us", self->retired_us);
  json_object_set_int_member (object, "uses", self->uses);
  if (self->made_by != NULL)
    json_object_set_string_member (object, "made_by", self->made_by);
  if (self->retired_by != NULL)
    json_object_set_string_member (object, "retired_by", self->retired_by);
  return dz_wire_take_object (object);
}

/* What a service adds to the words; who proposes a reason leaves it out. */
static void
read_standing (DzWireReader *reader,
               DzReason     *self)
{
  if (dz_wire_reader_has (reader, "version"))
    self->version = dz_wire_reader_get_int (reader, "version", 1, G_MAXINT);
  if (dz_wire_reader_has (reader, "since_us"))
    self->since_us = dz_wire_reader_get_time (reader, "since_us");
  if (dz_wire_reader_has (reader, "retired_us"))
    self->retired_us = dz_wire_reader_get_time (reader, "retired_us");
  if (dz_wire_reader_has (reader, "uses"))
    self->uses = dz_wire_reader_get_int (reader, "uses", 0, G_MAXINT);
  self->made_by = dz_wire_reader_dup_nullable (reader, "made_by");
  self->retired_by = dz_wire_reader_dup_nullable (reader, "retired_by");
}

/**
 * dz_wire_reason_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a reason; its words are not looked at, see
 *   dz_reason_find_problem()
 */
DzReason *
dz_wire_reason_from_json (JsonNode *node,
                          GError  **error)
{
  g_autoptr(DzReason) self = dz_reason_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->code = dz_wire_reader_dup_string (&reader, "code");
  self->rules = dz_wire_reader_dup_string (&reader, "rules");
  self->label_zh = dz_wire_reader_dup_string (&reader, "label_zh");
  self->label_en = dz_wire_reader_dup_string (&reader, "label_en");
  self->zh = dz_wire_reader_dup_string (&reader, "zh");
  self->en = dz_wire_reader_dup_string (&reader, "en");
  if (dz_wire_reader_has (&reader, "needs_note"))
    self->needs_note = dz_wire_reader_get_boolean (&reader, "needs_note");
  read_standing (&reader, self);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * dz_wire_reason_list_to_json:
 * @self: a list
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_reason_list_to_json (DzReasonList *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "revision", dz_reason_list_get_revision (self));
  dz_wire_set_records (object, "reasons", dz_reason_list_get_all (self),
                       (DzWireWrite) dz_wire_reason_to_json);
  return dz_wire_take_object (object);
}

static gboolean
move_reasons (GPtrArray    *reasons,
              DzReasonList *list)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (reasons, i);

      if (reason->version == 0 || dz_reason_find_problem (reason) != NULL)
        return FALSE;
      dz_reason_list_add (list, dz_reason_copy (reason));
    }
  return TRUE;
}

/**
 * dz_wire_reason_list_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a list of which every sentence can be said
 */
DzReasonList *
dz_wire_reason_list_from_json (JsonNode *node,
                               GError  **error)
{
  g_autoptr(DzReasonList) self = dz_reason_list_new ();
  g_autoptr(GPtrArray) reasons = NULL;
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  reasons = dz_wire_reader_read_records (&reader, "reasons", DZ_WIRE_REASONS_MAX,
                                         (DzWireRead) dz_wire_reason_from_json,
                                         (GDestroyNotify) dz_reason_free);
  if (reasons != NULL && !move_reasons (reasons, self))
    dz_wire_reader_refuse (&reader, "reasons", "holds what is no reason");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
