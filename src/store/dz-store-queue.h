/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-command.h"
#include "dz-item.h"
#include "dz-queue-counts.h"
#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

/**
 * DzCommandResult:
 * @DZ_COMMAND_RESULT_APPLIED: done now
 * @DZ_COMMAND_RESULT_REPEATED: the same command was done before; nothing was done now
 * @DZ_COMMAND_RESULT_CONFLICT: version or state no longer fit; nothing was done
 */
typedef enum
{
  DZ_COMMAND_RESULT_APPLIED,
  DZ_COMMAND_RESULT_REPEATED,
  DZ_COMMAND_RESULT_CONFLICT,
} DzCommandResult;

/**
 * DzCommandAnswer:
 * @result: what became of the command
 * @state: where the submission stands now
 * @version: its version now
 * @hold_until_us: when the decision seals; 0 where none is held
 * @by: (nullable): name of who decided or holds it, where the command conflicts
 * @at_us: when that was
 * @verdict: (nullable): "approve" or "reject" where somebody decided
 *
 * What the service says to a command.
 */
typedef struct
{
  DzCommandResult result;
  DzState         state;
  guint           version;
  gint64          hold_until_us;
  char           *by;
  gint64          at_us;
  char           *verdict;
} DzCommandAnswer;

void dz_command_answer_free (DzCommandAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCommandAnswer, dz_command_answer_free)

#define DZ_STORE_LEASE_US ((gint64) 15 * G_TIME_SPAN_MINUTE)
#define DZ_STORE_LEASES_MAX 50
#define DZ_STORE_SKIP_US ((gint64) 30 * G_TIME_SPAN_MINUTE)

/* A lease belongs to a user at a workstation: a desk that was killed finds its own again. */

GPtrArray       *dz_store_lease          (DzStore         *self,
                                          const DzUser    *user,
                                          const char      *workstation,
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
