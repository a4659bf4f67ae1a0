/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-store-delivery.h"

gboolean
dz_resource_get_delivery_note (DzCall  *call,
                               GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(DzDeliveryFacts) facts = NULL;

  if (store == NULL)
    return FALSE;
  facts = dz_store_get_delivery_facts (store, dz_call_get_param (call, "id"), error);
  if (facts == NULL)
    return FALSE;
  dz_call_reply (call, 200, dz_wire_delivery_facts_to_json (facts));
  return TRUE;
}
