/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-id.h"
#include "dz-store-commands.h"
#include "dz-store-crops.h"
#include "dz-store-evidence.h"
#include "dz-store-leases.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-reason-rows.h"
#include "dz-store-register.h"
#include "dz-store-reopenings.h"
#include "dz-store-rows.h"
#include "dz-store-sheets.h"
#include "dz-store-waivers-private.h"

#define HAD_LOST \
  "SELECT COUNT(*) FROM leases WHERE submission_id = ?1 AND user_id = ?2 AND workstation = ?3" \
  " AND ended IN ('expiry', 'recall', 'release') AND from_state = ?4"
#define ADD_DECISION \
  "INSERT INTO decisions (id, submission_id, lease_id, user_id, verdict, note, internal_note," \
  " version, photo, shown_ms, decided_us, retake, sheet_ms)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
#define HOLD "UPDATE submissions SET decision_id = ?2, hold_until_us = ?3 WHERE id = ?1"
#define LET_GO "UPDATE submissions SET decision_id = NULL, hold_until_us = 0 WHERE id = ?1"
#define FIND_HELD \
  "SELECT decisions.id, decisions.user_id, decisions.version" \
  " FROM submissions JOIN decisions ON decisions.id = submissions.decision_id" \
  " WHERE submissions.id = ?1"
#define LEASE_OF "SELECT lease_id FROM decisions WHERE id = ?1"
#define READ_OWES "SELECT owes FROM submissions WHERE id = ?1"
#define MARK_UNDONE "UPDATE decisions SET undone_us = ?2 WHERE id = ?1"

#define DOING "deciding a submission"

/**
 * dz_application_is_of_holder:
 * @self: a command that is being applied
 * @holder: who holds its submission
 *
 * Returns: whether who asks holds it, at this desk
 */
gboolean
dz_application_is_of_holder (const DzApplication *self,
                             const DzHolder      *holder)
{
  return g_strcmp0 (holder->user, self->user->id) == 0 &&
         g_strcmp0 (holder->workstation, self->workstation) == 0;
}

/* Where it waits, or will as soon as a lease whose time is over has ended. */
static gboolean
read_waiting_place (DzStore            *self,
                    const DzSubmission *submission,
                    const DzHolder     *holder,
                    DzState            *origin,
                    GError            **error)
{
  *origin = submission->state;
  return holder->lease == NULL || dz_store_read_origin (self, holder->lease, origin, error);
}

/* A late command: the lease was mine, its time ran out or it was given back for me, and nobody
 * holds the submission now. It must wait where I had it from: what was set apart meanwhile is not
 * for me to decide, nor what I decided once and a supervisor reopened. */
static gboolean
take_back (DzStore             *self,
           const DzApplication *application,
           const DzHolder      *holder,
           char               **lease,
           GError             **error)
{
  const char *id = application->submission->id;
  DzState origin;
  gint64 n_lost;
  gboolean decided;

  if (!read_waiting_place (self, application->submission, holder, &origin, error) ||
      !dz_store_read_int (self, DOING, HAD_LOST,
                          DZ_VALUES (DZ_TEXT (id), DZ_TEXT (application->user->id),
                                     DZ_TEXT (application->workstation),
                                     DZ_TEXT (dz_state_to_nick (origin))),
                          0, &n_lost, error) ||
      !dz_store_has_decided (self, application->user, id, &decided, error))
    return FALSE;
  if (n_lost == 0 || decided)
    return TRUE;
  if (holder->lease != NULL &&
      !dz_store_return_lease (self, holder->lease, id, "expiry", NULL, error))
    return FALSE;
  return dz_store_begin_lease (self, id, origin, application->user, application->workstation, lease,
                               error);
}

static gboolean
is_before_decision (DzState state)
{
  return state == DZ_STATE_LEASED || state == DZ_STATE_PENDING || state == DZ_STATE_QUARANTINED ||
         state == DZ_STATE_ESCALATED || state == DZ_STATE_SECOND_REVIEW;
}

