/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-letter.h"

#include <string.h>

static DzFinding *
add_finding (GPtrArray  *findings,
             const char *rule,
             DzOutcome   outcome,
             const char *reason)
{
  DzFinding *finding = dz_finding_new (rule, DZ_AUTHORITY_ASSIST);

  finding->outcome = outcome;
  finding->reason = g_strdup (reason);
  g_ptr_array_add (findings, finding);
  return finding;
}

static void
measure (DzFinding  *finding,
         double      value,
         const char *unit,
         const char *limit)
{
  finding->value = value;
  g_free (finding->unit);
  finding->unit = g_strdup (unit);
  g_free (finding->limit);
  finding->limit = g_strdup (limit);
}

static void
test_rejected (void)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autofree char *retake = NULL;
  g_autofree char *over = NULL;
  g_autofree char *final = NULL;

  measure (add_finding (findings, "POS-02", DZ_OUTCOME_FAIL, "eye-line"), 322, "px", "200–300");
  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("eye-line mouth", " ", -1);
  decision->note = g_strdup ("请到照相馆拍摄");
  decision->internal_note = g_strdup ("秘密");
  retake = dz_letter_say (decision, findings, reasons, FALSE);
  g_assert_cmpstr (retake, ==,
                   "您的照片未通过审核，请按以下说明修改后重新上传：\n"
                   "1. 眼睛距照片上边 322 像素，要求 200–300 像素（按标准尺寸折算），"
                   "请调整取景后重拍。\n"
                   "2. 嘴唇未闭合或露齿。可以微笑，但请闭合嘴唇。\n"
                   "审核说明：请到照相馆拍摄");
  over = dz_letter_say (decision, findings, reasons, TRUE);
  g_assert_null (strstr (over, "修改后重新上传")); /* it would not be taken */
  g_assert_nonnull (strstr (over, "重新上传时间已过或次数已用完"));
  g_assert_nonnull (strstr (over, "\n2. 嘴唇未闭合"));
  decision->retake = FALSE;
  final = dz_letter_say (decision, findings, reasons, FALSE);
  g_assert_true (g_str_has_prefix (final, "您的照片未通过审核，本次采集不再接受您重新上传。"));
  g_assert_nonnull (strstr (final, "\n2. 嘴唇未闭合"));
  g_assert_null (strstr (final, "秘密"));
}

static void
test_approved (void)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autofree char *text = dz_letter_say (decision, findings, reasons, FALSE);

  g_assert_cmpstr (text, ==, "您的照片已通过审核。");
}

/* Other words since then do not change what was told. */
static void
test_as_given (void)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzDecision) decision = dz_decision_new ();
  DzReason *next = dz_reason_copy (dz_reason_list_find (reasons, "mouth"));
  g_autofree char *then = NULL;
  g_autofree char *now = NULL;

  next->version = 2;
  g_free (next->zh);
  next->zh = g_strdup ("请闭嘴。");
  dz_reason_list_add (reasons, next);
  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("mouth", " ", -1);
  decision->reason_versions[0] = 1;
  then = dz_letter_say (decision, findings, reasons, FALSE);
  g_assert_true (g_str_has_suffix (then, "\n1. 嘴唇未闭合或露齿。可以微笑，但请闭合嘴唇。"));
  decision->reason_versions[0] = 0;
  now = dz_letter_say (decision, findings, reasons, FALSE);
  g_assert_true (g_str_has_suffix (now, "\n1. 请闭嘴。"));
}

/* A finding that fails speaks louder than one that warns, and one for staff does not speak. */
static void
test_finding (void)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  const DzReason *pose = dz_reason_list_find (reasons, "pose");
  DzFinding *internal = add_finding (findings, "POSE-01", DZ_OUTCOME_FAIL, "pose");
  DzFinding *warns = add_finding (findings, "POSE-01", DZ_OUTCOME_WARN, "pose");
  DzFinding *taken = add_finding (findings, "POSE-02", DZ_OUTCOME_FAIL, NULL);
  DzFinding *fails = NULL;

  internal->internal = TRUE;
  g_assert_true (dz_letter_find_finding (findings, pose) == warns);
  g_assert_true (dz_letter_find_finding (findings, pose) != taken);
  fails = add_finding (findings, "POSE-02", DZ_OUTCOME_FAIL, "pose");
  g_assert_true (dz_letter_find_finding (findings, pose) == fails);
  g_assert_null (dz_letter_find_finding (findings, dz_reason_list_find (reasons, "other")));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/rejected", test_rejected);
  g_test_add_func ("/letter/approved", test_approved);
  g_test_add_func ("/letter/as-given", test_as_given);
  g_test_add_func ("/letter/finding", test_finding);
  return g_test_run ();
}
