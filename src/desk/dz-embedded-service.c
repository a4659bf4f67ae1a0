/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-embedded-service.h"

#include <glib/gi18n.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/* As the service sees them; see its --help. */
#define PARENT_PIPE_FD 3
#define CREDENTIAL_FD 4

#define CREDENTIAL_BYTES 32
#define STOP_TIMEOUT_MS 5000
#define LAST_WORDS_MS 200

G_DEFINE_QUARK (dz-start-error-quark, dz_start_error)

struct _DzEmbeddedService
{
  GObject           parent_instance;

  char             *program;     /* owned */
  char             *data_dir;    /* owned */
  char             *credential;  /* owned, hex */
  char             *url;         /* owned, nullable: before it is ready */
  char             *last_words;  /* owned, nullable: its last line of standard error */
  GSubprocess      *process;     /* owned, nullable */
  GCancellable     *reading;     /* owned */
  GTask            *start_task;  /* owned, nullable: while it starts */
  int               parent_pipe; /* write end; the service lives while it is open; -1 for none */
  gboolean          stopping;
};

G_DEFINE_FINAL_TYPE (DzEmbeddedService, dz_embedded_service, G_TYPE_OBJECT)

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void read_next_line (DzEmbeddedService *self,
                            GDataInputStream  *stream,
                            GAsyncReadyCallback callback);

static void
close_parent_pipe (DzEmbeddedService *self)
{
  if (self->parent_pipe >= 0)
    close (self->parent_pipe);
  self->parent_pipe = -1;
}

static void
dz_embedded_service_dispose (GObject *object)
{
  DzEmbeddedService *self = DZ_EMBEDDED_SERVICE (object);

  g_cancellable_cancel (self->reading);
  close_parent_pipe (self);
  g_clear_object (&self->process);
  g_clear_object (&self->start_task);

  G_OBJECT_CLASS (dz_embedded_service_parent_class)->dispose (object);
}

static void
dz_embedded_service_finalize (GObject *object)
{
  DzEmbeddedService *self = DZ_EMBEDDED_SERVICE (object);

  g_free (self->program);
  g_free (self->data_dir);
  g_free (self->credential);
  g_free (self->url);
  g_free (self->last_words);
  g_object_unref (self->reading);

  G_OBJECT_CLASS (dz_embedded_service_parent_class)->finalize (object);
}

static void
dz_embedded_service_class_init (DzEmbeddedServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dz_embedded_service_dispose;
  object_class->finalize = dz_embedded_service_finalize;

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dz_embedded_service_init (DzEmbeddedService *self)
{
  self->parent_pipe = -1;
  self->reading = g_cancellable_new ();
}

static char *
say_end (DzEmbeddedService *self)
{
  if (self->last_words == NULL)
    return g_strdup (_("The workstation's own service has ended."));
  /* TRANSLATORS: %s is the last line the service wrote */
  return g_strdup_printf (_("The workstation's own service has ended: %s"), self->last_words);
}

static gboolean
tell_end_cb (gpointer user_data)
{
  DzEmbeddedService *self = user_data;
  g_autoptr(GTask) task = g_steal_pointer (&self->start_task);
  g_autofree char *sentence = say_end (self);

  if (task != NULL)
    g_task_return_new_error (task, DZ_START_ERROR, DZ_START_ERROR_SERVICE, "%s", sentence);
  else if (!self->stopping)
    g_signal_emit (self, signals[ENDED], 0, sentence);
  return G_SOURCE_REMOVE;
}

/* The end of the process and its last words come by different ways; the words may be later. */
static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzEmbeddedService) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LAST_WORDS_MS, tell_end_cb, g_steal_pointer (&self),
                      g_object_unref);
}

