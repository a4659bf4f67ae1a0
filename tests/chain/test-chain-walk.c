/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-chain-walk.h"

#include <sodium.h>

#define N_ENTRIES 5

/* Canonical bytes of a chain that holds. */
typedef struct
{
  GPtrArray *entries; /* of GByteArray */
} Fixture;

static GByteArray *
make_entry (gint64      seq,
            gint64      time_us,
            const char *previous_hash)
{
  g_autoptr(DzEntry) entry = dz_entry_new ();

  entry->seq = seq;
  entry->time_us = time_us;
  entry->kind = g_strdup ("decide");
  entry->actor = g_strdup ("wang");
  entry->subject = g_strdup ("a-submission");
  entry->outcome = g_strdup ("approve");
  entry->detail_hash = g_strdup ("");
  entry->previous_hash = g_strdup (previous_hash);
  return dz_entry_bytes_write (entry);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *hash = g_strdup ("");

  fixture->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  for (gint64 seq = 1; seq <= N_ENTRIES; seq++)
    {
      GByteArray *bytes = make_entry (seq, 1000 * seq, hash);

      g_ptr_array_add (fixture->entries, bytes);
      g_free (hash);
      hash = dz_entry_bytes_hash (bytes->data, bytes->len);
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_ptr_array_unref (fixture->entries);
}

static DzChainProblem
step (DzChainWalk      *walk,
      const GByteArray *bytes)
{
  DzEntryView view;

  return dz_chain_walk_step (walk, bytes->data, bytes->len, &view);
}

static void
walk_to (Fixture     *fixture,
         DzChainWalk *walk,
         guint        n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (step (walk, g_ptr_array_index (fixture->entries, i)), ==, DZ_CHAIN_FINE);
}

static void
test_holds (Fixture      *fixture,
            gconstpointer data)
{
  GByteArray *last = g_ptr_array_index (fixture->entries, N_ENTRIES - 1);
  guint8 hash[crypto_hash_sha256_BYTES];
  DzChainWalk walk = { 0 };

  walk_to (fixture, &walk, N_ENTRIES);
  crypto_hash_sha256 (hash, last->data, last->len);
  g_assert_cmpint (walk.seq, ==, N_ENTRIES);
  g_assert_cmpint (walk.time_us, ==, 1000 * N_ENTRIES);
  g_assert_cmpmem (walk.hash, sizeof walk.hash, hash, sizeof hash);
}

/* What does not follow leaves the walk where it was, so that the right one can still come. */
static void
assert_refused (Fixture        *fixture,
                guint           after,
                GByteArray     *bytes,
                DzChainProblem  problem)
{
  DzChainWalk walk = { 0 };

  walk_to (fixture, &walk, after);
  g_assert_cmpint (step (&walk, bytes), ==, problem);
  g_assert_nonnull (dz_chain_problem_say (problem));
  g_assert_cmpint (walk.seq, ==, after);
  if (after < N_ENTRIES)
    g_assert_cmpint (step (&walk, g_ptr_array_index (fixture->entries, after)), ==, DZ_CHAIN_FINE);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  GByteArray *second = g_ptr_array_index (fixture->entries, 1);
  g_autofree char *hash = dz_entry_bytes_hash (second->data, second->len);
  g_autoptr(GByteArray) alone = make_entry (3, 3000, "");
  g_autoptr(GByteArray) early = make_entry (3, 1999, hash);
  g_autoptr(GByteArray) cut = g_byte_array_new ();

  g_byte_array_append (cut, second->data, second->len - 1);
  assert_refused (fixture, 1, g_ptr_array_index (fixture->entries, 2), DZ_CHAIN_MISSING);
  assert_refused (fixture, 2, g_ptr_array_index (fixture->entries, 1), DZ_CHAIN_REPEATED);
  assert_refused (fixture, 2, alone, DZ_CHAIN_PREVIOUS);
  assert_refused (fixture, 2, early, DZ_CHAIN_TIME);
  assert_refused (fixture, 1, cut, DZ_CHAIN_NO_ENTRY);
}

/* Any one bit of any entry: the entry itself or the next one does not follow. */
static void
test_any_bit (Fixture      *fixture,
              gconstpointer data)
{
  for (guint which = 0; which + 1 < N_ENTRIES; which++)
    {
      GByteArray *bytes = g_ptr_array_index (fixture->entries, which);

      for (guint bit = 0; bit < 8 * bytes->len; bit++)
        {
          DzChainWalk walk = { 0 };
          guint good = 0;

          bytes->data[bit / 8] ^= 1 << bit % 8;
          while (good < N_ENTRIES &&
                 step (&walk, g_ptr_array_index (fixture->entries, good)) == DZ_CHAIN_FINE)
            good++;
          bytes->data[bit / 8] ^= 1 << bit % 8;
          g_assert_cmpuint (good, >=, which);
          g_assert_cmpuint (good, <=, which + 1);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/chain/walk/holds", test_holds);
  ADD ("/chain/walk/refused", test_refused);
  ADD ("/chain/walk/any-bit", test_any_bit);
  return g_test_run ();
}
