/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id.h"
#include "dz-profile.h"
#include "dz-store-profiles.h"

/* What was judged before profiles were kept may be one that this program still has. */
static GBytes *
find_built_in (const char *hash,
               GError    **error)
{
  g_autoptr(DzProfile) profile = dz_profile_find_by_hash (hash, NULL);

  if (profile != NULL)
    return g_bytes_ref (dz_profile_get_json (profile));
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no such profile");
  return NULL;
}

gboolean
dz_resource_get_profile (DzCall  *call,
                         GError **error)
{
  const char *hash = dz_call_get_param (call, "sha256");
  DzStore *store = dz_hash_is_valid (hash) ? dz_call_get_store (call, error) : NULL;
  g_autoptr(GError) met = NULL;
  GBytes *json;

  if (!dz_hash_is_valid (hash))
    {
      g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no hash");
      return FALSE;
    }
  if (store == NULL)
    return FALSE;
  json = dz_store_get_profile (store, hash, &met);
  if (json == NULL && g_error_matches (met, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    json = find_built_in (hash, error);
  else if (json == NULL)
    g_propagate_error (error, g_steal_pointer (&met));
  if (json == NULL)
    return FALSE;
  dz_call_reply_bytes (call, json);
  return TRUE;
}