static void
hear_line (DzEmbeddedService *self,
           const char        *line)
{
  if (g_str_has_prefix (line, "staff "))
    {
      g_free (self->url);
      self->url = g_strstrip (g_strdup (line + strlen ("staff ")));
    }
  else if (g_str_equal (line, "ready") && self->url != NULL && self->start_task != NULL)
    {
      g_autoptr(GTask) task = g_steal_pointer (&self->start_task);

      g_task_return_boolean (task, TRUE);
    }
}

static void
output_line_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(DzEmbeddedService) self = user_data;
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, NULL);

  if (line == NULL)
    return;
  hear_line (self, line);
  read_next_line (self, stream, output_line_cb);
}

static void
error_line_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(DzEmbeddedService) self = user_data;
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, NULL);

  if (line == NULL)
    return;
  g_printerr ("%s\n", line);
  g_free (self->last_words);
  self->last_words = g_steal_pointer (&line);
  read_next_line (self, stream, error_line_cb);
}

static void
read_next_line (DzEmbeddedService   *self,
                GDataInputStream    *stream,
                GAsyncReadyCallback  callback)
{
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, self->reading, callback,
                                       g_object_ref (self));
}

static void
read_lines (DzEmbeddedService   *self,
            GInputStream        *pipe,
            GAsyncReadyCallback  callback)
{
  g_autoptr(GDataInputStream) stream = g_data_input_stream_new (pipe);

  read_next_line (self, stream, callback);
}

