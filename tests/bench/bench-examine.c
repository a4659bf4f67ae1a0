/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to examine a photo, held against what it must cost: the decoder and the networks
 * alone, in the same run and turn by turn, so that other work on the machine weighs on both. The
 * photos are painted. An argument gives another number of rounds. */
#include "dz-examiner.h"
#include "dz-jpeg-decoder.h"
#include "dz-jpeg-writer.h"
#include "dz-median.h"
#include "dz-models.h"
#include "dz-photo-measure.h"
#include "dz-portrait.h"
#include "dz-rules.h"
#include "dz-vision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A drawn head of this height has eyes as far apart as that of a student of half the height
 * (calibration §12: E is 123 px of 480×640). */
#define HEAD_SHARE 0.46

#define ROUNDS 40
#define ROUNDS_MAX 1000
#define STARTS 9

#define REACH_FLOORS 1.6
#define REACH_MS 30.0
#define REACH_LARGE_FLOORS 2.0
#define REACH_RSS_MB 120.0
#define REACH_LARGEST_RSS_MB 512.0
#define REACH_START_MS 150.0

/* What is timed of one photo, in each round. What is timed behind the whole, which runs in another
 * process, finds the processor's caches colder: floor and steps take turns there. */
typedef enum
{
  DECODE,
  NETWORKS,
  PHOTO,
  VISION,
  RULES,
  WHOLE,
  IN_A_ROW,
  N_STEPS,
} Step;

typedef struct
{
  DzModels   *models;   /* owned */
  DzExaminer *examiner; /* owned, with one helper */
  DzProfile  *profile;  /* owned */
  float       ms[N_STEPS][ROUNDS_MAX];
  guint       n_rounds;
  guint       n_reached;
  guint       n_judged;
} Bench;

static void
say (Bench      *self,
     const char *name,
     double      value,
     const char *unit,
     double      reach)
{
  printf ("%s %.3g %s", name, value, unit);
  if (reach > 0)
    {
      printf (", reach ≤ %g", reach);
      self->n_judged++;
      self->n_reached += value <= reach;
    }
  putchar ('\n');
  fflush (stdout);
}

static void
say_of (Bench      *self,
        const char *photo,
        const char *what,
        double      value,
        const char *unit,
        double      reach)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", photo, what);

  say (self, name, value, unit, reach);
}

static double
ms_since (gint64 begin_us)
{
  return (g_get_monotonic_time () - begin_us) / 1000.0;
}

static void
stop_on (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "bench-examine: %s\n", error->message);
  exit (1);
}

/* A person as the standard wants one. Larger photos are the same one, each pixel many times, with
 * noise: a sensor's photo has as much for the decoder to do everywhere. */
static DzPixels *
paint (guint width,
       guint height)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(DzPixels) small = NULL;
  DzPortraitGeometry ignored;
  DzPortrait portrait;
  DzPixels *large = dz_pixels_new (width, height);

  dz_portrait_init_random (&portrait, rand);
  portrait.head_share = HEAD_SHARE;
  portrait.width = MIN (width, 1512);
  portrait.height = portrait.width * 4 / 3;
  small = dz_portrait_paint (&portrait, &ignored);
  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        {
          guint8 *to = dz_pixels_at (large, x, y);
          int noise = width > small->width ? (int) (g_rand_int (rand) & 7) - 3 : 0;

          memcpy (to, dz_pixels_at (small, (guint64) x * small->width / width,
                                    (guint64) y * small->height / height), 4);
          for (guint c = 0; c < 3; c++)
            to[c] = CLAMP (to[c] + noise, 0, 255);
        }
    }
  return large;
}

static GBytes *
make_photo (guint    width,
            guint    height,
            gboolean progressive)
{
  g_autoptr(DzPixels) pixels = paint (width, height);
  g_autoptr(GError) error = NULL;
  DzJpegWriteOptions options;
  GBytes *photo;

  dz_jpeg_write_options_init (&options);
  options.quality = 92;
  options.subsampling = 420;
  options.progressive = progressive;
  photo = dz_jpeg_write (pixels->data, width, height, pixels->stride, DZ_PIXEL_ORDER_RGBX, &options,
                         NULL, 0, &error);
  stop_on (error);
  return photo;
}

/* ---- memory ---- */

static gboolean
read_proc (guint       pid,
           const char *file,
           char      **text)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/%s", pid, file);

  return g_file_get_contents (path, text, NULL, NULL);
}

/* A child of a process; 0 where it has none. The helper has one at a time. */
static guint
child_of (guint pid)
{
  g_autofree char *path = g_strdup_printf ("task/%u/children", pid);
  g_autofree char *text = NULL;

  if (read_proc (pid, path, &text))
    return atoi (text);
  fputs ("bench-examine: this kernel does not list children\n", stderr);
  exit (1);
}

