/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-builtin.h"

#include <string.h>

/* The rules of photo-standards §4.1 and whether §4.2 has a sentence for the student. */
static const char *const told[] = {
  "FILE-01",  "FILE-02", "FILE-03",  "FILE-04",  "FILE-05",  "FILE-06",  "ORIG-01",  "ORIG-03",
  "ORIG-04",  "ORIG-05", "ORIG-06",  "ORIG-07",  "BG-01",    "BG-02",    "BG-03",    "BG-04",
  "POS-01",   "POS-02",  "POS-03",   "POS-04",   "POS-05",   "POSE-01",  "POSE-02",  "POSE-03",
  "FACE-01",  "EYE-01",  "EYE-02",   "EYE-03",   "MOUTH-01", "HAIR-01",  "EAR-01",   "GLASS-01",
  "GLASS-02", "GLASS-03", "HEAD-01", "ACC-01",   "CLOTH-01", "MAKE-01",  "LIGHT-01", "LIGHT-02",
  "LIGHT-03", "SHARP-01", "COL-01",  "REC-01",   "REC-02",   "REC-03",   "STYLE-01",
};
static const char *const internal[] = { "FILE-07", "ORIG-02", "LIGHT-04", "REC-04" };

static DzFinding *
make (const char *rule,
      double      value,
      const char *unit,
      const char *limit,
      const char *text)
{
  const DzReason *reason = dz_reason_for_rule (rule);
  DzFinding *finding = dz_finding_new (rule, DZ_AUTHORITY_ASSIST);

  finding->outcome = DZ_OUTCOME_FAIL;
  finding->value = value;
  g_free (finding->unit);
  finding->unit = g_strdup (unit);
  g_free (finding->limit);
  finding->limit = g_strdup (limit);
  finding->text = g_strdup (text);
  finding->reason = g_strdup (reason->code);
  return finding;
}

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_test_message ("%s", told[i]);
      g_assert_nonnull (dz_reason_for_rule (told[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (internal); i++)
    g_assert_null (dz_reason_for_rule (internal[i]));
  g_assert_null (dz_reason_for_rule (NULL));
  g_assert_null (dz_reason_for_rule (""));
  g_assert_null (dz_reason_for_rule ("FILE-0"));
  g_assert_null (dz_reason_for_rule ("POSE-01 POSE-02"));
}

static void
test_table (void)
{
  g_autoptr(GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);

  for (guint i = 0; i < n_reasons; i++)
    {
      const DzReason *reason = &reasons[i];
      g_auto(GStrv) rules = g_strsplit (reason->rules, " ", -1);

      g_test_message ("%s", reason->code);
      g_assert_true (g_regex_match_simple ("^[a-z]+(-[a-z]+)*$", reason->code, 0, 0));
      g_assert_true (g_hash_table_add (codes, (gpointer) reason->code));
      g_assert_true (dz_reason_builtin_find (reason->code) == reason);
      g_assert_true (*reason->label_zh != '\0' && *reason->label_en != '\0');
      g_assert_cmpint (reason->needs_note, ==, g_str_equal (reason->code, "other"));
      for (guint j = 0; rules[j] != NULL; j++)
        g_assert_true (dz_reason_for_rule (rules[j]) == reason);
    }
  g_assert_cmpstr (reasons[n_reasons - 1].code, ==, "other");
  g_assert_null (dz_reason_builtin_find ("no-such-reason"));
  g_assert_null (dz_reason_builtin_find (NULL));
}

static void
assert_clean (const char *sentence,
              gboolean    zh)
{
  g_test_message ("%s", sentence);
  g_assert_cmpuint (strlen (sentence), >, 10);
  g_assert_null (strpbrk (sentence, "{}[]|"));
  g_assert_null (strstr (sentence, "  "));
  g_assert_true (g_str_has_suffix (sentence, zh ? "。" : "."));
  if (zh) /* Chinese is set with full-width marks; a colon belongs to 3:4 */
    g_assert_null (strpbrk (sentence, ",;()?!"));
  else
    g_assert_true (g_str_is_ascii (sentence) || strstr (sentence, "×") != NULL ||
                   strstr (sentence, "–") != NULL);
}

/* Every sentence reads well without a finding, with one that says nothing, and with a full one. */
static void
test_sentences (void)
{
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);
  g_autoptr(DzFinding) empty = dz_finding_new ("X", DZ_AUTHORITY_ASSIST);
  g_autoptr(DzFinding) full = make ("FILE-03", 12.34, "px", "≥ 480×640", "400×500");

  for (guint i = 0; i < n_reasons; i++)
    {
      const DzFinding *findings[] = { NULL, empty, full };

      empty->outcome = DZ_OUTCOME_FAIL;
      g_free (empty->reason);
      empty->reason = g_strdup (reasons[i].code);
      g_free (full->reason);
      full->reason = g_strdup (reasons[i].code);
      for (guint j = 0; j < G_N_ELEMENTS (findings); j++)
        {
          g_autofree char *zh = dz_reason_say_zh (&reasons[i], findings[j]);
          g_autofree char *en = dz_reason_say_en (&reasons[i], findings[j]);

          assert_clean (zh, TRUE);
          assert_clean (en, FALSE);
        }
    }
}

