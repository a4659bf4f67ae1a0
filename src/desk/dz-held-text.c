/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-held-text.h"

#include <glib/gi18n.h>

/**
 * dz_held_text:
 * @n_held: how many decisions rest
 *
 * Returns: (transfer full): that in words
 */
char *
dz_held_text (guint n_held)
{
  /* TRANSLATORS: decisions that can still be undone */
  return g_strdup_printf (ngettext ("%u held", "%u held", n_held), n_held);
}

/* Windows may hold decisions for seconds or for a day. */
static char *
say_left (guint seconds)
{
  if (seconds < 60)
    /* TRANSLATORS: time until a decision takes effect */
    return g_strdup_printf (ngettext ("%u second left", "%u seconds left", seconds), seconds);
  if (seconds < 3600)
    /* TRANSLATORS: minutes and seconds until a decision takes effect, "2:05 left" */
    return g_strdup_printf (_("%u:%02u left"), seconds / 60, seconds % 60);
  /* TRANSLATORS: hours and minutes until a decision takes effect, "23 h 59 min left" */
  return g_strdup_printf (_("%u h %u min left"), seconds / 3600, seconds / 60 % 60);
}

/**
 * dz_held_when_text:
 * @state: where a decision stands
 * @seconds_left: until it takes effect, by the service's clock
 *
 * Returns: (transfer full): how long it can still be undone, in words
 */
char *
dz_held_when_text (DzHeldState state,
                   guint       seconds_left)
{
  switch (state)
    {
    case DZ_HELD_WAITING:
      return g_strdup (_("waiting for the service"));
    case DZ_HELD_UNDOABLE:
      return say_left (seconds_left);
    case DZ_HELD_ASKED:
      return g_strdup (_("a supervisor is asked"));
    case DZ_HELD_LATE:
    case DZ_HELD_SEALED:
    default:
      return g_strdup (_("in effect"));
    }
}

/**
 * dz_held_last_text:
 * @name: the student's name
 * @decision: what was decided
 * @state: where it stands
 * @seconds_left: until it takes effect
 *
 * Returns: (transfer full): the decision that undo would take back, in words
 */
char *
dz_held_last_text (const char       *name,
                   const DzDecision *decision,
                   DzHeldState       state,
                   guint             seconds_left)
{
  g_autofree char *when = dz_held_when_text (state, seconds_left);

  g_return_val_if_fail (name != NULL && decision != NULL, NULL);

  if (decision->verdict == DZ_VERDICT_APPROVE)
    /* TRANSLATORS: "王梦梦 approved, 24 seconds left" */
    return g_strdup_printf (_("%s approved, %s"), name, when);
  /* TRANSLATORS: "王梦梦 rejected, 24 seconds left" */
  return g_strdup_printf (_("%s rejected, %s"), name, when);
}

/**
 * dz_held_is_undoable:
 * @item: one of my decisions
 *
 * Returns: whether it can still be taken back, as far as this desk knows
 */
gboolean
dz_held_is_undoable (DzHeldItem *item)
{
  const DzCommand *command = dz_held_item_get_command (item);

  return dz_held_item_get_state (item) < DZ_HELD_SEALED && command != NULL
         && command->decision != NULL;
}

/**
 * dz_held_find_last:
 * @held: (element-type DzHeldItem): my decisions that rest
 *
 * Returns: (transfer full) (nullable): the one made last that can still be undone
 */
DzHeldItem *
dz_held_find_last (GListModel *held)
{
  g_autoptr(DzHeldItem) last = NULL;
  gint64 last_us = G_MININT64;

  g_return_val_if_fail (G_IS_LIST_MODEL (held), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (held); i++)
    {
      g_autoptr(DzHeldItem) item = g_list_model_get_item (held, i);

      if (!dz_held_is_undoable (item) || dz_held_item_get_command (item)->made_us < last_us)
        continue;
      last_us = dz_held_item_get_command (item)->made_us;
      g_set_object (&last, item);
    }
  return g_steal_pointer (&last);
}

/**
 * dz_held_count:
 * @held: (element-type DzHeldItem): my decisions that rest
 *
 * Returns: how many of them can still be undone
 */
guint
dz_held_count (GListModel *held)
{
  guint n_held = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (held), 0);

  for (guint i = 0; i < g_list_model_get_n_items (held); i++)
    {
      g_autoptr(DzHeldItem) item = g_list_model_get_item (held, i);

      if (dz_held_is_undoable (item))
        n_held++;
    }
  return n_held;
}
