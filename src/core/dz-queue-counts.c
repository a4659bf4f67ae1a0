/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-counts.h"

/**
 * dz_queue_counts_new:
 *
 * Returns: (transfer full): an empty queue counts
 */
DzQueueCounts *
dz_queue_counts_new (void)
{
  return g_new0 (DzQueueCounts, 1);
}

/**
 * dz_queue_counts_copy:
 * @self: a queue counts
 *
 * Returns: (transfer full): a deep copy
 */
DzQueueCounts *
dz_queue_counts_copy (const DzQueueCounts *self)
{
  DzQueueCounts *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzQueueCounts, 1);
  *copy = *self;
  return copy;
}

/**
 * dz_queue_counts_free:
 * @self: (transfer full) (nullable): a queue counts
 */
void
dz_queue_counts_free (DzQueueCounts *self)
{
  if (self == NULL)
    return;
  g_free (self);
}
