/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-findings-groups.h"

/* What the reviewer has just changed stays before the eye, whatever it says now. */
static GPtrArray *
group_of (DzFindingsGroups *self,
          DzJudging        *judging,
          const DzFinding  *finding)
{
  if (dz_judging_is_corrected (judging, finding->rule))
    return self->prominent;
  switch (finding->outcome)
    {
    case DZ_OUTCOME_FAIL:
      return self->prominent;
    case DZ_OUTCOME_WARN:
      return finding->internal ? self->internal : self->prominent;
    case DZ_OUTCOME_UNMEASURED:
      if (finding->internal)
        return self->internal;
      return finding->authority == DZ_AUTHORITY_HUMAN ? self->human : self->unmeasured;
    case DZ_OUTCOME_PASS:
    default:
      return self->passed;
    }
}

static void
move_all (GPtrArray *to,
          GPtrArray *from)
{
  g_ptr_array_extend (to, from, NULL, NULL);
  g_ptr_array_set_size (from, 0);
}

static GPtrArray *
sorted_copy (GPtrArray *findings)
{
  g_autoptr(GPtrArray) copy = g_ptr_array_new ();

  g_ptr_array_extend (copy, findings, NULL, NULL);
  dz_findings_sort (copy);
  return g_steal_pointer (&copy);
}

/**
 * dz_findings_groups_new:
 * @judging: one photo's findings; they must outlive the groups
 *
 * Returns: (transfer full): the findings in groups, each in the order of dz_findings_sort()
 */
DzFindingsGroups *
dz_findings_groups_new (DzJudging *judging)
{
  DzFindingsGroups *self;
  g_autoptr(GPtrArray) sorted = NULL;

  g_return_val_if_fail (DZ_IS_JUDGING (judging), NULL);

  self = g_new0 (DzFindingsGroups, 1);
  self->prominent = g_ptr_array_new ();
  self->passed = g_ptr_array_new ();
  self->unmeasured = g_ptr_array_new ();
  self->human = g_ptr_array_new ();
  self->internal = g_ptr_array_new ();
  sorted = sorted_copy (dz_judging_get_findings (judging));
  for (guint i = 0; i < sorted->len; i++)
    {
      DzFinding *finding = g_ptr_array_index (sorted, i);

      g_ptr_array_add (group_of (self, judging, finding), finding);
    }
  if (self->unmeasured->len <= DZ_FINDINGS_UNMEASURED_MAX)
    move_all (self->prominent, self->unmeasured);
  return self;
}

/**
 * dz_findings_groups_free:
 * @self: (transfer full) (nullable): groups
 */
void
dz_findings_groups_free (DzFindingsGroups *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->prominent);
  g_ptr_array_unref (self->passed);
  g_ptr_array_unref (self->unmeasured);
  g_ptr_array_unref (self->human);
  g_ptr_array_unref (self->internal);
  g_free (self);
}

/**
 * dz_findings_common_why:
 * @findings: (element-type DzFinding): some findings
 *
 * Returns: (nullable): what they all say in @why, in English; %NULL where they differ or say
 *   nothing
 */
const char *
dz_findings_common_why (GPtrArray *findings)
{
  const char *common = NULL;

  g_return_val_if_fail (findings != NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (i > 0 && g_strcmp0 (common, finding->why) != 0)
        return NULL;
      common = finding->why;
    }
  return common;
}
