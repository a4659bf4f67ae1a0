/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desk's copy of the history can do: how fast it catches up and is verified, how soon a
 * filter shows its first page and its number, how much memory that takes. The same filters are
 * asked of a table with an index for each column, in the same run, and the numbers must be the
 * same. An argument gives another number of entries than a million. */
#include "bench-figures.h"
#include "dz-mirror-facets.h"
#include "dz-mirror-verify.h"
#include "dz-test-history.h"
#include "history-table.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_ENTRIES 1000000
#define N_MANY 10000000
#define SEED 20261123
#define PAGE_OF_FEED 10000
#define PAGE_OF_ROWS 128
#define N_RUNS 5

/* “Any filter shows its first page ≤ 100 ms and its count ≤ 300 ms; at 10,000,000 first page still
 * ≤ 150 ms; verify ≥ 300,000 entries a second; mirror catches up ≥ 30,000 entries a second; RSS
 * grows ≤ 60 MB.” */
#define REACH_FIRST_PAGE_MS 100
#define REACH_FIRST_PAGE_MANY_MS 150
#define REACH_COUNT_MS 300
#define REACH_VERIFY 300000
#define REACH_CATCH_UP 30000
#define REACH_RSS_MB 60

typedef struct
{
  BenchFigures  figures;
  gint64        n_entries;
  char         *dir;         /* owned */
  DzChainKey   *key;         /* owned */
  DzMirror     *mirror;      /* owned */
  HistoryTable *table;       /* owned, nullable */
  double        begin_rss_mb;
} Bench;

static const guint8 service[DZ_HEAD_SERVICE_LENGTH] = { 1, 2, 3 };

/* A line of /proc/self/status, in MB; proc(5). */
static double
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, name);
  g_assert_nonnull (line);
  return g_ascii_strtod (line + strlen (name), NULL) / 1024;
}

static double
per_second (gint64 n,
            double ms)
{
  return (double) n / ms * 1000;
}

static GByteArray *
draw_page (DzTestHistory *history,
           gint64         n)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GByteArray) aspects = g_byte_array_new ();
  GByteArray *feed = dz_feed_begin ();

  for (gint64 i = 0; i < n; i++)
    {
      DzFeedEntry entry;

      dz_test_history_next (history, bytes, aspects);
      entry = (DzFeedEntry) { bytes->data, bytes->len, aspects->data, aspects->len };
      dz_feed_add (feed, &entry);
    }
  dz_feed_end (feed);
  return feed;
}

static void
meet_head (Bench               *bench,
           const DzTestHistory *history)
{
  g_autoptr(GError) error = NULL;
  DzSignedHead head = { .epoch = 1, .seq = history->walk.seq, .time_us = history->time_us };

  memcpy (head.service, service, sizeof service);
  memcpy (head.hash, history->walk.hash, sizeof head.hash);
  dz_chain_key_sign (bench->key, &head);
  dz_mirror_meet_head (bench->mirror, &head, &error);
  g_assert_no_error (error);
}

/* Drawing the pages is not timed. */
static void
catch_up (Bench *bench)
{
  g_autoptr(GError) error = NULL;
  DzTestHistory history;
  double ms = 0;

  dz_test_history_begin (&history, SEED);
  while (history.walk.seq < bench->n_entries)
    {
      gint64 after = history.walk.seq;
      g_autoptr(GByteArray) feed
        = draw_page (&history, MIN (PAGE_OF_FEED, bench->n_entries - after));
      gint64 begin_us = g_get_monotonic_time ();

      dz_mirror_take (bench->mirror, after, feed->data, feed->len, &error);
      g_assert_no_error (error);
      ms += bench_ms_since (begin_us);
    }
  meet_head (bench, &history);
  bench_figures_say_at_least (&bench->figures, "history", "catch-up",
                              per_second (bench->n_entries, ms), "entries/s", REACH_CATCH_UP);
}

