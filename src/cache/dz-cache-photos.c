/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache-private.h"

#include "dz-id.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

static char *
path_of (DzCache    *self,
         const char *sha256)
{
  return g_build_filename (self->photo_dir, sha256, NULL);
}

static gboolean
set_disk_error (GError    **error,
                const char *doing,
                int         code)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DISK, "%s: %s", doing, g_strerror (code));
  return FALSE;
}

/* Removes every photo: at the start, because the key of an earlier run is gone; at the end, because
 * nobody else has a use for them. */
gboolean
dz_cache_sweep_photos (DzCache *self,
                       GError **error)
{
  g_autoptr(GDir) dir = g_dir_open (self->photo_dir, 0, NULL);
  const char *name;

  if (dir == NULL)
    return set_disk_error (error, "opening the folder of photos", errno);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->photo_dir, name, NULL);

      if (g_unlink (path) != 0)
        return set_disk_error (error, "removing a photo of an earlier run", errno);
    }
  return TRUE;
}

/* nonce, then the sealed bytes; the photo's name is authenticated with them. */
static guint8 *
seal (DzCache    *self,
      const char *sha256,
      GBytes     *bytes,
      gsize      *length)
{
  gsize plain_length;
  const guint8 *plain = g_bytes_get_data (bytes, &plain_length);
  guint8 *sealed = g_malloc (NONCE + plain_length + TAG);
  unsigned long long sealed_length;

  randombytes_buf (sealed, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE, &sealed_length, plain, plain_length,
                                              (const guint8 *) sha256, strlen (sha256), NULL,
                                              sealed, self->key);
  *length = NONCE + sealed_length;
  return sealed;
}

/**
 * dz_cache_keep_photo:
 * @self: the desk's data
 * @sha256: SHA-256 of @bytes in hex
 * @bytes: a photo
 * @error: return location; DZ_CACHE_ERROR_DAMAGED where @bytes are not what @sha256 names,
 *   DZ_CACHE_ERROR_DISK
 *
 * Keeps a photo, encrypted, until it is dropped or the desk ends.
 *
 * Returns: whether it is kept
 */
gboolean
dz_cache_keep_photo (DzCache    *self,
                     const char *sha256,
                     GBytes     *bytes,
                     GError    **error)
{
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  g_autofree guint8 *sealed = NULL;
  g_autoptr(GError) problem = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL && dz_hash_is_valid (sha256) && bytes != NULL, FALSE);

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!g_str_equal (hash, sha256))
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
                   "the photo that arrived is not the one that was asked for");
      return FALSE;
    }
  path = path_of (self, sha256);
  sealed = seal (self, sha256, bytes, &length);
  /* Nothing waits for the disk itself: after a crash the key is gone, and the file with it. */
  if (g_file_set_contents_full (path, (const char *) sealed, (gssize) length,
                                G_FILE_SET_CONTENTS_NONE, 0600, &problem))
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DISK, "keeping a photo: %s",
               problem->message);
  return FALSE;
}

/**
 * dz_cache_get_photo:
 * @self: the desk's data
 * @sha256: SHA-256 of a photo in hex
 * @error: return location; DZ_CACHE_ERROR_NOT_FOUND, DZ_CACHE_ERROR_DAMAGED where the file was
 *   changed by somebody
 *
 * Returns: (transfer full) (nullable): the photo as it was kept
 */
GBytes *
dz_cache_get_photo (DzCache    *self,
                    const char *sha256,
                    GError    **error)
{
  g_autofree char *path = NULL;
  g_autofree char *sealed = NULL;
  g_autofree guint8 *plain = NULL;
  unsigned long long plain_length;
  gsize length;

  g_return_val_if_fail (self != NULL && dz_hash_is_valid (sha256), NULL);

  path = path_of (self, sha256);
  if (!g_file_get_contents (path, &sealed, &length, NULL))
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND, "the photo is not here");
      return NULL;
    }
  plain = g_malloc (length);
  if (length >= NONCE + TAG &&
      crypto_aead_xchacha20poly1305_ietf_decrypt (plain, &plain_length, NULL,
                                                  (const guint8 *) sealed + NONCE, length - NONCE,
                                                  (const guint8 *) sha256, strlen (sha256),
                                                  (const guint8 *) sealed, self->key) == 0)
    return g_bytes_new_take (g_steal_pointer (&plain), plain_length);
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               "the photo on this desk's disk was changed");
  return NULL;
}

/**
 * dz_cache_drop_photo:
 * @self: the desk's data
 * @sha256: SHA-256 of a photo in hex
 * @error: return location; DZ_CACHE_ERROR_DISK
 *
 * Removes a photo. One that is not here is removed already.
 *
 * Returns: whether it is gone
 */
gboolean
dz_cache_drop_photo (DzCache    *self,
                     const char *sha256,
                     GError    **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && dz_hash_is_valid (sha256), FALSE);

  path = path_of (self, sha256);
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  return set_disk_error (error, "removing a photo", errno);
}
