/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a reviewer waits for the next photo: a real window on a real service, seen and typed to
 * from outside, and geeqie with the same photos on the same screen. The renderer is cairo, which
 * draws the same on every machine. A first argument gives another number of presses, a
 * second one, small or large, one size of photos. */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-desk.h"
#include "bench-figures.h"
#include "bench-outbox.h"
#include "bench-screen.h"
#include "bench-world.h"
#include "bench-zoom.h"
#include "coded-photos.h"
#include "dz-test-service.h"

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
#define HELD_AFTER_MS 500
#define START_MS 60000
#define LOOK_US 500

#define REACH_MEDIAN_MS 33.0
#define REACH_P95_MS 50.0
#define REACH_TO_GEEQIE 0.5
#define REACH_RSS_MB 350.0
#define REACH_HELD_AFTER 1.0 /* what was on its way when the key came up */
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
  BenchFigures figures;
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
  bench_figures_say (&self->figures, run, what, value, unit, reach);
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
        self->first[i] = (float) bench_ms_since (begin_us);
      self->settled[i] = (float) bench_ms_since (begin_us);
      bench_screen_keep (self->screen);
    }
  while (bench_ms_since (begin_us) < LATE_MS
         && !(quiet_us != 0 && bench_ms_since (quiet_us) > QUIET_MS));
  if (quiet_us == 0)
    {
      self->n_missed++;
      self->first[i] = self->settled[i] = LATE_MS;
      return;
    }
  arrive (self, bench_screen_read_code (self->screen));
  rest_ms = (double) self->settled[i] + THINK_MS - bench_ms_since (begin_us);
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

/* Among photos that were seen before: of others it is not known where they stand. */
static void
browse_hastily (Run   *self,
                guint  n_presses)
{
  gint64 begin_us = g_get_monotonic_time ();
  int seen = self->position;

  self->last = self->n_order - 1;
  self->n_blank = 0;
  self->n_skipped = 0;
  for (guint i = 0; i < n_presses; i++)
    {
      bench_screen_press (self->screen, next_key (self));
      self->position += self->step;
      while (bench_ms_since (begin_us) < (i + 1) * HASTE_MS)
        {
          g_usleep (LOOK_US);
          notice (self, &seen);
        }
    }
  begin_us = g_get_monotonic_time ();
  while (bench_ms_since (begin_us) < LATE_MS && seen != self->position)
    notice (self, &seen);
  self->n_lost = (guint) ABS (seen - self->position);
}

/* The X server repeats a key that is down; it is let go as soon as @until is seen. What comes after
 * that was not asked for any more.
 *
 * Returns: how many photos came after */
static guint
hold_until (Run *self,
            int  step,
            int  until)
{
  const char *key = self->keys[step > 0 ? 0 : 1];
  gint64 begin_us = g_get_monotonic_time ();
  int seen = self->position;

  bench_screen_hold (self->screen, key, TRUE);
  while (seen != until && bench_ms_since (begin_us) < START_MS)
    {
      g_usleep (LOOK_US);
      notice (self, &seen);
    }
  bench_screen_hold (self->screen, key, FALSE);
  self->n_lost += (guint) ABS (seen - until);
  begin_us = g_get_monotonic_time ();
  while (bench_ms_since (begin_us) < HELD_AFTER_MS)
    notice (self, &seen);
  self->position = seen;
  return (guint) ABS (seen - until);
}

/* To the first photo, to the last one of which the next is known, and half the way back. */
static void
browse_held (Run    *self,
             guint  *n_after,
             double *photos_s)
{
  gint64 begin_us;

  self->n_blank = 0;
  self->n_skipped = 0;
  self->n_lost = 0;
  hold_until (self, -1, 0);
  begin_us = g_get_monotonic_time ();
  hold_until (self, 1, self->last - 1);
  *photos_s = 1000 * (self->last - 1) / (bench_ms_since (begin_us) - HELD_AFTER_MS);
  *n_after = hold_until (self, -1, self->last / 2);
}

static double
percentile (const float *values,
            guint        n_values,
            guint        percent)
{
  g_autoptr(GArray) array = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_values; i++)
    {
      double value = (double) values[i];

      g_array_append_val (array, value);
    }
  return bench_percentile (array, percent);
}

