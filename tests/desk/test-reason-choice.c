/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-choice.h"

#include "desk-samples.h"

static const DzReasonChoice *
choice_at (GPtrArray *choices,
           guint      i)
{
  return g_ptr_array_index (choices, i);
}

static guint
find (GPtrArray  *choices,
      const char *code)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (choice_at (choices, i)->reason->code, code))
      return i;
  g_assert_not_reached ();
}

/* What failed is proposed and first, what warns is second and not proposed, what a person sees
 * comes before what passed; nothing is left out. */
static void
test_order (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) choices = dz_reason_choices_new (reasons, findings);

  g_assert_cmpuint (choices->len, ==, dz_reason_list_get_all (reasons)->len);
  g_assert_cmpstr (choice_at (choices, 0)->reason->code, ==, "file-size");
  g_assert_true (choice_at (choices, 0)->preselected);
  g_assert_cmpstr (choice_at (choices, 0)->finding->rule, ==, "FILE-02");
  g_assert_cmpstr (choice_at (choices, 1)->reason->code, ==, "background-uneven");
  g_assert_cmpstr (choice_at (choices, 2)->reason->code, ==, "mouth");
  g_assert_cmpuint (find (choices, "file-quality"), >, 2);
  for (guint i = 1; i < choices->len; i++)
    g_assert_false (choice_at (choices, i)->preselected);
}

/* A rule may warn of something that its reason does not say. */
static void
test_reason_taken_away (void)
{
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) choices = NULL;

  g_ptr_array_add (findings, desk_sample_finding ("FILE-02", DZ_OUTCOME_WARN, DZ_AUTHORITY_AUTO,
                                                  NULL));
  choices = dz_reason_choices_new (reasons, findings);
  g_assert_null (choice_at (choices, find (choices, "file-size"))->finding);
}

static DzReason *
find_reason (DzReasonList *reasons,
             const char   *code)
{
  return (DzReason *) dz_reason_list_find (reasons, code); /* the list is this test's own */
}

/* Below what this photo fails and warns of, the most used come first, whoever finds them. */
static void
test_most_used (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) choices = NULL;

  find_reason (reasons, "pose")->uses = 3;
  find_reason (reasons, "edited")->uses = 7;
  find_reason (reasons, "file-size")->uses = 1;
  choices = dz_reason_choices_new (reasons, findings);
  g_assert_cmpstr (choice_at (choices, 0)->reason->code, ==, "file-size");
  g_assert_cmpstr (choice_at (choices, 1)->reason->code, ==, "background-uneven");
  g_assert_cmpstr (choice_at (choices, 2)->reason->code, ==, "edited");
  g_assert_cmpstr (choice_at (choices, 3)->reason->code, ==, "pose");
  g_assert_cmpstr (choice_at (choices, 4)->reason->code, ==, "mouth");
}

/* A supervisor's own reason answers the rule too; it is proposed where the program's is retired,
 * and then tells its numbers. */
static void
test_retired (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  DzReason *own = dz_reason_copy (dz_reason_list_find (reasons, "file-size"));
  g_autoptr(GPtrArray) both = NULL;
  g_autoptr(GPtrArray) one = NULL;

  g_free (own->code);
  own->code = g_strdup ("too-small");
  dz_reason_list_add (reasons, own);
  both = dz_reason_choices_new (reasons, findings);
  g_assert_true (choice_at (both, find (both, "file-size"))->preselected);
  g_assert_false (choice_at (both, find (both, "too-small"))->preselected);
  find_reason (reasons, "file-size")->retired_us = 1;
  one = dz_reason_choices_new (reasons, findings);
  g_assert_cmpuint (one->len, ==, both->len - 1);
  g_assert_cmpstr (choice_at (one, 0)->reason->code, ==, "too-small");
  g_assert_true (choice_at (one, 0)->preselected);
  g_assert_cmpstr (choice_at (one, 0)->finding->rule, ==, "FILE-02");
}

/* What was given reads as it was then. */
static void
test_labels (void)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(DzDecision) decision = dz_decision_new ();
  DzReason *next = dz_reason_copy (dz_reason_list_find (reasons, "file-size"));
  g_autofree char *none = dz_reason_labels (reasons, decision);
  g_autofree char *labels = NULL;

  next->version = 2;
  g_free (next->label_en);
  next->label_en = g_strdup ("Tiny file");
  dz_reason_list_add (reasons, next);
  decision->reasons = g_strsplit ("file-size file-size code-of-tomorrow", " ", -1);
  decision->reason_versions[0] = 1;
  decision->reason_versions[1] = 2;
  labels = dz_reason_labels (reasons, decision);
  g_assert_cmpstr (labels, ==, "File too small; Tiny file; code-of-tomorrow");
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reason-choice/order", test_order);
  g_test_add_func ("/reason-choice/reason-taken-away", test_reason_taken_away);
  g_test_add_func ("/reason-choice/most-used", test_most_used);
  g_test_add_func ("/reason-choice/retired", test_retired);
  g_test_add_func ("/reason-choice/labels", test_labels);
  return g_test_run ();
}
