/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-reason.h"

static JsonObject *
write_reason (const DzReason *reason)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", reason->code);
  json_object_set_string_member (object, "rules", reason->rules);
  json_object_set_string_member (object, "label_zh", reason->label_zh);
  json_object_set_string_member (object, "label_en", reason->label_en);
  json_object_set_string_member (object, "zh", reason->zh);
  json_object_set_string_member (object, "en", reason->en);
  return object;
}

gboolean
dz_resource_list_reasons (DzCall  *call,
                          GError **error)
{
  guint n_reasons;
  const DzReason *reasons = dz_reason_get_all (&n_reasons);
  JsonArray *list = json_array_new ();
  JsonObject *reply = json_object_new ();

  for (guint i = 0; i < n_reasons; i++)
    json_array_add_object_element (list, write_reason (&reasons[i]));
  json_object_set_array_member (reply, "reasons", list);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
