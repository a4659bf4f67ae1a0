/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-judging-private.h"

#include <math.h>

#include "dz-rules.h"

G_DEFINE_FINAL_TYPE (DzJudging, dz_judging, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GPtrArray *
copy_findings (GPtrArray *findings)
{
  GPtrArray *copy = dz_findings_new ();

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    g_ptr_array_add (copy, dz_finding_copy (g_ptr_array_index (findings, i)));
  return copy;
}

static void
copy_waivers (DzJudging *self,
              GPtrArray *waivers)
{
  g_ptr_array_set_size (self->waivers, 0);
  for (guint i = 0; waivers != NULL && i < waivers->len; i++)
    g_ptr_array_add (self->waivers, dz_waiver_copy (g_ptr_array_index (waivers, i)));
}

static void
dz_judging_finalize (GObject *object)
{
  DzJudging *self = DZ_JUDGING (object);

  g_free (self->submission);
  g_clear_pointer (&self->measured, dz_measurement_free);
  g_clear_pointer (&self->corrected, dz_measurement_free);
  g_clear_pointer (&self->profile, dz_profile_unref);
  g_ptr_array_unref (self->said);
  g_ptr_array_unref (self->findings);
  g_hash_table_unref (self->changed);
  g_ptr_array_unref (self->waivers);

  G_OBJECT_CLASS (dz_judging_parent_class)->finalize (object);
}

static void
dz_judging_class_init (DzJudgingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_judging_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_judging_init (DzJudging *self)
{
  self->said = dz_findings_new ();
  self->findings = dz_findings_new ();
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waivers = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiver_free);
  self->correction = (DzCorrection) DZ_CORRECTION_NONE;
}

/**
 * dz_judging_new:
 *
 * Returns: (transfer full): a judging of nothing
 */
DzJudging *
dz_judging_new (void)
{
  return g_object_new (DZ_TYPE_JUDGING, NULL);
}

/* A service may have a profile that this release of the desk does not: then there are no bands, and
 * no line can be moved. */
static void
set_profile (DzJudging  *self,
             const char *hash)
{
  if (self->profile != NULL && g_strcmp0 (dz_profile_get_hash (self->profile), hash) == 0)
    return;
  g_clear_pointer (&self->profile, dz_profile_unref);
  self->profile = hash != NULL ? dz_profile_find_by_hash (hash, NULL) : NULL;
}

/* Only what a moved line changes is judged here. The rest stays as the service said it, which knows
 * the register and the other photos. */
static void
judge_corrected (DzJudging *self)
{
  g_autoptr(GPtrArray) changed
    = dz_rules_judge_changes (self->measured, self->corrected, self->profile);

  dz_findings_replace (self->findings, changed);
  for (guint i = 0; i < changed->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (changed, i);

      g_hash_table_add (self->changed, g_strdup (finding->rule));
    }
}

/*< private >
 * dz_judging_judge:
 * @self: a judging
 *
 * Says anew what the rules say, with the lines where they are now.
 */
void
dz_judging_judge (DzJudging *self)
{
  self->framed = FALSE;
  g_clear_pointer (&self->corrected, dz_measurement_free);
  g_hash_table_remove_all (self->changed);
  g_ptr_array_unref (self->findings);
  self->findings = copy_findings (self->said);
  if (!dz_judging_can_move (self) || dz_correction_is_empty (&self->correction))
    return;
  self->corrected = dz_correction_apply (&self->correction, self->measured);
  judge_corrected (self);
}

/**
 * dz_judging_set_item:
 * @self: a judging
 * @item: (nullable): what is judged; read only now
 *
 * Begins with another photo, its lines as they were measured. The same version of the same
 * submission keeps the lines where they are.
 */
void
dz_judging_set_item (DzJudging    *self,
                     const DzItem *item)
{
  const DzSubmission *submission;
  gboolean same;

  g_return_if_fail (DZ_IS_JUDGING (self));

  submission = item != NULL ? item->submission : NULL;
  same = submission != NULL && g_strcmp0 (submission->id, self->submission) == 0
         && submission->version == self->version;
  g_free (self->submission);
  self->submission = submission != NULL ? g_strdup (submission->id) : NULL;
  self->version = submission != NULL ? submission->version : 0;
  g_clear_pointer (&self->measured, dz_measurement_free);
  if (item != NULL && item->measurement != NULL)
    self->measured = dz_measurement_copy (item->measurement);
  g_ptr_array_unref (self->said);
  self->said = copy_findings (submission != NULL ? submission->findings : NULL);
  copy_waivers (self, item != NULL ? item->waivers : NULL);
  set_profile (self, submission != NULL ? submission->profile_hash : NULL);
  if (!same || !dz_judging_can_move (self))
    self->correction = (DzCorrection) DZ_CORRECTION_NONE;
  dz_judging_judge (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * dz_judging_get_measurement:
 * @self: a judging
 *
 * Returns: (transfer none) (nullable): the numbers, with the lines where they were moved; %NULL
 *   where nothing was measured
 */
const DzMeasurement *
dz_judging_get_measurement (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);
  return self->corrected != NULL ? self->corrected : self->measured;
}

/**
 * dz_judging_get_measured:
 * @self: a judging
 *
 * Returns: (transfer none) (nullable): the numbers as the program measured them, whatever line was
 *   moved; %NULL where nothing was measured
 */
const DzMeasurement *
dz_judging_get_measured (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);
  return self->measured;
}

/**
 * dz_judging_get_profile:
 * @self: a judging
 *
 * Returns: (transfer none) (nullable): the limits that judged the photo; %NULL where this program
 *   does not know them
 */
DzProfile *
dz_judging_get_profile (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);
  return self->profile;
}

