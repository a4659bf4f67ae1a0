/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-key.h"

#include "dz-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The key of a rotation under way: it takes the other's place once the database names it. */
#define NEXT_FILE DZ_STORE_KEY_FILE ".next"
#define PARTIAL_FILE DZ_STORE_KEY_FILE ".partial"

#define TEXT_MAX 256 /* longer than any key is as text */

#define COUNT_KEYS "SELECT COUNT(*) FROM service WHERE id = 1 AND key IS NOT NULL"
#define READ_KEY "SELECT key FROM service WHERE id = 1"
#define SET_KEY "UPDATE service SET key = ?1 WHERE id = 1"

#define DOING "signing the history"

static gboolean
set_errno_error (GError    **error,
                 const char *name,
                 int         saved_errno)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_KEY, DOING ": %s: %s", name,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
sync_folder (DzStore *self,
             GError **error)
{
  int fd = open (self->data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    set_errno_error (error, DZ_STORE_KEY_FILE, errno);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
write_text (int         fd,
            const char *text)
{
  gsize length = strlen (text);

  return write (fd, text, length) == (gssize) length && fsync (fd) == 0;
}

static gboolean
write_partial (const char       *path,
               const DzChainKey *key,
               GError          **error)
{
  g_autofree char *text = dz_chain_key_to_text (key);
  int fd = open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean done = fd >= 0 && fchmod (fd, 0600) == 0 && write_text (fd, text);

  if (!done)
    set_errno_error (error, PARTIAL_FILE, errno);
  if (fd >= 0)
    close (fd);
  sodium_memzero (text, strlen (text));
  return done;
}

/* A key stands under its name whole or not at all, and is on the disk before anything names it. */
static gboolean
put_key (DzStore          *self,
         const char       *name,
         const DzChainKey *key,
         GError          **error)
{
  g_autofree char *partial = g_build_filename (self->data_dir, PARTIAL_FILE, NULL);
  g_autofree char *path = g_build_filename (self->data_dir, name, NULL);

  if (!write_partial (partial, key, error))
    return FALSE;
  if (g_rename (partial, path) != 0)
    return set_errno_error (error, name, errno);
  return sync_folder (self, error);
}

/* A secret that others on this machine could read is none. */
static gboolean
check_file (int         fd,
            const char *name,
            GError    **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return set_errno_error (error, name, errno);
  if (S_ISREG (info.st_mode) && (info.st_mode & (S_IRWXG | S_IRWXO)) == 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_KEY,
               DOING ": %s can be read by others; it must be a file of mode 0600", name);
  return FALSE;
}

static DzChainKey *
parse_key (int         fd,
           const char *name,
           GError    **error)
{
  char text[TEXT_MAX + 1] = "";
  gssize length = read (fd, text, TEXT_MAX);
  DzChainKey *key = length > 0 ? dz_chain_key_from_text (text) : NULL;

  sodium_memzero (text, sizeof text);
  if (key == NULL)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_KEY, DOING ": %s is damaged", name);
  return key;
}

static DzChainKey *
read_key (DzStore    *self,
          const char *name,
          GError    **error)
{
  g_autofree char *path = g_build_filename (self->data_dir, name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  DzChainKey *key;

  if (fd < 0)
    {
      set_errno_error (error, name, errno);
      return NULL;
    }
  key = check_file (fd, name, error) ? parse_key (fd, name, error) : NULL;
  close (fd);
  return key;
}

static gboolean
read_named (DzStore *self,
            guint8  *public_key,
            GError **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, DOING, READ_KEY, DZ_VALUES (), error);
  DzStep step = dz_query_step (row, error);
  const guint8 *bytes;
  gsize length = 0;

  if (step == DZ_STEP_FAILED)
    return FALSE;
  bytes = step == DZ_STEP_ROW ? dz_statement_get_blob (row, 0, &length) : NULL;
  if (bytes == NULL || length != DZ_HEAD_KEY_LENGTH)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED, DOING ": its key is not named");
      return FALSE;
    }
  memcpy (public_key, bytes, length);
  return TRUE;
}

static gboolean
is_named (const DzChainKey *key,
          const guint8     *named)
{
  guint8 public_key[DZ_HEAD_KEY_LENGTH];

  dz_chain_key_get (key, public_key);
  return memcmp (public_key, named, sizeof public_key) == 0;
}

