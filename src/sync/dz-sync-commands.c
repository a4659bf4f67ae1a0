/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-held-item.h"
#include "dz-id.h"

#include <glib/gi18n-lib.h>

#define QUEUE_LOW 10 /* below this more are asked for */

/* What a command becomes once it is on disk. */
typedef struct
{
  DzItem     *item;    /* owned */
  DzCommand  *command; /* owned */
  DzHeldItem *undone;  /* owned, nullable: the decision that an undo takes back */
  char       *user;    /* owned, nullable: id of who gave it */
} Order;

static void
order_free (Order *order)
{
  dz_item_free (order->item);
  dz_command_free (order->command);
  g_clear_object (&order->undone);
  g_free (order->user);
  g_free (order);
}

/*< private >
 * dz_sync_new_command:
 * @item: what it is about
 * @kind: what is asked
 * @version: the submission's version that is meant
 * @shown_ms: how long its photo was on screen
 *
 * Returns: (transfer full): a command that nobody has given before
 */
DzCommand *
dz_sync_new_command (const DzItem *item,
                     DzCommandKind kind,
                     guint         version,
                     guint         shown_ms)
{
  DzCommand *command = dz_command_new ();

  command->id = dz_id_new ();
  command->kind = kind;
  command->submission = g_strdup (item->submission->id);
  command->version = version;
  command->photo = g_strdup (item->submission->photo);
  command->shown_ms = shown_ms;
  command->made_us = g_get_real_time ();
  return command;
}

static Order *
order_new (const DzItem *item,
           DzCommandKind kind,
           guint         version,
           guint         shown_ms)
{
  Order *order = g_new0 (Order, 1);

  order->item = dz_item_copy (item);
  order->command = dz_sync_new_command (item, kind, version, shown_ms);
  return order;
}

static void
leave_queue (DzSync       *self,
             const DzItem *item)
{
  dz_queue_remove (self->queue, item->submission->id);
  dz_sync_fetch_ahead (self);
  if (dz_queue_get_length (self->queue) < QUEUE_LOW)
    dz_sync_top_up (self);
}

/* The decision was version v, made v+1 of it, and taking it back made v+2 (design.md, Promises). */
static void
return_to_queue (DzSync *self,
                 Order  *order)
{
  DzItem *item = dz_item_copy (order->item);
  guint position;

  item->submission->version = order->command->version + 1;
  item->submission->state = DZ_STATE_LEASED;
  g_clear_pointer (&item->submission->decision, dz_decision_free);
  if (g_list_store_find (self->held, order->undone, &position))
    g_list_store_remove (self->held, position);
  dz_queue_push_front (self->queue, item);
}

/*< private >
 * dz_sync_note_decided:
 * @self: a client
 * @item: what was decided
 * @command: the decision; safe on this desk's disk
 *
 * Takes the item out of the queue and into the tray, where its decision rests.
 */
void
dz_sync_note_decided (DzSync          *self,
                      const DzItem    *item,
                      const DzCommand *command)
{
  g_autoptr(DzHeldItem) held = dz_held_item_new (dz_item_copy (item), dz_command_copy (command));

  g_list_store_append (self->held, held);
  leave_queue (self, item);
  dz_sync_end_conflicts_of (self, command->submission, DZ_CONFLICT_RETAKEN);
}

static void
carry_out (DzSync *self,
           Order  *order)
{
  dz_sync_touch (self, order->command->submission);
  switch (order->command->kind)
    {
    case DZ_COMMAND_DECIDE:
      dz_sync_note_decided (self, order->item, order->command);
      break;
    case DZ_COMMAND_SKIP:
    case DZ_COMMAND_ESCALATE:
      leave_queue (self, order->item);
      break;
    case DZ_COMMAND_UNDO:
      return_to_queue (self, order);
      break;
    case DZ_COMMAND_ASK:    /* the submission stays where it is */
    case DZ_COMMAND_REOPEN: /* what is decided is in nobody's queue */
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Whether who gave the order is still here; another person's queue has nothing to do with it. */
static gboolean
is_of_person (DzSync      *self,
              const Order *order)
{
  return self->user != NULL && g_strcmp0 (self->user->id, order->user) == 0;
}

static void
safe_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzSync *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!dz_outbox_add_finish (DZ_OUTBOX (source), result, &error))
    {
      g_hash_table_remove (self->undone, order->command->id);
      g_task_return_error (task, dz_sync_new_cache_error (error));
      return;
    }
  if (is_of_person (self, order))
    carry_out (self, order);
  g_task_return_boolean (task, TRUE);
}

static void
give_order (DzSync             *self,
            Order              *order,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  if (self->user != NULL)
    {
      order->user = g_strdup (self->user->id);
      dz_outbox_add_async (self->outbox, order->command, safe_cb, task);
      return;
    }
  g_task_return_new_error (task, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT,
                           _("Nobody is signed in."));
  g_object_unref (task);
}

static gboolean
order_finish (DzSync       *self,
              GAsyncResult *result,
              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dz_sync_decide_async:
 * @self: a client
 * @item: an item of the queue that was shown
 * @decision: the reviewer's judgement
 * @shown_ms: how long its photo was on screen
 * @callback: called when the decision is safe on this desk's disk
 * @user_data: for @callback
 */
void
dz_sync_decide_async (DzSync             *self,
                      DzQueueItem        *item,
                      const DzDecision   *decision,
                      guint               shown_ms,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  const DzItem *record;
  Order *order;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_QUEUE_ITEM (item) && decision != NULL);

  record = dz_queue_item_get_item (item);
  order = order_new (record, DZ_COMMAND_DECIDE, record->submission->version, shown_ms);
  order->command->decision = dz_decision_copy (decision);
  give_order (self, order, callback, user_data);
}

