/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the reasons for which an earlier photo went back. */
#include "dz-mended.h"

#include "desk-samples.h"

static DzSubmission *
new_rejected (const char *const *reasons)
{
  DzSubmission *earlier = dz_submission_new ();

  earlier->attempt = 1;
  earlier->state = DZ_STATE_REJECTED;
  earlier->decision = dz_decision_new ();
  earlier->decision->verdict = DZ_VERDICT_REJECT;
  earlier->decision->reasons = g_strdupv ((char **) reasons);
  return earlier;
}

static const DzMend *
mend_at (GPtrArray *mends,
         guint      i)
{
  return g_ptr_array_index (mends, i);
}

/* Of a file that is still too small the rule says so, the number too; of what nobody measures, and
 * of what is not known, a person must look. */
static void
test_decided (void)
{
  const char *const reasons[]
    = { "file-size", "background-uneven", "file-quality", "mouth", "of-tomorrow", NULL };
  g_autoptr(DzSubmission) earlier = new_rejected (reasons);
  g_autoptr(DzReasonList) list = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzJudging) judging = desk_sample_judging (findings);
  g_autoptr(GPtrArray) mends = dz_mends_new (earlier, list, judging);

  g_assert_cmpuint (mends->len, ==, 5);
  g_assert_cmpstr (mend_at (mends, 0)->label, ==, "File too small");
  g_assert_cmpint (mend_at (mends, 0)->mended, ==, DZ_MENDED_NO);
  g_assert_cmpstr (mend_at (mends, 0)->finding->rule, ==, "FILE-02");
  g_assert_cmpint (mend_at (mends, 1)->mended, ==, DZ_MENDED_DOUBT);
  g_assert_cmpint (mend_at (mends, 2)->mended, ==, DZ_MENDED_YES);
  g_assert_null (mend_at (mends, 2)->finding);
  g_assert_cmpint (mend_at (mends, 3)->mended, ==, DZ_MENDED_LOOK);
  g_assert_cmpstr (mend_at (mends, 4)->label, ==, "of-tomorrow");
  g_assert_cmpint (mend_at (mends, 4)->mended, ==, DZ_MENDED_LOOK);
}

/* One rule of two that passes does not mend what the other one could not measure. */
static void
test_half_measured (void)
{
  const char *const reasons[] = { "eyes", NULL };
  g_autoptr(DzSubmission) earlier = new_rejected (reasons);
  g_autoptr(DzReasonList) list = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzJudging) half = NULL;
  g_autoptr(DzJudging) whole = NULL;
  g_autoptr(GPtrArray) open = NULL;
  g_autoptr(GPtrArray) mended = NULL;
  DzFinding *gaze = desk_sample_finding ("EYE-02", DZ_OUTCOME_UNMEASURED, DZ_AUTHORITY_HUMAN,
                                         "eyes");

  g_ptr_array_add (findings, desk_sample_finding ("EYE-01", DZ_OUTCOME_PASS, DZ_AUTHORITY_HUMAN,
                                                  "eyes"));
  g_ptr_array_add (findings, gaze);
  half = desk_sample_judging (findings);
  open = dz_mends_new (earlier, list, half);
  g_assert_cmpint (mend_at (open, 0)->mended, ==, DZ_MENDED_LOOK);
  gaze->outcome = DZ_OUTCOME_PASS;
  whole = desk_sample_judging (findings);
  mended = dz_mends_new (earlier, list, whole);
  g_assert_cmpint (mend_at (mended, 0)->mended, ==, DZ_MENDED_YES);
}

/* What a rule refused has no decision: its findings say why, a reason once. */
static void
test_refused_by_rule (void)
{
  g_autoptr(DzSubmission) earlier = dz_submission_new ();
  g_autoptr(DzReasonList) list = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzJudging) judging = desk_sample_judging (findings);
  g_autoptr(GPtrArray) mends = NULL;

  earlier->state = DZ_STATE_REFUSED_BY_RULE;
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (earlier->findings, desk_sample_finding ("FILE-02", DZ_OUTCOME_FAIL,
                                                             DZ_AUTHORITY_AUTO, "file-size"));
  mends = dz_mends_new (earlier, list, judging);
  g_assert_cmpuint (mends->len, ==, 1);
  g_assert_cmpint (mend_at (mends, 0)->mended, ==, DZ_MENDED_NO);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mended/decided", test_decided);
  g_test_add_func ("/mended/half-measured", test_half_measured);
  g_test_add_func ("/mended/refused-by-rule", test_refused_by_rule);
  return g_test_run ();
}
