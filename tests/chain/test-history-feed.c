/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-history-feed.h"

#include <string.h>

static const char *const entries[] = { "one", "two", "three" };
static const char *const aspects[] = { "", "two's", "three's" };

static GByteArray *
make_feed (gboolean ended)
{
  GByteArray *feed = dz_feed_begin ();

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      DzFeedEntry entry = { (const guint8 *) entries[i], strlen (entries[i]),
                            (const guint8 *) aspects[i], strlen (aspects[i]) };

      dz_feed_add (feed, &entry);
    }
  if (ended)
    dz_feed_end (feed);
  return feed;
}

/* How many entries can be read, and how it ends then. */
static DzFeedStep
read_feed (const guint8 *bytes,
           gsize         length,
           guint        *n)
{
  DzFeedReader reader = dz_feed_reader_over (bytes, length);
  DzFeedEntry entry;
  DzFeedStep step;

  *n = 0;
  while ((step = dz_feed_reader_next (&reader, &entry)) == DZ_FEED_ENTRY)
    {
      g_assert_cmpuint (*n, <, G_N_ELEMENTS (entries));
      g_assert_cmpmem (entry.bytes, entry.length, entries[*n], strlen (entries[*n]));
      g_assert_cmpmem (entry.aspects, entry.aspects_length, aspects[*n], strlen (aspects[*n]));
      ++*n;
    }
  return step;
}

static void
test_round_trip (void)
{
  g_autoptr(GByteArray) feed = make_feed (TRUE);
  guint n;

  g_assert_cmpint (read_feed (feed->data, feed->len, &n), ==, DZ_FEED_END);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (entries));
}

static void
test_empty (void)
{
  g_autoptr(GByteArray) feed = dz_feed_begin ();
  guint n;

  dz_feed_end (feed);
  g_assert_cmpint (read_feed (feed->data, feed->len, &n), ==, DZ_FEED_END);
  g_assert_cmpuint (n, ==, 0);
}

/* What was cut off anywhere gives whole entries only, and does not pass for a whole feed. */
static void
test_cut (void)
{
  g_autoptr(GByteArray) feed = make_feed (TRUE);

  for (guint length = 0; length < feed->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (feed->data, length);
      guint n;

      g_assert_cmpint (read_feed (cut, length, &n), ==, DZ_FEED_BROKEN);
    }
}

static void
test_foreign (void)
{
  g_autoptr(GByteArray) feed = make_feed (TRUE);
  const guint8 more = 0;
  guint n;

  g_byte_array_append (feed, &more, 1);
  g_assert_cmpint (read_feed (feed->data, feed->len, &n), ==, DZ_FEED_BROKEN);
  feed->data[0] = 'd';
  g_assert_cmpint (read_feed (feed->data, feed->len, &n), ==, DZ_FEED_BROKEN);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (read_feed ((const guint8 *) "{\"entries\":[]}", 14, &n), ==, DZ_FEED_BROKEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain/feed/round-trip", test_round_trip);
  g_test_add_func ("/chain/feed/empty", test_empty);
  g_test_add_func ("/chain/feed/cut", test_cut);
  g_test_add_func ("/chain/feed/foreign", test_foreign);
  return g_test_run ();
}
