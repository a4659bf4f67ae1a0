/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-moves.h"

#include "dz-store-private.h"

/* The claim: whoever finds the submission in another state has lost. */
#define MOVE \
  "UPDATE submissions SET state = ?3, version = version + ?4," \
  " owes = owes AND NOT (?2 = 'unpaid' AND ?3 = 'pending') WHERE id = ?1 AND state = ?2"
/* Who is judging this student's photo now judges it against the old record. */
#define RAISE_VERSIONS \
  "UPDATE submissions SET version = version + 1 WHERE student_id = ?1 AND id IS NOT ?2" \
  " AND state NOT IN ('refused-by-rule', 'expired', 'replaced', 'approved', 'rejected', 'erased')"

#define DOING "moving a submission"

/**
 * dz_actor_of_user:
 * @user: a user
 *
 * Returns: as whom they make moves in the queue; 0 where they may make none
 */
DzActor
dz_actor_of_user (const DzUser *user)
{
  if (user->roles & DZ_ROLE_REVIEWER)
    return DZ_ACTOR_REVIEWER;
  return user->roles & DZ_ROLE_SUPERVISOR ? DZ_ACTOR_SUPERVISOR : 0;
}

static gboolean
write_entry (DzStore             *self,
             const DzStateChange *change,
             GError             **error)
{
  const DzMove *move = dz_state_find_move (change->from, change->to);
  const char *outcome = change->outcome != NULL ? change->outcome : dz_state_to_nick (change->to);

  return dz_store_append_entry (self, move->name, change->actor_id, change->submission, outcome,
                                change->detail, error);
}

static gboolean
set_illegal (const DzStateChange *change,
             GError             **error)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_SQL,
               "moving a submission from %s to %s is not this actor's to do",
               dz_state_to_nick (change->from), dz_state_to_nick (change->to));
  return FALSE;
}

static gboolean
set_lost (const DzStateChange *change,
          GError             **error)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_BUSY,
               "moving a submission to %s: it is not %s any more", dz_state_to_nick (change->to),
               dz_state_to_nick (change->from));
  return FALSE;
}

/**
 * dz_store_move:
 * @self: a store, within a write transaction
 * @change: the move
 * @claimed: (out) (nullable): whether the submission was still in the state before; where %NULL,
 *   another state is an error
 * @error: return location
 *
 * Moves a submission and writes the entry of it. Every change of a state goes through here, so no
 * move happens that core's table does not allow, and none without its entry.
 *
 * Returns: whether the move was made, or found to be another's
 */
gboolean
dz_store_move (DzStore             *self,
               const DzStateChange *change,
               gboolean            *claimed,
               GError             **error)
{
  guint n_changed;

  if (!dz_state_can_move (change->from, change->to, change->actor))
    return set_illegal (change, error);
  if (!dz_store_run (self, DOING, MOVE,
                     DZ_VALUES (DZ_TEXT (change->submission),
                                DZ_TEXT (dz_state_to_nick (change->from)),
                                DZ_TEXT (dz_state_to_nick (change->to)),
                                DZ_INT (change->new_version ? 1 : 0)),
                     &n_changed, error))
    return FALSE;
  if (claimed != NULL)
    *claimed = n_changed == 1;
  if (n_changed == 1)
    return write_entry (self, change, error);
  return claimed != NULL || set_lost (change, error);
}

/**
 * dz_store_raise_versions:
 * @self: a store, within a write transaction
 * @student: id of a student whose record has changed
 * @except: (nullable): id of a submission whose version grows by itself
 * @error: return location
 *
 * Returns: whether the versions of what still can be decided have grown
 */
gboolean
dz_store_raise_versions (DzStore    *self,
                         const char *student,
                         const char *except,
                         GError    **error)
{
  return dz_store_run (self, "changing a record", RAISE_VERSIONS,
                       DZ_VALUES (DZ_TEXT (student), DZ_TEXT (except)), NULL, error);
}
