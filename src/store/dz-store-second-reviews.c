/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision that a school wants judged twice is put aside when its hold is over, and the
 * submission waits again as if nobody had decided it; but not for who did. The second decision
 * rests like any other. When its hold is over too, either both agree and the first takes effect, or
 * a supervisor gets both. */
#include "dz-store-second-reviews.h"

#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-second-policy.h"
#include "dz-store-waivers-private.h"

#define FIND_CIRCUMSTANCES \
  "SELECT submissions.decision_id, leases.from_state, windows.school_code" \
  " FROM submissions JOIN decisions ON decisions.id = submissions.decision_id" \
  " JOIN leases ON leases.id = decisions.lease_id" \
  " JOIN windows ON windows.id = submissions.window_id WHERE submissions.id = ?1"
#define FIND_WAITING \
  "SELECT id, first_id FROM second_reviews WHERE submission_id = ?1 AND ended IS NULL"
#define FIND_UNSETTLED \
  "SELECT first_id, second_id FROM second_reviews WHERE submission_id = ?1 AND final_us IS NULL"
#define ADD_REVIEW \
  "INSERT INTO second_reviews (submission_id, first_id, why, begun_us) VALUES (?1, ?2, ?3, ?4)"
#define END_REVIEW \
  "UPDATE second_reviews SET second_id = ?2, ended = ?3, ended_us = ?4 WHERE id = ?1"
#define LEAVE_REVIEW \
  "UPDATE second_reviews SET ended = 'escalated', ended_us = ?2" \
  " WHERE submission_id = ?1 AND ended IS NULL"
#define SETTLE_REVIEW \
  "UPDATE second_reviews SET final_us = ?2," \
  " final_id = (SELECT decision_id FROM submissions WHERE id = ?1)" \
  " WHERE submission_id = ?1 AND final_us IS NULL"
#define WITHDRAW_REVIEW \
  "UPDATE second_reviews SET ended = COALESCE (ended, 'withdrawn')," \
  " ended_us = COALESCE (ended_us, ?2), final_us = ?2" \
  " WHERE submission_id = ?1 AND final_us IS NULL"
#define UNDO_BOTH \
  "UPDATE decisions SET undone_us = ?2, undone_why = ?3 WHERE undone_us IS NULL AND id IN" \
  " (SELECT first_id FROM second_reviews WHERE submission_id = ?1 AND final_us IS NULL" \
  "  UNION SELECT second_id FROM second_reviews WHERE submission_id = ?1 AND final_us IS NULL)"
#define SET_ASIDE "UPDATE decisions SET set_aside_us = ?2 WHERE id = ?1"
#define LET_GO "UPDATE submissions SET decision_id = ?2, hold_until_us = 0 WHERE id = ?1"
#define LIST_WAIVED \
  "SELECT rule, nullif (decision_overrides.reason, ''), code, decisions.user_id" \
  " FROM decision_overrides JOIN decisions ON decisions.id = decision_id" \
  " WHERE decision_id = ?1 AND waiver = 1 ORDER BY position"

#define DOING "judging a submission twice"

/* A decision whose hold is over. */
typedef struct
{
  char   *decision; /* owned */
  DzState origin;   /* where it was leased from */
  char   *school;   /* owned */
} Circumstances;

static void
circumstances_clear (Circumstances *self)
{
  g_free (self->decision);
  g_free (self->school);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Circumstances, circumstances_clear)

static gboolean
read_circumstances (DzStore            *self,
                    const DzSubmission *submission,
                    Circumstances      *found,
                    GError            **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, DOING, FIND_CIRCUMSTANCES,
                                             DZ_VALUES (DZ_TEXT (submission->id)), error);
  DzStep step = dz_query_step (row, error);

  if (step == DZ_STEP_FAILED)
    return FALSE;
  if (step == DZ_STEP_DONE || !dz_state_from_nick (dz_statement_get_text (row, 1), &found->origin))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                   DOING ": the decision on %.40s has no lease", submission->id);
      return FALSE;
    }
  found->decision = dz_statement_dup_text (row, 0);
  found->school = dz_statement_dup_text (row, 2);
  return TRUE;
}

