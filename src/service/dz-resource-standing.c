/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id-number.h"
#include "dz-id.h"
#include "dz-store-standing.h"

/* For desks whose command was not applied. */

static const char *
get_id (DzCall  *call,
        GError **error)
{
  const char *id = dz_call_get_param (call, "id");

  if (dz_id_is_valid (id))
    return id;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no id");
  return NULL;
}

/* What a desk gets is masked, as in dz-resource-leases.c. */
static void
mask (DzStudent *student)
{
  char *masked = dz_id_number_mask (student->id_number);

  g_free (student->id_number);
  student->id_number = masked;
}

gboolean
dz_resource_get_standing (DzCall  *call,
                          GError **error)
{
  const char *id = get_id (call, error);
  DzStore *store = id != NULL ? dz_call_get_store (call, error) : NULL;
  g_autoptr(DzItem) item = NULL;
  JsonObject *reply;

  if (store == NULL)
    return FALSE;
  item = dz_store_get_standing (store, dz_call_get_user (call), id, error);
  if (item == NULL)
    return FALSE;
  mask (item->student);
  reply = json_object_new ();
  json_object_set_member (reply, "submission", dz_wire_submission_to_json (item->submission));
  json_object_set_member (reply, "student", dz_wire_student_to_json (item->student));
  json_object_set_string_member (reply, "school_name", item->school_name);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_retake (DzCall  *call,
                    GError **error)
{
  const char *id = get_id (call, error);
  DzStore *store = id != NULL ? dz_call_get_store (call, error) : NULL;
  JsonObject *reply;
  gboolean taken;

  if (store == NULL || !dz_store_retake (store, dz_call_get_user (call),
                                         dz_call_get_workstation (call), id, &taken, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_boolean_member (reply, "taken", taken);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