/* One new entry at a time, as they come while a desk is open. */
static void
follow (Bench *bench)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GError) error = NULL;
  DzTestHistory history;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GByteArray) aspects = g_byte_array_new ();

  dz_test_history_begin (&history, SEED);
  while (history.walk.seq < bench->n_entries)
    dz_test_history_next (&history, bytes, aspects);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr(GByteArray) feed = draw_page (&history, 1);
      gint64 begin_us = g_get_monotonic_time ();
      double ms;

      dz_mirror_take (bench->mirror, history.walk.seq - 1, feed->data, feed->len, &error);
      g_assert_no_error (error);
      ms = bench_ms_since (begin_us);
      g_array_append_val (times, ms);
    }
  bench_figures_say (&bench->figures, "history", "one-more-entry/median",
                     bench_percentile (times, 50), "ms", BENCH_NO_REACH);
}

static void
verify (Bench *bench)
{
  g_auto(DzMirrorCheck) check = { 0 };
  g_autoptr(GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  dz_mirror_verify (bench->mirror, NULL, NULL, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (check.problem, ==, NULL);
  g_assert_cmpint (check.entries, ==, dz_mirror_get_seq (bench->mirror));
  g_assert_cmpint (check.signed_seq, ==, bench->n_entries);
  bench_figures_say_at_least (&bench->figures, "history", "verify",
                              per_second (check.entries, bench_ms_since (begin_us)), "entries/s",
                              REACH_VERIFY);
}

typedef struct
{
  const char *name;
  void      (*choose) (DzMirrorFilter *filter);
} Wanted;

static void
choose_all (DzMirrorFilter *filter)
{
}

static void
choose_action (DzMirrorFilter *filter)
{
  dz_mirror_filter_add (filter, DZ_MIRROR_ACTION, "decide");
}

static void
choose_rare (DzMirrorFilter *filter)
{
  dz_mirror_filter_add (filter, DZ_MIRROR_FLAG, DZ_MIRROR_FLAG_AGAINST_RULE);
}

static void
choose_reviewer (DzMirrorFilter *filter)
{
  g_autofree char *who = dz_test_history_name_reviewer (3);

  dz_mirror_filter_add (filter, DZ_MIRROR_WHO, who);
  dz_mirror_filter_add (filter, DZ_MIRROR_OUTCOME, "reject");
}

static void
choose_schools (DzMirrorFilter *filter)
{
  for (guint i = 0; i < DZ_TEST_SCHOOLS; i += 3)
    {
      g_autofree char *school = g_strdup_printf ("%05u", 10000 + i);

      dz_mirror_filter_add (filter, DZ_MIRROR_SCHOOL, school);
    }
}

static void
choose_reasons (DzMirrorFilter *filter)
{
  dz_mirror_filter_add (filter, DZ_MIRROR_REASON, "reason-00");
  dz_mirror_filter_add (filter, DZ_MIRROR_REASON, "reason-39");
}

static void
choose_much (DzMirrorFilter *filter)
{
  choose_schools (filter);
  choose_reasons (filter);
  choose_action (filter);
  dz_mirror_filter_add (filter, DZ_MIRROR_OUTCOME, "reject");
  filter->from_us = G_GINT64_CONSTANT (1700000000000000) + 20 * G_TIME_SPAN_DAY;
  filter->until_us = filter->from_us + 60 * G_TIME_SPAN_DAY;
}

static void
choose_nothing (DzMirrorFilter *filter)
{
  dz_mirror_filter_add (filter, DZ_MIRROR_ACTION, "sign-in");
  dz_mirror_filter_add (filter, DZ_MIRROR_OUTCOME, "reject");
}

static void
choose_student (DzMirrorFilter *filter)
{
  g_autofree char *student = dz_test_history_name_subject (1000 + G_MAXUINT32);
  g_autofree char *photo = dz_test_history_name_subject (2000);
  g_autofree char *next_photo = dz_test_history_name_subject (2001);
  const char *subjects[] = { student, photo, next_photo, NULL };

  filter->subjects = g_strdupv ((char **) subjects);
}

static const Wanted wanted[] = {
  { "all", choose_all },           { "action", choose_action },   { "flag", choose_rare },
  { "reviewer", choose_reviewer }, { "schools", choose_schools }, { "reasons", choose_reasons },
  { "much", choose_much },         { "nothing", choose_nothing }, { "student", choose_student },
};

/* The worst of some runs, in either order. */
static void
ask (Bench                *bench,
     const DzMirrorFilter *filter,
     double               *count_ms,
     double               *page_ms)
{
  g_autoptr(GError) error = NULL;

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 begin_us = g_get_monotonic_time ();
      g_autoptr(DzMirrorRows) rows = dz_mirror_find (bench->mirror, filter, NULL, &error);
      g_autoptr(GPtrArray) page = NULL;

      g_assert_no_error (error);
      *count_ms = MAX (*count_ms, bench_ms_since (begin_us));
      page = dz_mirror_read_rows (bench->mirror, rows, 0, PAGE_OF_ROWS,
                                  run % 2 == 0 ? DZ_MIRROR_NEWEST_FIRST : DZ_MIRROR_OLDEST_FIRST,
                                  &error);
      g_assert_no_error (error);
      *page_ms = MAX (*page_ms, bench_ms_since (begin_us));
    }
}

static void
ask_all (Bench *bench)
{
  double reach = bench->n_entries > N_ENTRIES ? REACH_FIRST_PAGE_MANY_MS : REACH_FIRST_PAGE_MS;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_auto(DzMirrorFilter) filter = { 0 };
      g_autofree char *run = g_strconcat ("history/", wanted[i].name, NULL);
      double count_ms = 0;
      double page_ms = 0;

      wanted[i].choose (&filter);
      ask (bench, &filter, &count_ms, &page_ms);
      bench_figures_say (&bench->figures, run, "count", count_ms, "ms", REACH_COUNT_MS);
      bench_figures_say (&bench->figures, run, "first-page", page_ms, "ms", reach);
    }
}