/* What a supervisor took apart from the others is a second look already. */
static gboolean
find_why (DzStore             *self,
          const DzSubmission  *submission,
          const Circumstances *now,
          DzSecondPolicy      *policy,
          DzSecondWhy         *why,
          GError             **error)
{
  g_autoptr(GBytes) key = NULL;

  *why = DZ_SECOND_NO;
  if (now->origin != DZ_STATE_PENDING)
    return TRUE;
  if (!dz_store_get_second_policy (self, now->school, policy, error))
    return FALSE;
  if (dz_second_policy_is_none (policy))
    return TRUE;
  key = dz_store_load_draw_key (self, error);
  if (key == NULL)
    return FALSE;
  *why = dz_second_policy_find_why (policy, submission, key);
  return TRUE;
}

/* It rests no more. What it granted is withdrawn until it takes effect: whoever judges next would
 * see it. */
static gboolean
set_aside (DzStore    *self,
           const char *decision,
           GError    **error)
{
  return dz_store_run (self, DOING, SET_ASIDE,
                       DZ_VALUES (DZ_TEXT (decision), DZ_INT (self->now_us)), NULL, error) &&
         dz_store_withdraw_waivers_of_decision (self, NULL, decision, error);
}

static gboolean
let_go (DzStore    *self,
        const char *submission,
        const char *decision,
        GError    **error)
{
  return dz_store_run (self, DOING, LET_GO, DZ_VALUES (DZ_TEXT (submission), DZ_TEXT (decision)),
                       NULL, error);
}

static gboolean
await (DzStore              *self,
       const char           *submission,
       const char           *first,
       const DzSecondPolicy *policy,
       DzSecondWhy           why,
       GError              **error)
{
  g_autofree char *text = dz_second_policy_to_text (policy);
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  const DzStateChange change = { submission, DZ_STATE_HELD, DZ_STATE_SECOND_REVIEW,
                                 DZ_ACTOR_SERVICE, DZ_STORE_ACTOR_SERVICE,
                                 dz_second_why_to_nick (why), detail, TRUE };

  dz_detail_add (detail, "decision", first);
  dz_detail_add (detail, "policy", text);
  return set_aside (self, first, error) && let_go (self, submission, NULL, error) &&
         dz_store_run (self, DOING, ADD_REVIEW,
                       DZ_VALUES (DZ_TEXT (submission), DZ_TEXT (first),
                                  DZ_TEXT (dz_second_why_to_nick (why)), DZ_INT (self->now_us)),
                       NULL, error) &&
         dz_store_move (self, &change, NULL, error);
}

static gboolean
end_review (DzStore    *self,
            gint64      review,
            const char *second,
            const char *how,
            GError    **error)
{
  return set_aside (self, second, error) &&
         dz_store_run (self, DOING, END_REVIEW,
                       DZ_VALUES (DZ_INT (review), DZ_TEXT (second), DZ_TEXT (how),
                                  DZ_INT (self->now_us)),
                       NULL, error);
}

static gboolean
disagree (DzStore    *self,
          const char *submission,
          const char *first,
          const char *second,
          GError    **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  const DzStateChange change = { submission, DZ_STATE_HELD, DZ_STATE_ESCALATED, DZ_ACTOR_SERVICE,
                                 DZ_STORE_ACTOR_SERVICE, NULL, detail, TRUE };

  dz_detail_add (detail, "first", first);
  dz_detail_add (detail, "second", second);
  return let_go (self, submission, NULL, error) && dz_store_move (self, &change, NULL, error);
}

