/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* Light on the face, sharpness and colour. Brightness or colour alone never fails a photo: they say
 * as much of the skin as of the light (OFIQ #93). LIGHT-04 is a note for the same reason. */

#define TOLD_PARTS 10 /* steps that are told, to one percent or one ΔE */

static double
get (const DzCase *the_case,
     DzQuantity    quantity)
{
  return dz_measurement_get (the_case->measurement, quantity);
}

static void
judge_even (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzGrade *limit = &the_case->profile->light.overlap;
  double overlap;

  dz_rule_limit_grade (finding, limit);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_LIGHT_OVERLAP, &overlap))
    return;
  dz_rule_set_value (finding, overlap, "");
  dz_rule_set_stage (finding, dz_grade_stage (limit, overlap),
                     N_ ("one side of the face is darker"));
}

/* Whether something other than brightness speaks of bad light: the cheeks differ, or the face has
 * lost its tones. */
static gboolean
has_second_evidence (const DzCase *the_case)
{
  const DzLightLimits *limits = &the_case->profile->light;
  double overlap = get (the_case, DZ_QUANTITY_LIGHT_OVERLAP);
  double entropy = get (the_case, DZ_QUANTITY_LIGHT_ENTROPY);

  return (!isnan (overlap) && dz_grade_stage (&limits->overlap, overlap) != DZ_STAGE_PASS) ||
         (!isnan (entropy) && dz_grade_stage (&limits->entropy, entropy) != DZ_STAGE_PASS);
}

static void
judge_highlights (const DzCase *the_case,
                  DzFinding    *finding)
{
  const DzGrade *limit = &the_case->profile->light.high;
  DzStage stage;
  double high;

  dz_rule_limit_grade (finding, limit);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_LIGHT_HIGH, &high))
    return;
  high = dz_rule_round (high, TOLD_PARTS);
  stage = dz_grade_stage (limit, high);
  if (stage == DZ_STAGE_FAIL && !has_second_evidence (the_case))
    stage = DZ_STAGE_WARN;
  dz_rule_set_value (finding, high, "%");
  dz_rule_set_stage (finding, stage, N_ ("parts of the face are burnt out"));
}

/* Of a rule that never fails, a band's outer part is a note and what lies beyond it a warning. */
static DzStage
soften (DzStage stage)
{
  return stage == DZ_STAGE_PASS ? DZ_STAGE_PASS
                                : stage == DZ_STAGE_WARN ? DZ_STAGE_NOTE : DZ_STAGE_WARN;
}

/* The dark share and the mean are judged; the one that is further beyond is told, the share where
 * they agree. */
static void
judge_exposure (const DzCase *the_case,
                DzFinding    *finding)
{
  const DzLightLimits *limits = &the_case->profile->light;
  DzStage by_low;
  DzStage by_mean;
  double low;
  double mean;

  dz_rule_limit_grade (finding, &limits->low);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_LIGHT_LOW, &low) ||
      !dz_rule_read_face (the_case, finding, DZ_QUANTITY_LIGHT_MEAN, &mean))
    return;
  low = dz_rule_round (low, TOLD_PARTS);
  by_low = dz_grade_stage (&limits->low, low);
  by_mean = soften (dz_band_stage (&limits->mean, mean));
  dz_rule_set_value (finding, by_mean > by_low ? mean : low, by_mean > by_low ? "" : "%");
  if (by_mean > by_low)
    dz_rule_set_limit (finding, "%g–%g", limits->mean.pass.min, limits->mean.pass.max);
  dz_rule_set_stage (finding, MAX (by_low, by_mean),
                     by_mean >= by_low && mean > limits->mean.pass.max
                       ? N_ ("the face is very bright") : N_ ("the face is very dark"));
}

static void
judge_tones (const DzCase *the_case,
             DzFinding    *finding)
{
  const DzGrade *limit = &the_case->profile->light.entropy;
  double entropy;

  dz_rule_limit_grade (finding, limit);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_LIGHT_ENTROPY, &entropy))
    return;
  dz_rule_set_value (finding, entropy, "bit");
  dz_rule_set_stage (finding, dz_grade_stage (limit, entropy), N_ ("the face has few tones"));
}

/* Where this photo stands in its window, % of photos that are less sharp; NaN where too few are. */
static double
sharpness_rank (const DzCase *the_case)
{
  const DzPeers *peers = the_case->peers;

  if (peers == NULL || peers->n_photos < the_case->profile->sharpness.peers)
    return NAN;
  return peers->sharpness_rank;
}

/* The limits are absolute, the rank is not: alone it only asks for a look, and together they fail.
 * Told is the number that is further below its limit. */
static void
judge_sharpness (const DzCase *the_case,
                 DzFinding    *finding)
{
  const DzSharpnessLimits *limits = &the_case->profile->sharpness;
  double rank = sharpness_rank (the_case);
  gboolean soft;
  double variance;
  double ratio;

  dz_rule_set_limit (finding, "≥ %g", limits->variance_min);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_SHARPNESS, &variance) ||
      !dz_rule_read_face (the_case, finding, DZ_QUANTITY_SHARPNESS_RATIO, &ratio))
    return;
  soft = variance < limits->variance_min || ratio < limits->ratio_min;
  dz_rule_set_value (finding, variance, "");
  if (ratio / limits->ratio_min < variance / limits->variance_min)
    {
      dz_rule_set_value (finding, ratio, "");
      dz_rule_set_limit (finding, "≥ %g", limits->ratio_min);
    }
  if (soft && rank < limits->rank_fail)
    dz_rule_fail (finding, N_ ("the face is not sharp, and few of this window are less so"));
  else if (soft)
    dz_rule_warn (finding, N_ ("the face is not sharp"));
  else if (rank < limits->rank_warn)
    dz_rule_note (finding, N_ ("among the least sharp of this window"));
  else
    dz_rule_pass (finding);
}

static void
judge_colour (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzGrade *limit = &the_case->profile->light.colour_distance;
  double distance;

  dz_rule_limit_grade (finding, limit);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_COLOUR_DISTANCE, &distance))
    return;
  if (get (the_case, DZ_QUANTITY_GREY_DISTANCE) < the_case->profile->file.grey_distance_min)
    {
      dz_rule_say_why (finding, N_ ("the picture is grey"));
      return;
    }
  distance = dz_rule_round (distance, TOLD_PARTS);
  dz_rule_set_value (finding, distance, "");
  dz_rule_set_stage (finding, dz_grade_stage (limit, distance),
                     N_ ("the skin has an unusual colour"));
}

const DzRule dz_rules_light[] = {
  { "LIGHT-01", DZ_AUTHORITY_ASSIST, FALSE, judge_even, N_ ("the cheeks could not be measured"),
    dz_face_regions_cheeks },
  { "LIGHT-02", DZ_AUTHORITY_ASSIST, FALSE, judge_highlights,
    N_ ("the light on the face could not be measured"), dz_face_regions_face },
  { "LIGHT-03", DZ_AUTHORITY_ASSIST, FALSE, judge_exposure,
    N_ ("the light on the face could not be measured"), dz_face_regions_face },
  { "LIGHT-04", DZ_AUTHORITY_ASSIST, TRUE, judge_tones,
    N_ ("the light on the face could not be measured"), dz_face_regions_face },
  { "SHARP-01", DZ_AUTHORITY_ASSIST, FALSE, judge_sharpness,
    N_ ("the sharpness of the face could not be measured"), dz_face_regions_detail },
  { "COL-01", DZ_AUTHORITY_ASSIST, FALSE, judge_colour, N_ ("the cheeks could not be measured"),
    dz_face_regions_cheeks },
  { NULL },
};
