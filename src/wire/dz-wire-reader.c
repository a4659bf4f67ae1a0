/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-reader.h"

#include <math.h>
#include <string.h>

#include "dz-id.h"
#include "dz-wire.h"

/**
 * dz_wire_reader_over:
 * @node: (nullable): what should be an object; it must outlive the reader
 *
 * Begins to read an object.
 *
 * Returns: a reader, to be cleared
 */
DzWireReader
dz_wire_reader_over (JsonNode *node)
{
  DzWireReader self = { NULL, NULL };

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    self.object = json_node_get_object (node);
  else
    g_set_error_literal (&self.error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE, "$: is no object");
  return self;
}

/**
 * dz_wire_reader_clear:
 * @self: a reader
 *
 * Frees what the reader keeps.
 */
void
dz_wire_reader_clear (DzWireReader *self)
{
  g_clear_error (&self->error);
  self->object = NULL;
}

/**
 * dz_wire_reader_finish:
 * @self: a reader
 * @error: return location; DZ_WIRE_ERROR_SHAPE
 *
 * Returns: whether everything read was right
 */
gboolean
dz_wire_reader_finish (DzWireReader *self,
                       GError      **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * dz_wire_reader_refuse:
 * @self: a reader
 * @member: name of the member
 * @problem: what is wrong with it, "is no string"
 *
 * Notes a problem, unless there is one already.
 */
void
dz_wire_reader_refuse (DzWireReader *self,
                       const char   *member,
                       const char   *problem)
{
  if (self->error == NULL)
    g_set_error (&self->error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE, "$.%s: %s", member, problem);
}

/**
 * dz_wire_reader_has:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: whether the member is there and not null
 */
gboolean
dz_wire_reader_has (DzWireReader *self,
                    const char   *member)
{
  JsonNode *node;

  if (self->error != NULL)
    return FALSE;
  node = json_object_get_member (self->object, member);
  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

/**
 * dz_wire_reader_peek_node:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: (transfer none) (nullable): the member; %NULL after a problem, which its absence is
 */
JsonNode *
dz_wire_reader_peek_node (DzWireReader *self,
                          const char   *member)
{
  JsonNode *node;

  if (self->error != NULL)
    return NULL;
  node = json_object_get_member (self->object, member);
  if (node == NULL)
    dz_wire_reader_refuse (self, member, "is missing");
  return node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* The string of @node, or NULL where it is none or too long. */
static const char *
string_of (JsonNode *node,
           gsize     bytes_max)
{
  const char *text;

  if (!holds (node, G_TYPE_STRING))
    return NULL;
  text = json_node_get_string (node);
  return strlen (text) <= bytes_max ? text : NULL;
}

/**
 * dz_wire_reader_peek_string:
 * @self: a reader
 * @member: name of the member
 * @bytes_max: longest that is accepted
 *
 * Returns: (transfer none): the string; "" after a problem
 */
const char *
dz_wire_reader_peek_string (DzWireReader *self,
                            const char   *member,
                            gsize         bytes_max)
{
  JsonNode *node = dz_wire_reader_peek_node (self, member);
  const char *text;

  if (node == NULL)
    return "";
  text = string_of (node, bytes_max);
  if (text != NULL)
    return text;
  dz_wire_reader_refuse (self, member, "is no string, or too long");
  return "";
}

/**
 * dz_wire_reader_dup_string:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: (transfer full): the string; "" after a problem
 */
char *
dz_wire_reader_dup_string (DzWireReader *self,
                           const char   *member)
{
  return g_strdup (dz_wire_reader_peek_string (self, member, DZ_WIRE_STRING_BYTES_MAX));
}

/**
 * dz_wire_reader_dup_nullable:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: (transfer full) (nullable): the string; %NULL where it is null or absent
 */
char *
dz_wire_reader_dup_nullable (DzWireReader *self,
                             const char   *member)
{
  if (!dz_wire_reader_has (self, member))
    return NULL;
  return dz_wire_reader_dup_string (self, member);
}

/**
 * dz_wire_reader_dup_id:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: (transfer full): an id of 32 hex digits; "" after a problem
 */
char *
dz_wire_reader_dup_id (DzWireReader *self,
                       const char   *member)
{
  const char *id = dz_wire_reader_peek_string (self, member, DZ_ID_LENGTH);

  if (!dz_id_is_valid (id))
    dz_wire_reader_refuse (self, member, "is no id");
  return g_strdup (self->error == NULL ? id : "");
}

/**
 * dz_wire_reader_dup_hash:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: (transfer full): a SHA-256 in hex; "" after a problem
 */
char *
dz_wire_reader_dup_hash (DzWireReader *self,
                         const char   *member)
{
  const char *hash = dz_wire_reader_peek_string (self, member, 64);

  if (!dz_hash_is_valid (hash))
    dz_wire_reader_refuse (self, member, "is no SHA-256");
  return g_strdup (self->error == NULL ? hash : "");
}

/**
 * dz_wire_reader_get_int:
 * @self: a reader
 * @member: name of the member
 * @min: smallest that is accepted
 * @max: largest that is accepted
 *
 * Returns: the integer; @min after a problem
 */
gint64
dz_wire_reader_get_int (DzWireReader *self,
                        const char   *member,
                        gint64        min,
                        gint64        max)
{
  JsonNode *node = dz_wire_reader_peek_node (self, member);
  gint64 value;

  if (node == NULL)
    return min;
  if (!holds (node, G_TYPE_INT64))
    {
      dz_wire_reader_refuse (self, member, "is no integer");
      return min;
    }
  value = json_node_get_int (node);
  if (value >= min && value <= max)
    return value;
  dz_wire_reader_refuse (self, member, "is out of range");
  return min;
}

/**
 * dz_wire_reader_get_time:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: microseconds since 1970 UTC, 0 for none; 0 after a problem
 */
gint64
dz_wire_reader_get_time (DzWireReader *self,
                         const char   *member)
{
  return dz_wire_reader_get_int (self, member, 0, G_GINT64_CONSTANT (253402300800000000));
}

/**
 * dz_wire_reader_get_number:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: the number; NaN where it is null, absent, or after a problem
 */
double
dz_wire_reader_get_number (DzWireReader *self,
                           const char   *member)
{
  JsonNode *node;
  double value;

  if (!dz_wire_reader_has (self, member))
    return NAN;
  node = json_object_get_member (self->object, member);
  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    {
      dz_wire_reader_refuse (self, member, "is no number");
      return NAN;
    }
  value = json_node_get_double (node);
  if (isfinite (value))
    return value;
  dz_wire_reader_refuse (self, member, "is out of range");
  return NAN;
}

/**
 * dz_wire_reader_get_boolean:
 * @self: a reader
 * @member: name of the member
 *
 * Returns: the truth value; %FALSE after a problem
 */
gboolean
dz_wire_reader_get_boolean (DzWireReader *self,
                            const char   *member)
{
  JsonNode *node = dz_wire_reader_peek_node (self, member);

  if (node == NULL)
    return FALSE;
  if (holds (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  dz_wire_reader_refuse (self, member, "is neither true nor false");
  return FALSE;
}

static JsonArray *
peek_list (DzWireReader *self,
           const char   *member,
           guint         length_max)
{
  JsonNode *node = dz_wire_reader_peek_node (self, member);
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      dz_wire_reader_refuse (self, member, "is no list");
      return NULL;
    }
  array = json_node_get_array (node);
  if (json_array_get_length (array) <= length_max)
    return array;
  dz_wire_reader_refuse (self, member, "is too long a list");
  return NULL;
}

/**
 * dz_wire_reader_dup_strings:
 * @self: a reader
 * @member: name of the member
 * @length_max: most strings that are accepted
 *
 * Returns: (transfer full): the strings; none after a problem
 */
GStrv
dz_wire_reader_dup_strings (DzWireReader *self,
                            const char   *member,
                            guint         length_max)
{
  g_autoptr(GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = peek_list (self, member, length_max);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = string_of (json_array_get_element (array, i), DZ_WIRE_STRING_BYTES_MAX);

      if (text != NULL)
        g_strv_builder_add (strings, text);
      else
        dz_wire_reader_refuse (self, member, "holds something else than strings");
    }
  return g_strv_builder_end (strings);
}

/* Puts the path of the member before the path inside of it: "$.id: …" becomes "$.lease.id: …". */
static void
take_inner_error (DzWireReader *self,
                  const char   *path,
                  GError       *inner)
{
  const char *rest = inner->message[0] == '$' ? inner->message + 1 : inner->message;

  if (self->error == NULL)
    g_set_error (&self->error, inner->domain, inner->code, "$.%s%s", path, rest);
  g_error_free (inner);
}

/**
 * dz_wire_reader_read_record:
 * @self: a reader
 * @member: name of the member
 * @read: how the record is read
 *
 * Returns: (transfer full) (nullable): the record; %NULL after a problem
 */
gpointer
dz_wire_reader_read_record (DzWireReader *self,
                            const char   *member,
                            DzWireRead    read)
{
  JsonNode *node = dz_wire_reader_peek_node (self, member);
  GError *error = NULL;
  gpointer record;

  if (node == NULL)
    return NULL;
  record = read (node, &error);
  if (record == NULL)
    take_inner_error (self, member, error);
  return record;
}

/**
 * dz_wire_reader_read_nullable:
 * @self: a reader
 * @member: name of the member
 * @read: how the record is read
 *
 * Returns: (transfer full) (nullable): the record; %NULL where it is null or absent
 */
gpointer
dz_wire_reader_read_nullable (DzWireReader *self,
                              const char   *member,
                              DzWireRead    read)
{
  if (!dz_wire_reader_has (self, member))
    return NULL;
  return dz_wire_reader_read_record (self, member, read);
}

/**
 * dz_wire_reader_read_records:
 * @self: a reader
 * @member: name of the member
 * @length_max: most records that are accepted
 * @read: how one record is read
 * @free_record: how one is freed
 *
 * Returns: (transfer full): the records, as many as were right
 */
GPtrArray *
dz_wire_reader_read_records (DzWireReader  *self,
                             const char    *member,
                             guint          length_max,
                             DzWireRead     read,
                             GDestroyNotify free_record)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (free_record);
  JsonArray *array = peek_list (self, member, length_max);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", member, i);
      GError *error = NULL;
      gpointer record = read (json_array_get_element (array, i), &error);

      if (record == NULL)
        {
          take_inner_error (self, path, error);
          break;
        }
      g_ptr_array_add (records, record);
    }
  return records;
}
