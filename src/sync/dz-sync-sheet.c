/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include <glib/gi18n-lib.h>

/* Decisions that are made together, from a contact sheet: each is a command of its own, and they
 * are kept in one step. */

/* What they become once they are on disk. */
typedef struct
{
  char      *user;     /* owned: id of who made them */
  GPtrArray *items;    /* owned (element-type DzQueueItem) */
  GPtrArray *commands; /* owned (element-type DzCommand): one for each of @items */
} Orders;

static void
orders_free (Orders *orders)
{
  g_free (orders->user);
  g_ptr_array_unref (orders->items);
  g_ptr_array_unref (orders->commands);
  g_free (orders);
}

/**
 * dz_sheet_choice_new:
 * @item: an item of the queue that was shown
 * @decision: the reviewer's judgement; copied
 * @shown_ms: how long its photo was on screen
 *
 * Returns: (transfer full): a choice
 */
DzSheetChoice *
dz_sheet_choice_new (DzQueueItem      *item,
                     const DzDecision *decision,
                     guint             shown_ms)
{
  DzSheetChoice *self = g_new0 (DzSheetChoice, 1);

  self->item = g_object_ref (item);
  self->decision = dz_decision_copy (decision);
  self->shown_ms = shown_ms;
  return self;
}

/**
 * dz_sheet_choice_free:
 * @self: (transfer full) (nullable): a choice
 */
void
dz_sheet_choice_free (DzSheetChoice *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->item);
  dz_decision_free (self->decision);
  g_free (self);
}

static Orders *
orders_new (DzSync    *self,
            GPtrArray *choices)
{
  Orders *orders = g_new0 (Orders, 1);

  orders->user = g_strdup (self->user->id);
  orders->items = g_ptr_array_new_with_free_func (g_object_unref);
  orders->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_command_free);
  for (guint i = 0; i < choices->len; i++)
    {
      const DzSheetChoice *choice = g_ptr_array_index (choices, i);
      const DzItem *item = dz_queue_item_get_item (choice->item);
      DzCommand *command = dz_sync_new_command (item, DZ_COMMAND_DECIDE,
                                                item->submission->version, choice->shown_ms);

      command->decision = dz_decision_copy (choice->decision);
      g_ptr_array_add (orders->items, g_object_ref (choice->item));
      g_ptr_array_add (orders->commands, command);
    }
  return orders;
}

static void
note_each (DzSync       *self,
           const Orders *orders)
{
  for (guint i = 0; i < orders->commands->len; i++)
    {
      const DzCommand *command = g_ptr_array_index (orders->commands, i);

      dz_sync_touch (self, command->submission);
      dz_sync_note_decided (self, dz_queue_item_get_item (g_ptr_array_index (orders->items, i)),
                            command);
    }
}

static void
safe_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  const Orders *orders = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!dz_outbox_add_finish (DZ_OUTBOX (source), result, &error))
    {
      g_task_return_error (task, dz_sync_new_cache_error (error));
      return;
    }
  if (self->user != NULL && g_str_equal (self->user->id, orders->user))
    note_each (self, orders);
  g_task_return_boolean (task, TRUE);
}

/**
 * dz_sync_decide_all_async:
 * @self: a client
 * @choices: (element-type DzSheetChoice): decisions that are made together
 * @callback: called when all of them are safe on this desk's disk
 * @user_data: for @callback
 *
 * Decides several items in one step, as dz_sync_decide_async() decides one: all of them are kept or
 * none is. From then on each goes its own way, and is answered and undone by itself.
 */
void
dz_sync_decide_all_async (DzSync             *self,
                          GPtrArray          *choices,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;
  Orders *orders;

  g_return_if_fail (DZ_IS_SYNC (self) && choices != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  if (self->user == NULL)
    {
      g_task_return_new_error (task, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT,
                               _("Nobody is signed in."));
      g_object_unref (task);
      return;
    }
  orders = orders_new (self, choices);
  g_task_set_task_data (task, orders, (GDestroyNotify) orders_free);
  dz_outbox_add_all_async (self->outbox, orders->commands, safe_cb, task);
}

/**
 * dz_sync_decide_all_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the decisions are safe
 */
gboolean
dz_sync_decide_all_finish (DzSync       *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
