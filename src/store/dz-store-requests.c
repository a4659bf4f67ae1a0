/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-commands.h"

#include "dz-id.h"
#include "dz-store-private.h"
#include "dz-task.h"

#define ADD_REQUEST \
  "INSERT INTO tasks (id, kind, submission_id, asked_by, reason, draft_verdict, draft_reasons," \
  " draft_note, raised_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"

#define DOING "asking a supervisor"

/* Before somebody has decided there is nothing to be looked at again. */
static gboolean
is_decided (const DzSubmission *submission)
{
  return submission->state == DZ_STATE_HELD || submission->state == DZ_STATE_SECOND_REVIEW ||
         submission->state == DZ_STATE_APPROVED || submission->state == DZ_STATE_REJECTED;
}

static gboolean
write_request (DzStore             *self,
               const DzApplication *application,
               const char          *id,
               GError             **error)
{
  const DzCommand *command = application->command;
  const DzDecision *draft = command->decision;
  const char *verdict = draft != NULL ? dz_verdict_to_nick (draft->verdict) : NULL;
  const char *note = draft != NULL ? draft->note : NULL;
  g_autofree char *reasons = draft != NULL && draft->reasons != NULL
                               ? g_strjoinv (" ", draft->reasons) : NULL;

  return dz_store_run (self, DOING, ADD_REQUEST,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (dz_task_kind_to_nick (DZ_TASK_REQUEST)),
                                  DZ_TEXT (command->submission), DZ_TEXT (application->user->id),
                                  DZ_TEXT (command->reason), DZ_TEXT (verdict), DZ_TEXT (reasons),
                                  DZ_TEXT (note), DZ_INT (self->now_us)),
                       NULL, error);
}

/**
 * dz_store_apply_ask:
 * @self: a store, within a write transaction
 * @application: the command
 * @fits: (out): whether it was applied
 * @error: return location
 *
 * Raises a task for supervisors: somebody asks that a decision, their own or another's, be looked
 * at again. The submission stays as it is.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_apply_ask (DzStore             *self,
                    const DzApplication *application,
                    gboolean            *fits,
                    GError             **error)
{
  g_autofree char *id = dz_id_new ();
  g_autoptr(JsonBuilder) detail = NULL;

  *fits = is_decided (application->submission);
  if (!*fits)
    return TRUE;
  detail = dz_detail_new ();
  dz_detail_add (detail, "task", id);
  dz_detail_add (detail, "reason", application->command->reason);
  dz_detail_add (detail, "command", application->command->id);
  dz_detail_add (detail, "workstation", application->workstation);
  return write_request (self, application, id, error) &&
         dz_store_append_entry (self, "ask", application->user->id, application->submission->id,
                                dz_state_to_nick (application->submission->state), detail, error);
}
