/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-second-policy.h"

#include "dz-draw.h"

#define KEY "0123456789abcdef0123456789abcdef"
#define KNOWN_DRAW 0.5737711490279319
#define N_DRAWS 20000

static GBytes *
new_key (const char *text)
{
  return g_bytes_new (text, DZ_DRAW_KEY_BYTES);
}

/* Worked out with Python: hmac.new (key, b'second-review\0' + b'abc', 'sha256'). */
static void
test_known_draw (void)
{
  g_autoptr(GBytes) key = new_key (KEY);

  g_assert_cmpfloat_with_epsilon (dz_draw_number (key, "second-review", "abc"), KNOWN_DRAW, 1e-15);
}

static guint
count_drawn (const char *key_text,
             const char *purpose,
             guint       percent)
{
  g_autoptr(GBytes) key = new_key (key_text);
  guint n_drawn = 0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%032x", i);

      n_drawn += dz_draw_picks (key, purpose, id, percent) ? 1 : 0;
    }
  return n_drawn;
}

/* None of none, all of all, and between them the share, within five standard deviations. */
static void
test_share (void)
{
  g_assert_cmpuint (count_drawn (KEY, "a", 0), ==, 0);
  g_assert_cmpuint (count_drawn (KEY, "a", 100), ==, N_DRAWS);
  g_assert_cmpint (ABS ((int) count_drawn (KEY, "a", 10) - N_DRAWS / 10), <, 5 * 43);
  g_assert_cmpint (ABS ((int) count_drawn (KEY, "a", 50) - N_DRAWS / 2), <, 5 * 71);
}

/* Another key or purpose draws others; the same always the same, and a larger share the same ones
 * and more. */
static void
test_by_key (void)
{
  g_autoptr(GBytes) key = new_key (KEY);
  g_autoptr(GBytes) other = new_key ("fedcba9876543210fedcba9876543210");
  guint n_same_key = 0;
  guint n_same_purpose = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%032x", i);
      double number = dz_draw_number (key, "a", id);

      g_assert_cmpfloat (number, ==, dz_draw_number (key, "a", id));
      g_assert_cmpfloat (number, >=, 0);
      g_assert_cmpfloat (number, <, 1);
      n_same_key += number == dz_draw_number (other, "a", id) ? 1 : 0;
      n_same_purpose += number == dz_draw_number (key, "b", id) ? 1 : 0;
      if (dz_draw_picks (key, "a", id, 7))
        g_assert_true (dz_draw_picks (key, "a", id, 8));
    }
  g_assert_cmpuint (n_same_key, ==, 0);
  g_assert_cmpuint (n_same_purpose, ==, 0);
}

