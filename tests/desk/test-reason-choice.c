/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-choice.h"

#include "desk-samples.h"
#include "dz-reason-builtin.h"

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
  g_autoptr(GPtrArray) choices = dz_reason_choices_new (findings);
  guint n_reasons;

  dz_reason_builtin_all (&n_reasons);
  g_assert_cmpuint (choices->len, ==, n_reasons);
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
  g_autoptr(GPtrArray) choices = NULL;

  g_ptr_array_add (findings, desk_sample_finding ("FILE-02", DZ_OUTCOME_WARN, DZ_AUTHORITY_AUTO,
                                                  NULL));
  choices = dz_reason_choices_new (findings);
  g_assert_null (choice_at (choices, find (choices, "file-size"))->finding);
}

static void
test_letter (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(GPtrArray) choices = dz_reason_choices_new (findings);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *none = dz_reason_letter_zh (chosen, NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (chosen, (gpointer) choice_at (choices, 0));
  one = dz_reason_letter_zh (chosen, NULL);
  g_assert_cmpstr (one, ==,
                   "照片文件大小为 40.2 KB，要求大于 50 KB。请上传未经压缩的原图。");
  g_ptr_array_add (chosen, (gpointer) choice_at (choices, 2));
  two = dz_reason_letter_zh (chosen, "谢谢");
  g_assert_cmpstr (two, ==,
                   "1. 照片文件大小为 40.2 KB，要求大于 50 KB。请上传未经压缩的原图。\n"
                   "2. 嘴唇未闭合或露齿。可以微笑，但请闭合嘴唇。\n谢谢");
}

static void
test_labels (void)
{
  const char *const codes[] = { "file-size", "code-of-tomorrow", NULL };
  g_autofree char *labels = dz_reason_labels (codes);
  g_autofree char *none = dz_reason_labels (NULL);

  g_assert_cmpstr (labels, ==, "File too small; code-of-tomorrow");
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reason-choice/order", test_order);
  g_test_add_func ("/reason-choice/reason-taken-away", test_reason_taken_away);
  g_test_add_func ("/reason-choice/letter", test_letter);
  g_test_add_func ("/reason-choice/labels", test_labels);
  return g_test_run ();
}
