/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-timeline.h"

/* The history of the demo school, backwards from now. First attempts lie long enough before the
 * others that they have been refused by then. */
#define BEGIN_H 49
#define EARLIER_FROM_H 48
#define EARLIER_TO_H 34
#define SEND_FROM_H 30
#define LAST_BEFORE_US (4 * G_TIME_SPAN_MINUTE)
#define REVIEW_MIN_MINUTES 20
#define REVIEW_MAX_MINUTES 70

/* Students sleep: photos come between 7:30 and 23:30 in Beijing. */
#define BEIJING_OFFSET_US (8 * G_TIME_SPAN_HOUR)
#define MORNING_US (7 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE)
#define NIGHT_US (23 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE)
#define TRIES 64

/**
 * dz_demo_timeline_get_begin_us:
 * @now_us: the time now
 *
 * Returns: when the demo school's history begins
 */
gint64
dz_demo_timeline_get_begin_us (gint64 now_us)
{
  return now_us - BEGIN_H * G_TIME_SPAN_HOUR;
}

static gboolean
is_awake (gint64 time_us)
{
  gint64 of_day_us = (time_us + BEIJING_OFFSET_US) % G_TIME_SPAN_DAY;

  return of_day_us >= MORNING_US && of_day_us < NIGHT_US;
}

static gint64
pick_time (GRand *rand,
           gint64 from_us,
           gint64 to_us)
{
  gint64 time_us = from_us;

  for (guint i = 0; i < TRIES; i++)
    {
      time_us = from_us + (gint64) (g_rand_double (rand) * (double) (to_us - from_us));
      if (is_awake (time_us))
        break;
    }
  return time_us;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  return compare_times (&((const DzDemoEvent *) a)->time_us, &((const DzDemoEvent *) b)->time_us);
}

static void
add_event (GArray      *events,
           gint64       time_us,
           DzDemoMoment moment,
           guint        submission)
{
  DzDemoEvent event = { time_us, moment, submission };

  g_array_append_val (events, event);
}

static void
add_earlier (GArray *events,
             GRand  *rand,
             gint64  now_us,
             guint   submission)
{
  gint64 sent_us = pick_time (rand, now_us - EARLIER_FROM_H * G_TIME_SPAN_HOUR,
                              now_us - EARLIER_TO_H * G_TIME_SPAN_HOUR);
  gint64 review_us = g_rand_int_range (rand, REVIEW_MIN_MINUTES, REVIEW_MAX_MINUTES) *
                     G_TIME_SPAN_MINUTE;

  add_event (events, sent_us, DZ_DEMO_MOMENT_SEND_EARLIER, submission);
  add_event (events, sent_us + review_us, DZ_DEMO_MOMENT_REJECT_EARLIER, submission);
}

/**
 * dz_demo_timeline_make:
 * @seed: any number; the same gives the same timeline
 * @now_us: the time now
 * @has_earlier: (array length=n_submissions): which students had a photo refused before
 * @n_submissions: how many send a photo
 *
 * Spreads what happens at the demo school over the last two days, by day. The photos come in the
 * order of the plan, so that the first one in the queue is the plan's first.
 *
 * Returns: (transfer full) (element-type DzDemoEvent): the events in their order, all before
 *   @now_us
 */
GArray *
dz_demo_timeline_make (guint32   seed,
                       gint64    now_us,
                       gboolean *has_earlier,
                       guint     n_submissions)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *events = g_array_new (FALSE, FALSE, sizeof (DzDemoEvent));

  for (guint i = 0; i < n_submissions; i++)
    {
      gint64 time_us = pick_time (rand, now_us - SEND_FROM_H * G_TIME_SPAN_HOUR,
                                  now_us - LAST_BEFORE_US);

      g_array_append_val (times, time_us);
    }
  g_array_sort (times, compare_times);
  for (guint i = 0; i < n_submissions; i++)
    {
      add_event (events, g_array_index (times, gint64, i), DZ_DEMO_MOMENT_SEND, i);
      if (has_earlier[i])
        add_earlier (events, rand, now_us, i);
    }
  g_array_sort (events, compare_events);
  return events;
}
