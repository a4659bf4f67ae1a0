/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* The wall behind the person. */

static gboolean
is_in (const DzRange *range,
       double         value)
{
  return value >= range->min && value <= range->max;
}

typedef struct
{
  double lightness;
  double chroma;
  double hue_deg;
} Wall;

/* The first colour of the profile that fits; @unknown where only a hue that was not measured
 * could tell. */
static const DzWallColour *
find_colour (const DzProfile *profile,
             const Wall      *wall,
             gboolean        *unknown)
{
  *unknown = FALSE;
  for (guint i = 0; i < profile->wall.n_colours; i++)
    {
      const DzWallColour *colour = &profile->wall.colours[i];

      if (!is_in (&colour->chroma, wall->chroma) || !is_in (&colour->lightness, wall->lightness))
        continue;
      if (!colour->has_hue || is_in (&colour->hue_deg, wall->hue_deg))
        return colour;
      *unknown = *unknown || isnan (wall->hue_deg);
    }
  return NULL;
}

static char *
describe_colour (const DzWallColour *colour)
{
  g_autofree char *hue = colour->has_hue
                           ? g_strdup_printf ("%g–%g° ", colour->hue_deg.min, colour->hue_deg.max)
                           : g_strdup ("");

  return g_strdup_printf ("%s: %sC %g–%g L %g–%g", colour->name, hue, colour->chroma.min,
                          colour->chroma.max, colour->lightness.min, colour->lightness.max);
}

/* The limit is what passes. */
static void
set_colour_limit (DzFinding       *finding,
                  const DzProfile *profile)
{
  g_autoptr(GString) limit = g_string_new (NULL);

  for (guint i = 0; i < profile->wall.n_colours; i++)
    {
      g_autofree char *described = describe_colour (&profile->wall.colours[i]);

      if (profile->wall.colours[i].outcome == DZ_OUTCOME_PASS)
        g_string_append_printf (limit, "%s%s", limit->len > 0 ? "; " : "", described);
    }
  dz_rule_set_limit (finding, "%s", limit->str);
}

/* Whether the picture shows enough wall to speak of. */
static gboolean
sees_wall (const DzCase *the_case,
           DzFinding    *finding)
{
  double share = dz_measurement_get (the_case->measurement, DZ_QUANTITY_WALL_SHARE);

  if (!(share < the_case->profile->wall.share_min))
    return TRUE;
  dz_rule_say_why (finding, N_ ("too little of the wall is seen"));
  return FALSE;
}

static void
judge_colour (const DzCase *the_case,
              DzFinding    *finding)
{
  Wall wall;
  const DzWallColour *colour;
  gboolean unknown;

  set_colour_limit (finding, the_case->profile);
  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_WALL_L, &wall.lightness) ||
      !dz_rule_read (the_case, finding, DZ_QUANTITY_WALL_CHROMA, &wall.chroma) ||
      !sees_wall (the_case, finding))
    return;
  wall.hue_deg = dz_measurement_get (the_case->measurement, DZ_QUANTITY_WALL_HUE);
  colour = find_colour (the_case->profile, &wall, &unknown);
  if (colour == NULL && unknown)
    return;
  dz_rule_set_value (finding, wall.hue_deg, isnan (wall.hue_deg) ? "" : "°");
  dz_rule_set_text (finding, "%s: %.0f° C %.0f L %.0f", colour != NULL ? colour->name : "other",
                    isnan (wall.hue_deg) ? 0 : wall.hue_deg, wall.chroma, wall.lightness);
  if (colour == NULL)
    dz_rule_fail (finding, NULL);
  else if (colour->outcome == DZ_OUTCOME_PASS)
    dz_rule_pass (finding);
  else
    dz_rule_warn (finding, N_ ("not the standard wall"));
}

static gboolean
is_by_mask (const DzMeasurement *measurement)
{
  return dz_measurement_get (measurement, DZ_QUANTITY_WALL_BY_MASK) == 1;
}

