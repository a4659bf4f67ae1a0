/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-service.h"

#include <sodium.h>
#include <string.h>

#include "dz-clockwork.h"
#include "dz-exchange.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-heads.h"
#include "dz-store-submissions.h"

#define CLOSE_US_MAX ((gint64) 10 * G_TIME_SPAN_SECOND)

typedef struct
{
  DzListener  listener;
  DzService  *service;       /* unowned */
  SoupServer *server;        /* owned */
  gulong      started_id;    /* on @server */
} Gate;

struct _DzService
{
  GObject           parent_instance;

  DzServiceOptions  options;     /* its strings are owned */
  GMainContext     *context;     /* owned */
  DzStorePool      *stores;      /* owned */
  DzExaminer       *examiner;    /* owned */
  DzIntake         *intake;      /* owned */
  DzLanes          *lanes;       /* owned */
  DzSignInGuard    *guard;       /* owned */
  DzLinks          *links[DZ_N_LISTENERS]; /* owned */
  DzClockwork      *clockwork;   /* owned, nullable */
  GCancellable     *cancellable; /* owned: ends waits for the examiner */
  GPtrArray        *gates;       /* owned, (element-type Gate) */
  GMutex            setup_mutex;
  int               n_calls;         /* atomic */
  int               picking_up;      /* atomic, boolean */
  int               closing;         /* atomic, boolean */
  int               credential_used; /* atomic, boolean */
  GMutex            bytes_mutex;
  gsize             n_bytes[DZ_N_LISTENERS];
  gboolean          started;
  gboolean          closed;
};

G_DEFINE_FINAL_TYPE (DzService, dz_service, G_TYPE_OBJECT)

static void
gate_free (gpointer data)
{
  Gate *gate = data;

  g_signal_handler_disconnect (gate->server, gate->started_id);
  soup_server_remove_handler (gate->server, NULL);
  g_object_unref (gate->server);
  g_free (gate);
}

static void
dz_service_finalize (GObject *object)
{
  DzService *self = DZ_SERVICE (object);

  g_warn_if_fail (self->closed);
  g_ptr_array_unref (self->gates);
  g_clear_pointer (&self->lanes, dz_lanes_free);
  dz_intake_free (self->intake);
  g_object_unref (self->examiner);
  for (guint i = 0; i < DZ_N_LISTENERS; i++)
    dz_links_free (self->links[i]);
  dz_sign_in_guard_free (self->guard);
  g_clear_pointer (&self->stores, dz_store_pool_free);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_free ((char *) self->options.credential);
  g_free ((char *) self->options.examiner);
  g_mutex_clear (&self->setup_mutex);
  g_mutex_clear (&self->bytes_mutex);
  G_OBJECT_CLASS (dz_service_parent_class)->finalize (object);
}

static void
dz_service_class_init (DzServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_service_finalize;
}

static void
dz_service_init (DzService *self)
{
  g_mutex_init (&self->setup_mutex);
  g_mutex_init (&self->bytes_mutex);
  self->gates = g_ptr_array_new_with_free_func (gate_free);
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->guard = dz_sign_in_guard_new ();
}

/**
 * dz_service_new:
 * @data_dir: the data directory; the caller holds its #DzDataLock
 * @options: how it shall be
 *
 * Returns: (transfer full): a service that has touched nothing yet
 */
DzService *
dz_service_new (const char             *data_dir,
                const DzServiceOptions *options)
{
  DzService *self = g_object_new (DZ_TYPE_SERVICE, NULL);

  self->options = *options;
  self->options.credential = g_strdup (options->credential);
  self->options.examiner = g_strdup (options->examiner);
  self->stores = dz_store_pool_new (data_dir, options->clock, options->clock_data);
  self->examiner = dz_examiner_new (options->examiner, options->n_helpers, NULL);
  self->intake = dz_intake_new (self->examiner);
  self->lanes = dz_lanes_new (options->n_workers, options->n_helpers + 1);
  for (guint i = 0; i < DZ_N_LISTENERS; i++)
    self->links[i] = dz_links_new (self->context, options->connections_max, options->idle_ms);
  return self;
}

