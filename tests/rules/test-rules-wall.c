/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include <math.h>

static const RuleCase cases[] = {
  { "BG-01", DZ_QUANTITY_WALL_HUE, 20, 'f' }, /* red */
  { "BG-01", DZ_QUANTITY_WALL_HUE, 209.9, 'f' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 210, 'w' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 229.9, 'w' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 230, 'p' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 285, 'p' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 285.1, 'w' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 303, 'w' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 303.1, 'f' },
  { "BG-01", DZ_QUANTITY_WALL_HUE, NAN, 'u' },
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, 20, 'p' },
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, 19.9, 'w' },
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, 3, 'w' }, /* grey */
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, NAN, 'u' },
  { "BG-01", DZ_QUANTITY_WALL_L, 45, 'p' },
  { "BG-01", DZ_QUANTITY_WALL_L, 88, 'p' },
  { "BG-01", DZ_QUANTITY_WALL_L, 44.9, 'w' },
  { "BG-01", DZ_QUANTITY_WALL_L, NAN, 'u' },
  { "BG-01", DZ_QUANTITY_WALL_SHARE, 0.02, 'p' },
  { "BG-01", DZ_QUANTITY_WALL_SHARE, 0.019, 'u' },
  { "BG-01", DZ_QUANTITY_WALL_SHARE, NAN, 'p' }, /* the border zone */
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 6, 'p' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 6.01, 'n' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 12, 'n' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 12.01, 'w' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 24, 'w' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 24.01, 'f' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, NAN, 'u' },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_MEAN, NAN, 'p' }, /* the mask tells the wall */
  { "BG-02", DZ_QUANTITY_WALL_SHARE, 0.019, 'u' },
  { "BG-03", DZ_QUANTITY_WALL_SHADOW, 3, 'p' },
  { "BG-03", DZ_QUANTITY_WALL_SHADOW, 3.01, 'w' },
  { "BG-03", DZ_QUANTITY_WALL_SHADOW, 8, 'w' },
  { "BG-03", DZ_QUANTITY_WALL_SHADOW, 8.01, 'f' },
  { "BG-03", DZ_QUANTITY_WALL_SHADOW, NAN, 'u' },
  { "BG-03", DZ_QUANTITY_WALL_SHARE, 0.019, 'u' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 22, 'p' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 21.9, 'n' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 15, 'n' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 14.9, 'w' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 10, 'w' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 9.9, 'f' },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, NAN, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static const ReadCase read_cases[] = {
  { "BG-01", DZ_QUANTITY_WALL_HUE, 20, 20, "°", "standard blue: 230–285° C 20–182 L 45–88",
    "other: 20° C 39 L 76", "background-colour", NULL },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 30, 30, "ΔE", "≤ 6", "p90 30.0, ↔ 1.0, ↕ 2.0",
    "background-uneven", "an uneven wall" },
  { "BG-03", DZ_QUANTITY_WALL_SHADOW, 5, 5, "%", "≤ 3", NULL, "background-shadow",
    "a shadow beside the person" },
  { "BG-04", DZ_QUANTITY_CLOTHES_WALL, 8, 8, "ΔE", "≥ 22", NULL, "clothes-like-background",
    "the clothes are close to the wall's colour" },
};

static void
test_read (void)
{
  rules_check_read (read_cases, G_N_ELEMENTS (read_cases));
}

