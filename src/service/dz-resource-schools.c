/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-store-register.h"
#include "dz-store-second-policy.h"

#define LIMIT_DEFAULT 20
#define LIMIT_MAX 100
#define QUERY_BYTES_MAX 200

gboolean
dz_resource_search_schools (DzCall  *call,
                            GError **error)
{
  const char *text = dz_call_get_query (call, "q");
  g_autoptr(GPtrArray) schools = NULL;
  JsonObject *reply;
  DzStore *store;
  gint64 limit;

  if (!dz_call_get_number (call, "limit", LIMIT_DEFAULT, 1, LIMIT_MAX, &limit, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store == NULL)
    return FALSE;
  if (text == NULL || strlen (text) > QUERY_BYTES_MAX)
    text = "";
  schools = dz_store_search_schools (store, text, limit, error);
  if (schools == NULL)
    return FALSE;
  reply = json_object_new ();
  dz_wire_set_records (reply, "schools", schools, (DzWireWrite) dz_wire_school_to_json);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_add_school (DzCall  *call,
                        GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  DzStore *store = json != NULL ? dz_call_get_store (call, error) : NULL;
  g_autoptr(DzSchool) school = NULL;

  if (store == NULL)
    return FALSE;
  school = dz_wire_school_from_json (json, error);
  if (school == NULL || !dz_store_add_school (store, school, dz_call_get_user (call)->id, error))
    return FALSE;
  dz_call_reply (call, 201, dz_wire_school_to_json (school));
  return TRUE;
}

static gboolean
reply_policy (DzCall     *call,
              DzStore    *store,
              const char *school,
              GError    **error)
{
  DzSchoolPolicy policy = { DZ_POLICY_SHEET | DZ_POLICY_SECOND, FALSE, { 0, FALSE, FALSE } };

  if (!dz_store_get_sheet_allowed (store, school, &policy.sheet_allowed, error) ||
      !dz_store_get_second_policy (store, school, &policy.second, error))
    return FALSE;
  dz_call_reply (call, 200, dz_wire_policy_to_json (&policy));
  return TRUE;
}

gboolean
dz_resource_get_policy (DzCall  *call,
                        GError **error)
{
  DzStore *store = dz_call_get_store (call, error);

  return store != NULL && reply_policy (call, store, dz_call_get_param (call, "code"), error);
}

/* What may be refused comes first. */
static gboolean
set_parts (DzCall               *call,
           DzStore              *store,
           const char           *school,
           const DzSchoolPolicy *policy,
           GError              **error)
{
  const char *actor = dz_call_get_user (call)->id;

  if ((policy->parts & DZ_POLICY_SECOND) &&
      !dz_store_set_second_policy (store, school, &policy->second, actor, error))
    return FALSE;
  return (policy->parts & DZ_POLICY_SHEET) == 0 ||
         dz_store_set_sheet_allowed (store, school, policy->sheet_allowed, actor, error);
}

gboolean
dz_resource_set_policy (DzCall  *call,
                        GError **error)
{
  const char *school = dz_call_get_param (call, "code");
  JsonNode *json = dz_call_get_json (call, error);
  DzStore *store = json != NULL ? dz_call_get_store (call, error) : NULL;
  DzSchoolPolicy policy;

  return store != NULL && dz_wire_policy_from_json (json, &policy, error) &&
         set_parts (call, store, school, &policy, error) &&
         reply_policy (call, store, school, error);
}
