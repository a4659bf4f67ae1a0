/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

#include <math.h>

/*
 * Painted faults, each through the whole measurement: it crosses the limit that calibration gives
 * for real people, and the same people without it do not.
 */

#define N_PEOPLE 3
#define WIDTH 420

typedef void (*Painter) (DzPortrait *portrait);

static void
shut_eyes (DzPortrait *portrait)
{
  portrait->eye_open = 0;
}

static void
look_aside (DzPortrait *portrait)
{
  portrait->gaze_x = 0.9;
}

static void
open_lips (DzPortrait *portrait)
{
  portrait->lips = DZ_LIPS_OPEN;
}

static void
show_teeth (DzPortrait *portrait)
{
  portrait->lips = DZ_LIPS_TEETH;
}

static void
comb_fringe (DzPortrait *portrait)
{
  portrait->fringe = DZ_FRINGE_HEAVY;
}

static void
hide_left_ear (DzPortrait *portrait)
{
  portrait->ear_shown[0] = FALSE;
}

static void
hide_right_ear (DzPortrait *portrait)
{
  portrait->ear_shown[1] = FALSE;
}

static void
wear_glasses (DzPortrait *portrait)
{
  portrait->glasses = DZ_GLASSES_FRAME;
}

static void
wear_sunglasses (DzPortrait *portrait)
{
  portrait->glasses = DZ_GLASSES_TINTED;
}

static void
mirror_a_window (DzPortrait *portrait)
{
  portrait->glasses = DZ_GLASSES_GLARE;
}

static void
wear_a_cap (DzPortrait *portrait)
{
  portrait->hat = TRUE;
}

static void
wear_earrings (DzPortrait *portrait)
{
  portrait->earrings = TRUE;
}

/* Limits: calibration §0, vision-models for lips and teeth, and for jewellery what a stud covers.
 * Of two quantities, either may cross it. */
static const struct
{
  const char *name;
  Painter     paint;
  DzQuantity  one;
  DzQuantity  other;
  int         sign; /* -1 where it is seen below the limit */
  double      limit;
} FAULTS[] = {
  { "shut eyes", shut_eyes, DZ_QUANTITY_EYE_OPEN_LEFT, DZ_QUANTITY_EYE_OPEN_RIGHT, -1, 0.16 },
  { "a look aside", look_aside, DZ_QUANTITY_GAZE_X, DZ_QUANTITY_GAZE_X, 1, 0.497 + 0.08 },
  { "open lips", open_lips, DZ_QUANTITY_LIP_GAP, DZ_QUANTITY_LIP_GAP, 1, 0.027 },
  { "lips off the teeth", show_teeth, DZ_QUANTITY_LIP_GAP, DZ_QUANTITY_LIP_GAP, 1, 0.027 },
  { "teeth", show_teeth, DZ_QUANTITY_TEETH, DZ_QUANTITY_TEETH, 1, 0.10 },
  { "a fringe", comb_fringe, DZ_QUANTITY_BROW_HAIR_LEFT, DZ_QUANTITY_BROW_HAIR_RIGHT, 1, 0.20 },
  { "a hidden left ear", hide_left_ear, DZ_QUANTITY_EAR_LEFT, DZ_QUANTITY_EAR_LEFT, -1, -0.10 },
  { "a hidden right ear", hide_right_ear, DZ_QUANTITY_EAR_RIGHT, DZ_QUANTITY_EAR_RIGHT, -1, -0.10 },
  { "glasses", wear_glasses, DZ_QUANTITY_GLASSES, DZ_QUANTITY_GLASSES, 1, 5 },
  { "the frame of sunglasses", wear_sunglasses, DZ_QUANTITY_GLASSES, DZ_QUANTITY_GLASSES, 1, 5 },
  { "sunglasses", wear_sunglasses, DZ_QUANTITY_LENS_TINT, DZ_QUANTITY_LENS_TINT, 1, 15 },
  { "glare", mirror_a_window, DZ_QUANTITY_LENS_GLARE, DZ_QUANTITY_LENS_GLARE, 1, 0.02 },
  { "a cap", wear_a_cap, DZ_QUANTITY_HEADWEAR, DZ_QUANTITY_HEADWEAR, 1, 0.50 },
  { "earrings", wear_earrings, DZ_QUANTITY_JEWELLERY, DZ_QUANTITY_JEWELLERY, 1, 0.005 },
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
  portrait.glasses = DZ_GLASSES_NONE;
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
        gsize                fault)
{
  double one = dz_measurement_get (measurement, FAULTS[fault].one) - FAULTS[fault].limit;
  double other = dz_measurement_get (measurement, FAULTS[fault].other) - FAULTS[fault].limit;

  g_assert_false (isnan (one) || isnan (other));
  return MAX (FAULTS[fault].sign * one, FAULTS[fault].sign * other);
}

static void
test_nothing_is_seen_on_good_people (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 seed = 0; models != NULL && seed < N_PEOPLE; seed++)
    {
      g_autoptr(DzMeasurement) measurement = measure (models, seed, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++)
        {
          g_test_message ("person %u, %s: %.4f", seed, FAULTS[i].name, excess (measurement, i));
          g_assert_cmpfloat (excess (measurement, i), <, 0);
        }
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_RED_EYE), <, 0.05);
    }
}

static void
test_a_painted_fault_is_seen (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 seed = 0; models != NULL && seed < N_PEOPLE; seed++)
    {
      g_autoptr(DzMeasurement) measurement = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++)
        {
          /* What one fault does to two cues stands in two rows. */
          if (i == 0 || FAULTS[i].paint != FAULTS[i - 1].paint)
            {
              g_clear_pointer (&measurement, dz_measurement_free);
              measurement = measure (models, seed, FAULTS[i].paint);
            }
          g_test_message ("person %u with %s: %.4f", seed, FAULTS[i].name, excess (measurement, i));
          g_assert_cmpfloat (excess (measurement, i), >=, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cues-on-drawings/good-people", test_nothing_is_seen_on_good_people);
  g_test_add_func ("/cues-on-drawings/faults", test_a_painted_fault_is_seen);
  return g_test_run ();
}
