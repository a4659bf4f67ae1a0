/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include <glib/gi18n-lib.h>

static const char *
say_cache_problem (int code)
{
  switch ((DzCacheError) code)
    {
    case DZ_CACHE_ERROR_DISK:
      return _("The disk of this computer is full or failing, so that nothing can be kept safe on "
               "it. Nothing was decided. Make room, then try again.");
    case DZ_CACHE_ERROR_LOCKED:
      return _("Another program keeps this desk's own data locked. Nothing was decided. Try again "
               "in a moment.");
    case DZ_CACHE_ERROR_DAMAGED:
      return _("This desk's own data are damaged, so that nothing can be kept safe in them. "
               "Nothing was decided. Ask your administrator before you go on.");
    case DZ_CACHE_ERROR_TOO_NEW:
      return _("This desk's own data were written by a newer version of this program. Use that "
               "version; nothing was changed.");
    case DZ_CACHE_ERROR_OPEN:
      return _("This desk's own data cannot be read or written. Nothing was decided. Ask your "
               "administrator whether you may write to your own folder.");
    case DZ_CACHE_ERROR_NOT_FOUND:
    case DZ_CACHE_ERROR_SQL:
    /* These are of the copy of the history, which is not opened here. */
    case DZ_CACHE_ERROR_FEED:
    case DZ_CACHE_ERROR_FORK:
    case DZ_CACHE_ERROR_TWO_SERVICES:
    case DZ_CACHE_ERROR_SIGNATURE:
    case DZ_CACHE_ERROR_KEY:
    case DZ_CACHE_ERROR_EPOCH:
    case DZ_CACHE_ERROR_CLOCK:
    case DZ_CACHE_ERROR_BEHIND:
    default:
      return _("This desk's own data cannot be used. Nothing was decided.");
    }
}

/* What a person can do about it, then what the disk said. */
GError *
dz_sync_new_cache_error (const GError *problem)
{
  int code = problem->domain == DZ_CACHE_ERROR ? problem->code : DZ_CACHE_ERROR_SQL;

  return g_error_new (DZ_SYNC_ERROR, DZ_SYNC_ERROR_CACHE, "%s (%s)", say_cache_problem (code),
                      problem->message);
}

static DzCacheWorker *
open_cache (const char *dir,
            GError    **error)
{
  g_autoptr(GError) problem = NULL;
  DzCache *cache = dz_cache_open (dir, &problem);

  if (cache != NULL)
    return dz_cache_worker_new (cache);
  if (g_error_matches (problem, DZ_CACHE_ERROR, DZ_CACHE_ERROR_LOCKED))
    g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_CACHE,
                 _("Another window of this program is working with this service already."));
  else
    g_propagate_error (error, dz_sync_new_cache_error (problem));
  return NULL;
}

/* What opening needs in its thread, and what it found there. */
typedef struct
{
  DzApiClient   *api;       /* owned, nullable once the client is made */
  char          *cache_dir; /* owned */
  DzCacheWorker *worker;    /* owned, nullable */
} Opening;

static void
opening_free (Opening *opening)
{
  if (opening->worker != NULL) /* nobody took it */
    dz_cache_worker_close (opening->worker);
  g_clear_object (&opening->worker);
  g_clear_object (&opening->api);
  g_free (opening->cache_dir);
  g_free (opening);
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;

  opening->worker = open_cache (opening->cache_dir, &error);
  if (opening->worker != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * dz_sync_open_async:
 * @service_url: the service's staff address
 * @cache_dir: the desk's own folder for this service
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the desk's data are open
 * @user_data: for @callback
 *
 * Opens the desk's data, in a worker thread, and gets ready to speak to a service. Nothing is sent
 * yet.
 */
void
dz_sync_open_async (const char         *service_url,
                    const char         *cache_dir,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;
  Opening *opening;

  g_return_if_fail (service_url != NULL && cache_dir != NULL);

  opening = g_new0 (Opening, 1);
  opening->cache_dir = g_strdup (cache_dir);
  opening->api = dz_api_client_new (service_url, &error);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_set_source_tag (task, dz_sync_open_async);
  if (opening->api != NULL)
    g_task_run_in_thread (task, open_in_thread);
  else
    g_task_return_error (task, error);
}

/**
 * dz_sync_open_finish:
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_ADDRESS, DZ_SYNC_ERROR_CACHE
 *
 * Returns: (transfer full) (nullable): a client; close it before its last reference goes
 */
DzSync *
dz_sync_open_finish (GAsyncResult *result,
                     GError      **error)
{
  GTask *task = G_TASK (result);
  Opening *opening;

  g_return_val_if_fail (g_task_get_source_tag (task) == dz_sync_open_async, NULL);

  if (!g_task_propagate_boolean (task, error))
    return NULL;
  opening = g_task_get_task_data (task);
  return dz_sync_new (g_steal_pointer (&opening->api), g_steal_pointer (&opening->worker));
}
