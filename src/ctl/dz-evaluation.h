/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-evaluation-labels.h"
#include "dz-photo-check.h"

G_BEGIN_DECLS

/**
 * DzEvaluationScore:
 * @trait: name of the labelled column
 * @rule: the rule that was held against it
 * @n_found: faults that raised the alarm
 * @n_missed: faults that did not
 * @n_false: alarms where there is no fault
 * @n_quiet: no fault, no alarm
 * @n_unmeasured: labelled photos that the rule could not measure
 * @missed: (element-type utf8): files of the faults that were missed
 * @falsely: (element-type utf8): files of the false alarms
 * @n_right_uncorrected: photos on which rule and label agreed by the labels as they came
 * @n_measured_uncorrected: how many were labelled and measured then
 *
 * How one rule did.
 */
typedef struct
{
  const char *trait;
  char        rule[16];
  guint       n_found;
  guint       n_missed;
  guint       n_false;
  guint       n_quiet;
  guint       n_unmeasured;
  GPtrArray  *missed;
  GPtrArray  *falsely;
  guint       n_right_uncorrected;
  guint       n_measured_uncorrected;
} DzEvaluationScore;

/**
 * DzEvaluation:
 * @scores: (element-type DzEvaluationScore): one a trait
 * @pupil_errors: (element-type double): larger error of both pupils of a photo as a share of the
 *   distance between them, in rising order
 * @n_pupils_unmeasured: photos with labelled pupils whose eyes were not found
 * @n_photos: photos of the table
 * @unreadable: (element-type utf8): files that could not be measured, each with why
 *
 * How rules did on labelled photos.
 */
typedef struct
{
  GPtrArray *scores;
  GArray    *pupil_errors;
  guint      n_pupils_unmeasured;
  guint      n_photos;
  GPtrArray *unreadable;
} DzEvaluation;

DzEvaluation *dz_evaluation_new        (const DzEvaluationLabels *labels);
void          dz_evaluation_free       (DzEvaluation             *self);
gboolean      dz_evaluation_add        (DzEvaluation             *self,
                                        const DzEvaluationRow    *row,
                                        const DzPhotoCheck       *check);
void          dz_evaluation_finish     (DzEvaluation             *self);
double        dz_evaluation_get_pupils (const DzEvaluation       *self,
                                        double                    share);
char         *dz_evaluation_to_text    (const DzEvaluation       *self);
JsonNode     *dz_evaluation_to_json    (const DzEvaluation       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzEvaluation, dz_evaluation_free)

G_END_DECLS
