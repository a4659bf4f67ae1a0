/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any filter of a copy of a history gives what going through all of it gives. */
#include "dz-mirror-facets.h"
#include "mirror-desk.h"

#include <string.h>

/* Blocks are 65536 long: one that is full and some of the next. */
#define N_ENTRIES 70000
#define SEED 77
#define N_FILTERS 80

static MirrorDesk *desk; /* for all tests: they only read */

/* What is known of an entry, read from its bytes by other means than the index. */
typedef struct
{
  DzEntry       *entry;
  DzEntryAspects aspects;
} Known;

static GPtrArray *known; /* (element-type Known) */

static void
known_free (gpointer data)
{
  Known *one = data;

  dz_entry_free (one->entry);
  dz_entry_aspects_clear (&one->aspects);
  g_free (one);
}

static void
read_known (void)
{
  known = g_ptr_array_new_with_free_func (known_free);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      Known *one = g_new0 (Known, 1);
      gsize length;
      const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (desk->service->entries, i),
                                              &length);

      one->entry = dz_entry_bytes_read (bytes, length);
      bytes = g_bytes_get_data (g_ptr_array_index (desk->service->aspects, i), &length);
      g_assert_true (dz_entry_aspects_read (&one->aspects, bytes, length));
      g_ptr_array_add (known, one);
    }
}

static gboolean
is_one_of (const char *word,
           GStrv       words)
{
  return words == NULL ||
         (word != NULL && g_strv_contains ((const char *const *) words, word));
}

static gboolean
has_reason (const Known *one,
            GStrv        words)
{
  for (guint i = 0; one->aspects.reasons != NULL && one->aspects.reasons[i] != NULL; i++)
    {
      if (is_one_of (one->aspects.reasons[i], words))
        return TRUE;
    }
  return words == NULL;
}

static gboolean
has_flag (const Known *one,
          GStrv        words)
{
  return words == NULL ||
         ((one->aspects.flags & DZ_ASPECT_AGAINST_RULE) != 0 &&
          is_one_of (DZ_MIRROR_FLAG_AGAINST_RULE, words)) ||
         ((one->aspects.flags & DZ_ASPECT_SHEET) != 0 && is_one_of (DZ_MIRROR_FLAG_SHEET, words));
}

static gboolean
is_wanted (const Known          *one,
           const DzMirrorFilter *filter)
{
  gboolean is_student = g_str_has_prefix (one->entry->actor, "student:");
  const char *student = is_student ? one->entry->actor + strlen ("student:") : NULL;

  return is_one_of (is_student ? DZ_MIRROR_STUDENT : one->entry->actor,
                    filter->words[DZ_MIRROR_WHO]) &&
         is_one_of (one->entry->kind, filter->words[DZ_MIRROR_ACTION]) &&
         is_one_of (one->entry->outcome, filter->words[DZ_MIRROR_OUTCOME]) &&
         is_one_of (one->aspects.school, filter->words[DZ_MIRROR_SCHOOL]) &&
         is_one_of (one->aspects.window, filter->words[DZ_MIRROR_WINDOW]) &&
         has_reason (one, filter->words[DZ_MIRROR_REASON]) &&
         has_flag (one, filter->words[DZ_MIRROR_FLAG]) &&
         (filter->subjects == NULL || is_one_of (one->entry->subject, filter->subjects) ||
          is_one_of (student, filter->subjects)) &&
         one->entry->time_us >= filter->from_us &&
         (filter->until_us == 0 || one->entry->time_us < filter->until_us);
}

static GArray *
go_through (const DzMirrorFilter *filter)
{
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < known->len; i++)
    {
      const Known *one = g_ptr_array_index (known, i);

      if (is_wanted (one, filter))
        g_array_append_val (seqs, one->entry->seq);
    }
  return seqs;
}

static const Known *
draw_known (GRand *rand)
{
  return g_ptr_array_index (known, g_rand_int_range (rand, 0, N_ENTRIES));
}

static void
add_some (GRand            *rand,
          DzMirrorFilter   *filter,
          DzMirrorDimension dimension,
          const char       *word)
{
  if (word != NULL && *word != '\0' && g_rand_int_range (rand, 0, 3) == 0)
    dz_mirror_filter_add (filter, dimension, word);
}

