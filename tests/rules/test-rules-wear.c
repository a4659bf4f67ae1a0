/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include <math.h>

static const RuleCase cases[] = {
  { "GLASS-01", DZ_QUANTITY_GLASSES, 4.99, 'p' },
  { "GLASS-01", DZ_QUANTITY_GLASSES, 5, 'n' }, /* they may be worn */
  { "GLASS-01", DZ_QUANTITY_GLASSES, 61, 'n' },
  { "GLASS-01", DZ_QUANTITY_GLASSES, NAN, 'u' },
  { "GLASS-01", DZ_QUANTITY_LENS_GLARE, 0.5, 'p' }, /* no glasses: a wet eye */
  { "GLASS-01", DZ_QUANTITY_FACE_SPAN, 79, 'u' },
  { "GLASS-02", DZ_QUANTITY_LENS_TINT, 40, 'p' }, /* no glasses: deep-set eyes */
  { "GLASS-02", DZ_QUANTITY_LENS_TINT, NAN, 'u' },
  { "GLASS-02", DZ_QUANTITY_GLASSES, NAN, 'u' },
  { "GLASS-03", DZ_QUANTITY_GLASSES, 30, 'u' },
  { "HEAD-01", DZ_QUANTITY_HEADWEAR, 0, 'u' },
  { "HEAD-01", DZ_QUANTITY_HEADWEAR, 1, 'u' },
  { "HEAD-01", DZ_QUANTITY_HEADWEAR, NAN, 'u' },
  { "ACC-01", DZ_QUANTITY_JEWELLERY, 1, 'u' },
  { "ACC-01", DZ_QUANTITY_JEWELLERY, NAN, 'u' },
  { "CLOTH-01", DZ_QUANTITY_BARE_SHOULDERS, 0, 'u' },
  { "CLOTH-01", DZ_QUANTITY_BARE_SHOULDERS, 0.39, 'u' },
  { "CLOTH-01", DZ_QUANTITY_BARE_SHOULDERS, 0.4, 'w' },
  { "CLOTH-01", DZ_QUANTITY_BARE_SHOULDERS, NAN, 'u' },
  { "MAKE-01", DZ_QUANTITY_LIP_CHROMA, 100, 'u' },
  { "MAKE-01", DZ_QUANTITY_LIP_CHROMA, NAN, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static const ReadCase read_cases[] = {
  { "GLASS-01", DZ_QUANTITY_GLASSES, 4, 4, "", "< 5", NULL, "glasses-glare", NULL },
  { "GLASS-01", DZ_QUANTITY_GLASSES, 18, 0, "", "< 0.05", NULL, NULL, /* not their rims */
    "glasses: look whether they reflect or the frame covers the eyes" },
  { "GLASS-03", DZ_QUANTITY_GLASSES, 18, NAN, "", "", NULL, "glasses-missing",
    "a person checks this" },
  { "HEAD-01", DZ_QUANTITY_HEADWEAR, 0.1, 0.1, "", "< 0.5", NULL, "head-covering",
    "a person checks this" },
  { "HEAD-01", DZ_QUANTITY_HEADWEAR, 0.6, 0.6, "", "< 0.5", NULL, "head-covering",
    "look whether something covers the head" },
  { "ACC-01", DZ_QUANTITY_JEWELLERY, 0.3, 0.3, "", "< 0.01", NULL, "accessories",
    "look for earrings or a necklace" },
  { "CLOTH-01", DZ_QUANTITY_BARE_SHOULDERS, 0.25, 0.25, "", "< 0.4", NULL, "clothes",
    "the shoulders may be bare" },
  { "CLOTH-01", DZ_QUANTITY_BARE_SHOULDERS, 0.7, 0.7, "", "< 0.4", NULL, "clothes",
    "the shoulders may be bare" },
  { "MAKE-01", DZ_QUANTITY_LIP_CHROMA, 40, 40, "", "< 25", NULL, "make-up",
    "strongly coloured lips: look at the make-up" },
  { "MAKE-01", DZ_QUANTITY_LIP_CHROMA, NAN, NAN, "", "", NULL, "make-up",
    "a person checks this" },
};

static void
test_read (void)
{
  rules_check_read (read_cases, G_N_ELEMENTS (read_cases));
}

/* Tint and glare speak of lenses, so that they need some. A number stands beside its own limit. */
static void
test_lenses (void)
{
  static const char worn[] = "glasses: look whether they reflect or the frame covers the eyes";
  static const char spots[] = "glasses with bright spots: look whether they reflect";
  static const struct
  {
    double line, tint, glare;
    char tinted, glaring;
    double told;
    const char *limit;
    const char *why;
  } faces[] = {
    { 4.9, 30, 0.2, 'p', 'p', 4.9, "< 5", NULL },
    { 5, 14.9, 0, 'p', 'n', 0, "< 0.05", worn },
    { 5, 15, 0.019, 'w', 'n', 0.019, "< 0.05", worn },
    { 20, 40, 0.02, 'w', 'n', 0.02, "< 0.05", spots },
    { 20, 3, 0.049, 'p', 'n', 0.049, "< 0.05", spots },
    { 20, 3, 0.05, 'p', 'w', 0.05, "< 0.05", "the glasses reflect light" },
    { 4.9, 3, 0.9, 'p', 'p', 4.9, "< 5", NULL },
    { 20, 3, NAN, 'p', 'n', 20, "< 5", worn },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) tint = NULL;
      g_autoptr(DzFinding) glare = NULL;

      measurement->values[DZ_QUANTITY_GLASSES] = faces[i].line;
      measurement->values[DZ_QUANTITY_LENS_TINT] = faces[i].tint;
      measurement->values[DZ_QUANTITY_LENS_GLARE] = faces[i].glare;
      tint = rules_judge (measurement, "GLASS-02");
      glare = rules_judge (measurement, "GLASS-01");
      assert_says (tint, faces[i].tinted);
      assert_says (glare, faces[i].glaring);
      g_assert_cmpfloat (glare->value, ==, faces[i].told);
      g_assert_cmpstr (glare->limit, ==, faces[i].limit);
      g_assert_cmpstr (glare->why, ==, faces[i].why);
    }
}

/* What only a person can check shows the place to look at. */
static void
test_crops (void)
{
  static const char *const rules[] = { "GLASS-01", "GLASS-02", "GLASS-03", "HEAD-01",
                                       "ACC-01",   "CLOTH-01", "MAKE-01" };
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(DzFinding) finding = rules_judge (measurement, rules[i]);

      g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_HUMAN);
      g_assert_false (dz_region_is_empty (&finding->region));
    }
}

/* A profile may keep cues from speaking: then a person looks, and nothing passes by silence. */
static void
test_cues_off (void)
{
  static const char *const rules[] = { "EYE-01", "MOUTH-01", "HAIR-01", "EAR-01", "GLASS-01",
                                       "GLASS-02", "HEAD-01", "CLOTH-01" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "profile",
                                                 "silent-cues.json", NULL);
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = NULL;
  g_autoptr(GBytes) json = NULL;
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  json = g_bytes_new_take (text, length);
  profile = dz_profile_parse (json, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(DzFinding) finding =
        rules_judge_full (measurement, NULL, NULL, profile, rules[i]);

      g_test_message ("%s", rules[i]);
      assert_says (finding, 'u');
      g_assert_cmpstr (finding->why, ==, "a person checks this");
      g_assert_cmpstr (finding->limit, ==, "");
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/wear/limits", test_limits);
  g_test_add_func ("/rules/wear/read", test_read);
  g_test_add_func ("/rules/wear/lenses", test_lenses);
  g_test_add_func ("/rules/wear/crops", test_crops);
  g_test_add_func ("/rules/wear/cues-off", test_cues_off);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
