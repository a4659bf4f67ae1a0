/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-finding.h"

#include <math.h>

/**
 * dz_finding_new:
 * @rule: the rule's id
 * @authority: what its outcome may do
 *
 * Makes a finding that says nothing yet: unmeasured, without value, limit or region.
 *
 * Returns: (transfer full): a finding
 */
DzFinding *
dz_finding_new (const char *rule,
                DzAuthority authority)
{
  DzFinding *self = g_new0 (DzFinding, 1);

  self->rule = g_strdup (rule);
  self->outcome = DZ_OUTCOME_UNMEASURED;
  self->authority = authority;
  self->value = NAN;
  self->unit = g_strdup ("");
  self->limit = g_strdup ("");
  return self;
}

/**
 * dz_finding_copy:
 * @self: a finding
 *
 * Returns: (transfer full): a deep copy
 */
DzFinding *
dz_finding_copy (const DzFinding *self)
{
  DzFinding *copy = g_new (DzFinding, 1);

  g_return_val_if_fail (self != NULL, NULL);

  *copy = *self;
  copy->rule = g_strdup (self->rule);
  copy->text = g_strdup (self->text);
  copy->unit = g_strdup (self->unit);
  copy->limit = g_strdup (self->limit);
  copy->reason = g_strdup (self->reason);
  copy->why = g_strdup (self->why);
  return copy;
}

/**
 * dz_finding_free:
 * @self: (transfer full) (nullable): a finding
 */
void
dz_finding_free (DzFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_free (self->text);
  g_free (self->unit);
  g_free (self->limit);
  g_free (self->reason);
  g_free (self->why);
  g_free (self);
}

/**
 * dz_findings_new:
 *
 * Returns: (transfer full) (element-type DzFinding): an empty list that owns its findings
 */
GPtrArray *
dz_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_free);
}

/**
 * dz_findings_find:
 * @findings: (element-type DzFinding): what the rules said
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): what that rule said; %NULL where it was not asked
 */
const DzFinding *
dz_findings_find (GPtrArray  *findings,
                  const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (g_strcmp0 (finding->rule, rule) == 0)
        return finding;
    }
  return NULL;
}

static const DzFinding *
find_or (GPtrArray       *findings,
         const DzFinding *otherwise)
{
  const DzFinding *found = dz_findings_find (findings, otherwise->rule);

  return found != NULL ? found : otherwise;
}

/**
 * dz_findings_replace:
 * @findings: (element-type DzFinding): what the rules said
 * @changed: (element-type DzFinding): what some of them say instead
 *
 * Puts findings in the place of those of the same rule. A rule that was not asked before does not
 * come to it.
 */
void
dz_findings_replace (GPtrArray *findings,
                     GPtrArray *changed)
{
  for (guint i = 0; changed->len > 0 && i < findings->len; i++)
    {
      DzFinding **place = (DzFinding **) &g_ptr_array_index (findings, i);
      DzFinding *instead = dz_finding_copy (find_or (changed, *place));

      dz_finding_free (*place);
      *place = instead;
    }
}

/**
 * dz_findings_list_failing:
 * @findings: (element-type DzFinding): what the rules said
 * @waivers: (nullable) (element-type DzWaiver): the student's, that stand
 *
 * Lists what stands in the way of an approval: every rule that fails, is no internal note, and is
 * not waived for the student. Each wants an override (#DzDecision) before the photo is approved. Of
 * what is listed, dz_findings_refuse() says whether it refuses by itself.
 *
 * Returns: (transfer container) (element-type DzFinding): some of @findings, which must outlive
 *   the list, in their order
 */
GPtrArray *
dz_findings_list_failing (GPtrArray *findings,
                          GPtrArray *waivers)
{
  GPtrArray *failing = g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      DzFinding *finding = g_ptr_array_index (findings, i);

      if (finding->outcome == DZ_OUTCOME_FAIL && !finding->internal &&
          dz_waivers_find (waivers, finding->rule) == NULL)
        g_ptr_array_add (failing, finding);
    }
  return failing;
}

/**
 * dz_findings_refuse:
 * @findings: (element-type DzFinding): what the rules said
 *
 * Returns: whether a rule of authority auto failed, so that no person needs to look; an internal
 *   note never refuses
 */
gboolean
dz_findings_refuse (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (finding->authority == DZ_AUTHORITY_AUTO && finding->outcome == DZ_OUTCOME_FAIL &&
          !finding->internal)
        return TRUE;
    }
  return FALSE;
}

/* How loudly an outcome speaks: a fail before a warning, a warning before what is unknown. */
static int
loudness (const DzFinding *finding)
{
  static const int by_outcome[] = {
    [DZ_OUTCOME_FAIL] = 3,
    [DZ_OUTCOME_WARN] = 2,
    [DZ_OUTCOME_UNMEASURED] = 1,
    [DZ_OUTCOME_PASS] = 0,
  };

  return by_outcome[finding->outcome];
}

/**
 * dz_findings_verdict:
 * @findings: (element-type DzFinding): what the rules said
 *
 * Sums up in one outcome. Rules left to a person say nothing here, nor do internal notes: they
 * would make every photo "unmeasured".
 *
 * Returns: the loudest outcome of the rules that measure
 */
DzOutcome
dz_findings_verdict (GPtrArray *findings)
{
  const DzFinding *loudest = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (finding->internal || finding->authority == DZ_AUTHORITY_HUMAN)
        continue;
      if (loudest == NULL || loudness (finding) > loudness (loudest))
        loudest = finding;
    }
  return loudest != NULL ? loudest->outcome : DZ_OUTCOME_UNMEASURED;
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const DzFinding *first = *(const DzFinding *const *) a;
  const DzFinding *second = *(const DzFinding *const *) b;

  if (first->internal != second->internal)
    return first->internal - second->internal;
  if (loudness (first) != loudness (second))
    return loudness (second) - loudness (first);
  if (first->authority != second->authority)
    return (int) first->authority - (int) second->authority;
  return g_strcmp0 (first->rule, second->rule);
}

/**
 * dz_findings_sort:
 * @findings: (element-type DzFinding): what the rules said
 *
 * Puts what a reviewer must see first: fails, warnings, unmeasured, passes; internal notes last.
 */
void
dz_findings_sort (GPtrArray *findings)
{
  g_ptr_array_sort (findings, compare_findings);
}