static char *
make_credential (void)
{
  guint8 bytes[CREDENTIAL_BYTES];
  g_autoptr(GString) hex = g_string_new (NULL);

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    return NULL;
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

/* Gives the read end to the child as @child_fd and returns the write end. */
static int
open_pipe_to (GSubprocessLauncher  *launcher,
              int                   child_fd,
              GError              **error)
{
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return -1;
  g_subprocess_launcher_take_fd (launcher, ends[0], child_fd);
  return ends[1];
}

static gboolean
hand_over_credential (DzEmbeddedService    *self,
                      GSubprocessLauncher  *launcher,
                      GError              **error)
{
  int fd = open_pipe_to (launcher, CREDENTIAL_FD, error);
  gsize length = strlen (self->credential);
  gboolean whole;

  if (fd < 0)
    return FALSE;
  /* Far less than a pipe holds, so that it does not wait. */
  whole = write (fd, self->credential, length) == (gssize) length;
  close (fd);
  if (!whole)
    g_set_error_literal (error, DZ_START_ERROR, DZ_START_ERROR_SERVICE,
                         _("The workstation's own service could not be given its credential."));
  return whole;
}

static gboolean
spawn (DzEmbeddedService  *self,
       GError            **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *const arguments[]
      = { self->program, "--data", self->data_dir, "--listen", "127.0.0.1:0", "--staff-listen",
          "127.0.0.1:0", "--parent-pipe", G_STRINGIFY (PARENT_PIPE_FD), "--credential-fd",
          G_STRINGIFY (CREDENTIAL_FD), NULL };

  self->credential = make_credential ();
  if (self->credential == NULL)
    {
      g_set_error_literal (error, DZ_START_ERROR, DZ_START_ERROR_SERVICE,
                           _("The system gave no random numbers."));
      return FALSE;
    }
  self->parent_pipe = open_pipe_to (launcher, PARENT_PIPE_FD, error);
  if (self->parent_pipe < 0 || !hand_over_credential (self, launcher, error))
    return FALSE;
  self->process = g_subprocess_launcher_spawnv (launcher, arguments, error);
  return self->process != NULL;
}

/**
 * dz_embedded_service_new:
 * @program: path of duizhao-service
 * @data_dir: where it keeps its data; made where it does not exist
 *
 * Returns: (transfer full): a service that is not started yet
 */
DzEmbeddedService *
dz_embedded_service_new (const char *program,
                         const char *data_dir)
{
  DzEmbeddedService *self;

  g_return_val_if_fail (program != NULL && data_dir != NULL, NULL);

  self = g_object_new (DZ_TYPE_EMBEDDED_SERVICE, NULL);
  self->program = g_strdup (program);
  self->data_dir = g_strdup (data_dir);
  return self;
}

static void
cancelled_cb (GCancellable      *cancellable,
              DzEmbeddedService *self)
{
  close_parent_pipe (self);
}

/**
 * dz_embedded_service_start_async:
 * @self: a service that was never started
 * @cancellable: (nullable): ends the service while it starts
 * @callback: called when it is ready or will never be
 * @user_data: for @callback
 *
 * Starts the service on two free ports of the loopback and waits until it says that it is ready.
 */
void
dz_embedded_service_start_async (DzEmbeddedService   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (DZ_IS_EMBEDDED_SERVICE (self));
  g_return_if_fail (self->process == NULL);

  if (!spawn (self, &error))
    {
      close_parent_pipe (self);
      g_prefix_error (&error, _("Starting the workstation's own service: "));
      g_task_return_error (task, error);
      return;
    }
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  self->start_task = g_steal_pointer (&task);
  read_lines (self, g_subprocess_get_stdout_pipe (self->process), output_line_cb);
  read_lines (self, g_subprocess_get_stderr_pipe (self->process), error_line_cb);
  g_subprocess_wait_async (self->process, NULL, waited_cb, g_object_ref (self));
}

/**
 * dz_embedded_service_start_finish:
 * @self: a service
 * @result: as the callback got it
 * @error: return location; DZ_START_ERROR_SERVICE, or an error of GIO where the program is missing
 *
 * Returns: whether the service is ready
 */
gboolean
dz_embedded_service_start_finish (DzEmbeddedService  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
stop_timed_out_cb (gpointer user_data)
{
  gboolean *timed_out = user_data;

  *timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

static void
stop_waited_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  gboolean *ended = user_data;

  *ended = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

/* Runs its own context, so that nothing else of this program happens meanwhile. */
static gboolean
wait_for_end (GSubprocess *process)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GSource) timeout = g_timeout_source_new (STOP_TIMEOUT_MS);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean ended = FALSE;
  gboolean timed_out = FALSE;

  g_main_context_push_thread_default (context);
  g_source_set_callback (timeout, stop_timed_out_cb, &timed_out, NULL);
  g_source_attach (timeout, context);
  g_subprocess_wait_async (process, cancellable, stop_waited_cb, &ended);
  while (!ended && !timed_out)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  if (!ended)
    {
      g_subprocess_force_exit (process);
      while (!ended)
        g_main_context_iteration (context, TRUE);
    }
  g_main_context_pop_thread_default (context);
  return !timed_out;
}

/**
 * dz_embedded_service_stop:
 * @self: a service
 *
 * Asks the service to end by closing its pipe and waits for that, a few seconds at most; only for
 * when the program itself ends.
 */
void
dz_embedded_service_stop (DzEmbeddedService *self)
{
  g_return_if_fail (DZ_IS_EMBEDDED_SERVICE (self));

  self->stopping = TRUE;
  close_parent_pipe (self);
  if (self->process != NULL && !wait_for_end (self->process))
    g_warning ("the service did not end by itself and was ended");
  g_cancellable_cancel (self->reading);
}

/**
 * dz_embedded_service_get_url:
 * @self: a service
 *
 * Returns: (nullable): the address staff use; %NULL until the service is ready
 */
const char *
dz_embedded_service_get_url (DzEmbeddedService *self)
{
  g_return_val_if_fail (DZ_IS_EMBEDDED_SERVICE (self), NULL);
  return self->url;
}

/**
 * dz_embedded_service_get_credential:
 * @self: a service
 *
 * Returns: (nullable): the one-time credential it was given; %NULL before it is started
 */
const char *
dz_embedded_service_get_credential (DzEmbeddedService *self)
{
  g_return_val_if_fail (DZ_IS_EMBEDDED_SERVICE (self), NULL);
  return self->credential;
}
