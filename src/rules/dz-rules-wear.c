/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* What a person wears. */

static gboolean
are_worn (const DzCase *the_case,
          double        line)
{
  return dz_cue_level (&the_case->profile->wear.glasses_line, line) >= DZ_CUE_WARN;
}

/* Bright spots on the lenses: a few of them are a note, many a warning (calibration §5). */
static void
judge_spots (const DzCase *the_case,
             DzFinding    *finding,
             double        glare)
{
  const DzCue *cue = &the_case->profile->wear.glasses_glare;

  dz_rule_limit_cue (finding, cue);
  dz_rule_set_value (finding, glare, "");
  if (dz_cue_level (cue, glare) >= DZ_CUE_WARN)
    dz_rule_warn (finding, N_ ("the glasses reflect light"));
  else
    dz_rule_note (finding, N_ ("glasses with bright spots: look whether they reflect"));
}

static gboolean
may_speak (const DzCue *cue)
{
  return !isnan (cue->look) || !isnan (cue->warn);
}

/* Told is how much they reflect, where that is known: that their rims are clear is no fault. */
static void
note_worn (const DzCase *the_case,
           DzFinding    *finding,
           double        glare)
{
  const DzCue *cue = &the_case->profile->wear.glasses_glare;

  if (!isnan (glare) && may_speak (cue))
    {
      dz_rule_limit_cue (finding, cue);
      dz_rule_set_value (finding, glare, "");
    }
  dz_rule_note (finding, N_ ("glasses: look whether they reflect or the frame covers the eyes"));
}

/* Glasses may be worn, so that seeing some is a note: what is asked is whether they reflect or
 * cover the eyes. */
static void
judge_glare (const DzCase *the_case,
             DzFinding    *finding)
{
  const DzWearLimits *limits = &the_case->profile->wear;
  double glare = dz_measurement_get (the_case->measurement, DZ_QUANTITY_LENS_GLARE);
  double line;

  dz_rule_limit_cue (finding, &limits->glasses_line);
  if (!dz_rule_read_fine (the_case, finding, DZ_QUANTITY_GLASSES, &line))
    return;
  dz_rule_set_value (finding, line, "");
  if (dz_rule_cue_is_off (finding, &limits->glasses_line))
    return;
  if (!are_worn (the_case, line))
    dz_rule_pass (finding);
  else if (!isnan (glare) && dz_cue_level (&limits->glasses_glare, glare) != DZ_CUE_QUIET)
    judge_spots (the_case, finding, glare);
  else
    note_worn (the_case, finding, glare);
}

static void
judge_tint (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzWearLimits *limits = &the_case->profile->wear;
  double line;
  double tint;

  dz_rule_limit_cue (finding, &limits->glasses_tint);
  if (!dz_rule_read_fine (the_case, finding, DZ_QUANTITY_GLASSES, &line) ||
      !dz_rule_read_fine (the_case, finding, DZ_QUANTITY_LENS_TINT, &tint))
    return;
  dz_rule_set_value (finding, tint, "");
  if (dz_rule_cue_is_off (finding, &limits->glasses_line) ||
      dz_rule_cue_is_off (finding, &limits->glasses_tint))
    return;
  if (are_worn (the_case, line) && dz_cue_level (&limits->glasses_tint, tint) >= DZ_CUE_WARN)
    dz_rule_warn (finding, N_ ("the lenses may be tinted"));
  else
    dz_rule_pass (finding);
}

/* A cue that misses too much to pass a photo by its silence: a person looks in any case, and is
 * told where it speaks. */
static void
judge_hint (const DzCase *the_case,
            DzFinding    *finding,
            DzQuantity    quantity,
            const DzCue  *cue,
            const char   *why)
{
  double value = dz_measurement_get (the_case->measurement, quantity);
  DzCueLevel level;

  if (isnan (value) || !dz_rule_read_face (the_case, finding, quantity, &value))
    return;
  dz_rule_limit_cue (finding, cue);
  dz_rule_set_value (finding, value, "");
  level = dz_cue_level (cue, value);
  if (level >= DZ_CUE_WARN)
    dz_rule_warn (finding, why);
  else if (level == DZ_CUE_LOOK)
    dz_rule_say_why (finding, why);
}

static void
judge_headwear (const DzCase *the_case,
                DzFinding    *finding)
{
  judge_hint (the_case, finding, DZ_QUANTITY_HEADWEAR, &the_case->profile->wear.headwear,
              N_ ("look whether something covers the head"));
}

static void
judge_jewellery (const DzCase *the_case,
                 DzFinding    *finding)
{
  judge_hint (the_case, finding, DZ_QUANTITY_JEWELLERY, &the_case->profile->wear.jewellery,
              N_ ("look for earrings or a necklace"));
}

static void
judge_bare (const DzCase *the_case,
            DzFinding    *finding)
{
  judge_hint (the_case, finding, DZ_QUANTITY_BARE_SHOULDERS,
              &the_case->profile->wear.bare_shoulders, N_ ("the shoulders may be bare"));
}

static void
judge_make_up (const DzCase *the_case,
               DzFinding    *finding)
{
  judge_hint (the_case, finding, DZ_QUANTITY_LIP_CHROMA, &the_case->profile->wear.lip_chroma,
              N_ ("strongly coloured lips: look at the make-up"));
}

const DzRule dz_rules_wear[] = {
  { "GLASS-01", DZ_AUTHORITY_HUMAN, FALSE, judge_glare, N_ ("the glasses could not be measured"),
    dz_face_regions_glasses },
  { "GLASS-02", DZ_AUTHORITY_HUMAN, FALSE, judge_tint, N_ ("the glasses could not be measured"),
    dz_face_regions_glasses },
  { "GLASS-03", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_PERSON, dz_face_regions_glasses },
  { "HEAD-01", DZ_AUTHORITY_HUMAN, FALSE, judge_headwear, DZ_WHY_PERSON,
    dz_face_regions_head_top },
  { "ACC-01", DZ_AUTHORITY_HUMAN, FALSE, judge_jewellery, DZ_WHY_PERSON,
    dz_face_regions_jewellery },
  { "CLOTH-01", DZ_AUTHORITY_HUMAN, FALSE, judge_bare, DZ_WHY_PERSON, dz_face_regions_shoulders },
  { "MAKE-01", DZ_AUTHORITY_HUMAN, FALSE, judge_make_up, DZ_WHY_PERSON, dz_face_regions_face },
  { NULL },
};
