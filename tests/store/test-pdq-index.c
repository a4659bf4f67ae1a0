/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pdq-index.h"

#define N_HASHES 20000

/* A bit set in a share p of hashes agrees in p² + (1 − p)² of pairs, 0.6 where p is half of 1 and
 * this. */
#define BIAS 0.4472

/* How hashes crowd together. */
typedef enum
{
  CROWD_NONE,   /* every bit is set in every second hash */
  CROWD_BIASED, /* two hashes agree in 60 % of their bits, as two ID photos do */
  CROWD_SHARED, /* 60 % of the bits are the same in all hashes */
} Crowd;

static const char *const crowd_names[] = { "uniform", "biased", "shared" };

static DzPdq
make_any (GRand *rand)
{
  DzPdq hash;

  for (guint i = 0; i < G_N_ELEMENTS (hash.words); i++)
    hash.words[i] = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  return hash;
}

static DzPdq
make_hash (GRand *rand,
           Crowd  crowd)
{
  DzPdq hash = make_any (rand);

  for (guint bit = 0; crowd != CROWD_NONE && bit < DZ_PDQ_BITS; bit++)
    {
      guint64 mask = G_GUINT64_CONSTANT (1) << (bit % 64);
      gboolean is_one = crowd == CROWD_SHARED ? bit * 7 % 10 < 6
                                              : g_rand_double (rand) < BIAS;

      if (is_one)
        hash.words[bit / 64] |= mask;
    }
  return hash;
}

/* Turns over so many bits, all different. */
static DzPdq
change_bits (GRand       *rand,
             const DzPdq *hash,
             guint        n_bits)
{
  DzPdq changed = *hash;

  while (dz_pdq_distance (hash, &changed) < n_bits)
    {
      guint bit = g_rand_int_range (rand, 0, DZ_PDQ_BITS);

      changed.words[bit / 64] ^= G_GUINT64_CONSTANT (1) << (bit % 64);
    }
  return changed;
}

static GArray *
fill (DzPdqIndex *index,
      GRand      *rand,
      Crowd       crowd,
      guint       n_hashes)
{
  GArray *hashes = g_array_new (FALSE, FALSE, sizeof (DzPdq));

  for (guint i = 0; i < n_hashes; i++)
    {
      DzPdq hash = make_hash (rand, crowd);

      g_array_append_val (hashes, hash);
      dz_pdq_index_add (index, &hash, i);
    }
  return hashes;
}

/* What dz_pdq_distance() says of every hash; ids are places. */
static void
assert_found (GArray      *hits,
              GArray      *hashes,
              const DzPdq *forms,
              guint        n_forms,
              guint        distance_max)
{
  guint n = 0;

  for (guint i = 0; i < hashes->len; i++)
    {
      guint best = G_MAXUINT;
      guint best_form = 0;

      for (guint form = 0; form < n_forms; form++)
        {
          guint distance = dz_pdq_distance (&forms[form], &g_array_index (hashes, DzPdq, i));

          if (distance < best)
            best_form = form;
          best = MIN (best, distance);
        }
      if (best > distance_max)
        continue;
      g_assert_cmpuint (n, <, hits->len);
      g_assert_cmpint (g_array_index (hits, DzPdqHit, n).id, ==, i);
      g_assert_cmpuint (g_array_index (hits, DzPdqHit, n).distance, ==, best);
      g_assert_cmpuint (g_array_index (hits, DzPdqHit, n).form, ==, best_form);
      n++;
    }
  g_assert_cmpuint (n, ==, hits->len);
}

static void
ask (DzPdqIndex  *index,
     GArray      *hashes,
     const DzPdq *forms,
     guint        n_forms,
     guint        distance_max)
{
  g_autoptr(GArray) found = dz_pdq_index_find (index, forms, n_forms, distance_max);
  g_autoptr(GArray) scanned = dz_pdq_index_scan (index, forms, n_forms, distance_max);

  assert_found (found, hashes, forms, n_forms, distance_max);
  assert_found (scanned, hashes, forms, n_forms, distance_max);
}

/* Every distance that may be asked for is found, and nothing beyond it, however hashes crowd. */
static void
test_distances (gconstpointer user_data)
{
  Crowd crowd = GPOINTER_TO_UINT (user_data);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1 + crowd);
  g_autoptr(DzPdqIndex) index = dz_pdq_index_new ();
  g_autoptr(GArray) hashes = fill (index, rand, crowd, N_HASHES);

  for (guint distance = 0; distance <= DZ_PDQ_INDEX_DISTANCE_MAX + 1; distance++)
    {
      guint i = g_rand_int_range (rand, 0, N_HASHES);
      DzPdq asked = change_bits (rand, &g_array_index (hashes, DzPdq, i), distance);

      ask (index, hashes, &asked, 1, DZ_PDQ_INDEX_DISTANCE_MAX);
      ask (index, hashes, &asked, 1, MIN (distance, DZ_PDQ_INDEX_DISTANCE_MAX));
    }
}

/* At the farthest, where often a single band gives a hash away: none may be left out. */
static void
test_farthest (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  g_autoptr(DzPdqIndex) index = dz_pdq_index_new ();
  g_autoptr(GArray) hashes = fill (index, rand, CROWD_NONE, N_HASHES);

  for (guint i = 0; i < 200; i++)
    {
      DzPdq asked = change_bits (rand, &g_array_index (hashes, DzPdq, i),
                                 DZ_PDQ_INDEX_DISTANCE_MAX);
      g_autoptr(GArray) hits = dz_pdq_index_find (index, &asked, 1, DZ_PDQ_INDEX_DISTANCE_MAX);

      g_assert_cmpuint (hits->len, ==, 1);
      g_assert_cmpint (g_array_index (hits, DzPdqHit, 0).id, ==, i);
      g_assert_cmpuint (g_array_index (hits, DzPdqHit, 0).distance, ==, DZ_PDQ_INDEX_DISTANCE_MAX);
    }
}

