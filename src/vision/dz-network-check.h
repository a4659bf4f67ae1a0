/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-plan.h"

G_BEGIN_DECLS

/**
 * DzOperatorCost:
 * @work: multiplications of one run, about
 * @bytes: what XNNPACK keeps beside weights and tensors: an address for each place of a window
 *
 * What an operator takes.
 */
typedef struct
{
  guint64 work;
  guint64 bytes;
} DzOperatorCost;

gboolean dz_network_check_operator (const DzNetworkPlan *plan,
                                    guint                index,
                                    DzOperatorCost      *cost,
                                    GError             **error);

G_END_DECLS
