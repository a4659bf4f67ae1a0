/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override.h"

#include <string.h>

#include "dz-finding.h"

static GPtrArray *
make_waivers (const char *rule)
{
  GPtrArray *waivers = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiver_free);
  DzWaiver *waiver = dz_waiver_new ();

  waiver->rule = g_strdup (rule);
  g_ptr_array_add (waivers, waiver);
  return waivers;
}

static void
add_finding (GPtrArray  *findings,
             const char *rule,
             DzAuthority authority,
             DzOutcome   outcome,
             gboolean    internal)
{
  DzFinding *finding = dz_finding_new (rule, authority);

  finding->outcome = outcome;
  finding->internal = internal;
  g_ptr_array_add (findings, finding);
}

static GPtrArray *
make_findings (void)
{
  GPtrArray *findings = dz_findings_new ();

  add_finding (findings, "POS-04", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_FAIL, FALSE);
  add_finding (findings, "FILE-07", DZ_AUTHORITY_AUTO, DZ_OUTCOME_FAIL, TRUE);
  add_finding (findings, "BG-01", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_WARN, FALSE);
  add_finding (findings, "FILE-02", DZ_AUTHORITY_AUTO, DZ_OUTCOME_FAIL, FALSE);
  add_finding (findings, "EAR-01", DZ_AUTHORITY_HUMAN, DZ_OUTCOME_UNMEASURED, FALSE);
  return findings;
}

static char *
rules_of (GPtrArray *findings)
{
  g_autoptr(GString) rules = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (rules, "%s ", ((DzFinding *) g_ptr_array_index (findings, i))->rule);
  return g_string_free (g_steal_pointer (&rules), FALSE);
}

static void
test_failing (void)
{
  g_autoptr(GPtrArray) findings = make_findings ();
  g_autoptr(GPtrArray) waivers = make_waivers ("FILE-02");
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (findings, NULL);
  g_autoptr(GPtrArray) left = dz_findings_list_failing (findings, waivers);
  g_autofree char *rules = rules_of (failing);
  g_autofree char *rules_left = rules_of (left);

  g_assert_cmpstr (rules, ==, "POS-04 FILE-02 ");
  g_assert_true (dz_findings_refuse (failing));
  g_assert_cmpstr (rules_left, ==, "POS-04 ");
  g_assert_false (dz_findings_refuse (left));
}

static void
test_overrides (void)
{
  g_autoptr(GPtrArray) findings = make_findings ();
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (findings, NULL);
  g_autoptr(GPtrArray) overrides = dz_overrides_new_for (failing, "原图");
  const DzOverride *override = dz_overrides_find (overrides, "FILE-02");

  g_assert_cmpuint (overrides->len, ==, 2);
  g_assert_cmpstr (override->reason, ==, "原图");
  g_assert_false (override->waiver);
  g_assert_null (dz_overrides_find (overrides, "FILE-0"));
  g_assert_null (dz_overrides_find (NULL, "FILE-02"));
}

static void
test_reasons (void)
{
  g_autofree char *longest = g_strnfill (DZ_OVERRIDE_REASON_MAX, 'x');
  g_autofree char *longer = g_strnfill (DZ_OVERRIDE_REASON_MAX + 1, 'x');

  g_assert_true (dz_override_check_reason ("宗教"));
  g_assert_true (dz_override_check_reason (" a "));
  g_assert_true (dz_override_check_reason (longest));
  g_assert_false (dz_override_check_reason (longer));
  g_assert_false (dz_override_check_reason (NULL));
  g_assert_false (dz_override_check_reason (""));
  g_assert_false (dz_override_check_reason (" \t\u3000"));
  g_assert_false (dz_override_check_reason ("a\nb"));
  g_assert_false (dz_override_check_reason ("a\u202eb"));
  g_assert_false (dz_override_check_reason ("\xff"));
}

static void
test_waivers (void)
{
  g_autoptr(GPtrArray) waivers = make_waivers ("HEAD-01");

  g_assert_nonnull (dz_waivers_find (waivers, "HEAD-01"));
  g_assert_null (dz_waivers_find (waivers, "HEAD-0"));
  g_assert_null (dz_waivers_find (waivers, NULL));
  g_assert_true (dz_waiver_is_possible ("HEAD-01"));
  g_assert_true (dz_waiver_is_possible ("EAR-01"));
  g_assert_true (dz_waiver_is_possible ("REC-01"));
  g_assert_false (dz_waiver_is_possible ("FILE-01"));
  g_assert_false (dz_waiver_is_possible ("ORIG-05"));
  g_assert_false (dz_waiver_is_possible ("REC-03"));
  g_assert_false (dz_waiver_is_possible ("FILE-07")); /* an internal note */
  g_assert_false (dz_waiver_is_possible ("HEAD-99"));
  g_assert_false (dz_waiver_is_possible (""));
  g_assert_false (dz_waiver_is_possible (NULL));
}

/* A code is one word for all languages, and says of what it is a reason. */
static void
test_codes (void)
{
  guint n_codes;
  const DzOverrideCode *codes = dz_override_codes_get (&n_codes);
  g_autofree char *both = dz_override_code_join ("Medical reasons", "颈部支具");
  g_autofree char *label = dz_override_code_join ("Medical reasons", NULL);
  g_autofree char *words = dz_override_code_join (NULL, "颈部支具");

  for (guint i = 0; i < n_codes; i++)
    {
      g_assert_true (dz_override_code_check (codes[i].code));
      g_assert_true (dz_override_code_find (codes[i].code) == &codes[i]);
      g_assert_true (dz_override_is_reasoned (codes[i].code, NULL));
      g_assert_true (i == 0 || codes[i].waiver >= codes[i - 1].waiver);
    }
  g_assert_null (dz_override_code_find ("of-tomorrow"));
  g_assert_null (dz_override_code_label (NULL));
  g_assert_false (dz_override_code_check ("Religious reasons"));
  g_assert_false (dz_override_code_check (""));
  g_assert_false (dz_override_is_reasoned (NULL, NULL));
  g_assert_false (dz_override_is_reasoned ("medical", " "));
  g_assert_cmpstr (both, ==, "Medical reasons · 颈部支具");
  g_assert_cmpstr (label, ==, "Medical reasons");
  g_assert_cmpstr (words, ==, "颈部支具");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/override/failing", test_failing);
  g_test_add_func ("/override/overrides", test_overrides);
  g_test_add_func ("/override/reasons", test_reasons);
  g_test_add_func ("/override/waivers", test_waivers);
  g_test_add_func ("/override/codes", test_codes);
  return g_test_run ();
}
