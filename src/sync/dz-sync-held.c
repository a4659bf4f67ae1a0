/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include <glib/gi18n-lib.h>

#include "dz-held-item-private.h"

/* What was decided, and what the service says of it. */

/* An answer that the service gave before this moment no longer says how @submission stands. */
void
dz_sync_touch (DzSync     *self,
               const char *submission)
{
  gint64 now = ++self->epoch;

  g_hash_table_insert (self->touched, g_strdup (submission), g_memdup2 (&now, sizeof now));
}

static DzHeldItem *
find_held (DzSync     *self,
           const char *command,
           guint      *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->held));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(DzHeldItem) held = g_list_model_get_item (G_LIST_MODEL (self->held), i);

      if (g_str_equal (dz_held_item_get_command (held)->id, command))
        {
          *position = i;
          return g_steal_pointer (&held);
        }
    }
  return NULL;
}

/* How long it rests, by the service's clock whatever this machine's says. What is known of that
 * clock is known to the second; no more is left than the whole time. */
static void
note_hold (DzSync                *self,
           const DzCommand       *command,
           const DzCommandAnswer *answer)
{
  guint position;
  g_autoptr(DzHeldItem) held = find_held (self, command->id, &position);
  gint64 left_us = answer->hold_until_us -
                   (g_get_real_time () + dz_api_client_get_skew_us (self->api));
  gint64 whole_us = answer->hold_until_us - answer->at_us;

  if (held != NULL)
    dz_held_item_set_hold (held, g_get_monotonic_time () + CLAMP (left_us, 0, MAX (whole_us, 0)));
  else
    dz_sync_want_held (self); /* from before the desk was started: the service says whose it is */
}

/*< private >
 * dz_sync_is_too_late:
 * @self: a client
 * @answer: what the service said to an undo
 *
 * Returns: whether what was to be undone took effect; somebody else's decision is not that
 */
gboolean
dz_sync_is_too_late (DzSync                *self,
                     const DzCommandAnswer *answer)
{
  return answer->result == DZ_COMMAND_RESULT_CONFLICT && answer->verdict != NULL &&
         self->user != NULL && g_strcmp0 (answer->by_id, self->user->id) == 0;
}

static char *
say_conflict (DzSync                *self,
              const DzCommand       *command,
              const DzCommandAnswer *answer)
{
  const char *by = answer->by != NULL ? answer->by : _("somebody");

  if (command->kind == DZ_COMMAND_UNDO && dz_sync_is_too_late (self, answer))
    return g_strdup (_("Too late to undo: the decision has taken effect and the student is told."));
  if (g_strcmp0 (answer->verdict, "approve") == 0)
    return g_strdup_printf (_("Not applied: %s has approved this photo already."), by);
  if (g_strcmp0 (answer->verdict, "reject") == 0)
    return g_strdup_printf (_("Not applied: %s has rejected this photo already."), by);
  if (answer->by != NULL)
    return g_strdup_printf (_("Not applied: %s is judging this photo now."), by);
  return g_strdup (_("Not applied: this submission has changed since it was shown."));
}

/* The reviewer has another photo before their eyes by now. Of a command from before the desk was
 * started nobody knows here whom it concerns. */
static char *
name_student (DzSync          *self,
              const DzCommand *command)
{
  guint position;
  g_autoptr(DzHeldItem) held = find_held (self, command->id, &position);
  DzQueueItem *queued = dz_queue_find (self->queue, command->submission);

  if (held != NULL)
    return g_strdup (dz_held_item_get_item (held)->student->name);
  return queued != NULL ? g_strdup (dz_queue_item_get_item (queued)->student->name) : NULL;
}

/* @sentence: (transfer full) */
static char *
say_whose (const char *student,
           char       *sentence)
{
  g_autofree char *said = sentence;

  /* TRANSLATORS: the first %s is a student's name, the second what became of the command */
  return student != NULL ? g_strdup_printf (_("%s: %s"), student, said) : g_steal_pointer (&said);
}

/* What was decided is decided no more. Where the service refused the decision itself, the photo is
 * still this desk's to decide, and comes back to be judged next. */
static void
give_up (DzSync          *self,
         const DzCommand *command,
         gboolean         refused)
{
  guint position;
  g_autoptr(DzHeldItem) held = find_held (self, command->id, &position);

  dz_queue_remove (self->queue, command->submission);
  if (held == NULL)
    return;
  g_list_store_remove (self->held, position);
  if (refused)
    dz_queue_push_front (self->queue, dz_item_copy (dz_held_item_get_item (held)));
}

static void
list_conflict (DzSync           *self,
               const DzCommand  *command,
               const DzConflict *conflict)
{
  guint position;
  g_autoptr(DzHeldItem) held = find_held (self, command->id, &position);
  DzQueueItem *queued = dz_queue_find (self->queue, command->submission);

  if (conflict != NULL && held != NULL)
    dz_sync_add_conflict (self, conflict, dz_held_item_get_item (held));
  else if (conflict != NULL)
    dz_sync_add_conflict (self, conflict,
                          queued != NULL ? dz_queue_item_get_item (queued) : NULL);
}

/* The outbox has an answer, or for @answer %NULL only the @sentence with which it was refused. */
void
dz_sync_answered (DzOutbox        *outbox,
                  DzCommand       *command,
                  DzCommandAnswer *answer,
                  const char      *sentence,
                  DzConflict      *conflict,
                  DzSync          *self)
{
  g_autofree char *student = name_student (self, command);
  g_autofree char *said = NULL;

  dz_sync_touch (self, command->submission);
  if (command->kind == DZ_COMMAND_UNDO)
    dz_sync_undo_answered (self, command, answer);
  if (command->kind == DZ_COMMAND_UNDO && self->fitted_no != self->filter_no)
    dz_sync_top_up (self); /* what came back may not fit the filter that was set meanwhile */
  if (answer != NULL && answer->result != DZ_COMMAND_RESULT_CONFLICT)
    {
      if (command->kind == DZ_COMMAND_DECIDE)
        note_hold (self, command, answer);
      return;
    }
  list_conflict (self, command, conflict);
  give_up (self, command, answer == NULL);
  if (answer == NULL)
    {
      dz_sync_top_up (self); /* says whether it is, and what has become of it */
      dz_sync_fetch_reasons (self); /* one may have been retired */
    }
  said = say_whose (student, answer != NULL ? say_conflict (self, command, answer)
                                            : g_strdup (sentence));
  dz_sync_say_conflict (self, command->submission, said);
}

/* Decisions whose time is over have taken effect; they leave the tray, the oldest first. */
void
dz_sync_seal_held (DzSync *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->held));)
    {
      g_autoptr(DzHeldItem) held = g_list_model_get_item (G_LIST_MODEL (self->held), i);

      if (dz_held_item_get_state (held) == DZ_HELD_UNDOABLE &&
          dz_held_item_get_seconds_left (held) == 0)
        {
          g_list_store_remove (self->held, i);
          dz_sync_keep_sealed (self, held, DZ_HELD_SEALED);
        }
      else
        i++;
    }
}
