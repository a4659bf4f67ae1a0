/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lab-counts.h"

static float
median_of (const guint32 counts[DZ_LAB_COUNTS_BINS],
           guint         n)
{
  guint bin = 0;
  guint seen = counts[0];

  while (2 * seen < n)
    seen += counts[++bin];
  return (bin + 0.5f) / DZ_LAB_COUNTS_STEPS - 128;
}

/**
 * dz_lab_counts_median:
 * @self: counts of at least one colour
 *
 * Returns: the median of each channel, within a sixteenth
 */
DzLab
dz_lab_counts_median (const DzLabCounts *self)
{
  DzLab median = { 0 };

  g_return_val_if_fail (self != NULL && self->n > 0, median);

  median.L = median_of (self->counts[0], self->n);
  median.a = median_of (self->counts[1], self->n);
  median.b = median_of (self->counts[2], self->n);
  return median;
}
