/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "dz-reason-builtin.h"

#include <math.h>
#include <string.h>

/* Photo-standards §4.1 once more, with the last column: a auto, s assist, h human; i where §4.2
 * has an internal note only. */
static const struct
{
  const char *rule;
  const char *authority;
} table[] = {
  { "FILE-01", "a" },  { "FILE-02", "a" },  { "FILE-03", "a" },  { "FILE-04", "s" },
  { "FILE-05", "s" },  { "FILE-06", "s" },  { "FILE-07", "ai" }, { "ORIG-01", "s" },
  { "ORIG-02", "si" }, { "ORIG-03", "h" },  { "ORIG-04", "h" },  { "ORIG-05", "s" },
  { "ORIG-06", "s" },  { "ORIG-07", "a" },  { "BG-01", "s" },    { "BG-02", "s" },
  { "BG-03", "s" },    { "BG-04", "s" },    { "POS-01", "s" },   { "POS-02", "s" },
  { "POS-03", "s" },   { "POS-04", "s" },   { "POS-05", "s" },   { "POSE-01", "s" },
  { "POSE-02", "h" },  { "POSE-03", "s" },  { "FACE-01", "s" },  { "EYE-01", "h" },
  { "EYE-02", "h" },   { "EYE-03", "s" },   { "MOUTH-01", "h" }, { "HAIR-01", "h" },
  { "EAR-01", "h" },   { "GLASS-01", "h" }, { "GLASS-02", "h" }, { "GLASS-03", "h" },
  { "HEAD-01", "h" },  { "ACC-01", "h" },   { "CLOTH-01", "h" }, { "MAKE-01", "h" },
  { "LIGHT-01", "s" }, { "LIGHT-02", "s" }, { "LIGHT-03", "s" }, { "LIGHT-04", "si" },
  { "SHARP-01", "s" }, { "COL-01", "s" },   { "REC-01", "a" },   { "REC-02", "a" },
  { "REC-03", "a" },   { "REC-04", "hi" },  { "STYLE-01", "h" },
};

/* What no measurement passes: a person checks it, or nobody knows the day. */
static const char *const unmeasured[] = {
  "ORIG-03", "EYE-02",   "GLASS-03", "HEAD-01", "ACC-01",
  "MAKE-01", "CLOTH-01", "REC-04",   "STYLE-01",
};

static gboolean
is_unmeasured (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (unmeasured); i++)
    {
      if (g_str_equal (unmeasured[i], rule))
        return TRUE;
    }
  return FALSE;
}

/* Every row of the table once, in its order, with its authority; and a photo without fault passes
 * whatever is measured. */
static void
test_table (void)
{
  static const DzRegister facts = DZ_REGISTER_CLEAN;
  static const char letters[] = {
    [DZ_AUTHORITY_AUTO] = 'a', [DZ_AUTHORITY_ASSIST] = 's', [DZ_AUTHORITY_HUMAN] = 'h', '\0',
  };
  g_autoptr(DzMeasurement) clean = rules_make_clean ();
  g_autoptr(DzPeers) peers = rules_make_peers ();
  g_autoptr(GPtrArray) findings = dz_rules_judge (clean, &facts, peers, rules_fixture_profile ());

  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (table));
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);
      const DzReason *reason = dz_reason_for_rule (finding->rule);

      g_test_message ("%s", table[i].rule);
      g_assert_cmpstr (finding->rule, ==, table[i].rule);
      g_assert_true (dz_rules_know (finding->rule));
      g_assert_cmpint (finding->authority, ==, strchr (letters, *table[i].authority) - letters);
      g_assert_cmpint (finding->internal, ==, strchr (table[i].authority, 'i') != NULL);
      g_assert_cmpstr (finding->reason, ==, reason != NULL ? reason->code : NULL);
      assert_says (finding, is_unmeasured (finding->rule) ? 'u' : 'p');
      g_assert_cmpint (finding->why != NULL, ==, is_unmeasured (finding->rule));
    }
  g_assert_cmpint (dz_findings_verdict (findings), ==, DZ_OUTCOME_PASS);
  g_assert_false (dz_findings_refuse (findings));
}