static double
peak_mb (guint pid)
{
  g_autofree char *text = NULL;

  if (pid == 0 || !read_proc (pid, "status", &text) || strstr (text, "VmHWM:") == NULL)
    return 0;
  return g_ascii_strtod (strstr (text, "VmHWM:") + strlen ("VmHWM:"), NULL) / 1024;
}

typedef struct
{
  guint  helper;
  int    done;    /* atomic */
  double peak_mb;
} Watch;

/* The child lives for some milliseconds: it is looked at again and again. */
static gpointer
watch_cb (gpointer data)
{
  Watch *watch = data;

  while (!g_atomic_int_get (&watch->done))
    {
      double mb = peak_mb (child_of (watch->helper));

      watch->peak_mb = MAX (watch->peak_mb, mb);
      g_thread_yield ();
    }
  return NULL;
}

static DzMeasurement *
examine (Bench  *self,
         GBytes *photo)
{
  g_autoptr(GError) error = NULL;
  DzMeasurement *measurement = dz_examiner_measure (self->examiner, photo, NULL, &error);

  stop_on (error);
  if (dz_measurement_get (measurement, DZ_QUANTITY_FACES) != 1)
    {
      fprintf (stderr, "bench-examine: no face was seen: %s\n", measurement->problem);
      exit (1);
    }
  return measurement;
}

static void
measure_memory (Bench      *self,
                const char *name,
                GBytes     *photo,
                double      reach)
{
  Watch watch = { .helper = child_of (getpid ()) };
  GThread *thread = g_thread_new ("watch", watch_cb, &watch);

  for (guint i = 0; i < 3; i++)
    dz_measurement_free (examine (self, photo));
  g_atomic_int_set (&watch.done, 1);
  g_thread_join (thread);
  if (watch.peak_mb <= 0)
    {
      fprintf (stderr, "bench-examine: no child of %u was seen at work\n", watch.helper);
      exit (1);
    }
  say_of (self, name, "rss", MAX (watch.peak_mb, peak_mb (watch.helper)), "MB", reach);
}

/* ---- time ---- */

static void
time_floor (Bench   *self,
            guint    round,
            GBytes  *photo)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (photo, &length);
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr(DzPixels) view = dz_jpeg_decode (data, length, NULL, DZ_PHOTO_VIEW_EDGE,
                                             DZ_PHOTO_VIEW_EDGE, NULL, NULL);
  g_autoptr(GError) error = NULL;

  self->ms[DECODE][round] = ms_since (begin_us);
  begin_us = g_get_monotonic_time ();
  if (dz_network_run (self->models->detector, &error) && dz_network_run (self->models->mesh, &error)
      && dz_network_run (self->models->mesh, &error))
    dz_network_run (self->models->mask, &error);
  stop_on (error);
  self->ms[NETWORKS][round] = ms_since (begin_us);
}

static void
time_steps (Bench  *self,
            guint   round,
            GBytes *photo)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (photo, &length);
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  measurement = dz_photo_measure (data, length, NULL, &view);
  self->ms[PHOTO][round] = ms_since (begin_us);
  begin_us = g_get_monotonic_time ();
  dz_vision_measure (self->models, view, measurement, &error);
  stop_on (error);
  self->ms[VISION][round] = ms_since (begin_us);
  begin_us = g_get_monotonic_time ();
  findings = dz_rules_judge (measurement, NULL, NULL, self->profile);
  self->ms[RULES][round] = ms_since (begin_us);
}

/* As the service does it: a fresh child of the helper, and the rules over its answer. */
static double
time_examination (Bench  *self,
                  GBytes *photo)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr(DzMeasurement) measurement = examine (self, photo);
  g_autoptr(GPtrArray) findings = dz_rules_judge (measurement, NULL, NULL, self->profile);

  return ms_since (begin_us);
}

/* Of a helper that had nothing to do before, so that its child was forked ahead. */
static void
time_whole (Bench  *self,
            guint   round,
            GBytes *photo)
{
  self->ms[WHOLE][round] = time_examination (self, photo);
}

/* Where each photo comes right after the one before, it waits for the fork, too, and for the end of
 * the last child: that is all there is to pay, and how many a core can do. */
static void
time_row (Bench  *self,
          GBytes *photo)
{
  time_examination (self, photo);
  for (guint i = 0; i < self->n_rounds; i++)
    self->ms[IN_A_ROW][i] = time_examination (self, photo);
}

static double
median (Bench *self,
        Step   step)
{
  return dz_median (self->ms[step], self->n_rounds);
}

