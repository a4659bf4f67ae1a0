/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lease.h"

/**
 * dz_lease_new:
 *
 * Returns: (transfer full): an empty lease, of what waits for everybody
 */
DzLease *
dz_lease_new (void)
{
  DzLease *self = g_new0 (DzLease, 1);

  self->origin = DZ_STATE_PENDING;
  return self;
}

/**
 * dz_lease_copy:
 * @self: a lease
 *
 * Returns: (transfer full): a deep copy
 */
DzLease *
dz_lease_copy (const DzLease *self)
{
  DzLease *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzLease, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->submission = g_strdup (self->submission);
  copy->user = g_strdup (self->user);
  return copy;
}

/**
 * dz_lease_free:
 * @self: (transfer full) (nullable): a lease
 */
void
dz_lease_free (DzLease *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->submission);
  g_free (self->user);
  g_free (self);
}

/**
 * dz_lease_tell_origin:
 * @origin: where a submission waited
 *
 * What waits to be judged by somebody else too is leased like everything that waits for everybody:
 * who judges it is not to know of the decision that was made.
 *
 * Returns: where whoever leases it is told that it waited
 */
DzState
dz_lease_tell_origin (DzState origin)
{
  return origin == DZ_STATE_SECOND_REVIEW ? DZ_STATE_PENDING : origin;
}
