/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-commands.h"

#include "dz-store-leases.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-reason-rows.h"
#include "dz-store-rows.h"

#define FIND_COMMAND \
  "SELECT body_hash, user_id, conflict, state, version, hold_until_us, users.name, at_us," \
  " verdict, by_user_id" \
  " FROM commands LEFT JOIN users ON users.id = commands.by_user_id WHERE commands.id = ?1"
#define ADD_COMMAND \
  "INSERT INTO commands (id, body_hash, user_id, submission_id, kind, conflict, state, version," \
  " hold_until_us, by_user_id, at_us, verdict, answered_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
#define DECIDED_BY \
  "SELECT user_id FROM submissions JOIN decisions ON decisions.id = decision_id" \
  " WHERE submissions.id = ?1"
#define NAME_OF "SELECT name FROM users WHERE id = ?1"

#define DOING "applying a command"

static DzCommandAnswer *
stored_answer (DzStatement     *row,
               const DzCommand *command,
               GError         **error)
{
  g_autoptr(DzCommandAnswer) answer = dz_command_answer_new ();

  if (!dz_state_from_nick (dz_statement_get_text (row, 3), &answer->state))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED, "%s: a stored state is unknown",
                   DOING);
      return NULL;
    }
  answer->command = g_strdup (command->id);
  answer->result = dz_statement_get_int64 (row, 2) != 0 ? DZ_COMMAND_RESULT_CONFLICT
                                                        : DZ_COMMAND_RESULT_REPEATED;
  answer->version = (guint) dz_statement_get_int64 (row, 4);
  answer->hold_until_us = dz_statement_get_int64 (row, 5);
  answer->by = dz_statement_dup_text (row, 6);
  answer->at_us = dz_statement_get_int64 (row, 7);
  answer->verdict = dz_statement_dup_text (row, 8);
  answer->by_id = dz_statement_dup_text (row, 9);
  return g_steal_pointer (&answer);
}

/* Says what was answered when the same command came before. The same id with another body, or from
 * another user, is not the same command. */
static gboolean
answer_again (DzStore          *self,
              const DzUser     *user,
              const DzCommand  *command,
              const char       *body_hash,
              DzCommandAnswer **answer,
              GError          **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, DOING, FIND_COMMAND,
                                             DZ_VALUES (DZ_TEXT (command->id)), error);
  DzStep step = dz_query_step (row, error);

  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  if (g_strcmp0 (dz_statement_get_text (row, 0), body_hash) != 0 ||
      g_strcmp0 (dz_statement_get_text (row, 1), user->id) != 0)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_COMMAND_REUSED,
                   "the command %.40s came before with another body", command->id);
      return FALSE;
    }
  *answer = stored_answer (row, command, error);
  return *answer != NULL;
}

static gboolean
dispatch (DzStore             *self,
          const DzApplication *application,
          gboolean            *fits,
          GError             **error)
{
  switch (application->command->kind)
    {
    case DZ_COMMAND_DECIDE:
      return dz_store_apply_decide (self, application, fits, error);
    case DZ_COMMAND_SKIP:
      return dz_store_apply_skip (self, application, fits, error);
    case DZ_COMMAND_UNDO:
      return dz_store_apply_undo (self, application, fits, error);
    case DZ_COMMAND_ASK:
      return dz_store_apply_ask (self, application, fits, error);
    case DZ_COMMAND_ESCALATE:
      return dz_store_apply_escalate (self, application, fits, error);
    case DZ_COMMAND_REOPEN:
      return dz_store_apply_reopen (self, application, fits, error);
    default:
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "%s: its kind is unknown", DOING);
      return FALSE;
    }
}

/* Who stands in the way: who decided, or who holds it. Nobody does where the asker holds it: then
 * it has changed since it was shown. */
static gboolean
tell_who (DzStore             *self,
          const DzApplication *application,
          const DzSubmission  *now,
          DzCommandAnswer     *answer,
          GError             **error)
{
  g_auto(DzHolder) holder = { NULL, NULL, NULL, 0, 0 };

  if (now->decision != NULL)
    {
      answer->by = g_strdup (now->decision->decided_by);
      answer->at_us = now->decision->decided_us;
      return dz_store_read_text (self, DOING, DECIDED_BY, DZ_VALUES (DZ_TEXT (now->id)),
                                 &answer->by_id, error);
    }
  if (!dz_store_read_holder (self, now->id, &holder, error))
    return FALSE;
  if (holder.user == NULL || dz_application_is_of_holder (application, &holder))
    return TRUE;
  answer->by_id = g_strdup (holder.user);
  answer->at_us = holder.begun_us;
  return dz_store_read_text (self, DOING, NAME_OF, DZ_VALUES (DZ_TEXT (holder.user)), &answer->by,
                             error);
}

