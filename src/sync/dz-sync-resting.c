/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-held-item-private.h"
#include "dz-sync-answers.h"

/* What of my decisions rests at the service without this desk having it in its list: it was decided
 * before the desk was started, or at another one. */

/* As many as a reviewer makes in more than an hour. A service that always had more to say would be
 * asked for ever. */
#define HELD_MAX 2000

static gboolean
has_decision_of (GListStore *decisions,
                 const char *submission)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (decisions)); i++)
    {
      g_autoptr(DzHeldItem) held = g_list_model_get_item (G_LIST_MODEL (decisions), i);

      if (g_str_equal (dz_held_item_get_command (held)->submission, submission))
        return TRUE;
    }
  return FALSE;
}

/* Whether this desk knows better how @submission stands, or has nothing to take back of it. */
static gboolean
is_known (DzSync             *self,
          const DzSubmission *submission)
{
  const gint64 *touched = g_hash_table_lookup (self->touched, submission->id);

  return submission->state != DZ_STATE_HELD || submission->decision == NULL ||
         submission->version == 0 || dz_outbox_is_waiting (self->outbox, submission->id) ||
         (touched != NULL && *touched > self->held_asked) ||
         has_decision_of (self->held, submission->id) ||
         has_decision_of (self->sealed, submission->id);
}

/* The command as it was sent, but for its id and how long the photo was on screen, which nobody
 * needs any more. The decision made version v+1 of v (design.md, Promises). */
static DzCommand *
new_command (const DzItem *item,
             gint64        ahead_us)
{
  const DzSubmission *submission = item->submission;
  DzCommand *command = dz_sync_new_command (item, DZ_COMMAND_DECIDE, submission->version - 1, 0);

  command->decision = dz_decision_copy (submission->decision);
  command->made_us = submission->decision->decided_us - ahead_us;
  return command;
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  gint64 first_us = dz_held_item_get_command ((DzHeldItem *) a)->made_us;
  gint64 second_us = dz_held_item_get_command ((DzHeldItem *) b)->made_us;

  return (first_us > second_us) - (first_us < second_us);
}

/* What is left of its time is counted from the answer; no more than the whole time is. */
static void
add_held (DzSync       *self,
          const DzItem *item,
          gint64        now_us)
{
  const DzSubmission *submission = item->submission;
  DzCommand *command = new_command (item, now_us - g_get_real_time ());
  g_autoptr(DzHeldItem) held = dz_held_item_new (dz_item_copy (item), command);
  gint64 whole_us = MAX (submission->hold_until_us - submission->decision->decided_us, 0);
  gint64 left_us = CLAMP (submission->hold_until_us - now_us, 0, whole_us);

  dz_held_item_set_hold (held, g_get_monotonic_time () + left_us);
  g_list_store_insert_sorted (self->held, held, compare_times, NULL);
  g_debug ("rests %s", submission->id);
}

static void
take_answer (DzSync             *self,
             const DzHeldAnswer *answer)
{
  for (guint i = 0; i < answer->items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (answer->items, i);

      if (!is_known (self, item->submission))
        add_held (self, item, answer->now_us);
    }
}

static void ask_held (DzSync *self);

static gboolean
says_more (DzSync             *self,
           const DzHeldAnswer *answer)
{
  gboolean more = FALSE;

  for (guint i = 0; i < answer->items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (answer->items, i);

      if (g_hash_table_add (self->held_said, g_strdup (item->submission->id)))
        more = TRUE;
    }
  return more;
}

/* There may be more than the service says at once, and it says what ends last. One that knows of no
 * more than that says the same again. */
static gboolean
ask_further (DzSync             *self,
             const DzHeldAnswer *answer)
{
  const DzItem *first;

  if (!says_more (self, answer) || g_hash_table_size (self->held_said) >= HELD_MAX)
    return FALSE;
  first = g_ptr_array_index (answer->items, 0);
  g_free (self->held_before);
  self->held_before = g_strdup_printf ("%" G_GINT64_FORMAT "-%s", first->submission->hold_until_us,
                                       first->submission->id);
  ask_held (self);
  return TRUE;
}

static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzHeldAnswer) answer = dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                              &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* of an earlier session; this one asks for itself */
  self->asking_held = FALSE;
  if (dz_sync_is_closed (self) || self->user == NULL)
    return;
  if (answer != NULL)
    {
      take_answer (self, answer);
      if (ask_further (self, answer))
        return;
    }
  else
    dz_sync_note_failure (self, error);
  /* Where nobody answered, it is asked again as soon as somebody does. */
  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE))
    dz_sync_want_held (self);
}

static void
ask_held (DzSync *self)
{
  g_autofree char *path = self->held_before == NULL
                            ? g_strdup ("decisions/held")
                            : g_strdup_printf ("decisions/held?before=%s", self->held_before);

  self->asking_held = TRUE;
  self->held_asked = ++self->epoch;
  dz_api_client_call_async (self->api, "GET", path, NULL, dz_sync_read_held,
                            (GDestroyNotify) dz_held_answer_free, self->cancellable, held_cb,
                            g_object_ref (self));
}

/* The service may hold a decision of mine that is not listed here. */
void
dz_sync_want_held (DzSync *self)
{
  self->held_wanted = TRUE;
}

/* Asks for it, where that is wanted, and once: not while commands wait whose answers it would
 * overtake. */
void
dz_sync_fetch_held (DzSync *self)
{
  if (!self->held_wanted || self->asking_held || self->user == NULL || dz_sync_is_closed (self) ||
      self->connection != DZ_CONNECTION_ONLINE || dz_outbox_get_waiting (self->outbox) > 0 ||
      !(self->user->roles & (DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR)))
    return;
  self->held_wanted = FALSE;
  g_clear_pointer (&self->held_before, g_free);
  g_hash_table_remove_all (self->held_said);
  ask_held (self);
}
