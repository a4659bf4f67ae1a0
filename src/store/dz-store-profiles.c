/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-profiles.h"

#include "dz-store-private.h"

#include <string.h>

#define COUNT_PROFILE "SELECT COUNT(*) FROM profiles WHERE hash = ?1"
#define ADD_PROFILE \
  "INSERT INTO profiles (hash, json, since_us) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
#define GET_PROFILE "SELECT json FROM profiles WHERE hash = ?1"

#define DOING "keeping a profile"
#define READING "reading a profile"

static gboolean
has_hash (GBytes     *json,
          const char *hash)
{
  g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);

  return g_str_equal (found, hash);
}

static gboolean
add_profile (DzStore    *self,
             const char *hash,
             const char *json,
             GError    **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);

  return transaction != NULL &&
         dz_store_run (self, DOING, ADD_PROFILE,
                       DZ_VALUES (DZ_TEXT (hash), DZ_TEXT (json), DZ_INT (self->now_us)), NULL,
                       error) &&
         dz_transaction_commit (transaction, error);
}

/**
 * dz_store_keep_profile:
 * @self: a store
 * @hash: SHA-256 of its bytes, in hex
 * @json: a profile as it was read, UTF-8
 * @error: return location; DZ_STORE_ERROR_INVALID
 *
 * Keeps the limits that a photo is judged by, so that whoever asks years later by which ones reads
 * them even where no program has them any more. One that is there stays as it is.
 *
 * Returns: whether it is kept
 */
gboolean
dz_store_keep_profile (DzStore     *self,
                       const char  *hash,
                       GBytes      *json,
                       GError     **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (json, &length);
  g_autofree char *text = NULL;
  gint64 n;

  g_return_val_if_fail (self != NULL && hash != NULL && json != NULL, FALSE);

  if (!dz_store_read_int (self, DOING, COUNT_PROFILE, DZ_VALUES (DZ_TEXT (hash)), 0, &n, error))
    return FALSE;
  if (n > 0)
    return TRUE;
  if (!has_hash (json, hash) || !g_utf8_validate_len (bytes, length, NULL))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
                   DOING ": it is no text of this hash");
      return FALSE;
    }
  text = g_strndup (bytes, length);
  return add_profile (self, hash, text, error);
}

/**
 * dz_store_get_profile:
 * @self: a store
 * @hash: content hash of a profile
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): it as it was kept
 */
GBytes *
dz_store_get_profile (DzStore    *self,
                      const char *hash,
                      GError    **error)
{
  g_autofree char *json = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL && hash != NULL, NULL);

  if (!dz_store_read_text (self, READING, GET_PROFILE, DZ_VALUES (DZ_TEXT (hash)), &json, error))
    return NULL;
  if (json == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, READING ": none has this hash");
      return NULL;
    }
  bytes = g_bytes_new (json, strlen (json));
  if (has_hash (bytes, hash))
    return g_steal_pointer (&bytes);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED, READING ": %s was changed", hash);
  return NULL;
}
