/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-writer.h"

#include <math.h>

/**
 * dz_wire_set_number:
 * @object: an object
 * @member: name of the member
 * @value: a number
 *
 * Writes a number; null where it is not finite, which JSON cannot say.
 */
void
dz_wire_set_number (JsonObject *object,
                    const char *member,
                    double      value)
{
  if (isfinite (value))
    json_object_set_double_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

/**
 * dz_wire_set_strings:
 * @object: an object
 * @member: name of the member
 * @strings: (nullable) (array zero-terminated=1): strings
 *
 * Writes a list of strings, an empty one for %NULL.
 */
void
dz_wire_set_strings (JsonObject        *object,
                     const char        *member,
                     const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_object_set_array_member (object, member, array);
}

/**
 * dz_wire_set_records:
 * @object: an object
 * @member: name of the member
 * @records: records of one kind
 * @write: how one is written
 *
 * Writes a list of records.
 */
void
dz_wire_set_records (JsonObject *object,
                     const char *member,
                     GPtrArray  *records,
                     DzWireWrite write)
{
  JsonArray *array = json_array_sized_new (records->len);

  for (guint i = 0; i < records->len; i++)
    json_array_add_element (array, write (g_ptr_array_index (records, i)));
  json_object_set_array_member (object, member, array);
}

/**
 * dz_wire_take_object:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node that holds it
 */
JsonNode *
dz_wire_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}