/* Some forms among the crowd, whose buckets are full, and some far away from it. */
static void
test_forms (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  g_autoptr(DzPdqIndex) index = dz_pdq_index_new ();
  g_autoptr(GArray) hashes = fill (index, rand, CROWD_SHARED, N_HASHES);

  for (guint round = 0; round < 20; round++)
    {
      DzPdq forms[DZ_N_PDQ_FORMS];

      for (guint form = 0; form < DZ_N_PDQ_FORMS; form++)
        forms[form] = make_any (rand);
      forms[2] = change_bits (rand, &g_array_index (hashes, DzPdq, 100 + round), 17);
      forms[5] = change_bits (rand, &g_array_index (hashes, DzPdq, 500 + round), 30);
      forms[6] = change_bits (rand, &g_array_index (hashes, DzPdq, 100 + round), 3);
      ask (index, hashes, forms, DZ_N_PDQ_FORMS, DZ_PDQ_INDEX_DISTANCE_MAX);
    }
}

/* What was added is found at once, before and after the bands are made anew, at every length. */
static void
test_growth (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  g_autoptr(DzPdqIndex) index = dz_pdq_index_new ();
  g_autoptr(GArray) hashes = g_array_new (FALSE, FALSE, sizeof (DzPdq));
  DzPdq first = make_any (rand);

  ask (index, hashes, &first, 1, DZ_PDQ_INDEX_DISTANCE_MAX);
  for (guint i = 0; i < 3 * N_HASHES / 2; i++)
    {
      DzPdq hash = make_hash (rand, i % 2 == 0 ? CROWD_NONE : CROWD_SHARED);

      dz_pdq_index_add (index, &hash, i);
      g_array_append_val (hashes, hash);
      if (i % 1001 == 0)
        ask (index, hashes, &hash, 1, DZ_PDQ_INDEX_DISTANCE_MAX);
    }
  g_assert_cmpuint (dz_pdq_index_get_length (index), ==, hashes->len);
  ask (index, hashes, &g_array_index (hashes, DzPdq, 0), 1, DZ_PDQ_INDEX_DISTANCE_MAX);
}

static guint
count_hits (DzPdqIndex  *index,
            const DzPdq *hash)
{
  g_autoptr(GArray) hits = dz_pdq_index_find (index, hash, 1, 0);

  return hits->len;
}

static void
test_removal (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);
  g_autoptr(DzPdqIndex) index = dz_pdq_index_new ();
  g_autoptr(GArray) hashes = fill (index, rand, CROWD_NONE, 6000);
  const DzPdq *all = (const DzPdq *) hashes->data;
  const DzPdq nothing = { { 0, 0, 0, 0 } };

  g_assert_cmpuint (count_hits (index, &all[7]), ==, 1);
  dz_pdq_index_remove (index, 7);
  dz_pdq_index_remove (index, 7);
  dz_pdq_index_remove (index, 999999);
  g_assert_cmpuint (count_hits (index, &all[7]), ==, 0);
  g_assert_cmpuint (count_hits (index, &nothing), ==, 0);
  g_assert_cmpuint (dz_pdq_index_get_length (index), ==, 5999);
  /* So many that the bands are made anew without them. */
  for (guint i = 0; i < 5990; i++)
    dz_pdq_index_remove (index, i);
  g_assert_cmpuint (count_hits (index, &all[5989]), ==, 0);
  g_assert_cmpuint (count_hits (index, &all[5990]), ==, 1);
  g_assert_cmpuint (dz_pdq_index_get_length (index), ==, 10);
  dz_pdq_index_add (index, &all[7], 7);
  g_assert_cmpuint (count_hits (index, &all[7]), ==, 1);
}

/* Two hashes of one id are one hit, the closer one. */
static void
test_one_hit_an_id (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(DzPdqIndex) index = dz_pdq_index_new ();
  DzPdq asked = make_any (rand);
  DzPdq near = change_bits (rand, &asked, 4);
  DzPdq far = change_bits (rand, &asked, 9);
  g_autoptr(GArray) hits = NULL;

  dz_pdq_index_add (index, &far, -5);
  dz_pdq_index_add (index, &near, -5);
  dz_pdq_index_add (index, &far, 8);
  hits = dz_pdq_index_find (index, &asked, 1, DZ_PDQ_INDEX_DISTANCE_MAX);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpint (g_array_index (hits, DzPdqHit, 0).id, ==, -5);
  g_assert_cmpuint (g_array_index (hits, DzPdqHit, 0).distance, ==, 4);
  g_assert_cmpint (g_array_index (hits, DzPdqHit, 1).id, ==, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint crowd = 0; crowd < G_N_ELEMENTS (crowd_names); crowd++)
    {
      g_autofree char *path = g_strconcat ("/pdq-index/distances/", crowd_names[crowd], NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (crowd), test_distances);
    }
  g_test_add_func ("/pdq-index/farthest", test_farthest);
  g_test_add_func ("/pdq-index/forms", test_forms);
  g_test_add_func ("/pdq-index/growth", test_growth);
  g_test_add_func ("/pdq-index/removal", test_removal);
  g_test_add_func ("/pdq-index/one-hit-an-id", test_one_hit_an_id);
  return g_test_run ();
}