/* Of one or two entries, so that most filters want some. */
static void
draw_filter (GRand          *rand,
             DzMirrorFilter *filter)
{
  for (guint i = 0; i < 1 + (guint) g_rand_int_range (rand, 0, 2); i++)
    {
      const Known *one = draw_known (rand);
      gboolean is_student = g_str_has_prefix (one->entry->actor, "student:");

      add_some (rand, filter, DZ_MIRROR_WHO, is_student ? DZ_MIRROR_STUDENT : one->entry->actor);
      add_some (rand, filter, DZ_MIRROR_ACTION, one->entry->kind);
      add_some (rand, filter, DZ_MIRROR_OUTCOME, one->entry->outcome);
      add_some (rand, filter, DZ_MIRROR_SCHOOL, one->aspects.school);
      add_some (rand, filter, DZ_MIRROR_WINDOW, one->aspects.window);
      if (one->aspects.reasons != NULL)
        add_some (rand, filter, DZ_MIRROR_REASON, one->aspects.reasons[0]);
      if (one->aspects.flags != 0)
        add_some (rand, filter, DZ_MIRROR_FLAG,
                  one->aspects.flags & DZ_ASPECT_SHEET ? DZ_MIRROR_FLAG_SHEET
                                                       : DZ_MIRROR_FLAG_AGAINST_RULE);
    }
  if (g_rand_int_range (rand, 0, 4) == 0)
    filter->from_us = draw_known (rand)->entry->time_us;
  if (g_rand_int_range (rand, 0, 4) == 0)
    filter->until_us = draw_known (rand)->entry->time_us;
  if (g_rand_int_range (rand, 0, 6) == 0)
    {
      const char *subjects[] = { draw_known (rand)->entry->subject,
                                 draw_known (rand)->entry->subject, NULL };

      filter->subjects = g_strdupv ((char **) subjects);
    }
}

static void
check_rows (const DzMirrorRows *rows,
            const GArray       *expected)
{
  gint64 n = dz_mirror_rows_get_n (rows);

  g_assert_cmpint (n, ==, expected->len);
  for (gint64 i = 0; i < n; i++)
    {
      gint64 seq = g_array_index (expected, gint64, i);

      g_assert_cmpint (dz_mirror_rows_get_seq (rows, i, DZ_MIRROR_OLDEST_FIRST), ==, seq);
      g_assert_cmpint (dz_mirror_rows_get_seq (rows, n - 1 - i, DZ_MIRROR_NEWEST_FIRST), ==, seq);
      g_assert_cmpint (dz_mirror_rows_find (rows, seq, DZ_MIRROR_OLDEST_FIRST), ==, i);
      g_assert_cmpint (dz_mirror_rows_find (rows, seq, DZ_MIRROR_NEWEST_FIRST), ==, n - 1 - i);
    }
}

static void
test_filters (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  guint n_empty = 0;

  for (guint i = 0; i < N_FILTERS; i++)
    {
      g_auto(DzMirrorFilter) filter = { 0 };
      g_auto(DzMirrorFilter) copy = { 0 };
      g_autoptr(GError) error = NULL;
      g_autoptr(DzMirrorRows) rows = NULL;
      g_autoptr(GArray) expected = NULL;

      draw_filter (rand, &filter);
      dz_mirror_filter_copy (&filter, &copy);
      rows = dz_mirror_find (desk->mirror, &copy, NULL, &error);
      g_assert_no_error (error);
      expected = go_through (&filter);
      n_empty += expected->len == 0;
      check_rows (rows, expected);
    }
  g_test_message ("%u of %d filters want nothing", n_empty, N_FILTERS);
  g_assert_cmpuint (n_empty, <, N_FILTERS / 2);
}

