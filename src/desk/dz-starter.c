/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-starter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dz-config.h"
#include "dz-demo-folder.h"
#include "dz-embedded-service.h"
#include "dz-filter-memory.h"
#include "dz-program.h"

struct _DzStarter
{
  GObject            parent_instance;

  char              *service_url;  /* owned, nullable: none configured */
  gboolean           demo;
  char              *status;       /* owned, nullable */
  DzDemoFolder      *folder;       /* owned, nullable */
  DzEmbeddedService *service;      /* owned, nullable */
  DzSync            *sync;         /* owned, nullable */
  gboolean           filled;       /* @folder is whole */
  gboolean           ended;        /* @service has ended by itself */
  gboolean           needs_setup;
  char              *version;      /* owned, nullable: of the service that answered */
};

G_DEFINE_FINAL_TYPE (DzStarter, dz_starter, G_TYPE_OBJECT)

enum
{
  PROP_STATUS = 1,
  N_PROPS
};

enum
{
  PROBLEM,
  N_SIGNALS
};

static GParamSpec *pspecs[N_PROPS];
static guint signals[N_SIGNALS];

static void
dz_starter_dispose (GObject *object)
{
  DzStarter *self = DZ_STARTER (object);

  dz_starter_close (self);
  g_clear_pointer (&self->service_url, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->version, g_free);

  G_OBJECT_CLASS (dz_starter_parent_class)->dispose (object);
}

static void
dz_starter_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  if (property_id == PROP_STATUS)
    g_value_set_string (value, DZ_STARTER (object)->status);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_starter_class_init (DzStarterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dz_starter_dispose;
  object_class->get_property = dz_starter_get_property;

  pspecs[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
  signals[PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dz_starter_init (DzStarter *self)
{
}

static void
set_status (DzStarter  *self,
            const char *status)
{
  g_free (self->status);
  self->status = g_strdup (status);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_STATUS]);
}

static void
service_ended_cb (DzEmbeddedService *service,
                  const char        *sentence,
                  DzStarter         *self)
{
  self->ended = TRUE;
  g_signal_emit (self, signals[PROBLEM], 0, sentence);
}

/* One service has one outbox, however its address is written down. */
static char *
name_service (const char *url)
{
  gsize length = strlen (url);
  g_autofree char *plain = NULL;

  while (length > 0 && url[length - 1] == '/')
    length--;
  plain = g_ascii_strdown (url, (gssize) length);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, plain, -1);
}

/* The outbox belongs to one service, and must outlive a cleaned cache folder. The embedded service
 * has another port each time, so that its address does not name it. */