/* Where no mask tells the wall, the border zone stands for it, with its mean. */
static void
test_border (void)
{
  static const struct
  {
    double mean, p90, told;
    char says;
    const char *limit;
  } zones[] = {
    { 4, 6, 6, 'p', "≤ 6" },       { 4.01, 6, 4.01, 'n', "≤ 4" },  { 8.01, 6, 8.01, 'w', "≤ 4" },
    { 12, 6, 12, 'w', "≤ 4" },     { 12.01, 6, 12.01, 'f', "≤ 4" }, { 1, 13, 13, 'w', "≤ 6" },
    { 20, 25, 25, 'f', "≤ 6" },    { NAN, 6, NAN, 'u', "≤ 6" },     { 1, NAN, NAN, 'u', "≤ 6" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("mean %g, p90 %g", zones[i].mean, zones[i].p90);
      measurement->values[DZ_QUANTITY_WALL_BY_MASK] = i % 2 == 0 ? 0 : NAN;
      measurement->values[DZ_QUANTITY_WALL_SHARE] = NAN;
      measurement->values[DZ_QUANTITY_WALL_SPREAD_MEAN] = zones[i].mean;
      measurement->values[DZ_QUANTITY_WALL_SPREAD_P90] = zones[i].p90;
      finding = rules_judge (measurement, "BG-02");
      assert_says (finding, zones[i].says);
      g_assert_cmpstr (finding->limit, ==, zones[i].limit);
      g_assert_true (isnan (zones[i].told) ? isnan (finding->value)
                                           : finding->value == zones[i].told);
    }
}

/* An uneven wall that fades from one side to the other is called so. */
static void
test_gradient (void)
{
  static const struct
  {
    double left_right, top_bottom;
    const char *why;
  } walls[] = {
    { 2, 2, "an uneven wall" },
    { 2, 8.1, "an uneven wall: it changes from top to bottom" },
    { 8.1, 2, "an uneven wall: it changes from side to side" },
    { 9, 20, "an uneven wall: it changes from top to bottom" },
    { 20, 9, "an uneven wall: it changes from side to side" },
    { NAN, NAN, "an uneven wall" },
    { NAN, 12, "an uneven wall: it changes from top to bottom" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      measurement->values[DZ_QUANTITY_WALL_LEFT_RIGHT] = walls[i].left_right;
      measurement->values[DZ_QUANTITY_WALL_TOP_BOTTOM] = walls[i].top_bottom;
      measurement->values[DZ_QUANTITY_WALL_SPREAD_P90] = 15;
      finding = rules_judge (measurement, "BG-02");
      g_assert_cmpstr (finding->why, ==, walls[i].why);
    }
}

/* The walls of photo-standards §1.4 and calibration §8, under each of the profiles. */
static void
test_walls (void)
{
  static const char *const ids[] = {
    "graduate-2022", "graduate-99", "graduate-white", "older-7-10",
  };
  static const struct
  {
    const char *what;
    double lightness, chroma, hue_deg;
    const char *says;
  } walls[] = {
    { "the reference", 76.0, 38.9, 252, "ppfp" },
    { "00a3e6", 63.3, 45.0, 255, "ppfp" },
    { "00bff3", 72.0, 42.8, 239, "ppfp" },
    { "438edb", 57.7, 46.1, 272, "ppfp" },
    { "628bce", 57.6, 39.2, 277, "ppfp" },
    { "C80 M13 Y20", 55.6, 30.3, 240, "ppfp" },
    { "a dark studio blue", 34, 40, 260, "wwfw" },
    { "pure blue of a screen", 32.3, 133.8, 306.3, "wwfw" },
    { "violet", 40, 60, 306, "ffff" },
    { "a pale blue", 85, 12, 250, "wwfw" },
    { "a studio grey-blue", 50, 12, 250, "wwfw" },
    { "a pale violet", 70, 12, 290, "ffff" },
    { "a very pale blue", 93, 10, 250, "wwww" },
    { "white", 100, 0, 0, "wppw" },
    { "white, its hue unknown", 99, 0.5, NAN, "wppw" },
    { "light grey", 94.8, 0, 0, "wppw" },
    { "a bright grey", 84, 1, 0, "wwww" },
    { "grey", 73, 3, 100, "wwfw" },
    { "red", 45, 78, 33, "ffff" },
    { "green", 60, 50, 140, "ffff" },
    { "brown", 40, 30, 60, "ffff" },
    { "black", 10, 2, 0, "ffff" },
    { "a colour whose hue is unknown", 60, 40, NAN, "uufu" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls) * G_N_ELEMENTS (ids); i++)
    {
      guint w = i / G_N_ELEMENTS (ids);
      guint p = i % G_N_ELEMENTS (ids);
      g_autoptr(DzProfile) profile = dz_profile_find (ids[p], NULL);
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("%s under %s", walls[w].what, ids[p]);
      measurement->values[DZ_QUANTITY_WALL_L] = walls[w].lightness;
      measurement->values[DZ_QUANTITY_WALL_CHROMA] = walls[w].chroma;
      measurement->values[DZ_QUANTITY_WALL_HUE] = walls[w].hue_deg;
      finding = rules_judge_full (measurement, NULL, NULL, profile, "BG-01");
      assert_says (finding, walls[w].says[p]);
    }
}

/* Without models the border zone still speaks, and the rest says why it does not. */
static void
test_without_models (void)
{
  static const char *const rules[] = { "BG-03", "BG-04" };
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) colour = NULL;

  g_clear_pointer (&measurement->models, g_free);
  for (guint i = DZ_QUANTITY_WALL_BY_MASK; i < DZ_N_QUANTITIES; i++)
    measurement->values[i] = NAN;
  colour = rules_judge (measurement, "BG-01");
  assert_says (colour, 'p');
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(DzFinding) finding = rules_judge (measurement, rules[i]);

      assert_says (finding, 'u');
      g_assert_cmpstr (finding->why, ==, "models not installed");
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/wall/limits", test_limits);
  g_test_add_func ("/rules/wall/read", test_read);
  g_test_add_func ("/rules/wall/border", test_border);
  g_test_add_func ("/rules/wall/gradient", test_gradient);
  g_test_add_func ("/rules/wall/walls", test_walls);
  g_test_add_func ("/rules/wall/without-models", test_without_models);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
