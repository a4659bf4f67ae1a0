/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache-private.h"

#include "cache-resources.h"
#include "dz-id.h"
#include "dz-statement.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define APPLICATION_ID 0x447a4331 /* "DzC1" */
#define SQL_PATH "/io/github/duizhao/Duizhao/sql/cache"
#define HOST_BYTES_MAX 20
#define KEPT_US (30 * G_TIME_SPAN_DAY) /* design.md: a restored service is offered what it lacks */

#define FORGET_COMMANDS "DELETE FROM outbox WHERE outcome <> 'waiting' AND finished_us < ?"
#define FORGET_CONFLICTS "DELETE FROM conflicts WHERE ending IS NOT NULL AND ended_us < ?"

G_DEFINE_QUARK (dz-cache-error-quark, dz_cache_error)

/* Turns what the SQLite room said into this room's own words. Always FALSE, to be returned. */
gboolean
dz_cache_take_error (GError  *sqlite_error,
                     GError **error)
{
  static const DzCacheError codes[] = {
    [DZ_SQLITE_ERROR_OPEN] = DZ_CACHE_ERROR_OPEN,
    [DZ_SQLITE_ERROR_TOO_NEW] = DZ_CACHE_ERROR_TOO_NEW,
    [DZ_SQLITE_ERROR_BUSY] = DZ_CACHE_ERROR_LOCKED,
    [DZ_SQLITE_ERROR_DISK] = DZ_CACHE_ERROR_DISK,
    [DZ_SQLITE_ERROR_DAMAGED] = DZ_CACHE_ERROR_DAMAGED,
    [DZ_SQLITE_ERROR_CONSTRAINT] = DZ_CACHE_ERROR_SQL,
    [DZ_SQLITE_ERROR_SQL] = DZ_CACHE_ERROR_SQL,
  };

  if (sqlite_error->domain == DZ_SQLITE_ERROR)
    {
      sqlite_error->domain = DZ_CACHE_ERROR;
      sqlite_error->code = (int) codes[sqlite_error->code];
    }
  g_propagate_error (error, sqlite_error);
  return FALSE;
}

/* Two desks with one outbox would send each other's commands. The lock ends with the process. */
static gboolean
take_lock (DzCache    *self,
           const char *dir,
           GError    **error)
{
  g_autofree char *file = g_build_filename (dir, "lock", NULL);

  self->lock_fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_OPEN, "opening %s: %s", file,
                   g_strerror (errno));
      return FALSE;
    }
  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_LOCKED, "another desk is using %s", dir);
  return FALSE;
}

static gboolean
open_database (DzCache    *self,
               const char *dir,
               GError    **error)
{
  g_autofree char *file = g_build_filename (dir, "desk.sqlite", NULL);
  const DzSqliteSchema schema = { APPLICATION_ID, cache_get_resource (), SQL_PATH };
  GError *problem = NULL;

  self->db = dz_sqlite_open (file, &schema, &problem);
  if (self->db == NULL)
    return dz_cache_take_error (problem, error);
  return TRUE;
}

static gboolean
read_workstation (DzCache *self,
                  GError **error)
{
  g_autoptr(DzStatement) statement = dz_statement_new (self->db, "SELECT workstation FROM desk",
                                                       "reading the name of this desk", error);

  if (statement == NULL)
    return FALSE;
  switch (dz_statement_step (statement, error))
    {
    case DZ_STEP_ROW:
      self->workstation = dz_statement_dup_text (statement, 0);
      return TRUE;
    case DZ_STEP_DONE:
      return TRUE;
    case DZ_STEP_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
name_workstation (DzCache *self,
                  GError **error)
{
  g_autoptr(DzStatement) statement = NULL;
  g_autofree char *id = dz_id_new ();
  g_autofree char *host = NULL;
  g_autofree char *host_text = NULL;

  if (!read_workstation (self, error))
    return FALSE;
  if (self->workstation != NULL)
    return TRUE;
  /* Cut in the middle of a character it would be no text, and no service would read it. */
  host = g_strndup (g_get_host_name (), HOST_BYTES_MAX);
  host_text = g_utf8_make_valid (host, -1);
  self->workstation = g_strdup_printf ("%s-%.8s", host_text, id);
  statement = dz_statement_new (self->db, "INSERT INTO desk (only, workstation) VALUES (1, ?)",
                                "naming this desk", error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, self->workstation);
  return dz_statement_run (statement, error);
}

/* What still waits, or is listed, stays however old it is. */
static gboolean
forget (DzCache    *self,
        const char *sql,
        GError    **error)
{
  g_autoptr(DzStatement) statement
    = dz_statement_new (self->db, sql, "forgetting commands of last month", error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, g_get_real_time () - KEPT_US);
  return dz_statement_run (statement, error);
}

/**
 * dz_cache_open:
 * @dir: the desk's own folder, made where there is none
 * @error: return location; any #DzCacheError
 *
 * Opens the desk's data. Photos that an earlier run left behind are removed: their key is gone.
 *
 * Returns: (transfer full) (nullable): the desk's data
 */
DzCache *
dz_cache_open (const char *dir,
               GError    **error)
{
  g_autoptr(DzCache) self = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");
  self = g_new0 (DzCache, 1);
  self->lock_fd = -1;
  self->photo_dir = g_build_filename (dir, "photos", NULL);
  /* Where the system lets us, the key is in no swap and in no core file either. */
  (void) sodium_mlock (self->key, sizeof self->key);
  crypto_aead_xchacha20poly1305_ietf_keygen (self->key);
  if (g_mkdir_with_parents (self->photo_dir, 0700) != 0)
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_OPEN, "making the folder %s: %s",
                   self->photo_dir, g_strerror (errno));
      return NULL;
    }
  if (!take_lock (self, dir, error) || !open_database (self, dir, error))
    return NULL;
  if (!name_workstation (self, &problem) || !forget (self, FORGET_COMMANDS, &problem) ||
      !forget (self, FORGET_CONFLICTS, &problem))
    {
      dz_cache_take_error (problem, error);
      return NULL;
    }
  if (!dz_cache_sweep_photos (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_cache_close:
 * @self: (transfer full) (nullable): the desk's data
 *
 * Forgets the key, removes the photos and lets another desk in.
 */
void
dz_cache_close (DzCache *self)
{
  if (self == NULL)
    return;
  sodium_munlock (self->key, sizeof self->key); /* and wiped */
  if (self->db != NULL)
    dz_cache_sweep_photos (self, NULL);
  dz_sqlite_close (self->db);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->photo_dir);
  g_free (self->workstation);
  g_free (self);
}

/**
 * dz_cache_get_workstation:
 * @self: the desk's data
 *
 * Returns: (transfer none): what this desk calls itself, the same at every start
 */
const char *
dz_cache_get_workstation (DzCache *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->workstation;
}

/* As dz_statement_new(), with the error in this room's words. */
DzStatement *
dz_cache_new_statement (DzCache    *self,
                        const char *sql,
                        const char *doing,
                        GError    **error)
{
  GError *problem = NULL;
  DzStatement *statement = dz_statement_new (self->db, sql, doing, &problem);

  if (statement == NULL)
    dz_cache_take_error (problem, error);
  return statement;
}

gboolean
dz_cache_run (DzStatement *statement,
              GError     **error)
{
  GError *problem = NULL;

  return dz_statement_run (statement, &problem) || dz_cache_take_error (problem, error);
}
