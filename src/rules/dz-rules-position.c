/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* Where head and shoulders are, and how they are held. A place is a share of the picture, told in
 * px of the standard picture. */

/* Steps that are told, to one px, one percent or one degree. */
#define PX_PARTS 1
#define PERCENT_PARTS 10
#define DEGREE_PARTS 10

static double
get (const DzCase *the_case,
     DzQuantity    quantity)
{
  return dz_measurement_get (the_case->measurement, quantity);
}

static void
judge_band (DzFinding    *finding,
            const DzBand *band,
            double        value,
            const char   *unit)
{
  dz_rule_set_value (finding, value, unit);
  dz_rule_set_stage (finding, dz_band_stage (band, value), NULL);
}

static void
limit_band (DzFinding    *finding,
            const DzBand *band)
{
  dz_rule_set_limit (finding, "%g–%g", band->pass.min, band->pass.max);
}

/* Whether what hangs on the crown can be judged. A crown that is not to be trusted may be anywhere,
 * so that it neither passes nor fails: somebody has to look at the line, and may move it. */
static void
doubt_crown (const DzCase *the_case,
             DzFinding    *finding)
{
  double rough = get (the_case, DZ_QUANTITY_CROWN_ROUGH);

  if (rough == 0 || finding->outcome == DZ_OUTCOME_UNMEASURED)
    return;
  if (finding->outcome == DZ_OUTCOME_PASS)
    dz_rule_note (finding, N_ ("the top of the head is uncertain; look at its line"));
  else
    dz_rule_warn (finding, N_ ("the top of the head is uncertain; look at its line"));
}

/* Two places of the face along the picture's height or width, px. */
typedef struct
{
  double from;
  double to;
  double length; /* of the picture, > 0 */
} Span;

static gboolean
read_span (const DzCase *the_case,
           DzFinding    *finding,
           DzQuantity    from,
           DzQuantity    to,
           DzQuantity    length,
           Span         *span)
{
  return dz_rule_read (the_case, finding, length, &span->length) &&
         dz_rule_read_face (the_case, finding, from, &span->from) &&
         dz_rule_read_face (the_case, finding, to, &span->to) && span->length > 0;
}

/* What lies beyond the frame is a guess of the mesh, and a guess passes nothing. */
static void
doubt_guess (DzFinding  *finding,
             const Span *span)
{
  if (finding->outcome == DZ_OUTCOME_PASS && (span->from < 0 || span->to > span->length))
    dz_rule_warn (finding, N_ ("the frame cuts the face"));
}

static void
judge_crown (const DzCase *the_case,
             DzFinding    *finding)
{
  const DzPositionLimits *limits = &the_case->profile->position;
  double height;
  double crown;

  limit_band (finding, &limits->crown);
  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_HEIGHT, &height) ||
      !dz_rule_read_face (the_case, finding, DZ_QUANTITY_CROWN_Y, &crown) || height <= 0)
    return;
  judge_band (finding, &limits->crown,
              dz_rule_round (crown / height * limits->standard_height, PX_PARTS), "px");
  doubt_crown (the_case, finding);
}

static void
judge_eye_line (const DzCase *the_case,
                DzFinding    *finding)
{
  const DzPositionLimits *limits = &the_case->profile->position;
  Span eyes;

  limit_band (finding, &limits->eyes);
  if (!read_span (the_case, finding, DZ_QUANTITY_EYE_LEFT_Y, DZ_QUANTITY_EYE_RIGHT_Y,
                  DZ_QUANTITY_HEIGHT, &eyes))
    return;
  judge_band (finding, &limits->eyes,
              dz_rule_round ((eyes.from + eyes.to) / 2 / eyes.length * limits->standard_height,
                             PX_PARTS),
              "px");
}

static void
judge_face_width (const DzCase *the_case,
                  DzFinding    *finding)
{
  const DzPositionLimits *limits = &the_case->profile->position;
  Span face;

  limit_band (finding, &limits->face_width);
  if (!read_span (the_case, finding, DZ_QUANTITY_FACE_LEFT_X, DZ_QUANTITY_FACE_RIGHT_X,
                  DZ_QUANTITY_WIDTH, &face))
    return;
  judge_band (finding, &limits->face_width,
              dz_rule_round ((face.to - face.from) / face.length * limits->standard_width,
                             PX_PARTS),
              "px");
  doubt_guess (finding, &face);
}

