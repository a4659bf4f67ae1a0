/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* Numbers before their limits. */

#define ROUNDING 1e-9 /* 456:600 is 0.76 and not a rounding error above it */

/* What is told is what is judged: 300.3 px are told as 300, and must not fail a limit of 300.
 * @parts is how many steps make one, since a tenth is no binary number. */
double
dz_rule_round (double value,
               double parts)
{
  return round (value * parts) / parts;
}

static gboolean
is_beyond (double   value,
           double   bound,
           gboolean at_least)
{
  return at_least ? value < bound - ROUNDING : value > bound + ROUNDING;
}

DzStage
dz_grade_stage (const DzGrade *grade,
                double         value)
{
  if (!is_beyond (value, grade->pass, grade->at_least))
    return DZ_STAGE_PASS;
  if (!is_beyond (value, grade->note, grade->at_least))
    return DZ_STAGE_NOTE;
  return is_beyond (value, grade->warn, grade->at_least) ? DZ_STAGE_FAIL : DZ_STAGE_WARN;
}

static gboolean
is_in (const DzRange *range,
       double         value)
{
  return !is_beyond (value, range->min, TRUE) && !is_beyond (value, range->max, FALSE);
}

DzStage
dz_band_stage (const DzBand *band,
               double        value)
{
  if (is_in (&band->pass, value))
    return DZ_STAGE_PASS;
  return is_in (&band->warn, value) ? DZ_STAGE_WARN : DZ_STAGE_FAIL;
}

/* A low cue speaks below its bound or at it where the calibration says so of eyes ("≤ 0.12"), a
 * high one from its bound on; of ears S < −0.10 speaks, and a measure never is −0.10 by the bit. */
static gboolean
speaks (const DzCue *cue,
        double       value,
        double       bound)
{
  if (isnan (bound))
    return FALSE;
  return cue->low ? value <= bound : value >= bound;
}

/* Whether a cue may never speak: its silence is no pass then, and a person looks. */
gboolean
dz_rule_cue_is_off (DzFinding   *finding,
                    const DzCue *cue)
{
  if (!isnan (cue->look) || !isnan (cue->warn))
    return FALSE;
  dz_rule_say_why (finding, DZ_WHY_PERSON);
  return TRUE;
}

DzCueLevel
dz_cue_level (const DzCue *cue,
              double       value)
{
  if (speaks (cue, value, cue->strong))
    return DZ_CUE_STRONG;
  if (speaks (cue, value, cue->warn))
    return DZ_CUE_WARN;
  return speaks (cue, value, cue->look) ? DZ_CUE_LOOK : DZ_CUE_QUIET;
}

/* @why is for what does not pass; a note and a warning differ in that a note proposes no reason. */
void
dz_rule_set_stage (DzFinding  *finding,
                   DzStage     stage,
                   const char *why)
{
  switch (stage)
    {
    case DZ_STAGE_NOTE:
      dz_rule_note (finding, why);
      break;
    case DZ_STAGE_WARN:
      dz_rule_warn (finding, why);
      break;
    case DZ_STAGE_FAIL:
      dz_rule_fail (finding, why);
      break;
    case DZ_STAGE_PASS:
    default:
      dz_rule_pass (finding);
      break;
    }
}

void
dz_rule_limit_grade (DzFinding     *finding,
                     const DzGrade *grade)
{
  dz_rule_set_limit (finding, grade->at_least ? "≥ %g" : "≤ %g", grade->pass);
}

/* What a cue must stay below, or above, not to speak. */
void
dz_rule_limit_cue (DzFinding   *finding,
                   const DzCue *cue)
{
  double bound = isnan (cue->warn) ? cue->look : cue->warn;

  if (!isnan (bound))
    dz_rule_set_limit (finding, cue->low ? "> %g" : "< %g", bound);
}
