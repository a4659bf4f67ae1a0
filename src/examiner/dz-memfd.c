/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-memfd.h"

#include "dz-examiner.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static void
fail (GError    **error,
      const char *doing)
{
  g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START, "%s: %s", doing,
               g_strerror (errno));
}

static int
make (const char *name,
      GError    **error)
{
  int fd = memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    fail (error, "making a buffer for the helper");
  return fd;
}

static gboolean
write_all (int     fd,
           GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= written;
    }
  return TRUE;
}

/**
 * dz_memfd_new_input:
 * @bytes: what the helper is to read
 * @error: return location; DZ_EXAMINER_ERROR_START: the system has no room for it
 *
 * Copies bytes into memory that nobody can change or resize any more, not even its maker.
 *
 * Returns: a descriptor to be closed, or -1
 */
int
dz_memfd_new_input (GBytes  *bytes,
                    GError **error)
{
  int fd = make ("dz-input", error);

  if (fd < 0)
    return -1;
  if (write_all (fd, bytes)
      && fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0)
    return fd;
  fail (error, "filling a buffer for the helper");
  close (fd);
  return -1;
}

/**
 * dz_memfd_new_output:
 * @length: bytes
 * @error: return location; DZ_EXAMINER_ERROR_START: the system has no room for it
 *
 * Makes memory for the helper to write to, which it cannot grow or shrink. It takes up room only
 * where it is written to.
 *
 * Returns: a descriptor to be closed, or -1
 */
int
dz_memfd_new_output (gsize    length,
                     GError **error)
{
  int fd = make ("dz-output", error);

  if (fd < 0)
    return -1;
  if (ftruncate (fd, length) == 0
      && fcntl (fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0)
    return fd;
  fail (error, "sizing a buffer for the helper");
  close (fd);
  return -1;
}

/**
 * dz_memfd_seal:
 * @fd: what dz_memfd_new_output() gave
 * @used: bytes from its start that hold something, at most its length
 * @error: return location; DZ_EXAMINER_ERROR_LIED: somebody can still write to it
 *
 * Takes the right to write away from everybody, then looks at what was written. A mapping that
 * survives in a helper makes this fail, so what is checked later cannot change after the check.
 *
 * Returns: (transfer full) (nullable): the @used bytes
 */
GBytes *
dz_memfd_seal (int      fd,
               gsize    used,
               GError **error)
{
  g_autoptr(GMappedFile) map = NULL;
  g_autoptr(GBytes) all = NULL;
  g_autoptr(GError) map_error = NULL;
  off_t length = lseek (fd, 0, SEEK_END);

  /* Gives back what the helper used on its way; where that fails, memory is held longer. */
  if (length > 0 && used < (gsize) length)
    (void) fallocate (fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, used, length - used);
  if (length < 0 || used > (gsize) length
      || fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) != 0)
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED,
                   "the helper kept hold of its output: %s", g_strerror (errno));
      return NULL;
    }
  map = g_mapped_file_new_from_fd (fd, FALSE, &map_error);
  if (map == NULL)
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START,
                   "mapping the helper's output: %s", map_error->message);
      return NULL;
    }
  all = g_mapped_file_get_bytes (map);
  return g_bytes_new_from_bytes (all, 0, used);
}
