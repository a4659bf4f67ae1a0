/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-lab.h"

G_BEGIN_DECLS

/* Steps to one unit of L, a and b. */
#define DZ_LAB_COUNTS_STEPS 8
#define DZ_LAB_COUNTS_BINS (256 * DZ_LAB_COUNTS_STEPS)

/**
 * DzLabCounts:
 * @counts: how often L, a and b had a value, from -128 in steps of an eighth
 * @n: how many colours were added
 *
 * Counts of many colours, whose median is found by walking over the bins: for tens of thousands of
 * them much quicker than dz_lab_median(), and as exact as the steps. Begins as zeros.
 */
typedef struct
{
  guint32 counts[3][DZ_LAB_COUNTS_BINS];
  guint   n;
} DzLabCounts;

DzLab dz_lab_counts_median (const DzLabCounts *self);

static inline guint
dz_lab_counts_bin (float value)
{
  return (CLAMP (value, -128, 127) + 128) * DZ_LAB_COUNTS_STEPS;
}

static inline void
dz_lab_counts_add (DzLabCounts *self,
                   const DzLab *lab)
{
  self->counts[0][dz_lab_counts_bin (lab->L)]++;
  self->counts[1][dz_lab_counts_bin (lab->a)]++;
  self->counts[2][dz_lab_counts_bin (lab->b)]++;
  self->n++;
}

G_END_DECLS
