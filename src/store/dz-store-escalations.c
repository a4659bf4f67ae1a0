/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-escalations.h"

#include "dz-id.h"
#include "dz-store-commands.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-reopenings.h"
#include "dz-store-second-reviews.h"

#define ADD_ESCALATION \
  "INSERT INTO escalations (id, submission_id, lease_id, user_id, code, words, version, photo," \
  " shown_ms, at_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
#define LAST_ESCALATION \
  "SELECT code, words, users.name, at_us FROM escalations" \
  " JOIN users ON users.id = escalations.user_id WHERE submission_id = ?1" \
  " ORDER BY at_us DESC, escalations.rowid DESC LIMIT 1"

#define DOING "escalating a submission"

/**
 * dz_store_load_escalation:
 * @self: a store, within a transaction
 * @submission: submission id
 * @escalation: (out) (nullable) (transfer full): why it was left to a supervisor the last time;
 *   %NULL where it never was
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_load_escalation (DzStore       *self,
                          const char    *submission,
                          DzEscalation **escalation,
                          GError       **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "reading an escalation", LAST_ESCALATION,
                                             DZ_VALUES (DZ_TEXT (submission)), error);
  DzStep step = dz_query_step (row, error);

  *escalation = NULL;
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  *escalation = dz_escalation_new (dz_statement_get_text (row, 0), dz_statement_get_text (row, 1));
  (*escalation)->by = dz_statement_dup_text (row, 2);
  (*escalation)->at_us = dz_statement_get_int64 (row, 3);
  return TRUE;
}

static gboolean
write_escalation (DzStore             *self,
                  const DzApplication *application,
                  const char          *lease,
                  GError             **error)
{
  const DzCommand *command = application->command;
  g_autofree char *id = dz_id_new ();

  return dz_store_run (self, DOING, ADD_ESCALATION,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (command->submission), DZ_TEXT (lease),
                                  DZ_TEXT (application->user->id),
                                  DZ_TEXT (command->escalation->code),
                                  DZ_TEXT (command->escalation->words), DZ_INT (command->version),
                                  DZ_TEXT (command->photo), DZ_INT (command->shown_ms),
                                  DZ_INT (self->now_us)),
                       NULL, error);
}

static gboolean
escalate (DzStore             *self,
          const DzApplication *application,
          const char          *lease,
          GError             **error)
{
  const DzCommand *command = application->command;
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  DzStateChange change = { command->submission, DZ_STATE_LEASED, DZ_STATE_ESCALATED,
                           dz_actor_of_user (application->user), application->user->id,
                           command->escalation->code, detail, FALSE };

  dz_detail_add (detail, "words", command->escalation->words);
  dz_detail_add_int (detail, "version", command->version);
  dz_detail_add (detail, "photo", command->photo);
  dz_detail_add_int (detail, "shown_ms", command->shown_ms);
  dz_detail_add (detail, "command", command->id);
  dz_detail_add (detail, "workstation", application->workstation);
  return write_escalation (self, application, lease, error) &&
         dz_store_close_lease (self, lease, "escalate", error) &&
         dz_store_move (self, &change, NULL, error);
}

/* What was set apart is before a supervisor already, and there is nobody above. */
static gboolean
check_origin (DzState  origin,
              GError **error)
{
  if (dz_lease_tell_origin (origin) == DZ_STATE_PENDING)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
                       "the command is refused: the submission is with a supervisor already");
  return FALSE;
}

/* A supervisor whose decision was reopened, or is judged twice, may not judge it again. Where there
 * is no other, it would wait for ever, and nobody would see it. */
static gboolean
check_supervisors (DzStore            *self,
                   const DzSubmission *submission,
                   DzState             origin,
                   GError            **error)
{
  gboolean found;

  if (!submission->reopened && origin != DZ_STATE_SECOND_REVIEW)
    return TRUE;
  if (!dz_store_has_other_judge (self, submission->id, DZ_STATE_ESCALATED, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_SUPERVISOR,
                       DOING ": every supervisor has judged it before");
  return FALSE;
}

/**
 * dz_store_apply_escalate:
 * @self: a store, within a write transaction
 * @application: the command
 * @fits: (out): whether it was applied
 * @error: return location; DZ_STORE_ERROR_INVALID where it is with a supervisor already,
 *   DZ_STORE_ERROR_NO_SUPERVISOR where every supervisor has judged it before
 *
 * Leaves a submission to a supervisor. A reviewer who is one too is not offered it again for
 * DZ_STORE_SKIP_US: another supervisor should look first. The submission's version stays, as with
 * every event of a lease.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_apply_escalate (DzStore             *self,
                         const DzApplication *application,
                         gboolean            *fits,
                         GError             **error)
{
  g_autofree char *lease = NULL;
  DzState origin;

  *fits = FALSE;
  if (!dz_application_is_what_was_seen (application))
    return TRUE;
  if (!dz_store_find_lease (self, application, &lease, error))
    return FALSE;
  if (lease == NULL)
    return TRUE;
  *fits = TRUE;
  return dz_store_read_origin (self, lease, &origin, error) && check_origin (origin, error) &&
         check_supervisors (self, application->submission, origin, error) &&
         dz_store_leave_second (self, application->submission->id, error) &&
         escalate (self, application, lease, error);
}
