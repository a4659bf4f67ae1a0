/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-held-item-private.h"

/* What of my decisions took effect lately: it cannot be undone any more, but a supervisor can be
 * asked to look at it again. */

/* As many as a reviewer may still have in mind; a supervisor finds all the others. */
#define SEALED_MAX 20

/**
 * dz_sync_get_sealed:
 * @self: a client
 *
 * Returns: (transfer none): my decisions of this session that took effect last, a list of
 *   #DzHeldItem, oldest first; not more than a few
 */
GListModel *
dz_sync_get_sealed (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return G_LIST_MODEL (self->sealed);
}

void
dz_sync_keep_sealed (DzSync     *self,
                     DzHeldItem *held,
                     DzHeldState state)
{
  dz_held_item_set_sealed (held, state);
  if (g_list_store_find (self->sealed, held, NULL))
    return; /* its time was over while the undo was on its way */
  g_list_store_append (self->sealed, held);
  g_debug ("sealed %s", dz_held_item_get_item (held)->submission->id);
  while (g_list_model_get_n_items (G_LIST_MODEL (self->sealed)) > SEALED_MAX)
    g_list_store_remove (self->sealed, 0);
}

/* @answer: (nullable): what the service said; %NULL where it refused the command itself */
void
dz_sync_undo_answered (DzSync                *self,
                       const DzCommand       *command,
                       const DzCommandAnswer *answer)
{
  g_autofree char *key = NULL;
  g_autoptr(DzHeldItem) held = NULL;

  if (!g_hash_table_steal_extended (self->undone, command->id, (gpointer *) &key,
                                    (gpointer *) &held))
    return; /* from before the desk was started */
  if (answer != NULL && dz_sync_is_too_late (self, answer))
    dz_sync_keep_sealed (self, held, DZ_HELD_LATE);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = DZ_SYNC (source);
  DzHeldItem *held = g_task_get_task_data (task);
  GError *error = NULL;

  if (!dz_sync_ask_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  dz_held_item_set_sealed (held, DZ_HELD_ASKED);
  dz_sync_end_conflicts_of (self, dz_held_item_get_item (held)->submission->id,
                            DZ_CONFLICT_CONTESTED);
  g_task_return_boolean (task, TRUE);
}

/**
 * dz_sync_ask_about_async:
 * @self: a client
 * @held: one of my decisions that took effect
 * @reason: why a supervisor should look at it again; at most DZ_DECISION_NOTE_MAX bytes
 * @callback: called when the request is safe on this desk's disk
 * @user_data: for @callback
 *
 * Asks a supervisor to look at my own decision again. A conflict about it is answered thereby.
 */
void
dz_sync_ask_about_async (DzSync             *self,
                         DzHeldItem         *held,
                         const char         *reason,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  const DzCommand *decided;
  GTask *task;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_HELD_ITEM (held) && reason != NULL);

  decided = dz_held_item_get_command (held);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, g_object_ref (held), g_object_unref);
  dz_sync_ask_async (self, decided->submission, decided->version + 1, decided->photo, reason, NULL,
                     asked_cb, task);
}

/**
 * dz_sync_ask_about_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the request is safe
 */
gboolean
dz_sync_ask_about_finish (DzSync       *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