/**
 * dz_store_find_lease:
 * @self: a store, within a write transaction
 * @application: a command
 * @lease: (out) (nullable) (transfer full): the lease under which it is given; %NULL where there is
 *   none
 * @error: return location
 *
 * Finds the right to decide: what the user holds, or held and nobody else took since.
 *
 * Returns: whether it could be looked for
 */
gboolean
dz_store_find_lease (DzStore             *self,
                     const DzApplication *application,
                     char               **lease,
                     GError             **error)
{
  const DzSubmission *submission = application->submission;
  g_auto(DzHolder) holder = { NULL, NULL, NULL, 0, 0 };

  *lease = NULL;
  if (!is_before_decision (submission->state))
    return TRUE;
  if (!dz_store_read_holder (self, submission->id, &holder, error))
    return FALSE;
  if (dz_application_is_of_holder (application, &holder))
    {
      *lease = g_steal_pointer (&holder.lease);
      return TRUE;
    }
  if (holder.lease != NULL && holder.expires_us > self->now_us)
    return TRUE;
  return take_back (self, application, &holder, lease, error);
}

/* A code alone is its first version, as it was before there were others. */
static void
detail_reasons (JsonBuilder         *detail,
                const DzApplication *application)
{
  const DzDecision *decision = application->command->decision;

  json_builder_set_member_name (detail, "reasons");
  json_builder_begin_array (detail);
  for (guint i = 0; decision->reasons != NULL && decision->reasons[i] != NULL; i++)
    {
      const DzReason *reason = dz_reason_list_find_given (application->reasons, decision, i);
      g_autofree char *later = g_strdup_printf ("%s@%u", reason->code, reason->version);

      json_builder_add_string_value (detail, reason->version == 1 ? reason->code : later);
    }
  json_builder_end_array (detail);
  if (!decision->retake)
    dz_detail_add (detail, "retake", "no");
}

static void
detail_decision (JsonBuilder         *detail,
                 const DzApplication *application,
                 const DzEvidence    *evidence)
{
  const DzCommand *command = application->command;
  const DzDecision *decision = command->decision;

  dz_detail_add (detail, "verdict", dz_verdict_to_nick (decision->verdict));
  detail_reasons (detail, application);
  dz_detail_add (detail, "note", decision->note);
  dz_detail_add (detail, "internal_note", decision->internal_note);
  dz_detail_add_int (detail, "version", command->version);
  dz_detail_add (detail, "photo", command->photo);
  dz_detail_add_int (detail, "shown_ms", command->shown_ms);
  if (decision->sheet_ms > 0)
    dz_detail_add_int (detail, "sheet_ms", decision->sheet_ms);
  dz_detail_add (detail, "command", command->id);
  dz_detail_add (detail, "workstation", application->workstation);
  dz_detail_add (detail, "profile_hash", application->submission->profile_hash);
  dz_detail_add_evidence (detail, evidence, decision);
  dz_detail_add_crop (detail, decision);
}

static gboolean
write_decision (DzStore             *self,
                const DzApplication *application,
                const DzEvidence    *evidence,
                const char          *lease,
                const char          *id,
                GError             **error)
{
  const DzCommand *command = application->command;
  const DzDecision *decision = command->decision;

  return dz_store_run (
           self, DOING, ADD_DECISION,
           DZ_VALUES (DZ_TEXT (id), DZ_TEXT (command->submission), DZ_TEXT (lease),
                      DZ_TEXT (application->user->id),
                      DZ_TEXT (dz_verdict_to_nick (decision->verdict)), DZ_TEXT (decision->note),
                      DZ_TEXT (decision->internal_note), DZ_INT (command->version),
                      DZ_TEXT (command->photo), DZ_INT (command->shown_ms), DZ_INT (self->now_us),
                      DZ_INT (decision->retake ? 1 : 0), DZ_INT (decision->sheet_ms)),
           NULL, error) &&
         dz_store_write_given (self, id, application, error) &&
         dz_store_write_exceptions (self, application, id, evidence, error) &&
         dz_store_write_crop (self, id, &decision->crop, error) &&
         dz_store_close_lease (self, lease, "decide", error);
}

