/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id.h"
#include "dz-store-queue.h"
#include "dz-store-submissions.h"

gboolean
dz_resource_get_photo (DzCall  *call,
                       GError **error)
{
  const char *sha256 = dz_call_get_param (call, "sha256");
  DzStore *store;
  GBytes *photo;

  if (!dz_hash_is_valid (sha256))
    {
      g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no hash");
      return FALSE;
    }
  store = dz_call_get_store (call, error);
  if (store == NULL || !dz_store_may_see_photo (store, dz_call_get_user (call), sha256, error))
    return FALSE;
  photo = dz_store_get_photo (store, sha256, error);
  if (photo == NULL)
    return FALSE;
  dz_call_reply_bytes (call, photo);
  return TRUE;
}
