/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-guard.h"

/* An input method that has not given a key back by then has kept it. What looks older was pressed
 * on another keyboard, with a clock of its own (zwp_virtual_keyboard_v1). */
#define GIVEN_BACK_MS_MAX 10000

/**
 * Press:
 * @time_ms: when, by the clock of the display; 0 for unknown
 * @fresh: whether it was no repetition
 * @down: whether it has not gone up since
 *
 * The last press of a key.
 */
typedef struct
{
  guint32  time_ms;
  gboolean fresh;
  gboolean down;
} Press;

struct _DzKeyGuard
{
  GHashTable *presses; /* owned, hardware keycode → Press */
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

  self->presses = g_hash_table_new_full (NULL, NULL, NULL, g_free);
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
  g_hash_table_unref (self->presses);
  g_free (self);
}

static Press *
find_press (DzKeyGuard *self,
            guint       keycode)
{
  Press *press = g_hash_table_lookup (self->presses, GUINT_TO_POINTER (keycode));

  if (press == NULL)
    {
      press = g_new0 (Press, 1);
      g_hash_table_insert (self->presses, GUINT_TO_POINTER (keycode), press);
    }
  return press;
}

/* The clock of the display begins anew after seven weeks. */
static gboolean
has_come (const Press *press,
          guint32      time_ms)
{
  return time_ms != 0 && press->time_ms != 0 && press->time_ms - time_ms <= GIVEN_BACK_MS_MAX;
}

/**
 * dz_key_guard_press:
 * @self: a guard
 * @keycode: hardware keycode
 * @time_ms: when, by the clock of the display; 0 for unknown
 *
 * A press that comes once more is the same press: an input method that thinks it over takes it from
 * the text, and gives it back where it has no use for it, perhaps when the key has gone up or down
 * again.
 *
 * Returns: whether the key went down; %FALSE where it was down and only repeats
 */
gboolean
dz_key_guard_press (DzKeyGuard *self,
                    guint       keycode,
                    guint32     time_ms)
{
  Press *press;

  g_return_val_if_fail (self != NULL, FALSE);

  press = find_press (self, keycode);
  if (has_come (press, time_ms))
    return press->fresh;
  press->time_ms = time_ms;
  press->fresh = !press->down;
  press->down = TRUE;
  return press->fresh;
}

/**
 * dz_key_guard_release:
 * @self: a guard
 * @keycode: hardware keycode of the key that went up
 * @time_ms: when, by the clock of the display; 0 for unknown
 *
 * A release that comes once more, when the key has gone down again, says nothing of that.
 *
 * Returns: whether the key is up
 */
gboolean
dz_key_guard_release (DzKeyGuard *self,
                      guint       keycode,
                      guint32     time_ms)
{
  Press *press;

  g_return_val_if_fail (self != NULL, TRUE);

  press = find_press (self, keycode);
  if (time_ms == press->time_ms || !has_come (press, time_ms))
    press->down = FALSE;
  return !press->down;
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
  g_hash_table_remove_all (self->presses);
}