static gboolean
hold (DzStore             *self,
      const DzApplication *application,
      const DzEvidence    *evidence,
      const char          *decision,
      GError             **error)
{
  const DzSubmission *submission = application->submission;
  g_autoptr(DzWindow) window = dz_store_get_window (self, submission->window, error);
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  DzStateChange change = { submission->id, DZ_STATE_LEASED, DZ_STATE_HELD,
                           dz_actor_of_user (application->user), application->user->id, NULL,
                           detail, TRUE };
  gint64 until_us;

  if (window == NULL)
    return FALSE;
  until_us = self->now_us + (gint64) window->hold_s * G_USEC_PER_SEC;
  change.outcome = dz_verdict_to_nick (application->command->decision->verdict);
  dz_detail_add (detail, "decision", decision);
  detail_decision (detail, application, evidence);
  return dz_store_run (self, DOING, HOLD,
                       DZ_VALUES (DZ_TEXT (submission->id), DZ_TEXT (decision), DZ_INT (until_us)),
                       NULL, error) &&
         dz_store_move (self, &change, NULL, error);
}

/* What was set apart before it was paid for may be refused, and not approved for nothing. */
static gboolean
check_paid (DzStore             *self,
            const DzApplication *application,
            GError             **error)
{
  gint64 owes;

  if (application->command->decision->verdict != DZ_VERDICT_APPROVE)
    return TRUE;
  if (!dz_store_read_int (self, DOING, READ_OWES, DZ_VALUES (DZ_TEXT (application->submission->id)),
                          0, &owes, error))
    return FALSE;
  if (owes == 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNPAID,
               DOING ": the student has not paid for it");
  return FALSE;
}

/* Once it is known that the decision fits: whether it may be made on what was seen. */
static gboolean
decide (DzStore             *self,
        const DzApplication *application,
        const char          *lease,
        GError             **error)
{
  g_autofree char *id = dz_id_new ();
  g_autoptr(DzEvidence) evidence = dz_store_gather_evidence (self, application, error);

  return evidence != NULL && check_paid (self, application, error) &&
         dz_evidence_check (evidence, application->command->decision, error) &&
         dz_store_check_given (self, application, application->reasons, error) &&
         dz_store_check_crop (self, application, error) &&
         dz_store_check_sheet (self, application, lease, error) &&
         write_decision (self, application, evidence, lease, id, error) &&
         hold (self, application, evidence, id, error);
}

/**
 * dz_application_is_what_was_seen:
 * @self: a command that is being applied
 *
 * Returns: whether the submission and its photo are still what was shown
 */
gboolean
dz_application_is_what_was_seen (const DzApplication *self)
{
  return self->command->version == self->submission->version &&
         g_strcmp0 (self->command->photo, self->submission->photo) == 0;
}