static void
measure_time (Bench      *self,
              const char *name,
              GBytes     *photo,
              double      reach_floors,
              double      reach_ms)
{
  double decode, networks, photo_ms, vision, whole, in_a_row;

  dz_measurement_free (examine (self, photo));
  for (guint i = 0; i < self->n_rounds; i++)
    {
      (i % 2 == 0 ? time_floor : time_steps) (self, i, photo);
      time_whole (self, i, photo);
      (i % 2 == 0 ? time_steps : time_floor) (self, i, photo);
    }
  time_row (self, photo);
  decode = median (self, DECODE);
  networks = median (self, NETWORKS);
  photo_ms = median (self, PHOTO);
  vision = median (self, VISION);
  whole = median (self, WHOLE);
  in_a_row = median (self, IN_A_ROW);
  say_of (self, name, "decode", decode, "ms", 0);
  say_of (self, name, "networks", networks, "ms", 0);
  say_of (self, name, "measures", MAX (0, photo_ms - decode) + MAX (0, vision - networks), "ms", 0);
  say_of (self, name, "rules", median (self, RULES), "ms", 0);
  say_of (self, name, "process", MAX (0, whole - photo_ms - vision), "ms", 0);
  say_of (self, name, "whole", whole, "ms", reach_ms);
  say_of (self, name, "whole-to-floor", whole / (decode + networks), "", reach_floors);
  say_of (self, name, "in-a-row", in_a_row, "ms", 0);
  say_of (self, name, "in-a-row-to-floor", in_a_row / (decode + networks), "", 0);
  say_of (self, name, "photos-per-second-per-core", 1000 / in_a_row, "1/s", 0);
}

static void
measure_models (Bench *self)
{
  g_autofree char *folder = dz_models_find_folder ();
  float ms[STARTS];

  for (guint i = 0; i < STARTS; i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 begin_us = g_get_monotonic_time ();

      dz_models_free (self->models);
      self->models = dz_models_load (folder, &error);
      stop_on (error);
      ms[i] = ms_since (begin_us);
    }
  say (self, "models/load", dz_median (ms, STARTS), "ms", 0);
}

static void
measure_start (Bench *self)
{
  float ms[STARTS];

  for (guint i = 0; i < STARTS; i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 begin_us = g_get_monotonic_time ();

      if (self->examiner != NULL)
        dz_examiner_close (self->examiner);
      g_clear_object (&self->examiner);
      begin_us = g_get_monotonic_time ();
      self->examiner = dz_examiner_new (NULL, 1, NULL);
      dz_examiner_start (self->examiner, &error);
      stop_on (error);
      ms[i] = ms_since (begin_us);
    }
  say (self, "helper/start-to-ready", dz_median (ms, STARTS), "ms", REACH_START_MS);
  say (self, "helper/rss", peak_mb (child_of (getpid ())), "MB", REACH_RSS_MB);
}

static void
measure_small (Bench *self)
{
  g_autoptr(GBytes) photo = make_photo (480, 640, FALSE);

  measure_time (self, "480x640", photo, REACH_FLOORS, REACH_MS);
  measure_memory (self, "480x640", photo, REACH_RSS_MB);
}

static void
measure_large (Bench *self)
{
  g_autoptr(GBytes) photo = make_photo (3024, 4032, FALSE);
  g_autoptr(GBytes) progressive = make_photo (3024, 4032, TRUE);

  self->n_rounds = MAX (3, self->n_rounds / 4);
  measure_time (self, "3024x4032", photo, REACH_LARGE_FLOORS, 0);
  measure_memory (self, "3024x4032", photo, REACH_RSS_MB);
  measure_memory (self, "3024x4032-progressive", progressive, REACH_RSS_MB);
}

static void
measure_largest (Bench *self)
{
  g_autoptr(GBytes) progressive = make_photo (6708, 8944, TRUE);

  measure_memory (self, "6708x8944-progressive", progressive, REACH_LARGEST_RSS_MB);
}

int
main (int   argc,
      char *argv[])
{
  Bench *self = g_new0 (Bench, 1);
  g_autoptr(GError) error = NULL;

  self->n_rounds = CLAMP (argc > 1 ? atoi (argv[1]) : ROUNDS, 3, ROUNDS_MAX);
  self->profile = dz_profile_find ("graduate-2022", &error);
  stop_on (error);
  measure_models (self);
  measure_start (self);
  measure_small (self);
  measure_large (self);
  measure_largest (self);
  printf ("reached %u of %u\n", self->n_reached, self->n_judged);
  dz_examiner_close (self->examiner);
  g_object_unref (self->examiner);
  dz_models_free (self->models);
  dz_profile_unref (self->profile);
  g_free (self);
  return 0;
}
