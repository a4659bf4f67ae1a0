/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-queue-filter.h"

#include <string.h>

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

#define CODE_BYTES_MAX 64

/**
 * dz_wire_queue_filter_to_json:
 * @self: a filter
 *
 * Returns: (transfer full): its JSON
 */
JsonNode *
dz_wire_queue_filter_to_json (const DzQueueFilter *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "school", self->school);
  json_object_set_string_member (object, "window", self->window);
  json_object_set_string_member (object, "verdict", dz_filter_verdict_to_nick (self->verdict));
  json_object_set_string_member (object, "attempt", dz_filter_attempt_to_nick (self->attempt));
  json_object_set_int_member (object, "waited_min", self->waited_min);
  return dz_wire_take_object (object);
}

static char *
read_code (DzWireReader *reader,
           const char   *member)
{
  char *code = dz_wire_reader_dup_nullable (reader, member);

  if (code != NULL && (*code == '\0' || strlen (code) > CODE_BYTES_MAX))
    dz_wire_reader_refuse (reader, member, "is empty or too long");
  return code;
}

/**
 * dz_wire_queue_filter_from_json:
 * @node: JSON from the other side
 * @error: return location; DZ_WIRE_ERROR_SHAPE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a filter; whether its school and window exist is not looked
 *   at
 */
DzQueueFilter *
dz_wire_queue_filter_from_json (JsonNode *node,
                                GError  **error)
{
  g_autoptr(DzQueueFilter) self = dz_queue_filter_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->school = read_code (&reader, "school");
  self->window = read_code (&reader, "window");
  DZ_WIRE_READ_NICK (&reader, "verdict", dz_filter_verdict_from_nick, &self->verdict);
  DZ_WIRE_READ_NICK (&reader, "attempt", dz_filter_attempt_from_nick, &self->attempt);
  self->waited_min
      = (guint) dz_wire_reader_get_int (&reader, "waited_min", 0, DZ_FILTER_WAITED_MIN_MAX);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
