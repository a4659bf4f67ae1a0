/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-decision.h"

#include "dz-wire-correction.h"
#include "dz-wire-crop.h"
#include "dz-wire-override.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/* Each is left out where there is nothing to say: most decisions have no override and no
 * correction, and those of older desks no frame and no contact sheet. */
static void
write_exceptions (JsonObject       *object,
                  const DzDecision *self)
{
  if (self->overrides != NULL && self->overrides->len > 0)
    dz_wire_set_records (object, "overrides", self->overrides,
                         (DzWireWrite) dz_wire_override_to_json);
  if (!dz_correction_is_empty (&self->correction))
    json_object_set_member (object, "correction", dz_wire_correction_to_json (&self->correction));
  if (!dz_crop_is_empty (&self->crop))
    json_object_set_member (object, "crop", dz_wire_crop_to_json (&self->crop));
  if (self->sheet_ms > 0)
    json_object_set_int_member (object, "sheet_ms", self->sheet_ms);
}

static void
read_crop (DzWireReader *reader,
           DzDecision   *self)
{
  g_autofree DzCrop *crop
    = dz_wire_reader_read_nullable (reader, "crop", (DzWireRead) dz_wire_crop_from_json);

  if (crop != NULL)
    self->crop = *crop;
}

static void
read_exceptions (DzWireReader *reader,
                 DzDecision   *self)
{
  g_autofree DzCorrection *correction = NULL;

  if (dz_wire_reader_has (reader, "overrides"))
    self->overrides = dz_wire_reader_read_records (reader, "overrides", DZ_DECISION_OVERRIDES_MAX,
                                                   (DzWireRead) dz_wire_override_from_json,
                                                   (GDestroyNotify) dz_override_free);
  correction = dz_wire_reader_read_nullable (reader, "correction",
                                             (DzWireRead) dz_wire_correction_from_json);
  if (correction == NULL)
    return;
  if (dz_correction_is_empty (correction))
    dz_wire_reader_refuse (reader, "correction", "moves no line");
  self->correction = *correction;
}

/* Left out where the versions are those that can be given now, and where another photo may follow:
 * older desks say neither. */
static void
write_refusal (JsonObject       *object,
               const DzDecision *self)
{
  guint n_reasons = self->reasons != NULL ? g_strv_length (self->reasons) : 0;
  JsonArray *versions = json_array_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < n_reasons && i < DZ_DECISION_REASONS_MAX; i++)
    {
      json_array_add_int_element (versions, self->reason_versions[i]);
      any = any || self->reason_versions[i] != 0;
    }
  if (any)
    json_object_set_array_member (object, "reason_versions", versions);
  else
    json_array_unref (versions);
  if (!self->retake)
    json_object_set_boolean_member (object, "retake", FALSE);
}

static void
read_versions (DzWireReader *reader,
               DzDecision   *self)
{
  JsonNode *node = dz_wire_reader_peek_node (reader, "reason_versions");
  JsonArray *versions = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                     : NULL;
  guint n_versions = versions != NULL ? json_array_get_length (versions) : 0;

  if (versions == NULL || self->reasons == NULL || n_versions != g_strv_length (self->reasons))
    {
      dz_wire_reader_refuse (reader, "reason_versions", "is no list of as many numbers as reasons");
      return;
    }
  for (guint i = 0; i < n_versions; i++)
    {
      JsonNode *version = json_array_get_element (versions, i);
      gint64 value = JSON_NODE_HOLDS_VALUE (version) &&
                     json_node_get_value_type (version) == G_TYPE_INT64
                       ? json_node_get_int (version) : -1;

      if (value < 0 || value > G_MAXINT)
        dz_wire_reader_refuse (reader, "reason_versions", "holds something else than versions");
      else
        self->reason_versions[i] = (guint) value;
    }
}

static void
read_refusal (DzWireReader *reader,
              DzDecision   *self)
{
  self->reasons = dz_wire_reader_dup_strings (reader, "reasons", DZ_DECISION_REASONS_MAX);
  if (dz_wire_reader_has (reader, "reason_versions"))
    read_versions (reader, self);
  if (dz_wire_reader_has (reader, "retake"))
    self->retake = dz_wire_reader_get_boolean (reader, "retake");
}

/**
 * dz_wire_decision_to_json:
 * @self: a decision
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_decision_to_json (const DzDecision *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "verdict", dz_verdict_to_nick (self->verdict));
  dz_wire_set_strings (object, "reasons", (const char *const *) self->reasons);
  write_refusal (object, self);
  json_object_set_string_member (object, "note", self->note);
  json_object_set_string_member (object, "internal_note", self->internal_note);
  write_exceptions (object, self);
  json_object_set_string_member (object, "decided_by", self->decided_by);
  json_object_set_int_member (object, "decided_us", self->decided_us);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_decision_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a decision
 */
DzDecision *
dz_wire_decision_from_json (JsonNode *node,
                            GError  **error)
{
  g_autoptr(DzDecision) self = dz_decision_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  DZ_WIRE_READ_NICK (&reader, "verdict", dz_verdict_from_nick, &self->verdict);
  read_refusal (&reader, self);
  self->note = dz_wire_reader_dup_nullable (&reader, "note");
  self->internal_note = dz_wire_reader_dup_nullable (&reader, "internal_note");
  read_exceptions (&reader, self);
  read_crop (&reader, self);
  if (dz_wire_reader_has (&reader, "sheet_ms"))
    self->sheet_ms = dz_wire_reader_get_int (&reader, "sheet_ms", 1, G_MAXINT);
  self->decided_by = dz_wire_reader_dup_nullable (&reader, "decided_by");
  if (dz_wire_reader_has (&reader, "decided_us"))
    self->decided_us = dz_wire_reader_get_time (&reader, "decided_us");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