/**
 * dz_store_apply_decide:
 * @self: a store, within a write transaction
 * @application: the command
 * @fits: (out): whether it was applied
 * @error: return location
 *
 * Decides a submission that the user holds, or held until the time ran out and nobody else took it.
 * The decision is held, undoable, for as long as the window says. One that fits but may not be made
 * on what was seen (an approval against failing rules without overrides or of what is not paid for,
 * a correction that is none, a frame that the rules do not allow, a reason that was retired before,
 * an approval from a contact sheet of a photo that must be judged alone) is an error: nothing
 * happens, and the submission stays where it is.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_apply_decide (DzStore             *self,
                       const DzApplication *application,
                       gboolean            *fits,
                       GError             **error)
{
  g_autofree char *lease = NULL;

  *fits = FALSE;
  if (!dz_application_is_what_was_seen (application))
    return TRUE;
  if (!dz_store_find_lease (self, application, &lease, error))
    return FALSE;
  if (lease == NULL)
    return TRUE;
  *fits = TRUE;
  return decide (self, application, lease, error);
}

/**
 * dz_store_apply_skip:
 * @self: a store, within a write transaction
 * @application: the command
 * @fits: (out): whether it was applied
 * @error: return location
 *
 * Gives a submission back. It is not offered to the same user again for DZ_STORE_SKIP_US.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_apply_skip (DzStore             *self,
                     const DzApplication *application,
                     gboolean            *fits,
                     GError             **error)
{
  g_autofree char *lease = NULL;

  *fits = FALSE;
  if (application->command->version != application->submission->version)
    return TRUE;
  if (!dz_store_find_lease (self, application, &lease, error))
    return FALSE;
  if (lease == NULL)
    return TRUE;
  *fits = TRUE;
  return dz_store_return_lease (self, lease, application->submission->id, "skip",
                                application->user, error);
}

/* The lease begins again as the one under which it was decided. */
static gboolean
lease_again (DzStore             *self,
             const DzApplication *application,
             const char          *decision,
             GError             **error)
{
  g_autofree char *lease = NULL;
  DzState origin;

  return dz_store_read_text (self, "undoing a decision", LEASE_OF, DZ_VALUES (DZ_TEXT (decision)),
                             &lease, error) &&
         dz_store_read_origin (self, lease, &origin, error) &&
         dz_store_write_lease (self, application->submission->id, origin, application->user,
                               application->workstation, NULL, error);
}

static gboolean
take_decision_back (DzStore             *self,
                    const DzApplication *application,
                    const char          *decision,
                    GError             **error)
{
  const char *id = application->submission->id;
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  DzStateChange change = { id, DZ_STATE_HELD, DZ_STATE_LEASED,
                           dz_actor_of_user (application->user), application->user->id, NULL,
                           detail, TRUE };

  dz_detail_add (detail, "decision", decision);
  dz_detail_add (detail, "command", application->command->id);
  dz_detail_add (detail, "workstation", application->workstation);
  return dz_store_run (self, "undoing a decision", MARK_UNDONE,
                       DZ_VALUES (DZ_TEXT (decision), DZ_INT (self->now_us)), NULL, error) &&
         dz_store_withdraw_waivers_of_decision (self, application, decision, error) &&
         dz_store_run (self, "undoing a decision", LET_GO, DZ_VALUES (DZ_TEXT (id)), NULL, error) &&
         dz_store_move (self, &change, NULL, error) &&
         lease_again (self, application, decision, error);
}

/**
 * dz_store_apply_undo:
 * @self: a store, within a write transaction
 * @application: the command
 * @fits: (out): whether it was applied
 * @error: return location
 *
 * Takes back the user's own decision as long as it is not sealed, from any desk of theirs, and with
 * it the waivers it made; the findings are those of the measured lines again. The
 * version may be the one that was judged or any since: a desk that sends decide and undo together
 * does not know yet which version the decision made.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_apply_undo (DzStore             *self,
                     const DzApplication *application,
                     gboolean            *fits,
                     GError             **error)
{
  const DzSubmission *submission = application->submission;
  g_autoptr(DzStatement) held = NULL;
  g_autofree char *decision = NULL;
  DzStep step;

  *fits = FALSE;
  if (submission->state != DZ_STATE_HELD)
    return TRUE;
  held = dz_query_new (self, "undoing a decision", FIND_HELD, DZ_VALUES (DZ_TEXT (submission->id)),
                       error);
  step = dz_query_step (held, error);
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  if (g_strcmp0 (dz_statement_get_text (held, 1), application->user->id) != 0 ||
      application->command->version < dz_statement_get_int64 (held, 2) ||
      application->command->version > submission->version)
    return TRUE;
  *fits = TRUE;
  decision = dz_statement_dup_text (held, 0);
  g_clear_pointer (&held, dz_statement_free);
  return take_decision_back (self, application, decision, error);
}
