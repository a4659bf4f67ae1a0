/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-store-tasks.h"

#define LIMIT_DEFAULT 200
#define LIMIT_MAX 1000

gboolean
dz_resource_list_tasks (DzCall  *call,
                        GError **error)
{
  g_autoptr(GPtrArray) tasks = NULL;
  JsonObject *reply;
  DzStore *store;
  gint64 limit;

  if (!dz_call_get_number (call, "limit", LIMIT_DEFAULT, 1, LIMIT_MAX, &limit, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  tasks = store != NULL ? dz_store_list_tasks (store, dz_call_get_user (call), (guint) limit,
                                                error)
                         : NULL;
  if (tasks == NULL)
    return FALSE;
  reply = json_object_new ();
  dz_wire_set_records (reply, "tasks", tasks, (DzWireWrite) dz_wire_task_to_json);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_finish_task (DzCall  *call,
                         GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  DzStore *store = json != NULL ? dz_call_get_store (call, error) : NULL;
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_autofree char *note = NULL;

  if (store == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  note = dz_wire_reader_dup_nullable (&reader, "note");
  if (!dz_wire_reader_finish (&reader, error) ||
      !dz_store_finish_task (store, dz_call_get_user (call), dz_call_get_param (call, "id"), note,
                             error))
    return FALSE;
  dz_call_reply (call, 200, dz_wire_take_object (json_object_new ()));
  return TRUE;
}
