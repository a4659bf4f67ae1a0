/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One picture of two students. Which of them it shows is for a supervisor to say; until then
 * nothing of theirs takes effect. */
#include "dz-id.h"
#include "dz-store-leases.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-second-reviews.h"
#include "dz-store-twin-rows.h"
#include "dz-store-waivers-private.h"
#include "dz-task.h"

#define FIND_DECISION "SELECT decision_id FROM submissions WHERE id = ?1"
#define MARK_UNDONE "UPDATE decisions SET undone_us = ?2, undone_why = ?3 WHERE id = ?1"
#define LET_GO "UPDATE submissions SET decision_id = NULL, hold_until_us = 0 WHERE id = ?1"
#define ADD_TASK \
  "INSERT INTO tasks (id, kind, submission_id, other_id, raised_us) VALUES (?1, ?2, ?3, ?4, ?5)"

#define DOING "setting a submission apart"

/* Why, in the history, with a decision that was taken back, and as how a lease ended. */
#define WHY "identical-photo"
#define LEASE_ENDED "quarantine"

static gboolean
is_identical_stranger (const DzTwin *twin)
{
  return !twin->same_student && dz_twin_is_identical (twin);
}

/**
 * dz_store_has_stranger:
 * @twins: (element-type DzTwin): what was found
 *
 * Returns: whether another student sent the very same picture
 */
gboolean
dz_store_has_stranger (GPtrArray *twins)
{
  for (guint i = 0; i < twins->len; i++)
    {
      if (is_identical_stranger (g_ptr_array_index (twins, i)))
        return TRUE;
    }
  return FALSE;
}

static void
detail_twins (JsonBuilder *detail,
              GPtrArray   *twins)
{
  json_builder_set_member_name (detail, "twins");
  json_builder_begin_array (detail);
  for (guint i = 0; i < twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (twins, i);

      if (is_identical_stranger (twin))
        json_builder_add_string_value (detail, twin->submission);
    }
  json_builder_end_array (detail);
}

/**
 * dz_store_quarantine_new:
 * @self: a store, within a write transaction
 * @submission: id of a submission that was just examined
 * @twins: (element-type DzTwin): what was found, a stranger's among it
 * @error: return location
 *
 * Sets a submission apart that would else wait for a reviewer.
 *
 * Returns: whether it is set apart
 */
gboolean
dz_store_quarantine_new (DzStore    *self,
                         const char *submission,
                         GPtrArray  *twins,
                         GError    **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  DzStateChange change = { submission, DZ_STATE_EXAMINED, DZ_STATE_QUARANTINED, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, WHY, detail, FALSE };

  detail_twins (detail, twins);
  return dz_store_move (self, &change, NULL, error);
}

/* Whoever holds it holds it no more. */
static gboolean
end_lease (DzStore     *self,
           const char  *submission,
           JsonBuilder *detail,
           GError     **error)
{
  g_auto(DzHolder) holder = { NULL, NULL, NULL, 0, 0 };

  if (!dz_store_read_holder (self, submission, &holder, error))
    return FALSE;
  if (holder.lease == NULL)
    return TRUE;
  dz_detail_add (detail, "lease", holder.lease);
  dz_detail_add (detail, "lease_of", holder.user);
  return dz_store_close_lease (self, holder.lease, LEASE_ENDED, error);
}

/* A decision that rests is undone as if who made it had undone it, with what it granted. */
static gboolean
undo_decision (DzStore     *self,
               const char  *submission,
               JsonBuilder *detail,
               GError     **error)
{
  g_autofree char *decision = NULL;

  if (!dz_store_read_text (self, DOING, FIND_DECISION, DZ_VALUES (DZ_TEXT (submission)), &decision,
                           error))
    return FALSE;
  if (decision == NULL)
    return TRUE;
  dz_detail_add (detail, "undone", decision);
  return dz_store_run (self, DOING, MARK_UNDONE,
                       DZ_VALUES (DZ_TEXT (decision), DZ_INT (self->now_us), DZ_TEXT (WHY)), NULL,
                       error) &&
         dz_store_withdraw_waivers_of_decision (self, NULL, decision, error) &&
         dz_store_run (self, DOING, LET_GO, DZ_VALUES (DZ_TEXT (submission)), NULL, error);
}

static gboolean
set_apart (DzStore            *self,
           const DzSubmission *other,
           const char         *submission,
           GError            **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  DzStateChange change = { other->id, other->state, DZ_STATE_QUARANTINED, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, WHY, detail, TRUE };

  dz_detail_add (detail, "from", dz_state_to_nick (other->state));
  dz_detail_add (detail, "twin", submission);
  return end_lease (self, other->id, detail, error) &&
         undo_decision (self, other->id, detail, error) &&
         dz_store_withdraw_second (self, other->id, WHY, error) &&
         dz_store_move (self, &change, NULL, error);
}

/* What is in effect stays so until a supervisor has looked. */
static gboolean
raise_task (DzStore            *self,
            const DzSubmission *sealed,
            const char         *submission,
            GError            **error)
{
  const char *kind = dz_task_kind_to_nick (DZ_TASK_SEALED_TWIN);
  g_autofree char *id = dz_id_new ();
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "task", id);
  dz_detail_add (detail, "state", dz_state_to_nick (sealed->state));
  dz_detail_add (detail, "twin", submission);
  return dz_store_run (self, "raising a task", ADD_TASK,
                       DZ_VALUES (DZ_TEXT (id), DZ_TEXT (kind), DZ_TEXT (sealed->id),
                                  DZ_TEXT (submission), DZ_INT (self->now_us)),
                       NULL, error) &&
         dz_store_append_entry (self, "task-raise", DZ_STORE_ACTOR_SERVICE, sealed->id, kind,
                                detail, error);
}

static gboolean
settle_other (DzStore      *self,
              const DzTwin *twin,
              const char   *submission,
              GError      **error)
{
  g_autoptr(DzSubmission) other = dz_store_load_submission (self, twin->submission, DZ_LOAD_PLAIN,
                                                            error);

  if (other == NULL)
    return FALSE;
  if (dz_state_can_move (other->state, DZ_STATE_QUARANTINED, DZ_ACTOR_SERVICE))
    return set_apart (self, other, submission, error);
  if (other->state == DZ_STATE_APPROVED || other->state == DZ_STATE_REJECTED)
    return raise_task (self, other, submission, error);
  return TRUE; /* set apart already, or at an end without a decision */
}

/**
 * dz_store_quarantine_others:
 * @self: a store, within a write transaction
 * @submission: id of a submission that was just examined
 * @twins: (element-type DzTwin): what was found
 * @error: return location
 *
 * Sets apart what other students sent, is the very same picture and is not in effect: leases end,
 * resting decisions are undone. Of what is in effect a supervisor is told. What came to its end
 * without a decision (refused by rule, expired, replaced) has nothing to be set apart; @submission
 * is set apart for it all the same, for one of both students sent somebody else's picture.
 *
 * Returns: whether all of them are settled
 */
gboolean
dz_store_quarantine_others (DzStore    *self,
                            const char *submission,
                            GPtrArray  *twins,
                            GError    **error)
{
  for (guint i = 0; i < twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (twins, i);

      if (is_identical_stranger (twin) && !settle_other (self, twin, submission, error))
        return FALSE;
    }
  return TRUE;
}
