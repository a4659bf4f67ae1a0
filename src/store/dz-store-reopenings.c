/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision that is in effect turns out wrong: a supervisor takes it back, somebody else judges
 * the photo again, and the student is told (design.md, States). */
#include "dz-store-reopenings.h"

#include <string.h>

#include "dz-letter-reopened.h"
#include "dz-plain-text.h"
#include "dz-store-commands.h"
#include "dz-store-messages.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-tasks.h"
#include "dz-store-twin-rows.h"
#include "dz-store-waivers-private.h"

/* A photo that the program refused, or that is not paid for, was never judged by anybody, and takes
 * no other's place. */
#define LATER \
  "  WHERE later.student_id = submissions.student_id AND later.window_id = submissions.window_id" \
  "  AND later.attempt > submissions.attempt"
#define FIND_STANDING \
  "SELECT decision_id, (SELECT COUNT(*) FROM submissions AS later" LATER \
  "  AND later.state NOT IN ('refused-by-rule', 'unpaid', 'expired', 'replaced'))" \
  " FROM submissions WHERE id = ?1"
#define FIND_UNPAID \
  "SELECT later.id FROM submissions JOIN submissions AS later" LATER \
  "  AND later.state = 'unpaid' AND submissions.id = ?1"
#define DECIDED \
  "SELECT COUNT(*) FROM decisions WHERE submission_id = ?1 AND user_id = ?2 AND undone_us IS NULL"
/* Roles are words joined by commas. */
#define COUNT_OTHERS \
  "SELECT COUNT(*) FROM users WHERE (',' || roles || ',' LIKE '%,supervisor,%'" \
  "  OR (?2 AND ',' || roles || ',' LIKE '%,reviewer,%'))" \
  " AND id NOT IN (SELECT user_id FROM decisions WHERE submission_id = ?1 AND undone_us IS NULL)"
#define ADD_REOPENING \
  "INSERT INTO reopenings (submission_id, user_id, reason, at_us) VALUES (?1, ?2, ?3, ?4)"
#define LAST_REOPENING \
  "SELECT reason, (SELECT name FROM users WHERE id = user_id), at_us FROM reopenings" \
  " WHERE submission_id = ?1 ORDER BY id DESC LIMIT 1"
#define LET_GO "UPDATE submissions SET decision_id = NULL, hold_until_us = 0 WHERE id = ?1"

#define DOING "reopening a submission"

/* One reopening, within its transaction. */
typedef struct
{
  const DzUser        *user;        /* nullable: NULL for who works on the data directory itself */
  const DzApplication *application; /* nullable: NULL as above */
  const DzSubmission  *submission;  /* as it stands */
  const char          *reason;
} Act;

/**
 * dz_reopening_find_problem:
 * @reason: (nullable): why a decision is taken back, in a person's own words
 *
 * Returns: (transfer none) (nullable): why @reason is none; %NULL where it is one
 */
const char *
dz_reopening_find_problem (const char *reason)
{
  if (reason == NULL || strlen (reason) > DZ_DECISION_NOTE_MAX ||
      !g_utf8_validate (reason, -1, NULL) || dz_plain_text_is_blank (reason))
    return "it does not say why, or its reason is too long or not UTF-8";
  return NULL;
}

