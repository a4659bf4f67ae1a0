/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include <math.h>

static DzProfile *profile; /* owned, the built-in one */

void
rules_fixture_start (void)
{
  g_autoptr(GError) error = NULL;

  profile = dz_profile_find ("graduate-2022", &error);
  g_assert_no_error (error);
}

void
rules_fixture_stop (void)
{
  g_clear_pointer (&profile, dz_profile_unref);
}

DzProfile *
rules_fixture_profile (void)
{
  return profile;
}

static const struct
{
  DzQuantity quantity;
  double value;
} clean_values[] = {
  { DZ_QUANTITY_BYTES, 200000 },
  { DZ_QUANTITY_DECODES, 1 },
  { DZ_QUANTITY_TRUNCATED, 0 },
  { DZ_QUANTITY_TRAILING_BYTES, 0 },
  { DZ_QUANTITY_WIDTH, 960 },
  { DZ_QUANTITY_HEIGHT, 1280 },
  { DZ_QUANTITY_ORIENTATION, 1 },
  { DZ_QUANTITY_COMPONENTS, 3 },
  { DZ_QUANTITY_BIT_DEPTH, 8 },
  { DZ_QUANTITY_PROGRESSIVE, 0 },
  { DZ_QUANTITY_QUALITY, 92 },
  { DZ_QUANTITY_QUALITY_RESIDUAL, 0 },
  { DZ_QUANTITY_SUBSAMPLING, 420 },
  { DZ_QUANTITY_DPI, 300 },
  { DZ_QUANTITY_SRGB, 1 },
  { DZ_QUANTITY_GREY_DISTANCE, 60 },
  { DZ_QUANTITY_HAS_GPS, 0 },
  { DZ_QUANTITY_WALL_L, 76 },
  { DZ_QUANTITY_WALL_A, -11.8 },
  { DZ_QUANTITY_WALL_B, -37.1 },
  { DZ_QUANTITY_WALL_CHROMA, 38.9 },
  { DZ_QUANTITY_WALL_HUE, 252 },
  { DZ_QUANTITY_WALL_SPREAD_MEAN, 1 },
  { DZ_QUANTITY_WALL_SPREAD_P50, 1 },
  { DZ_QUANTITY_WALL_SPREAD_P90, 2 },
  { DZ_QUANTITY_WALL_BY_MASK, 1 },
  { DZ_QUANTITY_WALL_LEFT_RIGHT, 1 },
  { DZ_QUANTITY_WALL_TOP_BOTTOM, 2 },
  { DZ_QUANTITY_WALL_SHARE, 0.4 },
  { DZ_QUANTITY_WALL_SHADOW, 0.5 },
  { DZ_QUANTITY_BLOCKINESS, 1.05 },
  { DZ_QUANTITY_DOUBLE_JPEG, 0.9 },
  { DZ_QUANTITY_HASH_QUALITY, 80 },
  { DZ_QUANTITY_FACE_HASH_QUALITY, 90 },
  /* A head of 50.5 %, its crown at 80 and its eyes at 250 of 640 px, 193 of 480 px wide. */
  { DZ_QUANTITY_FACES, 1 },
  { DZ_QUANTITY_FACE_SCORE, 0.95 },
  { DZ_QUANTITY_SECOND_FACE_SHARE, 0 },
  { DZ_QUANTITY_FACE_TURN, 0 },
  { DZ_QUANTITY_FACE_CUT, 0 },
  { DZ_QUANTITY_FACE_SPAN, 246 },
  { DZ_QUANTITY_EYE_LEFT_X, 397 },
  { DZ_QUANTITY_EYE_LEFT_Y, 500 },
  { DZ_QUANTITY_EYE_RIGHT_X, 563 },
  { DZ_QUANTITY_EYE_RIGHT_Y, 500 },
  { DZ_QUANTITY_CORNER_LEFT_X, 357 },
  { DZ_QUANTITY_CORNER_LEFT_Y, 500 },
  { DZ_QUANTITY_CORNER_RIGHT_X, 603 },
  { DZ_QUANTITY_CORNER_RIGHT_Y, 500 },
  { DZ_QUANTITY_MOUTH_X, 480 },
  { DZ_QUANTITY_MOUTH_Y, 690 },
  { DZ_QUANTITY_MOUTH_WIDTH, 110 },
  { DZ_QUANTITY_CHIN_X, 480 },
  { DZ_QUANTITY_CHIN_Y, 806 },
  { DZ_QUANTITY_CROWN_Y, 160 },
  { DZ_QUANTITY_CROWN_ROUGH, 0 },
  { DZ_QUANTITY_FACE_LEFT_X, 287 },
  { DZ_QUANTITY_FACE_RIGHT_X, 673 },
  { DZ_QUANTITY_FACE_MIDDLE_X, 480 },
  { DZ_QUANTITY_ROLL, 0.5 },
  { DZ_QUANTITY_YAW, -1 },
  { DZ_QUANTITY_PITCH, 5.5 },
  { DZ_QUANTITY_SHOULDER_TILT, 1 },
  { DZ_QUANTITY_SHOULDER_LEFT_X, 150 },
  { DZ_QUANTITY_SHOULDER_LEFT_Y, 1040 },
  { DZ_QUANTITY_SHOULDER_RIGHT_X, 810 },
  { DZ_QUANTITY_SHOULDER_RIGHT_Y, 1050 },
  { DZ_QUANTITY_EYE_OPEN_LEFT, 0.31 },
  { DZ_QUANTITY_EYE_OPEN_RIGHT, 0.30 },
  { DZ_QUANTITY_GAZE_X, 0.497 },
  { DZ_QUANTITY_GAZE_Y, -0.072 },
  { DZ_QUANTITY_RED_EYE, 0 },
  { DZ_QUANTITY_LIP_GAP, 0.005 },
  { DZ_QUANTITY_TEETH, 0.01 },
  { DZ_QUANTITY_BROW_HAIR_LEFT, 0.01 },
  { DZ_QUANTITY_BROW_HAIR_RIGHT, 0.02 },
  { DZ_QUANTITY_EAR_LEFT, 0.12 },
  { DZ_QUANTITY_EAR_RIGHT, 0.11 },
  { DZ_QUANTITY_GLASSES, 1.2 },
  { DZ_QUANTITY_GLASSES_SIDE, 0.8 },
  { DZ_QUANTITY_LENS_TINT, 3.3 },
  { DZ_QUANTITY_LENS_GLARE, 0 },
  { DZ_QUANTITY_HEADWEAR, 0.02 },
  { DZ_QUANTITY_JEWELLERY, 0 },
  { DZ_QUANTITY_CLOTHES_WALL, 60 },
  { DZ_QUANTITY_BARE_SHOULDERS, 0.01 },
  { DZ_QUANTITY_SKIN_DETAIL, 0.08 },
  { DZ_QUANTITY_LIP_CHROMA, 8 },
  { DZ_QUANTITY_LIGHT_OVERLAP, 0.85 },
  { DZ_QUANTITY_LIGHT_HIGH, 0 },
  { DZ_QUANTITY_LIGHT_LOW, 1 },
  { DZ_QUANTITY_LIGHT_MEAN, 0.5 },
  { DZ_QUANTITY_LIGHT_ENTROPY, 7.2 },
  { DZ_QUANTITY_CHEEK_L, 70 },
  { DZ_QUANTITY_CHEEK_A, 14 },
  { DZ_QUANTITY_CHEEK_B, 16 },
  { DZ_QUANTITY_COLOUR_DISTANCE, 0 },
  { DZ_QUANTITY_SHARPNESS, 248 },
  { DZ_QUANTITY_SHARPNESS_RATIO, 0.56 },
};

