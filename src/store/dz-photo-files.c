/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-files.h"

#include "dz-id.h"
#include "dz-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define INCOMING "incoming"
#define SUFFIX ".jpg"

struct _DzPhotoFiles
{
  char *folder; /* owned */
};

struct _DzPhotoDraft
{
  char    *sha256; /* owned */
  char    *path;   /* owned, nullable: NULL once it is kept */
  int      fd;     /* owned; its lock keeps the sweeper away */
};

static gboolean
set_file_error (GError    **error,
                int         saved_errno,
                const char *doing,
                const char *path)
{
  g_set_error (error, DZ_STORE_ERROR, dz_store_error_from_errno (saved_errno), "%s %s: %s", doing,
               path, g_strerror (saved_errno));
  return FALSE;
}

static char *
path_of (DzPhotoFiles *self,
         const char   *sha256)
{
  char prefix[3] = { sha256[0], sha256[1], '\0' };
  g_autofree char *name = g_strconcat (sha256, SUFFIX, NULL);

  return g_build_filename (self->folder, prefix, name, NULL);
}

/**
 * dz_photo_files_new:
 * @data_dir: the data directory
 *
 * Returns: (transfer full): the photos of that directory
 */
DzPhotoFiles *
dz_photo_files_new (const char *data_dir)
{
  DzPhotoFiles *self = g_new0 (DzPhotoFiles, 1);

  self->folder = g_build_filename (data_dir, DZ_STORE_PHOTOS, NULL);
  return self;
}

/**
 * dz_photo_files_free:
 * @self: (transfer full) (nullable): photo files
 */
void
dz_photo_files_free (DzPhotoFiles *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self);
}

static int
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int saved_errno = errno;

  if (fd < 0)
    return saved_errno;
  saved_errno = fsync (fd) == 0 ? 0 : errno;
  close (fd);
  return saved_errno;
}

static int
write_all (int     fd,
           GBytes *photo)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (photo, &length);

  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno != EINTR)
        return errno;
      if (written > 0)
        {
          bytes += written;
          length -= (gsize) written;
        }
    }
  return fsync (fd) == 0 ? 0 : errno;
}

static int
lock_draft (int          fd,
            struct stat *status)
{
  while (flock (fd, LOCK_EX) != 0)
    {
      if (errno != EINTR)
        return errno;
    }
  return fstat (fd, status) == 0 ? 0 : errno;
}

/* A sweeper may find the file between its making and its lock, and then it has no name any more:
 * another one is made. Returns an errno, 0 where the draft is open. */
static int
open_draft (DzPhotoDraft *draft,
            const char   *folder)
{
  struct stat status = { 0 };
  int saved_errno = 0;

  while (saved_errno == 0 && status.st_nlink == 0)
    {
      g_autofree char *id = dz_id_new ();

      if (draft->fd >= 0)
        close (draft->fd);
      g_free (draft->path);
      draft->path = g_build_filename (folder, id, NULL);
      draft->fd = open (draft->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
      saved_errno = draft->fd >= 0 ? lock_draft (draft->fd, &status) : errno;
    }
  return saved_errno;
}

/**
 * dz_photo_files_write:
 * @self: photo files
 * @photo: the bytes
 * @error: return location; DZ_STORE_ERROR_DISK, after which nothing is left of them
 *
 * Writes a photo under a name of its own and waits until the disk has it. Needs no lock, so that
 * uploads do not wait for each other here.
 *
 * Returns: (transfer full) (nullable): the draft
 */
DzPhotoDraft *
dz_photo_files_write (DzPhotoFiles *self,
                      GBytes       *photo,
                      GError      **error)
{
  g_autoptr(DzPhotoDraft) draft = g_new0 (DzPhotoDraft, 1);
  g_autofree char *folder = g_build_filename (self->folder, INCOMING, NULL);
  int saved_errno;

  draft->fd = -1;
  draft->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      set_file_error (error, errno, "making the folder", folder);
      return NULL;
    }
  saved_errno = open_draft (draft, folder);
  if (saved_errno == 0)
    saved_errno = write_all (draft->fd, photo);
  if (saved_errno != 0)
    {
      set_file_error (error, saved_errno, "storing the photo", draft->path);
      return NULL;
    }
  return g_steal_pointer (&draft);
}

/**
 * dz_photo_files_keep:
 * @self: photo files
 * @draft: a photo on the disk
 * @error: return location; DZ_STORE_ERROR_DISK
 *
 * Gives a photo its name and waits until the disk has that, too. Call it within the transaction
 * that writes the row, whose lock keeps the sweeper away. A photo that is there already is replaced
 * by the same bytes, which heals one that the disk has damaged.
 *
 * Returns: whether it lies under its name
 */