static void
test_filled (void)
{
  static const struct
  {
    const char *rule;
    double value;
    const char *unit, *limit, *text, *zh, *en;
  } cases[] = {
    { "FILE-02", 40000, "B", "> 51200", NULL,
      "照片文件大小为 39 KB，要求大于 50 KB。请上传未经压缩的原图。",
      "The file is 39 KB; it must be larger than 50 KB. Please upload the uncompressed original." },
    { "FILE-02", 51199, "B", "> 51200", NULL,
      "照片文件大小为 49.9 KB，要求大于 50 KB。请上传未经压缩的原图。",
      "The file is 49.9 KB; it must be larger than 50 KB. "
      "Please upload the uncompressed original." },
    { "FILE-02", 40000, "B", "> 102400", NULL,
      "照片文件大小为 39 KB，要求大于 100 KB。请上传未经压缩的原图。",
      "The file is 39 KB; it must be larger than 100 KB. "
      "Please upload the uncompressed original." },
    { "FILE-03", 479, "px", "≥ 480×640", "479×700",
      "照片像素为 479×700，低于 480×640。请上传更清晰的原图。",
      "The photo is 479×700 pixels, below 480×640. Please upload a larger original." },
    { "FILE-04", 0.8, "", "3:4 ± 0.01", NULL, "照片宽高比不是 3:4，请重新裁剪或重新拍摄。",
      "The photo is not 3:4. Please crop it again or take a new one." },
    { "FILE-06", 48, "", "≥ 75", NULL, "照片压缩过度（质量约 48），请上传原图。",
      "The photo is compressed too strongly (quality about 48). Please upload the original." },
    { "ORIG-01", 1, "", "", "美图 {limit}|[x]",
      "照片信息显示经过修图处理（美图 {limit}|[x]），请上传未经修改的原图。",
      "The photo data show editing (美图 {limit}|[x]). Please upload the unedited original." },
    { "POS-01", 43.25, "px", "50–110", NULL,
      "头顶距照片上边 43.2 像素，要求 50–110 像素（按标准尺寸折算），请调整取景后重拍。",
      "Crown to top edge is 43.2 px; 50–110 px is required (at the standard size). "
      "Please frame it again." },
    { "POS-04", 38, "%", "45–60", NULL,
      "头部高度约占画面 38%，要求 45–60%，请调整拍摄距离。",
      "The head takes 38 % of the height; 45–60 % is required. Please adjust the distance." },
    { "EAR-01", 1, "", "", "left ear", "未露出双耳（左耳），请将头发整理至耳后。",
      "Both ears must be visible (left ear). Please tuck your hair behind the ears." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzFinding) finding = make (cases[i].rule, cases[i].value, cases[i].unit,
                                           cases[i].limit, cases[i].text);
      const DzReason *reason = dz_reason_for_rule (cases[i].rule);
      g_autofree char *zh = dz_reason_say_zh (reason, finding);
      g_autofree char *en = dz_reason_say_en (reason, finding);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

/* A reviewer may refuse for what its rule let pass; then its number would contradict. */
static void
test_no_contradiction (void)
{
  g_autoptr(DzFinding) finding = make ("FILE-02", 90000, "B", "> 51200", NULL);
  const DzReason *reason = dz_reason_builtin_find ("file-size");
  g_autofree char *passed = NULL;
  g_autofree char *other = NULL;

  finding->outcome = DZ_OUTCOME_PASS;
  passed = dz_reason_say_zh (reason, finding);
  g_assert_cmpstr (passed, ==, "照片文件过小。请上传未经压缩的原图。");
  finding->outcome = DZ_OUTCOME_WARN;
  g_clear_pointer (&finding->reason, g_free);
  other = dz_reason_say_en (reason, finding);
  g_assert_cmpstr (other, ==, "The file is too small. Please upload the uncompressed original.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reason/rules", test_rules);
  g_test_add_func ("/reason/table", test_table);
  g_test_add_func ("/reason/sentences", test_sentences);
  g_test_add_func ("/reason/filled", test_filled);
  g_test_add_func ("/reason/no-contradiction", test_no_contradiction);
  return g_test_run ();
}
