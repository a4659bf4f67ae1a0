/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-plan.h"
#include "dz-plain-operator.h"

G_BEGIN_DECLS

/**
 * DzNetworkStage:
 *
 * Operators that run one after another, either all by XNNPACK or all by us.
 */
typedef struct _DzNetworkStage DzNetworkStage;

DzNetworkStage *dz_network_stage_new  (const DzNetworkPlan  *plan,
                                       guint                 stage,
                                       GError              **error);
void            dz_network_stage_free (DzNetworkStage       *self);
gboolean        dz_network_stage_run  (const DzNetworkStage *self,
                                       GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzNetworkStage, dz_network_stage_free)

G_END_DECLS
