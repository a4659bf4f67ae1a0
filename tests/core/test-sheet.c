/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet.h"

#define PASS DZ_OUTCOME_PASS
#define WARN DZ_OUTCOME_WARN
#define FAIL DZ_OUTCOME_FAIL
#define UNMEASURED DZ_OUTCOME_UNMEASURED
#define AUTO DZ_AUTHORITY_AUTO
#define ASSIST DZ_AUTHORITY_ASSIST
#define HUMAN DZ_AUTHORITY_HUMAN

/* One photo: a rule that passes, and another one besides. */
typedef struct
{
  const char *name;
  DzState     origin;
  guint       attempt;
  gboolean    allowed;
  DzAuthority authority;
  DzOutcome   outcome;
  DzSheetBar  bar;
} Case;

static const Case cases[] = {
  { "all-pass", DZ_STATE_PENDING, 1, TRUE, AUTO, PASS, DZ_SHEET_BAR_NONE },
  { "assist-pass", DZ_STATE_PENDING, 1, TRUE, ASSIST, PASS, DZ_SHEET_BAR_NONE },
  { "human-warn", DZ_STATE_PENDING, 1, TRUE, HUMAN, WARN, DZ_SHEET_BAR_NONE },
  { "human-unmeasured", DZ_STATE_PENDING, 1, TRUE, HUMAN, UNMEASURED, DZ_SHEET_BAR_NONE },
  { "auto-warn", DZ_STATE_PENDING, 1, TRUE, AUTO, WARN, DZ_SHEET_BAR_FINDING },
  { "auto-fail", DZ_STATE_PENDING, 1, TRUE, AUTO, FAIL, DZ_SHEET_BAR_FINDING },
  { "auto-unmeasured", DZ_STATE_PENDING, 1, TRUE, AUTO, UNMEASURED, DZ_SHEET_BAR_FINDING },
  { "assist-warn", DZ_STATE_PENDING, 1, TRUE, ASSIST, WARN, DZ_SHEET_BAR_FINDING },
  { "assist-fail", DZ_STATE_PENDING, 1, TRUE, ASSIST, FAIL, DZ_SHEET_BAR_FINDING },
  { "assist-unmeasured", DZ_STATE_PENDING, 1, TRUE, ASSIST, UNMEASURED, DZ_SHEET_BAR_FINDING },
  { "forbidden", DZ_STATE_PENDING, 1, FALSE, AUTO, PASS, DZ_SHEET_BAR_FORBIDDEN },
  { "quarantined", DZ_STATE_QUARANTINED, 1, TRUE, AUTO, PASS, DZ_SHEET_BAR_SET_APART },
  { "escalated", DZ_STATE_ESCALATED, 1, TRUE, AUTO, PASS, DZ_SHEET_BAR_SET_APART },
  { "reopened", DZ_STATE_REOPENED, 1, TRUE, AUTO, PASS, DZ_SHEET_BAR_SET_APART },
  { "second-attempt", DZ_STATE_PENDING, 2, TRUE, AUTO, PASS, DZ_SHEET_BAR_ATTEMPT },
  { "forbidden-before-all", DZ_STATE_QUARANTINED, 2, FALSE, AUTO, FAIL, DZ_SHEET_BAR_FORBIDDEN },
};

static void
add_finding (DzSubmission *submission,
             const char   *rule,
             DzAuthority   authority,
             DzOutcome     outcome)
{
  DzFinding *finding = dz_finding_new (rule, authority);

  finding->outcome = outcome;
  g_ptr_array_add (submission->findings, finding);
}

static void
test_case (gconstpointer user_data)
{
  const Case *this = user_data;
  g_autoptr(DzSubmission) submission = dz_submission_new ();

  submission->attempt = this->attempt;
  add_finding (submission, "FILE-01", AUTO, PASS);
  add_finding (submission, "POS-01", this->authority, this->outcome);
  g_assert_cmpint (dz_sheet_find_bar (submission, this->origin, this->allowed), ==, this->bar);
}

/* What nobody has looked at has no fault, and is not known to have none. */
static void
test_unexamined (void)
{
  g_autoptr(DzSubmission) submission = dz_submission_new ();

  submission->attempt = 1;
  g_assert_cmpint (dz_sheet_find_bar (submission, DZ_STATE_PENDING, TRUE), ==,
                   DZ_SHEET_BAR_UNEXAMINED);
}

/* It waits for everybody again, but what was wrong once is looked at alone. */
static void
test_reopened (void)
{
  g_autoptr(DzSubmission) submission = dz_submission_new ();

  submission->attempt = 1;
  submission->reopened = TRUE;
  add_finding (submission, "FILE-01", AUTO, PASS);
  g_assert_cmpint (dz_sheet_find_bar (submission, DZ_STATE_PENDING, TRUE), ==,
                   DZ_SHEET_BAR_SET_APART);
}

static void
test_words (void)
{
  g_assert_cmpstr (dz_sheet_bar_explain (DZ_SHEET_BAR_NONE), ==, "");
  for (guint i = 1; i < DZ_N_SHEET_BARS; i++)
    {
      const char *words = dz_sheet_bar_explain (i);

      g_assert_nonnull (words);
      g_assert_cmpstr (words, !=, "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/sheet/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/core/sheet/reopened-and-waiting", test_reopened);
  g_test_add_func ("/core/sheet/unexamined", test_unexamined);
  g_test_add_func ("/core/sheet/words", test_words);
  return g_test_run ();
}
