/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-evaluation-labels.h"
#include "dz-outcome.h"
#include "dz-photo-check.h"

G_BEGIN_DECLS

/**
 * DzEvaluationTrait:
 * @rule: id of the rule that is held against the label
 * @fault: the label that says that the rule should raise its alarm
 * @by_note: whether a warning that proposes no reason is an alarm too: that glasses are worn is
 *   one, that a wall is a little uneven is none
 *
 * What a labelled column means.
 */
typedef struct
{
  char     rule[16];
  DzLabel  fault;
  gboolean by_note;
} DzEvaluationTrait;

gboolean  dz_evaluation_trait_find  (const char              *column,
                                     DzEvaluationTrait       *self);
DzOutcome dz_evaluation_trait_judge (const DzEvaluationTrait *self,
                                     const DzPhotoCheck      *check);

G_END_DECLS
