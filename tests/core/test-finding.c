/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-finding.h"

#include <math.h>

/* One finding in letters: outcome p w f u, authority a s h, i for an internal note. */
static DzFinding *
make (const char *letters)
{
  DzAuthority authority = letters[1] == 'a'   ? DZ_AUTHORITY_AUTO
                          : letters[1] == 's' ? DZ_AUTHORITY_ASSIST
                                              : DZ_AUTHORITY_HUMAN;
  DzFinding *finding = dz_finding_new (letters, authority);

  finding->outcome = letters[0] == 'p'   ? DZ_OUTCOME_PASS
                     : letters[0] == 'w' ? DZ_OUTCOME_WARN
                     : letters[0] == 'f' ? DZ_OUTCOME_FAIL
                                         : DZ_OUTCOME_UNMEASURED;
  finding->internal = letters[2] == 'i';
  return finding;
}

static GPtrArray *
make_all (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *findings = dz_findings_new ();

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    g_ptr_array_add (findings, make (words[i]));
  return findings;
}

static void
test_new (void)
{
  g_autoptr(DzFinding) finding = dz_finding_new ("FILE-02", DZ_AUTHORITY_AUTO);

  g_assert_cmpint (finding->outcome, ==, DZ_OUTCOME_UNMEASURED);
  g_assert_true (isnan (finding->value));
  g_assert_cmpstr (finding->unit, ==, "");
  g_assert_cmpstr (finding->limit, ==, "");
  g_assert_true (dz_region_is_empty (&finding->region));
  g_assert_null (finding->reason);
}

static void
test_copy (void)
{
  g_autoptr(DzFinding) finding = dz_finding_new ("BG-01", DZ_AUTHORITY_ASSIST);
  g_autoptr(DzFinding) copy = NULL;

  finding->text = g_strdup ("red");
  finding->why = g_strdup ("why");
  finding->reason = g_strdup ("background-colour");
  finding->region = (DzRegion) { 1, 2, 3, 4 };
  copy = dz_finding_copy (finding);
  g_assert_cmpstr (copy->text, ==, "red");
  g_assert_true (copy->text != finding->text);
  g_assert_true (copy->rule != finding->rule && copy->limit != finding->limit);
  g_assert_cmpstr (copy->reason, ==, "background-colour");
  g_assert_cmpstr (copy->why, ==, "why");
  g_assert_cmpfloat (copy->region.height, ==, 4);
}

static void
test_verdict (void)
{
  static const struct
  {
    const char *findings;
    DzOutcome verdict;
    gboolean refuses;
  } cases[] = {
    { "", DZ_OUTCOME_UNMEASURED, FALSE },
    { "pa ps", DZ_OUTCOME_PASS, FALSE },
    { "pa us", DZ_OUTCOME_UNMEASURED, FALSE },
    { "pa us ws", DZ_OUTCOME_WARN, FALSE },
    { "wa fs pa", DZ_OUTCOME_FAIL, FALSE },
    { "ws fa", DZ_OUTCOME_FAIL, TRUE },
    { "pa uh", DZ_OUTCOME_PASS, FALSE },
    { "pa wh fh", DZ_OUTCOME_PASS, FALSE },
    { "pa wai", DZ_OUTCOME_PASS, FALSE },
    { "pa fai", DZ_OUTCOME_PASS, FALSE },
    { "uh wai", DZ_OUTCOME_UNMEASURED, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) findings = make_all (cases[i].findings);

      g_test_message ("%s", cases[i].findings);
      g_assert_cmpint (dz_findings_verdict (findings), ==, cases[i].verdict);
      g_assert_cmpint (dz_findings_refuse (findings), ==, cases[i].refuses);
    }
}

static void
test_sort (void)
{
  g_autoptr(GPtrArray) findings = make_all ("pa wai uh ws fh us fs pb fa wa");
  g_autoptr(GString) order = g_string_new (NULL);

  dz_findings_sort (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (order, "%s ", finding->rule);
    }
  g_assert_cmpstr (order->str, ==, "fa fs fh wa ws us uh pa pb wai ");
}

static void
test_replace (void)
{
  g_autoptr(GPtrArray) findings = make_all ("pa ws fh");
  g_autoptr(GPtrArray) changed = dz_findings_new ();
  DzFinding *instead = make ("fs");

  g_free (instead->rule);
  instead->rule = g_strdup ("ws");
  g_ptr_array_add (changed, instead);
  g_ptr_array_add (changed, make ("us"));
  dz_findings_replace (findings, changed);
  g_assert_cmpuint (findings->len, ==, 3);
  g_assert_cmpint (dz_findings_find (findings, "ws")->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_true (dz_findings_find (findings, "ws") != instead);
  g_assert_cmpint (dz_findings_find (findings, "fh")->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_null (dz_findings_find (findings, "us"));
}

static void
test_words (void)
{
  for (guint i = DZ_OUTCOME_PASS; i <= DZ_OUTCOME_UNMEASURED; i++)
    {
      DzOutcome outcome;

      g_assert_true (dz_outcome_from_nick (dz_outcome_to_nick (i), &outcome));
      g_assert_cmpuint (outcome, ==, i);
    }
  for (guint i = DZ_AUTHORITY_AUTO; i <= DZ_AUTHORITY_HUMAN; i++)
    {
      DzAuthority authority;

      g_assert_true (dz_authority_from_nick (dz_authority_to_nick (i), &authority));
      g_assert_cmpuint (authority, ==, i);
    }
  g_assert_cmpstr (dz_outcome_to_nick (DZ_OUTCOME_UNMEASURED), ==, "unmeasured");
  g_assert_false (dz_outcome_from_nick ("PASS", &(DzOutcome) { 0 }));
  g_assert_false (dz_outcome_from_nick (NULL, &(DzOutcome) { 0 }));
  g_assert_false (dz_authority_from_nick ("", &(DzAuthority) { 0 }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/new", test_new);
  g_test_add_func ("/finding/copy", test_copy);
  g_test_add_func ("/finding/verdict", test_verdict);
  g_test_add_func ("/finding/sort", test_sort);
  g_test_add_func ("/finding/replace", test_replace);
  g_test_add_func ("/finding/words", test_words);
  return g_test_run ();
}
