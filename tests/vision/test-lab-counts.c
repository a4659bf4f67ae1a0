/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lab-counts.h"

static DzLab
random_lab (GRand *rand)
{
  return (DzLab) { g_rand_double_range (rand, 0, 100), g_rand_double_range (rand, -100, 100),
                   g_rand_double_range (rand, -100, 100) };
}

static void
test_median (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (guint n = 1; n < 4000; n = 3 * n + 2)
    {
      g_autofree DzLabCounts *counts = g_new0 (DzLabCounts, 1);
      g_autofree DzLab *labs = g_new (DzLab, n);
      DzLab expected;
      DzLab found;

      for (guint i = 0; i < n; i++)
        {
          labs[i] = random_lab (rand);
          dz_lab_counts_add (counts, &labs[i]);
        }
      expected = dz_lab_median (labs, n);
      found = dz_lab_counts_median (counts);
      g_assert_cmpuint (counts->n, ==, n);
      /* Of an even number the mean of two in the middle, which lie apart where there are few. */
      g_assert_cmpfloat_with_epsilon (found.L, expected.L, 0.0626 + (n % 2 == 0) * 200.0 / n);
      g_assert_cmpfloat_with_epsilon (found.a, expected.a, 0.0626 + (n % 2 == 0) * 400.0 / n);
      g_assert_cmpfloat_with_epsilon (found.b, expected.b, 0.0626 + (n % 2 == 0) * 400.0 / n);
    }
}

static void
test_ends (void)
{
  g_autofree DzLabCounts *counts = g_new0 (DzLabCounts, 1);
  const DzLab most = { 1000, -1000, 127.9f };
  DzLab found;

  dz_lab_counts_add (counts, &most);
  found = dz_lab_counts_median (counts);
  g_assert_cmpfloat_with_epsilon (found.L, 127, 0.1);
  g_assert_cmpfloat_with_epsilon (found.a, -128, 0.1);
  g_assert_cmpfloat_with_epsilon (found.b, 127, 0.1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab-counts/median", test_median);
  g_test_add_func ("/lab-counts/ends", test_ends);
  return g_test_run ();
}
