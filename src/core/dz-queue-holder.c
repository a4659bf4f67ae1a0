/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-holder.h"

/**
 * dz_queue_holder_new:
 *
 * Returns: (transfer full): an empty holder
 */
DzQueueHolder *
dz_queue_holder_new (void)
{
  return g_new0 (DzQueueHolder, 1);
}

/**
 * dz_queue_holder_copy:
 * @self: a holder
 *
 * Returns: (transfer full): a deep copy
 */
DzQueueHolder *
dz_queue_holder_copy (const DzQueueHolder *self)
{
  DzQueueHolder *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzQueueHolder, 1);
  *copy = *self;
  copy->user = g_strdup (self->user);
  copy->name = g_strdup (self->name);
  return copy;
}

/**
 * dz_queue_holder_free:
 * @self: (transfer full) (nullable): a holder
 */
void
dz_queue_holder_free (DzQueueHolder *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  g_free (self->name);
  g_free (self);
}
