/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-store-heads.h"

gboolean
dz_resource_get_head (DzCall  *call,
                      GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(DzHeads) heads = store != NULL ? dz_store_read_heads (store, error) : NULL;

  if (heads == NULL)
    return FALSE;
  dz_call_reply (call, 200, dz_heads_to_json (heads));
  return TRUE;
}

gboolean
dz_resource_read_feed (DzCall  *call,
                       GError **error)
{
  DzStore *store;
  GBytes *feed;
  gint64 after;
  gint64 limit;

  if (!dz_call_get_number (call, "after", 0, 0, G_MAXINT64, &after, error) ||
      !dz_call_get_number (call, "limit", DZ_STORE_FEED_MAX, 1, DZ_STORE_FEED_MAX, &limit, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  feed = store != NULL ? dz_store_read_feed (store, after, (guint) limit, error) : NULL;
  if (feed == NULL)
    return FALSE;
  dz_call_reply_bytes (call, feed);
  return TRUE;
}

gboolean
dz_resource_rotate_key (DzCall  *call,
                        GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  DzSignedHead head;

  if (store == NULL ||
      !dz_store_rotate_key (store, dz_call_get_user (call)->id, &head, error))
    return FALSE;
  dz_call_reply (call, 200, dz_signed_head_to_json (&head));
  return TRUE;
}

gboolean
dz_resource_begin_epoch (DzCall  *call,
                         GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  DzSignedHead kept;
  DzSignedHead head;
  DzStore *store;

  if (json == NULL)
    return FALSE;
  if (!dz_signed_head_from_json (&kept, json))
    {
      g_set_error_literal (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE, "$: is no signed head");
      return FALSE;
    }
  store = dz_call_get_store (call, error);
  if (store == NULL ||
      !dz_store_begin_epoch (store, &kept, dz_call_get_user (call)->id, &head, error))
    return FALSE;
  dz_call_reply (call, 200, dz_signed_head_to_json (&head));
  return TRUE;
}
