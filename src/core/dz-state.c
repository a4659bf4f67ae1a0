/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-state.h"

#include "dz-nick-private.h"

static const char *const nicks[] = {
  "received", "examined", "refused-by-rule", "unpaid",    "expired",       "replaced",
  "pending",  "leased",   "quarantined",     "escalated", "held",          "second-review",
  "approved", "rejected", "reopened",        "erased",
};

#define SERVICE DZ_ACTOR_SERVICE
#define STUDENT DZ_ACTOR_STUDENT
#define REVIEWER DZ_ACTOR_REVIEWER
#define SUPERVISOR DZ_ACTOR_SUPERVISOR
#define ADMINISTRATOR DZ_ACTOR_ADMINISTRATOR

/* The one table of allowed moves (design.md, States). Everyone asks it, nobody repeats it. Whatever
 * is not in effect yet may be quarantined; what a supervisor took goes back to whence it came. */
static const DzMove moves[] = {
  { DZ_STATE_RECEIVED, DZ_STATE_EXAMINED, SERVICE, "examine" },
  { DZ_STATE_EXAMINED, DZ_STATE_REFUSED_BY_RULE, SERVICE, "refuse" },
  { DZ_STATE_EXAMINED, DZ_STATE_UNPAID, SERVICE, "await-payment" },
  { DZ_STATE_EXAMINED, DZ_STATE_PENDING, SERVICE, "queue" },
  { DZ_STATE_EXAMINED, DZ_STATE_QUARANTINED, SERVICE, "quarantine" },
  { DZ_STATE_UNPAID, DZ_STATE_PENDING, SERVICE | ADMINISTRATOR, "pay" },
  { DZ_STATE_UNPAID, DZ_STATE_EXPIRED, SERVICE, "expire" },
  { DZ_STATE_UNPAID, DZ_STATE_REPLACED, STUDENT, "replace" },
  { DZ_STATE_UNPAID, DZ_STATE_QUARANTINED, SERVICE, "quarantine" },
  { DZ_STATE_PENDING, DZ_STATE_LEASED, REVIEWER | SUPERVISOR, "lease" },
  { DZ_STATE_PENDING, DZ_STATE_QUARANTINED, SERVICE | SUPERVISOR, "quarantine" },
  { DZ_STATE_LEASED, DZ_STATE_PENDING, SERVICE | REVIEWER | SUPERVISOR, "return" },
  { DZ_STATE_LEASED, DZ_STATE_SECOND_REVIEW, SERVICE | REVIEWER | SUPERVISOR, "return" },
  { DZ_STATE_LEASED, DZ_STATE_HELD, REVIEWER | SUPERVISOR, "decide" },
  { DZ_STATE_LEASED, DZ_STATE_ESCALATED, SERVICE | REVIEWER | SUPERVISOR, "escalate" },
  { DZ_STATE_LEASED, DZ_STATE_QUARANTINED, SERVICE | SUPERVISOR, "quarantine" },
  { DZ_STATE_HELD, DZ_STATE_LEASED, REVIEWER | SUPERVISOR, "undo" },
  { DZ_STATE_HELD, DZ_STATE_SECOND_REVIEW, SERVICE, "await-second-review" },
  { DZ_STATE_HELD, DZ_STATE_APPROVED, SERVICE, "approve" },
  { DZ_STATE_HELD, DZ_STATE_REJECTED, SERVICE, "reject" },
  { DZ_STATE_HELD, DZ_STATE_ESCALATED, SERVICE, "disagree" },
  { DZ_STATE_HELD, DZ_STATE_QUARANTINED, SERVICE, "quarantine" },
  { DZ_STATE_SECOND_REVIEW, DZ_STATE_LEASED, REVIEWER | SUPERVISOR, "lease" },
  { DZ_STATE_SECOND_REVIEW, DZ_STATE_QUARANTINED, SERVICE, "quarantine" },
  { DZ_STATE_ESCALATED, DZ_STATE_LEASED, SUPERVISOR, "lease" },
  { DZ_STATE_ESCALATED, DZ_STATE_QUARANTINED, SERVICE, "quarantine" },
  { DZ_STATE_QUARANTINED, DZ_STATE_LEASED, SUPERVISOR, "lease" },
  { DZ_STATE_APPROVED, DZ_STATE_REOPENED, SUPERVISOR, "reopen" },
  { DZ_STATE_REJECTED, DZ_STATE_REOPENED, SUPERVISOR, "reopen" },
  { DZ_STATE_REOPENED, DZ_STATE_PENDING, SERVICE | SUPERVISOR, "queue" },
  { DZ_STATE_REOPENED, DZ_STATE_QUARANTINED, SERVICE, "quarantine" },
};

/* From any state but erased itself: the right to be forgotten does not wait for a state. */
static const DzMove erase = { DZ_STATE_ERASED, DZ_STATE_ERASED, ADMINISTRATOR, "erase" };

/**
 * dz_state_to_nick:
 * @state: a state
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_state_to_nick (DzState state)
{
  g_return_val_if_fail (state < DZ_N_STATES, NULL);

  return nicks[state];
}

/**
 * dz_state_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @state: (out): the state it names
 *
 * Returns: whether @nick names a state
 */
gboolean
dz_state_from_nick (const char *nick,
                    DzState    *state)
{
  guint value;

  if (!dz_nick_find (nicks, DZ_N_STATES, nick, &value))
    return FALSE;
  *state = value;
  return TRUE;
}

/**
 * dz_state_find_move:
 * @from: the state before
 * @to: the state after
 *
 * Returns: (transfer none) (nullable): the move, or %NULL where nobody may make it
 */
const DzMove *
dz_state_find_move (DzState from,
                    DzState to)
{
  if (to == DZ_STATE_ERASED && from != DZ_STATE_ERASED)
    return &erase;
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      if (moves[i].from == from && moves[i].to == to)
        return &moves[i];
    }
  return NULL;
}

/**
 * dz_state_can_move:
 * @from: the state before
 * @to: the state after
 * @actor: one actor
 *
 * Returns: whether @actor may make that move
 */
gboolean
dz_state_can_move (DzState from,
                   DzState to,
                   DzActor actor)
{
  const DzMove *move = dz_state_find_move (from, to);

  return move != NULL && (move->actors & actor) != 0;
}

/**
 * dz_state_get_moves:
 * @n_moves: (out): how many there are
 *
 * Lends the table, for tests and documents. The erasing of any state is not in it.
 *
 * Returns: (array length=n_moves) (transfer none): the moves
 */
const DzMove *
dz_state_get_moves (guint *n_moves)
{
  *n_moves = G_N_ELEMENTS (moves);
  return moves;
}
