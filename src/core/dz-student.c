/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-student.h"

/**
 * dz_student_new:
 *
 * Returns: (transfer full): an empty student
 */
DzStudent *
dz_student_new (void)
{
  return g_new0 (DzStudent, 1);
}

/**
 * dz_student_copy:
 * @self: a student
 *
 * Returns: (transfer full): a deep copy
 */
DzStudent *
dz_student_copy (const DzStudent *self)
{
  DzStudent *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzStudent, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->school = g_strdup (self->school);
  copy->identifier = g_strdup (self->identifier);
  copy->name = g_strdup (self->name);
  copy->alias = g_strdup (self->alias);
  copy->id_number = g_strdup (self->id_number);
  copy->major = g_strdup (self->major);
  return copy;
}

/**
 * dz_student_free:
 * @self: (transfer full) (nullable): a student
 */
void
dz_student_free (DzStudent *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->school);
  g_free (self->identifier);
  g_free (self->name);
  g_free (self->alias);
  g_free (self->id_number);
  g_free (self->major);
  g_free (self);
}
