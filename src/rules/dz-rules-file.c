/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* Facts of the file itself. */

static double
get (const DzCase *the_case,
     DzQuantity    quantity)
{
  return dz_measurement_get (the_case->measurement, quantity);
}

/* FILE-01, once it is known that the bytes are a JPEG that decodes. */
static void
judge_tail (const DzCase *the_case,
            DzFinding    *finding)
{
  double trailing = get (the_case, DZ_QUANTITY_TRAILING_BYTES);

  if (get (the_case, DZ_QUANTITY_TRUNCATED) > 0)
    {
      if (the_case->measurement->problem != NULL)
        dz_rule_set_text (finding, "%s", the_case->measurement->problem);
      dz_rule_warn (finding, N_ ("the data are damaged or end early"));
    }
  else if (trailing > 0)
    {
      dz_rule_set_value (finding, trailing, "B");
      dz_rule_set_limit (finding, "≤ 0");
      dz_rule_note (finding, N_ ("other data follow the picture"));
    }
  else if (trailing == 0 && get (the_case, DZ_QUANTITY_TRUNCATED) == 0)
    dz_rule_pass (finding);
}

static void
judge_format (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzMeasurement *measurement = the_case->measurement;
  double decodes = get (the_case, DZ_QUANTITY_DECODES);

  dz_rule_set_limit (finding, "JPEG");
  dz_rule_set_text (finding, "%s", dz_photo_format_to_nick (measurement->format));
  if (measurement->format != DZ_PHOTO_FORMAT_JPEG &&
      (measurement->format != DZ_PHOTO_FORMAT_UNKNOWN || decodes == 0))
    dz_rule_fail (finding, N_ ("not a JPEG"));
  else if (decodes == 0)
    {
      if (measurement->problem != NULL)
        dz_rule_set_text (finding, "%s", measurement->problem);
      dz_rule_fail (finding, N_ ("the JPEG cannot be decoded"));
    }
  else if (decodes > 0)
    judge_tail (the_case, finding);
}

static void
judge_size (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double bytes = get (the_case, DZ_QUANTITY_BYTES);

  dz_rule_set_value (finding, bytes, "B");
  dz_rule_set_limit (finding, "> %.0f", limits->size_over);
  if (bytes <= limits->size_over)
    dz_rule_fail (finding, NULL);
  else if (bytes > limits->size_warn_over)
    {
      dz_rule_set_limit (finding, "≤ %.0f", limits->size_warn_over);
      dz_rule_note (finding, N_ ("an unusually large file"));
    }
  else if (bytes > limits->size_over)
    dz_rule_pass (finding);
}

/* Two numbers are judged; the one that is nearer to its limit, or further below, is told. */
static void
judge_pixels (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double width = get (the_case, DZ_QUANTITY_WIDTH);
  double height = get (the_case, DZ_QUANTITY_HEIGHT);

  dz_rule_set_limit (finding, "≥ %.0f×%.0f", limits->width_min, limits->height_min);
  if (isnan (width) || isnan (height))
    return;
  dz_rule_set_text (finding, "%.0f×%.0f", width, height);
  dz_rule_set_value (finding,
                     width / limits->width_min < height / limits->height_min ? width : height,
                     "px");
  if (width < limits->width_min || height < limits->height_min)
    dz_rule_fail (finding, NULL);
  else
    dz_rule_pass (finding);
}

static void
judge_ratio (const DzCase *the_case,
             DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double wanted = limits->ratio_width / limits->ratio_height;
  double ratio = get (the_case, DZ_QUANTITY_WIDTH) / get (the_case, DZ_QUANTITY_HEIGHT);
  double distance = fabs (ratio - wanted);
  DzStage stage;

  dz_rule_set_limit (finding, "%g:%g ± %g", limits->ratio_width, limits->ratio_height,
                     limits->ratio_distance.pass);
  if (!isfinite (ratio))
    return;
  dz_rule_set_value (finding, ratio, "");
  stage = dz_grade_stage (&limits->ratio_distance, distance);
  dz_rule_set_stage (finding, stage, stage == DZ_STAGE_WARN ? N_ ("a crop helps") : NULL);
}

/* How many components a file has is a fact and may refuse; how grey a picture looks is not. */
static void
judge_components (const DzCase *the_case,
                  DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double components = get (the_case, DZ_QUANTITY_COMPONENTS);

  dz_rule_set_value (finding, components, "");
  dz_rule_set_limit (finding, "%g", limits->components);
  if (components < limits->components)
    {
      finding->authority = DZ_AUTHORITY_AUTO;
      dz_rule_fail (finding, N_ ("too few colour components"));
    }
  else
    dz_rule_note (finding, N_ ("CMYK or another colour model"));
}