/**
 * dz_store_load_reopening:
 * @self: a store, within a transaction
 * @submission: a submission's id
 * @reopening: (out) (nullable) (transfer full): why its decision was taken back the last time;
 *   %NULL where none was, or by a release that did not keep it
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_load_reopening (DzStore      *self,
                         const char   *submission,
                         DzReopening **reopening,
                         GError      **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "reading a reopening", LAST_REOPENING,
                                             DZ_VALUES (DZ_TEXT (submission)), error);
  DzStep step = dz_query_step (row, error);

  *reopening = NULL;
  if (step == DZ_STEP_ROW)
    *reopening = dz_reopening_new (dz_statement_get_text (row, 0), dz_statement_get_text (row, 1),
                                   dz_statement_get_int64 (row, 2));
  return step != DZ_STEP_FAILED;
}

/**
 * dz_store_has_decided:
 * @self: a store, within a transaction
 * @user: somebody
 * @submission: a submission's id
 * @decided: (out): whether they decided it, now or before it was reopened; what they undid does not
 *   count
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
dz_store_has_decided (DzStore      *self,
                      const DzUser *user,
                      const char   *submission,
                      gboolean     *decided,
                      GError      **error)
{
  gint64 n_decisions;

  if (!dz_store_read_int (self, "reading decisions", DECIDED,
                          DZ_VALUES (DZ_TEXT (submission), DZ_TEXT (user->id)), 0, &n_decisions,
                          error))
    return FALSE;
  *decided = n_decisions > 0;
  return TRUE;
}

/**
 * dz_store_has_other_judge:
 * @self: a store, within a transaction
 * @submission: a submission's id
 * @place: where it will wait; of what does not wait for everybody, supervisors only may take it
 * @found: (out): whether there is somebody who may take it there and never decided it
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
dz_store_has_other_judge (DzStore    *self,
                          const char *submission,
                          DzState     place,
                          gboolean   *found,
                          GError    **error)
{
  gint64 n_others;

  if (!dz_store_read_int (self, "reading who may judge", COUNT_OTHERS,
                          DZ_VALUES (DZ_TEXT (submission),
                                     DZ_INT (place == DZ_STATE_PENDING ? 1 : 0)),
                          0, &n_others, error))
    return FALSE;
  *found = n_others > 0;
  return TRUE;
}

static gboolean
check_others (DzStore    *self,
              const char *submission,
              DzState     to,
              GError    **error)
{
  gboolean found;

  if (!dz_store_has_other_judge (self, submission, to, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOBODY_ELSE,
                       DOING ": everybody who could judge it has judged it before");
  return FALSE;
}

/* The decision that is in effect, where there is one and no later photo stands in its place. */
static char *
find_decision (DzStore             *self,
               const DzSubmission  *submission,
               GError             **error)
{
  g_autoptr(DzStatement) row = NULL;

  if (submission->state == DZ_STATE_HELD || submission->state == DZ_STATE_SECOND_REVIEW)
    {
      g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_SEALED,
                           DOING ": its decision is not in effect yet");
      return NULL;
    }
  row = dz_query_new (self, DOING, FIND_STANDING, DZ_VALUES (DZ_TEXT (submission->id)), error);
  if (dz_query_step (row, error) == DZ_STEP_FAILED)
    return NULL;
  if (dz_statement_get_int64 (row, 1) > 0)
    {
      g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_SUPERSEDED,
                           DOING ": the student has sent another photo since");
      return NULL;
    }
  if (!dz_statement_is_null (row, 0))
    return dz_statement_dup_text (row, 0);
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED, "%s: %.40s is %s without a decision",
               DOING, submission->id, dz_state_to_nick (submission->state));
  return NULL;
}

/* Which of two students the very same picture shows is a supervisor's to say, now as before. */
static gboolean
find_next (DzStore    *self,
           const char *submission,
           DzState    *to,
           GError    **error)
{
  g_autoptr(GPtrArray) twins = dz_store_load_twins (self, submission, G_MAXINT32, error);

  if (twins == NULL)
    return FALSE;
  *to = dz_store_has_stranger (twins) ? DZ_STATE_QUARANTINED : DZ_STATE_PENDING;
  return TRUE;
}

static const char *
actor_id_of (const Act *self)
{
  return self->user != NULL ? self->user->id : DZ_STORE_ACTOR_SERVICE;
}

static gboolean
move (DzStore    *self,
      const Act  *act,
      const char *decision,
      DzState     to,
      GError    **error)
{
  const DzSubmission *submission = act->submission;
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  const DzStateChange reopen = { submission->id, submission->state, DZ_STATE_REOPENED,
                                 DZ_ACTOR_SUPERVISOR, actor_id_of (act), NULL, detail, TRUE };
  const DzStateChange queue = { submission->id, DZ_STATE_REOPENED, to, DZ_ACTOR_SERVICE,
                                DZ_STORE_ACTOR_SERVICE, NULL, NULL, FALSE };

  dz_detail_add (detail, "from", dz_state_to_nick (submission->state));
  dz_detail_add (detail, "decision", decision);
  dz_detail_add (detail, "reason", act->reason);
  if (act->application != NULL)
    {
      dz_detail_add (detail, "command", act->application->command->id);
      dz_detail_add (detail, "workstation", act->application->workstation);
    }
  return dz_store_move (self, &reopen, NULL, error) && dz_store_move (self, &queue, NULL, error);
}

/* The student has one photo that waits for its result, and may not pay for another meanwhile. */
static gboolean
let_unpaid_expire (DzStore   *self,
                   const Act *act,
                   GError   **error)
{
  DzStateChange change = { NULL, DZ_STATE_UNPAID, DZ_STATE_EXPIRED, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, NULL, NULL, FALSE };
  g_autofree char *unpaid = NULL;

  if (!dz_store_read_text (self, DOING, FIND_UNPAID, DZ_VALUES (DZ_TEXT (act->submission->id)),
                           &unpaid, error))
    return FALSE;
  change.submission = unpaid;
  return unpaid == NULL || dz_store_move (self, &change, NULL, error);
}

