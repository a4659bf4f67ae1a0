/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-photos.h"

#include "dz-id.h"
#include "dz-store-private.h"
#include "dz-store-submissions.h"

#define FIND_PHOTO "SELECT sha256 FROM photos WHERE sha256 = ?1"
#define ADD_PHOTO \
  "INSERT INTO photos (sha256, bytes, stored_us) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
/* The last reference is gone: the row goes, and then the file has none. */
#define DROP_UNUSED \
  "DELETE FROM photos WHERE NOT EXISTS" \
  " (SELECT 1 FROM submissions WHERE submissions.photo = photos.sha256)" \
  " AND NOT EXISTS" \
  " (SELECT 1 FROM admission_photos WHERE admission_photos.photo = photos.sha256)"

#define SWEEPING "sweeping the photos"

/**
 * dz_store_keep_photo:
 * @self: a store, within a write transaction
 * @draft: a photo on the disk
 * @n_bytes: its length
 * @error: return location; DZ_STORE_ERROR_DISK
 *
 * Puts a photo under its name and writes its row. The write lock keeps the sweeper from taking the
 * file before the row is committed.
 *
 * Returns: whether it is kept, once the transaction is committed
 */
gboolean
dz_store_keep_photo (DzStore      *self,
                     DzPhotoDraft *draft,
                     gsize         n_bytes,
                     GError      **error)
{
  const char *sha256 = dz_photo_draft_get_sha256 (draft);

  return dz_photo_files_keep (self->photos, draft, error) &&
         dz_store_run (self, "storing a photo", ADD_PHOTO,
                       DZ_VALUES (DZ_TEXT (sha256), DZ_INT ((gint64) n_bytes),
                                  DZ_INT (self->now_us)),
                       NULL, error);
}

static gboolean
has_row (DzStore    *self,
         const char *sha256,
         gboolean   *has,
         GError    **error)
{
  g_autofree char *found = NULL;

  if (!dz_store_read_text (self, "reading a photo", FIND_PHOTO, DZ_VALUES (DZ_TEXT (sha256)),
                           &found, error))
    return FALSE;
  *has = found != NULL;
  return TRUE;
}

/* Asks under the write lock, where no photo can be between its file and its row. */
static gboolean
remove_if_without_row (DzStore    *self,
                       const char *sha256,
                       guint      *n_removed,
                       GError    **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, SWEEPING, error);
  gboolean has;

  if (transaction == NULL || !has_row (self, sha256, &has, error))
    return FALSE;
  if (has)
    return TRUE;
  (*n_removed)++;
  return dz_photo_files_remove (self->photos, sha256, error);
}

/**
 * dz_store_drop_photo_without_row:
 * @self: a store
 * @sha256: a photo whose row could not be written
 *
 * Leaves nothing half kept. What cannot be removed now, the next sweep removes.
 */
void
dz_store_drop_photo_without_row (DzStore    *self,
                                 const char *sha256)
{
  g_autoptr(GError) error = NULL;
  guint n_removed = 0;

  if (!remove_if_without_row (self, sha256, &n_removed, &error))
    g_info ("a photo stays until the next sweep: %s", error->message);
}

/**
 * dz_store_get_photo:
 * @self: a store
 * @sha256: SHA-256 of the photo in hex
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_DAMAGED
 *
 * Reads a photo and holds its bytes against their SHA-256.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
dz_store_get_photo (DzStore    *self,
                    const char *sha256,
                    GError    **error)
{
  gboolean has = FALSE;

  g_return_val_if_fail (self != NULL && sha256 != NULL, NULL);

  if (dz_hash_is_valid (sha256) && !has_row (self, sha256, &has, error))
    return NULL;
  if (has)
    return dz_photo_files_read (self->photos, sha256, error);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "there is no such photo");
  return NULL;
}

static gboolean
drop_unused_rows (DzStore *self,
                  GError **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, SWEEPING, error);

  return transaction != NULL &&
         dz_store_run (self, SWEEPING, DROP_UNUSED, DZ_VALUES (), NULL, error) &&
         dz_transaction_commit (transaction, error);
}

/* Most files have their row, so the lock is taken only for those that seem to have none. */
static gboolean
sweep_files (DzStore *self,
             guint   *n_swept,
             GError **error)
{
  g_autoptr(GPtrArray) files = dz_photo_files_list (self->photos, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const char *sha256 = g_ptr_array_index (files, i);
      gboolean has;

      if (!has_row (self, sha256, &has, error) ||
          (!has && !remove_if_without_row (self, sha256, n_swept, error)))
        return FALSE;
    }
  return files != NULL;
}

/**
 * dz_store_sweep_photos:
 * @self: a store
 * @n_swept: (out) (optional): how many files went
 * @error: return location
 *
 * Removes photos that nothing refers to, files without a row, and what was left by writers that
 * died while writing.
 *
 * Returns: whether everything was looked at
 */
gboolean
dz_store_sweep_photos (DzStore *self,
                       guint   *n_swept,
                       GError **error)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!drop_unused_rows (self, error) || !sweep_files (self, &count, error) ||
      !dz_photo_files_sweep_drafts (self->photos, &count, error))
    return FALSE;
  if (n_swept != NULL)
    *n_swept = count;
  return TRUE;
}
