/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-zoom.h"

#define N_PHOTOS 8
#define N_PANS 24
#define PAN_MS 60
#define LATE_MS 2000
#define LOOK_US 500

/* A window that does not answer for longer is felt to stand still. */
#define REACH_STALL_MS 50.0

/* From the key to the first that is seen of it. */
static void
time_key (BenchScreen *screen,
          const char  *key,
          gboolean     shifted,
          GArray      *times)
{
  gint64 begin_us;
  double ms;

  bench_screen_look (screen);
  bench_screen_keep (screen);
  begin_us = g_get_monotonic_time ();
  bench_screen_press_with (screen, key, shifted);
  do
    {
      g_usleep (LOOK_US);
      bench_screen_look (screen);
      ms = bench_ms_since (begin_us);
    }
  while (!bench_screen_has_changed (screen) && ms < LATE_MS);
  g_array_append_val (times, ms);
}

/* To and fro, from the moment when all pixels are asked for. */
static void
pan (BenchScreen *screen,
     GArray      *times)
{
  for (guint i = 0; i < N_PANS; i++)
    {
      gint64 begin_us = g_get_monotonic_time ();

      time_key (screen, i / 2 % 2 == 0 ? "Down" : "Up", TRUE, times);
      g_usleep ((gulong) (MAX (0, PAN_MS - bench_ms_since (begin_us)) * 1000));
    }
}

void
bench_zoom_measure (BenchScreen  *screen,
                    BenchFigures *figures,
                    const char   *run)
{
  static const char *const parts[] = { "2", "3", "4" };
  g_autoptr(GArray) zooms = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) pans = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_PHOTOS; i++)
    {
      bench_screen_press (screen, "Right");
      bench_screen_wait_calm (screen);
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        time_key (screen, parts[k], FALSE, zooms);
      time_key (screen, "0", FALSE, zooms);
      pan (screen, pans);
      bench_screen_press (screen, "1");
    }
  bench_screen_wait_calm (screen);
  bench_figures_say (figures, run, "zoom-median", bench_percentile (zooms, 50), "ms",
                     REACH_STALL_MS);
  bench_figures_say (figures, run, "zoom-max", bench_percentile (zooms, 100), "ms",
                     BENCH_NO_REACH);
  bench_figures_say (figures, run, "pan-median", bench_percentile (pans, 50), "ms",
                     BENCH_NO_REACH);
  bench_figures_say (figures, run, "pan-p95", bench_percentile (pans, 95), "ms", REACH_STALL_MS);
  bench_figures_say (figures, run, "pan-max", bench_percentile (pans, 100), "ms",
                     BENCH_NO_REACH);
}