/* Row n of a filter, anywhere: as a scroll bar is thrown about. */
static void
jump (Bench *bench)
{
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(DzMirrorRows) rows = NULL;
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GError) error = NULL;

  choose_schools (&filter);
  rows = dz_mirror_find (bench->mirror, &filter, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 200; i++)
    {
      gint64 row = (gint64) i * 7919 * 104729 % dz_mirror_rows_get_n (rows);
      gint64 begin_us = g_get_monotonic_time ();
      g_autoptr(GPtrArray) page = dz_mirror_read_rows (bench->mirror, rows, row, PAGE_OF_ROWS,
                                                       DZ_MIRROR_NEWEST_FIRST, &error);
      double ms = bench_ms_since (begin_us);

      g_assert_no_error (error);
      g_array_append_val (times, ms);
    }
  bench_figures_say (&bench->figures, "history/jump", "page/median", bench_percentile (times, 50),
                     "ms", BENCH_NO_REACH);
  bench_figures_say (&bench->figures, "history/jump", "page/worst", bench_percentile (times, 100),
                     "ms", BENCH_NO_REACH);
}

static void
count_facets (Bench *bench)
{
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(GArray) days = NULL;
  g_autoptr(GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();

  choose_action (&filter);
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    {
      g_autoptr(GPtrArray) facets
        = dz_mirror_count_words (bench->mirror, &filter, (DzMirrorDimension) i, NULL, &error);

      g_assert_no_error (error);
    }
  bench_figures_say (&bench->figures, "history", "all-facets", bench_ms_since (begin_us), "ms",
                     BENCH_NO_REACH);
  begin_us = g_get_monotonic_time ();
  days = dz_mirror_count_days (bench->mirror, &filter, NULL, &error);
  g_assert_no_error (error);
  bench_figures_say (&bench->figures, "history", "all-days", bench_ms_since (begin_us), "ms",
                     BENCH_NO_REACH);
}

/* The floor: a table of columns, each with its index, in the same SQLite. */
static void
ask_table (Bench *bench)
{
  DzTestHistory history;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GByteArray) aspects = g_byte_array_new ();

  bench->table = history_table_open (bench->dir);
  dz_test_history_begin (&history, SEED);
  while (history.walk.seq < dz_mirror_get_seq (bench->mirror))
    {
      dz_test_history_next (&history, bytes, aspects);
      history_table_add (bench->table, bytes, aspects);
    }
  history_table_finish (bench->table);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_auto(DzMirrorFilter) filter = { 0 };
      g_autoptr(DzMirrorRows) rows = NULL;
      g_autofree char *run = g_strconcat ("table/", wanted[i].name, NULL);
      gint64 begin_us;

      wanted[i].choose (&filter);
      rows = dz_mirror_find (bench->mirror, &filter, NULL, NULL);
      begin_us = g_get_monotonic_time ();
      g_assert_cmpint (history_table_count (bench->table, &filter), ==,
                       dz_mirror_rows_get_n (rows));
      bench_figures_say (&bench->figures, run, "count", bench_ms_since (begin_us), "ms",
                         BENCH_NO_REACH);
      begin_us = g_get_monotonic_time ();
      history_table_read_page (bench->table, &filter, PAGE_OF_ROWS);
      bench_figures_say (&bench->figures, run, "first-page", bench_ms_since (begin_us), "ms",
                         BENCH_NO_REACH);
    }
  history_table_close (bench->table);
}

