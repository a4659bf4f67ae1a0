/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"
#include "dz-measurement.h"
#include "dz-peers.h"
#include "dz-profile.h"
#include "dz-register.h"

G_BEGIN_DECLS

gboolean   dz_rules_know  (const char          *id);
GPtrArray *dz_rules_judge (const DzMeasurement *measurement,
                           const DzRegister    *facts,
                           const DzPeers       *peers,
                           DzProfile           *profile);
GPtrArray *dz_rules_judge_changes (const DzMeasurement *measured,
                                   const DzMeasurement *corrected,
                                   DzProfile           *profile);

G_END_DECLS
