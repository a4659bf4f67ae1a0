/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"
#include "dz-measurement.h"
#include "dz-peers.h"
#include "dz-profile.h"
#include "dz-register.h"

G_BEGIN_DECLS

/**
 * DzRuleBasis:
 * @DZ_RULE_BASIS_PHOTO: the numbers of the photo alone
 * @DZ_RULE_BASIS_WINDOW: those, and where it stands among the photos of its window
 * @DZ_RULE_BASIS_OTHERS: the register, or other photos
 *
 * What a rule judges by.
 */
typedef enum
{
  DZ_RULE_BASIS_PHOTO,
  DZ_RULE_BASIS_WINDOW,
  DZ_RULE_BASIS_OTHERS,
} DzRuleBasis;

gboolean   dz_rules_know  (const char          *id);
DzRuleBasis dz_rules_get_basis (const char     *id);
gboolean   dz_rules_only_asks (const DzFinding *finding);
GPtrArray *dz_rules_judge (const DzMeasurement *measurement,
                           const DzRegister    *facts,
                           const DzPeers       *peers,
                           DzProfile           *profile);
GPtrArray *dz_rules_judge_changes (const DzMeasurement *measured,
                                   const DzMeasurement *corrected,
                                   DzProfile           *profile);

G_END_DECLS
