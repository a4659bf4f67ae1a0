/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-plan.h"

G_BEGIN_DECLS

gboolean dz_network_check_operator (const DzNetworkPlan *plan,
                                    guint                index,
                                    guint64             *work,
                                    GError             **error);

G_END_DECLS
