/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-agreement.h"

#include <math.h>

/* Two readers judged fifty applications, each yes or no: 0.70 of them alike, 0.50 expected, κ 0.40;
 * and two more tables in which 60 of 100 are alike, by readers who say yes alike and unlike often.
 * Each is worked out by hand: p₁ = (both + first) / n, p₂ = (both + second) / n. */
static const struct
{
  DzAgreement table;
  double      raw;
  double      kappa;
} worked[] = {
  { { 20, 5, 10, 15 }, 0.70, 0.40 },                       /* p 0.50 0.60, chance 0.50 */
  { { 45, 15, 25, 15 }, 0.60, (0.60 - 0.54) / 0.46 },      /* p 0.60 0.70, chance 0.54 */
  { { 25, 35, 5, 35 }, 0.60, (0.60 - 0.46) / 0.54 },       /* p 0.60 0.30, chance 0.46 */
  { { 10, 0, 0, 90 }, 1.00, 1.00 },
  { { 1, 1, 1, 1 }, 0.50, 0.00 },
  { { 0, 10, 10, 0 }, 0.00, -1.00 },
  { { 0, 2, 3, 95 }, 0.95, (0.95 - 0.9512) / (1 - 0.9512) }, /* p 0.02 0.03, chance 0.9512 */
};

static void
test_worked (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (worked); i++)
    {
      double raw;
      double kappa;

      g_assert_true (dz_agreement_get_raw (&worked[i].table, &raw));
      g_assert_true (dz_agreement_get_kappa (&worked[i].table, &kappa));
      g_assert_cmpfloat_with_epsilon (raw, worked[i].raw, 1e-9);
      g_assert_cmpfloat_with_epsilon (kappa, worked[i].kappa, 1e-9);
    }
}

/* Where nothing was judged, or all the same, there is nothing to tell beyond chance. */
static void
test_nothing_to_tell (void)
{
  const DzAgreement none = { 0, 0, 0, 0 };
  const DzAgreement never = { 0, 0, 0, 40 };
  const DzAgreement always = { 40, 0, 0, 0 };
  const DzAgreement one_side = { 0, 40, 0, 0 };
  double value = 7;

  g_assert_false (dz_agreement_get_raw (&none, &value));
  g_assert_cmpfloat (value, ==, 0);
  g_assert_false (dz_agreement_get_kappa (&none, &value));
  g_assert_false (dz_agreement_get_kappa (&never, &value));
  g_assert_false (dz_agreement_get_kappa (&always, &value));
  g_assert_true (dz_agreement_get_raw (&never, &value));
  g_assert_cmpfloat (value, ==, 1);
  /* One says it always and the other never: alike as often as by chance. */
  g_assert_true (dz_agreement_get_kappa (&one_side, &value));
  g_assert_cmpfloat (value, ==, 0);
}

static void
test_add (void)
{
  DzAgreement table = { 0, 0, 0, 0 };

  dz_agreement_add (&table, TRUE, TRUE);
  dz_agreement_add (&table, TRUE, FALSE);
  dz_agreement_add (&table, TRUE, FALSE);
  dz_agreement_add (&table, FALSE, TRUE);
  for (guint i = 0; i < 4; i++)
    dz_agreement_add (&table, FALSE, FALSE);
  g_assert_cmpuint (table.both, ==, 1);
  g_assert_cmpuint (table.first_only, ==, 2);
  g_assert_cmpuint (table.second_only, ==, 1);
  g_assert_cmpuint (table.neither, ==, 4);
  g_assert_cmpuint (dz_agreement_get_total (&table), ==, 8);
}

/* The same whoever is called the first, from -1 to 1, and 1 only where both said the same. */
static void
test_any (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      DzAgreement table = { (guint) g_test_rand_int_range (0, 30),
                            (guint) g_test_rand_int_range (0, 30),
                            (guint) g_test_rand_int_range (0, 30),
                            (guint) g_test_rand_int_range (0, 30) };
      DzAgreement turned = { table.both, table.second_only, table.first_only, table.neither };
      double kappa;
      double other;

      g_assert_cmpint (dz_agreement_get_kappa (&table, &kappa), ==,
                       dz_agreement_get_kappa (&turned, &other));
      g_assert_cmpfloat_with_epsilon (kappa, other, 1e-12);
      g_assert_cmpfloat (fabs (kappa), <=, 1 + 1e-12);
      if (table.first_only + table.second_only > 0)
        g_assert_cmpfloat (kappa, <, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/worked", test_worked);
  g_test_add_func ("/agreement/nothing-to-tell", test_nothing_to_tell);
  g_test_add_func ("/agreement/add", test_add);
  g_test_add_func ("/agreement/any", test_any);
  return g_test_run ();
}
