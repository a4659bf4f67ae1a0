/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-builtin.h"
#include "dz-reason-list.h"

static void
add (DzReasonList *list,
     const char   *code,
     guint         version,
     gint64        retired_us)
{
  DzReason *reason = dz_reason_copy (dz_reason_builtin_find ("mouth"));

  g_free (reason->code);
  reason->code = g_strdup (code);
  reason->version = version;
  reason->retired_us = retired_us;
  dz_reason_list_add (list, reason);
}

static void
test_builtin (void)
{
  g_autoptr(DzReasonList) list = dz_reason_list_new_builtin ();
  g_autoptr(GPtrArray) current = dz_reason_list_list_current (list);
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);

  g_assert_cmpuint (current->len, ==, n_reasons);
  g_assert_cmpuint (dz_reason_list_get_revision (list), ==, n_reasons);
  for (guint i = 0; i < n_reasons; i++)
    {
      const DzReason *reason = dz_reason_list_find (list, reasons[i].code);

      g_test_message ("%s", reasons[i].code);
      g_assert_null (dz_reason_find_problem (&reasons[i]));
      g_assert_true (reason == g_ptr_array_index (current, i));
      g_assert_true (dz_reason_says_alike (reason, &reasons[i]));
      g_assert_cmpuint (reason->version, ==, 1);
    }
  g_assert_null (dz_reason_list_find (list, "no-such-reason"));
  g_assert_null (dz_reason_list_find (list, NULL));
}

/* What was retired cannot be given, and can be read; so can every version. */
static void
test_versions (void)
{
  g_autoptr(DzReasonList) list = dz_reason_list_new ();
  g_autoptr(GPtrArray) current = NULL;
  g_autoptr(DzDecision) decision = dz_decision_new ();

  add (list, "mouth", 1, 1000);
  add (list, "mouth", 2, 0);
  add (list, "mask", 1, 2000);
  current = dz_reason_list_list_current (list);
  g_assert_cmpuint (current->len, ==, 1);
  g_assert_cmpuint (dz_reason_list_find (list, "mouth")->version, ==, 2);
  g_assert_null (dz_reason_list_find (list, "mask"));
  g_assert_cmpuint (dz_reason_list_find_version (list, "mask", 0)->version, ==, 1);
  g_assert_cmpuint (dz_reason_list_find_version (list, "mouth", 1)->version, ==, 1);
  g_assert_null (dz_reason_list_find_version (list, "mouth", 3));
  decision->reasons = g_strsplit ("mask mouth mouth", " ", -1);
  decision->reason_versions[1] = 1;
  g_assert_cmpstr (dz_reason_list_find_given (list, decision, 0)->code, ==, "mask");
  g_assert_cmpuint (dz_reason_list_find_given (list, decision, 1)->version, ==, 1);
  g_assert_cmpuint (dz_reason_list_find_given (list, decision, 2)->version, ==, 2);
}

/* Adding and retiring both tell the list from what it was. */
static void
test_revision (void)
{
  g_autoptr(DzReasonList) one = dz_reason_list_new ();
  g_autoptr(DzReasonList) retired = dz_reason_list_new ();
  g_autoptr(DzReasonList) again = dz_reason_list_new ();

  add (one, "mouth", 1, 0);
  add (retired, "mouth", 1, 1000);
  add (again, "mouth", 1, 1000);
  add (again, "mouth", 2, 0);
  g_assert_cmpuint (dz_reason_list_get_revision (one), <, dz_reason_list_get_revision (retired));
  g_assert_cmpuint (dz_reason_list_get_revision (retired), <, dz_reason_list_get_revision (again));
}

static void
test_problems (void)
{
  static const struct
  {
    const char *code, *rules, *label, *sentence;
    gboolean good;
  } cases[] = {
    { "mask", "", "口罩", "请摘下口罩。", TRUE },
    { "mask-2", "MOUTH-01 FACE-01", "口罩", "[宽 {v}，要求 {limit}|太宽]，请重拍。", TRUE },
    { "", "", "口罩", "请摘下口罩。", FALSE },
    { "Mask", "", "口罩", "请摘下口罩。", FALSE },
    { "2-mask", "", "口罩", "请摘下口罩。", FALSE },
    { "mask-", "", "口罩", "请摘下口罩。", FALSE },
    { "a--b", "", "口罩", "请摘下口罩。", FALSE },
    { "a/b", "", "口罩", "请摘下口罩。", FALSE },
    { "mask", "MOUTH-01 MOUTH-01", "口罩", "请摘下口罩。", FALSE },
    { "mask", "MOUTH-01  FACE-01", "口罩", "请摘下口罩。", FALSE },
    { "mask", "mouth", "口罩", "请摘下口罩。", FALSE },
    { "mask", "", "", "请摘下口罩。", FALSE },
    { "mask", "", "口罩\n", "请摘下口罩。", FALSE },
    { "mask", "", "口罩", "", FALSE },
    { "mask", "", "口罩", "[请摘下口罩。", FALSE },
    { "mask", "", "口罩", "请]摘下口罩。", FALSE },
    { "mask", "", "口罩", "[请[摘]下]口罩。", FALSE },
    { "mask", "", "口罩", "[请|摘|下]口罩。", FALSE },
    { "mask", "", "口罩", "请摘|下口罩。", FALSE },
    { "mask", "", "口罩", "宽 {v}。", FALSE },
    { "mask", "", "口罩", "[宽|宽 {v}]。", FALSE },
    { "mask", "", "口罩", "[宽 {width}]。", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DzReason reason = {
        .code = (char *) cases[i].code, .rules = (char *) cases[i].rules,
        .label_zh = (char *) cases[i].label, .label_en = (char *) cases[i].label,
        .zh = (char *) cases[i].sentence, .en = (char *) cases[i].sentence,
      };

      g_test_message ("%s", cases[i].sentence);
      g_assert_cmpint (dz_reason_find_problem (&reason) == NULL, ==, cases[i].good);
    }
}

/* The part that is wrong is told, and no other. */
static void
test_parts (void)
{
  char *const bad[DZ_N_REASON_PARTS] = { NULL, "Mask", "mouth", "", "a\nb", "]", "{v}" };

  for (DzReasonPart part = DZ_REASON_PART_CODE; part < DZ_N_REASON_PARTS; part++)
    {
      DzReason reason = { .code = "mask", .rules = "", .label_zh = "口罩", .label_en = "Mask",
                          .zh = "请摘下口罩。", .en = "No mask." };
      char **const words[DZ_N_REASON_PARTS] = { NULL, &reason.code, &reason.rules,
                                                &reason.label_zh, &reason.label_en, &reason.zh,
                                                &reason.en };

      *words[part] = bad[part];
      for (DzReasonPart other = DZ_REASON_PART_NONE; other < DZ_N_REASON_PARTS; other++)
        g_assert_cmpint (dz_reason_is_wrong_in (&reason, other), ==, other == part);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reason-list/builtin", test_builtin);
  g_test_add_func ("/reason-list/parts", test_parts);
  g_test_add_func ("/reason-list/versions", test_versions);
  g_test_add_func ("/reason-list/revision", test_revision);
  g_test_add_func ("/reason-list/problems", test_problems);
  return g_test_run ();
}
