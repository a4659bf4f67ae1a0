/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include <math.h>

static const RuleCase cases[] = {
  { "LIGHT-01", DZ_QUANTITY_LIGHT_OVERLAP, 0.6, 'p' },
  { "LIGHT-01", DZ_QUANTITY_LIGHT_OVERLAP, 0.599, 'w' },
  { "LIGHT-01", DZ_QUANTITY_LIGHT_OVERLAP, 0.35, 'w' },
  { "LIGHT-01", DZ_QUANTITY_LIGHT_OVERLAP, 0.349, 'f' },
  { "LIGHT-01", DZ_QUANTITY_LIGHT_OVERLAP, NAN, 'u' },
  { "LIGHT-02", DZ_QUANTITY_LIGHT_HIGH, 1, 'p' },
  { "LIGHT-02", DZ_QUANTITY_LIGHT_HIGH, 1.1, 'w' },
  { "LIGHT-02", DZ_QUANTITY_LIGHT_HIGH, 5, 'w' },
  { "LIGHT-02", DZ_QUANTITY_LIGHT_HIGH, 100, 'w' }, /* brightness alone */
  { "LIGHT-02", DZ_QUANTITY_LIGHT_HIGH, NAN, 'u' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, 25, 'p' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, 25.1, 'n' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, 40, 'n' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, 40.1, 'w' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, 100, 'w' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.12, 'p' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.119, 'n' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.04, 'n' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.039, 'w' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0, 'w' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.75, 'p' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.751, 'n' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.851, 'w' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, NAN, 'u' },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, NAN, 'u' },
  { "LIGHT-04", DZ_QUANTITY_LIGHT_ENTROPY, 6.5, 'p' },
  { "LIGHT-04", DZ_QUANTITY_LIGHT_ENTROPY, 6.49, 'n' },
  { "LIGHT-04", DZ_QUANTITY_LIGHT_ENTROPY, 0, 'n' },
  { "LIGHT-04", DZ_QUANTITY_LIGHT_ENTROPY, NAN, 'u' },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS, 60, 'p' },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS, 59.9, 'w' },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS_RATIO, 0.22, 'p' },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS_RATIO, 0.219, 'w' },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS, NAN, 'u' },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS_RATIO, NAN, 'u' },
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, 0, 'p' },
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, 0.1, 'n' },
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, 10, 'n' },
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, 10.1, 'w' },
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, 100, 'w' }, /* colour alone */
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, NAN, 'u' },
  { "COL-01", DZ_QUANTITY_GREY_DISTANCE, 2.9, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static const ReadCase read_cases[] = {
  { "LIGHT-01", DZ_QUANTITY_LIGHT_OVERLAP, 0.3, 0.3, "", "≥ 0.6", NULL, "light-uneven",
    "one side of the face is darker" },
  { "LIGHT-02", DZ_QUANTITY_LIGHT_HIGH, 3.04, 3, "%", "≤ 1", NULL, "light-glare",
    "parts of the face are burnt out" },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_LOW, 50, 50, "%", "≤ 25", NULL, "exposure",
    "the face is very dark" },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.9, 0.9, "", "0.12–0.75", NULL, "exposure",
    "the face is very bright" },
  { "LIGHT-03", DZ_QUANTITY_LIGHT_MEAN, 0.02, 0.02, "", "0.12–0.75", NULL, "exposure",
    "the face is very dark" },
  { "LIGHT-04", DZ_QUANTITY_LIGHT_ENTROPY, 4, 4, "bit", "≥ 6.5", NULL, NULL,
    "the face has few tones" },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS, 20, 20, "", "≥ 60", NULL, "blurred",
    "the face is not sharp" },
  { "SHARP-01", DZ_QUANTITY_SHARPNESS_RATIO, 0.1, 0.1, "", "≥ 0.22", NULL, "blurred",
    "the face is not sharp" },
  { "COL-01", DZ_QUANTITY_COLOUR_DISTANCE, 14, 14, "", "≤ 0", NULL, "colour-cast",
    "the skin has an unusual colour" },
};

static void
test_read (void)
{
  rules_check_read (read_cases, G_N_ELEMENTS (read_cases));
}

/* Burnt-out skin fails where the light is uneven, too, or the tones are gone. */
static void
test_highlights (void)
{
  static const struct
  {
    double high, overlap, entropy;
    char says;
  } faces[] = {
    { 6, 0.8, 7, 'w' },   { 6, 0.5, 7, 'f' },   { 6, 0.8, 6, 'f' },
    { 4, 0.2, 4, 'w' },   { 0.5, 0.2, 4, 'p' }, { 6, NAN, NAN, 'w' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      measurement->values[DZ_QUANTITY_LIGHT_HIGH] = faces[i].high;
      measurement->values[DZ_QUANTITY_LIGHT_OVERLAP] = faces[i].overlap;
      measurement->values[DZ_QUANTITY_LIGHT_ENTROPY] = faces[i].entropy;
      finding = rules_judge (measurement, "LIGHT-02");
      assert_says (finding, faces[i].says);
    }
}

/* The rank needs a window that is large enough, and fails only what is soft by itself. */
static void
test_window (void)
{
  static const struct
  {
    guint n_photos;
    double rank, variance;
    char says;
  } windows[] = {
    { 100, 2.9, 59, 'f' },  { 100, 3, 59, 'w' },   { 99, 0, 59, 'w' },   { 100, NAN, 59, 'w' },
    { 100, 0, 248, 'n' },   { 100, 9.9, 248, 'n' }, { 100, 10, 248, 'p' }, { 99, 0, 248, 'p' },
    { 100, NAN, 248, 'p' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzPeers) peers = rules_make_peers ();
      g_autoptr(DzFinding) finding = NULL;
      g_autoptr(DzFinding) alone = NULL;

      peers->n_photos = windows[i].n_photos;
      peers->sharpness_rank = windows[i].rank;
      dz_measurement_set (measurement, DZ_QUANTITY_SHARPNESS, windows[i].variance);
      finding = rules_judge_full (measurement, NULL, peers, rules_fixture_profile (), "SHARP-01");
      alone = rules_judge_full (measurement, NULL, NULL, rules_fixture_profile (), "SHARP-01");
      assert_says (finding, windows[i].says);
      assert_says (alone, windows[i].variance < 60 ? 'w' : 'p');
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/light/limits", test_limits);
  g_test_add_func ("/rules/light/read", test_read);
  g_test_add_func ("/rules/light/highlights", test_highlights);
  g_test_add_func ("/rules/light/window", test_window);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
