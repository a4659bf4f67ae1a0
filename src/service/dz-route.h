/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-call.h"
#include "dz-role.h"

G_BEGIN_DECLS

/**
 * DzListener:
 *
 * On which of the two listeners something is.
 */
typedef enum
{
  DZ_LISTENER_STUDENTS,
  DZ_LISTENER_STAFF,
  DZ_N_LISTENERS,
} DzListener;

/**
 * DzLane:
 * @DZ_LANE_QUICK: the staff's questions to the store
 * @DZ_LANE_STUDENTS: the students' questions to the store, thousands when a window opens
 * @DZ_LANE_PASSWORD: what hashes a password, 256 MB each
 * @DZ_LANE_EXAMINE: what waits for the examiner
 *
 * Which workers do it, so that slow work of one kind never keeps the others waiting.
 */
typedef enum
{
  DZ_LANE_QUICK,
  DZ_LANE_STUDENTS,
  DZ_LANE_PASSWORD,
  DZ_LANE_EXAMINE,
  DZ_N_LANES,
} DzLane;

/**
 * DzHandler:
 * @call: a request that has passed method, authority and size
 * @error: return location; any domain, see dz-problem.c
 *
 * Answers a request with dz_call_reply(). Runs on a worker.
 *
 * Returns: whether it was answered; %FALSE lets @error be the answer
 */
typedef gboolean (*DzHandler) (DzCall  *call,
                               GError **error);

/**
 * DzRoute:
 * @listener: where it is
 * @method: HTTP method
 * @pattern: path below the API's prefix, "/photos/{sha256}"
 * @roles: one of these is needed; DZ_ROLE_NONE where nobody needs to be signed in
 * @lane: who does it
 * @body_max: longest body, bytes
 * @handler: what does it
 *
 * One thing that can be asked.
 */
struct _DzRoute
{
  DzListener  listener;
  const char *method;
  const char *pattern;
  DzRole      roles;
  DzLane      lane;
  gsize       body_max;
  DzHandler   handler;
};

const DzRoute *dz_routes_get  (guint        *n_routes);
const DzRoute *dz_routes_find (DzListener    listener,
                               const char   *method,
                               const char   *path,
                               GHashTable  **params,
                               char        **allowed,
                               GError      **error);

G_END_DECLS