static void
say_times (Bench      *self,
           const Run  *run,
           double      median_reach,
           double      p95_reach)
{
  guint n = self->n_presses;

  say (self, run->name, "first-median", percentile (run->first, n, 50), "ms", BENCH_NO_REACH);
  say (self, run->name, "settled-median", percentile (run->settled, n, 50), "ms", median_reach);
  say (self, run->name, "settled-p95", percentile (run->settled, n, 95), "ms", p95_reach);
  say (self, run->name, "settled-max", percentile (run->settled, n, 100), "ms", BENCH_NO_REACH);
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
  while (bench_ms_since (begin_us) < START_MS);
  self->order[0] = bench_screen_read_code (self->screen);
  self->n_order = 1;
  self->position = 0;
  if (self->order[0] == BENCH_NO_CODE)
    stop (what);
}

/* ---- the desk ---- */

/* A service that runs, and a desk that opens on it: the way to the first photo without the time in
 * which a person types, and without that in which the service looks at the password, which is made
 * to be long. */
static BenchDesk *
open_desk (Bench      *self,
           Run        *run,
           BenchWorld *world)
{
  gint64 begin_us = g_get_monotonic_time ();
  BenchDesk *desk = bench_desk_start (self->screen, world->dir, world->service->staff_url);
  double start_ms;
  double open_ms;

  if (!bench_screen_maximize (self->screen, START_MS))
    stop ("the desk opens no window");
  if (!bench_desk_wait_page (desk, "sign-in", START_MS))
    stop ("the desk does not ask who is there");
  start_ms = bench_ms_since (begin_us);
  bench_desk_sign_in (desk, BENCH_REVIEWER, BENCH_PASSWORD);
  if (!bench_desk_wait_page (desk, "main", START_MS))
    stop ("the desk does not let the reviewer in");
  wait_code (run, "the desk shows no photo");
  open_ms = bench_ms_since (bench_desk_get_page_us (desk));
  say (self, run->name, "start-to-window", start_ms, "ms", BENCH_NO_REACH);
  say (self, run->name, "signed-in-to-first-photo", open_ms, "ms", BENCH_NO_REACH);
  say (self, run->name, "window-to-first-photo", start_ms + open_ms, "ms", REACH_FIRST_MS);
  return desk;
}

static void
measure_held (Bench *self,
              Run   *run)
{
  guint n_after;
  double photos_s;

  browse_held (run, &n_after, &photos_s);
  say (self, run->name, "held-speed", photos_s, "photos/s", BENCH_NO_REACH);
  say (self, run->name, "held-blank", run->n_blank, "", 0);
  say (self, run->name, "held-skipped", run->n_skipped, "", 0);
  say (self, run->name, "held-lost", run->n_lost, "", 0);
  say (self, run->name, "held-after", n_after, "", REACH_HELD_AFTER);
}

static double
measure_desk (Bench      *self,
              Run        *run,
              BenchWorld *world,
              gboolean    large)
{
  BenchDesk *desk;
  double median;

  run->keys[0] = "Right";
  run->keys[1] = "Left";
  run->last = N_LEASED - 1;
  desk = open_desk (self, run, world);
  bench_screen_wait_calm (self->screen);
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
  measure_held (self, run);
  if (large) /* at 100 % a small photo leaves nothing to pan to */
    bench_zoom_measure (self->screen, &self->figures, run->name);
  say (self, run->name, "rss", bench_desk_get_rss_mb (desk), "MB", REACH_RSS_MB);
  say (self, run->name, "helpers-pss", bench_desk_get_helpers_mb (desk), "MB", BENCH_NO_REACH);
  bench_desk_close (desk);
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
  bench_screen_wait_calm (self->screen);
  wait_code (run, "geeqie shows no photo");
  browse (run, self->n_presses);
  say_times (self, run, -1, BENCH_NO_REACH);
  say (self, run->name, "blank", run->n_blank, "", BENCH_NO_REACH);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return percentile (run->settled, self->n_presses, 50);
}

/* ---- the outbox ---- */

static void
measure_commands (Bench *self)
{
  guint n_photos;
  g_autoptr(GArray) times = bench_outbox_measure (&n_photos);

  say (self, "command", "durable-median", bench_percentile (times, 50), "ms", REACH_DURABLE_MS);
  say (self, "command", "durable-p95", bench_percentile (times, 95), "ms", BENCH_NO_REACH);
  say (self, "command", "photos-kept-beside", n_photos, "", BENCH_NO_REACH);
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
  double desk_ms = measure_desk (self, desk, world, height > SCREEN_HEIGHT);

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
  measure_commands (self);
  if (argc <= 2 || g_str_equal (argv[2], "small"))
    measure_size (self, 480, 640, BENCH_NO_REACH);
  if (argc <= 2 || g_str_equal (argv[2], "large"))
    measure_size (self, 3024, 4032, REACH_TO_GEEQIE);
  bench_figures_say_all (&self->figures);
  bench_screen_free (self->screen);
  g_free (self);
  return 0;
}
