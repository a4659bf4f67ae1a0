/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-store-queue.h"

/* What waits, of which window, and who holds how much of it. */

gboolean
dz_resource_get_queue (DzCall  *call,
                       GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  DzQueueCounts counts = { 0 };

  if (store == NULL || !dz_store_count_queue (store, dz_call_get_user (call), &counts, error))
    return FALSE;
  dz_call_reply (call, 200, dz_wire_queue_counts_to_json (&counts));
  return TRUE;
}

static gboolean
reply_records (DzCall     *call,
               const char *member,
               GPtrArray  *records,
               DzWireWrite write)
{
  JsonObject *reply = json_object_new ();

  dz_wire_set_records (reply, member, records, write);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_list_holders (DzCall  *call,
                          GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(GPtrArray) holders = store != NULL ? dz_store_list_holders (store, error) : NULL;

  return holders != NULL && reply_records (call, "holders", holders,
                                           (DzWireWrite) dz_wire_queue_holder_to_json);
}

gboolean
dz_resource_list_queue_windows (DzCall  *call,
                                GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(GPtrArray) windows = store != NULL ? dz_store_list_queue_windows (store, error) : NULL;

  return windows != NULL && reply_records (call, "windows", windows,
                                           (DzWireWrite) dz_wire_queue_window_to_json);
}

gboolean
dz_resource_recall (DzCall  *call,
                    GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  DzStore *store = json != NULL ? dz_call_get_store (call, error) : NULL;
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_autofree char *user = NULL;
  JsonObject *reply;
  guint n_recalled;

  if (store == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  user = dz_wire_reader_dup_id (&reader, "user");
  if (!dz_wire_reader_finish (&reader, error) ||
      !dz_store_recall_leases (store, dz_call_get_user (call), user, &n_recalled, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_int_member (reply, "released", n_recalled);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
