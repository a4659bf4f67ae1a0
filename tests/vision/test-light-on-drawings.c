/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-painted-fault.h"
#include "dz-vision-samples.h"

/*
 * Painted faults of wall, clothes, light and focus, each through the whole measurement: it crosses
 * the limit of calibration §0 or photo-standards §4.1, and the same people without it do not.
 */

static const DzPaintedPeople people = { 2, 480, FALSE };

static void
shade_wall (DzPortrait *portrait)
{
  portrait->background_gradient = 0.6;
}

static void
throw_shadow (DzPortrait *portrait)
{
  portrait->background_shadow = 0.3;
}

static void
throw_dark_shadow (DzPortrait *portrait)
{
  portrait->background_shadow = 1;
}

static void
fill_the_room (DzPortrait *portrait)
{
  portrait->background_clutter = 0.5;
}

static void
paint_wall_red (DzPortrait *portrait)
{
  portrait->background = dz_tint_rgb (190, 32, 40);
}

static void
wear_the_wall (DzPortrait *portrait)
{
  portrait->clothes = DZ_CLOTHES_TEE;
  portrait->clothes_tint = portrait->background;
}

static void
bare_the_shoulders (DzPortrait *portrait)
{
  portrait->clothes = DZ_CLOTHES_STRAPS;
}

static void
shade_left (DzPortrait *portrait)
{
  portrait->light_uneven = 0.75;
}

static void
shade_right (DzPortrait *portrait)
{
  portrait->light_uneven = -0.75;
}

static void
burn_out (DzPortrait *portrait)
{
  portrait->exposure = 1.6;
}

static void
hide_in_the_dark (DzPortrait *portrait)
{
  portrait->exposure = 0.4;
}

static void
miss_the_focus (DzPortrait *portrait)
{
  portrait->blur_px = 2.6;
}

static const DzPaintedFault FAULTS[] = {
  { "a wall in falling light", shade_wall,
    DZ_QUANTITY_WALL_SPREAD_P90, DZ_QUANTITY_WALL_SPREAD_P90, 1, 8 },
  { "a wall in falling light", shade_wall,
    DZ_QUANTITY_WALL_LEFT_RIGHT, DZ_QUANTITY_WALL_LEFT_RIGHT, 1, 8 },
  { "a shadow", throw_shadow, DZ_QUANTITY_WALL_SHADOW, DZ_QUANTITY_WALL_SHADOW, 1, 8 },
  { "a dark shadow", throw_dark_shadow, DZ_QUANTITY_WALL_SHADOW, DZ_QUANTITY_WALL_SHADOW, 1, 8 },
  { "a room", fill_the_room, DZ_QUANTITY_WALL_SPREAD_P90, DZ_QUANTITY_WALL_SPREAD_P90, 1, 12 },
  { "a red wall", paint_wall_red, DZ_QUANTITY_WALL_HUE, DZ_QUANTITY_WALL_HUE, -1, 210 },
  { "clothes like the wall", wear_the_wall,
    DZ_QUANTITY_CLOTHES_WALL, DZ_QUANTITY_CLOTHES_WALL, -1, 15 },
  { "bare shoulders", bare_the_shoulders,
    DZ_QUANTITY_BARE_SHOULDERS, DZ_QUANTITY_BARE_SHOULDERS, 1, 0.4 },
  { "a shaded left", shade_left, DZ_QUANTITY_LIGHT_OVERLAP, DZ_QUANTITY_LIGHT_OVERLAP, -1, 0.60 },
  { "a shaded right", shade_right, DZ_QUANTITY_LIGHT_OVERLAP, DZ_QUANTITY_LIGHT_OVERLAP, -1, 0.60 },
  { "burnt light", burn_out, DZ_QUANTITY_LIGHT_HIGH, DZ_QUANTITY_LIGHT_HIGH, 1, 5 },
  { "darkness", hide_in_the_dark, DZ_QUANTITY_LIGHT_MEAN, DZ_QUANTITY_LIGHT_MEAN, -1, 0.15 },
  { "missed focus", miss_the_focus,
    DZ_QUANTITY_SHARPNESS_RATIO, DZ_QUANTITY_SHARPNESS_RATIO, -1, 0.22 },
};

static void
test_good_people (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 seed = 0; models != NULL && seed < people.n_people; seed++)
    {
      g_autoptr(DzMeasurement) measurement
        = dz_painted_fault_measure (&people, models, seed, NULL);

      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_WALL_BY_MASK), ==, 1);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_LIGHT_LOW), <, 8);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_COLOUR_DISTANCE), ==, 0);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_SHARPNESS), >, 60);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_SKIN_DETAIL), >, 0.035);
      for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++)
        dz_painted_fault_assert_unseen (&FAULTS[i], measurement);
    }
}

static void
test_faults (void)
{
  dz_painted_faults_assert_seen (&people, FAULTS, G_N_ELEMENTS (FAULTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/light-on-drawings/good-people", test_good_people);
  g_test_add_func ("/light-on-drawings/faults", test_faults);
  return g_test_run ();
}
