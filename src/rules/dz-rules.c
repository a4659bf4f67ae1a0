/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rules.h"

#include "dz-reason-builtin.h"
#include "dz-rule-private.h"

/* The order of photo-standards §4.1. */
static const DzRule *const families[] = {
  dz_rules_file, dz_rules_origin, dz_rules_wall,     dz_rules_position, dz_rules_face,
  dz_rules_wear, dz_rules_light,  dz_rules_register, dz_rules_style,
};

static DzFinding *
judge_rule (const DzRule *rule,
            const DzCase *the_case)
{
  DzFinding *finding = dz_finding_new (rule->id, rule->authority);
  const DzReason *reason = rule->internal ? NULL : dz_reason_for_rule (rule->id);

  finding->internal = rule->internal;
  finding->reason = reason != NULL ? g_strdup (reason->code) : NULL;
  finding->why = g_strdup (rule->why);
  if (rule->region != NULL)
    finding->region = rule->region (the_case->regions);
  if (rule->judge != NULL)
    rule->judge (the_case, finding);
  return finding;
}

/**
 * dz_rules_know:
 * @id: a word
 *
 * Returns: whether @id is the id of a rule
 */
gboolean
dz_rules_know (const char *id)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      for (const DzRule *rule = families[i]; rule->id != NULL; rule++)
        {
          if (g_str_equal (rule->id, id))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * dz_rules_get_basis:
 * @id: id of a rule
 *
 * Returns: what it judges by; who judges a photo again later may not have all of it
 */
DzRuleBasis
dz_rules_get_basis (const char *id)
{
  static const char *const by_window[] = { "ORIG-04", "SHARP-01", NULL };
  static const char *const by_others[] = {
    "ORIG-05", "ORIG-06", "ORIG-07", "REC-01", "REC-02", "REC-03", "REC-04", NULL,
  };

  g_return_val_if_fail (id != NULL, DZ_RULE_BASIS_PHOTO);

  if (g_strv_contains (by_others, id))
    return DZ_RULE_BASIS_OTHERS;
  return g_strv_contains (by_window, id) ? DZ_RULE_BASIS_WINDOW : DZ_RULE_BASIS_PHOTO;
}

/**
 * dz_rules_only_asks:
 * @finding: what a rule said
 *
 * Returns: whether it says no more than that a person should look
 */
gboolean
dz_rules_only_asks (const DzFinding *finding)
{
  g_return_val_if_fail (finding != NULL, FALSE);

  return g_strcmp0 (finding->why, DZ_WHY_PERSON) == 0;
}

/**
 * dz_rules_judge:
 * @measurement: the numbers of one photo
 * @facts: (nullable): what the register knows; %NULL where none is at hand, and then the rules of
 *   the family REC say nothing
 * @peers: (nullable): what other photos say; %NULL where none are at hand, and then the rules that
 *   compare say nothing
 * @profile: the limits
 *
 * Asks every rule once. The same arguments always give the same findings.
 *
 * Returns: (transfer full) (element-type DzFinding): one finding a rule, in the order of the table
 */
GPtrArray *
dz_rules_judge (const DzMeasurement *measurement,
                const DzRegister    *facts,
                const DzPeers       *peers,
                DzProfile           *profile)
{
  DzFaceRegions regions;
  const DzCase the_case = { measurement, facts, peers, profile, &regions };
  GPtrArray *findings;

  g_return_val_if_fail (measurement != NULL, NULL);
  g_return_val_if_fail (profile != NULL, NULL);

  dz_face_regions_init (&regions, measurement);
  findings = dz_findings_new ();
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      for (const DzRule *rule = families[i]; rule->id != NULL; rule++)
        g_ptr_array_add (findings, judge_rule (rule, &the_case));
    }
  return findings;
}
