/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-school.h"

/**
 * dz_school_new:
 *
 * Returns: (transfer full): an empty school
 */
DzSchool *
dz_school_new (void)
{
  return g_new0 (DzSchool, 1);
}

/**
 * dz_school_copy:
 * @self: a school
 *
 * Returns: (transfer full): a deep copy
 */
DzSchool *
dz_school_copy (const DzSchool *self)
{
  DzSchool *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzSchool, 1);
  *copy = *self;
  copy->code = g_strdup (self->code);
  copy->name = g_strdup (self->name);
  copy->city = g_strdup (self->city);
  return copy;
}

/**
 * dz_school_free:
 * @self: (transfer full) (nullable): a school
 */
void
dz_school_free (DzSchool *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->city);
  g_free (self);
}
