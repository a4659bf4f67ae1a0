/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-waived.h"

/**
 * dz_waived_new:
 *
 * Returns: (transfer full): an empty record
 */
DzWaived *
dz_waived_new (void)
{
  return g_new0 (DzWaived, 1);
}

/**
 * dz_waived_free:
 * @self: (transfer full) (nullable): a record
 */
void
dz_waived_free (DzWaived *self)
{
  if (self == NULL)
    return;
  g_free (self->identifier);
  g_free (self->name);
  dz_waiver_free (self->waiver);
  g_free (self);
}