/* Runs on a worker of the examiner's lane. */
static void
pick_up_cb (gpointer user_data)
{
  DzService *self = user_data;
  g_autoptr(GError) error = NULL;
  DzStore *store = dz_store_pool_borrow (self->stores, &error);
  guint n_examined;

  if (store != NULL)
    dz_intake_pick_up (self->intake, store, self->cancellable, &n_examined, &error);
  if (error != NULL && !g_cancellable_is_cancelled (self->cancellable))
    g_message ("Picking up photos that wait: %s", error->message);
  dz_store_pool_give_back (self->stores, store);
  g_atomic_int_set (&self->picking_up, FALSE);
}

static void
begin_pick_up (gpointer user_data)
{
  DzService *self = user_data;

  if (!g_atomic_int_compare_and_exchange (&self->picking_up, FALSE, TRUE))
    return;
  if (!dz_lanes_push (self->lanes, DZ_LANE_EXAMINE, pick_up_cb, self))
    g_atomic_int_set (&self->picking_up, FALSE);
}

static gboolean
sweep (DzService *self,
       GError   **error)
{
  DzStore *store = dz_store_pool_borrow (self->stores, error);
  guint n_swept = 0;
  gboolean ok = store != NULL && dz_store_sweep_photos (store, &n_swept, error);

  if (n_swept > 0)
    g_message ("Swept photo files that no submission has: %u", n_swept);
  dz_store_pool_give_back (self->stores, store);
  return ok;
}

/**
 * dz_service_start:
 * @self: a service
 * @error: return location; DZ_STORE_ERROR
 *
 * Opens the data, sweeps what a crash left behind, starts the helper and the clockwork. Blocks;
 * nothing is listened to yet. A helper that does not start is told and tried again: photos wait
 * until it does.
 *
 * Returns: whether the service can serve
 */
gboolean
dz_service_start (DzService *self,
                  GError   **error)
{
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (DZ_IS_SERVICE (self), FALSE);

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_INTERNAL,
                           "starting the service: libsodium does not start");
      return FALSE;
    }
  if (!sweep (self, error))
    return FALSE;
  if (!dz_examiner_start (self->examiner, &local_error))
    g_message ("Photos cannot be examined: %s", local_error->message);
  if (self->options.clock_ms > 0)
    self->clockwork = dz_clockwork_new (self->stores, self->options.clock_ms, begin_pick_up, self);
  self->started = TRUE;
  return TRUE;
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  Gate *gate = user_data;
  DzService *self = gate->service;
  GSocket *socket = soup_server_message_get_socket (message);

  /* What came on a connection for which there is no room is not even looked at. */
  if (socket == NULL || dz_links_begin (self->links[gate->listener], socket))
    dz_exchange_begin (self, gate->listener, message);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  dz_exchange_handle (message);
}

static void
attach (DzService  *self,
        DzListener  listener,
        SoupServer *server)
{
  Gate *gate = g_new0 (Gate, 1);

  gate->listener = listener;
  gate->service = self;
  gate->server = g_object_ref (server);
  gate->started_id =
    g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), gate);
  soup_server_add_handler (server, NULL, handle_cb, NULL, NULL);
  g_ptr_array_add (self->gates, gate);
}

/**
 * dz_service_attach_students:
 * @self: a service
 * @server: a server of the calling thread
 *
 * Serves the students' API on @server.
 */
void
dz_service_attach_students (DzService  *self,
                            SoupServer *server)
{
  g_return_if_fail (DZ_IS_SERVICE (self) && SOUP_IS_SERVER (server));

  attach (self, DZ_LISTENER_STUDENTS, server);
}

/**
 * dz_service_attach_staff:
 * @self: a service
 * @server: a server of the calling thread
 *
 * Serves the staff's API on @server.
 */
