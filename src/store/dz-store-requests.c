/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-commands.h"

#include "dz-id.h"
#include "dz-store-private.h"
#include "dz-store-tasks.h"
#include "dz-task.h"

#define ADD_REQUEST \
  "INSERT INTO tasks (id, kind, submission_id, asked_by, reason, draft_verdict, draft_reasons," \
  " draft_note, raised_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"

#define COUNT_ASKED \
  "SELECT COUNT(*) FROM tasks WHERE kind = ?1 AND asked_by = ?2 AND done_us IS NULL" \
  " AND (?3 IS NULL OR submission_id = ?3)"
#define IS_OWN \
  "SELECT COUNT(*) FROM submissions JOIN decisions ON decisions.id = decision_id" \
  " WHERE submissions.id = ?1 AND decisions.user_id = ?2"

#define DOING "asking a supervisor"

/* Before somebody has decided there is nothing to be looked at again. */
static gboolean
is_decided (const DzSubmission *submission)
{
  return submission->state == DZ_STATE_HELD || submission->state == DZ_STATE_SECOND_REVIEW ||
         submission->state == DZ_STATE_APPROVED || submission->state == DZ_STATE_REJECTED;
}

/* Who can still take a decision back needs nobody for that. What is due is sealed at any moment,
 * and their desk does not offer to undo it any more. */
static gboolean
check_undoable (DzStore             *self,
                const DzApplication *application,
                GError             **error)
{
  const DzSubmission *submission = application->submission;
  gint64 own = 0;

  if (submission->state == DZ_STATE_HELD && submission->hold_until_us > self->now_us &&
      !dz_store_read_int (self, DOING, IS_OWN,
                          DZ_VALUES (DZ_TEXT (submission->id), DZ_TEXT (application->user->id)), 0,
                          &own, error))
    return FALSE;
  if (own == 0)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNDOABLE,
                       DOING ": who asks can undo the decision");
  return FALSE;
}

static gboolean
count_asked (DzStore      *self,
             const DzUser *user,
             const char   *submission,
             gint64       *n_asked,
             GError      **error)
{
  return dz_store_read_int (self, DOING, COUNT_ASKED,
                            DZ_VALUES (DZ_TEXT (dz_task_kind_to_nick (DZ_TASK_REQUEST)),
                                       DZ_TEXT (user->id), DZ_TEXT (submission)),
                            0, n_asked, error);
}

/* Supervisors answer one by one; asking twice makes nobody faster. */
static gboolean
check_asked (DzStore             *self,
             const DzApplication *application,
             GError             **error)
{
  gint64 n_of_this;
  gint64 n_of_all;

  if (!count_asked (self, application->user, application->submission->id, &n_of_this, error) ||
      !count_asked (self, application->user, NULL, &n_of_all, error))
    return FALSE;
  if (n_of_this > 0)
    g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_ASKED_ALREADY,
                         DOING ": they asked about it already");
  else if (n_of_all >= DZ_STORE_ASKED_MAX)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_ASKED_MUCH,
                 DOING ": %d of what they asked waits still", DZ_STORE_ASKED_MAX);
  return n_of_this == 0 && n_of_all < DZ_STORE_ASKED_MAX;
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
 * @error: return location; DZ_STORE_ERROR_UNDOABLE, DZ_STORE_ERROR_ASKED_ALREADY,
 *   DZ_STORE_ERROR_ASKED_MUCH
 *
 * Raises a task for supervisors: somebody asks that a decision, their own or another's, be looked
 * at again. The submission stays as it is. What they can undo themselves they may not ask about,
 * nor twice about the same while the first waits.
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
  if (!check_undoable (self, application, error) || !check_asked (self, application, error))
    return FALSE;
  detail = dz_detail_new ();
  dz_detail_add (detail, "task", id);
  dz_detail_add (detail, "reason", application->command->reason);
  dz_detail_add (detail, "command", application->command->id);
  dz_detail_add (detail, "workstation", application->workstation);
  return write_request (self, application, id, error) &&
         dz_store_append_entry (self, "ask", application->user->id, application->submission->id,
                                dz_state_to_nick (application->submission->state), detail, error);
}
