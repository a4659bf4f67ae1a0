/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

#include <math.h>

/*
 * Painted faults of wall, clothes, light and focus, each through the whole measurement: it crosses
 * the limit of calibration §0 or photo-standards §4.1, and the same people without it do not.
 */

#define N_PEOPLE 2
#define WIDTH 480

typedef void (*Painter) (DzPortrait *portrait);

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

static const struct
{
  const char *name;
  Painter     paint;
  DzQuantity  quantity;
  int         sign; /* -1 where it is seen below the limit */
  double      limit;
} FAULTS[] = {
  { "a wall in falling light", shade_wall, DZ_QUANTITY_WALL_SPREAD_P90, 1, 8 },
  { "a wall in falling light", shade_wall, DZ_QUANTITY_WALL_LEFT_RIGHT, 1, 8 },
  { "a shadow", throw_shadow, DZ_QUANTITY_WALL_SHADOW, 1, 8 },
  { "a dark shadow", throw_dark_shadow, DZ_QUANTITY_WALL_SHADOW, 1, 8 },
  { "a room", fill_the_room, DZ_QUANTITY_WALL_SPREAD_P90, 1, 12 },
  { "a red wall", paint_wall_red, DZ_QUANTITY_WALL_HUE, -1, 210 },
  { "clothes like the wall", wear_the_wall, DZ_QUANTITY_CLOTHES_WALL, -1, 15 },
  { "bare shoulders", bare_the_shoulders, DZ_QUANTITY_BARE_SHOULDERS, 1, 0.4 },
  { "a shaded left", shade_left, DZ_QUANTITY_LIGHT_OVERLAP, -1, 0.60 },
  { "a shaded right", shade_right, DZ_QUANTITY_LIGHT_OVERLAP, -1, 0.60 },
  { "burnt light", burn_out, DZ_QUANTITY_LIGHT_HIGH, 1, 5 },
  { "darkness", hide_in_the_dark, DZ_QUANTITY_LIGHT_MEAN, -1, 0.15 },
  { "missed focus", miss_the_focus, DZ_QUANTITY_SHARPNESS_RATIO, -1, 0.22 },
};

static DzMeasurement *
measure (DzModels *models,
         guint32   seed,
         Painter   paint)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(GError) error = NULL;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = WIDTH;
  portrait.height = WIDTH * 4 / 3;
  if (paint != NULL)
    paint (&portrait);
  view = dz_portrait_paint (&portrait, NULL);
  dz_vision_measure (models, view, measurement, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&measurement);
}

/* How far a fault is past its limit; below 0 it is not seen. */
static double
excess (const DzMeasurement *measurement,
        guint                fault)
{
  double value = dz_measurement_get (measurement, FAULTS[fault].quantity);

  g_assert_false (isnan (value));
  return FAULTS[fault].sign * (value - FAULTS[fault].limit);
}

static void
test_good_people (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 seed = 0; models != NULL && seed < N_PEOPLE; seed++)
    {
      g_autoptr(DzMeasurement) measurement = measure (models, seed, NULL);

      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_WALL_BY_MASK), ==, 1);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_LIGHT_LOW), <, 8);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_COLOUR_DISTANCE), ==, 0);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_SHARPNESS), >, 60);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_SKIN_DETAIL), >, 0.035);
      for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
        {
          g_test_message ("person %u, %s: %.3f", seed, FAULTS[i].name, excess (measurement, i));
          g_assert_cmpfloat (excess (measurement, i), <, 0);
        }
    }
}

static void
test_faults (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 seed = 0; models != NULL && seed < N_PEOPLE; seed++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
        {
          g_autoptr(DzMeasurement) measurement = measure (models, seed, FAULTS[i].paint);

          g_test_message ("person %u with %s: %.3f", seed, FAULTS[i].name,
                          excess (measurement, i));
          g_assert_cmpfloat (excess (measurement, i), >=, 0);
        }
    }
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
