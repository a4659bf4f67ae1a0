/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-profile.h"
#include "dz-store-register.h"

gboolean
dz_resource_list_windows (DzCall  *call,
                          GError **error)
{
  const char *school = dz_call_get_query (call, "school");
  g_autoptr(GPtrArray) windows = NULL;
  DzStore *store = dz_call_get_store (call, error);
  JsonObject *reply;

  if (store == NULL)
    return FALSE;
  windows = dz_store_list_windows (store, school, error);
  if (windows == NULL)
    return FALSE;
  reply = json_object_new ();
  dz_wire_set_records (reply, "windows", windows, (DzWireWrite) dz_wire_window_to_json);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_open_window (DzCall  *call,
                         GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  DzStore *store = json != NULL ? dz_call_get_store (call, error) : NULL;
  g_autoptr(DzWindow) wanted = NULL;
  g_autoptr(DzProfile) profile = NULL;
  g_autoptr(DzWindow) window = NULL;

  if (store == NULL)
    return FALSE;
  wanted = dz_wire_window_from_json (json, error);
  if (wanted == NULL)
    return FALSE;
  profile = dz_profile_find (wanted->profile, error);
  if (profile == NULL)
    return FALSE;
  window = dz_store_open_window (store, wanted, dz_call_get_user (call)->id, error);
  if (window == NULL)
    return FALSE;
  dz_call_reply (call, 201, dz_wire_window_to_json (window));
  return TRUE;
}
