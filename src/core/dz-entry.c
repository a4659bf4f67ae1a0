/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry.h"

/**
 * dz_entry_new:
 *
 * Returns: (transfer full): an empty entry
 */
DzEntry *
dz_entry_new (void)
{
  return g_new0 (DzEntry, 1);
}

/**
 * dz_entry_copy:
 * @self: an entry
 *
 * Returns: (transfer full): a deep copy
 */
DzEntry *
dz_entry_copy (const DzEntry *self)
{
  DzEntry *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzEntry, 1);
  *copy = *self;
  copy->kind = g_strdup (self->kind);
  copy->actor = g_strdup (self->actor);
  copy->subject = g_strdup (self->subject);
  copy->outcome = g_strdup (self->outcome);
  copy->detail_hash = g_strdup (self->detail_hash);
  copy->previous_hash = g_strdup (self->previous_hash);
  copy->hash = g_strdup (self->hash);
  copy->detail = g_strdup (self->detail);
  copy->actor_name = g_strdup (self->actor_name);
  return copy;
}

/**
 * dz_entry_free:
 * @self: (transfer full) (nullable): an entry
 */
void
dz_entry_free (DzEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->actor);
  g_free (self->subject);
  g_free (self->outcome);
  g_free (self->detail_hash);
  g_free (self->previous_hash);
  g_free (self->hash);
  g_free (self->detail);
  g_free (self->actor_name);
  g_free (self);
}
