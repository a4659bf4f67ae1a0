/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-window.h"

/**
 * dz_queue_window_new:
 *
 * Returns: (transfer full): an empty window of the queue
 */
DzQueueWindow *
dz_queue_window_new (void)
{
  return g_new0 (DzQueueWindow, 1);
}

/**
 * dz_queue_window_copy:
 * @self: a window of the queue
 *
 * Returns: (transfer full): a deep copy
 */
DzQueueWindow *
dz_queue_window_copy (const DzQueueWindow *self)
{
  DzQueueWindow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzQueueWindow, 1);
  *copy = *self;
  copy->window = g_strdup (self->window);
  copy->school = g_strdup (self->school);
  copy->school_name = g_strdup (self->school_name);
  return copy;
}

/**
 * dz_queue_window_free:
 * @self: (transfer full) (nullable): a window of the queue
 */
void
dz_queue_window_free (DzQueueWindow *self)
{
  if (self == NULL)
    return;
  g_free (self->window);
  g_free (self->school);
  g_free (self->school_name);
  g_free (self);
}
