/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override-draft.h"

#include "desk-samples.h"

static GPtrArray *
list (const char *rule,
      const char *other)
{
  GPtrArray *findings = dz_findings_new ();

  g_ptr_array_add (findings,
                   desk_sample_finding (rule, DZ_OUTCOME_FAIL, DZ_AUTHORITY_ASSIST, NULL));
  if (other != NULL)
    g_ptr_array_add (findings,
                     desk_sample_finding (other, DZ_OUTCOME_FAIL, DZ_AUTHORITY_ASSIST, NULL));
  return findings;
}

/* Every rule that fails wants its reason; only then the photo can be approved. */
static void
test_complete (void)
{
  g_autoptr(GPtrArray) failing = list ("POS-04", "EAR-01");
  g_autoptr(DzOverrideDraft) draft = dz_override_draft_new (failing, NULL);
  g_autoptr(GPtrArray) overrides = NULL;
  guint missing;

  g_assert_true (dz_override_draft_find_missing (draft, &missing));
  g_assert_cmpuint (missing, ==, 0);
  g_assert_true (dz_override_draft_set (draft, 0, FALSE, "  偏差很小 "));
  g_assert_true (dz_override_draft_find_missing (draft, &missing));
  g_assert_cmpuint (missing, ==, 1);
  g_assert_true (dz_override_draft_set (draft, 1, TRUE, "医疗原因"));
  g_assert_false (dz_override_draft_find_missing (draft, &missing));
  overrides = dz_override_draft_dup (draft);
  g_assert_cmpuint (overrides->len, ==, 2);
  g_assert_cmpstr (dz_overrides_find (overrides, "POS-04")->reason, ==, "偏差很小");
  g_assert_false (dz_overrides_find (overrides, "POS-04")->waiver);
  g_assert_true (dz_overrides_find (overrides, "EAR-01")->waiver);
  dz_override_draft_clear (draft, 0);
  g_assert_true (dz_override_draft_find_missing (draft, &missing));
}

/* What only warns may be waived for the student, and need not. */
static void
test_warning (void)
{
  g_autoptr(GPtrArray) failing = dz_findings_new ();
  g_autoptr(GPtrArray) warnings = list ("HEAD-01", NULL);
  g_autoptr(DzOverrideDraft) draft = dz_override_draft_new (failing, warnings);
  guint missing;

  g_assert_false (dz_override_draft_find_missing (draft, &missing));
  g_assert_false (dz_override_draft_is_required (draft, 0));
  g_assert_false (dz_override_draft_set (draft, 0, FALSE, "偏差很小"));
  g_assert_null (dz_override_draft_get (draft, 0));
  g_assert_true (dz_override_draft_set (draft, 0, TRUE, "宗教原因"));
  g_assert_nonnull (dz_override_draft_get (draft, 0));
}

/* Whose photo it is cannot be waived, and no words are no reason. */
static void
test_refused (void)
{
  g_autoptr(GPtrArray) failing = list ("ORIG-05", NULL);
  g_autoptr(DzOverrideDraft) draft = dz_override_draft_new (failing, NULL);
  g_autofree char *long_words = g_strnfill (DZ_OVERRIDE_REASON_MAX + 1, 'x');

  g_assert_false (dz_override_draft_set (draft, 0, TRUE, "宗教原因"));
  g_assert_false (dz_override_draft_set (draft, 0, FALSE, "   "));
  g_assert_false (dz_override_draft_set (draft, 0, FALSE, "one\ntwo"));
  g_assert_false (dz_override_draft_set (draft, 0, FALSE, long_words));
  g_assert_true (dz_override_draft_set (draft, 0, FALSE, "twins"));
}

/* Every reason that is offered can be recorded as its code, and the number keys reach all. The
 * words of an approver end both lists. */
static void
test_choices (void)
{
  g_autoptr(GPtrArray) failing = list ("POS-04", NULL);
  g_autoptr(DzOverrideDraft) draft = dz_override_draft_new (failing, NULL);
  guint n_own = 0;

  g_assert_cmpuint (dz_override_choices_get_n (), <=, 9);
  for (guint i = 0; i < dz_override_choices_get_n (); i++)
    {
      DzOverrideChoice choice = dz_override_choice_get (i);
      const DzOverride *override;
      g_autofree char *said = NULL;

      g_assert_true ((choice.code == NULL) == (choice.label == NULL));
      n_own += choice.code == NULL;
      if (choice.code == NULL)
        continue;
      g_assert_true (dz_override_draft_choose (draft, 0, choice.code));
      override = dz_override_draft_get (draft, 0);
      said = dz_override_draft_say (draft, 0);
      g_assert_cmpstr (override->code, ==, choice.code);
      g_assert_null (override->reason);
      g_assert_true (override->waiver == choice.waiver);
      g_assert_true (g_str_has_suffix (said, choice.label));
    }
  g_assert_cmpuint (n_own, ==, 2);
  g_assert_null (dz_override_choice_get (dz_override_choices_get_n () - 1).code);
}

/* Whose photo it is cannot be waived, for no reason. */
static void
test_choice_refused (void)
{
  g_autoptr(GPtrArray) failing = list ("ORIG-05", NULL);
  g_autoptr(DzOverrideDraft) draft = dz_override_draft_new (failing, NULL);

  g_assert_false (dz_override_draft_choose (draft, 0, "religious"));
  g_assert_null (dz_override_draft_get (draft, 0));
  g_assert_true (dz_override_draft_choose (draft, 0, "checked-by-eye"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/override-draft/complete", test_complete);
  g_test_add_func ("/override-draft/warning", test_warning);
  g_test_add_func ("/override-draft/refused", test_refused);
  g_test_add_func ("/override-draft/choices", test_choices);
  g_test_add_func ("/override-draft/choice-refused", test_choice_refused);
  return g_test_run ();
}