static void
test_page (void)
{
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMirrorRows) rows = dz_mirror_find (desk->mirror, &filter, NULL, &error);
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(GPtrArray) last = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (dz_mirror_rows_get_n (rows), ==, N_ENTRIES);
  page = dz_mirror_read_rows (desk->mirror, rows, 4400, 128, DZ_MIRROR_NEWEST_FIRST, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 128);
  for (guint i = 0; i < page->len; i++)
    {
      const DzMirrorRow *row = g_ptr_array_index (page, i);
      const Known *one = g_ptr_array_index (known, N_ENTRIES - 1 - 4400 - i);

      g_assert_cmpint (row->entry->seq, ==, one->entry->seq);
      g_assert_cmpstr (row->entry->hash, ==, one->entry->hash);
      g_assert_cmpstr (row->entry->actor, ==, one->entry->actor);
      g_assert_cmpstr (row->aspects.school, ==, one->aspects.school);
      g_assert_cmpint (row->aspects.flags, ==, one->aspects.flags);
    }
  last = dz_mirror_read_rows (desk->mirror, rows, N_ENTRIES - 10, 128, DZ_MIRROR_OLDEST_FIRST,
                              &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last->len, ==, 10);
}

/* Where to go for a date, also one on which nothing happened. */
static void
test_time (void)
{
  const Known *one = g_ptr_array_index (known, 66000);
  const Known *last = g_ptr_array_index (known, N_ENTRIES - 1);
  g_autoptr(GError) error = NULL;
  gint64 seq;

  g_assert_true (dz_mirror_find_time (desk->mirror, 0, &seq, &error));
  g_assert_cmpint (seq, ==, 1);
  g_assert_true (dz_mirror_find_time (desk->mirror, one->entry->time_us, &seq, &error));
  g_assert_cmpint (seq, ==, 66001);
  g_assert_true (dz_mirror_find_time (desk->mirror, one->entry->time_us - 1, &seq, &error));
  g_assert_cmpint (seq, ==, 66001);
  g_assert_true (dz_mirror_find_time (desk->mirror, last->entry->time_us + 1, &seq, &error));
  g_assert_cmpint (seq, ==, N_ENTRIES + 1);
}

static void
choose_rejections (DzMirrorFilter *filter)
{
  dz_mirror_filter_add (filter, DZ_MIRROR_ACTION, "decide");
  dz_mirror_filter_add (filter, DZ_MIRROR_OUTCOME, "reject");
}

static gint64
count_wanted (const DzMirrorFilter *filter)
{
  g_autoptr(GArray) seqs = go_through (filter);

  return seqs->len;
}

