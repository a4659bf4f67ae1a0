/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-guard.h"

struct _DzKeyGuard
{
  GHashTable *down; /* owned, set of hardware keycodes */
};

/**
 * dz_key_guard_new:
 *
 * Returns: (transfer full): a guard that knows of no key
 */
DzKeyGuard *
dz_key_guard_new (void)
{
  DzKeyGuard *self = g_new0 (DzKeyGuard, 1);

  self->down = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * dz_key_guard_free:
 * @self: (transfer full) (nullable): a guard
 */
void
dz_key_guard_free (DzKeyGuard *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->down);
  g_free (self);
}

/**
 * dz_key_guard_press:
 * @self: a guard
 * @keycode: hardware keycode
 *
 * Returns: whether the key went down; %FALSE where it was down and only repeats
 */
gboolean
dz_key_guard_press (DzKeyGuard *self,
                    guint       keycode)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_hash_table_add (self->down, GUINT_TO_POINTER (keycode));
}

/**
 * dz_key_guard_release:
 * @self: a guard
 * @keycode: hardware keycode of the key that went up
 */
void
dz_key_guard_release (DzKeyGuard *self,
                      guint       keycode)
{
  g_return_if_fail (self != NULL);
  g_hash_table_remove (self->down, GUINT_TO_POINTER (keycode));
}

/**
 * dz_key_guard_forget:
 * @self: a guard
 *
 * Forgets all keys: another window has the keyboard and we shall not see them go up.
 */
void
dz_key_guard_forget (DzKeyGuard *self)
{
  g_return_if_fail (self != NULL);
  g_hash_table_remove_all (self->down);
}