/**
 * dz_sync_decide_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the decision is safe
 */
gboolean
dz_sync_decide_finish (DzSync       *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return order_finish (self, result, error);
}

/**
 * dz_sync_skip_async:
 * @self: a client
 * @item: an item of the queue
 * @shown_ms: how long its photo was on screen
 * @callback: called when the command is safe on this desk's disk
 * @user_data: for @callback
 *
 * Gives an item back without a decision; it is not offered to this person again for a while.
 */
void
dz_sync_skip_async (DzSync             *self,
                    DzQueueItem        *item,
                    guint               shown_ms,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  const DzItem *record;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_QUEUE_ITEM (item));

  record = dz_queue_item_get_item (item);
  give_order (self, order_new (record, DZ_COMMAND_SKIP, record->submission->version, shown_ms),
              callback, user_data);
}

/**
 * dz_sync_skip_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the command is safe
 */
gboolean
dz_sync_skip_finish (DzSync       *self,
                     GAsyncResult *result,
                     GError      **error)
{
  return order_finish (self, result, error);
}

/**
 * dz_sync_escalate_async:
 * @self: a client
 * @item: an item of the queue that was shown
 * @escalation: why a supervisor should look
 * @shown_ms: how long its photo was on screen
 * @callback: called when the command is safe on this desk's disk
 * @user_data: for @callback
 *
 * Leaves an item to a supervisor.
 */
void
dz_sync_escalate_async (DzSync             *self,
                        DzQueueItem        *item,
                        const DzEscalation *escalation,
                        guint               shown_ms,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  const DzItem *record;
  Order *order;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_QUEUE_ITEM (item) && escalation != NULL);

  record = dz_queue_item_get_item (item);
  order = order_new (record, DZ_COMMAND_ESCALATE, record->submission->version, shown_ms);
  order->command->escalation = dz_escalation_copy (escalation);
  give_order (self, order, callback, user_data);
}

/**
 * dz_sync_escalate_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the command is safe
 */
gboolean
dz_sync_escalate_finish (DzSync       *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return order_finish (self, result, error);
}

static gboolean
is_undone (DzSync     *self,
           DzHeldItem *held)
{
  GHashTableIter iter;
  gpointer undone;

  g_hash_table_iter_init (&iter, self->undone);
  while (g_hash_table_iter_next (&iter, NULL, &undone))
    {
      if (undone == held)
        return TRUE;
    }
  return dz_held_item_get_state (held) < DZ_HELD_SEALED &&
         !g_list_store_find (self->held, held, NULL);
}

/**
 * dz_sync_undo_async:
 * @self: a client
 * @held: one of my decisions that rests
 * @callback: called when the command is safe on this desk's disk
 * @user_data: for @callback
 *
 * Takes a decision back; its submission comes back to the front of the queue. Where the service
 * says it is too late, "conflict" tells so and the submission leaves the queue again.
 */
void
dz_sync_undo_async (DzSync             *self,
                    DzHeldItem         *held,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  const DzCommand *decided;
  Order *order;

  g_return_if_fail (DZ_IS_SYNC (self) && DZ_IS_HELD_ITEM (held));

  if (self->user != NULL && is_undone (self, held))
    {
      g_task_report_new_error (self, callback, user_data, dz_sync_undo_async, DZ_SYNC_ERROR,
                               DZ_SYNC_ERROR_REFUSED,
                               _("This decision has been taken back already."));
      return;
    }
  decided = dz_held_item_get_command (held);
  order = order_new (dz_held_item_get_item (held), DZ_COMMAND_UNDO, decided->version + 1, 0);
  order->undone = g_object_ref (held);
  if (self->user != NULL)
    g_hash_table_insert (self->undone, g_strdup (order->command->id), g_object_ref (held));
  give_order (self, order, callback, user_data);
}

/**
 * dz_sync_undo_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT; DZ_SYNC_ERROR_REFUSED
 *   where it was asked for before
 *
 * Returns: whether the command is safe
 */
gboolean
dz_sync_undo_finish (DzSync       *self,
                     GAsyncResult *result,
                     GError      **error)
{
  return order_finish (self, result, error);
}

/**
 * dz_sync_ask_async:
 * @self: a client
 * @submission: id of a submission that is decided
 * @version: its version, as far as this desk knows
 * @photo: SHA-256 of its photo
 * @reason: why, in the asker's words; at most DZ_DECISION_NOTE_MAX bytes
 * @draft: (nullable): what the asker would have decided
 * @callback: called when the request is safe on this desk's disk
 * @user_data: for @callback
 *
 * Asks a supervisor to look at a decision again.
 */
void
dz_sync_ask_async (DzSync             *self,
                   const char         *submission,
                   guint               version,
                   const char         *photo,
                   const char         *reason,
                   const DzDecision   *draft,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  g_autoptr(DzItem) item = NULL;
  Order *order;

  g_return_if_fail (DZ_IS_SYNC (self) && submission != NULL && photo != NULL && reason != NULL);

  item = dz_item_new ();
  item->submission->id = g_strdup (submission);
  item->submission->photo = g_strdup (photo);
  order = order_new (item, DZ_COMMAND_ASK, version, 0);
  order->command->reason = g_strdup (reason);
  order->command->decision = draft != NULL ? dz_decision_copy (draft) : NULL;
  give_order (self, order, callback, user_data);
}

/**
 * dz_sync_ask_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location; DZ_SYNC_ERROR_CACHE, DZ_SYNC_ERROR_SIGNED_OUT
 *
 * Returns: whether the request is safe
 */
gboolean
dz_sync_ask_finish (DzSync       *self,
                    GAsyncResult *result,
                    GError      **error)
{
  return order_finish (self, result, error);
}
