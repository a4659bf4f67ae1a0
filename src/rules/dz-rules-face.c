/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* The face: one, eyes open, lips closed, brows and ears free. */

static double
get (const DzCase *the_case,
     DzQuantity    quantity)
{
  return dz_measurement_get (the_case->measurement, quantity);
}

/* FACE-01 of a single upright face: whole, and clear enough to be one. Where the detector alone saw
 * it, and nothing of it could be measured, it is not clear. */
static void
judge_one_face (const DzCase *the_case,
                DzFinding    *finding)
{
  const DzFaceLimits *limits = &the_case->profile->face;
  double cut = get (the_case, DZ_QUANTITY_FACE_CUT);
  DzStage stage = isnan (cut) ? DZ_STAGE_PASS : dz_grade_stage (&limits->cut, cut);

  if (stage != DZ_STAGE_PASS)
    dz_rule_set_stage (finding, stage, N_ ("the frame cuts the face"));
  else if (!isnan (cut) && get (the_case, DZ_QUANTITY_FACE_SCORE) >= limits->score)
    dz_rule_pass (finding);
  else
    dz_rule_warn (finding, N_ ("it may not be a clear photo of a person"));
}

static void
judge_single (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzFaceLimits *limits = &the_case->profile->face;
  double faces;

  dz_rule_set_limit (finding, "1");
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_FACES, &faces))
    return;
  dz_rule_set_value (finding, faces, "");
  if (faces == 0)
    dz_rule_fail (finding, N_ ("no face was found"));
  else if (get (the_case, DZ_QUANTITY_FACE_TURN) != 0)
    dz_rule_fail (finding, N_ ("the face stands upright only after the photo is turned"));
  else if (faces < 2)
    judge_one_face (the_case, finding);
  else if (get (the_case, DZ_QUANTITY_SECOND_FACE_SHARE) < limits->second_share)
    dz_rule_warn (finding, N_ ("there may be a second, small face"));
  else
    dz_rule_fail (finding, N_ ("there is more than one face"));
}

/* What a cue says of a trait that is seen or not. @whys are for look, warn and strong. */
static void
judge_cue (DzFinding   *finding,
           const DzCue *cue,
           double       value,
           const char  *whys[3])
{
  dz_rule_set_value (finding, value, "");
  if (dz_rule_cue_is_off (finding, cue))
    return;
  switch (dz_cue_level (cue, value))
    {
    case DZ_CUE_LOOK:
      dz_rule_say_why (finding, whys[0]);
      break;
    case DZ_CUE_WARN:
      dz_rule_warn (finding, whys[1]);
      break;
    case DZ_CUE_STRONG:
      dz_rule_warn (finding, whys[2]);
      break;
    case DZ_CUE_QUIET:
    default:
      dz_rule_pass (finding);
      break;
    }
}

static void
judge_open (const DzCase *the_case,
            DzFinding    *finding)
{
  static const char *whys[] = {
    N_ ("narrow eyes: look whether they are open"),
    N_ ("an eye is nearly closed"),
    N_ ("an eye is closed"),
  };
  const DzCue *cue = &the_case->profile->eyes.opening;
  double left;
  double right;

  dz_rule_limit_cue (finding, cue);
  if (dz_rule_read_fine (the_case, finding, DZ_QUANTITY_EYE_OPEN_LEFT, &left) &&
      dz_rule_read_fine (the_case, finding, DZ_QUANTITY_EYE_OPEN_RIGHT, &right))
    judge_cue (finding, cue, fmin (left, right), whys);
}

/* How often a look aside is missed is not known, so that a quiet cue is no pass. */
static void
judge_gaze (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzEyeLimits *limits = &the_case->profile->eyes;
  double height = get (the_case, DZ_QUANTITY_GAZE_Y);
  double aside;
  double off;

  if (isnan (get (the_case, DZ_QUANTITY_GAZE_X)) ||
      !dz_rule_read_fine (the_case, finding, DZ_QUANTITY_GAZE_X, &aside))
    return;
  off = fabs (aside - limits->gaze_straight);
  dz_rule_set_limit (finding, "< %g", limits->gaze_off);
  dz_rule_set_value (finding, off, "");
  if (off >= limits->gaze_off)
    dz_rule_warn (finding, N_ ("the eyes may look aside"));
  else if (height < limits->gaze_height.min || height > limits->gaze_height.max)
    dz_rule_say_why (finding, N_ ("look whether the eyes look up or down"));
}

static void
judge_red (const DzCase *the_case,
           DzFinding    *finding)
{
  double limit = the_case->profile->eyes.red_share;
  double red;

  dz_rule_set_limit (finding, "< %g", limit);
  if (!dz_rule_read_fine (the_case, finding, DZ_QUANTITY_RED_EYE, &red))
    return;
  dz_rule_set_value (finding, red, "");
  if (red >= limit)
    dz_rule_warn (finding, N_ ("red in a pupil"));
  else
    dz_rule_pass (finding);
}

