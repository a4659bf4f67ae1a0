/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a reviewer waits for the next photo: a real window on a real service, seen and typed to
 * from outside, and geeqie with the same photos on the same screen. The renderer is cairo, which
 * draws the same on every machine. A first argument gives another number of presses, a
 * second one, small or large, one size of photos. */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-outbox.h"
#include "bench-screen.h"
#include "bench-world.h"
#include "coded-photos.h"
#include "dz-test-wait.h"

#define SCREEN_WIDTH 1280
#define SCREEN_HEIGHT 800

/* What a desk holds, and then some that wait for others. */
#define N_PHOTOS 44
#define N_LEASED 40

#define PRESSES 200
#define PRESSES_MAX 1000
#define THINK_MS 400
#define HASTE_MS 30
#define QUIET_MS 150
#define LATE_MS 3000
#define START_MS 60000
#define LOOK_US 500

#define REACH_MEDIAN_MS 33.0
#define REACH_P95_MS 50.0
#define REACH_TO_GEEQIE 0.5
#define REACH_RSS_MB 350.0
#define REACH_FIRST_MS 1000.0
#define REACH_DURABLE_MS 5.0

/**
 * Run:
 * @screen: where it is looked at
 * @name: "desk/3024x4032"
 * @keys: forward, back
 * @order: codes by position, as they first came; BENCH_NO_CODE before that
 * @n_order: how many are known
 * @last: the position after which only the key back goes on
 * @position: where it is
 *
 * One program on the screen that shows photos.
 */
typedef struct
{
  BenchScreen *screen;
  const char  *name;
  const char  *keys[2];
  int          order[CODED_PHOTOS_MAX];
  int          n_order;
  int          last;
  int          position;
  int          step;
  guint        n_blank;
  guint        n_skipped;
  guint        n_lost;
  guint        n_missed;
  float        first[PRESSES_MAX];
  float        settled[PRESSES_MAX];
} Run;

typedef struct
{
  BenchScreen *screen; /* owned */
  guint        n_presses;
  guint        n_reached;
  guint        n_judged;
  double       large_ms; /* what settled at 12 megapixels */
} Bench;

static void
stop (const char *sentence)
{
  g_printerr ("bench-desk-next: %s\n", sentence);
  exit (1);
}

static void
say (Bench      *self,
     const char *run,
     const char *what,
     double      value,
     const char *unit,
     double      reach)
{
  printf ("%s/%s %.3g%s%s", run, what, value, *unit != '\0' ? " " : "", unit);
  if (reach >= 0)
    {
      printf (", reach ≤ %g", reach);
      self->n_judged++;
      self->n_reached += value <= reach;
    }
  putchar ('\n');
  fflush (stdout);
}

static double
ms_since (gint64 begin_us)
{
  return (double) (g_get_monotonic_time () - begin_us) / 1000;
}

/* ---- one press ---- */

static const char *
next_key (Run *self)
{
  if (self->position >= self->last)
    self->step = -1;
  else if (self->position <= 0)
    self->step = 1;
  return self->keys[self->step > 0 ? 0 : 1];
}

/* What comes for the first time is learnt; each photo has another code. */
static void
arrive (Run *self,
        int  code)
{
  int wanted = self->position + self->step;

  if (wanted == self->n_order)
    {
      for (int i = 0; i < self->n_order; i++)
        self->n_skipped += self->order[i] == code;
      self->order[self->n_order++] = code;
    }
  else if (self->order[wanted] != code)
    self->n_skipped++;
  self->position = wanted;
}

static void
press_and_watch (Run   *self,
                 guint  i)
{
  gint64 begin_us, quiet_us = 0;
  double rest_ms;

  bench_screen_look (self->screen);
  bench_screen_keep (self->screen);
  begin_us = g_get_monotonic_time ();
  bench_screen_press (self->screen, next_key (self));
  do
    {
      g_usleep (LOOK_US);
      bench_screen_look (self->screen);
      self->n_blank += bench_screen_read_code (self->screen) == BENCH_NO_CODE;
      if (!bench_screen_has_changed (self->screen))
        continue;
      quiet_us = g_get_monotonic_time ();
      if (self->first[i] == 0)
        self->first[i] = (float) ms_since (begin_us);
      self->settled[i] = (float) ms_since (begin_us);
      bench_screen_keep (self->screen);
    }
  while (ms_since (begin_us) < LATE_MS && !(quiet_us != 0 && ms_since (quiet_us) > QUIET_MS));
  if (quiet_us == 0)
    {
      self->n_missed++;
      self->first[i] = self->settled[i] = LATE_MS;
      return;
    }
  arrive (self, bench_screen_read_code (self->screen));
  rest_ms = (double) self->settled[i] + THINK_MS - ms_since (begin_us);
  g_usleep ((gulong) (MAX (0, rest_ms) * 1000));
}