gboolean
dz_photo_files_keep (DzPhotoFiles *self,
                     DzPhotoDraft *draft,
                     GError      **error)
{
  g_autofree char *path = path_of (self, draft->sha256);
  g_autofree char *folder = g_path_get_dirname (path);
  int saved_errno;

  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    return set_file_error (error, errno, "making the folder", folder);
  if (g_rename (draft->path, path) != 0)
    return set_file_error (error, errno, "storing the photo", path);
  g_clear_pointer (&draft->path, g_free);
  /* Who made the folder may have died before it was on the disk: that is never left to others. */
  saved_errno = sync_folder (folder);
  if (saved_errno == 0)
    saved_errno = sync_folder (self->folder);
  return saved_errno == 0 || set_file_error (error, saved_errno, "storing the photo", path);
}

/**
 * dz_photo_files_read:
 * @self: photo files
 * @sha256: a photo that has a row
 * @error: return location; DZ_STORE_ERROR_DAMAGED where the bytes are missing or not those
 *
 * Reads a photo and holds it against its name.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
dz_photo_files_read (DzPhotoFiles *self,
                     const char   *sha256,
                     GError      **error)
{
  g_autofree char *path = path_of (self, sha256);
  g_autofree char *found = NULL;
  g_autoptr(GError) read_error = NULL;
  g_autoptr(GBytes) photo = NULL;
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &read_error))
    {
      g_set_error (error, DZ_STORE_ERROR,
                   g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_IO)
                     ? DZ_STORE_ERROR_DISK
                     : DZ_STORE_ERROR_DAMAGED,
                   "reading the photo %.8s: %s", sha256, read_error->message);
      return NULL;
    }
  photo = g_bytes_new_take (data, length);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  if (g_str_equal (found, sha256))
    return g_steal_pointer (&photo);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               "reading the photo %.8s: the bytes are not those that were stored", sha256);
  return NULL;
}

/**
 * dz_photo_files_remove:
 * @self: photo files
 * @sha256: a photo without a row; the write lock is held
 * @error: return location
 *
 * Returns: whether it is gone
 */
gboolean
dz_photo_files_remove (DzPhotoFiles *self,
                       const char   *sha256,
                       GError      **error)
{
  g_autofree char *path = path_of (self, sha256);

  return g_unlink (path) == 0 || errno == ENOENT ||
         set_file_error (error, errno, "removing the photo", path);
}

static void
list_folder (const char *folder,
             GPtrArray  *found)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *sha256 = g_strdup (name);

      if (!g_str_has_suffix (sha256, SUFFIX))
        continue;
      sha256[strlen (sha256) - strlen (SUFFIX)] = '\0';
      if (dz_hash_is_valid (sha256))
        g_ptr_array_add (found, g_steal_pointer (&sha256));
    }
}

/**
 * dz_photo_files_list:
 * @self: photo files
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the SHA-256 of all photos that lie there
 */
GPtrArray *
dz_photo_files_list (DzPhotoFiles *self,
                     GError      **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) open_error = NULL;
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, &open_error);
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_OPEN, "listing the photos: %s",
                   open_error->message);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);

      list_folder (folder, found);
    }
  return g_steal_pointer (&found);
}

/* Nobody is writing a draft any more whose lock is free: its writer holds it as long as it lives.
 * The lock is kept until the name is gone, so that a writer which is just coming sees that. */
static gboolean
sweep_draft (const char *path,
             guint      *n_swept,
             GError    **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  int saved_errno = 0;

  if (fd < 0)
    return TRUE;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      if (g_unlink (path) == 0)
        (*n_swept)++;
      else
        saved_errno = errno;
    }
  close (fd);
  return saved_errno == 0 || saved_errno == ENOENT ||
         set_file_error (error, saved_errno, "removing", path);
}

/**
 * dz_photo_files_sweep_drafts:
 * @self: photo files
 * @n_swept: (inout): grows by the number of drafts removed
 * @error: return location
 *
 * Removes drafts whose writers died.
 *
 * Returns: whether the folder could be read
 */
gboolean
dz_photo_files_sweep_drafts (DzPhotoFiles *self,
                             guint        *n_swept,
                             GError      **error)
{
  g_autofree char *folder = g_build_filename (self->folder, INCOMING, NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!sweep_draft (path, n_swept, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_photo_draft_get_sha256:
 * @self: a draft
 *
 * Returns: (transfer none): SHA-256 of its bytes in hex
 */
const char *
dz_photo_draft_get_sha256 (DzPhotoDraft *self)
{
  return self->sha256;
}

/**
 * dz_photo_draft_free:
 * @self: (transfer full) (nullable): a draft
 *
 * Removes the bytes where the photo was not kept.
 */
void
dz_photo_draft_free (DzPhotoDraft *self)
{
  if (self == NULL)
    return;
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}