static char *
find_desk_dir (DzStarter *self)
{
  g_autofree char *name = NULL;

  if (self->folder != NULL)
    return g_strdup (dz_demo_folder_get_desk_dir (self->folder));
  name = self->service_url != NULL ? name_service (self->service_url) : g_strdup ("embedded");
  return g_build_filename (g_get_user_state_dir (), "duizhao", name, NULL);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (dz_sync_sign_in_finish (DZ_SYNC (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzStarter *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(DzServiceInfo) info = dz_sync_probe_finish (DZ_SYNC (source), result, &error);

  if (info == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->needs_setup = info->needs_setup;
  g_free (self->version);
  self->version = g_strdup (info->version);
  if (self->service == NULL || self->needs_setup)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  set_status (self, _("Signing in…"));
  dz_sync_sign_in_with_credential_async (
      self->sync, dz_embedded_service_get_credential (self->service),
      g_task_get_cancellable (task), signed_in_cb, g_object_ref (task));
}

static void
sync_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzStarter *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->sync = dz_sync_open_finish (result, &error);
  if (self->sync == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  dz_filter_memory_restore (self->sync);
  set_status (self, _("Connecting to the service…"));
  dz_sync_probe_async (self->sync, g_task_get_cancellable (task), probed_cb, g_object_ref (task));
}

static void
connect_sync (GTask      *task,
              const char *url)
{
  DzStarter *self = g_task_get_source_object (task);
  g_autofree char *desk_dir = find_desk_dir (self);

  dz_sync_open_async (url, desk_dir, g_task_get_cancellable (task), sync_opened_cb,
                      g_object_ref (task));
}

static void
service_started_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzEmbeddedService *service = DZ_EMBEDDED_SERVICE (source);
  GError *error = NULL;

  if (dz_embedded_service_start_finish (service, result, &error))
    connect_sync (task, dz_embedded_service_get_url (service));
  else
    g_task_return_error (task, error);
}

static void
start_service (GTask      *task,
               const char *data_dir)
{
  DzStarter *self = g_task_get_source_object (task);
  g_autofree char *program = dz_program_find ("duizhao-service", DZ_BIN_DIR);

  set_status (self, _("Starting the service…"));
  self->service = dz_embedded_service_new (program, data_dir);
  g_signal_connect_object (self->service, "ended", G_CALLBACK (service_ended_cb), self, 0);
  dz_embedded_service_start_async (self->service, g_task_get_cancellable (task),
                                   service_started_cb, g_object_ref (task));
}

static void
folder_filled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzDemoFolder *folder = DZ_DEMO_FOLDER (source);
  DzStarter *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!dz_demo_folder_fill_finish (folder, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->filled = TRUE;
  start_service (task, dz_demo_folder_get_data_dir (folder));
}

static void
progress_cb (DzDemoFolder *folder,
             guint         done,
             guint         total,
             DzStarter    *self)
{
  /* TRANSLATORS: the first %u are done, the second %u are all */
  g_autofree char *status
      = g_strdup_printf (_("Painting a sample school… %u of %u"), done, total);

  set_status (self, status);
}

static void
fill_folder (GTask *task)
{
  DzStarter *self = g_task_get_source_object (task);
  g_autofree char *program = dz_program_find ("duizhaoctl", DZ_BIN_DIR);

  set_status (self, _("Painting a sample school…"));
  self->folder = dz_demo_folder_new ();
  g_signal_connect_object (self->folder, "progress", G_CALLBACK (progress_cb), self, 0);
  dz_demo_folder_fill_async (self->folder, program, g_task_get_cancellable (task),
                             folder_filled_cb, g_object_ref (task));
}

static void
stop_service (DzStarter *self)
{
  if (self->sync != NULL)
    dz_sync_close (self->sync);
  g_clear_object (&self->sync);
  if (self->service != NULL)
    dz_embedded_service_stop (self->service);
  g_clear_object (&self->service);
  self->ended = FALSE;
}

static void
drop_folder (DzStarter *self)
{
  if (self->folder != NULL)
    dz_demo_folder_remove (self->folder);
  g_clear_object (&self->folder);
  self->filled = FALSE;
}

/**
 * dz_starter_new:
 * @service_url: (nullable): address of a service; %NULL to start one of our own
 * @demo: whether to start our own on a fresh sample school
 *
 * Returns: (transfer full): a starter
 */
DzStarter *
dz_starter_new (const char *service_url,
                gboolean    demo)
{
  DzStarter *self = g_object_new (DZ_TYPE_STARTER, NULL);

  self->service_url = demo ? NULL : g_strdup (service_url);
  self->demo = demo;
  return self;
}

/**
 * dz_starter_start_async:
 * @self: a starter
 * @cancellable: (nullable): gives up
 * @callback: called when the service answers, or does not
 * @user_data: for @callback
 *
 * Starts what must be started. After a failure it may be called again, also where the service has
 * ended: a sample school that is there stays as it is.
 */
void
dz_starter_start_async (DzStarter           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (DZ_IS_STARTER (self));

  stop_service (self);
  if (self->filled)
    start_service (task, dz_demo_folder_get_data_dir (self->folder));
  else if (self->demo)
    {
      drop_folder (self);
      fill_folder (task);
    }
  else if (self->service_url != NULL)
    connect_sync (task, self->service_url);
  else
    {
      g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "duizhao", NULL);

      start_service (task, data_dir);
    }
}

/**
 * dz_starter_start_finish:
 * @self: a starter
 * @result: as the callback got it
 * @error: return location; DZ_START_ERROR, DZ_SYNC_ERROR, or an error of GIO
 *
 * Returns: whether the service answers
 */
gboolean
dz_starter_start_finish (DzStarter     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dz_starter_close:
 * @self: a starter
 *
 * Ends what was started, in order: client, service, sample school. Waits for the service to end.
 */
void
dz_starter_close (DzStarter *self)
{
  g_return_if_fail (DZ_IS_STARTER (self));

  stop_service (self);
  drop_folder (self);
}

/**
 * dz_starter_has_ended:
 * @self: a starter
 *
 * Returns: whether the service of our own has ended by itself; dz_starter_start_async() starts it
 *   again
 */
gboolean
dz_starter_has_ended (DzStarter *self)
{
  g_return_val_if_fail (DZ_IS_STARTER (self), FALSE);
  return self->ended;
}

/**
 * dz_starter_get_sync:
 * @self: a starter
 *
 * Returns: (nullable): the client; %NULL until the service answers
 */
DzSync *
dz_starter_get_sync (DzStarter *self)
{
  g_return_val_if_fail (DZ_IS_STARTER (self), NULL);
  return self->sync;
}

/**
 * dz_starter_needs_setup:
 * @self: a starter
 *
 * Returns: whether the first administrator must be named
 */
gboolean
dz_starter_needs_setup (DzStarter *self)
{
  g_return_val_if_fail (DZ_IS_STARTER (self), FALSE);
  return self->needs_setup;
}

/**
 * dz_starter_get_credential:
 * @self: a starter
 *
 * Returns: (nullable): the one-time credential of our own service; %NULL for another's
 */
const char *
dz_starter_get_credential (DzStarter *self)
{
  g_return_val_if_fail (DZ_IS_STARTER (self), NULL);
  return self->service != NULL ? dz_embedded_service_get_credential (self->service) : NULL;
}

/**
 * dz_starter_get_address:
 * @self: a starter
 *
 * Returns: (nullable): the address of another's service; %NULL for our own
 */
const char *
dz_starter_get_address (DzStarter *self)
{
  g_return_val_if_fail (DZ_IS_STARTER (self), NULL);
  return self->service_url;
}

/**
 * dz_starter_get_service_version:
 * @self: a starter
 *
 * Returns: (nullable): the version of the service that answered last; %NULL before any has
 */
const char *
dz_starter_get_service_version (DzStarter *self)
{
  g_return_val_if_fail (DZ_IS_STARTER (self), NULL);
  return self->version;
}
