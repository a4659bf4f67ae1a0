/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-commands.h"
#include "dz-store-waivers.h"

G_BEGIN_DECLS

/* Within a transaction. */

/**
 * DzWaiverChange:
 * @waiver: the waiver
 * @actor: opaque id of who grants or withdraws it
 * @application: (nullable): the command that does; %NULL for who does nothing else
 * @decision: (nullable): the decision that granted it
 *
 * A waiver that is granted or withdrawn.
 */
typedef struct
{
  const DzWaiver      *waiver;
  const char          *actor;
  const DzApplication *application;
  const char          *decision;
} DzWaiverChange;

DzWaiver  *dz_store_new_waiver               (const char           *student,
                                              const char           *rule,
                                              const char           *reason);
GPtrArray *dz_store_load_waivers             (DzStore              *self,
                                              const char           *student,
                                              GError              **error);
gboolean   dz_store_find_waiver              (DzStore              *self,
                                              const char           *student,
                                              const char           *rule,
                                              DzWaiver            **waiver,
                                              GError              **error);
gboolean   dz_store_add_waiver               (DzStore              *self,
                                              const DzWaiverChange *change,
                                              GError              **error);
gboolean   dz_store_end_waiver               (DzStore              *self,
                                              const DzWaiverChange *change,
                                              GError              **error);
gboolean   dz_store_grant_waiver_by_decision (DzStore              *self,
                                              const DzApplication  *application,
                                              const char           *decision,
                                              const DzOverride     *override,
                                              GError              **error);
gboolean   dz_store_withdraw_waivers_of_decision (DzStore             *self,
                                                  const DzApplication *application,
                                                  const char          *decision,
                                                  GError             **error);

G_END_DECLS
