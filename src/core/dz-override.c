/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override.h"

/**
 * dz_override_new:
 * @rule: id of a rule that fails
 * @waiver: whether it stands for the student from now on
 * @reason: (nullable): why
 *
 * Returns: (transfer full): an override
 */
DzOverride *
dz_override_new (const char *rule,
                 gboolean    waiver,
                 const char *reason)
{
  DzOverride *self = g_new0 (DzOverride, 1);

  self->rule = g_strdup (rule);
  self->waiver = waiver;
  self->reason = g_strdup (reason);
  return self;
}

/**
 * dz_override_copy:
 * @self: an override
 *
 * Returns: (transfer full): a deep copy
 */
DzOverride *
dz_override_copy (const DzOverride *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dz_override_new (self->rule, self->waiver, self->reason);
}

/**
 * dz_override_free:
 * @self: (transfer full) (nullable): an override
 */
void
dz_override_free (DzOverride *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_free (self->reason);
  g_free (self);
}
