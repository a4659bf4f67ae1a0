/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-plan.h"

#include <xnnpack.h>

G_BEGIN_DECLS

enum xnn_status dz_network_define_operator (xnn_subgraph_t       subgraph,
                                            const DzNetworkPlan *plan,
                                            guint                index);

G_END_DECLS
