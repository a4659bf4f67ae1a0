/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The photos that students were admitted with. Files are named by identifiers and ID numbers, and
 * nothing personal stands in an address: names are matched in bodies, and the address of a photo
 * has the record's own id. */
#include "dz-resources.h"

#include "dz-admissions.h"
#include "dz-id.h"
#include "dz-service-private.h"
#include "dz-store-admission-imports.h"

#define NAME_BYTES_MAX 255 /* as long as a name of a file can be */
#define LEFT_OUT_MAX 1000000

static DzStore *
get_store_for (DzCall     *call,
               const char *param,
               GError    **error)
{
  if (dz_id_is_valid (dz_call_get_param (call, param)))
    return dz_call_get_store (call, error);
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no id");
  return NULL;
}

gboolean
dz_resource_begin_admissions (DzCall  *call,
                              GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_autofree char *school = NULL;
  g_autofree char *id = NULL;
  DzAdmissionKey key = DZ_ADMISSION_KEY_IDENTIFIER;
  DzLevel level = DZ_LEVEL_MASTER;
  JsonObject *reply;
  DzStore *store;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  school = g_strdup (dz_wire_reader_peek_string (&reader, "school", 20));
  DZ_WIRE_READ_NICK (&reader, "level", dz_level_from_nick, &level);
  DZ_WIRE_READ_NICK (&reader, "by", dz_admission_key_from_nick, &key);
  if (!dz_wire_reader_finish (&reader, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  id = store != NULL ? dz_store_begin_admissions (store, school, level, key,
                                                  dz_call_get_user (call)->id, error)
                     : NULL;
  if (id == NULL)
    return FALSE;
  reply = json_object_new ();
  json_object_set_string_member (reply, "id", id);
  dz_call_reply (call, 201, dz_wire_take_object (reply));
  return TRUE;
}

static void
reply_match (DzCall           *call,
             const char       *student,
             DzAdmissionResult refusal)
{
  JsonObject *reply = json_object_new ();

  if (student != NULL)
    json_object_set_string_member (reply, "student", student);
  else
    json_object_set_string_member (reply, "refusal", dz_admission_result_to_nick (refusal));
  dz_call_reply (call, 200, dz_wire_take_object (reply));
}

gboolean
dz_resource_match_admission (DzCall  *call,
                             GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_autofree char *name = NULL;
  g_autofree char *student = NULL;
  DzAdmissionResult refusal;
  DzStore *store;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  name = g_strdup (dz_wire_reader_peek_string (&reader, "name", NAME_BYTES_MAX));
  if (!dz_wire_reader_finish (&reader, error))
    return FALSE;
  store = get_store_for (call, "id", error);
  if (store == NULL ||
      !dz_store_match_admission (store, dz_call_get_param (call, "id"), dz_call_get_user (call)->id,
                                 name, &student, &refusal, error))
    return FALSE;
  reply_match (call, student, refusal);
  return TRUE;
}

gboolean
dz_resource_put_admission (DzCall  *call,
                           GError **error)
{
  DzExaminer *examiner = dz_service_get_examiner (dz_call_get_service (call));
  DzStore *store = get_store_for (call, "student", error);
  DzAdmissionResult result;
  JsonObject *reply;

  if (store == NULL ||
      !dz_admissions_keep (examiner, store, dz_call_get_param (call, "id"),
                           dz_call_get_user (call)->id, dz_call_get_param (call, "student"),
                           dz_call_get_body (call), &result, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_string_member (reply, "result", dz_admission_result_to_nick (result));
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_end_admissions (DzCall  *call,
                            GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  DzAdmissionCounts counts;
  JsonObject *reply;
  gint64 left_out;
  DzStore *store;

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  left_out = dz_wire_reader_get_int (&reader, "left_out", 0, LEFT_OUT_MAX);
  if (!dz_wire_reader_finish (&reader, error))
    return FALSE;
  store = get_store_for (call, "id", error);
  if (store == NULL ||
      !dz_store_end_admissions (store, dz_call_get_param (call, "id"), dz_call_get_user (call)->id,
                                (guint) left_out, &counts, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_int_member (reply, "added", counts.added);
  json_object_set_int_member (reply, "replaced", counts.replaced);
  json_object_set_int_member (reply, "same", counts.same);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