DzMeasurement *
rules_make_clean (void)
{
  DzMeasurement *self = dz_measurement_new ();

  self->format = DZ_PHOTO_FORMAT_JPEG;
  self->models = g_strdup ("models of a test");
  for (guint i = 0; i < G_N_ELEMENTS (clean_values); i++)
    dz_measurement_set (self, clean_values[i].quantity, clean_values[i].value);
  return self;
}

/* A window of 400 photos, this one in its middle, and no twins. */
DzPeers *
rules_make_peers (void)
{
  DzPeers *peers = dz_peers_new ();

  peers->n_photos = 400;
  peers->sharpness_rank = 50;
  peers->skin_detail_rank = 50;
  peers->searched = TRUE;
  return peers;
}

DzFinding *
rules_judge_full (const DzMeasurement *measurement,
                  const DzRegister    *facts,
                  const DzPeers       *peers,
                  DzProfile           *by,
                  const char          *rule)
{
  g_autoptr(GPtrArray) findings = dz_rules_judge (measurement, facts, peers, by);

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, rule))
        return dz_finding_copy (finding);
    }
  g_error ("no rule %s", rule);
}

DzFinding *
rules_judge (const DzMeasurement *measurement,
             const char          *rule)
{
  g_autoptr(DzPeers) peers = rules_make_peers ();

  return rules_judge_full (measurement, NULL, peers, profile, rule);
}

char
rules_letter (const DzFinding *finding)
{
  switch (finding->outcome)
    {
    case DZ_OUTCOME_PASS:
      return 'p';
    case DZ_OUTCOME_WARN:
      return finding->reason == NULL ? 'n' : 'w';
    case DZ_OUTCOME_FAIL:
      return 'f';
    case DZ_OUTCOME_UNMEASURED:
    default:
      return 'u';
    }
}

void
rules_check_cases (const RuleCase *cases,
                   guint           n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) clean = rules_judge (measurement, cases[i].rule);
      g_autoptr(DzFinding) finding = NULL;

      measurement->values[cases[i].quantity] = cases[i].value;
      finding = rules_judge (measurement, cases[i].rule);
      if (rules_letter (finding) != cases[i].says)
        g_error ("%s with %s = %g says %c, not %c", cases[i].rule,
                 dz_quantity_get_info (cases[i].quantity)->name, cases[i].value,
                 rules_letter (finding), cases[i].says);
      g_assert_cmpint (finding->authority, ==, clean->authority);
      if (finding->outcome == DZ_OUTCOME_UNMEASURED)
        g_assert_true (finding->why != NULL && *finding->why != '\0');
      if (finding->outcome == DZ_OUTCOME_PASS)
        g_assert_null (finding->why);
    }
}

void
rules_check_read (const ReadCase *cases,
                  guint           n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("%s with %s = %g", cases[i].rule,
                      dz_quantity_get_info (cases[i].quantity)->name, cases[i].value);
      measurement->values[cases[i].quantity] = cases[i].value;
      finding = rules_judge (measurement, cases[i].rule);
      g_assert_true ((isnan (finding->value) && isnan (cases[i].told)) ||
                     fabs (finding->value - cases[i].told) < 1e-9);
      g_assert_cmpstr (finding->unit, ==, cases[i].unit);
      g_assert_cmpstr (finding->limit, ==, cases[i].limit);
      g_assert_cmpstr (finding->text, ==, cases[i].text);
      g_assert_cmpstr (finding->reason, ==, cases[i].reason);
      g_assert_cmpstr (finding->why, ==, cases[i].why);
    }
}