/**
 * dz_judging_get_findings:
 * @self: a judging
 *
 * Returns: (transfer none) (element-type DzFinding): what the rules say, with the lines where they
 *   were moved; valid until "changed"
 */
GPtrArray *
dz_judging_get_findings (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);
  return self->findings;
}

/**
 * dz_judging_get_framing:
 * @self: a judging
 *
 * Returns: (transfer none) (nullable): what of the photo is delivered, with the lines where they
 *   were moved; %NULL where nothing was measured, or this program does not know the limits; valid
 *   until "changed"
 */
const DzFraming *
dz_judging_get_framing (DzJudging *self)
{
  const DzMeasurement *measurement;

  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);

  measurement = dz_judging_get_measurement (self);
  if (measurement == NULL || self->profile == NULL)
    return NULL;
  if (!self->framed)
    dz_framing_find (&self->framing, measurement, self->profile);
  self->framed = TRUE;
  return &self->framing;
}

/**
 * dz_judging_find:
 * @self: a judging
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): what that rule says, with the lines where they were moved
 */
const DzFinding *
dz_judging_find (DzJudging  *self,
                 const char *rule)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self) && rule != NULL, NULL);
  return dz_findings_find (self->findings, rule);
}

/**
 * dz_judging_find_measured:
 * @self: a judging
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): what that rule said before any line was moved
 */
const DzFinding *
dz_judging_find_measured (DzJudging  *self,
                          const char *rule)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self) && rule != NULL, NULL);
  return dz_findings_find (self->said, rule);
}

/**
 * dz_judging_is_corrected:
 * @self: a judging
 * @rule: a rule's id
 *
 * Returns: whether that rule says something else because a line was moved
 */
gboolean
dz_judging_is_corrected (DzJudging  *self,
                         const char *rule)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self) && rule != NULL, FALSE);
  return g_hash_table_contains (self->changed, rule);
}

/**
 * dz_judging_find_waiver:
 * @self: a judging
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): the student's waiver of that rule
 */
const DzWaiver *
dz_judging_find_waiver (DzJudging  *self,
                        const char *rule)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self) && rule != NULL, NULL);
  return dz_waivers_find (self->waivers, rule);
}

/**
 * dz_judging_list_failing:
 * @self: a judging
 *
 * Returns: (transfer container) (element-type DzFinding): what stands in the way of an approval,
 *   with the lines where they were moved; lent until "changed"
 */
GPtrArray *
dz_judging_list_failing (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);
  return dz_findings_list_failing (self->findings, self->waivers);
}

static gboolean
may_be_waived (DzJudging       *self,
               const DzFinding *finding)
{
  return finding->outcome == DZ_OUTCOME_WARN && !finding->internal
         && dz_waiver_is_possible (finding->rule)
         && dz_waivers_find (self->waivers, finding->rule) == NULL;
}

/**
 * dz_judging_list_waivable:
 * @self: a judging
 *
 * Returns: (transfer container) (element-type DzFinding): what only warns, and can be waived for
 *   the student; lent until "changed"
 */
GPtrArray *
dz_judging_list_waivable (DzJudging *self)
{
  GPtrArray *waivable;

  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);

  waivable = g_ptr_array_new ();
  for (guint i = 0; i < self->findings->len; i++)
    if (may_be_waived (self, g_ptr_array_index (self->findings, i)))
      g_ptr_array_add (waivable, g_ptr_array_index (self->findings, i));
  return waivable;
}

/**
 * dz_judging_get_correction:
 * @self: a judging
 *
 * Returns: (transfer none): the lines that were moved
 */
const DzCorrection *
dz_judging_get_correction (DzJudging *self)
{
  g_return_val_if_fail (DZ_IS_JUDGING (self), NULL);
  return &self->correction;
}