static void
judge_head_height (const DzCase *the_case,
                   DzFinding    *finding)
{
  const DzPositionLimits *limits = &the_case->profile->position;
  Span head;

  limit_band (finding, &limits->head_height);
  if (!read_span (the_case, finding, DZ_QUANTITY_CROWN_Y, DZ_QUANTITY_CHIN_Y, DZ_QUANTITY_HEIGHT,
                  &head))
    return;
  judge_band (finding, &limits->head_height,
              dz_rule_round ((head.to - head.from) / head.length * 100, PERCENT_PARTS), "%");
  doubt_crown (the_case, finding);
  doubt_guess (finding, &head);
}

static void
judge_centre (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzPositionLimits *limits = &the_case->profile->position;
  double width;
  double middle;
  double off;

  dz_rule_limit_grade (finding, &limits->off_centre);
  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_WIDTH, &width) ||
      !dz_rule_read_face (the_case, finding, DZ_QUANTITY_FACE_MIDDLE_X, &middle) || width <= 0)
    return;
  off = dz_rule_round (fabs (middle / width - 0.5) * 100, PERCENT_PARTS);
  dz_rule_set_value (finding, off, "%");
  dz_rule_set_stage (finding, dz_grade_stage (&limits->off_centre, off),
                     middle < width / 2 ? N_ ("too far to the left of the picture")
                                        : N_ ("too far to the right of the picture"));
}

static void
judge_roll (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzGrade *limit = &the_case->profile->pose.roll;
  double roll;
  double size;

  dz_rule_limit_grade (finding, limit);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_ROLL, &roll))
    return;
  size = dz_rule_round (fabs (roll), DEGREE_PARTS);
  dz_rule_set_value (finding, size, "°");
  dz_rule_set_stage (finding, dz_grade_stage (limit, size), N_ ("the head is tilted"));
}

/* Two angles are judged; the one that is further beyond is told, the yaw where they agree. */
static void
judge_facing (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzPoseLimits *limits = &the_case->profile->pose;
  DzStage by_yaw;
  DzStage by_pitch;
  double yaw;
  double pitch;

  dz_rule_limit_grade (finding, &limits->yaw);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_YAW, &yaw) ||
      !dz_rule_read_face (the_case, finding, DZ_QUANTITY_PITCH, &pitch))
    return;
  yaw = dz_rule_round (fabs (yaw), DEGREE_PARTS);
  pitch = dz_rule_round (fabs (pitch - limits->pitch_bias), DEGREE_PARTS);
  by_yaw = dz_grade_stage (&limits->yaw, yaw);
  by_pitch = dz_grade_stage (&limits->pitch, pitch);
  dz_rule_set_value (finding, by_pitch > by_yaw ? pitch : yaw, "°");
  if (by_pitch > by_yaw)
    dz_rule_limit_grade (finding, &limits->pitch);
  dz_rule_set_stage (finding, MAX (by_yaw, by_pitch),
                     by_pitch > by_yaw ? N_ ("the head is raised or lowered")
                                       : N_ ("the head is turned aside"));
}

static void
judge_shoulders (const DzCase *the_case,
                 DzFinding    *finding)
{
  const DzGrade *limit = &the_case->profile->pose.shoulders;
  double tilt;
  double size;

  dz_rule_limit_grade (finding, limit);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_SHOULDER_TILT, &tilt))
    return;
  size = dz_rule_round (fabs (tilt), DEGREE_PARTS);
  dz_rule_set_value (finding, size, "°");
  dz_rule_set_stage (finding, dz_grade_stage (limit, size), N_ ("one shoulder is higher"));
}

const DzRule dz_rules_position[] = {
  { "POS-01", DZ_AUTHORITY_ASSIST, FALSE, judge_crown, N_ ("the top of the head is not known"),
    dz_face_regions_above_head },
  { "POS-02", DZ_AUTHORITY_ASSIST, FALSE, judge_eye_line, N_ ("the pupils are not known"),
    dz_face_regions_eyes },
  { "POS-03", DZ_AUTHORITY_ASSIST, FALSE, judge_face_width,
    N_ ("the outline of the face is not known"), dz_face_regions_face },
  { "POS-04", DZ_AUTHORITY_ASSIST, FALSE, judge_head_height,
    N_ ("the top of the head is not known"), dz_face_regions_head },
  { "POS-05", DZ_AUTHORITY_ASSIST, FALSE, judge_centre, N_ ("the middle of the face is not known"),
    dz_face_regions_face },
  { "POSE-01", DZ_AUTHORITY_ASSIST, FALSE, judge_roll, N_ ("the eye line is not known"),
    dz_face_regions_eyes },
  { "POSE-02", DZ_AUTHORITY_HUMAN, FALSE, judge_facing, N_ ("the pose is not known"),
    dz_face_regions_head },
  { "POSE-03", DZ_AUTHORITY_ASSIST, FALSE, judge_shoulders, N_ ("the shoulders are not seen"),
    dz_face_regions_shoulders },
  { NULL },
};