static void
judge_depth_and_profile (const DzCase *the_case,
                         DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double bit_depth = get (the_case, DZ_QUANTITY_BIT_DEPTH);
  double srgb = get (the_case, DZ_QUANTITY_SRGB);

  if (!isnan (bit_depth) && bit_depth != limits->bit_depth)
    {
      dz_rule_set_value (finding, bit_depth, "bit");
      dz_rule_set_limit (finding, "%g", limits->bit_depth);
      dz_rule_note (finding, N_ ("another bit depth"));
    }
  else if (srgb == 0)
    dz_rule_note (finding, N_ ("a colour profile other than sRGB"));
  else if (!isnan (bit_depth) && !isnan (srgb))
    dz_rule_pass (finding);
}

static void
judge_colour (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double components = get (the_case, DZ_QUANTITY_COMPONENTS);
  double grey_distance = get (the_case, DZ_QUANTITY_GREY_DISTANCE);

  dz_rule_set_limit (finding, "≥ %g", limits->grey_distance_min);
  if (isnan (components))
    return;
  if (components < limits->components)
    {
      judge_components (the_case, finding);
      return;
    }
  if (isnan (grey_distance))
    return;
  dz_rule_set_value (finding, grey_distance, "");
  if (grey_distance < limits->grey_distance_min)
    dz_rule_fail (finding, N_ ("the picture is grey"));
  else if (components > limits->components)
    judge_components (the_case, finding);
  else
    judge_depth_and_profile (the_case, finding);
}

/* The tables say how strongly the file was compressed last; blocks, that it was so before, too.
 * Where they alone speak, the quality is good, and telling it would gainsay them: their number is
 * told in words, so that the sentence to the student, which is of the quality, has none. */
static void
judge_blockiness (const DzCase *the_case,
                  DzFinding    *finding)
{
  double blockiness = get (the_case, DZ_QUANTITY_BLOCKINESS);
  const DzGrade *grade = &the_case->profile->file.blockiness;
  DzStage stage;

  if (isnan (blockiness))
    return;
  dz_rule_set_text (finding, "blockiness %.2f", blockiness);
  stage = dz_grade_stage (grade, blockiness);
  if (stage != DZ_STAGE_PASS && finding->outcome == DZ_OUTCOME_PASS)
    {
      dz_rule_set_value (finding, NAN, "");
      dz_rule_limit_grade (finding, grade);
    }
  if (stage > (finding->outcome == DZ_OUTCOME_PASS ? DZ_STAGE_PASS : DZ_STAGE_NOTE))
    dz_rule_set_stage (finding, stage, N_ ("traces of strong compression are seen"));
}

static void
judge_quality (const DzCase *the_case,
               DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double quality;

  dz_rule_limit_grade (finding, &limits->quality);
  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_QUALITY, &quality))
    return;
  dz_rule_set_value (finding, quality, "");
  dz_rule_set_stage (finding, dz_grade_stage (&limits->quality, quality), NULL);
  if (finding->outcome != DZ_OUTCOME_FAIL)
    judge_blockiness (the_case, finding);
}

static void
judge_dpi (const DzCase *the_case,
           DzFinding    *finding)
{
  const DzFileLimits *limits = &the_case->profile->file;
  double dpi = get (the_case, DZ_QUANTITY_DPI);

  dz_rule_set_limit (finding, "%g", limits->dpi);
  if (isnan (dpi))
    return;
  dz_rule_set_value (finding, dpi, "dpi");
  if (fabs (dpi - limits->dpi) < 0.5)
    dz_rule_pass (finding);
  else
    dz_rule_warn (finding, N_ ("set on export"));
}

const DzRule dz_rules_file[] = {
  { "FILE-01", DZ_AUTHORITY_AUTO, FALSE, judge_format, DZ_WHY_UNREADABLE, NULL },
  { "FILE-02", DZ_AUTHORITY_AUTO, FALSE, judge_size, DZ_WHY_UNREADABLE, NULL },
  { "FILE-03", DZ_AUTHORITY_AUTO, FALSE, judge_pixels, DZ_WHY_UNREADABLE, NULL },
  { "FILE-04", DZ_AUTHORITY_ASSIST, FALSE, judge_ratio, DZ_WHY_UNREADABLE, NULL },
  { "FILE-05", DZ_AUTHORITY_ASSIST, FALSE, judge_colour, DZ_WHY_UNREADABLE, NULL },
  { "FILE-06", DZ_AUTHORITY_ASSIST, FALSE, judge_quality, DZ_WHY_UNREADABLE, NULL },
  { "FILE-07", DZ_AUTHORITY_AUTO, TRUE, judge_dpi, DZ_WHY_UNREADABLE, NULL },
  { NULL },
};
