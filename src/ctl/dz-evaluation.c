/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-evaluation.h"

#include <math.h>

#include "dz-evaluation-trait.h"

static void
score_free (DzEvaluationScore *score)
{
  g_ptr_array_unref (score->missed);
  g_ptr_array_unref (score->falsely);
  g_free (score);
}

static DzEvaluationScore *
score_new (const char *trait)
{
  DzEvaluationScore *score = g_new0 (DzEvaluationScore, 1);

  score->trait = trait;
  score->missed = g_ptr_array_new_with_free_func (g_free);
  score->falsely = g_ptr_array_new_with_free_func (g_free);
  return score;
}

/**
 * dz_evaluation_new:
 * @labels: what is known of the photos; must outlive the evaluation
 *
 * Returns: (transfer full): an evaluation without photos
 */
DzEvaluation *
dz_evaluation_new (const DzEvaluationLabels *labels)
{
  DzEvaluation *self = g_new0 (DzEvaluation, 1);

  self->scores = g_ptr_array_new_with_free_func ((GDestroyNotify) score_free);
  self->pupil_errors = g_array_new (FALSE, FALSE, sizeof (double));
  self->unreadable = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < labels->traits->len; i++)
    g_ptr_array_add (self->scores, score_new (g_ptr_array_index (labels->traits, i)));
  return self;
}

/**
 * dz_evaluation_free:
 * @self: (transfer full) (nullable): an evaluation
 */
void
dz_evaluation_free (DzEvaluation *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->scores);
  g_array_unref (self->pupil_errors);
  g_ptr_array_unref (self->unreadable);
  g_free (self);
}

static void
count_uncorrected (DzEvaluationScore *score,
                   DzLabel            label,
                   DzLabel            fault,
                   DzOutcome          outcome)
{
  if (label == DZ_LABEL_UNKNOWN || outcome == DZ_OUTCOME_UNMEASURED)
    return;
  score->n_measured_uncorrected++;
  score->n_right_uncorrected += (label == fault) == (outcome != DZ_OUTCOME_PASS);
}

/* Returns whether rule and label disagree. */
static gboolean
count (DzEvaluationScore *score,
       DzLabel            label,
       DzLabel            fault,
       DzOutcome          outcome,
       const char        *file)
{
  gboolean alarm = outcome != DZ_OUTCOME_PASS;

  if (label == DZ_LABEL_UNKNOWN)
    return FALSE;
  if (outcome == DZ_OUTCOME_UNMEASURED)
    score->n_unmeasured++;
  else if (alarm && label == fault)
    score->n_found++;
  else if (!alarm && label != fault)
    score->n_quiet++;
  else if (alarm)
    score->n_false++;
  else
    score->n_missed++;
  if (outcome == DZ_OUTCOME_UNMEASURED || alarm == (label == fault))
    return FALSE;
  g_ptr_array_add (alarm ? score->falsely : score->missed, g_strdup (file));
  return TRUE;
}

/* As a share of the distance between the pupils, and of the eye that lies further off. */
static void
add_pupils (DzEvaluation          *self,
            const DzEvaluationRow *row,
            const DzMeasurement   *measurement)
{
  const double *true_at = row->pupils;
  double span = hypot (true_at[2] - true_at[0], true_at[3] - true_at[1]);
  double left = hypot (dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_X) - true_at[0],
                       dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y) - true_at[1]);
  double right = hypot (dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_X) - true_at[2],
                        dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y) - true_at[3]);
  double error = fmax (left, right) / span;

  if (isnan (left + right) || !isfinite (error))
    self->n_pupils_unmeasured++;
  else
    g_array_append_val (self->pupil_errors, error);
}

static gboolean
add_traits (DzEvaluation          *self,
            const DzEvaluationRow *row,
            const DzPhotoCheck    *check)
{
  gboolean mistaken = FALSE;

  for (guint i = 0; i < self->scores->len; i++)
    {
      DzEvaluationScore *score = g_ptr_array_index (self->scores, i);
      DzEvaluationTrait trait;
      DzOutcome outcome;

      dz_evaluation_trait_find (score->trait, &trait);
      g_strlcpy (score->rule, trait.rule, sizeof score->rule);
      outcome = dz_evaluation_trait_judge (&trait, check);
      count_uncorrected (score, row->original[i], trait.fault, outcome);
      mistaken |= count (score, row->labels[i], trait.fault, outcome, row->file);
    }
  return mistaken;
}

/**
 * dz_evaluation_add:
 * @self: an evaluation
 * @row: what is known of a photo
 * @check: what the rules said of it
 *
 * Returns: whether a rule and a label disagree on it
 */
gboolean
dz_evaluation_add (DzEvaluation          *self,
                   const DzEvaluationRow *row,
                   const DzPhotoCheck    *check)
{
  self->n_photos++;
  if (check->measurement == NULL)
    g_ptr_array_add (self->unreadable, g_strdup_printf ("%s: %s", row->file, check->problem));
  else if (row->has_pupils)
    add_pupils (self, row, check->measurement);
  return add_traits (self, row, check);
}

static int
compare_errors (const void *one,
                const void *other)
{
  const double *a = one;
  const double *b = other;

  return (*a > *b) - (*a < *b);
}

/**
 * dz_evaluation_finish:
 * @self: an evaluation to which every photo was added
 */
void
dz_evaluation_finish (DzEvaluation *self)
{
  g_array_sort (self->pupil_errors, compare_errors);
}

/**
 * dz_evaluation_get_pupils:
 * @self: a finished evaluation
 * @share: 0.5 for the median, 0.95 for what all but 5 % reach
 *
 * Returns: the pupil error that @share of the photos do not exceed, as a share of the distance of
 *   the pupils; NaN where none was measured
 */
double
dz_evaluation_get_pupils (const DzEvaluation *self,
                          double              share)
{
  guint n = self->pupil_errors->len;

  if (n == 0)
    return NAN;
  return g_array_index (self->pupil_errors, double, (guint) ceil (share * n) - (share > 0));
}
