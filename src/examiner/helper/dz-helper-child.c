/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-child.h"

#include "dz-helper-call.h"
#include "dz-helper-job.h"
#include "dz-helper-pages.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* GLib ends the program where memory is short. Here that is an answer, not a crash. */
static void
log_cb (const char    *domain,
        GLogLevelFlags level,
        const char    *message,
        gpointer       user_data)
{
  gssize ignored;

  if ((level & G_LOG_LEVEL_ERROR) != 0 && message != NULL
      && strstr (message, "failed to allocate") != NULL)
    _exit (DZ_HELPER_EXIT_MEMORY);
  if ((level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0 || message == NULL)
    return;
  ignored = write (2, message, strlen (message));
  ignored = write (2, "\n", 1);
  (void) ignored;
}

static void
give_up (const GError *error)
{
  g_warning ("%s", error->message);
  _exit (DZ_HELPER_EXIT_BROKEN);
}

static gpointer
map_buffer (int     fd,
            guint64 length,
            int     protection)
{
  off_t actual;
  gpointer map;

  if (length == 0)
    return NULL;
  actual = lseek (fd, 0, SEEK_END);
  if (actual < 0 || (guint64) actual != length)
    _exit (DZ_HELPER_EXIT_BROKEN);
  map = mmap (NULL, length, protection, protection == PROT_READ ? MAP_PRIVATE : MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    _exit (errno == ENOMEM ? DZ_HELPER_EXIT_MEMORY : DZ_HELPER_EXIT_BROKEN);
  return map;
}

/* Leaves the channel and /dev/null; the program's socket goes by being overwritten. */
static void
drop_descriptors (int channel)
{
  if (dup2 (channel, DZ_SANDBOX_ANSWER_FD) < 0
      || (!DZ_SANDBOX_SANITIZED && dup2 (0, 2) < 0)
      || close_range (DZ_SANDBOX_ANSWER_FD + 1, G_MAXUINT, 0) != 0)
    _exit (DZ_HELPER_EXIT_BROKEN);
}

/* The limit is on what the work takes; the buffers are the program's. A sanitizer reserves address
 * space without end and lives under no limit. */
static void
make_limits (const DzExaminerRequest *request,
             DzSandboxLimits         *limits)
{
  limits->memory_max = request->memory_max;
  if (DZ_SANDBOX_SANITIZED)
    limits->memory_max = 0;
  if (limits->memory_max != 0)
    limits->memory_max += request->input_length + request->output_length;
  limits->cpu_seconds = request->timeout_ms / 1000 + 2;
}

/* The helper that goes away meanwhile takes the child with it. */
static void
wait_for_call (DzHelperCall *call)
{
  g_autoptr(GError) error = NULL;
  gssize came = dz_helper_call_receive (call, DZ_SANDBOX_ANSWER_FD, &error);

  if (came < 0)
    give_up (error);
  if (came == 0)
    _exit (DZ_HELPER_EXIT_UNASKED);
}

/* One message: the helper sees all of it or nothing. */
static void
answer (guint32   status,
        GVariant *body)
{
  gsize length = body != NULL ? g_variant_get_size (body) : 0;
  g_autofree guint8 *message = g_malloc (sizeof status + length);
  gssize written;

  memcpy (message, &status, sizeof status);
  if (length > 0)
    memcpy (message + sizeof status, g_variant_get_data (body), length);
  do
    written = write (DZ_SANDBOX_ANSWER_FD, message, sizeof status + length);
  while (written < 0 && errno == EINTR);
  if (written < 0)
    _exit (DZ_HELPER_EXIT_BROKEN);
}

/* The helper, woken on this processor, would have to wait until the system has taken all memory
 * back from a child that ends by itself. So it sends the answer on first, and ends the child. */
static void G_GNUC_NORETURN
wait_for_end (void)
{
  sigset_t none;

  sigemptyset (&none);
  while (TRUE)
    sigsuspend (&none);
}

/**
 * dz_helper_child_run:
 * @sandbox: made by the parent
 * @models: (nullable): loaded by the parent
 * @channel: a socket to the parent
 *
 * The life of a fresh child: it drops every descriptor but its channel, takes the memory that it
 * will need, and waits for its call. Then it maps the buffers, closes itself off, and only then
 * looks at the bytes.
 */
void
dz_helper_child_run (DzSandbox *sandbox,
                     DzModels  *models,
                     int        channel)
{
  g_autoptr(GVariant) body = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(DzHelperCall) call;
  DzHelperJob job = { .request = &call.request, .models = models };
  DzSandboxLimits limits;
  guint32 status;

  g_log_set_default_handler (log_cb, NULL);
  drop_descriptors (channel);
  if (models != NULL)
    dz_scratch_touch (models->scratch);
  dz_helper_pages_take ();
  dz_helper_call_init (&call);
  wait_for_call (&call);
  job.input = map_buffer (call.fds[0], call.request.input_length, PROT_READ);
  job.output = map_buffer (call.fds[1], call.request.output_length, PROT_READ | PROT_WRITE);
  dz_helper_call_clear (&call);
  make_limits (&call.request, &limits);
  if (!dz_sandbox_enter_child (sandbox, &limits, &error))
    give_up (error);

  status = dz_helper_job_run (&job, &body);
  answer (status, body);
  wait_for_end ();
}
