/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-models.h"
#include "dz-portrait.h"

G_BEGIN_DECLS

/* How wide people are painted, and how: @width px by a third more, without glasses where they would
 * hide what is looked for. */
typedef struct
{
  guint    n_people;
  guint    width;
  gboolean bare_eyes;
} DzPaintedPeople;

/* A fault that is painted, and the limit that it crosses. Of two quantities, either may. */
typedef struct
{
  const char *name;
  void      (*paint) (DzPortrait *portrait);
  DzQuantity  one;
  DzQuantity  other;
  int         sign; /* -1 where it is seen below the limit */
  double      limit;
} DzPaintedFault;

/* The whole measurement of one of the people; @fault is NULL for none. */
DzMeasurement *dz_painted_fault_measure       (const DzPaintedPeople *people,
                                               DzModels              *models,
                                               guint32                person,
                                               const DzPaintedFault  *fault);
void           dz_painted_fault_assert_unseen (const DzPaintedFault  *self,
                                               const DzMeasurement   *measurement);
void           dz_painted_fault_assert_seen   (const DzPaintedFault  *self,
                                               const DzMeasurement   *measurement);
/* Each of the people with each of the faults. What one fault does to two cues stands in two rows
 * that follow each other. */
void           dz_painted_faults_assert_seen  (const DzPaintedPeople *people,
                                               const DzPaintedFault  *faults,
                                               gsize                  n_faults);

G_END_DECLS
