/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-findings-groups.h"

#include "desk-samples.h"

static const char *
rule_at (GPtrArray *findings,
         guint      i)
{
  const DzFinding *finding = g_ptr_array_index (findings, i);

  return finding->rule;
}

static void
test_groups (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzJudging) judging = desk_sample_judging (findings);
  g_autoptr(DzFindingsGroups) groups = dz_findings_groups_new (judging);

  g_assert_cmpuint (groups->prominent->len, ==, 2);
  g_assert_cmpstr (rule_at (groups->prominent, 0), ==, "FILE-02");
  g_assert_cmpstr (rule_at (groups->prominent, 1), ==, "BG-02");
  g_assert_cmpuint (groups->passed->len, ==, 1);
  g_assert_cmpuint (groups->human->len, ==, 1);
  g_assert_cmpuint (groups->internal->len, ==, 1);
  g_assert_cmpuint (groups->unmeasured->len, ==, 0);
}

static void
add_unmeasured (GPtrArray *findings,
                guint      n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *rule = g_strdup_printf ("POS-%02u", i + 1);
      DzFinding *finding = desk_sample_finding (rule, DZ_OUTCOME_UNMEASURED, DZ_AUTHORITY_ASSIST,
                                                NULL);

      finding->why = g_strdup ("face not measured yet");
      g_ptr_array_add (findings, finding);
    }
}

/* Little that is unmeasured stands on its own, much takes one line; never among what passed. */
static void
test_unmeasured (void)
{
  g_autoptr(GPtrArray) few = dz_findings_new ();
  g_autoptr(GPtrArray) many = dz_findings_new ();
  g_autoptr(DzJudging) few_judging = NULL;
  g_autoptr(DzJudging) many_judging = NULL;
  g_autoptr(DzFindingsGroups) few_groups = NULL;
  g_autoptr(DzFindingsGroups) many_groups = NULL;

  add_unmeasured (few, DZ_FINDINGS_UNMEASURED_MAX);
  add_unmeasured (many, DZ_FINDINGS_UNMEASURED_MAX + 1);
  few_judging = desk_sample_judging (few);
  many_judging = desk_sample_judging (many);
  few_groups = dz_findings_groups_new (few_judging);
  many_groups = dz_findings_groups_new (many_judging);
  g_assert_cmpuint (few_groups->prominent->len, ==, DZ_FINDINGS_UNMEASURED_MAX);
  g_assert_cmpuint (few_groups->unmeasured->len, ==, 0);
  g_assert_cmpuint (many_groups->prominent->len, ==, 0);
  g_assert_cmpuint (many_groups->unmeasured->len, ==, DZ_FINDINGS_UNMEASURED_MAX + 1);
  g_assert_cmpuint (many_groups->passed->len, ==, 0);
}

static void
test_common_why (void)
{
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzFinding *last;

  g_assert_null (dz_findings_common_why (findings));
  add_unmeasured (findings, 3);
  g_assert_cmpstr (dz_findings_common_why (findings), ==, "face not measured yet");
  last = g_ptr_array_index (findings, 2);
  g_free (last->why);
  last->why = g_strdup ("duplicates are not searched yet");
  g_assert_null (dz_findings_common_why (findings));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/findings-groups/groups", test_groups);
  g_test_add_func ("/findings-groups/unmeasured", test_unmeasured);
  g_test_add_func ("/findings-groups/common-why", test_common_why);
  return g_test_run ();
}
