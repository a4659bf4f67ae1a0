/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-desk.h"

#include <gio/gio.h>
#include <string.h>

#include "bench-figures.h"
#include "dz-test-service.h"

struct _BenchDesk
{
  BenchScreen *screen;  /* unowned */
  GSubprocess *process; /* owned */
  GThread     *thread;  /* owned */
  GMutex       mutex;
  GCond        heard;
  char        *page;    /* owned, nullable */
  gint64       page_us;
  char        *side;    /* owned, nullable */
  char        *shown;   /* owned, nullable */
  guint        n_shown;
};

static void
stop (const char *sentence)
{
  g_printerr ("bench-desk: %s\n", sentence);
  exit (1);
}

/* ---- its words ---- */

static gboolean
take_word (const char  *line,
           const char  *before,
           char       **word)
{
  const char *found = strstr (line, before);

  if (found == NULL)
    return FALSE;
  g_free (*word);
  *word = g_strdup (found + strlen (before));
  return TRUE;
}

static void
hear (BenchDesk  *self,
      const char *line)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (take_word (line, ": page ", &self->page))
    self->page_us = g_get_monotonic_time ();
  else if (take_word (line, ": shown ", &self->shown))
    self->n_shown++;
  else
    take_word (line, ": side ", &self->side);
  g_cond_broadcast (&self->heard);
}

static gpointer
listen_cb (gpointer data)
{
  BenchDesk *self = data;
  g_autoptr(GDataInputStream) lines
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      hear (self, line);
      g_free (line);
    }
  return NULL;
}

/* ---- opening ---- */

/* It is nobody's first day: the card with the first keys was read. */
static void
write_settings (const char *home)
{
  g_autofree char *folder = g_build_filename (home, "glib-2.0", "settings", NULL);
  g_autofree char *file = g_build_filename (folder, "keyfile", NULL);

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (file, "[io/github/duizhao/Duizhao]\nfirst-keys-seen=true\n", -1, NULL))
    stop ("the settings cannot be written");
}

static GSubprocessLauncher *
make_launcher (BenchScreen *screen,
               const char  *dir)
{
  static const char *const folders[] = { "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" };
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *home = g_build_filename (dir, "home", NULL);

  write_settings (home);
  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_subprocess_launcher_setenv (launcher, folders[i], home, TRUE);
  g_subprocess_launcher_setenv (launcher, "DISPLAY", bench_screen_get_name (screen), TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  /* A bus without a desktop on it answers to nothing before half a minute has passed. */
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  return launcher;
}

BenchDesk *
bench_desk_start (BenchScreen *screen,
                  const char  *dir,
                  const char  *url)
{
  BenchDesk *self = g_new0 (BenchDesk, 1);
  g_autoptr(GSubprocessLauncher) launcher = make_launcher (screen, dir);
  g_autoptr(GError) error = NULL;

  self->screen = screen;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->heard);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"), "--service",
                                               url, NULL);
  if (self->process == NULL)
    stop (error->message);
  self->thread = g_thread_new ("desk", listen_cb, self);
  return self;
}

void
bench_desk_close (BenchDesk *self)
{
  g_subprocess_send_signal (self->process, 15);
  g_subprocess_wait (self->process, NULL, NULL);
  g_thread_join (self->thread);
  g_clear_object (&self->process);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->heard);
  g_free (self->page);
  g_free (self->side);
  g_free (self->shown);
  g_free (self);
}

gboolean
bench_desk_wait_page (BenchDesk  *self,
                      const char *page,
                      guint       timeout_ms)
{
  gint64 end_us = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (g_strcmp0 (self->page, page) != 0)
    if (!g_cond_wait_until (&self->heard, &self->mutex, end_us))
      return FALSE;
  return TRUE;
}

gint64
bench_desk_get_page_us (BenchDesk *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->page_us;
}

void
bench_desk_sign_in (BenchDesk  *self,
                    const char *name,
                    const char *password)
{
  bench_screen_wait_calm (self->screen);
  bench_screen_type (self->screen, name);
  bench_screen_press (self->screen, "Return");
  bench_screen_type (self->screen, password);
  bench_screen_wait_calm (self->screen);
  bench_screen_press (self->screen, "Return");
}

char *
bench_desk_dup_shown (BenchDesk *self,
                      guint     *n_shown)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  *n_shown = self->n_shown;
  return g_strdup (self->shown);
}

gboolean
bench_desk_shows_side (BenchDesk  *self,
                       const char *side)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strcmp0 (self->side, side) == 0;
}

/* ---- memory ---- */

static double
read_mb (const char *pid,
         const char *file,
         const char *field)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/%s", pid, file);
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (found = strstr (text, field)) == NULL)
    return 0;
  return g_ascii_strtod (found + strlen (field), NULL) / 1024;
}

static double
sum_children_mb (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/task/%s/children", pid, pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) children = NULL;
  double sum = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  children = g_strsplit (g_strstrip (text), " ", -1);
  for (guint i = 0; children[i] != NULL && *children[i] != '\0'; i++)
    sum += read_mb (children[i], "smaps_rollup", "\nPss:") + sum_children_mb (children[i]);
  return sum;
}

double
bench_desk_get_rss_mb (BenchDesk *self)
{
  return read_mb (g_subprocess_get_identifier (self->process), "status", "VmHWM:");
}

double
bench_desk_get_helpers_mb (BenchDesk *self)
{
  return sum_children_mb (g_subprocess_get_identifier (self->process));
}
