/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-waiver.h"

/**
 * dz_waiver_new:
 *
 * Returns: (transfer full): an empty waiver
 */
DzWaiver *
dz_waiver_new (void)
{
  return g_new0 (DzWaiver, 1);
}

/**
 * dz_waiver_copy:
 * @self: a waiver
 *
 * Returns: (transfer full): a deep copy
 */
DzWaiver *
dz_waiver_copy (const DzWaiver *self)
{
  DzWaiver *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzWaiver, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->student = g_strdup (self->student);
  copy->rule = g_strdup (self->rule);
  copy->reason = g_strdup (self->reason);
  copy->granted_by = g_strdup (self->granted_by);
  return copy;
}

/**
 * dz_waiver_free:
 * @self: (transfer full) (nullable): a waiver
 */
void
dz_waiver_free (DzWaiver *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->student);
  g_free (self->rule);
  g_free (self->reason);
  g_free (self->granted_by);
  g_free (self);
}