/* A measurement in which nothing is measured passes nothing and fails nothing. */
static void
test_nothing_measured (void)
{
  g_autoptr(DzMeasurement) empty = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_rules_judge (empty, NULL, NULL, rules_fixture_profile ());

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s", finding->rule);
      g_assert_cmpint (finding->outcome, ==, DZ_OUTCOME_UNMEASURED);
      g_assert_true (finding->why != NULL && *finding->why != '\0');
      g_assert_true (isnan (finding->value));
      g_assert_true (dz_region_is_empty (&finding->region));
    }
  g_assert_false (dz_findings_refuse (findings));
  g_assert_cmpint (dz_findings_verdict (findings), ==, DZ_OUTCOME_UNMEASURED);
}

/* Taking any one number away never turns a rule that did not pass into one that does. */
static void
test_no_pass_by_default (void)
{
  g_autoptr(DzMeasurement) bad = dz_measurement_new ();
  g_autoptr(GPtrArray) before = NULL;

  bad->format = DZ_PHOTO_FORMAT_JPEG;
  bad->models = g_strdup ("models of a test");
  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    dz_measurement_set (bad, i, dz_quantity_get_info (i)->min);
  dz_measurement_set (bad, DZ_QUANTITY_DECODES, 1);
  before = dz_rules_judge (bad, NULL, NULL, rules_fixture_profile ());
  for (guint q = 0; q < DZ_N_QUANTITIES; q++)
    {
      g_autoptr(DzMeasurement) less = dz_measurement_copy (bad);
      g_autoptr(GPtrArray) after = NULL;

      less->values[q] = NAN;
      after = dz_rules_judge (less, NULL, NULL, rules_fixture_profile ());
      for (guint i = 0; i < after->len; i++)
        {
          const DzFinding *was = g_ptr_array_index (before, i);
          const DzFinding *is = g_ptr_array_index (after, i);

          if (is->outcome == DZ_OUTCOME_PASS && was->outcome == DZ_OUTCOME_FAIL)
            g_error ("%s passes without %s", is->rule, dz_quantity_get_info (q)->name);
        }
    }
}

/* Whatever is measured, the authority keeps its word: human at most warns, a note never fails, and
 * what may refuse by itself is a fact of file or register, or a photo that was refused before. */
static void
test_authority (void)
{
  static const DzRegister worst = { 9, DZ_ID_NUMBER_BAD_CHECK, 9, 9, TRUE,
                                    DZ_RECORD_MATCH_DIFFERENT };
  g_autoptr(GRand) random = g_rand_new_with_seed (20220509);

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
      g_autoptr(DzPeers) peers = rules_make_peers ();
      g_autoptr(GPtrArray) findings = NULL;

      measurement->format = g_rand_int_range (random, 0, DZ_PHOTO_FORMAT_JXL + 1);
      if (g_rand_boolean (random))
        measurement->models = g_strdup ("models of a test");
      peers->sharpness_rank = g_rand_double_range (random, 0, 20);
      peers->skin_detail_rank = g_rand_double_range (random, 0, 20);
      for (guint i = 0; i < DZ_N_QUANTITIES; i++)
        {
          const DzQuantityInfo *info = dz_quantity_get_info (i);

          if (g_rand_boolean (random))
            dz_measurement_set (measurement, i,
                                g_rand_double_range (random, info->min, info->max));
        }
      findings = dz_rules_judge (measurement, &worst, peers, rules_fixture_profile ());
      g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (table));
      for (guint i = 0; i < findings->len; i++)
        {
          const DzFinding *finding = g_ptr_array_index (findings, i);

          if (finding->internal || finding->authority == DZ_AUTHORITY_HUMAN)
            g_assert_cmpint (finding->outcome, !=, DZ_OUTCOME_FAIL);
          if (finding->outcome == DZ_OUTCOME_FAIL)
            g_assert_nonnull (dz_reason_builtin_find (finding->reason));
          if (finding->outcome == DZ_OUTCOME_UNMEASURED)
            g_assert_nonnull (finding->why);
          if (finding->authority == DZ_AUTHORITY_AUTO)
            g_assert_true (g_str_has_prefix (finding->rule, "FILE-") ||
                           g_str_has_prefix (finding->rule, "REC-") ||
                           g_str_equal (finding->rule, "ORIG-07"));
          g_assert_nonnull (finding->unit);
          g_assert_nonnull (finding->limit);
        }
    }
}

