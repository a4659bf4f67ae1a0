/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-rules.h"
#include "dz-store-reasons.h"

/* Who has the list of this revision already gets no reasons: desks ask often, and it is seldom
 * another. */
gboolean
dz_resource_list_reasons (DzCall  *call,
                          GError **error)
{
  g_autoptr(DzReasonList) reasons = NULL;
  DzStore *store;
  JsonNode *reply;
  gint64 known;

  if (!dz_call_get_number (call, "known", 0, 0, G_MAXINT, &known, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  reasons = store != NULL ? dz_store_list_reasons (store, error) : NULL;
  if (reasons == NULL)
    return FALSE;
  reply = dz_wire_reason_list_to_json (reasons);
  if (known == dz_reason_list_get_revision (reasons))
    json_object_set_array_member (json_node_get_object (reply), "reasons", json_array_new ());
  dz_call_reply (call, 200, reply);
  return TRUE;
}

/* Which version the asker has seen; who does not say it overwrites whichever stands. */
static gboolean
read_last (DzCall  *call,
           gint64  *last,
           GError **error)
{
  return dz_call_get_number (call, "last", DZ_STORE_REASON_ANY, 0, G_MAXINT, last, error);
}

static gboolean
check_rules (const DzReason *reason,
             GError        **error)
{
  g_auto(GStrv) rules = g_strsplit (reason->rules, " ", -1);

  for (guint i = 0; *reason->rules != '\0' && rules[i] != NULL; i++)
    {
      if (!dz_rules_know (rules[i]))
        {
          g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
                       "adding a reason: %.40s is no rule", rules[i]);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
dz_resource_add_reason (DzCall  *call,
                        GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_autoptr(DzReason) words = json != NULL ? dz_wire_reason_from_json (json, error) : NULL;
  g_autoptr(DzReason) reason = NULL;
  DzStore *store;
  gint64 last;

  if (words == NULL || !check_rules (words, error) || !read_last (call, &last, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store != NULL)
    reason = dz_store_add_reason (store, words, last, dz_call_get_user (call)->id, error);
  if (reason == NULL)
    return FALSE;
  dz_call_reply (call, 201, dz_wire_reason_to_json (reason));
  return TRUE;
}

gboolean
dz_resource_retire_reason (DzCall  *call,
                           GError **error)
{
  g_autoptr(DzReason) reason = NULL;
  DzStore *store;
  gint64 last;

  if (!read_last (call, &last, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store != NULL)
    reason = dz_store_retire_reason (store, dz_call_get_param (call, "code"), last,
                                     dz_call_get_user (call)->id, error);
  if (reason == NULL)
    return FALSE;
  dz_call_reply (call, 200, dz_wire_reason_to_json (reason));
  return TRUE;
}