static void
say_size (Bench *bench)
{
  g_autoptr(GDir) dir = g_dir_open (bench->dir, 0, NULL);
  const char *name;
  double bytes = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (bench->dir, name, NULL);
      GStatBuf status;

      if (g_stat (path, &status) == 0)
        bytes += (double) status.st_size;
    }
  bench_figures_say (&bench->figures, "history", "file-per-entry",
                     bytes / (double) bench->n_entries, "bytes", BENCH_NO_REACH);
}

static void
remove_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

/* A desk that was closed and opened again. */
static void
open_again (Bench *bench)
{
  g_autoptr(GError) error = NULL;
  gint64 begin_us;

  dz_mirror_close (bench->mirror);
  begin_us = g_get_monotonic_time ();
  bench->mirror = dz_mirror_open (bench->dir, service, &error);
  g_assert_no_error (error);
  bench_figures_say (&bench->figures, "history", "open", bench_ms_since (begin_us), "ms",
                     BENCH_NO_REACH);
}

static void
run (Bench *bench)
{
  g_autoptr(GError) error = NULL;
  guint8 key[DZ_HEAD_KEY_LENGTH];

  bench->begin_rss_mb = read_status ("VmRSS:");
  bench->mirror = dz_mirror_open (bench->dir, service, &error);
  g_assert_no_error (error);
  dz_chain_key_get (bench->key, key);
  dz_mirror_pin_key (bench->mirror, key, &error);
  g_assert_no_error (error);
  catch_up (bench);
  follow (bench);
  say_size (bench);
  open_again (bench);
  ask_all (bench);
  jump (bench);
  count_facets (bench);
  verify (bench);
  bench_figures_say (&bench->figures, "history", "memory-growth",
                     read_status ("VmHWM:") - bench->begin_rss_mb, "MB", REACH_RSS_MB);
  if (bench->n_entries <= N_ENTRIES)
    ask_table (bench);
  dz_mirror_close (bench->mirror);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { .n_entries = N_ENTRIES };
  DzTestHistory history;

  if (argc > 1)
    bench.n_entries = CLAMP (atoi (argv[1]), PAGE_OF_FEED, 10 * N_MANY);
  bench.dir = g_dir_make_tmp ("dz-history-XXXXXX", NULL);
  dz_test_history_begin (&history, SEED);
  bench.key = dz_chain_key_new ();
  run (&bench);
  bench_figures_say_all (&bench.figures);
  dz_chain_key_free (bench.key);
  remove_dir (bench.dir);
  g_free (bench.dir);
  return 0;
}