/* What makes the wall uneven: light that fades across it reads otherwise than things on it. */
static const char *
explain_spread (const DzCase *the_case)
{
  const DzWallLimits *limits = &the_case->profile->wall;
  double top_bottom = dz_measurement_get (the_case->measurement, DZ_QUANTITY_WALL_TOP_BOTTOM);
  double left_right = dz_measurement_get (the_case->measurement, DZ_QUANTITY_WALL_LEFT_RIGHT);

  if (top_bottom > limits->gradient_top_bottom && !(left_right > top_bottom))
    return N_ ("an uneven wall: it changes from top to bottom");
  if (left_right > limits->gradient_left_right)
    return N_ ("an uneven wall: it changes from side to side");
  return N_ ("an uneven wall");
}

/* Where no mask tells the wall, the border zone has a mean, too: sleeves and hair in it lift the
 * percentile, but a mean that is low says that they are all there is. */
static void
judge_border (const DzCase *the_case,
              DzFinding    *finding,
              double        p90)
{
  const DzWallLimits *limits = &the_case->profile->wall;
  DzStage stage = dz_grade_stage (&limits->spread, p90);
  DzStage by_mean;
  double mean;

  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_WALL_SPREAD_MEAN, &mean))
    return;
  by_mean = dz_grade_stage (&limits->border_mean, mean);
  dz_rule_set_text (finding, "mean %.1f, p90 %.1f", mean, p90);
  dz_rule_set_value (finding, by_mean > stage ? mean : p90, "ΔE");
  if (by_mean > stage)
    dz_rule_limit_grade (finding, &limits->border_mean);
  dz_rule_set_stage (finding, MAX (stage, by_mean), N_ ("an uneven wall"));
}

static void
judge_spread (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzWallLimits *limits = &the_case->profile->wall;
  const DzMeasurement *measurement = the_case->measurement;
  double p90;

  dz_rule_limit_grade (finding, &limits->spread);
  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_WALL_SPREAD_P90, &p90) ||
      !sees_wall (the_case, finding))
    return;
  if (!is_by_mask (measurement))
    {
      judge_border (the_case, finding, p90);
      return;
    }
  dz_rule_set_text (finding, "p90 %.1f, ↔ %.1f, ↕ %.1f", p90,
                    dz_measurement_get (measurement, DZ_QUANTITY_WALL_LEFT_RIGHT),
                    dz_measurement_get (measurement, DZ_QUANTITY_WALL_TOP_BOTTOM));
  dz_rule_set_value (finding, p90, "ΔE");
  dz_rule_set_stage (finding, dz_grade_stage (&limits->spread, p90), explain_spread (the_case));
}

static void
judge_shadow (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzWallLimits *limits = &the_case->profile->wall;
  double shadow;

  dz_rule_limit_grade (finding, &limits->shadow);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_WALL_SHADOW, &shadow) ||
      !sees_wall (the_case, finding))
    return;
  dz_rule_set_value (finding, shadow, "%");
  dz_rule_set_stage (finding, dz_grade_stage (&limits->shadow, shadow),
                     N_ ("a shadow beside the person"));
}

static void
judge_clothes (const DzCase *the_case,
               DzFinding    *finding)
{
  const DzWallLimits *limits = &the_case->profile->wall;
  double distance;

  dz_rule_limit_grade (finding, &limits->clothes);
  if (!dz_rule_read_face (the_case, finding, DZ_QUANTITY_CLOTHES_WALL, &distance))
    return;
  dz_rule_set_value (finding, distance, "ΔE");
  dz_rule_set_stage (finding, dz_grade_stage (&limits->clothes, distance),
                     N_ ("the clothes are close to the wall's colour"));
}

const DzRule dz_rules_wall[] = {
  { "BG-01", DZ_AUTHORITY_ASSIST, FALSE, judge_colour, N_ ("the wall could not be measured"),
    dz_face_regions_wall },
  { "BG-02", DZ_AUTHORITY_ASSIST, FALSE, judge_spread, N_ ("the wall could not be measured"),
    dz_face_regions_wall },
  { "BG-03", DZ_AUTHORITY_ASSIST, FALSE, judge_shadow,
    N_ ("the wall beside the person could not be measured"), dz_face_regions_wall },
  { "BG-04", DZ_AUTHORITY_ASSIST, FALSE, judge_clothes, N_ ("too little of the clothes is seen"),
    dz_face_regions_clothes },
  { NULL },
};
