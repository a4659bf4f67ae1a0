/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-portrait.h"

G_BEGIN_DECLS

/**
 * DzDrawnFault:
 * @name: of the fault
 * @rule: the rule it must raise; "" for a person without a fault
 * @coupled: other families that it touches by its nature, separated by spaces
 * @paint: (nullable): makes a good portrait faulty
 *
 * One fault that the painter can paint.
 */
typedef struct
{
  const char *name;
  const char *rule;
  const char *coupled;
  void (*paint) (DzPortrait *portrait,
                 GRand      *rand);
} DzDrawnFault;

extern const DzDrawnFault dz_drawn_faults[];
extern const guint dz_n_drawn_faults;

GBytes *dz_drawn_fault_paint (const DzDrawnFault *self,
                              guint               person,
                              DzPortraitGeometry *truth);

G_END_DECLS
