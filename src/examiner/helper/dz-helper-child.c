/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-child.h"

#include "dz-helper-job.h"

#include <errno.h>
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

/* Leaves the answer's pipe and /dev/null; the program's socket goes by being overwritten. */
static void
drop_descriptors (int answer)
{
  if (dup2 (answer, DZ_SANDBOX_ANSWER_FD) < 0
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

static void
write_all (gconstpointer data,
           gsize         length)
{
  const guint8 *p = data;

  while (length > 0)
    {
      gssize written = write (DZ_SANDBOX_ANSWER_FD, p, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        _exit (DZ_HELPER_EXIT_BROKEN);
      p += written;
      length -= written;
    }
}

/**
 * dz_helper_child_run:
 * @sandbox: made by the parent
 * @models: (nullable): loaded by the parent
 * @request: what is asked
 * @input: descriptor of the input buffer
 * @output: descriptor of the output buffer; -1 where there is none
 * @answer: descriptor to write to
 *
 * The life of a fresh child: it maps the buffers, drops every descriptor but its answer's, closes
 * itself off, and only then looks at the bytes.
 */
void
dz_helper_child_run (DzSandbox               *sandbox,
                     DzModels                *models,
                     const DzExaminerRequest *request,
                     int                      input,
                     int                      output,
                     int                      answer)
{
  g_autoptr(GVariant) body = NULL;
  g_autoptr(GError) error = NULL;
  DzHelperJob job = { .request = request, .models = models };
  DzSandboxLimits limits;
  guint32 status;

  g_log_set_default_handler (log_cb, NULL);
  job.input = map_buffer (input, request->input_length, PROT_READ);
  job.output = map_buffer (output, request->output_length, PROT_READ | PROT_WRITE);
  drop_descriptors (answer);
  make_limits (request, &limits);
  if (!dz_sandbox_enter_child (sandbox, &limits, &error))
    give_up (error);

  status = dz_helper_job_run (&job, &body);
  write_all (&status, sizeof status);
  if (body != NULL)
    write_all (g_variant_get_data (body), g_variant_get_size (body));
  _exit (DZ_HELPER_EXIT_ANSWERED);
}
