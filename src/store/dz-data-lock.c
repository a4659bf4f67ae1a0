/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_FILE "duizhao.lock"

struct _DzDataLock
{
  int fd; /* owned; the kernel drops the lock with it */
};

/**
 * dz_data_lock_take:
 * @data_dir: the data directory; made where it is missing
 * @error: return location; DZ_STORE_ERROR_LOCKED where another program serves it,
 *   DZ_STORE_ERROR_OPEN, DZ_STORE_ERROR_DISK
 *
 * Claims a data directory for this program. Does not wait.
 *
 * Returns: (transfer full) (nullable): the claim
 */
DzDataLock *
dz_data_lock_take (const char *data_dir,
                   GError    **error)
{
  g_autofree char *path = g_build_filename (data_dir, LOCK_FILE, NULL);
  DzDataLock *self;
  int saved_errno;
  int fd;

  g_return_val_if_fail (data_dir != NULL, NULL);

  g_mkdir_with_parents (data_dir, 0700); /* what fails here, open() says */
  fd = open (path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      self = g_new0 (DzDataLock, 1);
      self->fd = fd;
      return self;
    }
  saved_errno = errno;
  if (fd >= 0)
    close (fd);
  if (saved_errno == EWOULDBLOCK)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_LOCKED,
                 "another program holds the data in %s", data_dir);
  else
    g_set_error (error, DZ_STORE_ERROR, dz_store_error_from_errno (saved_errno), "locking %s: %s",
                 path, g_strerror (saved_errno));
  return NULL;
}

/**
 * dz_data_lock_release:
 * @self: (transfer full) (nullable): a claim
 *
 * The file stays: removing it would let two programs lock two files of one name.
 */
void
dz_data_lock_release (DzDataLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}
