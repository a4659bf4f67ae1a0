/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-accuracy.h"
#include "dz-portrait.h"

G_BEGIN_DECLS

/**
 * DzDrawnFault:
 * @name: of the fault
 * @fault: what the rules must make of it
 * @paint: (nullable): makes a good portrait faulty
 *
 * One fault that the painter can paint.
 */
typedef struct
{
  const char *name;
  DzFault fault;
  void (*paint) (DzPortrait *portrait,
                 GRand      *rand);
} DzDrawnFault;

extern const DzDrawnFault dz_drawn_faults[];
extern const guint dz_n_drawn_faults;

GBytes *dz_drawn_fault_paint (const DzDrawnFault *self,
                              guint               person,
                              DzPortraitGeometry *truth);

G_END_DECLS
