/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-state.h"
#include "dz-store-entries.h"
#include "dz-user.h"

G_BEGIN_DECLS

/**
 * DzStateChange:
 * @submission: submission id
 * @from: the state it must be in
 * @to: the state after
 * @actor: who makes the move
 * @actor_id: opaque id of who makes it
 * @outcome: (nullable): the entry's outcome; the new state's word for %NULL
 * @detail: (nullable): the entry's detail, an open object
 * @new_version: whether photo, findings, record or decision change with it
 *
 * One move of one submission.
 */
typedef struct
{
  const char  *submission;
  DzState      from;
  DzState      to;
  DzActor      actor;
  const char  *actor_id;
  const char  *outcome;
  JsonBuilder *detail;
  gboolean     new_version;
} DzStateChange;

gboolean dz_store_move     (DzStore             *self,
                            const DzStateChange *change,
                            gboolean            *claimed,
                            GError             **error);
gboolean dz_store_raise_versions (DzStore        *self,
                            const char          *student,
                            const char          *except,
                            GError             **error);
DzActor  dz_actor_of_user  (const DzUser        *user);

G_END_DECLS
