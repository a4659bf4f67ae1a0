/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-conflict.h"

/**
 * dz_conflict_new:
 *
 * Returns: (transfer full): an empty conflict
 */
DzConflict *
dz_conflict_new (void)
{
  return g_new0 (DzConflict, 1);
}

/**
 * dz_conflict_copy:
 * @self: a conflict
 *
 * Returns: (transfer full): a deep copy
 */
DzConflict *
dz_conflict_copy (const DzConflict *self)
{
  DzConflict *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzConflict, 1);
  *copy = *self;
  copy->command = g_strdup (self->command);
  copy->user = g_strdup (self->user);
  copy->submission = g_strdup (self->submission);
  copy->body = g_strdup (self->body);
  copy->refused = g_strdup (self->refused);
  copy->answer = self->answer != NULL ? dz_command_answer_copy (self->answer) : NULL;
  return copy;
}

/**
 * dz_conflict_free:
 * @self: (transfer full) (nullable): a conflict
 */
void
dz_conflict_free (DzConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->command);
  g_free (self->user);
  g_free (self->submission);
  g_free (self->body);
  g_free (self->refused);
  dz_command_answer_free (self->answer);
  g_free (self);
}