void
dz_service_attach_staff (DzService  *self,
                         SoupServer *server)
{
  g_return_if_fail (DZ_IS_SERVICE (self) && SOUP_IS_SERVER (server));

  attach (self, DZ_LISTENER_STAFF, server);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Lets requests under way be answered, for a bounded time. */
static void
wait_for_calls (DzService *self)
{
  gint64 end_us = g_get_monotonic_time () + CLOSE_US_MAX;
  g_autoptr(GSource) waker = g_timeout_source_new (100);

  g_source_set_callback (waker, wake_cb, NULL, NULL);
  g_source_attach (waker, self->context);
  while (g_atomic_int_get (&self->n_calls) > 0 && g_get_monotonic_time () < end_us)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (waker);
}

/* What was done since the last hour ends signed: whoever restores a backup knows what it lacks. */
static void
sign_head (DzService *self)
{
  g_autoptr(GError) error = NULL;
  DzStore *store = dz_store_pool_borrow (self->stores, &error);
  DzSignedHead head;

  if (store == NULL || !dz_store_sign_head (store, &head, &error))
    g_message ("The history ends unsigned: %s", error->message);
  dz_store_pool_give_back (self->stores, store);
}

/**
 * dz_service_close:
 * @self: a service
 *
 * Takes no new requests, lets those under way finish for a bounded time, disconnects the servers
 * and ends helpers, workers and clockwork, signs the history's end and closes the data. May be
 * called again.
 */
void
dz_service_close (DzService *self)
{
  g_autoptr(DzService) keep = NULL;

  g_return_if_fail (DZ_IS_SERVICE (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  keep = g_object_ref (self);
  g_atomic_int_set (&self->closing, TRUE);
  g_clear_pointer (&self->clockwork, dz_clockwork_free);
  wait_for_calls (self);
  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < self->gates->len; i++)
    soup_server_disconnect (((Gate *) g_ptr_array_index (self->gates, i))->server);
  dz_examiner_close (self->examiner);
  g_clear_pointer (&self->lanes, dz_lanes_free);
  for (guint i = 0; i < 1000 && g_main_context_iteration (self->context, FALSE); i++)
    continue; /* what the last workers handed back */
  g_ptr_array_set_size (self->gates, 0);
  if (self->started)
    sign_head (self);
  g_clear_pointer (&self->stores, dz_store_pool_free);
}

const DzServiceOptions *
dz_service_get_options (DzService *self)
{
  return &self->options;
}

GMainContext *
dz_service_get_context (DzService *self)
{
  return self->context;
}

DzStorePool *
dz_service_get_stores (DzService *self)
{
  return self->stores;
}

DzLanes *
dz_service_get_lanes (DzService *self)
{
  return self->lanes;
}

DzLinks *
dz_service_get_links (DzService  *self,
                      DzListener  listener)
{
  return self->links[listener];
}

DzExaminer *
dz_service_get_examiner (DzService *self)
{
  return self->examiner;
}

DzIntake *
dz_service_get_intake (DzService *self)
{
  return self->intake;
}

DzSignInGuard *
dz_service_get_guard (DzService *self)
{
  return self->guard;
}

/* Held while the first administrator is named, so that there is one first. */
GMutex *
dz_service_get_setup_mutex (DzService *self)
{
  return &self->setup_mutex;
}

/* What comes in, or is still in a queue, when the service ends is not begun; a desk asks again. */
gboolean
dz_service_check_open (DzService *self,
                       GError   **error)
{
  if (!g_atomic_int_get (&self->closing))
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_CLOSING, "closing");
  return FALSE;
}

/* Whether @credential is the one given at the start; says nothing about its use. */
gboolean
dz_service_has_credential (DzService  *self,
                           const char *credential)
{
  const char *mine = self->options.credential;

  return mine != NULL && strlen (mine) == strlen (credential) &&
         sodium_memcmp (mine, credential, strlen (mine)) == 0;
}

/* Uses the credential up. Returns whether it was right and not used before. */
gboolean
dz_service_use_credential (DzService  *self,
                           const char *credential)
{
  return dz_service_has_credential (self, credential) &&
         g_atomic_int_compare_and_exchange (&self->credential_used, FALSE, TRUE);
}

/* Gives the credential back where no session began: a desk has no other. */
void
dz_service_return_credential (DzService *self)
{
  g_atomic_int_set (&self->credential_used, FALSE);
}

void
dz_service_count_calls (DzService *self,
                        int        change)
{
  g_atomic_int_add (&self->n_calls, change);
}

gboolean
dz_service_reserve_bytes (DzService  *self,
                          DzListener  listener,
                          gsize       n_bytes)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->bytes_mutex);

  if (self->n_bytes[listener] + n_bytes > self->options.bodies_bytes_max)
    return FALSE;
  self->n_bytes[listener] += n_bytes;
  return TRUE;
}

void
dz_service_release_bytes (DzService  *self,
                          DzListener  listener,
                          gsize       n_bytes)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->bytes_mutex);

  self->n_bytes[listener] -= n_bytes;
}