static gboolean
grant_again (DzStore     *self,
             const char  *student,
             const char  *decision,
             DzStatement *row,
             GError     **error)
{
  g_autoptr(DzWaiver) standing = NULL;
  g_autoptr(DzWaiver) waiver = dz_store_new_waiver (student, dz_statement_get_text (row, 0),
                                                    dz_statement_get_text (row, 1));
  const DzWaiverChange change = { waiver, dz_statement_get_text (row, 3), NULL, decision };

  waiver->code = dz_statement_dup_text (row, 2);
  return dz_store_find_waiver (self, student, waiver->rule, &standing, error) &&
         (standing != NULL || dz_store_add_waiver (self, &change, error));
}

/* The waivers that the decision makes, and that stood aside with it. */
static gboolean
grant_waivers (DzStore            *self,
               const DzSubmission *submission,
               const char         *decision,
               GError            **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (self, DOING, LIST_WAIVED,
                                              DZ_VALUES (DZ_TEXT (decision)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!grant_again (self, submission->student, decision, rows, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE;
}

static gboolean
agree (DzStore            *self,
       const DzSubmission *submission,
       const char         *first,
       const char         *second,
       JsonBuilder       **detail,
       DzSubmission      **standing,
       GError            **error)
{
  *detail = dz_detail_new ();
  dz_detail_add (*detail, "second_review", "agreed");
  dz_detail_add (*detail, "first", first);
  dz_detail_add (*detail, "second", second);
  if (!let_go (self, submission->id, first, error) ||
      !grant_waivers (self, submission, first, error))
    return FALSE;
  *standing = dz_store_load_submission (self, submission->id, DZ_LOAD_FINDINGS, error);
  return *standing != NULL;
}

static gboolean
compare (DzStore             *self,
         const DzSubmission  *submission,
         const Circumstances *now,
         gint64               review,
         const char          *first,
         JsonBuilder        **detail,
         DzSubmission       **standing,
         GError             **error)
{
  g_autoptr(DzDecision) other = dz_store_load_decision (self, first, error);
  gboolean agrees = other != NULL && dz_decision_agrees (other, submission->decision);

  if (other == NULL ||
      !end_review (self, review, now->decision, agrees ? "agreed" : "disagreed", error))
    return FALSE;
  if (agrees)
    return agree (self, submission, first, now->decision, detail, standing, error);
  return disagree (self, submission->id, first, now->decision, error);
}

static gboolean
begin_or_pass (DzStore             *self,
               const DzSubmission  *submission,
               const Circumstances *now,
               DzSubmission       **standing,
               GError             **error)
{
  DzSecondPolicy policy = { 0, FALSE, FALSE };
  DzSecondWhy why;

  if (!find_why (self, submission, now, &policy, &why, error))
    return FALSE;
  if (why != DZ_SECOND_NO)
    return await (self, submission->id, now->decision, &policy, why, error);
  *standing = dz_submission_copy (submission);
  return TRUE;
}

/**
 * dz_store_review_twice:
 * @self: a store, within a write transaction
 * @submission: a submission with its findings and a decision whose hold is over
 * @detail: (out) (nullable) (transfer full): for the entry of what takes effect, an open object:
 *   what of a second judgement there is to say
 * @standing: (out) (nullable) (transfer full): the submission with the decision that takes effect
 *   now; %NULL where none does: it waits for somebody else to judge it too, or both said different
 *   things and a supervisor has both
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Asks the policy of the school whether somebody else is to judge it too, or, where that was done,
 * holds both against each other. Of two that agree the first takes effect, for the student is told
 * what was written first, and by whom is known.
 *
 * Returns: whether it could be asked, and was moved where it goes
 */
gboolean
dz_store_review_twice (DzStore             *self,
                       const DzSubmission  *submission,
                       JsonBuilder        **detail,
                       DzSubmission       **standing,
                       GError             **error)
{
  g_auto(Circumstances) now = { NULL, DZ_STATE_PENDING, NULL };
  g_autoptr(DzStatement) row = NULL;
  g_autofree char *first = NULL;
  gint64 review;
  DzStep step;

  *standing = NULL;
  *detail = NULL;
  if (!read_circumstances (self, submission, &now, error))
    return FALSE;
  row = dz_query_new (self, DOING, FIND_WAITING, DZ_VALUES (DZ_TEXT (submission->id)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_FAILED)
    return FALSE;
  if (step == DZ_STEP_DONE)
    return begin_or_pass (self, submission, &now, standing, error);
  review = dz_statement_get_int64 (row, 0);
  first = dz_statement_dup_text (row, 1);
  g_clear_pointer (&row, dz_statement_free);
  return compare (self, submission, &now, review, first, detail, standing, error);
}

/**
 * dz_store_settle_second:
 * @self: a store, within a write transaction
 * @submission: id of a submission whose decision takes effect
 * @error: return location
 *
 * Keeps what became in the end of what was judged twice. Where nothing was, nothing is kept.
 *
 * Returns: whether it is kept
 */
gboolean
dz_store_settle_second (DzStore    *self,
                        const char *submission,
                        GError    **error)
{
  return dz_store_run (self, DOING, SETTLE_REVIEW,
                       DZ_VALUES (DZ_TEXT (submission), DZ_INT (self->now_us)), NULL, error);
}

/**
 * dz_store_leave_second:
 * @self: a store, within a write transaction
 * @submission: id of a submission that is left to a supervisor
 * @error: return location
 *
 * The second judge leaves it to a supervisor, who gets the first decision with it.
 *
 * Returns: whether that is kept
 */
gboolean
dz_store_leave_second (DzStore    *self,
                       const char *submission,
                       GError    **error)
{
  return dz_store_run (self, DOING, LEAVE_REVIEW,
                       DZ_VALUES (DZ_TEXT (submission), DZ_INT (self->now_us)), NULL, error);
}

/**
 * dz_store_withdraw_second:
 * @self: a store, within a write transaction
 * @submission: id of a submission that is set apart
 * @why: as of a decision that is undone
 * @error: return location
 *
 * Undoes what stood aside for it to be judged twice, as what rests is undone.
 *
 * Returns: whether nothing of it stands
 */
gboolean
dz_store_withdraw_second (DzStore    *self,
                          const char *submission,
                          const char *why,
                          GError    **error)
{
  return dz_store_run (self, DOING, UNDO_BOTH,
                       DZ_VALUES (DZ_TEXT (submission), DZ_INT (self->now_us), DZ_TEXT (why)),
                       NULL, error) &&
         dz_store_run (self, DOING, WITHDRAW_REVIEW,
                       DZ_VALUES (DZ_TEXT (submission), DZ_INT (self->now_us)), NULL, error);
}

static gboolean
add_opinion (DzStore    *self,
             GPtrArray  *opinions,
             const char *decision,
             GError    **error)
{
  DzDecision *loaded;

  if (decision == NULL)
    return TRUE;
  loaded = dz_store_load_decision (self, decision, error);
  if (loaded != NULL)
    g_ptr_array_add (opinions, loaded);
  return loaded != NULL;
}

/**
 * dz_store_load_opinions:
 * @self: a store, within a transaction
 * @submission: a submission's id
 * @opinions: (out) (transfer full) (element-type DzDecision): what was decided and stands aside,
 *   the first first; empty where nothing does
 * @error: return location
 *
 * Loads what a supervisor weighs who judges what two people saw differently. Not for those two.
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_load_opinions (DzStore    *self,
                        const char *submission,
                        GPtrArray **opinions,
                        GError    **error)
{
  g_autoptr(GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_decision_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, "reading what was decided", FIND_UNSETTLED,
                                              DZ_VALUES (DZ_TEXT (submission)), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!add_opinion (self, found, dz_statement_get_text (rows, 0), error) ||
          !add_opinion (self, found, dz_statement_get_text (rows, 1), error))
        return FALSE;
    }
  *opinions = g_steal_pointer (&found);
  return step == DZ_STEP_DONE;
}
