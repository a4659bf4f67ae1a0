/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reopening.h"

/**
 * dz_reopening_new:
 * @reason: (nullable): why
 * @by: (nullable): name of who reopened it
 * @at_us: when
 *
 * Returns: (transfer full): a reopening
 */
DzReopening *
dz_reopening_new (const char *reason,
                  const char *by,
                  gint64      at_us)
{
  DzReopening *self = g_new0 (DzReopening, 1);

  self->reason = g_strdup (reason);
  self->by = g_strdup (by);
  self->at_us = at_us;
  return self;
}

/**
 * dz_reopening_copy:
 * @self: a reopening
 *
 * Returns: (transfer full): a deep copy
 */
DzReopening *
dz_reopening_copy (const DzReopening *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dz_reopening_new (self->reason, self->by, self->at_us);
}

/**
 * dz_reopening_free:
 * @self: (transfer full) (nullable): a reopening
 */
void
dz_reopening_free (DzReopening *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->by);
  g_free (self);
}