/* ---- browsing ---- */

static void
browse (Run   *self,
        guint  n_presses)
{
  self->n_blank = 0;
  self->n_skipped = 0;
  for (guint i = 0; i < n_presses; i++)
    {
      self->first[i] = self->settled[i] = 0;
      press_and_watch (self, i);
    }
}

static int
find_position (Run *self,
               int  code)
{
  for (int i = 0; i < self->n_order; i++)
    if (self->order[i] == code)
      return i;
  return -1;
}

/* Each photo that is seen is a neighbour of the one before. */
static void
notice (Run *self,
        int *seen)
{
  int code, position;

  bench_screen_look (self->screen);
  code = bench_screen_read_code (self->screen);
  position = find_position (self, code);
  self->n_blank += position < 0;
  if (position < 0 || position == *seen)
    return;
  self->n_skipped += (guint) ABS (position - *seen) - 1;
  *seen = position;
}

static void
browse_hastily (Run   *self,
                guint  n_presses)
{
  gint64 begin_us = g_get_monotonic_time ();
  int seen = self->position;

  self->n_blank = 0;
  self->n_skipped = 0;
  for (guint i = 0; i < n_presses; i++)
    {
      bench_screen_press (self->screen, next_key (self));
      self->position += self->step;
      while (ms_since (begin_us) < (i + 1) * HASTE_MS)
        {
          g_usleep (LOOK_US);
          notice (self, &seen);
        }
    }
  begin_us = g_get_monotonic_time ();
  while (ms_since (begin_us) < LATE_MS && seen != self->position)
    notice (self, &seen);
  self->n_lost = (guint) ABS (seen - self->position);
}

static double
percentile (const float *values,
            guint        n_values,
            guint        percent)
{
  g_autoptr(GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_values; i++)
    {
      double value = (double) values[i];

      g_array_append_val (sorted, value);
    }
  g_array_sort (sorted, bench_outbox_compare);
  return g_array_index (sorted, double, (n_values - 1) * percent / 100);
}

static void
say_times (Bench      *self,
           const Run  *run,
           double      median_reach,
           double      p95_reach)
{
  guint n = self->n_presses;

  say (self, run->name, "first-median", percentile (run->first, n, 50), "ms", -1);
  say (self, run->name, "settled-median", percentile (run->settled, n, 50), "ms", median_reach);
  say (self, run->name, "settled-p95", percentile (run->settled, n, 95), "ms", p95_reach);
  say (self, run->name, "settled-max", percentile (run->settled, n, 100), "ms", -1);
}

/* ---- the first photo ---- */

static void
wait_code (Run        *self,
           const char *what)
{
  gint64 begin_us = g_get_monotonic_time ();

  bench_screen_forget_code (self->screen);
  do
    {
      bench_screen_look (self->screen);
      if (bench_screen_find_code (self->screen))
        break;
      g_usleep (LOOK_US);
    }
  while (ms_since (begin_us) < START_MS);
  self->order[0] = bench_screen_read_code (self->screen);
  self->n_order = 1;
  self->position = 0;
  if (self->order[0] == BENCH_NO_CODE)
    stop (what);
}

/* Until nothing moves for a while: what was to be fetched and rendered ahead is there. */
static void
wait_calm (Run  *self,
           guint quiet_ms)
{
  gint64 begin_us = g_get_monotonic_time ();
  gint64 quiet_us = begin_us;

  while (ms_since (quiet_us) < quiet_ms && ms_since (begin_us) < START_MS)
    {
      bench_screen_look (self->screen);
      if (bench_screen_has_changed (self->screen))
        quiet_us = g_get_monotonic_time ();
      bench_screen_keep (self->screen);
      g_usleep (LOOK_US);
    }
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

/* The helpers share what they forked with: counted by shares. */
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

/* ---- the desk ---- */

typedef struct
{
  GSubprocess *process; /* owned */
  GThread     *thread;
  int          asks;      /* atomic: the sign-in page is there */
  int          open;      /* atomic: the page is there on which photos are judged */
  gint64       open_us;   /* since when; once it is */
} Desk;

static gpointer
listen_cb (gpointer data)
{
  Desk *desk = data;
  g_autoptr(GDataInputStream) lines
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (desk->process));
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (strstr (line, ": page sign-in") != NULL)
        g_atomic_int_set (&desk->asks, 1);
      else if (strstr (line, ": page main") != NULL)
        {
          desk->open_us = g_get_monotonic_time ();
          g_atomic_int_set (&desk->open, 1);
        }
      g_free (line);
    }
  return NULL;
}

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