static void
test_text (void)
{
  static const char *const pairs[][2] = {
    { "none", "none" },
    { "approvals=5", "approvals=5" },
    { "approvals=100,failing,refusals", "approvals=100,failing,refusals" },
    { "refusals,approvals=1", "approvals=1,refusals" },
    { "failing", "failing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      DzSecondPolicy policy;
      g_autofree char *text = NULL;

      g_assert_true (dz_second_policy_from_text (pairs[i][0], &policy));
      g_assert_cmpint (dz_second_policy_is_none (&policy), ==, i == 0);
      text = dz_second_policy_to_text (&policy);
      g_assert_cmpstr (text, ==, pairs[i][1]);
    }
}

static void
test_bad_text (void)
{
  static const char *const bad[] = {
    NULL, "", ",", "all", "None", "none,failing", "failing,", "failing,failing", "approvals",
    "approvals=", "approvals=0", "approvals=101", "approvals=-1", "approvals=5%", "approvals= 5",
    "approvals=5,approvals=6", "approvals=99999999999999999999",
    "failing,refusals,approvals=5,failing,refusals,approvals=5,failing,refusals,approvals=5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      DzSecondPolicy policy = { 9, TRUE, TRUE };

      g_test_message ("%s", bad[i]);
      g_assert_false (dz_second_policy_from_text (bad[i], &policy));
      g_assert_true (dz_second_policy_is_none (&policy));
    }
}

static DzDecision *
new_decision (DzVerdict   verdict,
              const char *reasons)
{
  DzDecision *decision = dz_decision_new ();

  decision->verdict = verdict;
  decision->reasons = reasons != NULL ? g_strsplit (reasons, " ", -1) : NULL;
  decision->retake = TRUE;
  return decision;
}

/* Takes @decision. */
static DzSubmission *
new_submission (DzDecision *decision)
{
  DzSubmission *submission = dz_submission_new ();

  submission->id = g_strdup ("abc");
  submission->decision = decision;
  return submission;
}

/* An approval that says of a rule with @outcome why it does not hold. */
static DzSubmission *
new_override (DzOutcome outcome,
              gboolean  waiver)
{
  DzSubmission *submission = new_submission (new_decision (DZ_VERDICT_APPROVE, NULL));
  DzFinding *finding = dz_finding_new ("WEAR-01", DZ_AUTHORITY_ASSIST);

  finding->outcome = outcome;
  g_ptr_array_add (submission->findings, finding);
  submission->decision->overrides = dz_overrides_new ();
  g_ptr_array_add (submission->decision->overrides, dz_override_new ("WEAR-01", waiver, "看过"));
  return submission;
}

static void
test_why (void)
{
  const DzSecondPolicy none = { 0, FALSE, FALSE };
  const DzSecondPolicy all = { 100, TRUE, TRUE };
  const DzSecondPolicy failing = { 0, TRUE, FALSE };
  const DzSecondPolicy refusals = { 0, FALSE, TRUE };
  g_autoptr(GBytes) key = new_key (KEY);
  g_autoptr(DzSubmission) approval = new_submission (new_decision (DZ_VERDICT_APPROVE, NULL));
  g_autoptr(DzSubmission) against = new_override (DZ_OUTCOME_FAIL, FALSE);
  g_autoptr(DzSubmission) waived = new_override (DZ_OUTCOME_WARN, TRUE);
  g_autoptr(DzSubmission) refusal = new_submission (new_decision (DZ_VERDICT_REJECT, "ears"));

#define WHY(policy, submission) dz_second_policy_find_why (&(policy), submission, key)
  g_assert_cmpint (WHY (none, approval), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (none, against), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (none, refusal), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (all, approval), ==, DZ_SECOND_APPROVAL);
  g_assert_cmpint (WHY (all, against), ==, DZ_SECOND_FAILING);
  g_assert_cmpint (WHY (all, refusal), ==, DZ_SECOND_REFUSAL);
  g_assert_cmpint (WHY (failing, approval), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (failing, against), ==, DZ_SECOND_FAILING);
  g_assert_cmpint (WHY (failing, waived), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (all, waived), ==, DZ_SECOND_APPROVAL);
  g_assert_cmpint (WHY (failing, refusal), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (refusals, approval), ==, DZ_SECOND_NO);
  g_assert_cmpint (WHY (refusals, refusal), ==, DZ_SECOND_REFUSAL);
}

static void
test_agrees (void)
{
  g_autoptr(DzDecision) approval = new_decision (DZ_VERDICT_APPROVE, NULL);
  g_autoptr(DzDecision) other = new_decision (DZ_VERDICT_APPROVE, NULL);
  g_autoptr(DzDecision) ears = new_decision (DZ_VERDICT_REJECT, "ears");
  g_autoptr(DzDecision) both = new_decision (DZ_VERDICT_REJECT, "background-colour ears");
  g_autoptr(DzDecision) colour = new_decision (DZ_VERDICT_REJECT, "background-colour");
  g_autoptr(DzDecision) final = new_decision (DZ_VERDICT_REJECT, "ears");

  final->retake = FALSE;
  g_assert_true (dz_decision_agrees (approval, other));
  g_assert_false (dz_decision_agrees (approval, ears));
  g_assert_false (dz_decision_agrees (ears, approval));
  g_assert_true (dz_decision_agrees (ears, both));
  g_assert_true (dz_decision_agrees (both, ears));
  g_assert_false (dz_decision_agrees (ears, colour));
  g_assert_false (dz_decision_agrees (ears, final));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/second-policy/known-draw", test_known_draw);
  g_test_add_func ("/second-policy/share", test_share);
  g_test_add_func ("/second-policy/by-key", test_by_key);
  g_test_add_func ("/second-policy/text", test_text);
  g_test_add_func ("/second-policy/bad-text", test_bad_text);
  g_test_add_func ("/second-policy/why", test_why);
  g_test_add_func ("/second-policy/agrees", test_agrees);
  return g_test_run ();
}
