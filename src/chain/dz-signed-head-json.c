/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-heads.h"

#include <sodium.h>
#include <string.h>

static void
set_hex (JsonObject   *object,
         const char   *name,
         const guint8 *bytes,
         gsize         length)
{
  g_autofree char *hex = g_malloc (2 * length + 1);

  json_object_set_string_member (object, name, sodium_bin2hex (hex, 2 * length + 1, bytes, length));
}

static gboolean
get_hex (JsonObject *object,
         const char *name,
         guint8     *bytes,
         gsize       length)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *hex = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                      ? json_node_get_string (node) : NULL;
  gsize read;

  return hex != NULL && strlen (hex) == 2 * length &&
         sodium_hex2bin (bytes, length, hex, 2 * length, NULL, &read, NULL) == 0 && read == length;
}

static gboolean
get_int (JsonObject *object,
         const char *name,
         gint64      min,
         gint64     *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);
  return *value >= min;
}

/**
 * dz_signed_head_to_json:
 * @self: a head
 *
 * Returns: (transfer full): it as people keep it in a file: an object with service, hash, key and
 *   signature in hex, epoch, seq and time_us as numbers
 */
JsonNode *
dz_signed_head_to_json (const DzSignedHead *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  set_hex (object, "service", self->service, sizeof self->service);
  json_object_set_int_member (object, "epoch", self->epoch);
  json_object_set_int_member (object, "seq", self->seq);
  set_hex (object, "hash", self->hash, sizeof self->hash);
  json_object_set_int_member (object, "time_us", self->time_us);
  set_hex (object, "key", self->key, sizeof self->key);
  set_hex (object, "signature", self->signature, sizeof self->signature);
  json_node_set_object (node, object);
  return node;
}

/**
 * dz_signed_head_from_json:
 * @self: (out caller-allocates): a head
 * @node: (nullable): JSON from anywhere
 *
 * Whether its signature is right is another question. Members that are not known are ignored.
 *
 * Returns: whether it has the form of a head
 */
gboolean
dz_signed_head_from_json (DzSignedHead *self,
                          JsonNode     *node)
{
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  object = json_node_get_object (node);
  return get_hex (object, "service", self->service, sizeof self->service) &&
         get_int (object, "epoch", 1, &self->epoch) && get_int (object, "seq", 0, &self->seq) &&
         get_hex (object, "hash", self->hash, sizeof self->hash) &&
         get_int (object, "time_us", 0, &self->time_us) &&
         get_hex (object, "key", self->key, sizeof self->key) &&
         get_hex (object, "signature", self->signature, sizeof self->signature);
}