static DzCommandAnswer *
make_answer (DzStore             *self,
             const DzApplication *application,
             gboolean             fits,
             GError             **error)
{
  g_autoptr(DzCommandAnswer) answer = dz_command_answer_new ();
  g_autoptr(DzSubmission) now = dz_store_load_submission (self, application->submission->id,
                                                          DZ_LOAD_PLAIN, error);

  if (now == NULL)
    return NULL;
  answer->command = g_strdup (application->command->id);
  answer->result = fits ? DZ_COMMAND_RESULT_APPLIED : DZ_COMMAND_RESULT_CONFLICT;
  answer->state = now->state;
  if (fits && application->command->kind == DZ_COMMAND_SKIP) /* they may judge it second yet */
    answer->state = dz_lease_tell_origin (now->state);
  answer->version = now->version;
  answer->hold_until_us = now->hold_until_us;
  answer->at_us = self->now_us;
  if (now->decision != NULL)
    answer->verdict = g_strdup (dz_verdict_to_nick (now->decision->verdict));
  if (!fits && !tell_who (self, application, now, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static gboolean
keep_answer (DzStore               *self,
             const DzUser          *user,
             const DzCommand       *command,
             const char            *body_hash,
             const DzCommandAnswer *answer,
             GError               **error)
{
  return dz_store_run (
    self, DOING, ADD_COMMAND,
    DZ_VALUES (DZ_TEXT (command->id), DZ_TEXT (body_hash), DZ_TEXT (user->id),
               DZ_TEXT (command->submission), DZ_TEXT (dz_command_kind_to_nick (command->kind)),
               DZ_INT (answer->result == DZ_COMMAND_RESULT_CONFLICT ? 1 : 0),
               DZ_TEXT (dz_state_to_nick (answer->state)), DZ_INT (answer->version),
               DZ_INT (answer->hold_until_us), DZ_TEXT (answer->by_id), DZ_INT (answer->at_us),
               DZ_TEXT (answer->verdict), DZ_INT (self->now_us)),
    NULL, error);
}

static DzCommandAnswer *
apply_first_time (DzStore         *self,
                  const DzUser    *user,
                  const char      *workstation,
                  const DzCommand *command,
                  const char      *body_hash,
                  GError         **error)
{
  g_autoptr(DzSubmission) submission = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzReasonList) reasons = dz_store_load_reasons (self, error);
  DzApplication application = { user, workstation, command, NULL, reasons };
  gboolean fits = FALSE;

  if (reasons == NULL || !dz_command_check (command, reasons, error))
    return NULL;
  submission = dz_store_load_submission (self, command->submission, DZ_LOAD_FINDINGS, error);
  if (submission == NULL)
    return NULL;
  application.submission = submission;
  if (!dispatch (self, &application, &fits, error))
    return NULL;
  answer = make_answer (self, &application, fits, error);
  if (answer == NULL || !keep_answer (self, user, command, body_hash, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * dz_store_apply:
 * @self: a store
 * @user: who asks
 * @workstation: opaque id of their desk
 * @command: what is asked
 * @body_hash: hash of the command's body as it came
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN, DZ_STORE_ERROR_COMMAND_REUSED,
 *   DZ_STORE_ERROR_INVALID, DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_FAILING,
 *   DZ_STORE_ERROR_RETIRED, DZ_STORE_ERROR_NOT_SEALED, DZ_STORE_ERROR_SUPERSEDED,
 *   DZ_STORE_ERROR_NOBODY_ELSE, DZ_STORE_ERROR_NO_SUPERVISOR; of the judge of corrected lines
 *
 * Applies a command once, however often it comes. State, entry and the record of the command are
 * one transaction. A command that no longer fits is answered with what happened, and so are its
 * repetitions.
 *
 * Returns: (transfer full) (nullable): what became of it
 */
DzCommandAnswer *
dz_store_apply (DzStore         *self,
                const DzUser    *user,
                const char      *workstation,
                const DzCommand *command,
                const char      *body_hash,
                GError         **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  g_return_val_if_fail (self != NULL && user != NULL && workstation != NULL, NULL);
  g_return_val_if_fail (command != NULL && body_hash != NULL, NULL);

  if (dz_actor_of_user (user) == 0)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
                   "only reviewers and supervisors decide");
      return NULL;
    }
  transaction = dz_transaction_begin_write (self, DOING, error);
  if (transaction == NULL || !answer_again (self, user, command, body_hash, &answer, error))
    return NULL;
  if (answer != NULL)
    return g_steal_pointer (&answer);
  answer = apply_first_time (self, user, workstation, command, body_hash, error);
  if (answer == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&answer);
}
