/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-outbox-private.h"

#include "dz-wire.h"

#include <string.h>

/* How a command ended, on its way to the disk. */
typedef struct
{
  char       *id;       /* owned */
  const char *outcome;
  char       *answer;   /* owned, nullable */
  DzConflict *conflict; /* owned, nullable: to be listed */
} Ending;

static void
ending_free (Ending *ending)
{
  g_free (ending->id);
  g_free (ending->answer);
  dz_conflict_free (ending->conflict);
  g_free (ending);
}

static gpointer
write_ending (DzCache *cache,
              gpointer data,
              GError **error)
{
  const Ending *ending = data;

  if (ending->conflict != NULL)
    return GINT_TO_POINTER (dz_cache_add_conflict (cache, ending->conflict, ending->outcome,
                                                   error));
  return GINT_TO_POINTER (dz_cache_finish_command (cache, ending->id, ending->outcome,
                                                   ending->answer, error));
}

static void
ending_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL) /* it is sent again at the next start, and answered as a repeat */
    g_message ("writing down how a command ended: %s", error->message);
}

static DzCommand *
parse_command (const DzOutboxRow *row)
{
  g_autoptr(GBytes) body = g_bytes_new (row->body, strlen (row->body));
  g_autoptr(JsonNode) node = dz_wire_parse (body, DZ_WIRE_REQUEST_BYTES_MAX, NULL);

  return node != NULL ? dz_wire_command_from_json (node, NULL) : NULL;
}

/* A service that was restored from a backup, or has forgotten the command for another reason, finds
 * that the submission has moved on; but it moved by this very decision. */
static gboolean
is_own_doing (DzOutbox              *self,
              const DzCommand       *command,
              const DzCommandAnswer *answer)
{
  if (command->kind == DZ_COMMAND_DECIDE)
    return answer->version == command->version + 1 &&
           g_strcmp0 (answer->by_id, self->user) == 0 &&
           g_strcmp0 (answer->verdict, dz_verdict_to_nick (command->decision->verdict)) == 0;
  /* Nobody's decision stands, which is what was asked for. */
  return command->kind == DZ_COMMAND_UNDO && answer->verdict == NULL && answer->by == NULL;
}

/* What was given back is gone already, one way or the other. */
static gboolean
loses_something (const DzCommand *command)
{
  return command->kind != DZ_COMMAND_SKIP;
}

static DzConflict *
new_conflict (DzOutbox              *self,
              const DzOutboxRow     *row,
              const DzCommandAnswer *answer,
              const char            *sentence)
{
  DzConflict *conflict = dz_conflict_new ();

  conflict->command = g_strdup (row->id);
  conflict->user = g_strdup (row->user);
  conflict->submission = g_strdup (row->submission);
  conflict->body = g_strdup (row->body);
  conflict->refused = answer == NULL ? g_strdup (sentence) : NULL;
  conflict->answer = answer != NULL ? dz_command_answer_copy (answer) : NULL;
  conflict->noted_us = g_get_real_time ();
  return conflict;
}

static const char *
outcome_of (const DzCommandAnswer *answer)
{
  if (answer == NULL)
    return "refused";
  return answer->result == DZ_COMMAND_RESULT_CONFLICT ? "conflict" : "done";
}

static void
write_down (DzOutbox              *self,
            const DzOutboxRow     *row,
            const DzCommandAnswer *answer,
            const char            *sentence,
            const DzConflict      *conflict)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->id = g_strdup (row->id);
  ending->outcome = outcome_of (answer);
  ending->answer = g_strdup (answer != NULL ? dz_state_to_nick (answer->state) : sentence);
  ending->conflict = conflict != NULL ? dz_conflict_copy (conflict) : NULL;
  dz_cache_worker_run_async (self->worker, write_ending, ending, (GDestroyNotify) ending_free,
                             NULL, ending_written_cb, NULL);
}

/* A command has ended: off the list, onto the disk, told to whoever listens. @entry: one of those
 * that wait, which is gone afterwards. */
void
dz_outbox_end (DzOutbox        *self,
               DzOutboxEntry   *entry,
               DzCommandAnswer *answer,
               const char      *sentence)
{
  g_autoptr(DzCommand) command = parse_command (entry->row);
  g_autoptr(DzConflict) conflict = NULL;

  g_queue_remove (&self->entries, entry);
  if (command != NULL && answer != NULL && answer->result == DZ_COMMAND_RESULT_CONFLICT &&
      is_own_doing (self, command, answer))
    answer->result = DZ_COMMAND_RESULT_REPEATED;
  if ((answer == NULL || answer->result == DZ_COMMAND_RESULT_CONFLICT) &&
      (command == NULL || loses_something (command)))
    conflict = new_conflict (self, entry->row, answer, sentence);
  write_down (self, entry->row, answer, sentence, conflict);
  if (command != NULL)
    dz_outbox_say_answered (self, command, answer, sentence, conflict);
  dz_outbox_entry_free (entry);
  dz_outbox_note_waiting (self);
}