static void
start_desk (Bench      *self,
            Desk       *desk,
            BenchWorld *world)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *home = g_build_filename (world->dir, "home", NULL);
  static const char *const folders[] = { "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" };
  g_autoptr(GError) error = NULL;

  write_settings (home);
  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_subprocess_launcher_setenv (launcher, folders[i], home, TRUE);
  g_subprocess_launcher_setenv (launcher, "DISPLAY",
                                bench_screen_get_name (self->screen), TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  /* A bus without a desktop on it answers to nothing before half a minute has passed. */
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  desk->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"), "--service",
                                               world->service->staff_url, NULL);
  if (desk->process == NULL)
    stop (error->message);
  desk->thread = g_thread_new ("desk", listen_cb, desk);
}

static void
wait_page (int        *page,
           const char *sentence)
{
  gint64 begin_us = g_get_monotonic_time ();

  while (!g_atomic_int_get (page))
    {
      if (ms_since (begin_us) > START_MS)
        stop (sentence);
      g_usleep (LOOK_US);
    }
}

static void
sign_in (Run  *run,
         Desk *desk)
{
  wait_calm (run, QUIET_MS);
  bench_screen_type (run->screen, BENCH_REVIEWER);
  bench_screen_press (run->screen, "Return");
  bench_screen_type (run->screen, BENCH_PASSWORD);
  wait_calm (run, QUIET_MS);
  bench_screen_press (run->screen, "Return");
  wait_page (&desk->open, "the desk does not let the reviewer in");
}

/* A service that runs, and a desk that opens on it: the way to the first photo without the time in
 * which a person types, and without that in which the service looks at the password, which is made
 * to be long. */
static void
open_desk (Bench      *self,
           Run        *run,
           Desk       *desk,
           BenchWorld *world)
{
  gint64 begin_us = g_get_monotonic_time ();
  double start_ms;
  double open_ms;

  start_desk (self, desk, world);
  if (!bench_screen_maximize (self->screen, START_MS))
    stop ("the desk opens no window");
  wait_page (&desk->asks, "the desk does not ask who is there");
  start_ms = ms_since (begin_us);
  sign_in (run, desk);
  wait_code (run, "the desk shows no photo");
  open_ms = ms_since (desk->open_us);
  say (self, run->name, "start-to-window", start_ms, "ms", -1);
  say (self, run->name, "signed-in-to-first-photo", open_ms, "ms", -1);
  say (self, run->name, "window-to-first-photo", start_ms + open_ms, "ms", REACH_FIRST_MS);
}

static void
close_desk (Desk *desk)
{
  g_subprocess_send_signal (desk->process, 15);
  g_subprocess_wait (desk->process, NULL, NULL);
  g_thread_join (desk->thread);
  g_clear_object (&desk->process);
}

static double
measure_desk (Bench      *self,
              Run        *run,
              BenchWorld *world)
{
  Desk desk = { NULL, NULL, 0, 0, 0 };
  const char *pid;
  double median;

  run->keys[0] = "Right";
  run->keys[1] = "Left";
  run->last = N_LEASED - 1;
  open_desk (self, run, &desk, world);
  wait_calm (run, 3 * QUIET_MS);
  browse (run, self->n_presses);
  median = percentile (run->settled, self->n_presses, 50);
  say_times (self, run, REACH_MEDIAN_MS, REACH_P95_MS);
  say (self, run->name, "missed", run->n_missed, "", 0);
  say (self, run->name, "blank", run->n_blank, "", 0);
  say (self, run->name, "skipped", run->n_skipped, "", 0);
  browse_hastily (run, self->n_presses);
  say (self, run->name, "hasty-blank", run->n_blank, "", 0);
  say (self, run->name, "hasty-skipped", run->n_skipped, "", 0);
  say (self, run->name, "hasty-lost", run->n_lost, "", 0);
  pid = g_subprocess_get_identifier (desk.process);
  say (self, run->name, "rss", read_mb (pid, "status", "VmHWM:"), "MB", REACH_RSS_MB);
  say (self, run->name, "helpers-pss", sum_children_mb (pid), "MB", -1);
  close_desk (&desk);
  return median;
}