/* Brightness and colour, as bad as can be and alone, refuse and fail nobody. */
static void
test_skin (void)
{
  static const DzQuantity quantities[] = {
    DZ_QUANTITY_LIGHT_HIGH, DZ_QUANTITY_LIGHT_LOW,       DZ_QUANTITY_LIGHT_MEAN,
    DZ_QUANTITY_CHEEK_L,    DZ_QUANTITY_CHEEK_A,         DZ_QUANTITY_CHEEK_B,
    DZ_QUANTITY_LIP_CHROMA, DZ_QUANTITY_COLOUR_DISTANCE, DZ_QUANTITY_LIGHT_ENTROPY,
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (quantities); i++)
    {
      const DzQuantityInfo *info = dz_quantity_get_info (quantities[i / 2]);
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(GPtrArray) findings = NULL;

      dz_measurement_set (measurement, quantities[i / 2], i % 2 == 0 ? info->min : info->max);
      findings = dz_rules_judge (measurement, NULL, NULL, rules_fixture_profile ());
      for (guint f = 0; f < findings->len; f++)
        {
          const DzFinding *finding = g_ptr_array_index (findings, f);

          if (finding->outcome == DZ_OUTCOME_FAIL)
            g_error ("%s fails by %s alone", finding->rule, info->name);
        }
    }
}

/* Who judges again without register and peers may rely on what is said to need neither. */
static void
test_basis (void)
{
  static const DzRegister worst = { 9, DZ_ID_NUMBER_BAD_CHECK, 9, 9, TRUE,
                                    DZ_RECORD_MATCH_DIFFERENT };
  g_autoptr(DzMeasurement) clean = rules_make_clean ();
  g_autoptr(DzPeers) peers = rules_make_peers ();
  g_autoptr(GPtrArray) alone = dz_rules_judge (clean, NULL, NULL, rules_fixture_profile ());
  g_autoptr(GPtrArray) among = NULL;
  DzTwin *twin = dz_twin_new ();

  peers->sharpness_rank = 0;
  peers->skin_detail_rank = 0;
  twin->refused = TRUE;
  twin->same_student = TRUE;
  g_ptr_array_add (peers->twins, twin);
  among = dz_rules_judge (clean, &worst, peers, rules_fixture_profile ());
  for (guint i = 0; i < alone->len; i++)
    {
      const DzFinding *a = g_ptr_array_index (alone, i);
      const DzFinding *b = g_ptr_array_index (among, i);

      g_test_message ("%s", a->rule);
      if (dz_rules_get_basis (a->rule) == DZ_RULE_BASIS_PHOTO)
        g_assert_cmpint (a->outcome, ==, b->outcome);
      else if (!g_str_equal (a->rule, "REC-04"))
        g_assert_cmpint (a->outcome, !=, b->outcome);
    }
}

static void
test_pure (void)
{
  static const DzRegister facts = DZ_REGISTER_CLEAN;
  g_autoptr(DzMeasurement) clean = rules_make_clean ();
  g_autoptr(GPtrArray) first = dz_rules_judge (clean, &facts, NULL, rules_fixture_profile ());
  g_autoptr(GPtrArray) second = dz_rules_judge (clean, &facts, NULL, rules_fixture_profile ());

  g_assert_false (dz_findings_refuse (first));
  for (guint i = 0; i < first->len; i++)
    {
      const DzFinding *a = g_ptr_array_index (first, i);
      const DzFinding *b = g_ptr_array_index (second, i);

      g_assert_cmpint (a->outcome, ==, b->outcome);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpstr (a->limit, ==, b->limit);
      g_assert_true (a->value == b->value || (isnan (a->value) && isnan (b->value)));
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/table", test_table);
  g_test_add_func ("/rules/nothing-measured", test_nothing_measured);
  g_test_add_func ("/rules/no-pass-by-default", test_no_pass_by_default);
  g_test_add_func ("/rules/authority", test_authority);
  g_test_add_func ("/rules/skin", test_skin);
  g_test_add_func ("/rules/basis", test_basis);
  g_test_add_func ("/rules/pure", test_pure);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
