/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-painted-fault.h"
#include "dz-vision-samples.h"

/*
 * Painted faults, each through the whole measurement: it crosses the limit that calibration gives
 * for real people, and the same people without it do not.
 */

static const DzPaintedPeople people = { 3, 420, TRUE };

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
static const DzPaintedFault FAULTS[] = {
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

static void
test_nothing_is_seen_on_good_people (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 seed = 0; models != NULL && seed < people.n_people; seed++)
    {
      g_autoptr(DzMeasurement) measurement
        = dz_painted_fault_measure (&people, models, seed, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++)
        dz_painted_fault_assert_unseen (&FAULTS[i], measurement);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_RED_EYE), <, 0.05);
    }
}

static void
test_a_painted_fault_is_seen (void)
{
  dz_painted_faults_assert_seen (&people, FAULTS, G_N_ELEMENTS (FAULTS));
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
