/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-user.h"

/**
 * dz_user_new:
 *
 * Returns: (transfer full): an empty user
 */
DzUser *
dz_user_new (void)
{
  return g_new0 (DzUser, 1);
}

/**
 * dz_user_copy:
 * @self: an user
 *
 * Returns: (transfer full): a deep copy
 */
DzUser *
dz_user_copy (const DzUser *self)
{
  DzUser *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzUser, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  return copy;
}

/**
 * dz_user_free:
 * @self: (transfer full) (nullable): an user
 */
void
dz_user_free (DzUser *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}
