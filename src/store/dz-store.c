/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store.h"

#include "dz-school-list.h"
#include "dz-store-data.h"
#include "dz-store-key.h"
#include "dz-store-private.h"
#include "dz-store-reason-rows.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x445A5354 /* "DZST": says in the file whose it is */
#define STEPS "/io/github/duizhao/store/sql/store"

static gint64
read_machine_clock (gpointer user_data)
{
  return g_get_real_time ();
}

static gboolean
set_open_error (GError    **error,
                const char *path,
                int         saved_errno)
{
  int code = dz_store_error_from_errno (saved_errno);

  g_set_error (error, DZ_STORE_ERROR, code, "opening the data in %s: %s", path,
               g_strerror (saved_errno));
  return FALSE;
}

/* The file is made closed before SQLite writes to it (-wal and -shm take its mode). One that is
 * there is left to SQLite: closing a descriptor of it would drop the locks of this process's other
 * connections. */
static gboolean
make_file (const char *file,
           GError    **error)
{
  int fd = open (file, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0)
    close (fd);
  else if (errno != EEXIST)
    return set_open_error (error, file, errno);
  if (!g_file_test (file, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  return set_open_error (error, file, ELOOP);
}

/* The data is nobody's but the service's: an own folder is made closed. */
static gboolean
make_places (DzStore    *self,
             const char *data_dir,
             GError    **error)
{
  g_autofree char *file = g_build_filename (data_dir, DZ_STORE_FILE, NULL);
  g_autofree char *photos = g_build_filename (data_dir, DZ_STORE_PHOTOS, NULL);

  if (g_mkdir_with_parents (photos, 0700) != 0)
    return set_open_error (error, photos, errno);
  return make_file (file, error);
}

static gboolean
open_database (DzStore *self,
               GError **error)
{
  g_autofree char *path = g_build_filename (self->data_dir, DZ_STORE_FILE, NULL);
  DzSqliteSchema schema = { APPLICATION_ID, dz_store_data_get_resource (), STEPS };
  g_autoptr(GError) met = NULL;

  /* Two threads that open at once would wait for each other by sleeping; so they take turns. */
  dz_turn_take (self->turn);
  self->db = dz_sqlite_open (path, &schema, &met);
  dz_turn_give (self->turn);
  if (self->db == NULL)
    {
      dz_store_take_sqlite_error (error, g_steal_pointer (&met));
      return FALSE;
    }
  return dz_school_list_fill (self, error) && dz_store_fill_reasons (self, error) &&
         dz_store_make_key (self, error);
}

/**
 * dz_store_open_at:
 * @data_dir: the data directory; made, readable by its owner only, where it is missing
 * @clock: (nullable): another clock than the machine's, see dz_store_set_clock(); times are issued
 *   from the first opening on, so that a history which begins in the past must be opened with it
 * @user_data: given to @clock; must outlive the store
 * @error: return location; DZ_STORE_ERROR_OPEN, DZ_STORE_ERROR_TOO_NEW, DZ_STORE_ERROR_DISK,
 *   DZ_STORE_ERROR_BUSY, DZ_STORE_ERROR_DAMAGED
 *
 * Opens the data for one thread and brings its schema to this release. Data of a newer release and
 * files that are not ours are left as they are.
 *
 * Returns: (transfer full) (nullable): a store
 */
DzStore *
dz_store_open_at (const char  *data_dir,
                  DzStoreClock clock,
                  gpointer     user_data,
                  GError     **error)
{
  g_autoptr(DzStore) self = g_new0 (DzStore, 1);
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (data_dir != NULL, NULL);

  if (sodium_init () < 0)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_OPEN,
                   "opening the data: libsodium cannot be started");
      return NULL;
    }
  dz_store_set_clock (self, clock, user_data);
  if (!make_places (self, data_dir, error))
    return NULL;
  canonical = realpath (data_dir, NULL);
  if (canonical == NULL)
    {
      set_open_error (error, data_dir, errno);
      return NULL;
    }
  self->data_dir = g_strdup (canonical);
  self->turn = dz_turn_ref_for_dir (self->data_dir);
  self->photos = dz_photo_files_new (self->data_dir);
  if (!open_database (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_store_open:
 * @data_dir: the data directory
 * @error: return location
 *
 * Opens the data with the machine's clock; see dz_store_open_at().
 *
 * Returns: (transfer full) (nullable): a store
 */
DzStore *
dz_store_open (const char *data_dir,
               GError    **error)
{
  return dz_store_open_at (data_dir, NULL, NULL, error);
}

/**
 * dz_store_close:
 * @self: (transfer full) (nullable): a store, with no call running
 */
void
dz_store_close (DzStore *self)
{
  if (self == NULL)
    return;
  g_assert (!self->in_transaction);
  dz_sqlite_close (self->db);
  dz_store_set_station (self, NULL);
  g_clear_pointer (&self->photos, dz_photo_files_free);
  g_clear_pointer (&self->turn, dz_turn_unref);
  g_free (self->data_dir);
  g_free (self);
}

/**
 * dz_store_get_data_dir:
 * @self: a store
 *
 * Returns: (transfer none): its directory, without symbolic links
 */
const char *
dz_store_get_data_dir (DzStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data_dir;
}

/**
 * dz_store_set_clock:
 * @self: a store
 * @clock: (nullable): another clock than the machine's, for tests; %NULL for the machine's
 * @user_data: given to @clock; must outlive @self
 *
 * The times that the store issues follow @clock, but never run back when it does.
 */
void
dz_store_set_clock (DzStore     *self,
                    DzStoreClock clock,
                    gpointer     user_data)
{
  g_return_if_fail (self != NULL);

  self->clock = clock != NULL ? clock : read_machine_clock;
  self->clock_data = user_data;
}

static JsonNode *
say_station (const DzStation *station)
{
  g_autoptr(JsonBuilder) by = dz_detail_new ();
  g_autofree char *roles = dz_roles_to_text (station->roles);

  dz_detail_add (by, "role", station->roles != DZ_ROLE_NONE ? roles : NULL);
  dz_detail_add (by, "workstation", station->workstation);
  dz_detail_add (by, "program", station->program);
  json_builder_end_object (by);
  return json_builder_get_root (by);
}

/**
 * dz_store_set_station:
 * @self: a store
 * @station: (nullable): on whose behalf it works from now on; %NULL for nobody's
 *
 * Each entry of this person says then in which roles, at which desk and with which program they
 * did it: its detail has "by": {"role", "workstation", "program"}, each where it is known. What
 * others bring about in the same call, the service itself for one, does not say so.
 */
void
dz_store_set_station (DzStore         *self,
                      const DzStation *station)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (station == NULL || station->user != NULL);

  g_clear_pointer (&self->by, json_node_unref);
  g_clear_pointer (&self->by_user, g_free);
  g_clear_pointer (&self->program, g_free);
  if (station == NULL)
    return;
  self->by = say_station (station);
  self->by_user = g_strdup (station->user);
  self->program = g_strdup (station->program);
}

/**
 * dz_store_set_judge:
 * @self: a store
 * @judge: (nullable): what judges corrected lines; where %NULL, a decision that corrects lines is
 *   refused
 * @user_data: given to @judge; must outlive @self
 *
 * Says how corrected lines are judged: the rules are not the store's to know, but what they say
 * belongs into the transaction of the decision.
 */
void
dz_store_set_judge (DzStore     *self,
                    DzStoreJudge judge,
                    gpointer     user_data)
{
  g_return_if_fail (self != NULL);

  self->judge = judge;
  self->judge_data = user_data;
}

/**
 * dz_store_set_frame:
 * @self: a store
 * @frame: (nullable): what checks frames; where %NULL, an approval that has one is refused
 * @user_data: given to @frame; must outlive @self
 *
 * Says how the frame of an approval is checked.
 */
void
dz_store_set_frame (DzStore     *self,
                    DzStoreFrame frame,
                    gpointer     user_data)
{
  g_return_if_fail (self != NULL);

  self->frame = frame;
  self->frame_data = user_data;
}