/* A rotation was committed, and then something kept the file from taking its place. */
static DzChainKey *
finish_rotation (DzStore      *self,
                 const guint8 *named)
{
  g_autofree char *next = g_build_filename (self->data_dir, NEXT_FILE, NULL);
  g_autofree char *path = g_build_filename (self->data_dir, DZ_STORE_KEY_FILE, NULL);
  g_autoptr(DzChainKey) key = read_key (self, NEXT_FILE, NULL);

  if (key == NULL || !is_named (key, named) || g_rename (next, path) != 0 ||
      !sync_folder (self, NULL))
    return NULL;
  return g_steal_pointer (&key);
}

/**
 * dz_store_load_key:
 * @self: a store
 * @error: return location; DZ_STORE_ERROR_KEY where it is missing, damaged, open to others or not
 *   the one that the history names
 *
 * Returns: (transfer full) (nullable): the key that signs the history
 */
DzChainKey *
dz_store_load_key (DzStore *self,
                   GError **error)
{
  guint8 named[DZ_HEAD_KEY_LENGTH];
  g_autoptr(DzChainKey) key = NULL;
  g_autoptr(GError) met = NULL;
  DzChainKey *next;

  if (!read_named (self, named, error))
    return NULL;
  key = read_key (self, DZ_STORE_KEY_FILE, &met);
  if (key != NULL && is_named (key, named))
    return g_steal_pointer (&key);
  next = finish_rotation (self, named);
  if (next != NULL)
    return next;
  if (met == NULL)
    g_set_error (&met, DZ_STORE_ERROR, DZ_STORE_ERROR_KEY,
                 DOING ": " DZ_STORE_KEY_FILE " is not the key that the history names");
  g_propagate_error (error, g_steal_pointer (&met));
  return NULL;
}

/**
 * dz_store_load_any_key:
 * @self: a store
 * @error: return location; DZ_STORE_ERROR_KEY
 *
 * Returns: (transfer full) (nullable): the key in the file, whichever the history names: data from
 *   before a rotation name the key before it
 */
DzChainKey *
dz_store_load_any_key (DzStore *self,
                       GError **error)
{
  return read_key (self, DZ_STORE_KEY_FILE, error);
}

/**
 * dz_store_set_key:
 * @self: a store, within a write transaction
 * @key: what signs from now on
 * @error: return location
 *
 * Returns: whether the history names it now
 */
gboolean
dz_store_set_key (DzStore          *self,
                  const DzChainKey *key,
                  GError          **error)
{
  guint8 public_key[DZ_HEAD_KEY_LENGTH];

  dz_chain_key_get (key, public_key);
  return dz_store_run (self, DOING, SET_KEY,
                       DZ_VALUES (DZ_BLOB (public_key, sizeof public_key)), NULL, error);
}

/**
 * dz_store_put_next_key:
 * @self: a store
 * @key: a key that the history does not name yet
 * @error: return location; DZ_STORE_ERROR_KEY
 *
 * Keeps the key of a rotation until the history names it: dz_store_load_key() puts it in its place
 * then.
 *
 * Returns: whether it is on the disk
 */
gboolean
dz_store_put_next_key (DzStore          *self,
                       const DzChainKey *key,
                       GError          **error)
{
  return put_key (self, NEXT_FILE, key, error);
}

static gboolean
is_there (DzStore *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, DZ_STORE_KEY_FILE, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/* Under the write lock, so that two who open the data at once make one key. */
static gboolean
make_locked (DzStore *self,
             GError **error)
{
  g_autoptr(DzChainKey) key = NULL;

  if (is_there (self))
    {
      key = read_key (self, DZ_STORE_KEY_FILE, error);
      return key != NULL && dz_store_set_key (self, key, error);
    }
  key = dz_chain_key_new ();
  return put_key (self, DZ_STORE_KEY_FILE, key, error) && dz_store_set_key (self, key, error);
}

/**
 * dz_store_make_key:
 * @self: a store that is being opened
 * @error: return location; DZ_STORE_ERROR_KEY
 *
 * Makes the key of fresh data, and of data that had none. It is made once: where it is lost later,
 * the history cannot be signed until it is brought back, since no desk would trust another.
 *
 * Returns: whether the history names a key
 */
gboolean
dz_store_make_key (DzStore *self,
                   GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  gint64 n;

  if (!dz_store_read_int (self, DOING, COUNT_KEYS, DZ_VALUES (), 0, &n, error))
    return FALSE;
  if (n > 0)
    return TRUE;
  transaction = dz_transaction_begin_timeless (self, DOING, error);
  if (transaction == NULL ||
      !dz_store_read_int (self, DOING, COUNT_KEYS, DZ_VALUES (), 0, &n, error))
    return FALSE;
  return n > 0 || (make_locked (self, error) && dz_transaction_commit (transaction, error));
}
