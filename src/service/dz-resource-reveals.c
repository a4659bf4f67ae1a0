/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-store-reveals.h"

#define CODE_BYTES_MAX 32

gboolean
dz_resource_reveal (DzCall  *call,
                    GError **error)
{
  const char *id = dz_call_get_param (call, "id");
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;
  g_autofree char *id_number = NULL;
  JsonObject *reply;
  DzStore *store;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  code = g_strdup (dz_wire_reader_peek_string (&reader, "code", CODE_BYTES_MAX));
  words = dz_wire_reader_dup_nullable (&reader, "words");
  if (!dz_wire_reader_finish (&reader, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store == NULL ||
      !dz_store_reveal (store, dz_call_get_user (call), id, code, words, &id_number, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_string_member (reply, "id_number", id_number);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
