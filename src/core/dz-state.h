/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzState:
 *
 * Where a submission stands. Delivered and superseded are not here: they follow from delivery rows
 * and from a later attempt.
 */
typedef enum
{
  DZ_STATE_RECEIVED,        /* stored, not yet examined */
  DZ_STATE_EXAMINED,        /* measured and judged, not yet sorted */
  DZ_STATE_REFUSED_BY_RULE, /* an auto rule failed; no person saw it */
  DZ_STATE_UNPAID,
  DZ_STATE_EXPIRED,  /* never paid */
  DZ_STATE_REPLACED, /* another photo came before it was paid */
  DZ_STATE_PENDING,  /* waits for a reviewer */
  DZ_STATE_LEASED,
  DZ_STATE_QUARANTINED, /* set apart for a supervisor */
  DZ_STATE_ESCALATED,   /* a reviewer asked a supervisor */
  DZ_STATE_HELD,        /* decided, undoable, the student is not told yet */
  DZ_STATE_SECOND_REVIEW,
  DZ_STATE_APPROVED,
  DZ_STATE_REJECTED,
  DZ_STATE_REOPENED,
  DZ_STATE_ERASED,
  DZ_N_STATES,
} DzState;

/**
 * DzActor:
 *
 * Who makes a move. A set, so that the table of moves can name several.
 */
typedef enum
{
  DZ_ACTOR_SERVICE = 1 << 0, /* the service's own clock and examiner */
  DZ_ACTOR_STUDENT = 1 << 1,
  DZ_ACTOR_REVIEWER = 1 << 2, /* the one who holds the lease or made the decision */
  DZ_ACTOR_SUPERVISOR = 1 << 3,
  DZ_ACTOR_ADMINISTRATOR = 1 << 4,
} DzActor;

/**
 * DzMove:
 * @from: the state before
 * @to: the state after
 * @actors: who may make it
 * @name: the move's word, which is also the kind of its entry in the history
 *
 * One allowed move.
 */
typedef struct
{
  DzState     from;
  DzState     to;
  DzActor     actors;
  const char *name;
} DzMove;

const char   *dz_state_to_nick   (DzState      state);
gboolean      dz_state_from_nick (const char  *nick,
                                  DzState     *state);
const DzMove *dz_state_find_move (DzState      from,
                                  DzState      to);
gboolean      dz_state_can_move  (DzState      from,
                                  DzState      to,
                                  DzActor      actor);
const DzMove *dz_state_get_moves (guint       *n_moves);

G_END_DECLS
