/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-service.h"

#include "dz-test-wait.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define START_S 60 /* a sanitized service on a busy machine takes its time */
#define END_S 60

typedef struct
{
  GDataInputStream *lines;
  char             *line;
  gboolean          ended;
} Reader;

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reader *reader = user_data;

  reader->line = g_data_input_stream_read_line_finish (reader->lines, result, NULL, NULL);
  reader->ended = TRUE;
}

static gboolean
has_line (gpointer data)
{
  return ((Reader *) data)->ended;
}

static char *
read_line (GDataInputStream *lines)
{
  Reader reader = { lines, NULL, FALSE };

  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, line_cb, &reader);
  dz_test_wait_for (has_line, &reader, START_S, "the service says where it listens");
  return reader.line;
}

static void
read_addresses (DzTestService *self)
{
  g_autoptr(GDataInputStream) lines
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autofree char *line = NULL;

  while ((line = read_line (lines)) != NULL && !g_str_equal (line, "ready"))
    {
      if (g_str_has_prefix (line, "students "))
        self->students_url = g_strdup (line + strlen ("students "));
      else if (g_str_has_prefix (line, "staff "))
        self->staff_url = g_strdup (line + strlen ("staff "));
      g_clear_pointer (&line, g_free);
    }
  if (line == NULL || self->students_url == NULL || self->staff_url == NULL)
    g_error ("the service ended before it was ready");
}

/* "http://127.0.0.1:4567" → "127.0.0.1:4567" */
static const char *
listen_of (const char *url)
{
  return url != NULL ? strstr (url, "//") + 2 : "127.0.0.1:0";
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

void
dz_test_bind_to_us (GSubprocessLauncher *launcher)
{
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
}

DzTestService *
dz_test_service_start (const char *data_dir,
                       const char *students,
                       const char *staff)
{
  DzTestService *self = g_new0 (DzTestService, 1);
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_SERVICE"), "--data",
                                               data_dir, "--listen", listen_of (students),
                                               "--staff-listen", listen_of (staff), NULL);
  g_assert_no_error (error);
  read_addresses (self);
  return self;
}

typedef struct
{
  GSubprocess *process;
  gboolean     ended;
} Ending;

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ((Ending *) user_data)->ended = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

static gboolean
has_ended (gpointer data)
{
  return ((Ending *) data)->ended;
}

static void
wait_end (GSubprocess *process)
{
  Ending ending = { process, FALSE };

  g_subprocess_wait_async (process, NULL, ended_cb, &ending);
  dz_test_wait_for (has_ended, &ending, END_S, "the service ends");
}

void
dz_test_service_kill (DzTestService *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  wait_end (self->process);
}

void
dz_test_service_stop (DzTestService *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  wait_end (self->process);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
}

void
dz_test_service_free (DzTestService *self)
{
  if (self == NULL)
    return;
  if (g_subprocess_get_identifier (self->process) != NULL)
    dz_test_service_kill (self);
  g_clear_object (&self->process);
  g_free (self->students_url);
  g_free (self->staff_url);
  g_free (self);
}

char *
dz_test_run (const char *const *argv,
             const char        *input,
             int                status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process
    = g_subprocess_newv (argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                           G_SUBPROCESS_FLAGS_STDERR_MERGE,
                         &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != status)
    g_error ("%s %s: did not exit with %d but said:\n%s", argv[0], argv[1], status, output);
  return output;
}