/* Gap and teeth are two cues of one trait: the louder one is told, the gap where they agree. */
static void
judge_mouth (const DzCase *the_case,
             DzFinding    *finding)
{
  static const char *gap_whys[] = {
    N_ ("look whether the lips are closed"),
    N_ ("the lips are open"),
    N_ ("the mouth is wide open"),
  };
  static const char *teeth_whys[] = {
    N_ ("look whether teeth show"),
    N_ ("teeth may show"),
    N_ ("teeth show"),
  };
  const DzMouthLimits *limits = &the_case->profile->mouth;
  double teeth = get (the_case, DZ_QUANTITY_TEETH);
  gboolean by_teeth;
  double gap;

  dz_rule_limit_cue (finding, &limits->lip_gap);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_LIP_GAP, &gap))
    return;
  by_teeth = !isnan (teeth) &&
             dz_cue_level (&limits->teeth, teeth) > dz_cue_level (&limits->lip_gap, gap);
  if (by_teeth)
    dz_rule_limit_cue (finding, &limits->teeth);
  judge_cue (finding, by_teeth ? &limits->teeth : &limits->lip_gap, by_teeth ? teeth : gap,
             by_teeth ? teeth_whys : gap_whys);
}

static void
judge_brows (const DzCase *the_case,
             DzFinding    *finding)
{
  static const char *whys[] = {
    N_ ("look whether hair touches a brow"),
    N_ ("hair at a brow: look whether it covers it"),
    N_ ("hair covers a brow"),
  };
  const DzCue *cue = &the_case->profile->brows;
  double left;
  double right;

  dz_rule_limit_cue (finding, cue);
  if (dz_rule_read_fine (the_case, finding, DZ_QUANTITY_BROW_HAIR_LEFT, &left) &&
      dz_rule_read_fine (the_case, finding, DZ_QUANTITY_BROW_HAIR_RIGHT, &right))
    judge_cue (finding, cue, fmax (left, right), whys);
}

/* The person's own ear, as they are told it: on the picture's left is their right one. */
static const char *
name_ears (DzCueLevel left,
           DzCueLevel right,
           DzCueLevel level)
{
  if (left >= level && right >= level)
    return N_ ("both ears");
  return left >= level ? N_ ("right ear") : N_ ("left ear");
}

/* Told and shown are the ears that are the matter; both where it is both. */
static void
point_at_ears (const DzCase *the_case,
               DzFinding    *finding,
               DzCueLevel    left,
               DzCueLevel    right)
{
  DzCueLevel level = MAX (left, right);

  dz_rule_set_text (finding, "%s", name_ears (left, right, level));
  if (left != right)
    finding->region = dz_face_regions_ear (the_case->regions,
                                           left > right ? DZ_SIDE_LEFT : DZ_SIDE_RIGHT);
}

static void
judge_ears (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzCue *cue = &the_case->profile->ears;
  double scores[2];
  gboolean left_known;
  gboolean right_known;
  DzCueLevel left;
  DzCueLevel right;

  dz_rule_limit_cue (finding, cue);
  left_known = dz_rule_read_fine (the_case, finding, DZ_QUANTITY_EAR_LEFT, &scores[0]);
  right_known = dz_rule_read_fine (the_case, finding, DZ_QUANTITY_EAR_RIGHT, &scores[1]);
  if ((!left_known && !right_known) || dz_rule_cue_is_off (finding, cue))
    return;
  /* An ear that could not be judged is one to look at. */
  left = left_known ? dz_cue_level (cue, scores[0]) : DZ_CUE_LOOK;
  right = right_known ? dz_cue_level (cue, scores[1]) : DZ_CUE_LOOK;
  dz_rule_set_value (finding, fmin (left_known ? scores[0] : 1, right_known ? scores[1] : 1), "");
  if (MAX (left, right) == DZ_CUE_QUIET)
    {
      dz_rule_pass (finding);
      return;
    }
  point_at_ears (the_case, finding, left, right);
  if (MAX (left, right) >= DZ_CUE_WARN)
    dz_rule_warn (finding, N_ ("an ear is probably hidden"));
  else if (left_known && right_known)
    dz_rule_say_why (finding, N_ ("look whether an ear is partly covered"));
}

const DzRule dz_rules_face[] = {
  { "FACE-01", DZ_AUTHORITY_ASSIST, FALSE, judge_single, N_ ("the face could not be measured"),
    dz_face_regions_head },
  { "EYE-01", DZ_AUTHORITY_HUMAN, FALSE, judge_open, N_ ("the eyes could not be measured"),
    dz_face_regions_eyes },
  { "EYE-02", DZ_AUTHORITY_HUMAN, FALSE, judge_gaze, DZ_WHY_PERSON, dz_face_regions_eyes },
  { "EYE-03", DZ_AUTHORITY_ASSIST, FALSE, judge_red, N_ ("the pupils could not be measured"),
    dz_face_regions_eyes },
  { "MOUTH-01", DZ_AUTHORITY_HUMAN, FALSE, judge_mouth, N_ ("the mouth could not be measured"),
    dz_face_regions_mouth },
  { "HAIR-01", DZ_AUTHORITY_HUMAN, FALSE, judge_brows, N_ ("the brows could not be measured"),
    dz_face_regions_brows },
  { "EAR-01", DZ_AUTHORITY_HUMAN, FALSE, judge_ears,
    N_ ("an ear could not be judged: it lies beyond the frame, or the head is turned"),
    dz_face_regions_ears },
  { NULL },
};
