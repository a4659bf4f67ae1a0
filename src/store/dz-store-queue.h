/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-command-answer.h"
#include "dz-command.h"
#include "dz-item.h"
#include "dz-queue-counts.h"
#include "dz-queue-kind.h"
#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

#define DZ_STORE_LEASE_US ((gint64) 15 * G_TIME_SPAN_MINUTE)
#define DZ_STORE_LEASES_MAX 50
#define DZ_STORE_SKIP_US ((gint64) 30 * G_TIME_SPAN_MINUTE)

/**
 * DzStoreJudge:
 * @profile_hash: (nullable): content hash of the limits that judged the photo
 * @measured: its numbers
 * @corrected: the same with the lines where a reviewer moved them
 * @user_data: given with the judge
 * @error: return location; whatever stands in the way of judging
 *
 * Judges corrected lines. It is asked within the transaction that keeps its answer, so it must be
 * quick and may not ask the store anything.
 *
 * Returns: (transfer full) (nullable) (element-type DzFinding): what the rules say else of
 *   @corrected than of @measured
 */
typedef GPtrArray *(*DzStoreJudge) (const char          *profile_hash,
                                    const DzMeasurement *measured,
                                    const DzMeasurement *corrected,
                                    gpointer             user_data,
                                    GError             **error);

void             dz_store_set_judge      (DzStore         *self,
                                          DzStoreJudge     judge,
                                          gpointer         user_data);

/* A lease belongs to a user at a workstation: a desk that was killed finds its own again. */

GPtrArray       *dz_store_lease          (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
                                          DzQueueKind      queue,
                                          guint            wanted,
                                          GError         **error);
gboolean         dz_store_renew_leases   (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
                                          GStrv            leases,
                                          gint64          *expires_us,
                                          GStrv           *lost,
                                          GError         **error);
gboolean         dz_store_release_leases (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
                                          GStrv            leases,
                                          guint           *n_released,
                                          GError         **error);
gboolean         dz_store_may_see_photo  (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *sha256,
                                          GError         **error);
gboolean         dz_store_count_queue    (DzStore         *self,
                                          const DzUser    *user,
                                          DzQueueCounts   *counts,
                                          GError         **error);
DzCommandAnswer *dz_store_apply          (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
                                          const DzCommand *command,
                                          const char      *body_hash,
                                          GError         **error);
gboolean         dz_store_expire_leases  (DzStore         *self,
                                          guint           *n_expired,
                                          GError         **error);
gboolean         dz_store_seal_due       (DzStore         *self,
                                          guint           *n_sealed,
                                          GError         **error);

G_END_DECLS
