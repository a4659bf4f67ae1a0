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

static void
judge_colour (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzMeasurement *measurement = the_case->measurement;
  const Wall wall = {
    dz_measurement_get (measurement, DZ_QUANTITY_WALL_L),
    dz_measurement_get (measurement, DZ_QUANTITY_WALL_CHROMA),
    dz_measurement_get (measurement, DZ_QUANTITY_WALL_HUE),
  };
  const DzWallColour *colour;
  gboolean unknown;

  set_colour_limit (finding, the_case->profile);
  if (isnan (wall.lightness) || isnan (wall.chroma))
    return;
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

static DzOutcome
grade (const DzGrade *limit,
       double         value)
{
  if (value <= limit->pass)
    return DZ_OUTCOME_PASS;
  return value <= limit->warn ? DZ_OUTCOME_WARN : DZ_OUTCOME_FAIL;
}

/* Mean and 90th percentile are judged; the worse one is told, the percentile where they agree.
 * The outcomes pass, warn, fail are in rising order. */
static void
judge_spread (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzProfile *profile = the_case->profile;
  double mean = dz_measurement_get (the_case->measurement, DZ_QUANTITY_WALL_SPREAD_MEAN);
  double p90 = dz_measurement_get (the_case->measurement, DZ_QUANTITY_WALL_SPREAD_P90);
  DzOutcome by_mean = grade (&profile->wall.border_mean, mean);
  DzOutcome by_p90 = grade (&profile->wall.spread, p90);

  dz_rule_set_limit (finding, "≤ %g", profile->wall.spread.pass);
  if (isnan (mean) || isnan (p90))
    return;
  dz_rule_set_text (finding, "mean %.1f, p90 %.1f", mean, p90);
  dz_rule_set_value (finding, by_mean > by_p90 ? mean : p90, "ΔE");
  if (by_mean > by_p90)
    dz_rule_set_limit (finding, "≤ %g", profile->wall.border_mean.pass);
  switch (MAX (by_mean, by_p90))
    {
    case DZ_OUTCOME_PASS:
      dz_rule_pass (finding);
      break;
    case DZ_OUTCOME_WARN:
      dz_rule_warn (finding, N_ ("an uneven wall"));
      break;
    case DZ_OUTCOME_FAIL:
    case DZ_OUTCOME_UNMEASURED:
    default:
      dz_rule_fail (finding, NULL);
      break;
    }
}

const DzRule dz_rules_wall[] = {
  { "BG-01", DZ_AUTHORITY_ASSIST, FALSE, judge_colour, NULL },
  { "BG-02", DZ_AUTHORITY_ASSIST, FALSE, judge_spread, NULL },
  { "BG-03", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "BG-04", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { NULL },
};