/* ---- geeqie ---- */

static char *
write_photos (BenchWorld *world,
              GPtrArray  *photos)
{
  g_autofree char *folder = g_build_filename (world->dir, "photos", NULL);

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < photos->len; i++)
    {
      gsize length;
      const char *data = g_bytes_get_data (g_ptr_array_index (photos, i), &length);
      g_autofree char *path = g_strdup_printf ("%s/%02u.jpg", folder, i);

      if (!g_file_set_contents (path, data, (gssize) length, NULL))
        stop ("a photo cannot be written");
    }
  return g_build_filename (folder, "00.jpg", NULL);
}

static GSubprocess *
start_geeqie (Bench      *self,
              BenchWorld *world,
              const char *photo)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *home = g_build_filename (world->dir, "geeqie", NULL);
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "DISPLAY",
                                bench_screen_get_name (self->screen), TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "geeqie", photo, NULL);
  if (process == NULL)
    stop (error->message);
  return process;
}

static double
measure_geeqie (Bench      *self,
                Run        *run,
                BenchWorld *world,
                GPtrArray  *photos)
{
  g_autofree char *photo = write_photos (world, photos);
  g_autoptr(GSubprocess) process = start_geeqie (self, world, photo);

  run->keys[0] = "Page_Down";
  run->keys[1] = "Page_Up";
  run->last = (int) photos->len - 1;
  if (!bench_screen_maximize (self->screen, START_MS))
    stop ("geeqie opens no window");
  wait_calm (run, 3 * QUIET_MS);
  wait_code (run, "geeqie shows no photo");
  browse (run, self->n_presses);
  say_times (self, run, -1, -1);
  say (self, run->name, "blank", run->n_blank, "", -1);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return percentile (run->settled, self->n_presses, 50);
}

/* ---- all ---- */

static Run *
run_new (Bench      *self,
         const char *name)
{
  Run *run = g_new0 (Run, 1);

  run->screen = self->screen;
  run->name = name;
  run->step = 1;
  return run;
}

static void
measure_size (Bench      *self,
              guint       width,
              guint       height,
              double      reach)
{
  g_autoptr(GPtrArray) photos = coded_photos_new (N_PHOTOS, width, height);
  g_autoptr(BenchWorld) world = bench_world_new (photos);
  g_autofree char *desk_name = g_strdup_printf ("desk/%ux%u", width, height);
  g_autofree char *geeqie_name = g_strdup_printf ("geeqie/%ux%u", width, height);
  g_autofree char *program = g_find_program_in_path ("geeqie");
  g_autofree Run *desk = run_new (self, desk_name);
  g_autofree Run *geeqie = run_new (self, geeqie_name);
  double desk_ms = measure_desk (self, desk, world);

  if (program == NULL)
    puts ("geeqie is not installed: nothing to compare with");
  else
    say (self, desk_name, "settled-to-geeqie",
         desk_ms / measure_geeqie (self, geeqie, world, photos), "", reach);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const needed[] = { "Xvfb", "openbox" };
  Bench *self = g_new0 (Bench, 1);
  int wanted = argc > 1 ? atoi (argv[1]) : PRESSES;

  self->n_presses = (guint) CLAMP (wanted, 10, PRESSES_MAX);
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (g_find_program_in_path (needed[i]) == NULL)
      {
        printf ("%s is not installed: nothing was measured\n", needed[i]);
        return 77;
      }
  printf ("%u presses, a window of %u×%u, renderer %s\n", self->n_presses, SCREEN_WIDTH,
          SCREEN_HEIGHT, g_getenv ("GSK_RENDERER"));
  self->screen = bench_screen_new (SCREEN_WIDTH, SCREEN_HEIGHT);
  say (self, "command", "durable-median", bench_outbox_measure (), "ms", REACH_DURABLE_MS);
  if (argc <= 2 || g_str_equal (argv[2], "small"))
    measure_size (self, 480, 640, -1);
  if (argc <= 2 || g_str_equal (argv[2], "large"))
    measure_size (self, 3024, 4032, REACH_TO_GEEQIE);
  printf ("reached %u of %u\n", self->n_reached, self->n_judged);
  bench_screen_free (self->screen);
  g_free (self);
  return 0;
}
