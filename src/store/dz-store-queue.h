/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-command-answer.h"
#include "dz-command.h"
#include "dz-item.h"
#include "dz-queue-counts.h"
#include "dz-queue-filter.h"
#include "dz-queue-holder.h"
#include "dz-queue-kind.h"
#include "dz-queue-window.h"
#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

#define DZ_STORE_LEASE_US ((gint64) 15 * G_TIME_SPAN_MINUTE)
#define DZ_STORE_LEASES_MAX 50
#define DZ_STORE_SKIP_US ((gint64) 30 * G_TIME_SPAN_MINUTE)

/* A window that closes within this time is about to close: what is of it is judged first, so that
 * who must send another photo still can. Two days, as students are asked to within two days
 * (review-workbenches §2.7). */
#define DZ_STORE_CLOSING_US ((gint64) 48 * G_TIME_SPAN_HOUR)

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

/**
 * DzStoreFrame:
 * @profile_hash: (nullable): content hash of the limits that judged the photo
 * @measurement: its numbers, with the lines where a reviewer moved them
 * @crop: the frame that an approval covers; empty where it names none
 * @user_data: given with it
 * @error: return location; DZ_STORE_ERROR_INVALID for a frame that is not allowed, or missing
 *
 * Checks a frame. It is asked within the transaction of the decision, so it must be quick and may
 * not ask the store anything.
 *
 * Returns: whether the frame is allowed
 */
typedef gboolean (*DzStoreFrame) (const char          *profile_hash,
                                  const DzMeasurement *measurement,
                                  const DzCrop        *crop,
                                  gpointer             user_data,
                                  GError             **error);

void             dz_store_set_frame      (DzStore         *self,
                                          DzStoreFrame     frame,
                                          gpointer         user_data);

/* A lease belongs to a user at a workstation: a desk that was killed finds its own again. */

GPtrArray       *dz_store_lease          (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
                                          DzQueueKind      queue,
                                          guint            wanted,
                                          GError         **error);
GPtrArray       *dz_store_lease_fitting  (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
                                          DzQueueKind      queue,
                                          const DzQueueFilter *filter,
                                          const char *const *given_up,
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
gboolean         dz_store_count_fitting  (DzStore         *self,
                                          const DzUser    *user,
                                          const DzQueueFilter *filter,
                                          DzQueueCounts   *counts,
                                          GError         **error);
GPtrArray       *dz_store_list_holders   (DzStore         *self,
                                          GError         **error);
gboolean         dz_store_recall_leases  (DzStore         *self,
                                          const DzUser    *supervisor,
                                          const char      *user,
                                          guint           *n_recalled,
                                          GError         **error);
GPtrArray       *dz_store_list_queue_windows (DzStore     *self,
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