/* What a word would give, were it chosen in its dimension. */
static void
test_facets (void)
{
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(GError) error = NULL;
  gint64 n_before = G_MAXINT64;

  choose_rejections (&filter);
  dz_mirror_filter_add (&filter, DZ_MIRROR_SCHOOL, "10007");
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    {
      g_autoptr(GPtrArray) facets
        = dz_mirror_count_words (desk->mirror, &filter, (DzMirrorDimension) i, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (facets->len, >, 0);
      n_before = G_MAXINT64;
      for (guint f = 0; f < MIN (facets->len, 12); f++)
        {
          const DzMirrorFacet *facet = g_ptr_array_index (facets, f);
          g_auto(DzMirrorFilter) chosen = { 0 };

          dz_mirror_filter_copy (&filter, &chosen);
          g_clear_pointer (&chosen.words[i], g_strfreev);
          dz_mirror_filter_add (&chosen, (DzMirrorDimension) i, facet->word);
          g_assert_cmpint (facet->n, ==, count_wanted (&chosen));
          g_assert_cmpint (facet->n, <=, n_before);
          n_before = facet->n;
        }
    }
}

/* A choice that nothing has any more is still shown, so that it can be taken back. */
static void
test_chosen_facet (void)
{
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(GPtrArray) facets = NULL;
  g_autoptr(GError) error = NULL;
  const DzMirrorFacet *last;

  dz_mirror_filter_add (&filter, DZ_MIRROR_ACTION, "sign-in");
  dz_mirror_filter_add (&filter, DZ_MIRROR_OUTCOME, "reject");
  facets = dz_mirror_count_words (desk->mirror, &filter, DZ_MIRROR_OUTCOME, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facets->len, ==, 1);
  last = g_ptr_array_index (facets, 0);
  g_assert_cmpstr (last->word, ==, "reject");
  g_assert_cmpint (last->n, ==, 0);
}

static void
test_days (void)
{
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(GArray) days = NULL;
  g_autoptr(GError) error = NULL;
  gint64 all = 0;

  choose_rejections (&filter);
  days = dz_mirror_count_days (desk->mirror, &filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, >, 20);
  for (guint i = 0; i < days->len; i++)
    {
      const DzMirrorDay *day = &g_array_index (days, DzMirrorDay, i);

      g_assert_cmpint ((day->begin_us + 8 * G_TIME_SPAN_HOUR) % G_TIME_SPAN_DAY, ==, 0);
      filter.from_us = day->begin_us;
      filter.until_us = day->begin_us + G_TIME_SPAN_DAY;
      g_assert_cmpint (day->n, ==, count_wanted (&filter));
      all += day->n;
    }
  filter.from_us = 0;
  filter.until_us = 0;
  g_assert_cmpint (all, ==, count_wanted (&filter));
}

/* Words that no entry has, with what a query language might stumble over. */
static void
test_odd_words (void)
{
  static const char *const words[] = { "'; DROP TABLE entries; --", "100%", "%", "_", "\"", "𠮷野家",
                                       "" };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_auto(DzMirrorFilter) filter = { 0 };
      g_auto(DzMirrorFilter) about = { 0 };
      const char *subjects[] = { words[i], NULL };
      g_autoptr(DzMirrorRows) rows = NULL;
      g_autoptr(DzMirrorRows) story = NULL;

      dz_mirror_filter_add (&filter, DZ_MIRROR_SCHOOL, words[i]);
      rows = dz_mirror_find (desk->mirror, &filter, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (dz_mirror_rows_get_n (rows), ==, 0);
      g_assert_cmpint (dz_mirror_rows_find (rows, 1, DZ_MIRROR_NEWEST_FIRST), ==, -1);
      about.subjects = g_strdupv ((char **) subjects);
      story = dz_mirror_find (desk->mirror, &about, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (dz_mirror_rows_get_n (story), ==, 0);
    }
}

/* New entries come at the end; a page that was found before them stays as it was. */
static void
test_growth (void)
{
  g_autoptr(MirrorDesk) small = mirror_desk_new (3, 40);
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(DzMirrorRows) before = NULL;
  g_autoptr(DzMirrorRows) after = NULL;
  g_autoptr(GError) error = NULL;

  mirror_desk_catch_up (small, small->service, &error);
  before = dz_mirror_find (small->mirror, &filter, NULL, &error);
  for (guint i = 0; i < 10; i++)
    dz_test_chain_add (small->service, "宋体", "𠮷");
  mirror_desk_catch_up (small, small->service, &error);
  after = dz_mirror_find (small->mirror, &filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dz_mirror_rows_get_n (before), ==, 40);
  g_assert_cmpint (dz_mirror_rows_get_n (after), ==, 50);
  g_assert_cmpint (dz_mirror_rows_get_seq (before, 0, DZ_MIRROR_NEWEST_FIRST), ==,
                   dz_mirror_rows_get_seq (after, 10, DZ_MIRROR_NEWEST_FIRST));
  dz_mirror_filter_add (&filter, DZ_MIRROR_ACTION, "宋体");
  g_clear_pointer (&after, dz_mirror_rows_free);
  after = dz_mirror_find (small->mirror, &filter, NULL, &error);
  g_assert_cmpint (dz_mirror_rows_get_n (after), ==, 10);
}

static void
fill_desk (void)
{
  g_autoptr(GError) error = NULL;

  desk = mirror_desk_new (SEED, N_ENTRIES);
  for (guint after = 0; after < N_ENTRIES; after += 9000)
    {
      g_autoptr(GByteArray) feed = dz_test_chain_feed (desk->service, after, 9000);

      dz_mirror_take (desk->mirror, after, feed->data, feed->len, &error);
      g_assert_no_error (error);
    }
  mirror_desk_assert_whole (desk);
  read_known ();
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fill_desk ();
  g_test_add_func ("/mirror-rows/filters", test_filters);
  g_test_add_func ("/mirror-rows/page", test_page);
  g_test_add_func ("/mirror-rows/time", test_time);
  g_test_add_func ("/mirror-rows/facets", test_facets);
  g_test_add_func ("/mirror-rows/chosen-facet", test_chosen_facet);
  g_test_add_func ("/mirror-rows/days", test_days);
  g_test_add_func ("/mirror-rows/odd-words", test_odd_words);
  g_test_add_func ("/mirror-rows/growth", test_growth);
  result = g_test_run ();
  g_ptr_array_unref (known);
  mirror_desk_free (desk);
  return result;
}
