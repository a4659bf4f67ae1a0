/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"
#include "dz-measurement.h"
#include "dz-pixels.h"

G_BEGIN_DECLS

/**
 * DzAccuracy:
 *
 * The whole way from bytes to findings as the helper goes it, without the helper: many photos in a
 * short time, on as many threads as there are cores.
 */
typedef struct _DzAccuracy DzAccuracy;

/* Does photo number @index. Called from several threads: what it counts, it counts locked. */
typedef void (*DzAccuracyStep) (DzAccuracy *accuracy,
                                guint       index,
                                gpointer    user_data);

/* NULL where the models are not installed; the test then says so and skips. */
DzAccuracy    *dz_accuracy_new     (void);
void           dz_accuracy_free    (DzAccuracy     *self);
void           dz_accuracy_run     (DzAccuracy     *self,
                                    guint           n,
                                    DzAccuracyStep  step,
                                    gpointer        user_data);
void           dz_accuracy_lock    (DzAccuracy     *self);
void           dz_accuracy_unlock  (DzAccuracy     *self);
DzMeasurement *dz_accuracy_measure (DzAccuracy     *self,
                                    GBytes         *jpeg);
GPtrArray     *dz_accuracy_judge   (DzAccuracy     *self,
                                    DzMeasurement  *measurement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzAccuracy, dz_accuracy_free)

/**
 * DzFaultFlags:
 * @DZ_FAULT_LOUD: its rule must fail, or warn with a reason
 * @DZ_FAULT_BY_NOTE: a note is enough
 * @DZ_FAULT_NO_WARNING: no rule that has nothing to do with it may even warn with a reason
 *
 * How loud rules must be, or must not be.
 */
typedef enum
{
  DZ_FAULT_LOUD = 0,
  DZ_FAULT_BY_NOTE = 1 << 0,
  DZ_FAULT_NO_WARNING = 1 << 1,
} DzFaultFlags;

/**
 * DzFault:
 * @rule: the rule it must raise; "" for a photo without a fault
 * @coupled: other families that it touches by its nature, separated by spaces
 * @flags: how loud
 *
 * What the rules must make of a fault.
 */
typedef struct
{
  const char  *rule;
  const char  *coupled;
  DzFaultFlags flags;
} DzFault;

/**
 * DzFaultScore:
 * @name: of the fault
 * @n: photos with it
 * @n_raised: of these, how many raised the fault's own rule
 * @n_alone: how many in which no family failed that has nothing to do with it
 * @others: (element-type utf8 GString): rules that failed though they have nothing to do with it,
 *   and on which photos
 * @missed: which photos did not raise it
 *
 * How a fault fared.
 */
typedef struct
{
  const char *name;
  guint       n;
  guint       n_raised;
  guint       n_alone;
  GHashTable *others;
  GString    *missed;
} DzFaultScore;

void dz_fault_score_init  (DzFaultScore *self,
                           const char   *name);
void dz_fault_score_clear (DzFaultScore *self);
void dz_fault_score_add   (DzFaultScore  *self,
                           GPtrArray     *findings,
                           const DzFault *fault,
                           const char    *which);
char *dz_fault_score_describe (DzFaultScore *self);
gboolean dz_fault_score_reaches (const DzFaultScore *self,
                                 guint               percent_raised,
                                 guint               percent_alone);

G_END_DECLS
