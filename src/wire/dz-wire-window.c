/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-window.h"

#include "dz-wire-levels.h"
#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define FEE_FEN_MAX 1000000
#define HOLD_S_MAX 86400

/**
 * dz_wire_window_to_json:
 * @self: a window
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_window_to_json (const DzWindow *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "school", self->school);
  dz_wire_set_levels (object, "levels", self->levels);
  json_object_set_string_member (object, "identifier_kind",
                                 dz_identifier_kind_to_nick (self->identifier_kind));
  json_object_set_string_member (object, "payer", dz_payer_to_nick (self->payer));
  json_object_set_int_member (object, "fee_fen", self->fee_fen);
  json_object_set_string_member (object, "profile", self->profile);
  json_object_set_string_member (object, "phone", self->phone);
  json_object_set_int_member (object, "opens_us", self->opens_us);
  json_object_set_int_member (object, "upload_ends_us", self->upload_ends_us);
  json_object_set_int_member (object, "retake_ends_us", self->retake_ends_us);
  json_object_set_int_member (object, "payment_ends_us", self->payment_ends_us);
  json_object_set_int_member (object, "hold_s", self->hold_s);
  json_object_set_int_member (object, "attempts_max", self->attempts_max);
  json_object_set_int_member (object, "retention_days", self->retention_days);
  return dz_wire_take_object (object);
}

/**
 * dz_wire_window_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a window
 */
DzWindow *
dz_wire_window_from_json (JsonNode *node,
                          GError  **error)
{
  g_autoptr(DzWindow) self = dz_window_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->id = dz_wire_reader_dup_nullable (&reader, "id");
  self->school = dz_wire_reader_dup_string (&reader, "school");
  self->levels = dz_wire_read_levels (&reader, "levels");
  DZ_WIRE_READ_NICK (&reader, "identifier_kind", dz_identifier_kind_from_nick,
                     &self->identifier_kind);
  DZ_WIRE_READ_NICK (&reader, "payer", dz_payer_from_nick, &self->payer);
  self->fee_fen = dz_wire_reader_get_int (&reader, "fee_fen", 0, FEE_FEN_MAX);
  self->profile = dz_wire_reader_dup_string (&reader, "profile");
  self->phone = dz_wire_reader_dup_nullable (&reader, "phone");
  self->opens_us = dz_wire_reader_get_time (&reader, "opens_us");
  self->upload_ends_us = dz_wire_reader_get_time (&reader, "upload_ends_us");
  self->retake_ends_us = dz_wire_reader_get_time (&reader, "retake_ends_us");
  self->payment_ends_us = dz_wire_reader_get_time (&reader, "payment_ends_us");
  self->hold_s = dz_wire_reader_get_int (&reader, "hold_s", 0, HOLD_S_MAX);
  self->attempts_max = dz_wire_reader_get_int (&reader, "attempts_max", 1, 1000);
  self->retention_days = dz_wire_reader_get_int (&reader, "retention_days", 1, 36500);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