static gboolean
write_reopening (DzStore   *self,
                 const Act *act,
                 GError   **error)
{
  return dz_store_run (self, DOING, ADD_REOPENING,
                       DZ_VALUES (DZ_TEXT (act->submission->id),
                                  DZ_TEXT (act->user != NULL ? act->user->id : NULL),
                                  DZ_TEXT (act->reason), DZ_INT (self->now_us)),
                       NULL, error);
}

static gboolean
reopen (DzStore   *self,
        const Act *act,
        GError   **error)
{
  const DzSubmission *submission = act->submission;
  g_autofree char *decision = find_decision (self, submission, error);
  DzState to;

  return decision != NULL && find_next (self, submission->id, &to, error) &&
         check_others (self, submission->id, to, error) &&
         dz_store_withdraw_waivers_of_decision (self, act->application, decision, error) &&
         dz_store_run (self, DOING, LET_GO, DZ_VALUES (DZ_TEXT (submission->id)), NULL, error) &&
         let_unpaid_expire (self, act, error) && move (self, act, decision, to, error) &&
         write_reopening (self, act, error) &&
         dz_store_write_message (self, submission, DZ_STATE_REOPENED,
                                 dz_letter_reopened_zh (FALSE), error) &&
         dz_store_finish_tasks_of (self, act->user, submission->id, act->reason, error);
}

static gboolean
is_decided (DzState state)
{
  return state == DZ_STATE_HELD || state == DZ_STATE_SECOND_REVIEW || state == DZ_STATE_APPROVED ||
         state == DZ_STATE_REJECTED;
}

/**
 * dz_store_apply_reopen:
 * @self: a store, within a write transaction
 * @application: the command
 * @fits: (out): whether it was applied
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN, DZ_STORE_ERROR_NOT_SEALED,
 *   DZ_STORE_ERROR_SUPERSEDED, DZ_STORE_ERROR_NOBODY_ELSE
 *
 * Takes back a decision that is in effect. The submission waits again for anybody who never decided
 * it, or for a supervisor where another student sent the very same picture; what the decision
 * granted is withdrawn, the student is told, and what was asked about it is answered. The decision
 * itself stays on record.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_apply_reopen (DzStore             *self,
                       const DzApplication *application,
                       gboolean            *fits,
                       GError             **error)
{
  const Act act = { application->user, application, application->submission,
                    application->command->reason };

  *fits = FALSE;
  if ((application->user->roles & DZ_ROLE_SUPERVISOR) == 0)
    {
      g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
                           "only supervisors reopen what is decided");
      return FALSE;
    }
  if (!dz_application_is_what_was_seen (application) ||
      !is_decided (application->submission->state))
    return TRUE;
  *fits = TRUE;
  return reopen (self, &act, error);
}

static gboolean
check_by_hand (const DzSubmission *submission,
               GError            **error)
{
  if (is_decided (submission->state))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "the submission %.40s is %s: no decision on it is in effect", submission->id,
               dz_state_to_nick (submission->state));
  return FALSE;
}

/**
 * dz_store_reopen:
 * @self: a store
 * @submission: a submission's id
 * @reason: why, in a person's own words
 * @error: return location; as of dz_store_apply_reopen(), DZ_STORE_ERROR_NOT_FOUND,
 *   DZ_STORE_ERROR_INVALID
 *
 * The same for who works on the data directory itself and is nobody of the agency there.
 *
 * Returns: whether it was reopened
 */
gboolean
dz_store_reopen (DzStore    *self,
                 const char *submission,
                 const char *reason,
                 GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzSubmission) found = NULL;
  Act act = { NULL, NULL, NULL, reason };

  g_return_val_if_fail (self != NULL && submission != NULL && reason != NULL, FALSE);

  if (dz_reopening_find_problem (reason) != NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "%s: %s", DOING,
                   dz_reopening_find_problem (reason));
      return FALSE;
    }
  transaction = dz_transaction_begin_write (self, DOING, error);
  if (transaction != NULL)
    found = dz_store_load_submission (self, submission, DZ_LOAD_PLAIN, error);
  act.submission = found;
  return found != NULL && check_by_hand (found, error) && reopen (self, &act, error) &&
         dz_transaction_commit (transaction, error);
}
