/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-finding-text.h"

#include "desk-samples.h"
#include "dz-finding.h"
#include "dz-rule-name.h"

#include <math.h>

typedef struct
{
  const char *rule;
  double      value;
  const char *text;
  const char *unit;
  const char *limit;
  const char *value_text;
  const char *limit_text;
} Case;

static const Case cases[] = {
  { "POS-04", 38.24, NULL, "%", "45–60", "38.2 %", "45–60 %" },
  { "POS-04", 38.0, NULL, "%", "45–60", "38 %", "45–60 %" },
  { "FILE-04", 0.75, NULL, "", "3:4 ± 0.01", "0.75", "3:4 ± 0.01" },
  { "FILE-04", 0.7, NULL, "", "", "0.7", "" },
  { "POS-02", 322.4, NULL, "px", "200–300", "322 px", "200–300 px" },
  { "POSE-01", -0.001, NULL, "°", "≤ 3", "0 °", "≤ 3 °" },
  { "FILE-02", 41233, NULL, "B", "> 51200", "40.2 KB", "> 50 KB" },
  /* Never the 50 KB that it misses by a byte. */
  { "FILE-02", 51199, NULL, "B", "> 51200", "49.9 KB", "> 50 KB" },
  { "FILE-03", 480, "480×600", "px", "≥ 480×640", "480×600", "≥ 480×640" },
  { "ORIG-01", NAN, "Adobe Photoshop", "", "", "Adobe Photoshop", "" },
  { "ORIG-01", NAN, "GIMP, taken 2022-04-18 10:21, modified 2022-04-20 16:40, Meitu", "", "",
    "GIMP, taken 2022-04-18 10:21, modified 2022-04-20 16:40, Meitu", "" },
  { "ORIG-01", NAN, "taken 2022-04-18 10:21, modified", "", "",
    "taken 2022-04-18 10:21, modified", "" },
  { "BG-01", 12, "other: 12° C 50 L 40", "°",
    "standard blue: 230–285° C 20–90 L 45–88; white: C 0–9", "other", "standard blue, white" },
  { "BG-02", 5.27, "mean 2.0, p90 5.3", "ΔE", "≤ 5", "5.27 ΔE", "≤ 5 ΔE" },
  { "FILE-06", 48, "blockiness 1.62", "", "≥ 75", "48", "≥ 75" },
  { "FILE-06", NAN, "blockiness 1.62", "", "≤ 1.5", "blockiness 1.62", "≤ 1.5" },
  { "EAR-01", -0.2, "left ear", "", "> -0.1", "left ear", "" },
  { "FACE-01", NAN, NULL, "", "", "", "" },
  { "ORIG-07", 1, NULL, "bit", "> 20", "1 bit", "> 20 bits" },
  { "LIGHT-04", 6.5, NULL, "bit", "≥ 7", "6.5 bits", "≥ 7 bits" },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzFinding) finding = desk_sample_finding (cases[i].rule, DZ_OUTCOME_FAIL,
                                                          DZ_AUTHORITY_ASSIST, NULL);
      g_autofree char *value = NULL;
      g_autofree char *limit = NULL;

      finding->value = cases[i].value;
      finding->text = g_strdup (cases[i].text);
      g_free (finding->unit);
      finding->unit = g_strdup (cases[i].unit);
      g_free (finding->limit);
      finding->limit = g_strdup (cases[i].limit);
      value = dz_finding_value_text (finding);
      limit = dz_finding_limit_text (finding);
      g_assert_cmpstr (value, ==, cases[i].value_text);
      g_assert_cmpstr (limit, ==, cases[i].limit_text);
    }
}

static void
test_remark (void)
{
  g_autoptr(DzFinding) finding = desk_sample_finding ("FACE-01", DZ_OUTCOME_UNMEASURED,
                                                      DZ_AUTHORITY_ASSIST, NULL);
  g_autofree char *none = dz_finding_remark_text (finding);
  g_autofree char *empty = NULL;
  g_autofree char *some = NULL;

  g_assert_cmpstr (none, ==, "");
  finding->why = g_strdup ("");
  empty = dz_finding_remark_text (finding);
  g_assert_cmpstr (empty, ==, "");
  g_free (finding->why);
  finding->why = g_strdup ("face not measured yet");
  some = dz_finding_remark_text (finding);
  g_assert_cmpstr (some, ==, "face not measured yet");
}

/* A person's rule is not "unmeasured" beside the number that it measured; and that a person looks
 * is said once. */
static void
test_by_eye (void)
{
  g_autoptr(DzFinding) finding
    = desk_sample_finding ("ACC-01", DZ_OUTCOME_UNMEASURED, DZ_AUTHORITY_HUMAN, NULL);
  g_autofree char *bare = NULL;
  g_autofree char *hint = NULL;

  finding->why = g_strdup ("a person checks this");
  g_assert_cmpstr (dz_finding_word (finding), ==, "By eye");
  bare = dz_finding_spoken_text (finding, NULL);
  g_assert_cmpstr (bare, ==, "By eye, Earrings, necklace");
  g_free (finding->why);
  finding->why = g_strdup ("look for earrings or a necklace");
  hint = dz_finding_remark_text (finding);
  g_assert_cmpstr (hint, ==, "look for earrings or a necklace");
  finding->outcome = DZ_OUTCOME_WARN;
  g_assert_cmpstr (dz_finding_word (finding), ==, "Look");
  finding->outcome = DZ_OUTCOME_UNMEASURED;
  finding->authority = DZ_AUTHORITY_ASSIST;
  g_assert_cmpstr (dz_finding_word (finding), ==, "Unmeasured");
}

static void
test_spoken (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autofree char *size = NULL;

  dz_findings_sort (findings);
  size = dz_finding_spoken_text (g_ptr_array_index (findings, 0), NULL);
  g_assert_cmpstr (size, ==, "Failed, File size, 40.2 KB, > 50 KB");
}

static void
test_rule_names (void)
{
  g_assert_cmpstr (dz_rule_name ("EAR-01"), ==, "Both ears");
  g_assert_cmpstr (dz_rule_name ("NEW-99"), ==, "NEW-99");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding-text/numbers", test_numbers);
  g_test_add_func ("/finding-text/remark", test_remark);
  g_test_add_func ("/finding-text/by-eye", test_by_eye);
  g_test_add_func ("/finding-text/spoken", test_spoken);
  g_test_add_func ("/finding-text/rule-names", test_rule_names);
  return g_test_run ();
}
