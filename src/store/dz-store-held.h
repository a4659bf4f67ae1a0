/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-item.h"
#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

/* As many as a reviewer may hold leases of: each is as much to read. */
#define DZ_STORE_HELD_MAX 50

/* User, time, at most how many, and before which end and submission. What of others rests is not
 * looked at, however much it is. */
#define DZ_HELD_OF_USER \
  "SELECT leases.id, leases.submission_id, leases.user_id, leases.expires_us, leases.from_state" \
  " FROM decisions CROSS JOIN submissions ON submissions.decision_id = decisions.id" \
  "  AND submissions.id = decisions.submission_id" \
  " JOIN leases ON leases.id = decisions.lease_id" \
  " WHERE decisions.user_id = ?1 AND decisions.undone_us IS NULL AND decisions.sealed_us IS NULL" \
  "  AND decisions.set_aside_us IS NULL" \
  "  AND submissions.state = 'held' AND submissions.hold_until_us > ?2" \
  "  AND (submissions.hold_until_us, submissions.id) < (?4, ?5)" \
  " ORDER BY submissions.hold_until_us DESC, submissions.id DESC LIMIT ?3"

GPtrArray *dz_store_list_held (DzStore      *self,
                               const DzUser *user,
                               gint64        before_us,
                               const char   *before,
                               gint64       *now_us,
                               GError      **error);

G_END_DECLS
